"""Tables of a Word file: as wide as on paper, with every span, heads that stand again on each page, bars as shades."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from planner_desktop import stopping
from planner_desktop.document.band import Band
from planner_desktop.document.flow import Slab
from planner_desktop.document.grid import GridCell, places
from planner_desktop.document.outline import Row, Table
from planner_desktop.document.style import (
    BORDER,
    CELL,
    CELL_PADDING,
    GROUP_SHADE,
    HEAD_SHADE,
    LEFT,
    LENGTH_HEIGHT,
    LENGTH_SHADE,
    MONTH_RULES,
)
from planner_desktop.document.word.bars import RowCell, is_labelled, shrunk, with_room
from planner_desktop.document.word.markup import properties, twips, w
from planner_desktop.document.word.paragraph import Indent, WordParagraph, lines_of, runs
from planner_desktop.document.word.styles import CELL_STYLE, HEAD_STYLE, nominal

BAR_SHADE = 0.7
"""Grey of the months that a bar reaches over; 1 is white."""
_WHOLE = 250.0  # points; as on paper, a higher row may be parted


@dataclass(slots=True)
class _Line:
    """A row with what the layout knows of it: its height in points, and whether the next stands on the same page."""

    row: Row
    height: float
    keep_next: bool
    is_head: bool = False
    repeated: bool = False


def table_xml(table: Table, slabs: Sequence[Slab]) -> str:
    """A table whose layout on paper these slabs are; nothing where it has neither rows nor head."""
    bands = [slab for slab in slabs if isinstance(slab, Band)]
    if not bands:
        return ""
    edges = [twips(edge - LEFT) for edge in bands[0].edges]
    size = next((box.size for band in bands for box in band.boxes), CELL.size)
    about = {
        "tblStyle": w("tblStyle", val="TableGrid"),
        "tblW": w("tblW", w=edges[-1] - edges[0], type="dxa"),
        "tblLayout": w("tblLayout", type="fixed"),
        "tblLook": w("tblLook", val="0620" if table.head else "0600", firstRow=int(bool(table.head)), lastRow=0,
                     firstColumn=0, lastColumn=0, noHBand=1, noVBand=1),
    }  # fmt: skip
    grid = w("tblGrid", *(w("gridCol", w=right - left) for left, right in pairwise(edges)))
    head = [band for band in bands if band.is_head]
    body = [band for band in bands if not band.is_head]
    parts = [*_rows(table.head, head, edges, size), *_rows(table.rows, body, edges, size)]
    return w("tbl", properties("tblPr", about), grid, *parts)


def _rows(rows: Sequence[Row], bands: Sequence[Band], edges: Sequence[int], size: float) -> Iterator[str]:
    """The rows, which have their heights and what stays together from the bands that they are on paper."""
    lines: list[_Line] = []
    for band in bands:
        repeated = band.is_head and band.height <= _WHOLE  # a higher one would leave no room for rows
        for height in band.heights:
            lines.append(_Line(rows[len(lines)], height, band.is_head, band.is_head, repeated))
        lines[-1].keep_next = band.is_head or band.glued
    cells: list[list[RowCell]] = [[] for _row in rows]
    for place in places(rows, len(edges) - 1):
        for n in range(place.row, place.row + place.rows):
            cells[n].append(RowCell(place, n == place.row))
    for line, here in zip(lines, cells, strict=True):
        stopping.look()
        yield _row(line, with_room(sorted(here, key=lambda one: one.place.column), edges, size), edges, size)


def _row(line: _Line, cells: Sequence[RowCell], edges: Sequence[int], size: float) -> str:
    about = {
        "cantSplit": w("cantSplit") if line.height <= _WHOLE else "",
        "tblHeader": w("tblHeader") if line.repeated else "",
    }
    return w("tr", properties("trPr", about), *(_cell(line, place, begins, edges, size) for place, begins in cells))


def _cell(line: _Line, place: GridCell, begins: bool, edges: Sequence[int], size: float) -> str:
    cell = place.cell
    width = edges[place.column + place.columns] - edges[place.column]
    about = {"tcW": w("tcW", w=width, type="dxa")}
    if place.columns > 1:
        about["gridSpan"] = w("gridSpan", val=place.columns)
    if place.rows > 1:
        about["vMerge"] = w("vMerge", val="restart") if begins else w("vMerge")
    if rule := MONTH_RULES[cell.month] if cell.month else 0.0:
        about["tcBorders"] = w("tcBorders", w("left", val="single", sz=round(8 * rule), space=0, color="auto"))
    if shade := _shade(line, place):
        about["shd"] = w("shd", val="clear", color="auto", fill=shade)
    if line.is_head:
        about["vAlign"] = w("vAlign", val="center")
    style, usual = (HEAD_STYLE, "center") if line.is_head else (CELL_STYLE, "left")
    align = None if cell.align == usual else cell.align
    letters = _letters(place, edges, size)
    if cell.length and begins:
        paragraphs = [_length(cell.length, width, style)]
        return w("tc", properties("tcPr", about), *(paragraph.xml() for paragraph in paragraphs))
    text = lines_of(cell.text) if begins else [()]
    paragraphs = [WordParagraph(style, runs(said, size=letters), align, keep_next=line.keep_next) for said in text]
    return w("tc", properties("tcPr", about), *(paragraph.xml() for paragraph in paragraphs))


def _length(share: float, width: int, style: str) -> WordParagraph:
    """A bar over a share of its cell: an empty line as high as it on paper, shaded as far as its indent on the right.

    The cell is so many twips wide.
    """
    room = width / 20 - 2 * CELL_PADDING - BORDER
    around = (CELL.pitch - LENGTH_HEIGHT) / 2
    end = Indent(0.0, right=(1 - share) * room)
    shade = _grey(LENGTH_SHADE)
    return WordParagraph(style, before=around, after=around, line=LENGTH_HEIGHT, indent=end, shade=shade)


def _grey(level: float) -> str:
    return 3 * f"{round(255 * level):02X}"


def _shade(line: _Line, place: GridCell) -> str:
    if place.cell.bar:
        grey = BAR_SHADE
    elif line.is_head:
        grey = HEAD_SHADE
    elif place.cell.shaded or line.row.shaded or line.row.kind == "group":
        grey = GROUP_SHADE
    else:
        return ""
    return _grey(grey)


def _letters(place: GridCell, edges: Sequence[int], size: float) -> float | None:
    """The size of a cell's letters in Word, where it is not the usual one."""
    if is_labelled(place):
        size = shrunk(place, edges, size)
    return int(2 * nominal(size)) / 2 if size < CELL.size else None  # rounded, a word might no longer fit its column
