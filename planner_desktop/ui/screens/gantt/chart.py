"""A Gantt chart: the list of steps and the months beside each other, and what both are asked to do."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QSplitter

from planner_desktop.entry.list_actions import ChosenRecords
from planner_desktop.formpack.screen_parts import GanttPart
from planner_desktop.i18n import _, set_off
from planner_desktop.ui.screens.gantt.actions import of_months, of_steps
from planner_desktop.ui.screens.gantt.grid import MonthGrid
from planner_desktop.ui.screens.gantt.model import MONTHS, TEXT, WEIGHT, GanttModel
from planner_desktop.ui.screens.gantt.step_list import StepList
from planner_desktop.ui.screens.gantt.steps import StepLine
from planner_desktop.ui.session.session import Session

LEAST_ROWS = 7
"""How many lines of text the chart shows at least."""


class GanttChart(QSplitter):
    """The steps of one record. `began` tells that a new step is typed into."""

    began = Signal()

    def __init__(self, session: Session, part: GanttPart) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.session, self.part = session, part
        self.model = GanttModel(session, part)
        self.list, self.grid = StepList(self.model), MonthGrid(self.model)
        self._new: tuple[str, int] | None = None
        """A step that was added to be typed into."""
        self.list.setAccessibleName(part.title or session.draft.spec(part.step).label)
        self.grid.setAccessibleName(_("Months of the steps"))
        keys = _(
            "Arrows go over the months, Space sets or clears one, Shift+arrows lengthen or shorten a bar, Ctrl+arrows "
            "move it, Delete takes it away. Or drag with the mouse."
        )
        self.grid.setToolTip(keys)
        self.grid.setAccessibleDescription(keys)
        self.grid.setSelectionModel(self.list.selectionModel())
        self.setChildrenCollapsible(False)
        for n, (view, share) in enumerate(((self.list, 2), (self.grid, 3))):
            view.setMinimumWidth(self.fontMetrics().horizontalAdvance("0" * 24))
            self.addWidget(view)
            self.setStretchFactor(n, share)
        self.setSizes([400, 600])
        head = self.grid.horizontalHeader().sizeHint().height()
        self.setMinimumHeight(LEAST_ROWS * self.fontMetrics().lineSpacing() + head + 20)
        self.list.list_actions, self.grid.list_actions = of_steps(self), of_months(self)
        self._connect()

    def _connect(self) -> None:
        self.list.across.connect(self.to_months)
        self.grid.across.connect(self.to_list)
        self.grid.across_to_edit.connect(self._edit_text)
        self.list.resized.connect(self.fit_rows)
        self.list.delegate.left.connect(lambda: QTimer.singleShot(0, self, self._editor_left))  # once it is closed
        self.list.verticalScrollBar().valueChanged.connect(self.grid.verticalScrollBar().setValue)
        self.grid.verticalScrollBar().valueChanged.connect(self.list.verticalScrollBar().setValue)
        self.grid.horizontalScrollBar().rangeChanged.connect(self._same_height)
        self.list.selectionModel().currentChanged.connect(lambda *_now: self.grid.viewport().update())

    def _same_height(self, _least: int, most: int) -> None:
        policy = Qt.ScrollBarPolicy.ScrollBarAlwaysOn if most else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.list.setHorizontalScrollBarPolicy(policy)

    # ------------------------------------------------------------ what is shown

    def show_steps_of(self, parent: int | None, years: int) -> None:
        """Show a record's steps as the draft holds them now; the chosen one stays so."""
        at, line = self.list.currentIndex(), self.line
        self.model.show_years(years)
        self.model.show_steps_of(parent)
        row = self.model.row_of(line.kind, line.id) if line else None
        last = self.model.rowCount() - 1
        row = row if row is not None else max(0, min(at.row(), last))
        index = self.model.index(row, max(TEXT, min(at.column(), self.model.columnCount() - 1)))
        if index.isValid() and index != self.list.currentIndex():
            self.list.setCurrentIndex(index)
        self.fit_rows()

    @property
    def line(self) -> StepLine | None:
        """The step that the keys are on."""
        return self.model.line(self.list.currentIndex().row())

    def fit_rows(self) -> None:
        """Make every row as high as its text needs, on both sides."""
        self.list.resizeRowsToContents()
        for row in range(self.model.rowCount()):
            self.grid.setRowHeight(row, self.list.rowHeight(row))
        high = max(self.grid.horizontalHeader().sizeHint().height(), self.list.horizontalHeader().minimumHeight())
        self.list.horizontalHeader().setFixedHeight(high)
        self.grid.horizontalHeader().setFixedHeight(high)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.fit_rows()

    # ------------------------------------------------------------ editing

    def records_chosen(self) -> ChosenRecords | None:
        """The steps, or the sub-steps, among which the keys are; None where no record's are shown."""
        parent = self.model.parent_id
        return self.model.steps.beside(parent, self.line, self.model.lines) if parent is not None else None

    def choose_records(self, kind: str, ids: Sequence[int], *, whole: bool = False) -> None:
        """Go to a step; have the text of a new one typed."""
        row = self.model.row_of(kind, ids[0])
        if row is not None and whole:
            self.list.setCurrentIndex(self.model.index(row, self.list.currentIndex().column()))
        elif row is not None:
            self._begin(self.model.lines[row])

    def _edit_text(self) -> None:
        if self.line is not None:
            self._edit(self.line)

    def _begin(self, line: StepLine) -> None:
        """Have the text of a new step typed."""
        self._new = line.kind, line.id
        self.began.emit()
        self._edit(line)

    def _edit(self, line: StepLine) -> None:
        row = self.model.row_of(line.kind, line.id)
        if row is not None:
            self.list.setFocus()
            self.list.setCurrentIndex(self.model.index(row, TEXT))
            self.list.edit(self.model.index(row, TEXT))

    def _editor_left(self) -> None:
        """A new step that was left with nothing typed is not wanted."""
        new, self._new = self._new, None
        row = self.model.row_of(*new) if new else None
        line = self.model.line(row) if row is not None else None
        if line is None or not self.model.steps.is_empty(line):
            return
        label = _("add {label}").format(label=set_off(self.session.draft.spec(line.kind).label))
        draft = self.session.draft
        added, typed = draft.undo_step(), draft.redo_step()
        if added and added[1] == label:
            with self.session.trying():
                draft.undo()
                if typed:  # what Escape took back comes again with its step
                    self.session.goes_on[added[0]] = typed[0]

    # ------------------------------------------------------------ going about

    def to_months(self) -> None:
        """Go from the list to the months of the same step, to its first bar."""
        model, row, line = self.model, self.list.currentIndex().row(), self.line
        shown = [first for first, last in line.bars if last >= model.first] if line else []
        month = min(max(shown[0], model.first), model.first + model.count - 1) if shown else model.first
        self.grid.setFocus()
        self.grid.setCurrentIndex(model.index(row, MONTHS + month - model.first))

    def to_list(self) -> None:
        """Go from the months to the list."""
        self.list.setFocus()
        self.list.setCurrentIndex(self.model.index(self.list.currentIndex().row(), self.list.last))

    def go_to(self, kind: str, id: int, field: str | None) -> None:
        """Go to a field of a step that is shown."""
        row = self.model.row_of(kind, id) or 0
        column = WEIGHT if field is not None and field == self.part.weight else TEXT
        self.list.setCurrentIndex(self.model.index(row, column))
        self.list.setFocus()
        if field is not None and field in (self.part.months, self.part.bar):
            self.to_months()
