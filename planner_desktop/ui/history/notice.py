"""The strip at the top of a window that stays: why it only shows the draft, and how to go on."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout

from planner_desktop.i18n import _
from planner_desktop.ui.kit.look import Text

Button = tuple[str, Callable[[], object]]


class Notice(QFrame):
    """A text with a button for each way on; hidden while there is nothing to say."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "notice")
        self.text = Text()
        self.details = QPlainTextEdit()
        self.details.setReadOnly(True)
        self.details.setMaximumHeight(140)
        self.details.setAccessibleName(_("Details"))
        self.buttons: list[QPushButton] = []
        self._row = QHBoxLayout()
        self._row.addWidget(self.text, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 6, 12, 6)
        layout.addLayout(self._row)
        layout.addWidget(self.details)
        self.say("")

    def say(self, text: str, buttons: Sequence[Button] = (), details: str = "") -> None:
        """Say this until something else is said; nothing where it is empty."""
        for old in self.buttons:
            self._row.removeWidget(old)
            old.deleteLater()
        self.buttons = []
        for label, does in buttons:
            button = QPushButton(label)
            button.clicked.connect(lambda _checked=False, does=does: does())
            self._row.addWidget(button)
            self.buttons.append(button)
        self.text.say(text)
        self.details.setPlainText(details)
        self.details.setVisible(bool(details))
        self.setVisible(bool(text))
