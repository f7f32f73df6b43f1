"""Under a target: what it is read to ask for, or why it is not read although it holds numbers."""

from collections.abc import Callable

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QWidget

from planner_desktop.ui.fields.said_under import SaidUnder


def _told(text: str) -> str:
    from planner_desktop.thai.quantity_said import quantity_told

    return quantity_told(text)


class QuantitySaid(SaidUnder):
    """Tells how the text is read that `typed` gives."""

    def __init__(self, typed: Callable[[], str], changed: SignalInstance, parent: QWidget) -> None:
        super().__init__(parent)
        self._typed = typed
        changed.connect(self.tell)

    def told(self) -> str:
        text = self._typed()
        # The thread reads it too: the expressions to read with are compiled when they are used first.
        if not text.strip() or not self.is_loaded("quantities", lambda: _told(text)):
            return ""
        return _told(text)
