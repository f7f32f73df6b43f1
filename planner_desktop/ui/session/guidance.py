"""The template's guidance for fields and parts: shown until the officer knows it, then where it is asked for."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QToolButton, QWidget

from planner_desktop.i18n import _
from planner_desktop.thai.words import with_break_marks
from planner_desktop.ui.kit import habits
from planner_desktop.ui.kit.colours import hex_of
from planner_desktop.ui.kit.look import Text, sign_button, tip

SHOWN = "guidance"
"""The name of the habit."""
KEY, HERE_KEY = "Shift+F1", "Alt+F1"


def is_shown() -> bool:
    """Whether this user has the guidance shown."""
    return habits.habit(SHOWN) is not False


class Guide(Text):
    """Guidance that goes when the officer knows it. `turned` tells whether all of it is shown."""

    turned = Signal(bool)

    def __init__(self, text: str, role: str = "guide") -> None:
        text = text.strip()  # a folded text of a form pack ends in a newline, which would be an empty line here
        super().__init__(text, role)
        self.guidance = text
        if not is_shown():
            self.hide()

    def turn(self, shown: bool) -> None:
        """Show it, or put it away."""
        self.setVisible(shown and bool(self.guidance))
        self.turned.emit(shown)

    def ask(self) -> None:
        """Show this one, or put it away again."""
        self.setVisible(self.isHidden())


def asking(guide: Guide) -> QToolButton:
    """A small “?” that stands where guidance is put away, tells it in a tooltip, and shows it when it is clicked."""
    button = sign_button("?", _("Guidance ({key})").format(key=HERE_KEY), guide.ask)
    button.setToolTip(tip(with_break_marks(guide.guidance)))
    button.setStyleSheet(
        f"QToolButton {{ padding: 0 6px; color: {hex_of('accent')}; border-color: {hex_of('line')}; }}"
    )
    guide.turned.connect(lambda shown: button.setHidden(shown))
    if is_shown():
        button.hide()
    return button


def turn_all(inside: QWidget, shown: bool) -> None:
    """Show all guidance in a window, or put it away; the next window does likewise."""
    habits.keep(SHOWN, shown)
    for guide in inside.findChildren(Guide):
        guide.turn(shown)
