"""What is asked before the desk decides: the words of a remark, who looks at a plan, why it is returned."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from planner_desktop.i18n import _
from planner_desktop.ui.kit.look import Text
from planner_desktop.ui.kit.sheet import Sheet


class WordsSheet(Sheet):
    """A sheet for some words. `does` is given them once they are there and the button is pressed."""

    manual = "collecting"

    def __init__(
        self,
        parent: QWidget,
        title: str,
        guide: str,
        field: QLineEdit | QPlainTextEdit,
        label: str,
        button: str,
        does: Callable[[str], object],
        *,
        may_be_empty: bool = False,
    ) -> None:
        super().__init__(parent, title, guide)
        self.field, self._does, self._may_be_empty = field, does, may_be_empty
        if isinstance(field, QPlainTextEdit):
            field.setTabChangesFocus(True)
        self.add_field(label, field)
        self.lacks = Text("", "problem")
        self.body.addWidget(self.lacks)
        self.button = self.add_button(button, self._done, first=True)
        QShortcut(QKeySequence("Ctrl+Return"), self).activated.connect(self._done)
        self.field.setFocus()
        self.take_room(32, 15 if isinstance(field, QPlainTextEdit) else 11)

    def words(self) -> str:
        """What was typed."""
        said = self.field.text() if isinstance(self.field, QLineEdit) else self.field.toPlainText()
        return said.strip()

    def _done(self) -> None:
        if not self.words() and not self._may_be_empty:
            self.lacks.say(_("Type something first."))
            self.field.setFocus()
            return
        self._does(self.words())
        self.close()


def ask_remark(parent: QWidget, about: str, proposed: str, does: Callable[[str], object]) -> WordsSheet:
    """Ask for the words of a remark; `about` says what it is about, `proposed` stands there to be changed."""
    field = QPlainTextEdit()
    field.setPlainText(proposed)
    field.selectAll()
    guide = _("About: {what}. The agency reads it when the plan is returned.").format(what=about)
    sheet = WordsSheet(parent, _("Remark"), guide, field, _("What is to be mended"), _("Keep the remark"), does)
    sheet.show()
    return sheet


def ask_looker(parent: QWidget, agency: str, proposed: str, does: Callable[[str], object]) -> WordsSheet:
    """Ask who looks at a plan."""
    guide = _("It stands on the board. Without a name nobody looks at it any more.")
    title = _("Who looks at the plan of {agency}").format(agency=agency)
    sheet = WordsSheet(parent, title, guide, QLineEdit(proposed), _("Name"), _("Keep"), does, may_be_empty=True)
    sheet.show()
    return sheet


def ask_return(parent: QWidget, agency: str, remarks: int, proposed: str, does: Callable[[str], object]) -> WordsSheet:
    """Ask why a plan is returned; `proposed` stands there to be changed."""
    guide = _(
        "A small file is written, to be sent to the agency: the reason and {count} remarks. Its program leads to each."
    ).format(count=remarks)
    title = _("Return the plan of {agency}").format(agency=agency)
    field, label = QPlainTextEdit(proposed), _("Reason")
    sheet = WordsSheet(parent, title, guide, field, label, _("Write the file…"), does, may_be_empty=remarks > 0)
    sheet.show()
    return sheet
