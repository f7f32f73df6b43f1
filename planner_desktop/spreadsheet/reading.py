"""Holding a workbook that was filled in against its draft: what is new, changed, gone, and what cannot be taken."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from planner_desktop import stopping
from planner_desktop.draft import Draft, Record
from planner_desktop.errors import PlannerError, ValueRefused
from planner_desktop.exchange.workbook.number_formats import exact, plain
from planner_desktop.exchange.workbook.sheet import Sheet, SheetCell, Workbook, address, column_letters
from planner_desktop.formpack import template
from planner_desktop.formpack.tables import parents_first
from planner_desktop.i18n import _, ngettext
from planner_desktop.spreadsheet import cells
from planner_desktop.spreadsheet.changes import CellChange, Missing, NewRow, Preview, Refused
from planner_desktop.spreadsheet.layout import (
    FIRST,
    FORMAT,
    HEADS,
    LISTS,
    MARKS,
    NAMES,
    PARENT,
    SHEET_PREFIX,
    WRITTEN_FROM,
    Column,
    SheetLayout,
    layouts,
)  # fmt: skip
from planner_desktop.spreadsheet.meaning import Meaning
from planner_desktop.spreadsheet.names import RecordNames
from planner_desktop.stopping import Progress

Row = Mapping[int, SheetCell]
_EMPTY = SheetCell("")


def is_ours(book: Workbook) -> bool:
    """Whether a workbook is one that this program wrote."""
    return any(sheet.name == LISTS and _text(sheet, 0, 0).startswith(FORMAT.split()[0]) for sheet in book.sheets)


def mark_of(book: Workbook) -> str:
    """The mark that a workbook was written with; empty where it has none."""
    return next((_text(sheet, 4, 0) for sheet in book.sheets if sheet.name == LISTS), "")


def preview(draft: Draft, book: Workbook, progress: Progress | None = None) -> Preview:
    """What a workbook would change in a draft; nothing is changed. Raises PlannerError where it is none of its own."""
    lists = next((sheet for sheet in book.sheets if sheet.name == LISTS), None)
    if lists is None or _text(lists, 0, 0) != FORMAT:
        raise PlannerError(
            _("This workbook was not written by this program"),
            _("Paste its table instead, or export the draft as a workbook and fill that in."),
        )
    edition = draft.pack.edition
    if _text(lists, 1, 0) != edition.id:
        raise PlannerError(
            _("The workbook is of the edition {other}, the draft of {edition}").format(
                other=_text(lists, 1, 0), edition=edition.id
            ),
            _("Export this draft as a workbook and fill that in."),
        )
    return _Reader(draft, book, lists).read(progress)


def _text(sheet: Sheet, row: int, column: int) -> str:
    return sheet.cells.get((row, column), _EMPTY).text


class _Reader:
    def __init__(self, draft: Draft, book: Workbook, lists: Sheet) -> None:
        self._draft, self._book = draft, book
        self._names = RecordNames(draft)
        self._meaning = Meaning(draft, self._names)
        self._found = Preview()
        self._guide = _text(lists, 3, 0)
        self._written = [
            cell.text.partition(" ") for (row, column), cell in sorted(lists.cells.items())
            if column == 0 and row >= WRITTEN_FROM
        ]  # fmt: skip

    def read(self, progress: Progress | None) -> Preview:
        known = {layout.kind: layout for layout in layouts(self._draft)}
        ours: dict[str, tuple[Sheet, SheetLayout]] = {}
        for sheet in self._book.sheets:
            first = _text(sheet, NAMES, 0)
            kind = first.removeprefix(SHEET_PREFIX) if first.startswith(SHEET_PREFIX) else ""
            if kind in known and kind not in ours:
                ours[kind] = sheet, known[kind]
            elif sheet.name not in (LISTS, self._guide) and sheet.cells:
                self._refuse(sheet, *min(sheet.cells), _("The sheet is none of the plan: nothing of it is taken"))
        order = [kind for kind in parents_first(self._draft.pack.records) if kind in ours]
        seen = {kind: self._sheet(*ours[kind]) for kind in order}
        for n, kind in enumerate(order):  # what stands above others is known by now
            for share in self._rows(*ours[kind], seen[kind]):
                if progress is not None:
                    progress((n + share) / len(order))
        found = self._found
        found.new = [new for new in found.new if not new.dropped]
        found.refused = [each for each in found.refused if not (isinstance(each.of, NewRow) and each.of.dropped)]
        self._look_for_missing(ours)
        return found

    # ------------------------------------------------------------ columns

    def _sheet(self, sheet: Sheet, layout: SheetLayout) -> tuple[dict[int, Column], int | None, list[tuple[int, Row]]]:
        """The columns of a sheet by where they stand, where the marks are, and the rows; new ones are known then."""
        by_name = {column.name: column for column in layout.columns}
        columns: dict[int, Column] = {}
        marks = None
        for (row, at), cell in sorted(sheet.cells.items()):
            if row != NAMES or at == 0:
                continue
            if cell.text == MARKS:
                marks = at
            elif cell.text in by_name and by_name[cell.text] not in columns.values():
                columns[at] = by_name[cell.text]
        rows: list[tuple[int, Row]] = [(row, held) for row, held in sheet.rows() if row >= FIRST]
        self._name_strays(sheet, columns, marks, rows)
        lacking = [column.label for column in layout.columns if column not in columns.values()]
        if lacking:
            said = _("{sheet}: columns are missing and stay as they are in the draft: {columns}.")
            self._found.remarks.append(said.format(sheet=sheet.name, columns=", ".join(lacking)))
        for row, held in rows:
            if not held.get(0, _EMPTY).text.strip() and any(held.get(at, _EMPTY).text.strip() for at in columns):
                texts = {column.name: held.get(at, _EMPTY).text for at, column in columns.items()}
                title = " ".join(template.line(layout.spec.named_by, lambda name, t=texts: t.get(name, "")).split())  # type: ignore[misc]
                self._meaning.add(new := NewRow(f"{sheet.name}!{address(row, 0)}", layout.kind, title, texts))
                self._found.new.append(new)
        return columns, marks, rows

    def _name_strays(
        self, sheet: Sheet, columns: Mapping[int, Column], marks: int | None, rows: list[tuple[int, Row]]
    ) -> None:
        """A value in a column that is none of the plan's is named: where it stands first, and how many there are."""
        strays: dict[int, list[int]] = {}
        for row, held in [(HEADS, {at: cell for (r, at), cell in sheet.cells.items() if r == HEADS}), *rows]:
            for at, cell in held.items():
                if at not in columns and at not in (0, marks) and (cell.text.strip() or cell.trouble):
                    strays.setdefault(at, []).append(row)
        for at, places in strays.items():
            said = ngettext(
                "Column {column} is none of the plan: {n} cell in it is not taken",
                "Column {column} is none of the plan: {n} cells in it are not taken",
                len(places),
            ).format(column=column_letters(at), n=len(places))
            first = next((row for row in places if row != HEADS), places[0])
            self._refuse(sheet, first, at, said, _("Move what is in it into the column where it belongs."))

    def _refuse(self, sheet: Sheet, row: int, at: int, why: str, fix: str = "", **of: object) -> None:
        text = sheet.cells.get((row, at), _EMPTY).text
        place = f"{sheet.name}!{address(row, at)}"
        self._found.refused.append(Refused(place, text, why, fix, **of))  # type: ignore[arg-type]

    # ------------------------------------------------------------ rows

    def _rows(
        self,
        sheet: Sheet,
        layout: SheetLayout,
        seen: tuple[dict[int, Column], int | None, list[tuple[int, Row]]],
    ) -> Iterator[float]:
        """Hold each row against the draft; tells after each how far it is."""
        columns, marks, rows = seen
        by_uid = {record.uid: record for record in self._draft.records(layout.kind)}
        new = {each.place: each for each in self._found.new if each.kind == layout.kind}
        met: set[str] = set()
        for n, (row, held) in enumerate(rows):
            stopping.look()
            yield n / len(rows)
            uid = held.get(0, _EMPTY).text.strip()
            if not uid:
                if each := new.get(f"{sheet.name}!{address(row, 0)}"):
                    self._new_row(sheet, layout, row, held, columns, each)
                continue
            if uid in met:
                why = _("The row has the identity of another one above it")
                self._refuse(sheet, row, 0, why, _("Copy its cells into an empty row below, and delete it."))
            elif uid not in by_uid:
                why = _("The record of this row is not in the draft: it was deleted, or is of another plan")
                self._refuse(sheet, row, 0, why, _("Copy its cells into an empty row below if it shall be added anew."))
            else:
                told = held.get(marks, _EMPTY).text if marks is not None else ""
                self._known_row(sheet, layout, row, held, columns, by_uid[uid], told)
            met.add(uid)

    def _known_row(
        self,
        sheet: Sheet,
        layout: SheetLayout,
        row: int,
        held: Row,
        columns: Mapping[int, Column],
        record: Record,
        told: str,
    ) -> None:
        was = {
            column.name: told[cells.MARK * n : cells.MARK * (n + 1)] for n, column in enumerate(layout.columns)
        } if len(told) == cells.MARK * len(layout.columns) else {}  # fmt: skip
        changed: dict[str, CellChange] = {}
        for at, column in columns.items():
            cell = held.get(at, _EMPTY)
            if cell.trouble in ("error", "not calculated"):
                self._trouble(sheet, row, at)
                continue
            text = _as_written(cell, column)
            old = cells.settled(cells.said(record, column, self._names, layout.spec.parent))
            if text == old or was.get(column.name) == cells.mark(text):
                continue  # nobody touched it, whatever became of it in the draft
            if why := cells.why_not_here(record, column):
                self._refuse(sheet, row, at, _("It is not changed in the workbook: {reason}").format(reason=why))
            elif column.name == PARENT:
                why = _("What a record stands under is not changed in the workbook")
                self._refuse(sheet, row, at, why, _("Move the record in the program."))
            elif column.name in was and was[column.name] != cells.mark(old):
                said = _("It was changed in the draft, too, since the workbook was written: there it is “{draft}”")
                fix = _("Decide which is right, and type it in the program.")
                self._refuse(sheet, row, at, said.format(draft=old[:200]), fix)
            elif change := self._change(sheet, row, at, layout, column, record, text, old):
                changed[column.name] = change
        self._found.changed += changed.values()

    def _change(
        self, sheet: Sheet, row: int, at: int, layout: SheetLayout, column: Column, record: Record, text: str, old: str
    ) -> CellChange | None:
        assert column.spec is not None
        place, title = f"{sheet.name}!{address(row, at)}", self._names.of(layout.kind)[record.id]
        self._look_whether_cut(text, place)
        try:
            meant = self._meaning.of(column.spec, column.name, layout.spec, text, record)
        except ValueRefused as error:
            beside = {} if column.spec.to else {"kind": layout.kind, "field": column.name, "of": record.id}
            self._refuse(sheet, row, at, error.message, error.fix, **beside)
            return None
        if (
            not column.spec.to
            and meant.values.get(column.name) == record.values[column.name]
            and len(meant.values) == 1
        ):
            return None  # written otherwise, and the same
        return CellChange(place, layout.kind, record.id, column.name, column.label, title, old, text, meant)

    def _new_row(
        self, sheet: Sheet, layout: SheetLayout, row: int, held: Row, columns: Mapping[int, Column], new: NewRow
    ) -> None:
        spec = layout.spec
        if spec.single:
            new.dropped = True
            why = _("There is always one {label}").format(label=spec.label)
            self._refuse(sheet, row, min(columns, default=0), why, _("Change the row that is there."))
            return
        for at, column in columns.items():
            cell = held.get(at, _EMPTY)
            if cell.trouble in ("error", "not calculated"):
                self._trouble(sheet, row, at)
                continue
            text = _as_written(cell, column)
            if not text.strip():
                continue
            self._look_whether_cut(text, f"{sheet.name}!{address(row, at)}")
            try:
                if column.spec is None:
                    new.parent = self._meaning.record(spec.parent or "", text)
                elif column.spec.field_type.attached:
                    self._refuse(sheet, row, at, _("a file is attached in the program"))
                else:
                    new.meant[column.name] = self._meaning.of(column.spec, column.name, spec, text, None)
            except ValueRefused as error:
                beside = {} if column.spec is None or column.spec.to else {
                    "kind": layout.kind, "field": column.name, "of": new,
                }  # fmt: skip
                self._refuse(sheet, row, at, error.message, error.fix, **beside)
        new.row = self._catalogue_row(layout, new)
        if spec.parent and new.parent is None and new.row is None:
            new.dropped = True
            label = self._draft.spec(spec.parent).label
            at = next((at for at, column in columns.items() if column.name == PARENT), 0)
            why = _("The row does not say what it stands under ({label}), and is not taken").format(label=label)
            self._refuse(sheet, row, at, why, _("Choose it from the list of the cell."))

    def _catalogue_row(self, layout: SheetLayout, new: NewRow) -> Mapping[str, str] | None:
        """The row of the catalogue, not taken over yet, whose key a new row has."""
        key = layout.spec.key
        if not key or not layout.spec.catalogue or key not in new.meant:
            return None
        value = str(new.meant[key].values.get(key))
        return next((row for row in self._names.rows(layout.kind).values() if row.get(key) == value), None)

    def _trouble(self, sheet: Sheet, row: int, at: int) -> None:
        if sheet.cells[row, at].trouble == "error":
            self._refuse(
                sheet, row, at, _("The cell shows an error instead of a value"), _("Mend it in the spreadsheet.")
            )
        else:
            why = _("No program has worked the formula of the cell out")
            self._refuse(sheet, row, at, why, _("Open the file in the spreadsheet and save it."))

    def _look_whether_cut(self, text: str, place: str) -> None:
        if len(text.encode("utf-16-le", "surrogatepass")) // 2 >= cells.LONGEST:
            said = _("{place}: the text is as long as a cell can be; look whether its end is missing.")
            self._found.remarks.append(said.format(place=place))

    # ------------------------------------------------------------ what is gone

    def _look_for_missing(self, ours: Mapping[str, tuple[Sheet, SheetLayout]]) -> None:
        there = {kind: {cell.text.strip() for (row, at), cell in sheet.cells.items() if at == 0 and row >= FIRST}
                 for kind, (sheet, _layout) in ours.items()}  # fmt: skip
        for kind, _space, uid in self._written:
            if kind in there and uid not in there[kind] and (id := self._draft.id_of(kind, uid)) is not None:
                title = self._names.of(kind)[id]
                self._found.missing.append(Missing(ours[kind][0].name, kind, id, title))


def _as_written(cell: SheetCell, column: Column) -> str:
    """What a cell says, as the program would have written it: an amount that was typed as a text is a number."""
    if not cells.is_number(column.spec):
        return cells.settled(cell.text)
    number = exact(cell.number or cell.text.replace(",", ""))
    is_share = cell.text.endswith("%")
    return plain(number) if number is not None and not is_share else cells.settled(cell.text)
