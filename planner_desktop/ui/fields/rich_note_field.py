"""The line below running text where the footnote is written whose mark the cursor stands at."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QTextEdit, QWidget

from planner_desktop.i18n import _, later
from planner_desktop.ui.fields import rich_notes
from planner_desktop.ui.kit.key_table import Key, asked
from planner_desktop.ui.kit.layouts import bare

KEYS = {"done": Key(later("From a footnote back to the text"), ("Return", "Escape"))}


class FootnoteInput(QLineEdit):
    """A note's text. Enter and Escape go back to the mark."""

    done = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if asked(event, KEYS):
            self.done.emit()
            return
        super().keyPressEvent(event)


class NoteField(QWidget):
    """Shows the note of the mark beside the text's cursor, and changes it as it is typed.

    It `waits` while the text is replaced.
    """

    def __init__(self, text: QTextEdit) -> None:
        super().__init__()
        self.waits = False
        self._text = text
        self._position: int | None = None
        self._goes_on = False  # whether the next letter belongs to the change that has begun
        self.line = FootnoteInput(self)
        self.line.setPlaceholderText(_("What shall stand at the foot of the page"))
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

    def follow(self) -> None:
        """Show the note that the text's cursor stands at; hide where there is none."""
        if self.waits:
            return
        position = rich_notes.mark_beside(self._text.textCursor())
        if position != self._position:
            self._position, self._goes_on = position, False
        if position is not None:
            document = self._text.document()
            label = _("Footnote {number}").format(number=rich_notes.number_at(document, position))
            self._label.setText(label)
            self.line.setAccessibleName(label)
            note = rich_notes.note_at(document, position)
            if note != self.line.text():
                self.line.setText(note)
        elif self.line.hasFocus():
            self._text.setFocus()  # the mark is gone
        self.setVisible(position is not None)

    def _write(self, note: str) -> None:
        if self._position is not None:
            rich_notes.set_note(self._text.document(), self._position, note, goes_on=self._goes_on)
            self._goes_on = True
