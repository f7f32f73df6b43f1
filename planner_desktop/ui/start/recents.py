"""The list of the drafts that were opened last."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QListWidgetItem, QMenu, QWidget

from planner_desktop.i18n import _, later
from planner_desktop.plans import recent
from planner_desktop.plans.recent import DraftCard
from planner_desktop.ui.kit.item_views import ListWidget, MenuRow, menu_of, open_menu
from planner_desktop.ui.kit.key_table import Key
from planner_desktop.ui.kit.look import tip
from planner_desktop.ui.start import draft_rows
from planner_desktop.ui.start.card_delegate import ROW, DraftCardDelegate
from planner_desktop.ui.start.draft_rows import DraftRow

KEYS = {
    "open": Key(later("Open"), ("Return",)),
    "remove": Key(later("Remove from the list (the file stays)"), ("Del",)),
}


class Recents(ListWidget):
    """The list of recent drafts.

    Signal: `wanted` with the row to open; the others with what its menu and keys ask for.
    """

    wanted = Signal(object)
    backups_wanted = Signal(object)
    plan_wanted = Signal(object)
    """A new plan that begins with this one."""
    next_year_wanted = Signal(object)
    folder_wanted = Signal(object)
    removed = Signal(object)
    keys = KEYS

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Recent drafts"))
        self.cards = DraftCardDelegate(self)
        self.setItemDelegate(self.cards)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(ListWidget.ScrollMode.ScrollPerPixel)
        self.setResizeMode(ListWidget.ResizeMode.Adjust)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._menu)
        self.itemDoubleClicked.connect(lambda item: self.wanted.emit(item.data(ROW)))

    def show_cards(self, cards: Sequence[DraftCard]) -> None:
        """List these."""
        self.clear()
        for card in cards:
            item = QListWidgetItem()
            item.setData(ROW, DraftRow(card))  # before it is in the list, which asks how high it is
            self.addItem(item)
            self._tell(item, DraftRow(card))
        self.setCurrentRow(0)

    def row_of(self, path: Path) -> DraftRow | None:
        """What is shown of a file."""
        return next((row for row in self.rows() if row.card.path == path), None)

    def rows(self) -> list[DraftRow]:
        """All that is shown."""
        return [self.item(n).data(ROW) for n in range(self.count())]

    def chosen(self) -> DraftRow | None:
        """The row that the keys are for."""
        at = self.currentRow()
        return self.rows()[at] if at >= 0 else None

    def choose(self, row: DraftRow) -> None:
        """Choose a draft of the list."""
        item = self._item(row.card.path)
        if item is not None:
            self.setCurrentItem(item)
            self.setFocus()

    def change(self, path: Path, **known: object) -> None:
        """Show what was found out about a file."""
        item = self._item(path)
        if item is not None:
            self._tell(item, replace(item.data(ROW), **known))

    def _item(self, path: Path) -> QListWidgetItem | None:
        return next((i for i in map(self.item, range(self.count())) if i.data(ROW).card.path == path), None)

    def _tell(self, item: QListWidgetItem, row: DraftRow) -> None:
        item.setData(ROW, row)
        said = [row.name, draft_rows.state(row)[0], draft_rows.about(row), draft_rows.progress(row)]
        said += draft_rows.told(row)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, ". ".join(filter(None, said)))
        item.setToolTip(tip("\n".join([*filter(None, said), str(row.card.path)])))
        item.setSizeHint(QSize())  # to be measured anew
        self.scheduleDelayedItemsLayout()

    def take_out(self, row: DraftRow) -> Callable[[], None]:
        """Take a draft out of the list; what puts it back."""
        at, place = recent.forget(row.card.path), self.currentRow()
        self.takeItem(next(n for n, other in enumerate(self.rows()) if other.card.path == row.card.path))
        self.setCurrentRow(min(place, self.count() - 1))

        def put_back() -> None:
            recent.put_back(row.card, at)
            item = QListWidgetItem()
            item.setData(ROW, row)
            self.insertItem(at, item)
            self._tell(item, row)
            self.setCurrentItem(item)

        return put_back

    # ------------------------------------------------------------ keys and menu

    def take_key(self, key: str) -> bool:
        if (row := self.chosen()) is not None:
            (self.wanted if key == "open" else self.removed).emit(row)
        return row is not None

    def menu_of(self, row: DraftRow) -> QMenu:
        """What can be done with a draft."""
        rows: list[MenuRow] = [
            (_("Open"), "Return", not row.gone, lambda: self.wanted.emit(row)),
            (
                _("Begin the next year's plan with this one…"),
                "Ctrl+Shift+N",
                row.card.read and not row.gone,
                lambda: self.next_year_wanted.emit(row),
            ),
            (_("Begin a new plan with this one"), "", not row.gone, lambda: self.plan_wanted.emit(row)),
            (_("Restore a backup…"), "", row.backup is not None, lambda: self.backups_wanted.emit(row)),
            (_("Open folder"), "", not row.gone, lambda: self.folder_wanted.emit(row)),
            (_("Remove from the list (the file stays)"), "Del", True, lambda: self.removed.emit(row)),
        ]
        return menu_of(self, rows)

    def _menu(self, at: QPoint) -> None:
        item = self.itemAt(at) or self.currentItem()
        if item is not None:
            open_menu(self.menu_of(item.data(ROW)), self, self.viewport().mapToGlobal(at))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.cards.room = event.size().width()
        self.scheduleDelayedItemsLayout()  # narrower cards are higher
