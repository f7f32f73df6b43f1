"""The cells of a table in running text, each over as many rows and columns as were merged for it.

As it is stored, a cell covered by another is null. One that is merged only across is told by these nulls alone; one
that goes over several rows stands in `merged`, too: its row, its column, over how many rows, over how many columns.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

Texts = tuple[tuple[str | None, ...], ...]
Merged = tuple[tuple[int, int, int, int], ...]


class TableCell(NamedTuple):
    """A cell where it begins, counted from 0, and how far it reaches."""

    row: int
    column: int
    rows: int
    columns: int
    text: str


def check(texts: Texts, head: int, merged: Merged) -> None:
    """Raises ValueError where merged cells do not fit the table and its nulls."""
    covered: set[tuple[int, int]] = set()
    for row, column, rows, columns in merged:
        if not (row >= 0 <= column and rows > 1 <= columns):
            raise ValueError("a merged cell is [row, column, rows, columns], of two rows or more")
        if row + rows > len(texts) or column + columns > len(texts[0]):
            raise ValueError("a merged cell lies inside its table")
        if row < head < row + rows:
            raise ValueError("a merged cell lies in the head of its table or below it")
        places = _places(row, column, rows, columns)
        if texts[row][column] is None or any(texts[down][across] is not None for down, across in places[1:]):
            raise ValueError("a merged cell has its text in its first place, all others are null")
        if not covered.isdisjoint(places):
            raise ValueError("merged cells do not overlap")
        covered.update(places)
    for row, column in covered:
        if (row, column + 1) not in covered and texts[row][column + 1 : column + 2] == (None,):
            raise ValueError("a null cell right of a merged one belongs to no cell")


def cells(texts: Texts, merged: Merged) -> Iterator[TableCell]:
    """The cells of a table, row by row."""
    higher = {(row, column): (rows, columns) for row, column, rows, columns in merged}
    covered = {place for each in merged for place in _places(*each)[1:]}
    for row, line in enumerate(texts):
        for column, text in enumerate(line):
            if (row, column) in higher:
                yield TableCell(row, column, *higher[row, column], text or "")
            elif (row, column) not in covered and (text is not None or column == 0):
                end = column + 1
                while end < len(line) and line[end] is None and (row, end) not in covered:
                    end += 1
                yield TableCell(row, column, 1, end - column, text or "")


def stored(table: Iterable[TableCell]) -> tuple[Texts, Merged]:
    """The texts and merged cells of a table as they are stored; where no cell is, it is empty."""
    table = tuple(table)
    height = max((cell.row + cell.rows for cell in table), default=0)
    width = max((cell.column + cell.columns for cell in table), default=0)
    texts: list[list[str | None]] = [[""] * width for _row in range(height)]
    for cell in table:
        for down, across in _places(*cell[:4]):
            texts[down][across] = None
        texts[cell.row][cell.column] = cell.text
    return tuple(map(tuple, texts)), tuple(cell[:4] for cell in table if cell.rows > 1)


def whole_head(head: int, height: int, table: Iterable[TableCell]) -> int:
    """How many rows a head has that parts no merged cell: all that begin in it end in it.

    A table has at least one row below its head; it has no head where merged cells leave none.
    """
    head = min(head, height - 1)
    for cell in sorted(table):
        if cell.row < head:
            head = max(head, cell.row + cell.rows)
    return head if head < height else 0


def _places(row: int, column: int, rows: int, columns: int) -> list[tuple[int, int]]:
    return [(row + down, column + across) for down in range(rows) for across in range(columns)]
