"""What Word, LibreOffice and plain text bring into the narrative: structure, and nothing of its looks."""

import pytest

from planner_desktop.exchange.narrative import from_html, from_text
from planner_desktop.exchange.narrative_html import as_html
from planner_desktop.formpack.rich_text import NOTE, Block, Figure, Heading, ListOf, Paragraph, TableOf
from tests.exchange.documents import WORD, WRITER, item


def read(html: str) -> tuple[Block, ...]:
    return from_html(html, lambda address: "ภาพ.png" if address.startswith("data:") else None)


def test_text_of_word() -> None:
    assert read(WORD) == (
        Heading(heading="สถานการณ์", level=1),
        Paragraph(paragraph=f"กรุงเทพ มหานครมีพื้นที่2 1,568.7 ตร.กม.{NOTE} น้ำท่วม", notes=("สำนักการโยธา พ.ศ. 2567",)),
        Heading(heading="1.1 ภารกิจ", level=2),
        ListOf(list=("งานแผน", "งาน คลัง", "งานบริหาร")),
        Paragraph(paragraph="ได้แก่"),
        ListOf(list=("ข้อแรก", "ข้อย่อย"), numbered=False),
        TableOf(
            table=(("ปี", "จำนวน", None), ("", "ชาย", "หญิง"), ("๒๕๖๗", "10\nคน", "")),
            head=2,
            caption="ตารางที่ 1 บุคลากร",
            note="ที่มา: กองการเจ้าหน้าที่",
        ),
        Figure(figure="ภาพ.png", caption="ภาพที่ 1 แผนที่", width=10),
        Paragraph(paragraph="จบ"),
    )


def test_text_of_writer_and_a_list_that_is_interrupted_keeps_its_numbers() -> None:
    assert read(WRITER) == (
        Heading(heading="หัวข้อ", level=2),
        Paragraph(paragraph=f"ย่อหน้า{NOTE}", notes=("ที่มา",)),
        Paragraph(paragraph="1. หนึ่ง"),
        Paragraph(paragraph="2. สอง"),
        ListOf(list=("ย่อย",), numbered=False),
        Paragraph(paragraph="คั่น"),
        Paragraph(paragraph="3. สาม"),
        ListOf(list=("ก", "ข"), numbered=False),
        Figure(figure="ภาพ.png", width=16),
    )


@pytest.mark.parametrize(
    ("items", "blocks"),
    [
        ((("๑.", "ก"), ("๒.", "ข")), (ListOf(list=("ก", "ข")),)),
        ((("(1)", "ก"), ("(2)", "ข")), (ListOf(list=("ก", "ข")),)),
        ((("ก.", "แรก"), ("ข.", "สอง")), (Paragraph(paragraph="ก. แรก"), Paragraph(paragraph="ข. สอง"))),
        ((("1.1", "ก"), ("1.2", "ข")), (Paragraph(paragraph="1.1 ก"), Paragraph(paragraph="1.2 ข"))),
        ((("4.", "ง"), ("5.", "จ")), (Paragraph(paragraph="4. ง"), Paragraph(paragraph="5. จ"))),
        ((("§", "ก"), ("Ø", "ข"), ("-", "ค")), (ListOf(list=("ก", "ข", "ค"), numbered=False),)),
    ],
)
def test_markers_of_lists(items: tuple[tuple[str, str], ...], blocks: tuple[Block, ...]) -> None:
    assert read("".join(item(*one) for one in items)) == blocks


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("ก\n\nข  ค\n", (Paragraph(paragraph="ก"), Paragraph(paragraph="ข ค"))),
        ("1. ก\n2. ข\n๓) ค", (ListOf(list=("ก", "ข", "ค")),)),
        ("1.ก\n2.ข", (ListOf(list=("ก", "ข")),)),
        ("- ก\n• ข", (ListOf(list=("ก", "ข"), numbered=False),)),
        ("1. ก\nข\n2. ค", (Paragraph(paragraph="1. ก"), Paragraph(paragraph="ข"), Paragraph(paragraph="2. ค"))),
        ("2567. ก", (Paragraph(paragraph="2567. ก"),)),
        ("1.5 ล้าน\n-5 องศา", (Paragraph(paragraph="1.5 ล้าน"), Paragraph(paragraph="-5 องศา"))),
        ("", ()),
    ],
)
def test_plain_text(text: str, blocks: tuple[Block, ...]) -> None:
    assert from_text(text) == blocks


@pytest.mark.parametrize(
    ("html", "blocks"),
    [
        ("ก <b>ข</b>", (Paragraph(paragraph="ก ข"),)),
        ("<div>ก<div>ข</div>ค</div>", tuple(Paragraph(paragraph=text) for text in "กขค")),
        ("<b id=docs><p>ก</p><p>ข</p></b>", (Paragraph(paragraph="ก"), Paragraph(paragraph="ข"))),
        ("<p>ก<br><br>ข<br>ค</p>", (Paragraph(paragraph="ก"), Paragraph(paragraph="ข ค"))),
        ("<p>1. ก<br>2. ข</p>", (ListOf(list=("ก", "ข")),)),
        ("<table><tr><td><p>กรอบ</p></td></tr></table>", (Paragraph(paragraph="กรอบ"),)),
        ("<p class=MsoTitle>ชื่อ</p><h5>ย่อย</h5>", (Heading(heading="ชื่อ"), Heading(heading="ย่อย", level=3))),
        ("<p style='mso-outline-level:2'>หัวข้อ</p>", (Heading(heading="หัวข้อ", level=2),)),
        ('<p>ก<img src="http://x/y.png">ข</p>', (Paragraph(paragraph="กข"),)),
        ("<p>ก\U000f0000\U00100001\ufffcข</p>", (Paragraph(paragraph="กข"),)),
        ("<p style='display:none'>ก</p><script>ข</script>", ()),
    ],
)
def test_html_of_all_kinds(html: str, blocks: tuple[Block, ...]) -> None:
    assert read(html) == blocks


COPIED: tuple[Block, ...] = (
    Heading(heading="หัว <1>", level=2),
    Paragraph(paragraph="ก & ข"),
    ListOf(list=("ก", "ข")),
    ListOf(list=("ค",), numbered=False),
    TableOf(
        table=(("ปี", "จำนวน", None), ("", "คน", "เรื่อง"), ("1\n2", None, "3")),
        head=2,
        caption="ตารางที่ 1 ก",
        note="ที่มา: สำนัก",
    ),
    Paragraph(paragraph="จบ"),
)


@pytest.mark.parametrize("blocks", [COPIED, COPIED[1:2], COPIED[4:5], ()])
def test_our_own_copy_comes_back_the_same(blocks: tuple[Block, ...]) -> None:
    assert read(as_html(blocks)) == blocks


def test_a_copy_spells_out_notes_and_leaves_pictures_behind() -> None:
    html = as_html((Paragraph(paragraph=f"ก{NOTE}", notes=("ข",)), Figure(figure="x.png", caption="ภาพที่ 1")))
    assert read(html) == (Paragraph(paragraph="ก (ข)"), Paragraph(paragraph="ภาพที่ 1"))


def test_the_caption_of_a_picture_that_cannot_be_had_stays() -> None:
    html = '<p><img src="file:///C:/x.png"></p><p class=MsoCaption>ภาพที่ 2 อาคาร</p>'
    assert read(html) == (Paragraph(paragraph="ภาพที่ 2 อาคาร"),)
