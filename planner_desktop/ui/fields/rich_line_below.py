"""A line below running text that shows and changes what belongs to the place where its cursor stands."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QTextEdit, QWidget

from planner_desktop.i18n import later
from planner_desktop.ui.kit.key_table import Key, asked
from planner_desktop.ui.kit.layouts import bare

KEYS = {"done": Key(later("From a footnote back to the text"), ("Return", "Escape"))}


class InputBelow(QLineEdit):
    """What is typed in the line. Enter and Escape go back to the text."""

    done = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if asked(event, KEYS):
            self.done.emit()
            return
        super().keyPressEvent(event)


class LineBelow(QWidget):
    """Shows what is said at the text's cursor, and changes it as it is typed; what that is, a subclass says.

    It `waits` while the text is replaced.
    """

    def __init__(self, text: QTextEdit, placeholder: str) -> None:
        super().__init__()
        self.waits = False
        self._text = text
        self._position: int | None = None
        self._goes_on = False  # whether the next letter belongs to the change that has begun
        self.line = InputBelow(self)
        self.line.setPlaceholderText(placeholder)
        self._label = QLabel(self)
        self._label.setBuddy(self.line)
        layout = bare(QHBoxLayout(self))
        layout.addWidget(self._label)
        layout.addWidget(self.line)
        self.hide()
        self.line.textEdited.connect(self._write)
        self.line.done.connect(text.setFocus)
        text.cursorPositionChanged.connect(self.follow)
        text.document().contentsChanged.connect(self.follow)

    def place(self) -> int | None:
        """Where in the text that stands which the cursor is at; None where it is at nothing."""
        raise NotImplementedError

    def called(self, position: int) -> str:
        """What the line is called."""
        raise NotImplementedError

    def said(self, position: int) -> str:
        """What is said there."""
        raise NotImplementedError

    def say(self, position: int, words: str, *, goes_on: bool) -> None:
        """Say this there; `goes_on` where it belongs to the change before."""
        raise NotImplementedError

    def follow(self) -> None:
        """Show what is said where the text's cursor stands; hide where it stands at nothing."""
        if self.waits:
            return
        position = self.place()
        if position != self._position:
            self._position, self._goes_on = position, False
        if position is not None:
            label = self.called(position)
            self._label.setText(label)
            self.line.setAccessibleName(label)
            said = self.said(position)
            if said != self.line.text():
                self.line.setText(said)
        elif self.line.hasFocus():
            self._text.setFocus()  # what it was about is gone
        self.setVisible(position is not None)

    def _write(self, words: str) -> None:
        if self._position is not None:
            self.say(self._position, words, goes_on=self._goes_on)
            self._goes_on = True
