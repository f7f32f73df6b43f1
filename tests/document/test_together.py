"""What stays on one page: what leads in to a table, a total and its rows; and chains that no page can hold."""

import pytest

from planner_desktop.document.band import Band
from planner_desktop.document.outline import Document, Heading, OutlineBlock, Paragraph, PrintedSection, Row, Run
from planner_desktop.document.paragraph import LineSlab
from planner_desktop.document.style import BOTTOM, PAPER
from planner_desktop.document.typesetter import Typeset, Typesetter

from .conftest import paragraph, row, table

LONG = "แผนปฏิบัติราชการของหน่วยงานมีเป้าหมายที่จะปรับปรุงและพัฒนาศักยภาพ " * 8
TABLE = table([row("หัว")], [row(f"แถว {n}") for n in range(30)], 1)


def lead_in(label: str, text: str) -> Paragraph:
    """A paragraph of which the label is bold."""
    return Paragraph((Run(label, bold=True), Run(f" {text}")), "plain")


def laid(*blocks: OutlineBlock) -> Typeset:
    return Typesetter().typeset(Document("", "", [PrintedSection("s", blocks)]))


def filler(lines: int) -> list[OutlineBlock]:
    return [paragraph(f"บรรทัด {n}") for n in range(lines)]


def last_lines(typeset: Typeset) -> list[str]:
    """The last line of each page that ends in a line of text."""
    ends = [page.slabs[-1].slab for page in typeset.pages]
    return ["".join(word.text for word in end.line.words) for end in ends if isinstance(end, LineSlab)]


@pytest.mark.parametrize(
    "above",
    [
        [lead_in("ประเด็นการพัฒนาที่ 9.1", "ระบบงาน เงิน คน")],
        [lead_in("ประเด็นการพัฒนาที่ 9.1", "ระบบงาน"), lead_in("ตัววัดผลหลัก", "KR 1")],
        [paragraph("(เรียงลำดับตามความสำคัญ)", style="center")],
        [Heading((Run("หัวข้อ"),)), paragraph("(จำนวน 8 KRs)", style="plain")],
    ],
)
def test_what_stands_directly_above_a_table_stays_with_it(above: list[OutlineBlock]) -> None:
    for lines in range(20, 40):
        ends = last_lines(laid(*filler(lines), *above, TABLE))
        assert all(end.startswith("บรรทัด") for end in ends), ends


def test_of_a_long_text_above_a_table_the_last_lines_stay_with_it() -> None:
    for lines in range(15, 40):
        typeset = laid(*filler(lines), paragraph(LONG), TABLE)
        (begins,) = [
            page for page in typeset.pages if any(isinstance(s.slab, Band) and s.slab.is_head for s in page.slabs)
        ][:1]
        texts = [s.slab for s in begins.slabs if isinstance(s.slab, LineSlab) and s.slab.shape.justified]
        assert len(texts) >= 2


def test_a_note_below_a_table_has_rows_of_it_on_its_page() -> None:
    note = paragraph("ที่มา: สำนักการคลัง", style="note")
    for lines in range(1, 30):
        pages = [
            [placed.slab for placed in page.slabs]
            for page in laid(*filler(lines), TABLE, note, *filler(20), TABLE).pages
        ]
        (of_note,) = [page for page in pages if any(isinstance(s, LineSlab) and s.text == note.text for s in page)]
        first = next(slab for slab in of_note if not isinstance(slab, Band) or not slab.is_head)
        assert not (isinstance(first, LineSlab) and first.text == note.text)


def test_a_note_below_a_table_is_not_taken_away_from_it_by_the_next() -> None:
    note = paragraph("ที่มา: สำนักการคลัง", style="note")
    typeset = laid(TABLE, *filler(10), note, TABLE)
    slabs = [placed.slab for page in typeset.pages for placed in page.slabs]
    (of_note,) = [slab for slab in slabs if isinstance(slab, LineSlab) and slab.text == note.text]
    assert not of_note.glued


def test_a_chain_higher_than_a_page_fills_pages() -> None:
    typeset = laid(*[Heading((Run(f"หัวข้อที่ {n}"),), 2) for n in range(60)], paragraph(LONG))
    assert len(typeset.pages) == 3
    bottom = PAPER["portrait"][1] - BOTTOM
    for page in typeset.pages[:2]:
        last = page.slabs[-1]
        assert bottom - 40 < last.top + last.slab.height <= bottom + 0.01


def test_a_heading_and_a_tables_head_stay_with_a_last_row_higher_than_a_page() -> None:
    rows = [row("ชื่อโครงการ " * 900), Row(row("รวม").cells, "total")]
    for lines in range(0, 36, 3):
        typeset = laid(*filler(lines), Heading((Run("บัญชีโครงการ"),)), table([row("หัว")], rows, 1))
        for page in typeset.pages:
            bands = [placed.slab for placed in page.slabs if isinstance(placed.slab, Band)]
            assert all(not band.is_head for band in bands[-1:])
            assert not isinstance(page.slabs[-1].slab, LineSlab) or not page.slabs[-1].slab.mark


def test_no_total_stands_alone_on_a_page() -> None:
    for lines in range(36, 50):
        last = row("\n".join(f"ขั้นตอนที่ {n}" for n in range(lines)))
        typeset = laid(table([row("หัว")], [row("แรก"), last, Row(row("รวม").cells, "total")], 1))
        bands = [placed.slab for placed in typeset.pages[-1].slabs if isinstance(placed.slab, Band)]
        assert len([band for band in bands if not band.is_head]) > 1
