"""What empty height costs: pages that begin only where they need to, small tables whole, last pages that say something."""

from planner_desktop.document.band import Band
from planner_desktop.document.flow import Gap, LaidPage, PageBreak, Slab
from planner_desktop.document.outline import (
    Document,
    Heading,
    NewPage,
    OutlineBlock,
    Paragraph,
    PrintedSection,
    Run,
    plain,
)
from planner_desktop.document.paginate import Known, paginate
from planner_desktop.document.paragraph import LineSlab, paragraph_slabs
from planner_desktop.document.style import text_height
from planner_desktop.document.table import table_slabs
from planner_desktop.document.typesetter import Typeset, Typesetter
from planner_desktop.document.white_space import used

from .conftest import paragraph, row, table

WIDTH = 450.0
TABLE = table([row("หัว")], [row(f"แถว {n}") for n in range(8)], 1)


def laid(*blocks: OutlineBlock) -> Typeset:
    return Typesetter().typeset(Document("", "", [PrintedSection("s", blocks)]))


def lines(count: int, word: str = "บรรทัด") -> list[Paragraph]:
    return [paragraph(f"{word} {n}") for n in range(count)]


def said(page: LaidPage) -> list[str]:
    """The lines of text on a page, and a word for each of its bands."""
    slabs = [placed.slab for placed in page.slabs if not isinstance(placed.slab, Gap)]
    return [plain(slab.text) if isinstance(slab, LineSlab) else type(slab).__name__ for slab in slabs]


def test_a_new_page_that_needs_no_room_begins_only_where_little_is_left() -> None:
    for count in range(1, 33):
        pages = laid(*lines(count), NewPage(room=0.25), *lines(3, "ข้อ")).pages
        free = 1.0 - used(laid(*lines(count)).pages[0]) / text_height("portrait")
        assert len(pages) == (1 if free > 0.27 else 2) or 0.23 < free < 0.27
        assert [text for page in pages for text in said(page)][-3:] == ["ข้อ 0", "ข้อ 1", "ข้อ 2"]


def test_a_page_that_is_turned_or_counted_otherwise_is_new_whatever_is_free() -> None:
    assert len(laid(*lines(2), NewPage("landscape", room=0.25), *lines(2)).pages) == 2
    assert len(laid(*lines(2), NewPage(numbered="roman", room=0.25), *lines(2)).pages) == 2


def test_what_leads_in_to_the_first_table_begins_no_page_without_it() -> None:
    led: list[OutlineBlock] = [
        *lines(2, "ส่วน"),
        Heading((Run("หัวข้อ"),), 2),
        paragraph("(จำนวน 8)", style="plain"),
        TABLE,
    ]
    for count in range(1, 33):
        for page in laid(*lines(count), NewPage(room=0.1), *led).pages:
            assert ("ส่วน 0" in said(page)) == ("หัวข้อ" in said(page))
            assert said(page)[-1] != "(จำนวน 8)"


def test_the_top_of_a_new_page_is_left_out_where_none_begins() -> None:
    blocks: list[OutlineBlock] = [NewPage(room=0.25, top=2), *lines(2, "บน"), *lines(2, "ข้อ")]
    (page,) = laid(*lines(5), *blocks).pages
    assert said(page)[-3:] == ["บรรทัด 4", "ข้อ 0", "ข้อ 1"]
    assert said(laid(*lines(30), *blocks).pages[1]) == ["บน 0", "บน 1", "ข้อ 0", "ข้อ 1"]


def test_a_small_table_is_not_parted_where_the_next_page_has_room_for_it() -> None:
    for count in range(12, 32):
        pages = laid(*lines(count), TABLE, *lines(12, "ข้อ")).pages
        rows = [sum(text == "Band" for text in said(page)) for page in pages]
        assert sum(rows) in (9, 10)
        if count < 29:
            assert rows in ([9], [9, 0], [0, 9]), count


def test_a_part_that_did_not_change_keeps_its_pages_and_is_counted_anew() -> None:
    known = Known()
    first: list[Slab] = [slab for one in lines(40) for slab in paragraph_slabs(one, WIDTH)]
    second: list[Slab | PageBreak] = [PageBreak("portrait", True), *table_slabs(TABLE, WIDTH)]
    before = paginate([("ก", first), ("ข", second)], known)
    after = paginate([("ก", first * 2), ("ข", second)], known)
    assert [page.number for page in after] == list(range(1, len(after) + 1))
    assert len(after) > len(before)
    assert after[-1].slabs is before[-1].slabs
    assert isinstance(after[-1].slabs[0].slab, Band)


def test_a_part_whose_section_changed_its_name_is_set_anew() -> None:
    known = Known()
    slabs: list[Slab] = [slab for one in lines(3) for slab in paragraph_slabs(one, WIDTH)]
    paginate([("ก", slabs)], known)
    (page,) = paginate([("ข", slabs)], known)
    assert {placed.section for placed in page.slabs} == {"ข"}
