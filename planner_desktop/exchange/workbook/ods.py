"""LibreOffice's workbooks (.ods): what their cells hold and show, and which hold no value.

python-calamine reads them too, but tells neither merged cells nor hidden rows, gives an empty text for #REF!, and
loses tabs.
"""

from datetime import datetime

from planner_desktop.errors import PlannerError
from planner_desktop.exchange.grid import MOST_CELLS
from planner_desktop.exchange.workbook.number_formats import cell_of_moment, exact, plain
from planner_desktop.exchange.workbook.packed import Attributes, Packed, too_much
from planner_desktop.exchange.workbook.sheet import Range, Sheet, SheetCell, Workbook
from planner_desktop.exchange.workbook.xlsx import LAST_COLUMN, LAST_ROW, MOST_LETTERS, NO, YES
from planner_desktop.i18n import _
from planner_desktop.regex import regex

_NUMBERS = ("float", "currency", "percentage")
_ZEROS_FIRST = regex("0[0-9]+")
_TIME = regex(r"PT(?P<hours>[0-9]{1,4})H(?P<minutes>[0-9]{1,2})M[0-9.,]*S?")
_AS_EXCEL_WRITES_IT = regex(r"[\d.,\s()฿-]*|[\d.,]+E[+-]?\d+")
"""What a number may be shown as that says no more than the number."""


def read(packed: Packed) -> Workbook:
    """The sheets of a workbook. Raises Broken where it is none, PlannerError where it is too large or locked."""
    if "encryption-data" in packed.text("META-INF/manifest.xml"):
        raise locked()
    reader = _Reader()
    packed.parse("content.xml", reader.started, reader.ended, reader.said)
    return Workbook(tuple(reader.sheets))


def locked() -> PlannerError:
    """The refusal of a workbook that opens with a password alone."""
    return PlannerError(
        _("The workbook is locked with a password"),
        _("Open it in the spreadsheet, take the password out, save it, and give it again."),
    )


def _count(given: Attributes, name: str, most: int) -> int:
    text = given.get(name, "1")
    return min(int(text), most) if text.isdecimal() and len(text) < 10 else 1


class _Reader:
    """What the elements of a workbook tell, as they come."""

    def __init__(self) -> None:
        self.sheets: list[Sheet] = []
        self._hidden_styles: set[str] = set()
        self._style = ""
        self._sheet: Attributes | None = None
        self._cells: dict[tuple[int, int], SheetCell] = {}
        self._merged: list[Range] = []
        self._hidden_rows: set[int] = set()
        self._hidden_columns: set[int] = set()
        self._row, self._column, self._column_said, self._rows_alike = 0, 0, 0, 1
        self._cell: Attributes | None = None
        self._lines: list[list[str]] = []
        self._aside = 0
        self._inner = 0
        self._held = self._letters = 0

    def started(self, tag: str, given: Attributes) -> None:
        if self._aside or tag in ("annotation", "shapes", "forms", "tracked-changes"):
            self._aside += 1
        elif tag == "style":
            self._style = given.get("name", "")
        elif tag == "table-properties" and given.get("display") == "false":
            self._hidden_styles.add(self._style)
        elif tag == "table":
            self._inner += self._sheet is not None
            if not self._inner:
                self._begin(given)
        elif self._sheet is None or self._inner:
            return
        elif tag == "table-column":
            many = _count(given, "number-columns-repeated", LAST_COLUMN)
            if given.get("visibility", "visible") != "visible":
                self._hidden_columns |= set(range(self._column_said, min(self._column_said + many, LAST_COLUMN)))
            self._column_said += many
        elif tag == "table-row":
            self._rows_alike, self._column = _count(given, "number-rows-repeated", LAST_ROW), 0
            if given.get("visibility", "visible") != "visible":
                self._hidden_rows |= set(range(self._row, min(self._row + self._rows_alike, LAST_ROW)))
        elif tag in ("table-cell", "covered-table-cell"):
            self._cell, self._lines = given, []
        elif self._cell is not None:
            self._in_cell(tag, given)

    def _in_cell(self, tag: str, given: Attributes) -> None:
        if tag in ("p", "h"):
            self._lines.append([])
        elif tag == "s":
            self.said(" " * _count(given, "c", 1000))
        elif tag == "tab":
            self.said("\t")
        elif tag == "line-break":
            self.said("\n")

    def said(self, text: str) -> None:
        if self._cell is not None and self._lines and not self._aside and not self._inner:
            self._letters += len(text)
            if self._letters > MOST_LETTERS:
                raise too_much()
            self._lines[-1].append(text)

    def ended(self, tag: str) -> None:
        if self._aside:
            self._aside -= 1
        elif tag == "table":
            if self._inner:
                self._inner -= 1
            elif self._sheet is not None:
                self._end()
        elif self._inner:
            return
        elif tag == "table-row":
            self._row += self._rows_alike
        elif tag in ("table-cell", "covered-table-cell") and self._cell is not None:
            self._put(self._cell, covered=tag == "covered-table-cell")
            self._cell = None

    def _begin(self, given: Attributes) -> None:
        self._sheet, self._row, self._column_said = given, 0, 0
        self._cells, self._merged = {}, []
        self._hidden_rows, self._hidden_columns = set(), set()

    def _end(self) -> None:
        given = self._sheet or {}
        hidden = given.get("style-name", "") in self._hidden_styles
        rows, columns = frozenset(self._hidden_rows), frozenset(self._hidden_columns)
        self.sheets.append(Sheet(given.get("name", ""), self._cells, self._merged, hidden, rows, columns))
        self._sheet = None

    def _put(self, given: Attributes, *, covered: bool) -> None:
        many = _count(given, "number-columns-repeated", LAST_COLUMN)
        cell = None if covered else _cell(given, "\n".join("".join(line) for line in self._lines))
        if cell is not None and (cell.text or cell.trouble):
            self._held += many * self._rows_alike
            if self._held > MOST_CELLS or self._row + self._rows_alike > LAST_ROW:
                raise too_much()
            for row in range(self._row, self._row + self._rows_alike):
                self._cells |= {(row, self._column + n): cell for n in range(many)}
        wide = _count(given, "number-columns-spanned", LAST_COLUMN)
        high = _count(given, "number-rows-spanned", LAST_ROW)
        if (wide > 1 or high > 1) and not covered and len(self._merged) < MOST_CELLS:
            self._merged.append((self._row, self._column, self._row + high - 1, self._column + wide - 1))
        self._column += many


def _cell(given: Attributes, shown: str) -> SheetCell:
    kind = given.get("value-type", "")
    if given.get("formula") and (not kind or shown.startswith(("#", "Err:")) or "error" in given.values()):
        return SheetCell(shown, "", "error" if shown else "not calculated")
    if kind in _NUMBERS:
        number = exact(given.get("value", ""))
        if number is None:
            return SheetCell(shown)
        if shown in ("TRUE", "FALSE"):
            return SheetCell(YES if number else NO)
        says_more = _ZEROS_FIRST.fullmatch(shown) or not _AS_EXCEL_WRITES_IT.fullmatch(shown)
        return SheetCell(shown if says_more and "#" not in shown else plain(number), plain(number))
    if kind == "date":
        try:
            return cell_of_moment(datetime.fromisoformat(given.get("date-value", "")))
        except ValueError:
            return SheetCell(shown)
    if kind == "boolean":
        return SheetCell(YES if given.get("boolean-value") == "true" else NO)
    if kind == "time" and (time := _TIME.match(given.get("time-value", ""))):
        return SheetCell(f"{int(time['hours']):02}:{int(time['minutes']):02}")
    return SheetCell(shown or given.get("string-value", ""))
