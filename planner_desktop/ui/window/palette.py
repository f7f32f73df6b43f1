"""The command palette: type what you want, Enter does it or goes there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLineEdit,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from planner_desktop.i18n import _, later
from planner_desktop.stopping import Cancelled, Progress
from planner_desktop.ui.kit.background import Worker
from planner_desktop.ui.kit.colours import colour
from planner_desktop.ui.kit.item_views import Index, ListWidget
from planner_desktop.ui.kit.key_table import Key, asked
from planner_desktop.ui.kit.look import Text, tip
from planner_desktop.ui.window import commands
from planner_desktop.ui.window.commands import Command

if TYPE_CHECKING:
    from planner_desktop.ui.window.draft_window import DraftWindow

COMMAND = Qt.ItemDataRole.UserRole


KEYS = {
    "move": Key(later("Mark another entry"), ("Down", "Up", "PgDown", "PgUp")),
    "do": Key(later("Do or go to what is marked"), ("Return",)),
    "shut": Key(later("Close it"), ("Escape",)),
}


class CommandDelegate(QStyledItemDelegate):
    """Draws what a command is called, where it stands, and at the right its key, or why it cannot be done."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, option.fontMetrics.lineSpacing() + 6)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        command = index.data(COMMAND)
        drawn = QStyleOptionViewItem(option)
        self.initStyleOption(drawn, index)
        drawn.text = ""
        style = option.widget.style() if option.widget is not None else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, drawn, painter, option.widget)
        painter.save()
        room, metrics = option.rect.adjusted(10, 0, -10, 0), option.fontMetrics
        at_left, middle = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignVCenter
        said = command.keys if command.enabled else command.why
        said = metrics.elidedText(said, Qt.TextElideMode.ElideRight, room.width() // 2)
        painter.setPen(colour("muted"))
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | middle, said)
        room.setRight(room.right() - metrics.horizontalAdvance(said) - 16)
        note = command.note
        share = room.width() * 2 // 3 if note else room.width()
        text = metrics.elidedText(command.text, Qt.TextElideMode.ElideRight, share)
        painter.setPen(colour("ink" if command.enabled else "disabled"))
        painter.drawText(room, at_left | middle, text)
        beside = QRect(room)
        beside.setLeft(room.left() + metrics.horizontalAdvance(text) + 14)
        painter.setPen(colour("muted" if command.enabled else "disabled"))
        note = metrics.elidedText(note, Qt.TextElideMode.ElideRight, beside.width())
        painter.drawText(beside, at_left | middle, note)
        painter.restore()


class PaletteLine(QLineEdit):
    """The palette's input line; keys that move in the list go to the list."""

    def __init__(self, palette: Palette) -> None:
        super().__init__(palette)
        self.of = palette

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = asked(event, KEYS)
        if key == "move":
            QApplication.sendEvent(self.of.list, event)
        elif key == "do":
            self.of.take()
        elif key == "shut":
            self.of.shut()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.of.hide()


class Palette(QFrame):
    """The command palette, shown over the top of a window while it is open."""

    def __init__(self, window: DraftWindow) -> None:
        super().__init__(window)
        self.of = window
        self.setProperty("role", "card")
        self.commands: list[Command] = []
        self._records: list[Command] | None = None
        self._changed = False
        """Since the last look began."""
        self._counts: dict[str, int] = {}
        self._from: QWidget | None = None
        self._worker = Worker(self)
        self.line = PaletteLine(self)
        self.line.setPlaceholderText(_("What to do, or where to go"))
        self.line.setAccessibleName(_("What to do, or where to go"))
        self.list = ListWidget()
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setUniformItemSizes(True)
        self.list.setItemDelegate(CommandDelegate(self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(_("What fits the typed text"))
        self.list.itemClicked.connect(lambda _item: self.take())
        self.list.currentItemChanged.connect(self._tell)
        self.nothing = Text("", "muted")
        self.hint = Text(_("Names of actions, sections and records; Enter does it, Escape closes"), "muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 10, 10, 8)
        layout.setSpacing(6)
        layout.addWidget(self.line)
        layout.addWidget(self.nothing)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.hint)
        self.line.textChanged.connect(self._fill)
        window.session.changed.connect(self._forget)
        self._worker.over.connect(self._look_again)
        self.hide()

    def toggle(self) -> None:
        """Open it with nothing typed yet, or close it."""
        if self.isVisible():
            self.shut()
        else:
            self.ask("")

    def ask(self, typed: str) -> None:
        """Open it with this typed already."""
        self._from = QApplication.focusWidget()
        window = self.of
        self.commands = [
            *commands.of_menus(window.menuBar()), *commands.of_parts(window), *commands.of_recent(window),
        ]  # fmt: skip
        self._counts = commands.used()
        self._look_for_records()
        self.line.setText(typed)
        self._fill()
        self._place()
        self.show()
        self.raise_()
        self.line.setFocus()

    def _place(self) -> None:
        within, line = self.of.rect(), self.fontMetrics().lineSpacing()
        width = min(within.width() - 2 * line, 36 * line)
        height = min(within.height() - 4 * line, 22 * line)
        self.setGeometry((within.width() - width) // 2, 2 * line, width, height)

    # ------------------------------------------------------------ what is listed

    def _look_for_records(self) -> None:
        if self._records is not None or self._worker.is_busy:
            return
        snapshot, self._changed = self.of.session.draft.snapshot(), False

        def job(_progress: Progress, cancelled: Cancelled) -> list[tuple[str, int, str, str, str]]:
            with snapshot:
                return commands.titles(snapshot, cancelled)

        self._worker.start(job, self._records_found, self.of.session.troubled.emit)

    def _records_found(self, titled: list[tuple[str, int, str, str, str]]) -> None:
        if self._changed:
            return  # what was found is not so any more
        self._records = commands.of_records(self.of, titled)
        if self.isVisible() and self.line.text():
            self._fill()

    def _look_again(self) -> None:
        if self._changed and self.isVisible():
            self._look_for_records()

    def _forget(self) -> None:
        self._records, self._changed = None, True

    def _fill(self) -> None:
        typed = self.line.text()
        among = self.commands + (self._records or [] if typed.strip() else [])
        self.list.clear()
        for command in commands.fitting(among, typed, self._counts):
            item = QListWidgetItem(self.list)
            item.setData(COMMAND, command)
            item.setToolTip(tip(command.why or command.note))
            said = ", ".join(filter(None, (command.text, command.note, command.keys, command.why)))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, said)
        self.list.setCurrentRow(0)
        looking = self._records is None and typed.strip()
        nothing = _("Looking…") if looking else _("Nothing fits what is typed.")
        self.nothing.say("" if self.list.count() else nothing)

    def listed(self) -> list[str]:
        """The names of what is listed."""
        return [self.list.item(n).data(COMMAND).text for n in range(self.list.count())]

    def _tell(self, item: QListWidgetItem | None) -> None:
        """Tell a screen reader which entry Enter would take."""
        self.line.setAccessibleDescription(item.data(Qt.ItemDataRole.AccessibleTextRole) if item is not None else "")

    # ------------------------------------------------------------ doing

    def take(self) -> None:
        """Do what is marked in the list; the focus is where it was before."""
        item = self.list.currentItem()
        command = item.data(COMMAND) if item is not None else None
        if command is None or not command.enabled:
            return
        self.shut()
        commands.note_use(command)
        command.does()

    def shut(self) -> None:
        """Close it; the focus goes back to where it was."""
        back = self._from if self._from is not None and isValid(self._from) and self._from.isVisible() else None
        if back is not None:
            back.setFocus()
        else:
            self.of.to_form()
        self.hide()

    def stop(self) -> None:
        """Look for nothing more (the window closes)."""
        self._worker.stop()
