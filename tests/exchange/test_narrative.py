"""What Word, LibreOffice and plain text bring into the narrative: structure, and nothing of its looks."""

import pytest

from planner_desktop.exchange.narrative import from_html, from_text, read_html
from planner_desktop.exchange.narrative_html import as_html
from planner_desktop.formpack import rich_text
from planner_desktop.formpack.merged_cells import Merged, Texts
from planner_desktop.formpack.rich_text import (
    NOTE,
    RichFigure,
    RichHeading,
    RichList,
    RichParagraph,
    RichPart,
    RichTable,
)
from tests.exchange.documents import WORD, WRITER, item


def read(html: str) -> tuple[RichPart, ...]:
    return from_html(html, lambda address: "ภาพ.png" if address.startswith("data:") else None)


def test_text_of_word() -> None:
    assert read(WORD) == (
        RichHeading(heading="สถานการณ์", level=1),
        RichParagraph(
            paragraph=f"กรุงเทพ มหานครมีพื้นที่2 1,568.7 ตร.กม.{NOTE} น้ำท่วม",
            notes=("สำนักการโยธา พ.ศ. 2567",),
            bold=((14, 23),),
        ),
        RichHeading(heading="1.1 ภารกิจ", level=2),
        RichList(list=("งานแผน", "งาน คลัง", "งานบริหาร")),
        RichParagraph(paragraph="ได้แก่"),
        RichList(list=("ข้อแรก", "ข้อย่อย"), numbered=False, levels=(1, 2)),
        RichTable(
            table=(("ปี", "จำนวน", None), (None, "ชาย", "หญิง"), ("๒๕๖๗", "10\nคน", "")),
            head=2,
            merged=((0, 0, 2, 1),),
            caption="ตารางที่ 1 บุคลากร",
            note="ที่มา: กองการเจ้าหน้าที่",
        ),
        RichFigure(figure="ภาพ.png", caption="ภาพที่ 1 แผนที่", width=10),
        RichParagraph(paragraph="จบ"),
    )


def test_text_of_writer_and_a_list_that_is_interrupted_keeps_its_numbers() -> None:
    assert read(WRITER) == (
        RichHeading(heading="หัวข้อ", level=2),
        RichParagraph(paragraph=f"ย่อหน้า{NOTE}", notes=("ที่มา",)),
        RichParagraph(paragraph="1. หนึ่ง"),
        RichParagraph(paragraph="2. สอง"),
        RichList(list=("ย่อย",), numbered=False),
        RichParagraph(paragraph="คั่น"),
        RichParagraph(paragraph="3. สาม"),
        RichList(list=("ก", "ข"), numbered=False),
        RichFigure(figure="ภาพ.png", width=16),
    )


@pytest.mark.parametrize(
    ("items", "blocks"),
    [
        ((("๑.", "ก"), ("๒.", "ข")), (RichList(list=("ก", "ข")),)),
        ((("(1)", "ก"), ("(2)", "ข")), (RichList(list=("ก", "ข")),)),
        ((("ก.", "แรก"), ("ข.", "สอง")), (RichParagraph(paragraph="ก. แรก"), RichParagraph(paragraph="ข. สอง"))),
        ((("1.1", "ก"), ("1.2", "ข")), (RichParagraph(paragraph="1.1 ก"), RichParagraph(paragraph="1.2 ข"))),
        ((("4.", "ง"), ("5.", "จ")), (RichParagraph(paragraph="4. ง"), RichParagraph(paragraph="5. จ"))),
        ((("§", "ก"), ("Ø", "ข"), ("-", "ค")), (RichList(list=("ก", "ข", "ค"), numbered=False),)),
    ],
)
def test_markers_of_lists(items: tuple[tuple[str, str], ...], blocks: tuple[RichPart, ...]) -> None:
    assert read("".join(item(*one) for one in items)) == blocks


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("ก\n\nข  ค\n", (RichParagraph(paragraph="ก"), RichParagraph(paragraph="ข ค"))),
        ("1. ก\n2. ข\n๓) ค", (RichList(list=("ก", "ข", "ค")),)),
        ("1.ก\n2.ข", (RichList(list=("ก", "ข")),)),
        ("- ก\n• ข", (RichList(list=("ก", "ข"), numbered=False),)),
        (
            "1. ก\nข\n2. ค",
            (RichParagraph(paragraph="1. ก"), RichParagraph(paragraph="ข"), RichParagraph(paragraph="2. ค")),
        ),
        ("2567. ก", (RichParagraph(paragraph="2567. ก"),)),
        ("1.5 ล้าน\n-5 องศา", (RichParagraph(paragraph="1.5 ล้าน"), RichParagraph(paragraph="-5 องศา"))),
        ("", ()),
    ],
)
def test_plain_text(text: str, blocks: tuple[RichPart, ...]) -> None:
    assert from_text(text) == blocks


@pytest.mark.parametrize(
    ("html", "blocks"),
    [
        ("ก <b>ข</b>", (RichParagraph(paragraph="ก ข", bold=((2, 3),)),)),
        ("<div>ก<div>ข</div>ค</div>", tuple(RichParagraph(paragraph=text) for text in "กขค")),
        (
            "<b id=docs style='font-weight:normal'><p>ก</p><p>ข</p></b>",
            (RichParagraph(paragraph="ก"), RichParagraph(paragraph="ข")),
        ),
        ("<p>ก<br><br>ข<br>ค</p>", (RichParagraph(paragraph="ก"), RichParagraph(paragraph="ข ค"))),
        ("<p>1. ก<br>2. ข</p>", (RichList(list=("ก", "ข")),)),
        ("<table><tr><td><p>กรอบ</p></td></tr></table>", (RichParagraph(paragraph="กรอบ"),)),
        ("<p class=MsoTitle>ชื่อ</p><h5>ย่อย</h5>", (RichHeading(heading="ชื่อ"), RichHeading(heading="ย่อย", level=3))),
        ("<p style='mso-outline-level:2'>หัวข้อ</p>", (RichHeading(heading="หัวข้อ", level=2),)),
        ('<p>ก<img src="http://x/y.png">ข</p>', (RichParagraph(paragraph="กข"),)),
        ("<p>ก\U000f0000\U00100001\ufffcข</p>", (RichParagraph(paragraph="กข"),)),
        ("<p style='display:none'>ก</p><script>ข</script>", ()),
    ],
)
def test_html_of_all_kinds(html: str, blocks: tuple[RichPart, ...]) -> None:
    assert read(html) == blocks


COPIED: tuple[RichPart, ...] = (
    RichHeading(heading="หัว <1>", level=2),
    RichParagraph(paragraph="ก & ข"),
    RichList(list=("ก", "ข")),
    RichList(list=("ค",), numbered=False),
    RichParagraph(paragraph="หนา เอียง ทั้งสอง", bold=((0, 3), (10, 17)), italic=((4, 9), (10, 17))),
    RichList(list=("ก", "ข", "ค", "ง", "จ"), levels=(1, 2, 2, 3, 1), bold=((2, 3),)),
    RichList(list=("ก", "ข", "ค"), numbered=False, levels=(1, 2, 3)),
    RichList(list=("ก", "ข", "ค", "ง"), levels=(1, 2, 2, 1), signs=("1", "-", "1", "1")),
    RichTable(
        table=(("ปี", "จำนวน", None), ("", "คน", "เรื่อง"), ("1\n2", None, "3")),
        head=2,
        caption="ตารางที่ 1 ก",
        note="ที่มา: สำนัก",
    ),
    RichTable(
        table=(("ปี", "จำนวน", None), (None, "คน", "เรื่อง"), ("1", "2\n3", None), ("4", None, None)),
        head=2,
        merged=((0, 0, 2, 1), (2, 1, 2, 2)),
    ),
    RichParagraph(paragraph="จบ"),
)


@pytest.mark.parametrize("blocks", [COPIED, COPIED[1:2], COPIED[4:5], ()])
def test_our_own_copy_comes_back_the_same(blocks: tuple[RichPart, ...]) -> None:
    assert read(as_html(blocks)) == blocks


WORDS_TABLE = """<table class=MsoTableGrid border=1><thead><tr><td rowspan=2><p>ยุทธศาสตร์</p></td><td colspan=2><p>ปี</p></td></tr>
<tr><td><p>2567</p></td><td><p>2568</p></td></tr></thead>
<tr><td rowspan=3><p>เมืองปลอดภัย</p></td><td><p>1</p></td><td><p>2</p></td></tr>
<tr><td colspan=2 rowspan=2><p>อยู่ระหว่าง</p><p>ดำเนินการ</p></td></tr><tr></tr></table>"""
EXCELS_TABLE = """<table><col><col span=2><tr><td rowspan=2 class=xl65>ยุทธศาสตร์</td><td colspan=2>ปี</td></tr><tr><td>2567</td><td>2568</td></tr>
<tr><td rowspan=3>เมืองปลอดภัย</td><td>1</td><td>2</td></tr>
<tr><td colspan=2 rowspan=2>อยู่ระหว่าง<br>ดำเนินการ</td></tr><tr height=21></tr></table>"""
WRITERS_TABLE = """<table><thead><tr><th rowspan="2">ยุทธศาสตร์</th><th colspan="2">ปี</th></tr><tr><th>2567</th><th>2568</th></tr></thead>
<tbody><tr><td rowspan="3">เมืองปลอดภัย</td><td>1</td><td>2</td></tr>
<tr style="display:none"><td colspan="2" rowspan="3">อยู่ระหว่าง<br>ดำเนินการ</td></tr><tr></tr><tr></tr></tbody></table>"""


@pytest.mark.parametrize("html", [WORDS_TABLE, EXCELS_TABLE, WRITERS_TABLE])
def test_cells_merged_downwards_and_both_ways_are_as_in_the_original(html: str) -> None:
    merged = ((0, 0, 2, 1), (2, 0, 3, 1), (3, 1, 2, 2))
    (table,) = read(html.replace('rowspan="3">เมือง', 'rowspan="4">เมือง'))
    assert table == RichTable(
        table=(
            ("ยุทธศาสตร์", "ปี", None),
            (None, "2567", "2568"),
            ("เมืองปลอดภัย", "1", "2"),
            (None, "อยู่ระหว่าง\nดำเนินการ", None),
            (None, None, None),
        ),
        head=2,
        merged=merged,
    )
    assert rich_text.to_plain((table,)).count("เมืองปลอดภัย") == 1


@pytest.mark.parametrize(
    ("html", "rows", "head", "merged"),
    [
        ("<tr><td rowspan=2>ก<td>ข<tr><td>ค", (("ก", "ข"), (None, "ค")), 0, ((0, 0, 2, 1),)),
        ("<tr><td rowspan=0>ก<td>ข<tr><td>ค<tr><td>ง", (("ก", "ข"), (None, "ค"), (None, "ง")), 0, ((0, 0, 3, 1),)),
        ("<tr><th>ก<th>ข<tr><td>ค<td rowspan=9>ง<tr><td>จ", (("ก", "ข"), ("ค", "ง"), ("จ", None)), 1, ((1, 1, 2, 1),)),
        ("<tr><th>ก<th>ข<tr><th>ค<th>ง", (("ก", "ข"), ("ค", "ง")), 1, ()),
        (
            "<tr><td>ก<td rowspan=2>ข<tr><td colspan=2>ค<tr><td>ง",
            (("ก", "ข"), ("ค", None), ("ง", "")),
            2,
            ((0, 1, 2, 1),),
        ),
    ],
)
def test_merged_cells_that_reach_far_or_overlap(
    html: str, rows: Texts, head: int, merged: Merged
) -> None:  # fmt: skip
    assert read(f"<table>{html}</table>") == (RichTable(table=rows, head=head, merged=merged),)


def test_a_copy_spells_out_notes_and_leaves_pictures_behind() -> None:
    html = as_html((RichParagraph(paragraph=f"ก{NOTE}", notes=("ข",)), RichFigure(figure="x.png", caption="ภาพที่ 1")))
    assert read(html) == (RichParagraph(paragraph="ก (ข)"), RichParagraph(paragraph="ภาพที่ 1"))


def test_the_caption_of_a_picture_that_cannot_be_had_stays() -> None:
    html = '<p><img src="file:///C:/x.png"></p><p class=MsoCaption>ภาพที่ 2 อาคาร</p>'
    assert read(html) == (RichParagraph(paragraph="ภาพที่ 2 อาคาร"),)


NESTED = RichList(list=("แผน", "จัดทำ", "ทบทวน", "คลัง"), levels=(1, 2, 2, 1))
GOOGLE = """<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-1"><ol style="margin-top:0;">
<li dir="ltr" style="list-style-type:decimal;font-weight:400" aria-level="1"><p dir="ltr"><span style="font-weight:400">แผน</span></p></li>
<ol style="margin-top:0;"><li style="list-style-type:lower-alpha" aria-level="2"><p><span style="font-weight:400">จัดทำ</span></p></li>
<li style="list-style-type:lower-alpha" aria-level="2"><p><span>ทบทวน</span></p></li></ol>
<li style="list-style-type:decimal" aria-level="1"><p><span>คลัง</span></p></li></ol></b>"""
WRITERS = (
    """<ol><li><p>แผน</p><ol type="a"><li><p>จัดทำ</p></li><li><p>ทบทวน</p></li></ol></li><li><p>คลัง</p></li></ol>"""
)
WORDS = item("1.", "แผน") + item("a.", "จัดทำ", "l0 level2 lfo1") + item("b.", "ทบทวน", "l0 level2 lfo1")
WORDS += item("2.", "คลัง")


@pytest.mark.parametrize("html", [GOOGLE, WRITERS, WORDS, WORDS.replace("a.", "a)").replace("b.", "b)")])
def test_lists_keep_their_levels(html: str) -> None:
    assert read(html) == (NESTED,)
    assert NESTED.labels == ("1.", "a.", "b.", "2.")


def test_bullets_under_numbers_and_numbers_under_bullets() -> None:
    html = item("1.", "ก") + item("·", "ข", "l3 level2 lfo2") + item("·", "ค", "l3 level2 lfo2") + item("2.", "ง")
    assert read(html) == (RichList(list=("ก", "ข", "ค", "ง"), levels=(1, 2, 2, 1), signs=("1", "-", "-", "1")),)
    assert read("<ul><li>ก<ol><li>ข</li><li>ค</li></ol></li><li>ง</li></ul>") == (
        RichList(list=("ก", "ข", "ค", "ง"), numbered=False, levels=(1, 2, 2, 1), signs=("-", "a", "a", "-")),
    )


def test_a_third_level_counts_in_roman_figures() -> None:
    html = item("1.", "ก") + item("a.", "ข", "l0 level2 lfo1") + item("i.", "ค", "l0 level3 lfo1")
    (made,) = read(html + item("ii.", "ง", "l0 level3 lfo1"))
    assert made == RichList(list=("ก", "ข", "ค", "ง"), levels=(1, 2, 3, 3))
    assert isinstance(made, RichList)
    assert made.labels == ("1.", "a.", "i.", "ii.")


@pytest.mark.parametrize(
    "html",
    [
        "ก<del>ลบ</del>ข", "ก<s>ลบ</s>ข", "ก<strike>ลบ</strike>ข", "ก<span style='text-decoration: line-through'>ลบ</span>ข",
        "ก<span style='text-decoration:underline line-through'><b>ลบ</b></span>ข",
        "ก<del cite='mailto:a' datetime='2025-01-01T10:00'><span>ลบ</span></del><ins>ข</ins>",
    ],
)  # fmt: skip
def test_what_is_struck_out_is_no_text_and_is_counted(html: str) -> None:
    narrative = read_html(html, lambda _address: None)
    assert narrative.blocks == (RichParagraph(paragraph="กข"),)
    assert narrative.left.struck == 1
    assert "1" in narrative.left.said()


def test_what_was_left_behind_is_told() -> None:
    html = (
        "<p style='color:red'>ก<u>ข</u></p><!--[if gte vml 1]><v:textbox>กล่อง</v:textbox><![endif]-->"
        "<table><tr><td>1</td><td><table><tr><td>x</td></tr></table></td></tr><tr><td>2</td><td>3</td></tr></table>"
        "<p>ค<a class=msocomanchor>[A1]</a></p><div style='mso-element:comment-list'><p>ความเห็น</p></div>"
    )
    narrative = read_html(html, lambda _address: None)
    left = narrative.left
    assert (left.boxes, left.inner_tables, left.comments, left.coloured, left.underlined) == (1, 1, 1, True, True)
    assert narrative.blocks[-1] == RichParagraph(paragraph="ค")
    assert not read_html("<p style='color:black;background:white'>ก<b>ข</b></p>", lambda _a: None).left.said()


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<span style='font-family:Wingdings'>þ</span> มี <font face=Wingdings>¨</font> ไม่มี", "☑ มี ☐ ไม่มี"),
        ("<span style='font-family:Wingdings'>ü û §</span>", "✓ ✗ ▪"),
        ("<span style='font-family:Wingdings;mso-char-type:symbol'>\uf0fe</span>", "☑"),
        ("<span style='font-family:Symbol'>·</span> ก <span style='font-family:Symbol'>£</span> 5", "• ก ≤ 5"),
        ("<span style='font-family:\"Wingdings 2\"'>P</span>", "✓"),
        ("<span style='font-family:Wingdings'>ü<span style='font-family:\"TH Sarabun\"'>ผ่าน</span></span>", "✓ผ่าน"),
        ("\uf0fe มี \uf0a8 ไม่มี", "☑ มี ☐ ไม่มี"),
    ],
)
def test_letters_of_symbol_fonts_become_what_they_look_like(html: str, text: str) -> None:
    assert read(f"<p>x {html}</p>") == (RichParagraph(paragraph=f"x {text}"),)


def test_bold_goes_with_its_letters_when_thai_is_mended() -> None:
    html = "<p>ส<b>\u0e32\u0e4dนัก</b> งาน<i> กอง </i>ข</p>"
    assert read(html) == (RichParagraph(paragraph="สำนัก งาน กอง ข", bold=((1, 5),), italic=((9, 14),)),)


@pytest.mark.parametrize("digits", [12, 400, 5000])
@pytest.mark.parametrize(
    "source",
    [
        "<ol start={}><li>ก</ol>",
        "<ol type=i start={}><li>ก</ol>",
        "<ol type=a><li value={}>ก</ol>",
        "<ol><li aria-level={}>ก</ol>",
        "<p>ก</p><img src=x width={}>",
        "<p style='font-weight:{}'>ก</p>",
        "<table><tr><td rowspan={}>ก<td>ข<tr><td>ค<td>ง</table>",
    ],
)
def test_numbers_that_no_document_counts_to_are_only_large(source: str, digits: int) -> None:
    blocks = read_html(source.format("9" * digits), lambda _address: "ภาพ.png").blocks
    assert "ก" in rich_text.to_plain(blocks)
    assert len(rich_text.dump(blocks) or "") < 1000
