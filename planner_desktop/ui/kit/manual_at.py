"""Which page of the manual tells of what is on the screen: F1 opens it there.

A widget names its page (`tells`); what names none is told of by what it stands in, or by the window it belongs to.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:
    from planner_desktop.formpack import FormPack
    from planner_desktop.ui.kit.manual_window import ManualWindow

KEY = "F1"
_NAME, _PACK = "manual", "form pack"
"""The properties of widgets that hold the page, and of windows the form pack whose pages it may be."""
_MANUAL = "manual window"
_FIRST = "start"


def tells(widget: QWidget, page: str) -> None:
    """Say that the page of this id tells of the widget, and of what stands in it; a place in it stands after "#"."""
    widget.setProperty(_NAME, page)


def tells_section(window: QWidget, pack: FormPack, section: str, part: int) -> None:
    """Say which part of which section a window shows. The first one's place is the top of the page."""
    tells(window, f"{pack.edition.id}-{section}" + (f"#part-{part}" if part else ""))
    window.setProperty(_PACK, pack)


def offer(window: QWidget) -> None:
    """Have F1 open the manual in a window that has no menu."""
    QShortcut(QKeySequence(KEY), window).activated.connect(lambda: show(window))


def show(window: QWidget, page: str = "") -> ManualWindow:
    """Show the manual at a page; without one, at that of what has the focus in the window."""
    from planner_desktop.ui.kit.manual_window import ManualWindow

    focused = QApplication.focusWidget()
    here = focused if focused is not None and focused.window() is window else window
    manual = ManualWindow.opened() or _made()
    manual.open_at(page or page_of(here), _pack_of(here))
    return manual


def _made() -> ManualWindow:
    from planner_desktop.ui.kit.manual_window import ManualWindow

    manual = ManualWindow()
    manual.setObjectName(_MANUAL)
    return manual


def build_anew() -> None:
    """Have an open manual follow a change of language, text size or colours."""
    by_name = (each for each in QApplication.topLevelWidgets() if each.objectName() == _MANUAL and each.isVisible())
    for each in by_name:  # its module is not imported where it is not open
        old, new = cast("ManualWindow", each), _made()
        new.restoreGeometry(old.saveGeometry())
        old.close()
        new.open_at(old.wanted, old.pack)


def page_of(widget: QWidget) -> str:
    """The id of the page that tells of a widget."""
    return next((str(page) for each in _outwards(widget) if (page := each.property(_NAME))), _FIRST)


def _pack_of(widget: QWidget) -> FormPack | None:
    """The form pack of the draft that the widget's window edits, if it edits one."""
    return next((pack for each in _outwards(widget) if (pack := each.property(_PACK)) is not None), None)


def _outwards(widget: QWidget | None) -> Iterator[QWidget]:
    """The widget and all that it stands in, also the window that a sheet belongs to."""
    while widget is not None:
        yield widget
        widget = widget.parentWidget()
