"""The context menu of a text: its undo and redo are those of the keys, letters first and then the draft's steps."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QMenu, QPlainTextEdit, QTextEdit

from planner_desktop.i18n import _

TextInput = QLineEdit | QPlainTextEdit | QTextEdit

UNDO, REDO = "undo", "redo"
"""The names of the window's own actions. Qt calls those of its menus edit-undo and edit-redo."""


def can_undo(text: TextInput) -> bool:
    """Whether an input can take back letters."""
    return text.isUndoAvailable() if isinstance(text, QLineEdit) else text.document().isUndoAvailable()


def can_redo(text: TextInput) -> bool:
    """Whether an input can bring back letters."""
    return text.isRedoAvailable() if isinstance(text, QLineEdit) else text.document().isRedoAvailable()


def text_menu(
    text: TextInput, ask_history: Callable[[], None] | None = None, offer: Callable[[QMenu], None] | None = None
) -> QMenu:
    """Qt's menu of a text with the draft's undo and redo where the text has no letters to take back or bring back.

    It goes when it is closed. `ask_history` asks for the history of the text's field; `offer` puts what concerns the
    place clicked before all else.
    """
    menu = text.createStandardContextMenu()
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for name, has_letters in ((UNDO, can_undo(text)), (REDO, can_redo(text))):
        letters = menu.findChild(QAction, f"edit-{name}")
        of_draft = text.window().findChild(QAction, name)
        if letters is not None and of_draft is not None and not has_letters:
            menu.insertAction(letters, of_draft)
            menu.removeAction(letters)
    if ask_history is not None:
        offer_history(menu, ask_history)
    if offer is not None:
        offer(menu)
    return menu


def offer_history(menu: QMenu, ask: Callable[[], None]) -> None:
    """Put the way to a field's history into a menu, which goes when it is closed."""
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.addSeparator()
    menu.addAction(_("History of this field…"), ask)
