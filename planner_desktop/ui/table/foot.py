"""The slim row under a table: how many rows, the sums of its columns, and what is known of the chosen cells."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout

from planner_desktop.formpack import FieldSpec
from planner_desktop.i18n import _
from planner_desktop.thai.amounts import format_baht
from planner_desktop.ui.look import Text
from planner_desktop.ui.table.filter import rows_said

if TYPE_CHECKING:
    from planner_desktop.ui.table.view import RecordTable

COUNTED = ("baht", "number", "percent")
"""Types of which a sum says something; a code or a year is none."""


class Foot(QFrame):
    """Follows a table's rows and what is chosen in it."""

    def __init__(self, table: RecordTable) -> None:
        super().__init__()
        self._table = table
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 0, 4, 0)
        self.rows = Text("", "muted", self)
        self.chosen = Text("", "muted", self)
        self.chosen.setAlignment(Qt.AlignmentFlag.AlignRight)
        row.addWidget(self.rows, 1)
        row.addWidget(self.chosen, 1)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self.tell)
        table.records.refreshed.connect(self._later.start)
        table.selectionModel().selectionChanged.connect(lambda *_which: self._later.start())
        self.tell()

    def tell(self) -> None:
        """Say it anew."""
        model = self._table.records
        parts = [rows_said(len(model.ids), len(model.all_ids))]
        shown = set(model.ids)
        for name in model.fields:
            spec = model.spec.fields[name]
            if spec.type in COUNTED and (held := [v for id, v in model.reader.column(name).items() if id in shown]):
                total = in_words(sum(int(value or 0) for value in held), spec)
                parts.append(_("{label}: sum {total}").format(label=spec.label, total=total))
        self._say(self.rows, " · ".join(parts))
        self._say(self.chosen, self._of_chosen())

    @staticmethod
    def _say(text: Text, what: str) -> None:
        if text.said() != what:
            text.say(what)

    def _of_chosen(self) -> str:
        held = list(self._held())
        cells = sum(part.height() * part.width() for part in self._table.selectionModel().selection().toList())
        if cells < 2 or not held:
            return ""
        numbers = [(int(value), spec) for value, spec in held if spec.type in COUNTED and isinstance(value, int)]
        parts = []
        if numbers and len({spec.type for _value, spec in numbers}) == 1:
            spec, total = numbers[0][1], sum(value for value, _spec in numbers)
            parts.append(_("sum {total}").format(total=in_words(total, spec)))
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


def in_words(number: int, spec: FieldSpec) -> str:
    """A sum as it is read."""
    return format_baht(number) if spec.type == "baht" else f"{number:,}"


def _average(total: int, count: int, spec: FieldSpec) -> str:
    hundredths = (2 * total * (1 if spec.type == "baht" else 100) + count) // (2 * count)  # rounded, without a float
    return format_baht(hundredths)
