"""Where pages end, what stands on them and how they are counted."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from planner_desktop.document.band import Band
from planner_desktop.document.flow import Gap, LaidPage, PageBreak, Slab
from planner_desktop.document.lines import Line
from planner_desktop.document.outline import (
    Cell,
    Contents,
    Document,
    Heading,
    NewPage,
    OutlineBlock,
    Paragraph,
    PrintedSection,
    QrCode,
    Row,
    Run,
    Space,
    Table,
    note_mark,
    plain,
)
from planner_desktop.document.paginate import paginate
from planner_desktop.document.paragraph import LineSlab, heading_slabs, paragraph_slabs
from planner_desktop.document.pdf import write_pdf
from planner_desktop.document.style import BOTTOM, NOTE_RULE, PAPER, TOP
from planner_desktop.document.table import table_slabs
from planner_desktop.document.typesetter import Typesetter

from .conftest import Render, paragraph, pdftotext, row, squeeze, table

WIDTH = 450.0
LONG = "แผนปฏิบัติราชการของหน่วยงานมีเป้าหมายที่จะปรับปรุงและพัฒนาศักยภาพ " * 3


def heading(text: str, level: int = 1, contents: bool = True) -> Heading:
    return Heading((Run(text),), level, contents)


def lay(*slabs: Slab | PageBreak) -> list[LaidPage]:
    return paginate([("", slabs)])


def filler(lines: int) -> list[Slab]:
    """Paragraphs of one line each."""
    return [slab for n in range(lines) for slab in paragraph_slabs(paragraph(f"บรรทัด {n}"), WIDTH)]


def test_no_heading_stands_alone_at_a_pages_foot() -> None:
    for lines in range(20, 40):
        for following in (
            paragraph_slabs(paragraph(LONG), WIDTH),
            table_slabs(table([row("ก")], [row("ข")], 1), WIDTH),
        ):
            pages = lay(*filler(lines), *heading_slabs(heading("พันธกิจ"), WIDTH, "k"), *following)
            for page in pages:
                last = page.slabs[-1][0]
                assert not (isinstance(last, LineSlab) and last.mark)
                assert not (isinstance(last, Band) and last.is_head)


def test_empty_height_between_a_heading_and_its_table_does_not_part_them() -> None:
    for lines in range(20, 40):
        bands = table_slabs(table([row("หัว")], [row("ข")], 1), WIDTH)
        for page in lay(*filler(lines), *heading_slabs(heading("พันธกิจ"), WIDTH, "k"), Gap(height=12), *bands):
            parts = [slab for slab, _top, _section in page.slabs if not isinstance(slab, Gap)]
            assert not (isinstance(parts[-1], LineSlab) and parts[-1].mark)


def test_a_heading_stays_with_a_row_as_high_as_a_page() -> None:
    for lines in range(24, 37):
        following = table_slabs(table([row("หัว")], [row("\n".join("ก" * lines))], 1), WIDTH)
        pages = lay(*filler(3), *heading_slabs(heading("พันธกิจ"), WIDTH, "k"), *following)
        for page in pages:
            last = page.slabs[-1][0]
            assert not (isinstance(last, LineSlab) and last.mark)
            assert not (isinstance(last, Band) and last.is_head)


def test_a_bold_paragraph_stays_with_what_it_introduces() -> None:
    for lines in range(20, 40):
        bold = paragraph_slabs(Paragraph((Run("ความเชื่อมโยง", True),)), WIDTH)
        for page in lay(*filler(lines), *bold, *paragraph_slabs(paragraph(LONG), WIDTH)):
            assert page.slabs[-1][0] is not bold[0]


def test_rows_tied_together_leave_no_empty_page_behind() -> None:
    tied = [Row([Cell((Run("กลยุทธ์"),), rows=20), Cell((Run("1"),))]), *[row(str(n)) for n in range(2, 21)]]
    bands = table_slabs(table([row("หัว", "หัว")], tied, 2), WIDTH)
    assert len(lay(*filler(12), *bands)[0].slabs) == 14  # begins on the first page
    assert len(lay(*filler(29), *bands)[0].slabs) == 29  # little room left: moves as a whole


def test_no_page_ends_with_a_first_line_or_begins_with_a_last_one() -> None:
    block = paragraph_slabs(paragraph(LONG * 2), WIDTH)
    assert len(block) > 4
    for lines in range(20, 40):
        pages = lay(*filler(lines), *block)
        on_page = [sum(slab in block for slab, _top, _section in page.slabs) for page in pages]
        assert 1 not in on_page
        assert sum(on_page) == len(block)


def test_nothing_runs_into_the_margin() -> None:
    rows = [row("โครงการ", LONG * (n % 4), str(n)) for n in range(40)]
    for page in lay(*filler(30), *table_slabs(table([row("ก", "ข", "ค")], rows, 3), WIDTH), *filler(60)):
        for (slab, top, _section), (_next, below, _same) in zip(page.slabs, page.slabs[1:], strict=False):
            assert top + slab.height <= below + 0.01
        slab, top, _section = page.slabs[-1]
        assert top + slab.height <= PAPER[page.orientation][1] - BOTTOM + 0.02


BLOCKS = st.lists(
    st.one_of(
        st.integers(1, 400).map(lambda n: paragraph("แผนงาน " * n)),
        st.integers(1, 50).map(lambda n: Paragraph((Run("หนา " * n, True),))),
        st.just(heading("พันธกิจ")),
        st.lists(st.integers(1, 300), min_size=1, max_size=4).map(
            lambda notes: Paragraph((Run("ข้อความที่มีเชิงอรรถ " * 9),), notes=[(Run("หมายเหตุ " * n),) for n in notes])
        ),
        st.integers(1, 900).map(Space),
        st.tuples(st.integers(1, 9), st.integers(1, 250), st.integers(1, 9)).map(
            lambda t: table(
                [row("หัวตาราง", "ข")],
                [Row([Cell((Run("รายการ " * t[1]),), rows=t[2]), Cell((Run("ก"),))])] + [row("ค")] * (t[0] + t[2]),
                2,
            )
        ),
    ),
    max_size=14,
)


@settings(max_examples=60)
@given(BLOCKS)
def test_whatever_comes_every_line_is_set_once_and_inside_the_margins(blocks: list[OutlineBlock]) -> None:
    pages = Typesetter().typeset(Document("", "", [PrintedSection("", blocks)])).pages
    for page in pages:
        foot = page.notes_top - NOTE_RULE if page.notes else PAPER["portrait"][1] - BOTTOM
        foot += 0.02
        assert page.notes_top >= PAPER["portrait"][1] / 3
        assert page.slabs or page.notes or not blocks or all(isinstance(block, Space) for block in blocks)
        for slab, top, _section in page.slabs:
            assert top + slab.height <= foot or (isinstance(slab, Gap) and slab.height > 600)
        tops = [top for _slab, top, _section in page.slabs]
        assert tops == sorted(tops)
    set_slabs = [slab for page in pages for slab in (*(placed.slab for placed in page.slabs), *page.notes)]
    letters = "".join(word.text for slab in set_slabs for line in lines_of(slab) for word in line.words).split()
    assert Counter("".join(letters)) == Counter("".join("".join(texts_of(blocks)).split()))


def texts_of(blocks: list[OutlineBlock]) -> Iterator[str]:
    """What is to be set of these blocks, but for the heads of tables."""
    marks = 0
    for block in blocks:
        if isinstance(block, Heading | Paragraph):
            yield plain(block.text)
        if isinstance(block, Paragraph):
            for note in block.notes:
                marks += 1
                yield f"{note_mark(marks)} {plain(note)}"
        if isinstance(block, Table):
            yield from (plain(cell.text) for row in block.rows for cell in row.cells)


def lines_of(slab: Slab | PageBreak) -> list[Line]:
    """A slab's lines; none of a table's head, which may stand several times."""
    if isinstance(slab, LineSlab):
        return [slab.line]
    return [line for box in slab.boxes for line in box.lines] if isinstance(slab, Band) and not slab.is_head else []


def test_a_tables_head_stands_on_every_page_it_reaches(render: Render) -> None:
    head = [row("หัวตาราง", "งบประมาณ")]
    text = pdftotext(render(heading("บัญชี"), table(head, [row(f"โครงการที่ {n}", "1,000") for n in range(90)], 2)))
    pages = text.split("\f")[:-1]
    assert len(pages) > 2
    assert [page.count("หัวตาราง") for page in pages] == [1] * len(pages)
    assert [int(n) for n in re.findall(r"โครงการที่ (\d+)", text)] == list(range(90))


def test_group_rows_stay_with_the_next_row_and_totals_with_the_last() -> None:
    rows: list[Row] = []
    for n in range(30):
        rows += [row(f"ด้านที่ {n}", kind="group"), row(LONG[: 40 * (n % 5)]), row("รวม", kind="total")]
    bands = table_slabs(table([row("หัว")], rows, 1), WIDTH)
    kinds = {id(band): r.kind for band, r in zip(bands[1:], rows, strict=True)}
    pages = lay(*bands)
    assert len(pages) > 2
    for page in pages:
        order = [kinds[id(slab)] for slab, _top, _section in page.slabs if id(slab) in kinds]
        assert order[0] != "total"
        assert order[-1] != "group"


@pytest.mark.parametrize("kind", ["group", "total"])
def test_wherever_a_page_ends_groups_stay_with_what_follows_and_totals_with_what_is_summed(kind: str) -> None:
    for lines in range(24, 40):
        rows = (
            [row("ด้าน", kind="group"), row("ก"), row("ข")] if kind == "group" else [row("ก"), row("รวม", kind="total")]
        )
        bands = table_slabs(table([row("หัว")], rows, 1), WIDTH)
        special = bands[1 if kind == "group" else -1]
        for page in lay(*filler(lines), *bands):
            body = [slab for slab, _top, _section in page.slabs if isinstance(slab, Band) and not slab.is_head]
            assert not body or body[-1 if kind == "group" else 0] is not special


def test_a_page_begins_with_no_room_above_its_first_line() -> None:
    headings = [slab for n in range(80) for slab in heading_slabs(heading(f"เรื่องที่ {n}"), WIDTH, f"k{n}")]
    assert any(slab.above for slab in headings)
    assert {page.slabs[0].top for page in lay(*headings)} == {TOP["portrait"]}


def test_pages_are_counted_from_the_first_numbered_one(render: Render) -> None:
    reader = PdfReader(
        render(
            NewPage(numbered=False), paragraph("ปก"), NewPage(numbered=False), paragraph("คำนำ"),
            NewPage(), paragraph("หนึ่ง"), NewPage("landscape"), paragraph("สอง"),
        )
    )  # fmt: skip
    numbers = [re.findall(r"- (\d+) -", page.extract_text()) for page in reader.pages]
    assert numbers == [[], [], ["1"], ["2"]]
    assert reader.page_labels == ["i", "ii", "1", "2"]
    assert [page.mediabox.width > page.mediabox.height for page in reader.pages] == [False, False, False, True]


def test_page_blocks_in_a_row_leave_no_empty_page(render: Render) -> None:
    assert len(PdfReader(render(NewPage(), NewPage("landscape"), paragraph("ก"), NewPage())).pages) == 1
    assert len(PdfReader(render()).pages) == 1


def test_space_counts_on_a_cover_and_vanishes_at_a_pages_end() -> None:
    (page,) = lay(Gap(height=100), *filler(1))
    assert page.slabs[1][1] - page.slabs[0][1] >= 100
    assert len(lay(*filler(1), Gap(height=5000))) == 1


def test_the_contents_tell_the_page_each_heading_is_on(render: Render) -> None:
    blocks = [NewPage(numbered=False), heading("สารบัญ", contents=False), Contents(levels=2), NewPage()]
    titles = [f"ส่วนที่ {n} เรื่องที่ต้องการหา{'และชื่อยาวมาก' * (n % 4 * 3)}" for n in range(1, 31)]
    for n, title in enumerate(titles):
        blocks += [heading(title, 1 + n % 2), heading(f"ย่อย {n}", 3), *[paragraph(LONG)] * (n % 7)]
    pages = [squeeze(page) for page in pdftotext(render(*blocks)).split("\f")[:-1]]
    first = next(n for n, page in enumerate(pages) if page.endswith("-1-"))
    contents = "".join(pages[:first])
    assert "ย่อย" not in contents
    for title in map(squeeze, titles):
        told = re.search(re.escape(title) + r"(\d{1,2}?)(?=ส่วนที่|$)", contents)
        assert told, title
        assert title in pages[first + int(told[1]) - 1]


def test_headings_are_bookmarks_and_the_contents_links(render: Render) -> None:
    path = render(
        NewPage(numbered=False), Contents(), NewPage(), heading("ส่วนที่ 1"), heading("พันธกิจ", 3), heading("ส่วนที่ 2")
    )
    reader = PdfReader(path)
    first, under, second = reader.outline
    assert isinstance(under, list)
    assert [entry.title for entry in (first, under[0], second)] == ["ส่วนที่ 1", "พันธกิจ", "ส่วนที่ 2"]  # type: ignore[union-attr]
    assert reader.get_destination_page_number(second) == 1  # type: ignore[arg-type]
    assert len(reader.pages[0]["/Annots"]) == 3  # type: ignore[arg-type]


def test_a_qr_code_is_a_link_too(render: Render) -> None:
    page: Any = PdfReader(render(QrCode("https://shorturl.at/DyWuE"))).pages[0]
    (link,) = page["/Annots"]
    assert link.get_object()["/A"]["/URI"] == "https://shorturl.at/DyWuE"


def test_a_label_hangs_beside_its_text() -> None:
    slabs = paragraph_slabs(Paragraph((Run(LONG),), label="12.", depth=1), WIDTH)
    assert slabs[0].label is not None
    assert slabs[0].label[1] < slabs[0].left
    assert len({slab.left for slab in slabs}) == 1
    assert all(slab.label is None for slab in slabs[1:])


def test_a_body_paragraph_is_indented_and_a_plain_one_is_not() -> None:
    body = paragraph_slabs(paragraph(LONG), WIDTH)
    plain = paragraph_slabs(paragraph(LONG, style="plain"), WIDTH)
    assert body[0].left > body[1].left
    assert plain[0].left == plain[1].left == body[1].left


def test_everything_at_once_is_one_document(render: Render) -> None:
    path = render(
        Space(10), paragraph("ปก", style="title"), Table([], [], []), QrCode("x"), paragraph("จบ", style="note")
    )
    assert write_pdf(Document("", ""), path).pages == 1


def rows_of(*lines: int) -> list[Slab]:
    """The bands of a table with a head, its rows so many lines high."""
    return [*table_slabs(table([row("หัว")], [row("\n".join("ก" * count)) for count in lines], 1), WIDTH)]


def test_no_row_is_left_alone_on_the_last_page() -> None:
    *_, before, last = lay(*rows_of(*[3] * 14))
    assert [isinstance(slab, Band) and slab.is_head for slab, *_ in last.slabs].count(False) >= 2
    assert sum(slab.height for slab, *_ in before.slabs) > sum(slab.height for slab, *_ in last.slabs)


def test_a_last_page_of_a_few_lines_takes_some_from_the_page_before() -> None:
    *_, last = lay(*filler(35))
    assert len(last.slabs) > 3


def test_empty_height_that_was_asked_for_stays_where_it_is() -> None:
    first, last = lay(*filler(2), Gap(height=640.0), *filler(3))
    assert [isinstance(slab, Gap) for page in (first, last) for slab, *_ in page.slabs].count(True) == 1


def test_a_row_that_is_parted_leaves_no_single_line() -> None:
    for before in range(20, 30):
        pages = lay(*filler(before), *rows_of(18), *filler(3))
        rows = [slab for page in pages for slab, *_ in page.slabs if isinstance(slab, Band) and not slab.is_head]
        assert sum(len(row.boxes[0].lines) for row in rows) == 18
        assert min(len(row.boxes[0].lines) for row in rows) >= 2
