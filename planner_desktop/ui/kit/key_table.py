"""The keys that a widget deals with itself, declared in one table: it goes by it, and the sheet of keys reads it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from planner_desktop.frozen import Frozen
from planner_desktop.i18n import _

_HELD = ~Qt.KeyboardModifier.KeypadModifier


class Key(Frozen):
    """What keys do, as Qt writes keys: "Shift+Right". Enter is "Return", that of the keypad too."""

    does: str
    """An English sentence, marked to be put into the user's words later."""
    keys: tuple[str, ...]


KeyTable = Mapping[str, Key]
"""The keys of a widget, each by the name under which its handler knows it."""
KeyRow = tuple[str, str]
"""What is done, and its keys as they are read."""


def rows(table: KeyTable) -> list[KeyRow]:
    """What the keys do, as the sheet of keys tells it."""
    return [(_(one.does), ", ".join(dict.fromkeys(map(read, one.keys)))) for one in table.values()]


def have_keys(
    widget: QWidget,
    table: KeyTable,
    does: Mapping[str, Callable[[], object]],
    where: Qt.ShortcutContext = Qt.ShortcutContext.WidgetWithChildrenShortcut,
) -> None:
    """Have keys do something while the focus is in a widget."""
    for name, act in does.items():
        for keys in table[name].keys:
            shortcut = QShortcut(QKeySequence(keys), widget)
            shortcut.setContext(where)
            shortcut.activated.connect(lambda act=act: act())


def asked(event: QKeyEvent, table: KeyTable) -> str:
    """The name of the key that is pressed; empty for one that is not in the table."""
    key = Qt.Key.Key_Return if event.key() == Qt.Key.Key_Enter else Qt.Key(event.key())
    key, held = (
        (Qt.Key.Key_Tab, event.modifiers() | Qt.KeyboardModifier.ShiftModifier)
        if key == Qt.Key.Key_Backtab
        else (key, event.modifiers())
    )
    pressed = QKeySequence(Qt.KeyboardModifier(held & _HELD).value | key.value).toString()
    return next((name for name, one in table.items() if pressed in map(_written, one.keys)), "")


def _written(keys: str) -> str:
    return QKeySequence(keys).toString()


def read(keys: str) -> str:
    """Keys as they are printed on a keyboard."""
    names = {
        "PgUp": "PageUp",
        "PgDown": "PageDown",
        "Ins": "Insert",
        "Del": "Delete",
        "Return": "Enter",
        "Esc": "Escape",
    }
    *held, last = keys.rsplit("+", 1) if not keys.endswith("+") else (keys[:-2], "+")
    return "+".join([*filter(None, held), names.get(last, last)])
