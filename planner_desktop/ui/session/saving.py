"""Ctrl+S: stores what is being typed now, and tells so; everything else is stored already."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol, runtime_checkable

from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget

from planner_desktop.draft.records.records import Place
from planner_desktop.i18n import _, ngettext
from planner_desktop.ui.kit.pick_line import PickLine, not_chosen
from planner_desktop.ui.session.session import Session


@runtime_checkable
class Saves(Protocol):
    """A widget, or what edits the cells of one, in which something is typed that is stored when it is left."""

    def save_typed(self, focused: QWidget) -> Place | None:
        """Store what is typed into `focused`, which keeps the focus; the place of a field that may refuse it."""


def save(session: Session) -> str:
    """Store what is being typed where the cursor stays; what to tell of it."""
    if not session.writable():
        return _("Nothing to save: the draft is open for reading only")
    wrong = _store_focused(session)
    session.typing.keep()
    if wrong:
        return _("Not saved: {reason}").format(reason=wrong)
    said = _("Saved {time}").format(time=f"{datetime.now():%H:%M}")
    if left := session.refused.count():
        text = ngettext("{count} text is refused by its field", "{count} texts are refused by their fields", left)
        said = f"{said} · {text.format(count=left)}"
    return said


def _store_focused(session: Session) -> str:
    """Have the field that has the focus store its text and keep the focus; why it does not take it, if it does not."""
    focused = widget = QApplication.focusWidget()
    while focused is not None and widget is not None:
        saves = widget.itemDelegate() if isinstance(widget, QAbstractItemView) else widget
        if isinstance(saves, Saves):
            place = saves.save_typed(focused)
            if isinstance(focused, PickLine) and focused.isModified() and focused.text().strip():
                return not_chosen(focused.text())
            return _refusal(session, place)
        if saves is not widget:
            return ""
        widget = widget.parentWidget()
    return ""


def _refusal(session: Session, place: Place | None) -> str:
    """Why a field does not take what is typed into it, in one line; empty where it did."""
    refused = session.refused.at(place) if place is not None else None
    return refused.why.partition("\n")[0] if refused is not None else ""
