"""Tables in the HTML of spreadsheets and word processors, with their merged cells, hidden rows and hidden columns."""

from collections.abc import Iterator
from dataclasses import dataclass

from planner_desktop.exchange import exact_numbers
from planner_desktop.exchange.grid import MOST_CELLS, Grid, squared, too_many_cells
from planner_desktop.exchange.markup import Element, parse, plain, struck_texts
from planner_desktop.formpack.merged_cells import TableCell

MOST_SPANNED = 16_384
"""Excel's number of columns: no cell is wider, whatever the HTML says."""


@dataclass(frozen=True, slots=True)
class PastedCell:
    """A cell where it stands, or one that is covered by a merged one: from the left (`across`) or above (`down`)."""

    element: Element
    across: bool = False
    down: bool = False


def cells_of(table: Element) -> tuple[list[list[PastedCell | None]], int]:
    """The rows of a table that are shown, and how many of them are its head.

    Raises PlannerError where it has over MOST_CELLS.
    """
    placed: dict[tuple[int, int], PastedCell] = {}
    shown: list[int] = []
    head = 0
    rows = _rows(table)
    for row, (element, in_head) in enumerate(rows):
        column = 0
        cells = [child for child in element.children if isinstance(child, Element) and child.tag in ("td", "th")]
        for cell in cells:
            while (row, column) in placed:
                column += 1
            wide, high = _span(cell, "colspan"), _span(cell, "rowspan") or len(rows) - row
            high, wide = min(high, len(rows) - row), max(wide, 1)
            if len(placed) + high * wide > MOST_CELLS:
                raise too_many_cells()
            places = {
                (down, across): PastedCell(cell, across, down) for down in (False, True) for across in (False, True)
            }
            for down in range(high):
                for across in range(wide):
                    placed.setdefault((row + down, column + across), places[down > 0, across > 0])
            column += wide
        if not element.hidden:
            only_heads = bool(cells) and all(cell.tag == "th" for cell in cells)
            head += (in_head or only_heads) and head == len(shown)
            shown.append(row)
    hidden = _hidden_columns(table)
    width = 1 + max((column for _row, column in placed), default=-1)
    columns = [column for column in range(width) if column not in hidden]
    if len(shown) * len(columns) > MOST_CELLS:
        raise too_many_cells()
    return [[placed.get((row, column)) for column in columns] for row in shown], head


def merged_cells_of(rows: list[list[PastedCell | None]]) -> Iterator[tuple[TableCell, Element]]:
    """The cells of such rows with what stands in them, each over the rows and columns of it that are shown."""
    taken: set[tuple[int, int]] = set()
    begun: set[int] = set()

    def element_at(row: int, column: int) -> Element | None:
        cell = rows[row][column]
        return cell.element if cell and (row, column) not in taken else None

    for row, line in enumerate(rows):
        for column in range(len(line)):
            if (row, column) in taken:
                continue
            element = element_at(row, column)
            bottom, right = row + 1, column + 1
            if element is not None and id(element) in begun:
                element = None  # what another cell, that overlaps it, leaves of one: its text was told
            if element is not None:
                begun.add(id(element))
                while right < len(line) and element_at(row, right) is element:
                    right += 1
                while bottom < len(rows) and all(element_at(bottom, at) is element for at in range(column, right)):
                    bottom += 1
                taken.update((down, across) for down in range(row, bottom) for across in range(column, right))
            yield TableCell(row, column, bottom - row, right - column, ""), element or Element("td")


def _rows(table: Element) -> list[tuple[Element, bool]]:
    """Each row, hidden ones too, and whether it stands in the table's head."""
    found: list[tuple[Element, bool]] = []
    for child in table.children:
        if isinstance(child, Element):
            if child.tag == "tr":
                found.append((child, table.tag == "thead"))
            elif child.tag in ("thead", "tbody", "tfoot"):
                found += _rows(child)
    return found


def _span(cell: Element, name: str) -> int:
    said = cell.number(name)
    return 1 if said is None else min(said, MOST_SPANNED)


def _hidden_columns(table: Element) -> set[int]:
    hidden: set[int] = set()
    column = 0
    groups = [child for child in table.children if isinstance(child, Element) and child.tag in ("col", "colgroup")]
    inside = [child for group in groups if group.tag == "colgroup" for child in group.children]
    for col in groups + [child for child in inside if isinstance(child, Element)]:
        if col.tag == "col":
            wide = max(_span(col, "span"), 1)
            if col.style.get("display") == "none":
                hidden |= set(range(column, column + wide))
            column += wide
    return hidden


def text_of(cell: Element) -> str:
    """What a cell says; where not all digits are seen, the number that it holds. What is struck out is not said."""
    text = "" if cell.struck else plain(cell)
    return (exact_numbers.held(cell.attributes) or text) if exact_numbers.is_shortened(text) else text


def grid_of(html: str) -> Grid | None:
    """The tables of an HTML text, one below the other; None where there is no table.

    Raises PlannerError where they have over MOST_CELLS.
    """
    rows: list[list[str]] = []
    repeated: set[tuple[int, int]] = set()
    numbers: dict[tuple[int, int], str] = {}
    wide: dict[tuple[int, int], int] = {}
    head: int | None = None
    texts: dict[int, str] = {}
    struck = count = 0
    for table in parse(html).every("table"):
        cells, its_head = cells_of(table)
        head = its_head if head is None else head
        for row in cells:
            line: list[str] = []
            for at, cell in enumerate(row):
                if cell is None or cell.across:
                    line.append("")
                    continue
                place = len(rows), len(line)
                if cell.down:
                    repeated.add(place)
                key = id(cell.element)
                if key not in texts:
                    texts[key] = text_of(cell.element)
                    struck += struck_texts(cell.element)
                line.append(texts[key])
                if not cell.element.struck and (number := exact_numbers.held(cell.element.attributes)):
                    numbers[place] = number
                if (covers := _covers(row, at)) > 1:
                    wide[place] = covers
            rows.append(line)
            count += len(line)
            if count > MOST_CELLS:
                raise too_many_cells()
    if not struck and not any(any(row) for row in rows):
        return None
    return Grid(squared(rows), head or 0, frozenset(repeated), numbers, wide, struck)


def _covers(row: list[PastedCell | None], at: int) -> int:
    """How many of the columns that are shown a cell covers."""
    end, cell = at + 1, row[at]
    while (
        cell and end < len(row) and (other := row[end]) is not None and other.across and other.element is cell.element
    ):
        end += 1
    return end - at
