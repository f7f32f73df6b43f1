"""The one way in which what is on the screen follows the draft: at once while it is seen, else when it is shown next.

A widget hears only of the tables that it shows. One that is hidden reads nothing at an edit; it catches up, once for
all edits that it missed, when it is shown and before it is painted.
"""

from collections.abc import Callable, Collection

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from planner_desktop.ui.session.session import Session


def follow(widget: QWidget, session: Session, tables: Collection[str] | None, refresh: Callable[[], object]) -> None:
    """Have `refresh` called when one of these tables changed, any where None is given, and the widget is seen."""
    Follower(widget, session, tables, refresh)


def catch_up(inside: QWidget) -> None:
    """Have all that will be seen inside a hidden widget read the draft, before it is shown and so laid out."""
    for follower in inside.findChildren(Follower):
        if follower.widget.isVisibleTo(inside):
            follower.catch_up()


class Follower(QObject):
    """Has one widget follow the draft. It is deleted with the widget."""

    _is_stale = False  # also in one that is being deleted, to which Qt still tells events

    def __init__(
        self, widget: QWidget, session: Session, tables: Collection[str] | None, refresh: Callable[[], object]
    ) -> None:
        super().__init__(widget)
        self.widget, self._refresh = widget, refresh
        self._tables = None if tables is None else frozenset(tables)
        widget.installEventFilter(self)
        session.tables_changed.connect(self._heard)

    def _heard(self, changed: set[str]) -> None:
        if self._tables is None or not self._tables.isdisjoint(changed):
            self._is_stale = True
            if self.widget.isVisible():
                self.catch_up()

    def catch_up(self) -> None:
        """Read what was missed."""
        if self._is_stale:
            self._is_stale = False
            self._refresh()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._is_stale and event.type() == QEvent.Type.Show:
            self.catch_up()
        return False
