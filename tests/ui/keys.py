"""Keys as a person presses them."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget


class Keys:
    """A person at the keyboard: keys go to whatever has the focus."""

    def write(self, text: str) -> None:
        """Type a text. QTest knows only the keys of Latin letters."""
        for letter in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(self.focused(), QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))

    def press(self, *keys: str) -> None:
        """Press keys named as in shortcuts: "Tab", "Alt+Up"."""
        for name in keys:
            pressed = QKeySequence(name)[0]  # type: ignore[index]
            QTest.keyClick(self.focused(), pressed.key(), pressed.keyboardModifiers())

    @staticmethod
    def focused() -> QWidget:
        """What gets the keys: a menu or list that is open, else what has the focus."""
        popup = QApplication.activePopupWidget()
        widget = popup.focusWidget() or popup if popup is not None else QApplication.focusWidget()
        assert widget is not None
        return widget
