"""Whatever Word may have in a document: each text is found once, where it stands, and what nobody sees is not."""

import re
from collections import Counter
from collections.abc import Iterator

import pytest

from planner_desktop.exchange.grid import Grid
from planner_desktop.exchange.written import WrittenDocument, WrittenPart
from planner_desktop.formpack.rich_text import RichFigure, RichHeading, RichTable, to_plain
from tests.exchange.word import torture
from tests.exchange.word.building import read

WANTED = {f"T{n:02}" for n in range(1, 60)} | {"F01", "F02"}


def texts(parts: tuple[WrittenPart, ...]) -> Iterator[str]:
    """Every text of parts, that of a table from its grid, each once."""
    for part in parts:
        if part.grid is None:
            yield to_plain((part.block,))
            continue
        block = part.block
        assert isinstance(block, RichTable)
        yield from (block.caption, block.note)
        for row, line in enumerate(part.grid.rows):
            yield from (text for column, text in enumerate(line) if (row, column) not in part.grid.repeated)
        for inner in part.inside.values():
            yield from texts(inner)


def found(document: WrittenDocument) -> Counter[str]:
    return Counter(re.findall(r"[TFN]\d\d", " ".join(texts(document.parts))))


@pytest.mark.parametrize("strict", [False, True], ids=["transitional", "strict"])
def test_each_text_is_found_once_and_none_that_nobody_sees(strict: bool) -> None:
    assert found(read(torture.document(strict=strict))) == dict.fromkeys(WANTED, 1)


def test_the_blocks_of_tables_tell_each_text_once_too() -> None:
    parts = read(torture.document()).parts
    said = " ".join(to_plain((part.block,)) for part in parts)
    assert Counter(re.findall(r"[TFN]\d\d", said)) == dict.fromkeys(WANTED, 1)


def tables() -> list[WrittenPart]:
    return [part for part in read(torture.document()).parts if part.grid is not None]


def grids() -> list[Grid]:
    return [part.grid for part in tables() if part.grid is not None]


def test_each_cell_stands_where_word_shows_it() -> None:
    grid, outer, numbers = grids()
    assert grid.rows == (
        ("T37 หัว", "", "T38 หัว"),
        ("T39 ลง", "T40", "T41"),
        ("T39 ลง", "T42 ช่องในตัวควบคุม", "T43 ย่อหน้าในช่อง"),
        ("T44 แถวในตัวควบคุม", "T45", "T46"),
        ("T47 ท้ายซ้าย", "", ""),
        ("", "", "T48 ท้ายขวา"),
        ("T49 รวมแบบเก่า", "", "T50"),
    )
    assert grid.head == 1
    assert set(grid.repeated) == {(2, 0)}
    assert dict(grid.wide) == {(0, 0): 2, (6, 0): 2}
    assert outer.rows == (("T51 ตารางในตัวควบคุม", "T54 ใต้ตารางใน"),)
    assert numbers.rows == (("ก)", "T55 ลำดับ"), ("ข)", "T56 ก\nข\nT57 สอง"), ("T58 เซลล์รวม", ""))


def test_the_table_in_a_cell_stands_inside() -> None:
    outer = tables()[1]
    ((place, (inner,)),) = outer.inside.items()
    assert place == (0, 1)
    assert inner.grid is not None
    assert inner.grid.rows == (("T52 ตารางใน", "T53"),)
    assert inner.place.startswith(outer.place)


def test_notes_stand_where_their_marks_are() -> None:
    said = [to_plain((part.block,)) for part in read(torture.document()).parts]
    assert "T19 เชิงอรรถ (F01 เชิงอรรถ) ต่อ" in said
    assert "T20 อ้างอิงท้าย (F02 อ้างอิง)" in said


def test_letters_are_those_that_are_seen() -> None:
    said = [to_plain((part.block,)) for part in read(torture.document()).parts]
    assert "T03 ข้อความไทย" in said
    assert "T21 ก-ขค" in said
    assert "☑ T22 เครื่องหมาย" in said
    assert "T23 ก ข T24 บรรทัดใหม่" in said
    assert "T27 ย่อหน้าแรก T28 ต่อกัน" in said
    assert [line for line in said if re.search("T3[456]", line)] == ["ข้อ ๑ T34 ข้อ", "ข้อ ๒ T35 ข้อ", "2.1 T36 ข้อย่อย"]


def test_headings_have_the_levels_of_their_styles() -> None:
    headings = [part for part in read(torture.document()).parts if isinstance(part.block, RichHeading)]
    assert [part.level for part in headings] == [1, 2]


def test_what_is_not_shown_is_said_with_its_place() -> None:
    document = read(torture.document())
    said = "\n".join(document.skipped)
    assert all(mark in said for mark in ("N06", "N07"))
    assert all(re.match(r".+\d+: ", line) for line in document.skipped)
    assert not any(isinstance(part.block, RichFigure) for part in document.parts)
