"""A sheet of a workbook: what its cells say, and what an officer should know of them before they are taken."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from planner_desktop.errors import PlannerError
from planner_desktop.exchange.grid import MOST_CELLS, Grid
from planner_desktop.i18n import _

Trouble = Literal["", "error", "not calculated", "Buddhist year", "doubtful year"]
"""What is odd about a cell: it shows #REF!, no program worked its formula out, its date has a year of the Buddhist
era, or one that Excel made of two digits and that may be meant otherwise."""
Range = tuple[int, int, int, int]
"""The first row and column of merged cells, and the last."""


class SheetCell(NamedTuple):
    """What a cell says, the number that it holds where it holds one, and what is odd about it."""

    text: str
    number: str = ""
    trouble: Trouble = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The cells of a sheet that hold something, by row and column from 0."""

    name: str
    cells: Mapping[tuple[int, int], SheetCell]
    merged: Sequence[Range] = ()
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()

    def is_called(self, name: str) -> bool:
        """Whether it is meant by this name."""
        return name == self.name

    def rows(self) -> Iterator[tuple[int, dict[int, SheetCell]]]:
        """Each row that holds something with its cells by column, the uppermost first."""
        found: dict[int, dict[int, SheetCell]] = {}
        for (row, column), cell in self.cells.items():
            found.setdefault(row, {})[column] = cell
        yield from sorted(found.items())

    def troubles(self) -> dict[Trouble, list[str]]:
        """Where something is odd, by what it is; of what is hidden nothing."""
        found: dict[Trouble, list[str]] = {}
        for (row, column), cell in sorted(self.cells.items()):
            if cell.trouble and row not in self.hidden_rows and column not in self.hidden_columns:
                found.setdefault(cell.trouble, []).append(address(row, column))
        return found

    def grid(self) -> Grid:
        """The cells that are shown, merged ones unfolded. A hidden row is an empty one: rows keep their numbers.

        Raises PlannerError where they have over MOST_CELLS.
        """
        height = 1 + max((row for row, _column in self.cells), default=-1)
        columns = self._columns()
        if height * len(columns) > MOST_CELLS:
            raise self._too_large()
        at = {column: n for n, column in enumerate(columns)}
        texts = [[""] * len(columns) for _row in range(height)]
        numbers: dict[tuple[int, int], str] = {}
        for (row, column), cell in self.cells.items():
            if column in at and row not in self.hidden_rows:
                texts[row][at[column]] = cell.text
                if cell.number:
                    numbers[row, at[column]] = cell.number
        repeated: set[tuple[int, int]] = set()
        wide: dict[tuple[int, int], int] = {}
        for top, left, bottom, right in self.merged:
            cell = self.cells.get((top, left), SheetCell(""))
            shown = [column for column in range(left, min(right, max(columns, default=-1)) + 1) if column in at]
            rows = [row for row in range(top, min(bottom, height - 1) + 1) if row not in self.hidden_rows]
            for n, row in enumerate(rows if shown else ()):
                place = row, at[shown[0]]
                texts[row][place[1]] = cell.text
                if cell.number:
                    numbers[place] = cell.number
                if n:
                    repeated.add(place)
                if len(shown) > 1:
                    wide[place] = len(shown)
        return Grid(tuple(map(tuple, texts)), 0, frozenset(repeated), numbers, wide)

    def _columns(self) -> list[int]:
        """The columns that are shown, from the first that holds something to the last."""
        held = {column for _row, column in self.cells}
        return [c for c in range(min(held, default=0), max(held, default=-1) + 1) if c not in self.hidden_columns]

    def _too_large(self) -> PlannerError:
        last = address(max(row for row, _column in self.cells), max(column for _row, column in self.cells))
        return PlannerError(
            _("The sheet “{sheet}” reaches to {cell}: it has more than {most} cells").format(
                sheet=self.name, cell=last, most=f"{MOST_CELLS:,}"
            ),
            _("Copy only the table into a new workbook, and give that."),
        )


@dataclass(frozen=True, slots=True)
class Workbook:
    """The sheets of a workbook in their order. `blind` tells the user what its kind of file does not say."""

    sheets: tuple[Sheet, ...]
    blind: str = ""
    kept_back: tuple[str, ...] = field(default=())
    """Sheets of other kinds, such as charts, that hold no cells."""


def address(row: int, column: int) -> str:
    """Where a cell is, as spreadsheets call it: A1."""
    return f"{column_letters(column)}{row + 1}"


def column_letters(column: int) -> str:
    """What spreadsheets call a column: A, B … Z, AA."""
    letters, rest = "", column + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        letters = chr(65 + digit) + letters
    return letters


def place_of(text: str) -> tuple[int, int] | None:
    """The row and column of an address (B5, $B$5); None where it is none."""
    plain = text.replace("$", "").upper()
    letters = plain.rstrip("0123456789")
    digits = plain[len(letters) :]
    if not (letters.isascii() and letters.isalpha() and len(letters) <= 3 and 0 < len(digits) <= 7):
        return None
    column = 0
    for letter in letters:
        column = 26 * column + ord(letter) - 64
    return (int(digits) - 1, column - 1) if int(digits) else None
