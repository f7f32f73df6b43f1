"""The texts of an outline's table in rows of one width, for those who read a printed table and do not draw it."""

from collections.abc import Sequence

from planner_desktop.document import outline


def rows_of_texts(table: outline.Table, rows: Sequence[outline.Row]) -> list[tuple[str, ...]]:
    """The texts of all cells; a cell that spans rows or columns says its text in the first of them."""
    width = len(table.columns)
    covered: set[tuple[int, int]] = set()
    grid = []
    for at, row in enumerate(rows):
        cells = [""] * width
        column = 0
        for cell in row.cells:
            while (at, column) in covered:
                column += 1
            if column >= width:
                break
            cells[column] = outline.plain(cell.text).replace(outline.NOTE, "")
            covered |= {(at + down, column + right) for down in range(cell.rows) for right in range(cell.columns)}
            column += cell.columns
        grid.append(tuple(cells))
    return grid


def titles(head: Sequence[Sequence[str]], width: int) -> tuple[str, ...]:
    """What stands above each column, its heads from the uppermost to the lowest; a wide one goes for all below it."""
    if not head:
        return ("",) * width
    filled = []
    for depth, row in enumerate(head):
        cells = list(row)
        for at in range(1, len(cells)):
            if not cells[at] and any(lower[at] for lower in head[depth + 1 :]):
                cells[at] = cells[at - 1]
        filled.append(cells)
    return tuple(" ".join(filter(None, column)) for column in zip(*filled, strict=True))
