"""Two texts beside each other: before and after."""

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import QPlainTextEdit, QSplitter, QVBoxLayout, QWidget

from planner_desktop.i18n import _
from planner_desktop.thai.words import with_break_marks, without_break_marks
from planner_desktop.ui.kit import too_large
from planner_desktop.ui.kit.look import Text


class ShownText(QPlainTextEdit):
    """A text to read and copy."""

    def __init__(self, label: str) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setAccessibleName(label)

    def createMimeDataFromSelection(self) -> QMimeData:
        copied = QMimeData()
        copied.setText(without_break_marks(self.textCursor().selection().toPlainText()))
        return copied


class TwoTexts(QSplitter):
    """Two texts, each under its heading."""

    def __init__(self, before: str, after: str) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setChildrenCollapsible(False)
        self.before, self.after = ShownText(before), ShownText(after)
        for label, text in ((before, self.before), (after, self.after)):
            side = QWidget()
            layout = QVBoxLayout(side)
            layout.setContentsMargins(0, 4, 0, 0)
            layout.setSpacing(2)
            heading = Text(label, "label")
            heading.setBuddy(text)
            layout.addWidget(heading)
            layout.addWidget(text, 1)
            self.addWidget(side)

    def show_texts(self, before: str, after: str) -> None:
        """Show these texts; of one that is too large its beginning."""
        self.before.setPlainText(with_break_marks(too_large.of_text(before) or before))
        self.after.setPlainText(with_break_marks(too_large.of_text(after) or after))

    def show_change(self, what: str, title: str, before: str, after: str) -> None:
        """Show a change: of a record that was `added` or `deleted` its title, else what stood and stands there."""
        nothing = _("(not there)")
        sides = {"added": (nothing, title), "deleted": (title, nothing)}
        self.show_texts(*sides.get(what, (before, after)))
