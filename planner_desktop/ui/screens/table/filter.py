"""Which rows a table shows: those that hold the typed words. Nothing is deleted by filtering."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit

from planner_desktop.entry.picking import folded
from planner_desktop.entry.table_rows import Reader
from planner_desktop.i18n import _, ngettext
from planner_desktop.ui.kit.layouts import bare
from planner_desktop.ui.kit.look import Text, sign_button
from planner_desktop.ui.kit.timers import single_shot

DELAY_MS = 120
"""From the last letter to the rows: who types fast does not wait for each."""


@dataclass(frozen=True)
class Filter:
    """What was asked for, and the records that it hides."""

    words: str = ""
    only: Mapping[str, str] = field(default_factory=dict)
    hidden: frozenset[int] = frozenset()

    @classmethod
    def of(cls, words: str, only: Mapping[str, str], reader: Reader, ids: Sequence[int]) -> Filter:
        """The filter for these records, as they are now."""
        wanted = folded(words).split()
        if not wanted and not only:
            return cls()
        hidden = frozenset(
            record.id
            for record in reader.records(ids)
            if not all(word in reader.folded(record) for word in wanted)
            or any(reader.text(record, name) != text for name, text in only.items())
        )
        return cls(words, dict(only), hidden)

    def __bool__(self) -> bool:
        return bool(self.words.strip() or self.only)


class FilterLine(QFrame):
    """The line above a table to type words into. Enter and Down go to the rows, Escape shows all again.

    `wanted` brings the words, `left` says that the rows are to have the focus, `cleared` that all are to be shown.
    """

    wanted = Signal(str)
    left = Signal()
    cleared = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.line = QLineEdit()
        self.line.setPlaceholderText(_("Show only rows that hold these words"))
        self.line.setAccessibleName(_("Filter rows"))
        self.line.setToolTip("Ctrl+Shift+L")
        self.count = Text("", "muted")
        self._timer = single_shot(self, self.apply, DELAY_MS)
        self.line.textEdited.connect(lambda: self._timer.start())
        row = bare(QHBoxLayout(self), 6)
        row.addWidget(self.line, 3)
        row.addWidget(self.count, 2)
        row.addWidget(sign_button("✕", _("Show all rows (Esc)"), self.cleared.emit))

    def apply(self) -> None:
        """Ask for the words that stand there."""
        self._timer.stop()
        self.wanted.emit(self.line.text())

    def show_state(self, filter: Filter, shown: int, all: int, labels: Sequence[str]) -> None:
        """Say how many rows there are; `labels` name the columns of which only one value is shown."""
        if self.line.text() != filter.words and not self._timer.isActive():
            self.line.setText(filter.words)
        parts = [rows_said(shown, all) if shown or not all else _("No row fits; Escape shows all")] if filter else []
        parts += [
            _("only {label}: {text}").format(label=label, text=" ".join(text.split()) or _("(empty)"))
            for label, text in zip(labels, filter.only.values(), strict=True)
        ]
        self.count.say(" · ".join(parts))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self._timer.stop()
            self.cleared.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.apply()
            self.left.emit()
        else:
            super().keyPressEvent(event)


def rows_said(shown: int, all: int) -> str:
    """How many rows there are, and how many of them are shown."""
    if shown != all:
        return ngettext("{shown} of {count} row", "{shown} of {count} rows", all).format(
            shown=f"{shown:,}", count=f"{all:,}"
        )
    return ngettext("{count} row", "{count} rows", all).format(count=f"{all:,}")
