"""An action of a window's menu, with its key."""

from collections.abc import Callable

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget


def add_action(
    window: QWidget, menu: QMenu, label: str, key: QKeySequence.StandardKey | str | None, does: Callable[[], object]
) -> QAction:
    """Add an action of the window to one of its menus."""
    action = QAction(label, window)
    if key is not None:
        action.setShortcut(QKeySequence(key))
    action.triggered.connect(lambda: does())
    menu.addAction(action)
    return action
