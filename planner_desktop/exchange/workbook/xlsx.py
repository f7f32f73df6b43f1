"""Excel's workbooks (.xlsx, .xlsm): what their cells hold and show, and which hold no value.

python-calamine reads them too, but gives an empty text for #REF! and for a formula that nobody worked out, 702 for a
code that is shown as 0702, no hidden rows, and asks for 52 GB of memory where one cell stands at the end of a sheet.
"""

from collections.abc import Callable
from datetime import datetime
from posixpath import dirname, join, normpath

from planner_desktop.exchange.grid import MOST_CELLS
from planner_desktop.exchange.workbook.number_formats import built_in, cell_of_moment, cell_of_number
from planner_desktop.exchange.workbook.packed import Attributes, Broken, Packed, too_much
from planner_desktop.exchange.workbook.sheet import Range, Sheet, SheetCell, Workbook, place_of
from planner_desktop.regex import regex

MOST_LOOKED_AT = 3_000_000
"""So many cells of a workbook are looked at; most of so many are empty."""
MOST_LETTERS = 60_000_000
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
YES, NO = "ใช่", "ไม่ใช่"
_ESCAPED = regex("_x([0-9A-Fa-f]{4})_")
_HIDES = {"1", "true"}


def read(packed: Packed) -> Workbook:
    """The sheets of a workbook. Raises Broken where it is none, PlannerError where it is too large."""
    book = _target(packed, "_rels/.rels", "/officeDocument") or "xl/workbook.xml"
    if book not in packed:
        raise Broken("no workbook")
    reader = _Reader(packed, book)
    sheets = [(name, part, hidden) for name, part, hidden, holds_cells in reader.listed if holds_cells]
    others = tuple(name for name, _part, _hidden, holds_cells in reader.listed if not holds_cells)
    return Workbook(tuple(reader.sheet(*each) for each in sheets), kept_back=others)


def _relations(packed: Packed, name: str) -> dict[str, tuple[str, str]]:
    """The kind and target of each relation of a part, by its id. What lies outside of the file is left alone."""
    found: dict[str, tuple[str, str]] = {}

    def started(tag: str, given: Attributes) -> None:
        if tag == "Relationship" and given.get("TargetMode") != "External":
            target = given.get("Target", "")
            base = dirname(dirname(name))
            whole = target.lstrip("/") if target.startswith("/") else normpath(join(base, target))
            found[given.get("Id", "")] = given.get("Type", ""), whole

    packed.parse(name, started, _nothing)
    return found


def _target(packed: Packed, name: str, kind: str) -> str:
    return next((target for type, target in _relations(packed, name).values() if type.endswith(kind)), "")


def _nothing(_tag: str) -> None:
    """The end of an element that says nothing."""


class _Reader:
    """Reads the parts of a workbook: its list of sheets, its formats, its texts, then sheet after sheet."""

    def __init__(self, packed: Packed, book: str) -> None:
        self._packed = packed
        self._from_1904 = False
        self._looked_at = self._held = self._letters = 0
        relations = _relations(packed, join(dirname(book), "_rels", book.rpartition("/")[2] + ".rels"))
        self.listed: list[tuple[str, str, bool, bool]] = []

        def started(tag: str, given: Attributes) -> None:
            if tag == "workbookPr":
                self._from_1904 = given.get("date1904", "") in _HIDES
            elif tag == "sheet":
                kind, target = relations.get(given.get("id", ""), ("", ""))
                hidden = given.get("state", "visible") != "visible"
                self.listed.append((given.get("name", ""), target, hidden, kind.endswith("/worksheet")))

        packed.parse(book, started, _nothing)
        kinds = {kind.rpartition("/")[2]: target for kind, target in relations.values()}
        self._formats = self._read_formats(kinds.get("styles", ""))
        self._texts = self._read_texts(kinds.get("sharedStrings", ""))

    def _read_formats(self, part: str) -> list[str]:
        """The format of each style that cells have."""
        own: dict[str, str] = {}
        formats: list[str] = []
        inside = [False]

        def started(tag: str, given: Attributes) -> None:
            if tag == "numFmt":
                own[given.get("numFmtId", "")] = given.get("formatCode", "")
            elif tag == "cellXfs":
                inside[0] = True
            elif tag == "xf" and inside[0]:
                number = given.get("numFmtId", "0")
                formats.append(own.get(number) or built_in(int(number) if number.isdecimal() else 0))

        def ended(tag: str) -> None:
            if tag == "cellXfs":
                inside[0] = False

        self._packed.parse(part, started, ended)
        return formats

    def _read_texts(self, part: str) -> list[str]:
        """The texts that cells name by number."""
        texts: list[str] = []
        text = _TextInside()

        def ended(tag: str) -> None:
            text.ended(tag)
            if tag == "si":
                texts.append(self._counted(text.taken()))

        self._packed.parse(part, text.started, ended, text.said)
        return texts

    def _counted(self, text: str) -> str:
        self._letters += len(text)
        if self._letters > MOST_LETTERS or len(text) > MOST_LETTERS:
            raise too_much()
        return _unescaped(text)

    # ------------------------------------------------------------ a sheet

    def sheet(self, name: str, part: str, hidden: bool) -> Sheet:
        """The cells of a sheet."""
        found = _SheetParser(self._cell, self._look)
        self._packed.parse(part, found.started, found.ended, found.said)
        merged = [each for each in found.merged if each[0] <= each[2] and each[1] <= each[3]]
        return Sheet(name, found.cells, merged, hidden, frozenset(found.hidden_rows), frozenset(found.hidden_columns))

    def _look(self, held: bool) -> None:
        self._looked_at += 1
        self._held += held
        if self._looked_at > MOST_LOOKED_AT or self._held > MOST_CELLS:
            raise too_much()

    def _cell(self, given: Attributes, value: str, *, formula: bool) -> SheetCell:
        kind = given.get("t", "n")
        if kind == "s":
            at = int(value) if value.strip().isdecimal() else -1
            if not 0 <= at < len(self._texts):
                raise Broken("a text that is not there")
            return SheetCell(self._texts[at])
        if kind in ("str", "inlineStr"):
            return SheetCell(self._counted(value))
        if kind == "e":
            return SheetCell(value.strip() or "#?", "", "error")
        if not value.strip():
            return SheetCell("", "", "not calculated" if formula else "")
        if kind == "b":
            return SheetCell(YES if value.strip() in _HIDES else NO)
        if kind == "d":
            try:
                return cell_of_moment(datetime.fromisoformat(value.strip().removesuffix("Z")))
            except ValueError:
                return SheetCell(value.strip())
        style = given.get("s", "0")
        at = int(style) if style.isdecimal() else 0
        return cell_of_number(value, self._formats[at] if at < len(self._formats) else "", from_1904=self._from_1904)


class _TextInside:
    """The text of an element whose runs have looks of their own; how Japanese is pronounced is none of it."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._in_text = self._aside = False

    def started(self, tag: str, _given: Attributes) -> None:
        self._in_text = tag == "t" and not self._aside
        self._aside = self._aside or tag == "rPh"

    def ended(self, tag: str) -> None:
        self._in_text = False
        self._aside = self._aside and tag != "rPh"

    def said(self, text: str) -> None:
        if self._in_text:
            self._parts.append(text)

    def taken(self) -> str:
        text = "".join(self._parts)
        self._parts.clear()
        return text


class _SheetParser:
    """What a sheet's elements tell, as they come."""

    def __init__(self, read: Callable[..., SheetCell], look: Callable[[bool], None]) -> None:
        self.cells: dict[tuple[int, int], SheetCell] = {}
        self.merged: list[Range] = []
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self._read, self._look = read, look
        self._row, self._column = -1, -1
        self._cell: Attributes | None = None
        self._formula = self._in_value = False
        self._value: list[str] = []
        self._inline = _TextInside()

    def started(self, tag: str, given: Attributes) -> None:
        if tag == "c":
            self._cell, self._formula = given, False
            place = place_of(given.get("r", ""))
            self._row, self._column = place if place else (max(self._row, 0), self._column + 1)
        elif tag == "v":
            self._in_value = True
        elif tag == "f":
            self._formula = True
        elif tag == "row":
            told = given.get("r", "")
            self._row, self._column = (int(told) - 1 if told.isdecimal() else self._row + 1), -1
            if not 0 <= self._row < LAST_ROW:
                raise Broken("a row beyond the last")
            if given.get("hidden", "") in _HIDES:
                self.hidden_rows.add(self._row)
        elif tag == "col" and given.get("hidden", "") in _HIDES:
            first, last = given.get("min", ""), given.get("max", "")
            if first.isdecimal() and last.isdecimal():
                self.hidden_columns |= set(range(int(first) - 1, min(int(last), LAST_COLUMN)))
        elif tag == "mergeCell":
            first, _colon, last = given.get("ref", "").partition(":")
            corners = place_of(first), place_of(last or first)
            if corners[0] and corners[1] and len(self.merged) < MOST_CELLS:
                self.merged.append((*corners[0], *corners[1]))
        else:
            self._inline.started(tag, given)

    def said(self, text: str) -> None:
        if self._in_value:
            self._value.append(text)
        else:
            self._inline.said(text)

    def ended(self, tag: str) -> None:
        if tag == "v":
            self._in_value = False
        elif tag == "c" and self._cell is not None:
            value = "".join(self._value) or self._inline.taken()
            self._value.clear()
            cell = self._read(self._cell, value, formula=self._formula) if value or self._formula else None
            held = cell is not None and bool(cell.text or cell.trouble)
            self._look(held)
            if cell is not None and held:
                if not (0 <= self._row < LAST_ROW and 0 <= self._column < LAST_COLUMN):
                    raise Broken("a cell beyond the last")
                self.cells[self._row, self._column] = cell
            self._cell = None
        else:
            self._inline.ended(tag)


def _unescaped(text: str) -> str:
    """A text as it was typed: control letters stand as _x0009_ in the file."""
    if "_x" in text:
        text = _ESCAPED.sub(
            lambda found: found[0] if "d800" <= found[1].lower() < "e000" else chr(int(found[1], 16)), text
        )
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
