"""What is typed and not wanted: a step of the history that is undone at once, so that Ctrl+Y brings it back."""

from planner_desktop.draft.session import Typed
from planner_desktop.errors import ValueRefused
from planner_desktop.i18n import _
from planner_desktop.ui.keeping.recovery import store
from planner_desktop.ui.keeping.typing import Place
from planner_desktop.ui.session import Session


def take_back(session: Session, place: Place, text: str) -> None:
    """The officer does not want what was typed at a place; the field shows again what is stored."""
    kind, id, field = place
    session.typing.forget(place)
    if not session.writable():
        return
    draft, label = session.draft, session.draft.spec(kind).fields[field].label
    try:
        with session.trying():
            with draft.taken_back(_("edit {label}").format(label=label)):
                store(draft, Typed(kind, id, field, text))
            if draft.redo_label():
                session.said.emit(_("What was typed is taken back. Ctrl+Y brings it back."))
    except ValueRefused:
        session.give_up(place, text)
