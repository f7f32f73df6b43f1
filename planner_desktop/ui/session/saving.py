"""Ctrl+S: everything is stored at once anyway, but what is being typed now; that is stored, and told."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtWidgets import QAbstractItemView, QApplication

from planner_desktop.entry.new_rows import Place
from planner_desktop.i18n import _, ngettext
from planner_desktop.ui.fields import FieldEditor
from planner_desktop.ui.kit.pick_line import not_chosen
from planner_desktop.ui.session.session import Session


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
    from planner_desktop.ui.kit.pick_line import PickLine
    from planner_desktop.ui.screens.board.box import AddLine
    from planner_desktop.ui.screens.note_line import NoteLine
    from planner_desktop.ui.screens.table.cells import TypingDelegate

    focused = widget = QApplication.focusWidget()
    while focused is not None and widget is not None:
        if isinstance(widget, FieldEditor) and widget.id is not None:
            widget.store()
            if isinstance(focused, PickLine) and focused.isModified() and focused.text().strip():
                return not_chosen(focused.text())
            return _refusal(session, (widget.kind, widget.id, widget.field))
        if isinstance(widget, QAbstractItemView):
            delegate = widget.itemDelegate()
            place = delegate.store(focused) if isinstance(delegate, TypingDelegate) else None
            return _refusal(session, place)
        if isinstance(widget, NoteLine):
            widget.keep()
            return ""
        if isinstance(widget, AddLine):
            widget.save_wanted.emit()
            return ""
        widget = widget.parentWidget()
    return ""


def _refusal(session: Session, place: Place | None) -> str:
    """Why a field does not take what is typed into it, in one line; empty where it did."""
    refused = session.refused.at(place) if place is not None else None
    return refused.why.partition("\n")[0] if refused is not None else ""
