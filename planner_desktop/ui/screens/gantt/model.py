"""The steps of one record as a table: number and text, weight, cumulative progress, and a column for each month."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt, Signal

from planner_desktop.draft.records.records import Place
from planner_desktop.draft.records.refusals import Refusal
from planner_desktop.formpack.screen_parts import GanttPart
from planner_desktop.i18n import _
from planner_desktop.thai.dates import SHORT_MONTHS, buddhist_year
from planner_desktop.thai.months import bar_at, fiscal_months, month_number, month_of
from planner_desktop.ui.kit.colours import colour
from planner_desktop.ui.kit.item_views import Index
from planner_desktop.ui.kit.look import marked, tip
from planner_desktop.ui.screens.gantt.steps import StepLine, Steps
from planner_desktop.ui.session.session import Session
from planner_desktop.ui.session.taking_back import take_back_refused

TEXT, WEIGHT, CUMULATIVE, MONTHS = range(4)
"""Columns; the months go on from the last."""
ROLE = Qt.ItemDataRole
TOLD = 5
"""So many refused texts are told."""
ALIGNED = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter


class GanttModel(QAbstractTableModel):
    """Rows are the lines of a record's steps, and one to add another. `refused` brings why a text was not taken."""

    refused = Signal(str)

    def __init__(self, session: Session, part: GanttPart) -> None:
        super().__init__()
        self.session, self.part = session, part
        self.steps = Steps(session, part)
        self.parent_id: int | None = None
        self.lines: list[StepLine] = []
        self.first, self.count = 0, 12
        """The first month shown, and how many."""
        self.show_years(1)

    # ------------------------------------------------------------ what is shown

    def show_years(self, years: int) -> None:
        """Show the months of one or two fiscal years from the edition's on."""
        months = [month_number(month) for month in fiscal_months(self.session.draft.pack.edition.year, 12 * years)]
        if (self.first, self.count) != (months[0], len(months)):
            self.beginResetModel()
            self.first, self.count = months[0], len(months)
            self.endResetModel()

    def show_steps_of(self, parent: int | None) -> None:
        """Show the steps of a record, as the draft holds them now."""
        lines = self.steps.lines(parent) if parent is not None else []
        same = [(line.kind, line.id) for line in lines] == [(line.kind, line.id) for line in self.lines]
        if parent == self.parent_id and same:
            self.lines = lines
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))
            return
        self.beginResetModel()
        self.parent_id, self.lines = parent, lines
        self.endResetModel()

    def line(self, row: int) -> StepLine | None:
        """The step in a row; None in the row for another."""
        return self.lines[row] if 0 <= row < len(self.lines) else None

    def row_of(self, kind: str, id: int) -> int | None:
        """The row of a step."""
        return next((n for n, line in enumerate(self.lines) if (line.kind, line.id) == (kind, id)), None)

    def month(self, column: int) -> int:
        """The month of a column, as `month_number` counts it."""
        return self.first + column - MONTHS

    def month_name(self, column: int) -> str:
        """A month as it is read: "ต.ค. 2567"."""
        year, month = month_of(self.month(column))
        return f"{SHORT_MONTHS[month - 1]} {buddhist_year(year)}"

    def outside(self) -> list[StepLine]:
        """The steps with months that are not shown."""
        last = self.first + self.count - 1
        return [line for line in self.lines if any(a < self.first or b > last for a, b in line.bars)]

    def has_own_and_below(self) -> list[StepLine]:
        """The steps that have a weight although their sub-steps have some too."""
        weighed = {
            self.steps.draft.record(line.kind, line.id).parent for line in self.lines if self._is_weighed_sub(line)
        }
        return [line for line in self.lines if line.below and line.weight is not None and line.id in weighed]

    def _is_weighed_sub(self, line: StepLine) -> bool:
        return line.kind != self.part.step and line.weight is not None

    # ------------------------------------------------------------ for the views

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        room = self.parent_id is not None and self.steps.may_add(self.parent_id)
        return 0 if parent.isValid() else len(self.lines) + room

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else MONTHS + self.count

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsEditable if self.field(index) else flags

    def field(self, index: Index) -> str | None:
        """The field that is typed into at a cell; None where nothing is."""
        line, column = self.line(index.row()), index.column()
        if line is None or not self.steps.may_edit(line):
            return None
        if column == TEXT:
            return self.part.text
        if column == WEIGHT:
            return None if line.below and line.weight is None else self.part.weight
        at_bar = column >= MONTHS and bar_at(line.bars, self.month(column))
        return self.part.bar if at_bar else None

    def place(self, index: Index) -> Place:
        """Where what is typed into a cell is kept."""
        line, field = self.line(index.row()), self.field(index)
        assert line is not None
        assert field is not None
        return line.kind, line.id, field

    def focused_place(self, index: Index) -> Place | None:
        """The record and field of a cell, whether or not it is typed into; the field is empty where none is."""
        line, column = self.line(index.row()), index.column()
        field = {TEXT: self.part.text, WEIGHT: self.part.weight, CUMULATIVE: None}.get(column, self.part.months)
        return (line.kind, line.id, field or "") if line is not None else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = ROLE.DisplayRole) -> Any:
        if role == ROLE.TextAlignmentRole:
            return ALIGNED
        if orientation == Qt.Orientation.Vertical and role == ROLE.AccessibleTextRole:
            line = self.line(section)
            return _("new row") if line is None else f"{line.number} {line.text}"
        if orientation != Qt.Orientation.Horizontal or role not in (ROLE.DisplayRole, ROLE.AccessibleTextRole):
            return None
        if section >= MONTHS:
            return self.month_name(section)
        spec = self.session.draft.spec(self.part.step)
        return (spec.label, _("Weight"), _("So far"))[section]

    def data(self, index: Index, role: int = ROLE.DisplayRole) -> Any:
        line, column = self.line(index.row()), index.column()
        if role == ROLE.TextAlignmentRole:
            return int(ALIGNED) if column else int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        if line is None:
            return self._add_row(column, role)
        if role == ROLE.DisplayRole:
            return self._shown(line, column)
        if role == ROLE.EditRole:
            return self.edited(line, column)
        if role == ROLE.ForegroundRole:
            if self.refusal(line, column) is not None:
                return colour("bad")
            computed = column == CUMULATIVE or (column == WEIGHT and line.weight is None)
            return colour("muted") if computed else None
        if role == ROLE.AccessibleTextRole:
            return self._heard(line, column)
        if role == ROLE.AccessibleDescriptionRole:
            return line.said()
        if role == ROLE.ToolTipRole and column == TEXT:
            return tip(marked(line.text))
        if role == ROLE.ToolTipRole and column == CUMULATIVE:
            return _("Computed from the weights")
        return None

    def _heard(self, line: StepLine, column: int) -> str:
        """A cell with its row and the head of its column."""
        said = self.cell_said(line, column)
        if column == TEXT:
            return said
        if column < MONTHS:
            said = f"{self.headerData(column, Qt.Orientation.Horizontal)}: {said}"
        return f"{line.number} {said}"

    def _add_row(self, column: int, role: int) -> Any:
        if column == TEXT and role in (ROLE.DisplayRole, ROLE.AccessibleTextRole):
            return _("+ Type here to add: {label}").format(label=self.session.draft.spec(self.part.step).label)
        if role == ROLE.AccessibleTextRole:
            head = self.headerData(column, Qt.Orientation.Horizontal)
            return _("new row, {label}: {text}").format(label=head, text=_("empty"))
        return colour("faint") if role == ROLE.ForegroundRole else None

    def refusal(self, line: StepLine, column: int) -> Refusal | None:
        """What was typed into a step and not taken."""
        field = {TEXT: self.part.text, WEIGHT: self.part.weight}.get(column, self.part.bar)
        return self.session.refused.at((line.kind, line.id, field)) if field and column != CUMULATIVE else None

    def refusals(self) -> list[Refusal]:
        """What was not taken in the steps shown, in their order."""
        shown = [self.refusal(line, column) for line in self.lines for column in (TEXT, WEIGHT, MONTHS)]
        return [each for each in shown if each is not None]

    def take_back(self, index: Index) -> bool:
        """The refused text of a cell is not wanted, redo brings it back; whether there was one."""
        gone = bool(self.field(index)) and take_back_refused(self.session, self.place(index))
        if gone:
            self.dataChanged.emit(index, index)
            self.tell_refused()
        return gone

    def tell_refused(self) -> None:
        """Say why the texts in red were not taken."""
        self.refused.emit("\n".join(each.why.partition("\n")[0] for each in self.refusals()[:TOLD]))

    def _shown(self, line: StepLine, column: int) -> str | None:
        if column < MONTHS and (refusal := self.refusal(line, column)) is not None:
            return marked(refusal.text)
        if column == TEXT:
            return self.session.mark(line.kind, line.id) + marked(f"{line.number} {line.text}")
        value = {WEIGHT: line.under, CUMULATIVE: line.cumulative}.get(column)
        return None if value is None else str(value)

    def edited(self, line: StepLine, column: int) -> str:
        """A cell's text as it is edited and copied."""
        if (refusal := self.refusal(line, column)) is not None:
            return refusal.text
        if column >= MONTHS:
            return line.label
        return line.text if column == TEXT else "" if line.weight is None else str(line.weight)

    def cell_said(self, line: StepLine, column: int) -> str:
        """A cell for a screen reader."""
        if column < MONTHS:
            return f"{line.number} {line.text}" if column == TEXT else self._shown(line, column) or _("empty")
        bar = bar_at(line.bars, self.month(column))
        inside = _("in a bar {label}").format(label=line.label).strip() if bar else _("empty")
        return f"{self.month_name(column)}: {inside}"

    def setData(self, index: Index, value: Any, role: int = ROLE.EditRole) -> bool:
        line, field = self.line(index.row()), self.field(index)
        if role != ROLE.EditRole or line is None or field is None or str(value) == self.edited(line, index.column()):
            return False
        why = self.session.enter(self.place(index), str(value))
        self.dataChanged.emit(index, index)
        self.refused.emit(why) if why else self.tell_refused()
        return not why
