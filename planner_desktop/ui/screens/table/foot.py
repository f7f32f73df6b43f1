"""The slim row under a table: how many rows, the sums of its columns, and what is known of the chosen cells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout

from planner_desktop.formpack import FieldSpec
from planner_desktop.i18n import _
from planner_desktop.thai.amounts import format_baht
from planner_desktop.ui.kit.look import Text
from planner_desktop.ui.kit.timers import single_shot
from planner_desktop.ui.screens.table.filter import rows_said

if TYPE_CHECKING:
    from planner_desktop.ui.screens.table.grid import RecordGrid


class Foot(QFrame):
    """The counts and sums under a table, kept up to date with its rows and selection."""

    def __init__(self, table: RecordGrid, totals: Mapping[str, int] = MappingProxyType({})) -> None:
        super().__init__()
        self._table, self._totals = table, totals
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 0, 4, 0)
        self.rows = Text("", "muted", self)
        self.chosen = Text("", "muted", self)
        self.chosen.setAlignment(Qt.AlignmentFlag.AlignRight)
        row.addWidget(self.rows, 1)
        row.addWidget(self.chosen, 1)
        self._later = single_shot(self, self._tell_if_seen)
        table.records.refreshed.connect(self._later.start)
        table.selectionModel().selectionChanged.connect(lambda *_which: self._later.start())
        self.tell()

    def _tell_if_seen(self) -> None:
        if self.isVisible():  # the draft may be closed meanwhile
            self.tell()

    def showEvent(self, event: QShowEvent) -> None:
        self._later.start()
        super().showEvent(event)

    def tell(self) -> None:
        """Say it anew."""
        model = self._table.records
        if model.session.is_closed:
            return
        parts = [rows_said(len(model.ids), len(model.all_ids))]
        parts += [self._sum(name) for name in model.fields if model.spec.fields[name].held_as.adds_up]
        self._say(self.rows, " · ".join(filter(None, parts)))
        self._say(self.chosen, self._of_chosen())

    def _sum(self, name: str) -> str:
        """A column's sum; that of each state where amounts of several are in it, and what is missing to its total."""
        model = self._table.records
        spec, held, shown = model.spec.fields[name], model.reader.column(name), set(model.ids)
        values = {id: int(value or 0) for id, value in held.items() if id in shown}
        if not values and name not in self._totals:
            return ""
        total = sum(values.values())
        said = _("{label}: sum {total}").format(label=spec.label, total=spec.held_as.said(total))
        missing = self._totals.get(name, total) - total
        if missing and len(model.ids) == len(model.all_ids):
            words = _("{number} is missing") if missing > 0 else _("{number} too much")
            said += f" ({words.format(number=spec.held_as.said(abs(missing)))})"
        if spec.states:
            states, words_of = model.reader.column(spec.states), model.spec.fields[spec.states].choices
            sums: dict[str, int] = {}
            for id, value in values.items():
                state = str(states.get(id) or "")
                sums[state] = sums.get(state, 0) + value
            if len(sums) > 1:
                parts = (f"{words_of.get(state, '–')} {spec.held_as.said(value)}" for state, value in sums.items())
                said += f" ({', '.join(parts)})"
        return said

    @staticmethod
    def _say(text: Text, what: str) -> None:
        if text.said() != what:
            text.say(what)

    def _of_chosen(self) -> str:
        if sum(part.height() * part.width() for part in self._table.selectionModel().selection().toList()) < 2:
            return ""
        held = list(self._held())
        if not held:
            return ""
        numbers = [(int(value), spec) for value, spec in held if spec.held_as.adds_up and isinstance(value, int)]
        parts = []
        if numbers and len({spec.held_as for _value, spec in numbers}) == 1:
            spec, total = numbers[0][1], sum(value for value, _spec in numbers)
            parts.append(_("sum {total}").format(total=spec.held_as.said(total)))
            parts.append(_("average {average}").format(average=_average(total, len(numbers), spec)))
        parts.append(_("count {count}").format(count=f"{len(held):,}"))
        return _("Chosen: {what}").format(what=" · ".join(parts))

    def _held(self) -> Iterator[tuple[object, FieldSpec]]:
        """What the chosen cells hold, those that hold something."""
        model = self._table.records
        for part in self._table.selectionModel().selection().toList():
            ids = model.ids[part.top() : part.bottom() + 1]
            for column in range(part.left(), part.right() + 1):
                values, spec = model.reader.column(model.fields[column]), model.field(column)
                yield from ((values[id], spec) for id in ids if id in values)


def _average(total: int, count: int, spec: FieldSpec) -> str:
    hundredths = (2 * total * (100 // spec.held_as.parts) + count) // (2 * count)  # rounded, without a float
    return format_baht(hundredths)
