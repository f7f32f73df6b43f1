"""What one setting changes on every page: digits, the word “draft”, page numbers, and the page that is signed."""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from planner_desktop.checks import find_problems
from planner_desktop.document import fill as filling
from planner_desktop.document.digits import in_thai_digits
from planner_desktop.document.flow import LaidPage
from planner_desktop.document.live import LiveDocument
from planner_desktop.document.outline import (
    Cell,
    Contents,
    Document,
    Figure,
    Heading,
    NewPage,
    OutlineBlock,
    Paragraph,
    PrintedSection,
    Row,
    Run,
    Runs,
    Signatures,
    Signer,
    Table,
    plain,
)
from planner_desktop.document.page_numbers import shown
from planner_desktop.document.paginate import paginate
from planner_desktop.document.pdf import page_bytes, pdf_bytes, write_pdf
from planner_desktop.document.preview import template
from planner_desktop.document.signatures import SignatureSlab, signature_slabs
from planner_desktop.document.typesetter import Typesetter
from planner_desktop.draft import Draft
from planner_desktop.formpack import FormPack, rich_text
from tests.conftest import pdf_text

from .conftest import paragraph, pdftotext, row


def text(words: str) -> Runs:
    return (Run(words),)


def printed(path: Path, *blocks: OutlineBlock, **how: Any) -> Path:
    write_pdf(Document("แผน", "สำนัก", [PrintedSection("", blocks)], **how), path)
    return path


# ---------------------------------------------------------------- digits


def texts(block: OutlineBlock) -> Iterator[str]:
    match block:
        case Heading() | Paragraph():
            yield from (plain(block.text), *(map(plain, block.notes) if isinstance(block, Paragraph) else ()))
        case Table():
            yield from (plain(cell.text) for row in (*block.head, *block.rows) for cell in row.cells)


def test_one_setting_turns_the_digits_of_the_whole_plan(sample: Draft) -> None:
    before = [words for block in filling.fill(sample).blocks for words in texts(block)]
    sample.set("printing", 1, "digits", "thai")
    document = filling.fill(sample)
    after = [words for block in document.blocks for words in texts(block)]
    assert [len(words) for words in after] == [len(words) for words in before]
    assert "๒๓,๒๑๙,๐๐๐" in "".join(after)
    assert "23,219,000" not in "".join(after)
    labels = [block.label for block in document.blocks if isinstance(block, Paragraph) and block.label]
    assert "๑." in labels
    assert "1." not in labels


def test_thai_digits_are_printed_from_the_contents_to_the_page_numbers(sample: Draft, tmp_path: Path) -> None:
    sample.set("printing", 1, "digits", "thai")
    write_pdf(filling.fill(sample), tmp_path / "plan.pdf")
    pages = pdf_text(tmp_path / "plan.pdf").split("\f")
    assert "- ๑ -" in pages[3]
    assert "ส่วนที่ ๑" in pages[2]
    assert PdfReader(tmp_path / "plan.pdf").page_labels[3] == "๑"
    links = [line for page in pages for line in page.splitlines() if "http" in line]
    assert links
    assert not set("".join(links)) & set("๐๑๒๓๔๕๖๗๘๙")


def test_typed_thai_digits_follow_the_setting_too(sample: Draft) -> None:
    project = sample.records("project")[0]
    sample.set("project", project.id, "name", "โครงการระยะที่ ๒ ปี ๒๕๖๘")
    sample.set("foreword", 1, "text", rich_text.dump((rich_text.RichParagraph(paragraph="ตามข้อ ๑๒¹ วรรค ๓"),)))
    found = "\n".join(words for block in filling.fill(sample).blocks for words in texts(block))
    assert "โครงการระยะที่ 2 ปี 2568" in found
    assert "ตามข้อ 12¹ วรรค 3" in found
    assert not set(found) & set("๐๑๒๓๔๕๖๗๘๙")


def test_codes_keep_the_digits_they_are_written_with(sample: Draft) -> None:
    sample.set("printing", 1, "digits", "thai")
    found = [block for block in filling.fill(sample).blocks if isinstance(block, Table)]
    cells = {plain(cell.text) for block in found for row in block.rows for cell in row.cells}
    assert {"P123, P129, P202", "P202"} <= cells  # codes of policies
    (codes,) = (block for block in found if plain(block.head[0].cells[0].text) == "รหัส OKR\n(๔ หลัก)")
    assert [plain(row.cells[0].text) for row in codes.rows if row.kind == "body"] == ["7402"]


def test_a_block_keeps_its_weights_and_the_marks_of_its_footnotes() -> None:
    block = Paragraph((Run("ปี 25"), Run("68¹", bold=True)), label="2.", notes=[text("ข้อ 3")])
    turned = in_thai_digits(block)
    assert turned == Paragraph((Run("ปี ๒๕"), Run("๖๘¹", bold=True)), label="๒.", notes=[text("ข้อ ๓")])
    assert in_thai_digits(Figure("1.png", b"", 4, text("ภาพที่ 1"))) == Figure("1.png", b"", 4, text("ภาพที่ ๑"))
    table = Table([], [row("ปี 2567")], [Row([Cell(text("1,000.50"), "right", rows=2)], "total")])
    assert in_thai_digits(table) == Table(
        [], [row("ปี ๒๕๖๗")], [Row([Cell(text("๑,๐๐๐.๕๐"), "right", rows=2)], "total")]
    )


def test_an_open_preview_follows_the_setting(sample: Draft) -> None:
    live = LiveDocument()
    live.update(sample)
    sample.set("printing", 1, "digits", "thai")
    document = live.update(sample, {"printing"}).document
    assert list(document.blocks) == list(filling.fill(sample).blocks)
    assert document.thai_digits


# ---------------------------------------------------------------- the watermark


def test_a_new_plan_is_a_draft_on_every_page_until_it_is_marked_final(draft: Draft, pack: FormPack) -> None:
    assert filling.fill(draft).watermark == "ร่าง"
    draft.set("printing", 1, "final", 1)
    assert filling.fill(draft).watermark == ""
    assert template(pack).watermark == ""


def test_the_watermark_is_drawn_once_for_each_size_of_page_and_is_no_text(tmp_path: Path) -> None:
    blocks: list[OutlineBlock] = [
        NewPage(),
        paragraph("หนึ่ง"),
        NewPage(),
        paragraph("สอง"),
        NewPage("landscape"),
        paragraph("สาม"),
    ]
    path = printed(tmp_path / "plan.pdf", *blocks, watermark="ร่าง")
    drawn = [[str(x) for x in page["/Resources"]["/XObject"]] for page in PdfReader(path).pages]  # type: ignore[index]
    assert drawn[0] == drawn[1] != drawn[2]
    assert "ร่าง" not in pdftotext(path)


def test_a_finished_plan_that_is_still_a_draft_is_noted(sample: Draft) -> None:
    assert "still-a-draft" not in [problem.check for problem in find_problems(sample)]
    sample.set("printing", 1, "final", 0)
    (note,) = [problem for problem in find_problems(sample) if problem.check == "still-a-draft"]
    assert (note.severity, note.section, note.field) == ("note", "cover", "final")


# ---------------------------------------------------------------- page numbers


def test_front_matter_is_counted_by_itself_and_the_contents_and_viewers_say_the_same(tmp_path: Path) -> None:
    blocks: list[OutlineBlock] = [NewPage(numbered=False), paragraph("ปก")]
    blocks += [NewPage(numbered="letters"), Heading(text("คำนำ")), NewPage(numbered="letters"), Contents()]
    blocks += [NewPage(numbered="roman"), Heading(text("คำย่อ"))]
    blocks += [NewPage(), Heading(text("ส่วนที่ 1")), NewPage("landscape"), Heading(text("ส่วนที่ 2"))]
    path = printed(tmp_path / "plan.pdf", *blocks)
    pages = pdftotext(path).split("\f")
    assert [("- ก -" in pages[1]), ("- ข -" in pages[2]), ("- i -" in pages[3]), ("- 1 -" in pages[4])] == [True] * 4
    assert pages[2].split("- ข -")[0].split() == ["คำนำ", "ก", "คำย่อ", "i", "ส่วนที่", "1", "1", "ส่วนที่", "2", "2"]
    assert PdfReader(path).page_labels == ["i", "ก", "ข", "i", "1", "2"]


def test_letters_leave_out_those_no_longer_in_use_and_roman_numerals_count_on() -> None:
    plan = Document("", "")
    assert [shown(LaidPage("portrait", n, "letters"), plan) for n in (1, 4, 41, 42)] == ["ก", "ง", "ฮ", "กก"]
    assert [shown(LaidPage("portrait", n, "roman"), plan) for n in (4, 9, 14, 40)] == ["iv", "ix", "xiv", "xl"]


@pytest.mark.parametrize(("place", "top", "right"), [("bottom", False, False), ("top-right", True, True)])
def test_a_page_number_stands_where_and_as_the_edition_says(tmp_path: Path, place: str, top: bool, right: bool) -> None:
    path = printed(tmp_path / "plan.pdf", NewPage(), paragraph("ก"), page_number="หน้า {n}", number_place=place)
    found: list[tuple[float, float]] = []

    def see(part: str, _matrix: Any, where: list[float], *_font: Any) -> None:
        if "หน้า" in part:
            found.append((where[4], where[5]))

    page = PdfReader(path).pages[0]
    page.extract_text(visitor_text=see)
    ((x, y),) = found
    assert (y > 700, x > 400) == (top, right)


def test_a_page_says_of_how_many_counted_as_it_is(tmp_path: Path) -> None:
    pages: list[OutlineBlock] = [
        NewPage(numbered=False),
        paragraph("ปก"),
        NewPage(numbered="letters"),
        paragraph("คำนำ"),
    ]
    pages += [block for n in range(3) for block in (NewPage(), paragraph(f"หน้า {n}"))]
    path = printed(tmp_path / "plan.pdf", *pages, page_number="[{n}/{total}]")
    found = [re.findall(r"\[(.+)\]", page.extract_text()) for page in PdfReader(path).pages]
    assert found == [[], ["ก/ก"], ["1/3"], ["2/3"], ["3/3"]]


# ---------------------------------------------------------------- signatures


def signer(role: str = "ผู้จัดทำแผน") -> Signer:
    return Signer(text("ลงชื่อ"), text(role), [text("(นายปี่ น้ำใส)"), text("ผู้อำนวยการสำนัก"), text("วันที่ .....")])


def test_every_line_to_sign_on_has_an_empty_field_of_its_own(tmp_path: Path) -> None:
    roles = ["ผู้จัดทำแผน", "ผู้เห็นชอบ", "ผู้อนุมัติ"]
    path = printed(tmp_path / "plan.pdf", NewPage(), Signatures([signer(role) for role in roles], 2))
    reader: Any = PdfReader(path)
    fields = [field.get_object() for field in reader.trailer["/Root"]["/AcroForm"]["/Fields"]]
    assert [(field["/FT"], field["/T"], field["/TU"]) for field in fields] == [
        ("/Sig", f"signature_{n}", f"ลงชื่อ {role}") for n, role in enumerate(roles, 1)
    ]
    assert not any("/V" in field for field in fields)
    assert [a.get_object()["/T"] for a in reader.pages[0]["/Annots"]] == [field["/T"] for field in fields]
    boxes = [[float(value) for value in field["/Rect"]] for field in fields]
    assert all(right - left > 60 and upper - lower > 30 for left, lower, right, upper in boxes)
    assert boxes[0][1] == boxes[1][1] > boxes[2][1]
    assert boxes[0][2] < boxes[1][0]


def test_a_line_for_paper_and_a_preview_of_one_page_have_no_fields() -> None:
    with_fields = Typesetter().typeset(Document("", "", [PrintedSection("", [Signatures([signer()])])]))
    without = Typesetter().typeset(Document("", "", [PrintedSection("", [Signatures([signer()], fields=False)])]))
    assert PdfReader(BytesIO(pdf_bytes(with_fields))).get_fields()
    assert not PdfReader(BytesIO(pdf_bytes(without))).get_fields()
    assert not PdfReader(BytesIO(page_bytes(with_fields, 0))).get_fields()


def test_who_signs_is_never_parted_from_the_line() -> None:
    slabs = signature_slabs(Signatures([signer()] * 20, 2), 450)
    assert len(slabs) == 10
    pages = paginate([("", slabs)])
    assert len(pages) > 1
    assert sum(isinstance(placed.slab, SignatureSlab) for page in pages for placed in page.slabs) == 10


def test_the_page_for_signatures_is_printed_once_someone_is_to_sign(sample: Draft) -> None:
    def signatures() -> list[Signatures]:
        return [block for block in filling.fill(sample).blocks if isinstance(block, Signatures)]

    assert not signatures()
    sample.add("signer", {"role": "ผู้จัดทำแผน", "name": "นางสาวสมศรี ใจดี", "title": "นักวิเคราะห์นโยบายและแผน"})
    sample.add("signer", {"role": "ผู้อนุมัติ"})
    (block,) = signatures()
    first, second = block.signers
    assert plain(first.after) == "ผู้จัดทำแผน"
    assert [plain(line) for line in first.below][:2] == ["(นางสาวสมศรี ใจดี)", "นักวิเคราะห์นโยบายและแผน"]
    assert plain(second.below[0]).startswith("(.....")
