"""The line below running text where the footnote is written whose mark the cursor stands at."""

from PySide6.QtWidgets import QTextEdit

from planner_desktop.i18n import _
from planner_desktop.ui.fields import rich_notes
from planner_desktop.ui.fields.rich_line_below import LineBelow


class NoteField(LineBelow):
    """Shows the note of the mark beside the text's cursor."""

    def __init__(self, text: QTextEdit) -> None:
        super().__init__(text, _("What shall stand at the foot of the page"))

    def place(self) -> int | None:
        return rich_notes.mark_beside(self._text.textCursor())

    def called(self, position: int) -> str:
        return _("Footnote {number}").format(number=rich_notes.number_at(self._text.document(), position))

    def said(self, position: int) -> str:
        return rich_notes.note_at(self._text.document(), position)

    def say(self, position: int, words: str, *, goes_on: bool) -> None:
        rich_notes.set_note(self._text.document(), position, words, goes_on=goes_on)
