"""What went wrong before there is a window, where nobody reads what a program writes: in a box of its own."""

import os
import sys
from contextlib import suppress

from planner_desktop.i18n import _

_ERROR = 0x10 | 0x10000  # MB_ICONERROR, MB_SETFOREGROUND


def is_wanted() -> bool:
    """Whether a text to standard error is read by nobody: the program was double-clicked."""
    if sys.platform == "win32":
        return sys.stderr is None
    is_read = sys.stderr is not None and sys.stderr.isatty()
    shown = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    return bool(shown) and not is_read and os.environ.get("QT_QPA_PLATFORM", "") not in ("offscreen", "minimal")


def show(text: str) -> None:
    """Show the text until it is put away. Where Qt itself is what does not work, only the log tells."""
    title = _("Annual action plan")
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.MessageBoxW(None, text, title, _ERROR)
        return
    with suppress(Exception):
        from planner_desktop.ui.error_box import show_fault

        show_fault(title, text)
