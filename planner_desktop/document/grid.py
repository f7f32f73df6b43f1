"""A table's grid: which cell stands where, and how wide its columns are."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, chain
from math import ceil
from typing import NamedTuple

from planner_desktop import stopping
from planner_desktop.document.font import Face
from planner_desktop.document.outline import Cell, Column, Row
from planner_desktop.document.pieces import Piece
from planner_desktop.document.style import CELL, CELL_PADDING, CM, LEFT
from planner_desktop.errors import DocumentError
from planner_desktop.i18n import _
from planner_desktop.thai.words import smallest_pieces

_NARROWEST = 0.6 * CM  # a column's least width
_PADDING = 2 * CELL_PADDING + 0.1
_WIDEST_WORD = 0.4  # of the table's width; wider pieces are addresses, which are broken at their joints
SMALLEST_LETTERS = 0.8 * CELL.size
"""What the letters of cells are made smaller to, in points, so that no word is broken."""
_LONGEST_TOKEN = 5.0  # in sizes of letters; some nine Latin letters
_LONGEST_NUMBER = 10.0  # a budget of eleven digits, with its commas and satang
_TOGETHER = 0.5  # how bad it is to part "500 คน", if to break a word is 1


class GridCell(NamedTuple):
    """A cell in its place: the rows and columns it covers, all of which exist."""

    cell: Cell
    row: int
    rows: int
    column: int
    columns: int


def places(rows: Sequence[Row], count: int) -> list[GridCell]:
    """The cells in a grid of `count` columns, as HTML does: each takes the next column no cell from above covers.

    Cells left out at a row's end are empty ones, and spans end where the grid does. Raises DocumentError if a row has
    more cells than there is room for.
    """
    found = []
    covered = [0] * count  # how many rows a cell from above still covers, for each column
    for number, row in enumerate(rows):
        stopping.look()
        cells = list(row.cells)[::-1]
        column = 0
        while column < count:
            if covered[column]:
                covered[column] -= 1
                column += 1
                continue
            cell = cells.pop() if cells else Cell()
            end = column + 1
            while end < min(column + cell.columns, count) and not covered[end]:
                end += 1
            height = max(1, min(cell.rows, len(rows) - number))
            found.append(GridCell(cell, number, height, column, end - column))
            covered[column:end] = [height - 1] * (end - column)
            column = end
        if cells:
            raise DocumentError(
                _("Row {row} of a table has more cells than the table has columns.").format(row=number + 1),
                _("Correct the table in the form pack."),
            )
    return found


def column_edges(columns: Sequence[Column], width: float, least: Sequence[float] = ()) -> list[float]:
    """Where columns begin and the last one ends, from the paper's edge: given widths first, shares of what is left.

    No column is narrower than its `least`, and the columns fill `width`, no more and no less: if all that was
    asked for is too much, what columns have beyond their least shrinks in proportion.
    """
    floors = [max(_NARROWEST, one) for one in least] or [_NARROWEST] * len(columns)
    widest = max((floor for column, floor in zip(columns, floors, strict=True) if column.month), default=0.0)
    floors = [widest if column.month else floor for column, floor in zip(columns, floors, strict=True)]
    floors = [one * min(1.0, width / sum(floors)) for one in floors]
    widths = [max(floor, (column.width or 0.0) * CM) for column, floor in zip(columns, floors, strict=True)]
    spare = sum(widths) - sum(floors)
    kept = min(1.0, (width - sum(floors)) / spare) if spare else 1.0
    widths = [floor + (one - floor) * kept for one, floor in zip(widths, floors, strict=True)]
    sharing = {n for n, column in enumerate(columns) if column.width is None}
    while sharing:  # a share below its column's least gives way, and the rest is shared anew
        rest = width - sum(one for n, one in enumerate(widths) if n not in sharing)
        parts = sum(columns[n].share for n in sharing) or 1.0
        narrow = {n for n in sharing if rest * columns[n].share / parts < floors[n]}
        for n in sharing:
            widths[n] = floors[n] if n in narrow else rest * columns[n].share / parts
        if not narrow:
            break
        sharing -= narrow
    scale = width / sum(widths)
    return [LEFT + edge * scale for edge in accumulate(widths, initial=0.0)]


def least_widths(cells: Iterable[tuple[GridCell, list[list[Piece]]]], count: int, width: float) -> list[float]:
    """The widths below which columns would break words, however narrow the form pack wants them.

    No word is broken if the table has the room; else those columns give way first whose narrowing breaks the fewest
    words for the room it gives, but none so far that a number, an abbreviation or a syllable is broken.
    """
    pieces = _columns(cells, count)
    needs = [_needs(column, width * _WIDEST_WORD) for column in pieces]
    widest = _widest(pieces, needs, width)
    if sum(widest) <= width:
        return widest
    floors = [_smallest(column) for column in pieces]
    levels = [
        [(floor, 0.0), *((one, column[one]) for one in sorted(column) if one > floor)]
        for floor, column in zip(floors, needs, strict=True)
    ]
    while sum(column[-1][0] for column in levels) > width:
        stopping.look()
        _, n, level = min(_narrowings(levels), default=(0.0, 0, 0))
        if not level:
            break
        del levels[n][level:]
    return [column[-1][0] for column in levels]


def letter_size(cells: Iterable[tuple[GridCell, list[list[Piece]]]], count: int, width: float) -> float:
    """The size in points in which no word of a table is broken: the usual one of cells, or one that is smaller.

    `cells` are measured in the usual size. Typists do the same where twelve months stand beside each other.
    """
    pieces = _columns(cells, count)
    widest = sum(_widest(pieces, [_needs(column, width * _WIDEST_WORD) for column in pieces], width))
    room, needed = width - count * _PADDING, widest - count * _PADDING
    return CELL.size if widest <= width else max(SMALLEST_LETTERS, CELL.size * room / needed * 0.99)


def widest_words(cells: Iterable[tuple[GridCell, list[list[Piece]]]], count: int, width: float) -> list[float]:
    """The columns' widths at which no word is broken that is short for a table of this width."""
    pieces = _columns(cells, count)
    return _widest(pieces, [_needs(column, width * _WIDEST_WORD) for column in pieces], width)


def narrowest(cells: Iterable[tuple[GridCell, list[list[Piece]]]], count: int) -> list[float]:
    """The columns' widths below which they could not be read, even with words broken."""
    return [max(_NARROWEST, _smallest(column)) for column in _columns(cells, count)]


def _columns(cells: Iterable[tuple[GridCell, list[list[Piece]]]], count: int) -> list[list[Piece]]:
    """The pieces of each column, without those of cells that span several, and of bars: months are as wide as ever."""
    pieces: list[list[Piece]] = [[] for _column in range(count)]
    for place, measured in cells:
        if place.columns == 1 and not place.cell.bar:
            pieces[place.column] += chain.from_iterable(measured)
    return pieces


def _widest(pieces: list[list[Piece]], needs: list[dict[float, float]], width: float) -> list[float]:
    """The widths at which nothing breaks but addresses."""
    floors = [_smallest(piece for piece in column if piece.width >= width * _WIDEST_WORD) for column in pieces]
    return [max(floor, *need, _PADDING) for floor, need in zip(floors, needs, strict=True)]


def _needs(pieces: Iterable[Piece], most: float) -> dict[float, float]:
    """How much breaks below a width: the widths that keep words whole and pieces on one line, up to `most`."""
    found: dict[float, float] = defaultdict(float)
    for piece in pieces:
        if piece.widest < most:
            found[ceil(piece.widest + _PADDING)] += 1.0
        if piece.inner_spaces and piece.width < most:
            found[ceil(piece.width + _PADDING)] += _TOGETHER
    return found


def _smallest(pieces: Iterable[Piece]) -> float:
    """The width below which some of the pieces could not be read."""
    words = {(word, piece.size) for piece in pieces for word in piece.words}
    found = 0.0
    for word, size in sorted(words, key=lambda one: one[0].width * one[1], reverse=True):
        stopping.look()
        if size * word.width <= found:  # nor is any part of it, or of those that follow, wider
            break
        found = max(found, size * _smallest_width(word.face, word.text))
    return found + _PADDING


@lru_cache(maxsize=8192)
def _smallest_width(face: Face, text: str) -> float:
    return max(min(face.word(small).width, _longest(small)) for small in smallest_pieces(text))


def _longest(text: str) -> float:
    """How much of what cannot be parted a column has room for; longer links, codes and file names break anywhere."""
    return _LONGEST_NUMBER if all(letter.isdecimal() or letter in ",.-" for letter in text) else _LONGEST_TOKEN


def _narrowings(levels: list[list[tuple[float, float]]]) -> Iterator[tuple[float, int, int]]:
    """How much breaks for each point won by narrowing a column so that its levels from one on are lost."""
    for n, column in enumerate(levels):
        broken = 0.0
        for level in range(len(column) - 1, 0, -1):
            broken += column[level][1]
            yield broken / (column[-1][0] - column[level - 1][0]), n, level
