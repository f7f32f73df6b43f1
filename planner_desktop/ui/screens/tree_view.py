"""The tree of records: items wrapped at words, and the keys that ask for something."""

from collections.abc import Callable

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QMenu, QStyleOptionViewItem, QTreeWidgetItem

from planner_desktop.draft.records.records import Place
from planner_desktop.ui.kit.item_views import Index, TreeWidget
from planner_desktop.ui.screens.table.cells import CellDelegate

NODE = Qt.ItemDataRole.UserRole
"""What an item holds of its record: kind and id."""


class TreeDelegate(CellDelegate):
    """Items wrapped at words: Qt asks a tree's delegate for a height without telling the width."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        tree = self.parent()
        assert isinstance(tree, RecordTree)
        depth, above = 1, index.parent()
        while above.isValid():
            depth, above = depth + 1, above.parent()
        inner = QStyleOptionViewItem(option)
        inner.rect = QRect(0, 0, tree.viewport().width() - depth * tree.indentation(), 10_000)
        return super().sizeHint(inner, index)


class RecordTree(TreeWidget):
    """The tree itself; what its keys ask for comes as a signal."""

    wanted = Signal(str)
    make_menu: Callable[[], QMenu] | None = None
    """Makes the menu of the chosen record."""
    KEYS = {  # noqa: RUF012
        (Qt.Key.Key_Insert, False, False): "sibling", (Qt.Key.Key_Insert, True, False): "child",
        (Qt.Key.Key_Delete, False, False): "delete", (Qt.Key.Key_Minus, True, False): "delete",
        (Qt.Key.Key_Up, False, True): "up", (Qt.Key.Key_Down, False, True): "down",
        (Qt.Key.Key_Return, False, False): "form", (Qt.Key.Key_Enter, False, False): "form",
        (Qt.Key.Key_F2, False, False): "form",
    }  # fmt: skip

    def __init__(self) -> None:
        super().__init__()
        self.setHeaderHidden(True)
        self.setHeaderLabels([""])  # Qt would call the only column 1, which a screen reader tells
        self.setWordWrap(True)
        self.setIndentation(18)
        self.setItemDelegate(TreeDelegate(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(TreeWidget.ScrollMode.ScrollPerPixel)

    def at_hand(self) -> Place | None:
        """The chosen record, as a whole."""
        item = self.currentItem()
        return (*item.data(0, NODE), "") if item is not None else None

    def context_menu(self) -> QMenu | None:
        return self.make_menu() if self.make_menu is not None else None

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def _above(self) -> QTreeWidgetItem | None:
        """Where arrow left leads: from an open item nowhere, for it shuts that."""
        item = self.currentItem()
        return None if item is None or (item.isExpanded() and item.childCount()) else item.parent()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        wanted = self.KEYS.get((Qt.Key(event.key()), control, alt))
        above = self._above() if event.key() == Qt.Key.Key_Left else None
        if above is not None:
            self.setCurrentItem(above)
        elif wanted is None:
            super().keyPressEvent(event)
        else:
            self.wanted.emit(wanted)
