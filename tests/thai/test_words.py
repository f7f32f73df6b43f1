"""Lines end between words, where a Thai reader expects it, on the screen and in the PDF alike."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner_desktop.thai import words

SEEDS = sorted((Path(__file__).resolve().parents[2].parent / "shared" / "seeds").glob("*.txt"))
THAI = st.text(alphabet='กนมรทเแไาะำ\u0e31\u0e35\u0e38\u0e48\u0e49\u0e4c ๆฯ()“”"/.,-12ab\n', max_size=40)


def cut(text: str) -> list[str]:
    return list(words.pieces(text, words.breaks(text)))


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("การจัดเก็บรายได้ของกรุงเทพมหานคร", ["การ", "จัดเก็บ", "รายได้", "ของ", "กรุงเทพมหานคร"]),
        ("งานต่าง ๆ ของหน่วยงาน", ["งาน", "ต่าง ๆ ", "ของ", "หน่วยงาน"]),
        ("แผน (ปฏิบัติราชการ) และ", ["แผน ", "(ปฏิบัติราชการ) ", "และ"]),
        ('แผน "ดี" มาก', ["แผน ", '"ดี" ', "มาก"]),
        ("กลาง“แผน”มาก", ["กลาง", "“แผน”", "มาก"]),
        ("ตัวชี้วัด OKR 7402 มี", ["ตัวชี้วัด ", "OKR 7402 ", "มี"]),
        ("คน 500 คน ร้อยละ 100 ใน", ["คน ", "500 คน ", "ร้อยละ 100 ", "ใน"]),
        ("ถึง 1 ตุลาคม 2567 และ", ["ถึง ", "1 ตุลาคม 2567 ", "และ"]),
        ("ปี 2566 - 2570 มี", ["ปี 2566 - 2570 ", "มี"]),
        ("ดู https://shorturl.at/DyWuE ที่", ["ดู ", "https://shorturl.at/DyWuE ", "ที่"]),
        ("Made in Bangkok", ["Made ", "in ", "Bangkok"]),
        ("โครงการ/กิจกรรม", ["โครงการ/", "กิจกรรม"]),
        ("โครงการพัฒนากิจกรรมการบริหาร", ["โครงการ", "พัฒนา", "กิจกรรม", "การบริหาร"]),  # words that hold
        ("ของ สนค. (กยม.) และ", ["ของ ", "สนค. ", "(กยม.) ", "และ"]),  # abbreviations
        ("และกบช.", ["และ", "กบช."]),  # right behind a word
        ("โดยกพร.และกบช. ของสำนักงานก.พ.", ["โดย", "กพร.และ", "กบช. ", "ของ", "สำนักงาน", "ก.พ."]),
        ("ผลการดำเนินงาน.", ["ผล", "การ", "ดำเนิน", "งาน."]),  # a dot that ends a sentence
        ("ภายในปีพ.ศ. 2568 ถึงก.พ.", ["ภายใน", "ปี", "พ.ศ. 2568 ", "ถึง", "ก.พ."]),
        ("รวมจำนวน.....9.....โครงการ", ["รวม", "จำนวน.....", "9.....โครงการ"]),  # what is filled in behind dots
        ("จำนวนเงินทั้งสิ้น…..58,043…..บาท", ["จำนวนเงิน", "ทั้งสิ้น…..", "58,043…..บาท"]),
        ("ประชุม - โครงการ 1.2) ข้อ", ["ประชุม ", "- โครงการ ", "1.2) ข้อ"]),  # what begins a list's item
        ("ใช้ ISO37001 และ OKRs 7402 แล้ว", ["ใช้ ", "ISO37001 ", "และ ", "OKRs 7402 ", "แล้ว"]),  # codes
        ("(ผลการก่อนนี้", ["(ผล", "การ", "ก่อน", "นี้"]),
        ("เขตบึงกุ่มและเขตหลักสี่", ["เขต", "บึงกุ่ม", "และ", "เขต", "หลักสี่"]),  # words of our own list
    ],
)
def test_places_where_a_line_may_end(text: str, pieces: list[str]) -> None:
    assert cut(text) == pieces


@given(THAI)
def test_no_line_begins_or_ends_badly(text: str) -> None:
    for at in words.breaks(text):
        assert text[at] not in "ๆฯ)”ะาำ\u0e31\u0e35\u0e38\u0e48\u0e49\u0e4c"
        assert not text[at].isspace()
        assert text[at - 1] not in "เแไ(“"
    for at in words.forced_breaks(text):
        assert text[at] not in "ะาำ\u0e31\u0e35\u0e38\u0e48\u0e49\u0e4c"
        assert text[at - 1] not in "เแไ"


@given(THAI)
def test_clusters_are_the_text_in_pieces_that_stand_alone(text: str) -> None:
    pieces = words.clusters(text)
    assert "".join(pieces) == text
    for piece in pieces[1:]:
        assert piece[0] not in "ะาำ\u0e31\u0e35\u0e38\u0e48\u0e49\u0e4c"


def test_clusters_keep_vowels_with_their_base() -> None:
    assert words.clusters("เก็บน้ำไว้") == ["เก็", "บ", "น้ำ", "ไว้"]


@given(THAI)
def test_break_marks_go_in_and_out(text: str) -> None:
    assert words.without_break_marks(words.with_break_marks(text)) == text


def test_the_screen_gets_the_same_places() -> None:
    assert words.with_break_marks("การจัดเก็บรายได้ 500 คน") == "การ\u200bจัดเก็บ\u200bรายได้ 500\u2060\u00a0คน"


def test_a_long_address_breaks_at_its_joints() -> None:
    address = "https://www.bangkok.go.th/action-plan/2568"
    assert words.breaks(address) == ()
    assert forced(address) == ["https://", "www.", "bangkok.", "go.", "th/", "action", "-plan/", "2568"]


def forced(text: str) -> list[str]:
    return list(words.pieces(text, words.forced_breaks(text)))


def test_an_amount_is_not_broken_at_its_commas() -> None:
    assert forced("งบ 10,991,500.50") == ["งบ ", "10,991,500.50"]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("OKR 7402", ["OKR ", "7402"]),
        ("กรุงเทพมหานคร", ["กรุงเทพ", "มหานคร"]),
        ("คณะกรรมการ", ["คณะ", "กรรมการ"]),
        ("งบประมาณ", ["งบ", "ประมาณ"]),
        ("สำนักงานเศรษฐกิจการคลัง", ["สำนักงาน", "เศรษฐกิจ", "การคลัง"]),
    ],
)
def test_a_word_too_long_breaks_where_it_is_put_together(text: str, pieces: list[str]) -> None:
    assert forced(text) == pieces


def test_a_word_that_is_not_put_together_breaks_between_syllables() -> None:
    assert forced("อิเล็กทรอนิกส์") == ["อิ", "เล็ก", "ทรอ", "นิกส์"]


def test_abbreviations_numbers_and_codes_are_never_broken_to_be_read() -> None:
    assert words.smallest_pieces("(ก.พ.)") == ["(ก.พ.)"]
    assert words.smallest_pieces("งบประมาณ 10,500.50 บาท (OKR7402)") == [
        "งบ",
        "ประ",
        "มา",
        "ณ ",
        "10,500.50 ",
        "บาท ",
        "(OKR7402)",
    ]


@given(THAI)
def test_every_breaking_gives_the_text_back(text: str) -> None:
    assert "".join(cut(text)) == text
    assert "".join(forced(text)) == text
    assert "".join(words.smallest_pieces(text)) == text


@given(THAI)
def test_breaking_what_was_broken_for_the_screen_gives_the_same(text: str) -> None:
    places = words.breaks(text)
    assert words.breaks(words.without_break_marks(words.with_break_marks(text))) == places


@pytest.mark.parametrize("text", ["......", "ๆๆๆ", "10,991.50", "xxxx"])
def test_whatever_is_longer_than_a_letter_can_be_broken_at_last(text: str) -> None:
    assert words.forced_breaks(text)


@given(
    st.lists(
        st.sampled_from(
            [
                "แผน",
                "ปี",
                " ",
                "  ",
                "-",
                "–",
                "2566",
                "๒",
                "คน",
                ".",
                "(",
                ")",
                '"',
                "ๆ",
                "OKR",
                "ก",
                "1.2)",
                "ม.ค.",
                "\t",
            ]
        ),
        max_size=14,
    ).map("".join)
)
def test_phrase_by_phrase_the_places_are_those_of_the_whole_text(text: str) -> None:
    assert set(words.breaks(text)) == words._breaks(text)


@pytest.mark.skipif(not SEEDS, reason="the published plans are not beside this checkout")
@pytest.mark.parametrize("plan", SEEDS, ids=lambda plan: plan.stem[:3])
def test_in_published_plans_phrase_by_phrase_finds_the_same_places(plan: Path) -> None:
    lines = plan.read_text("utf-8").split("\n")
    for text in {text for line in lines for text in (line, *line.split("\t"))}:
        assert set(words.breaks(text)) == words._breaks(text), text
