"""The sheet of keys: what each does, by where it does it, to search in. The officer goes on working beside it."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QHeaderView, QLineEdit, QMainWindow, QTreeWidgetItem

from planner_desktop.entry.picking import folded
from planner_desktop.i18n import _
from planner_desktop.thai.words import with_break_marks
from planner_desktop.ui.kit.item_views import TreeWidget
from planner_desktop.ui.kit.key_table import KeyRow
from planner_desktop.ui.kit.look import Text
from planner_desktop.ui.kit.sheet import Sheet
from planner_desktop.ui.window import shortcuts

Groups = Iterator[tuple[str, list[KeyRow]]]


def show_keys(window: QMainWindow, of_widgets: Callable[[], Groups] = shortcuts.of_widgets, guide: str = "") -> None:
    """Show the sheet of a window, the one that is open if there is one; `of_widgets` are the keys outside its menus."""
    sheet = window.findChild(KeysSheet) or KeysSheet(window, of_widgets(), guide)
    sheet.show()
    sheet.raise_()
    sheet.activateWindow()


class KeysSheet(Sheet):
    """Every key of the window: those of the menus, then those of each kind of widget."""

    manual = "keys"

    def __init__(self, window: QMainWindow, of_widgets: Groups, guide: str) -> None:
        guide = guide or _("Ctrl+K finds every action by its name; the menus show their keys too.")
        super().__init__(window, _("Keys"), guide)
        self.line = QLineEdit()
        self.line.setPlaceholderText(_("Search for an action or a key"))
        self.line.setAccessibleName(_("Search for an action or a key"))
        self.line.setClearButtonEnabled(True)
        self.tree = TreeWidget()
        self.tree.setAccessibleName(_("Keys"))
        self.tree.setColumnCount(2)
        self.tree.setHeaderLabels([_("What it does"), _("Key")])
        self.tree.setRootIsDecorated(False)
        self.tree.setWordWrap(True)
        self.tree.setStyleSheet("QTreeView::item { padding: 3px 2px; }")
        self.tree.header().setStretchLastSection(False)
        self.tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.nothing = Text("", "muted")
        self.body.addWidget(self.line)
        self.body.addWidget(self.nothing)
        self.body.addWidget(self.tree, 1)
        self._fill(window, of_widgets)
        self.line.textChanged.connect(self._narrow)
        self.take_room(32, 30)
        self.line.setFocus()

    def _fill(self, window: QMainWindow, of_widgets: Groups) -> None:
        bold = QFont(self.font())
        bold.setBold(True)
        for title, rows in [*shortcuts.of_menus(window.menuBar()), *of_widgets]:
            head = QTreeWidgetItem(self.tree)
            head.setText(0, title)
            head.setFont(0, bold)
            head.setFlags(Qt.ItemFlag.ItemIsEnabled)
            for does, keys in rows:
                item = QTreeWidgetItem(head)
                item.setText(0, with_break_marks(does))
                item.setText(1, keys)
                item.setData(0, Qt.ItemDataRole.UserRole, folded(f"{title} {does} {keys}"))
                item.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{does}: {keys}")
            head.setExpanded(True)

    def _narrow(self, typed: str) -> None:
        """Show only what holds every typed word."""
        words = folded(typed).split()
        for n in range(self.tree.topLevelItemCount()):
            head = self.tree.topLevelItem(n)
            assert head is not None
            shown = 0
            for row in range(head.childCount()):
                item = head.child(row)
                assert item is not None
                fits = all(word in item.data(0, Qt.ItemDataRole.UserRole) for word in words)
                item.setHidden(not fits)
                shown += fits
            head.setHidden(not shown)
        self.nothing.say("" if self.listed() else _("Nothing fits what is typed."))

    def listed(self) -> list[tuple[str, str]]:
        """What is to be seen: keys with what they do."""
        heads = [self.tree.topLevelItem(n) for n in range(self.tree.topLevelItemCount())]
        items = [head.child(n) for head in heads if head is not None for n in range(head.childCount())]
        shown = [item for item in items if item is not None and not item.isHidden()]
        return [(item.text(1), item.data(0, Qt.ItemDataRole.AccessibleTextRole)) for item in shown]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and self.line.hasFocus():
            self.tree.setFocus()
        else:
            super().keyPressEvent(event)
