"""Records as the rows of a table, with one empty row at the end that becomes a record when it is typed into."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QBrush

from planner_desktop.draft import Draft
from planner_desktop.draft.records import reviews
from planner_desktop.draft.records.read_from import named_from
from planner_desktop.draft.records.records import Place
from planner_desktop.draft.records.refusals import Refusal
from planner_desktop.entry.new_rows import new_row
from planner_desktop.entry.table_rows import Reader
from planner_desktop.formpack import FieldSpec
from planner_desktop.formpack.fields import Value
from planner_desktop.i18n import _, ngettext
from planner_desktop.ui.fields.on_screen import ON_SCREEN, CellKind
from planner_desktop.ui.kit.colours import colour
from planner_desktop.ui.kit.item_views import Index, Role
from planner_desktop.ui.kit.look import marked, tip
from planner_desktop.ui.screens.table.filter import Filter
from planner_desktop.ui.session.session import Session
from planner_desktop.ui.session.taking_back import take_back_refused
from planner_desktop.ui.session.to_review import MARK

NOWHERE = QModelIndex()
TOLD = 5
"""So many refused texts are told in full."""


class RecordTableModel(QAbstractTableModel):
    """The records of a kind that have the values of `where`, which new ones get too, less what the filter hides.

    A text that a field refused stands in its cell, in red, as long as the draft keeps it beside the value.
    `refused` brings why, of all that are shown. `ids` are the records shown, `all_ids` those of the whole table.
    """

    refused = Signal(str)
    refreshed = Signal()
    """What is shown may be another than before."""

    def __init__(
        self,
        session: Session,
        kind: str,
        fields: Sequence[str] = (),
        where: Mapping[str, Value] | None = None,
        sort: Sequence[str] = (),
    ) -> None:
        super().__init__()
        self.session, self.kind = session, kind
        self.spec = session.draft.pack.seen(kind)
        able = fields or (name for name in session.draft.pack.on_screens(kind) if name not in (where or {}))
        self.fields = [name for name in able if session.in_use.has_field(kind, name)]
        self.where = dict(where or {})
        self.order_by = sort
        """The fields that the rows are in the order of, which then cannot be moved."""
        self.reader = Reader(session.draft, kind, self.fields, self.where, sort)
        self.filter = Filter()
        self.all_ids = self.reader.read_ids()
        self.ids = list(self.all_ids)
        self.reader.show(self.ids)
        self._numbers: dict[int, int] = {}
        self._new = new_row(session.draft.pack, kind, self.where)
        self.writable = session.writable()
        self.adds = self.writable and session.may_edit(kind)
        """Whether there is an empty row at the end, to be typed into."""
        self._prompts = next((n for n in range(len(self.fields)) if self._is_named_by(n)), 0)

    @property
    def draft(self) -> Draft:
        """The draft whose records they are."""
        return self.session.draft

    # ------------------------------------------------------------ what is shown

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.ids) + int(self.adds)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.fields)

    def id(self, row: int) -> int | None:
        """The record of a row; None for the empty row at the end."""
        return self.ids[row] if 0 <= row < len(self.ids) else None

    def row(self, id: int) -> int | None:
        """Where a record is shown; None where it is not."""
        return self.reader.row(id)

    def place(self, row: int, field: str) -> Place:
        """Where what is typed into a cell is kept."""
        id = self.id(row)
        return self.kind, self._new if id is None else id, field

    def refusal(self, row: int, field: str) -> Refusal | None:
        """What was typed into a cell and not taken, and waits to be mended."""
        return self.session.refused.at(self.place(row, field))

    def refusals(self) -> list[Refusal]:
        """What was not taken in the rows shown, in their order."""
        found = [each for each in self.session.refused.of(self.kind) if each.field in self.fields]
        return sorted(
            (each for each in found if self._row_of(each) is not None), key=lambda each: self._row_of(each) or 0
        )

    def _row_of(self, refusal: Refusal) -> int | None:
        return len(self.ids) if refusal.id == self._new else self.row(refusal.id)

    def tell_refused(self) -> None:
        """Say where the texts in red are and why they were not taken; of a single one also what to do about it."""
        found = self.refusals()
        lines = [
            _("Row {row}, {label}: {problem}").format(
                row=len(self.ids) + 1 if each.id == self._new else self._number(self.row(each.id) or 0),
                label=self.spec.fields[each.field].label,
                problem=each.why.partition("\n")[0] if len(found) > 1 else each.why,
            )
            for each in found[:TOLD]
        ]
        if more := len(found) - len(lines):
            lines.append(ngettext("And {n} more cell", "And {n} more cells", more).format(n=more))
        self.refused.emit("\n".join(lines))

    def may_edit(self, row: int) -> bool:
        """Whether the record of a row may be edited, in a part that was handed out; in a whole plan all may."""
        return self.draft.limits is None or self.session.may_edit(self.kind, self.id(row))

    def say_why_not(self, row: int) -> None:
        """Tell in passing why the record of a row cannot be edited, where it cannot."""
        if not self.may_edit(row):
            self.session.said.emit(self.session.why_not())

    def field(self, column: int) -> FieldSpec:
        """What a column holds."""
        return self.spec.fields[self.fields[column]]

    def is_code(self, column: int) -> bool:
        """Whether a column holds short codes: texts of a pattern, and those that tell records of a catalogue apart."""
        spec = self.field(column)
        return spec.field_type.is_code(spec, is_key=self.fields[column] == self.spec.key)

    def cell(self, column: int) -> CellKind:
        """How a column's cells are edited."""
        return ON_SCREEN[self.field(column).type].cell

    def _is_named_by(self, column: int) -> bool:
        """Whether who types into a column of the empty row says what the record is called."""
        return not self.is_code(column) and not self.field(column).field_type.computed

    def text(self, row: int, column: int) -> str:
        """A cell's text as it is edited and copied."""
        id, field = self.id(row), self.fields[column]
        if (refusal := self.refusal(row, field)) is not None:
            return refusal.text
        return "" if id is None else self.reader.text(self.reader.record(id), field)

    def _brief(self, row: int, column: int) -> str:
        """A cell's text as it is shown."""
        id, field = self.id(row), self.fields[column]
        if id is None or self.refusal(row, field) is not None:
            return self.text(row, column)
        return self.reader.brief(self.reader.record(id), field)

    def _more(self, row: int, column: int) -> str:
        """What a cell does not show: the whole of a text that is cut, and how a target is read."""
        text, spec = self.text(row, column), self.field(column)
        lines = [text] if self._brief(row, column) != text else []
        if spec.quantity and text.strip():
            from planner_desktop.thai.quantity_said import quantity_told  # its patterns take a tenth of a second

            lines.append(quantity_told(text))
        return "\n".join(filter(None, lines))

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        row, column = index.row(), index.column()
        spec, id = self.field(column), self.id(row)
        if role == Role.DisplayRole and not spec.field_type.ticked:
            if id is None and column == self._prompts and not self.text(row, column):
                return marked(_("New: type here"))
            return marked(self._brief(row, column))
        if role == Role.ToolTipRole and id is not None:
            closed = "" if self.may_edit(row) or not self.writable else self.session.why_not()
            told = "\n".join(filter(None, (closed, self._more(row, column))))
            return tip(marked(told)) if told else None
        if role == Role.EditRole:
            return self.text(row, column)
        if role == Role.AccessibleTextRole:
            said = _("new row, {label}: {text}") if id is None else _("row {row}, {label}: {text}")
            text = self.text(row, column) or _("empty")
            return said.format(row="" if id is None else self._number(row), label=spec.label, text=text)
        if role == Role.CheckStateRole and spec.field_type.ticked and id is not None:
            on = self.reader.record(id).values[self.fields[column]]
            return Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
        if role == Role.ForegroundRole:
            if self.refusal(row, self.fields[column]) is not None:
                return QBrush(colour("bad"))
            if id is None:
                return QBrush(colour("faint"))
            return None if self.may_edit(row) else QBrush(colour("muted"))
        if role == Role.BackgroundRole and id is not None and self.writable and not self.may_edit(row):
            return QBrush(colour("head"))
        if role == Role.BackgroundRole and self.fields[column] in self._to_review(row):
            return QBrush(colour("notice_ground"))
        if role == Role.TextAlignmentRole:
            across = Qt.AlignmentFlag.AlignRight if spec.held_as.adds_up else Qt.AlignmentFlag.AlignLeft
            return across | Qt.AlignmentFlag.AlignTop
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if role == Role.DisplayRole:
            if orientation == Qt.Orientation.Horizontal:
                return marked(self.field(section).label)
            number = str(self._number(section)) if section < len(self.ids) else "*"
            if section < len(self.ids) and self.draft.limits is not None and self.writable and self.may_edit(section):
                number = f"✎ {number}"
            return f"{number} {MARK}" if self._to_review(section) else number
        if role == Role.AccessibleTextRole:  # without what only the screen needs
            if orientation == Qt.Orientation.Horizontal:
                return self.field(section).label
            number = str(self._number(section)) if section < len(self.ids) else _("new row")
            return _("{row}, to review").format(row=number) if self._to_review(section) else number
        if role == Role.ToolTipRole and orientation == Qt.Orientation.Horizontal:
            return tip(marked(self.field(section).help)) or None
        if role == Role.ToolTipRole and self._to_review(section):
            return tip(marked(_("It comes from last year's plan. Alt+F8 ticks it off as reviewed.")))
        return None

    def _to_review(self, row: int) -> set[str]:
        """What of a row is to be looked at: fields, with an empty name the record itself."""
        return self.session.to_review.fields(self.kind, self.id(row))

    def _number(self, row: int) -> int:
        """A row's number among all, also among those that the filter hides."""
        return (self._numbers[self.ids[row]] if self.filter.hidden else row) + 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        cell = self.cell(index.column())
        if self.writable and not self.may_edit(index.row()):
            return flags
        if cell is CellKind.TICK:
            return flags | Qt.ItemFlag.ItemIsUserCheckable
        if not self.writable or cell is CellKind.SHOWN:
            return flags
        return flags | Qt.ItemFlag.ItemIsEditable

    # ------------------------------------------------------------ editing

    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:
        row, field = index.row(), self.fields[index.column()]
        if role == Role.CheckStateRole:
            id = self.id(row)
            if id is not None:
                with self.session.trying():
                    checked = Qt.CheckState(value) == Qt.CheckState.Checked
                    self.session.draft.set(self.kind, id, field, int(checked))
            return id is not None
        place = self.place(row, field)
        if str(value) == self.text(row, index.column()) and place not in self.session.refused.unsaved:
            return True
        if not self.cell(index.column()).holds_text:
            return True  # what a plain text cannot say, or nobody enters; the former have editors of their own
        why = self.session.enter(place, str(value), self.where)
        self._changed_all()
        if why:
            self.refused.emit(why)
        else:
            self.tell_refused()
        return not why

    def record_at(self, row: int) -> int:
        """The record of a row; a new one for the empty row."""
        id = self.id(row)
        return id if id is not None else self.session.draft.add(self.kind, self.where)

    def take_back(self, index: QModelIndex) -> bool:
        """The refused text of a cell is not wanted, redo brings it back; whether there was one."""
        gone = take_back_refused(self.session, self.place(index.row(), self.fields[index.column()]))
        if gone:
            self._changed_all()
            self.tell_refused()
        return gone

    # ------------------------------------------------------------ following the draft

    @property
    def tables(self) -> set[str]:
        """The tables that it shows, with those that its records are named by."""
        return self.reader.tables | named_from(self.draft, self.kind) | {"refused", reviews.TABLE}

    def refresh(self) -> None:
        """Show what the draft holds now, also in the middle of an action."""
        self.reader.forget()
        self._follow()
        self.tell_refused()

    def set_filter(self, words: str, only: Mapping[str, str]) -> None:
        """Show only the rows that hold these words, and these texts in these fields; nothing given shows all.

        Rows that are new or edited afterwards stay, whatever they hold, until the filter is set again.
        """
        self.filter = Filter.of(words, only, self.reader, self.all_ids)
        self._follow()

    def _follow(self) -> None:
        """Rows that stay keep the selection and the editor that is open in them."""
        self.all_ids = self.reader.read_ids()
        hidden = self.filter.hidden
        if hidden:
            self._numbers = {id: number for number, id in enumerate(self.all_ids)}
        new = [id for id in self.all_ids if id not in hidden] if hidden else list(self.all_ids)
        if new != self.ids:
            self._take_out(set(new))
            kept = set(self.ids)
            if (staying := [id for id in new if id in kept]) != self.ids:
                self._reorder(staying)
            self._put_in(new, kept)
            self.reader.show(self.ids)
        self._changed_all()
        self.refreshed.emit()

    def _changed_all(self) -> None:
        if rows := self.rowCount():
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, rows - 1)
            self.dataChanged.emit(self.index(0, 0), self.index(rows - 1, len(self.fields) - 1))

    def _take_out(self, there: set[int]) -> None:
        end = len(self.ids)
        while end:
            start = end
            while start and self.ids[start - 1] not in there:
                start -= 1
            if start < end:
                self.beginRemoveRows(NOWHERE, start, end - 1)
                del self.ids[start:end]
                self.reader.show(self.ids)
                self.endRemoveRows()
            end = max(0, start - 1)

    def _put_in(self, new: list[int], kept: set[int]) -> None:
        row = 0
        while row < len(new):
            end = row
            while end < len(new) and new[end] not in kept:
                end += 1
            if end > row:
                # A record made of the empty row stays where that was: what is new is the empty row below it.
                at = row + 1 if row == len(self.ids) and self.adds else row
                self.beginInsertRows(NOWHERE, at, at + end - row - 1)
                self.ids[row:row] = new[row:end]
                self.reader.show(self.ids)
                self.endInsertRows()
            row = end + 1

    def _reorder(self, ids: list[int]) -> None:
        self.layoutAboutToBeChanged.emit()
        before, old = self.persistentIndexList(), self.ids
        self.ids = ids
        self.reader.show(ids)
        rows = {id: row for row, id in enumerate(ids)}
        after = [self.index(rows[old[i.row()]] if i.row() < len(old) else i.row(), i.column()) for i in before]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()
