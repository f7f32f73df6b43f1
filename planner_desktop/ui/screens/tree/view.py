"""The tree of records: items wrapped at words, and the keys that ask for something."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QStyleOptionViewItem, QTreeWidgetItem

from planner_desktop.draft.records.records import Place
from planner_desktop.i18n import later
from planner_desktop.ui.kit.item_views import Index, TreeWidget
from planner_desktop.ui.kit.key_table import Key
from planner_desktop.ui.screens.list_actions import ACTIONS, WHOLE, ListAction, ListKind
from planner_desktop.ui.screens.table.cells import CellDelegate

NODE = Qt.ItemDataRole.UserRole
"""What an item holds of its record: kind and id."""


TREE = ListKind(
    later("Trees of records"),
    (
        *("edit", "cut", "copy", "paste", ""),
        *("add", "above", "under", "duplicate", "delete", "", "up", "down"),
    ),
    WHOLE
    | {
        "edit": ListAction(
            later("Into the form of the chosen one"), ("F2", "Return", "Enter"), later("Go to its first field"), False
        ),
        "add": replace(ACTIONS["add"], label=later("Another of the same kind")),
        "above": replace(ACTIONS["above"], label=later("Another of the same kind above")),
    },
    {"above": Key(later("Shut it, then go to the one above"), ("Left",))},
)


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
    """The tree of records. `make_menu` makes the context menu of the chosen one."""

    make_menu: Callable[[], QMenu] | None = None

    def __init__(self) -> None:
        super().__init__()
        self.setHeaderHidden(True)
        self.setHeaderLabels([""])  # Qt would call the only column 1, which a screen reader tells
        self.setWordWrap(True)
        self.setIndentation(18)
        self.setItemDelegate(TreeDelegate(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(TreeWidget.ScrollMode.ScrollPerPixel)

    def focused_place(self) -> Place | None:
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

    def take_key(self, key: str) -> bool:
        above = self._above()
        if above is not None:
            self.setCurrentItem(above)
        return above is not None
