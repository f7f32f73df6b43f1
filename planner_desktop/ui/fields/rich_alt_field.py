"""The line below running text that tells in words, for those who do not see it, the picture at the cursor."""

from PySide6.QtWidgets import QTextEdit

from planner_desktop.i18n import _
from planner_desktop.ui.fields import rich_figures
from planner_desktop.ui.fields.rich_line_below import LineBelow


class AltField(LineBelow):
    """Shows the alternative text of the picture in the text's paragraph."""

    def __init__(self, text: QTextEdit) -> None:
        super().__init__(text, _("What is to be seen, for those who hear the plan"))

    def place(self) -> int | None:
        return rich_figures.figure_at(self._text.textCursor().block())

    def called(self, position: int) -> str:
        return _("Picture in words")

    def said(self, position: int) -> str:
        return rich_figures.alt_at(self._text.document(), position)

    def say(self, position: int, words: str, *, goes_on: bool) -> None:
        rich_figures.set_alt(self._text.document(), position, words, goes_on=goes_on)
