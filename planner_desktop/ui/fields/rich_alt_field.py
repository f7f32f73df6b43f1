"""The line below running text that tells in words, for those who do not see it, the picture at the cursor."""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QTextEdit, QWidget

from planner_desktop.i18n import _
from planner_desktop.ui.fields import rich_figures
from planner_desktop.ui.fields.rich_note_field import FootnoteInput
from planner_desktop.ui.kit.layouts import bare


class AltField(QWidget):
    """Shows the alternative text of the picture in the text's paragraph, and changes it as it is typed.

    It `waits` while the text is replaced.
    """

    def __init__(self, text: QTextEdit) -> None:
        super().__init__()
        self.waits = False
        self._text = text
        self._position: int | None = None
        self._goes_on = False  # whether the next letter belongs to the change that has begun
        self.line = FootnoteInput(self)
        self.line.setPlaceholderText(_("What is to be seen, for those who hear the plan"))
        label = QLabel(_("Picture in words"), self)
        label.setBuddy(self.line)
        self.line.setAccessibleName(label.text())
        layout = bare(QHBoxLayout(self))
        layout.addWidget(label)
        layout.addWidget(self.line)
        self.hide()
        self.line.textEdited.connect(self._write)
        self.line.done.connect(text.setFocus)
        text.cursorPositionChanged.connect(self.follow)
        text.document().contentsChanged.connect(self.follow)

    def follow(self) -> None:
        """Show what is said of the picture where the text's cursor stands; hide where there is none."""
        if self.waits:
            return
        position = rich_figures.figure_at(self._text.textCursor().block())
        if position != self._position:
            self._position, self._goes_on = position, False
        if position is not None:
            said = rich_figures.alt_at(self._text.document(), position)
            if said != self.line.text():
                self.line.setText(said)
        elif self.line.hasFocus():
            self._text.setFocus()  # the picture is gone
        self.setVisible(position is not None)

    def _write(self, alt: str) -> None:
        if self._position is not None:
            rich_figures.set_alt(self._text.document(), self._position, alt, goes_on=self._goes_on)
            self._goes_on = True
