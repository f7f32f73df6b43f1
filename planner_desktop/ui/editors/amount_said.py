"""Under an amount of money: how it is read, while it is typed."""

from threading import Thread

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLineEdit, QWidget

from planner_desktop.errors import ValueRefused
from planner_desktop.formpack import FieldSpec, RecordSpec, fields
from planner_desktop.i18n import _
from planner_desktop.thai.amounts import baht_words, format_baht
from planner_desktop.ui.look import Text

AGAIN_MS = 150
_reading: Thread | None = None
"""Reads the words of numbers, which takes a sixth of a second; then amounts are put into words at once."""


class AmountSaid(Text):
    """Tells the amount of a line with commas and in words, or the state typed in its place."""

    def __init__(self, record: RecordSpec, spec: FieldSpec, line: QLineEdit, parent: QWidget) -> None:
        super().__init__("", "muted", parent)
        self._spec, self._states = spec, record.fields[spec.states] if spec.states else None
        self._line = line
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(AGAIN_MS)
        self._later.timeout.connect(self.tell)
        line.textChanged.connect(self.tell)

    def tell(self) -> None:
        """Say what stands in the line; nothing where it is no amount (yet)."""
        self.say(self._told(self._line.text()))

    def _told(self, text: str) -> str:
        if not text.strip():
            return ""
        if self._states is not None:
            try:
                state = fields.parse(text, self._states)
                return _("State of the budget: {state}").format(state=fields.show(state, self._states))
            except ValueRefused:
                pass  # then it is an amount, or will be one
        try:
            amount = int(fields.parse(text, self._spec) or 0)
        except ValueRefused:
            return ""
        said = _("{amount} baht").format(amount=format_baht(amount))
        if _reading is None or _reading.is_alive():
            self._get_ready()
            return said
        return f"{said} ({baht_words(amount)})"

    def _get_ready(self) -> None:
        global _reading
        if _reading is None:
            _reading = Thread(target=baht_words, args=[100])  # no `Work`: it may outlive the window
            _reading.start()
        self._later.start()
