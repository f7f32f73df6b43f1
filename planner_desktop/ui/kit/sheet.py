"""A window beside the draft's window: title, guidance, content, and its buttons in a row at the foot."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from planner_desktop.i18n import _
from planner_desktop.ui.kit import manual_at
from planner_desktop.ui.kit.look import Text


class Sheet(QDialog):
    """A dialog that leaves the window behind it usable. Its content goes into `body`; Escape closes it.

    `manual` is the id of the manual's page about it.
    """

    manual = ""

    def __init__(self, parent: QWidget | None, title: str, guide: str = "") -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._column = layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 14, 18, 14)
        layout.setSpacing(10)
        manual_at.tells(self, self.manual)
        manual_at.offer(self)
        self.title = Text(title, "title")
        layout.addWidget(self.title)
        self.guide = Text(guide, "muted")
        layout.addWidget(self.guide)
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        layout.addLayout(self.body, 1)
        self.foot = QHBoxLayout()
        self.foot.addStretch(1)
        self.close_button = QPushButton(_("Close"))
        self.close_button.setAutoDefault(False)
        self.close_button.clicked.connect(self.close)
        self.foot.addWidget(self.close_button)
        layout.addLayout(self.foot)

    def take_room(self, wide: int, high: int) -> None:
        """Be so many lines of text wide and high, or as large as the window in front of which it lies."""
        line = self.fontMetrics().lineSpacing()
        beside = self.parentWidget()
        room = beside.window().size() - QSize(line, 2 * line) if beside is not None else self.screen().availableSize()
        self._break_foot(room.width())
        self.resize(QSize(wide * line, high * line).boundedTo(room))

    def _break_foot(self, width: int) -> None:
        """Put the first buttons into a row above where one row is wider than that."""
        margins = self._column.contentsMargins()
        above = QHBoxLayout()
        above.addStretch(1)
        self._column.insertLayout(self._column.count() - 1, above)
        buttons = [button for button in self.findChildren(QPushButton) if self.foot.indexOf(button) >= 0]
        for button in buttons[1:]:  # the first is the one that closes
            if self.foot.minimumSize().width() + margins.left() + margins.right() <= width:
                break
            self.foot.removeWidget(button)
            above.addWidget(button)

    def done(self, result: int) -> None:
        self.finish()
        super().done(result)

    def finish(self) -> None:
        """Let go of what it holds: it closes, by whatever way."""

    def add_button(self, label: str, does: Callable[[], object], *, first: bool = False) -> QPushButton:
        """A button before the one that closes; `first` is the one that Enter presses."""
        button = QPushButton(label)
        button.setAutoDefault(False)
        if first:
            button.setProperty("role", "first")
            button.setDefault(True)
        button.clicked.connect(lambda: does())
        self.foot.insertWidget(self.foot.count() - 1, button)
        return button

    def add_field(self, label: str, field: QWidget) -> None:
        """A field with its label above it."""
        text = Text(label, "label")
        text.setBuddy(field)
        field.setAccessibleName(label)
        self.body.addWidget(text)
        self.body.addWidget(field)
