"""Scoring levels side by side, in place of a field each under the other: filled evenly, looked over for their steps."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from planner_desktop.entry import scoring_numbers
from planner_desktop.errors import ValueRefused
from planner_desktop.formpack.record_spec import ScoringSpec
from planner_desktop.i18n import _
from planner_desktop.thai.digits import to_arabic
from planner_desktop.ui.kit.layouts import bare
from planner_desktop.ui.kit.look import Text, card, tip
from planner_desktop.ui.session.session import Session

if TYPE_CHECKING:
    from planner_desktop.ui.screens.field_row import FieldRow

LETTERS = 12
"""As wide as so many figures a column must be at least."""


class ScoringLevels(QWidget):
    """The editors of a record's scoring levels, taken from a form's rows. The lowest level stands first."""

    def __init__(self, session: Session, kind: str, spec: ScoringSpec, rows: Mapping[str, FieldRow]) -> None:
        super().__init__()
        self.session, self.kind, self.spec = session, kind, spec
        self.fields = session.draft.spec(kind).fields
        self.rows = {name: rows[name] for name in spec.levels}
        self._columns: bool | None = None
        frame: QFrame = card()
        outside = bare(QVBoxLayout(self))
        outside.addWidget(frame)
        layout = QVBoxLayout(frame)
        layout.setContentsMargins(10, 8, 10, 8)
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(8)
        self.grid.setVerticalSpacing(4)
        self.heads = {name: self._head(name) for name in spec.levels}
        layout.addLayout(self.grid)
        layout.addLayout(self._foot())
        self.note = Text("", "muted")
        self.problem = Text("", "problem")
        layout.addWidget(self.note)
        layout.addWidget(self.problem)
        self._arrange()

    def _head(self, name: str) -> Text:
        field = self.fields[name]
        head = Text(f"{field.label} *" if field.required else field.label, "label")
        head.setBuddy(self.rows[name].editor.input)
        return head

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        if self.spec.total is None:
            self.fill_button = QPushButton(_("Fill evenly"))
            self.fill_button.setToolTip(
                _("Computes the numbers of the levels between the lowest and the highest, or from one level by steps")
            )
            self.fill_button.clicked.connect(self.fill)
            row.addWidget(self.fill_button)
            label = Text(_("by steps of"))
            label.setWordWrap(False)
            self.step = QLineEdit()
            self.step.setAccessibleName(
                _("What a level is more than the one below; empty: from the lowest to the highest")
            )
            self.step.setToolTip(tip(self.step.accessibleName()))
            self.step.setFixedWidth(self.fontMetrics().horizontalAdvance("0" * 7))
            self.step.returnPressed.connect(self.fill)
            label.setBuddy(self.step)
            row.addWidget(label)
            row.addWidget(self.step)
        row.addStretch(1)
        return row

    def chain(self) -> None:
        """Have Tab lead from level to level, once all stand in their form."""
        order: list[QWidget] = [self.rows[name].editor.input for name in self.spec.levels]
        if self.spec.total is None:
            order += [self.fill_button, self.step]
        for before, after in pairwise(order):
            self.setTabOrder(before, after)

    # ------------------------------------------------------------ where the levels stand

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Set the levels in columns where there is room and their texts are short, else in rows."""
        short = not any(self.fields[name].field_type.multiline for name in self.spec.levels)
        least = len(self.spec.levels) * self.fontMetrics().horizontalAdvance("0" * LETTERS)
        columns = short and self.width() >= least
        if columns == self._columns:
            return
        self._columns = columns
        top = Qt.AlignmentFlag.AlignTop
        for n, name in enumerate(self.spec.levels):
            row = self.rows[name]
            for across, widget in enumerate((self.heads[name], row.editor, row.message)):
                self.grid.removeWidget(widget)
                if columns:
                    self.grid.addWidget(widget, across, n, Qt.AlignmentFlag(0) if across == 1 else top)
                elif across == 0:
                    self.grid.addWidget(widget, 2 * n, 0, Qt.AlignmentFlag.AlignVCenter if short else top)
                else:
                    self.grid.addWidget(widget, 2 * n + across - 1, 1)
            row.message.setVisible(bool(row.message.said()))
        for n in range(len(self.spec.levels)):
            self.grid.setColumnStretch(n, 1 if columns or n == 1 else 0)

    # ------------------------------------------------------------ what they say

    @property
    def id(self) -> int | None:
        """The record whose levels are shown."""
        return next(iter(self.rows.values())).editor.id

    def texts(self) -> list[str]:
        """The levels as they are stored, the lowest first."""
        assert self.id is not None
        record = self.session.draft.record(self.kind, self.id)
        return [self.session.draft.shown(record, name) for name in self.spec.levels]

    def look(self) -> None:
        """Say what is odd about the levels, if anything."""
        if self.id is None or self.id not in self.session.draft.ids(self.kind):
            self.note.say("")
            return
        texts = self.texts()
        if self.spec.total is not None:
            self._add_up(texts, self.spec.total)
            return
        labels = [self.fields[name].label for name in self.spec.levels]
        if wrong := scoring_numbers.wrong_step(texts):
            said = _("“{higher}” does not go on from “{lower}”: see whether the numbers are meant so.")
            self.note.say(said.format(lower=labels[wrong[0]], higher=labels[wrong[1]]))
        elif scoring_numbers.is_uneven(texts):
            values = ", ".join(f"{value.normalize():f}" for _n, value in scoring_numbers.steps(texts))
            self.note.say(_("The steps between the levels are not even: {values}").format(values=values))
        else:
            self.note.say("")

    def _add_up(self, texts: list[str], total: int) -> None:
        found = [number.value for number in map(scoring_numbers.main_number, texts) if number]
        if not found:
            self.note.say("")
            return
        missing = total - sum(found, Decimal(0))
        state = (
            _("{count} still missing").format(count=missing) if missing > 0
            else _("{count} too much").format(count=-missing) if missing else _("complete")
        )  # fmt: skip
        self.note.say(_("{sum} in all: {state}").format(sum=sum(found), state=state))

    # ------------------------------------------------------------ filling

    def fill(self) -> None:
        """Compute the numbers of the other levels, as one undo step."""
        if self.id is None or not self.session.writable():
            return
        self.problem.say("")
        for row in self.rows.values():
            row.editor.store()
        texts, step = self.texts(), to_arabic(self.step.text()).replace(",", "").strip()
        try:
            new = scoring_numbers.filled_from(texts, Decimal(step)) if step else scoring_numbers.filled_between(texts)
        except InvalidOperation:
            self.problem.say(_("“{text}” is no number").format(text=self.step.text()))
            return
        if new is None:
            with_step = _("Type one level with its number first, such as ร้อยละ 80.")
            between = _("Type the lowest and the highest level first, worded alike with different numbers.")
            self.problem.say(with_step if step else between)
            return
        try:
            with self.session.trying(), self.session.draft.action(_("fill the scoring levels")):
                for name, before, after in zip(self.spec.levels, texts, new, strict=True):
                    if after != before:
                        self.session.draft.enter(self.kind, self.id, name, after)
        except ValueRefused as error:
            self.problem.say(str(error))


def scoring_levels(
    session: Session, kind: str, rows: Mapping[str, FieldRow], layout: QVBoxLayout
) -> ScoringLevels | None:
    """Set the scoring levels of a record side by side into a form's layout, in place of their rows.

    None where the record has no levels, or the form does not show them all.
    """
    spec = session.draft.spec(kind).scoring
    if spec is None or any(name not in rows for name in spec.levels):
        return None
    levels = ScoringLevels(session, kind, spec, rows)
    layout.insertWidget(min(layout.indexOf(rows[name]) for name in spec.levels), levels)
    for name in spec.levels:
        rows[name].hide()
    levels.chain()
    return levels
