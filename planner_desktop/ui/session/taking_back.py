"""What is typed and not wanted: a step of the history that is undone at once, so that Ctrl+Y brings it back."""

from planner_desktop.draft.records.records import Place
from planner_desktop.entry.entering import enter
from planner_desktop.i18n import _, set_off
from planner_desktop.ui.session.session import Session


def take_back(session: Session, place: Place, text: str) -> None:
    """The officer does not want what was typed at a place; the field shows again what it had before."""
    kind, _id, field = place
    session.typing.forget(place)
    session.refused.forget_unsaved(place)
    if not session.writable():
        return
    draft, label = session.draft, session.draft.spec(kind).fields[field].label
    with session.trying():
        with draft.taken_back(_("edit {label}").format(label=set_off(label))):
            enter(draft, *place, text)
        if draft.redo_label():
            _tell(session)


def take_back_refused(session: Session, place: Place) -> bool:
    """The officer does not want a text that its field did not take any more; whether there was one."""
    held = session.refused.at(place)
    if held is None or not session.writable():
        return False
    if session.refused.forget_unsaved(place):
        take_back(session, place, held.text)
        return True
    with session.trying():
        session.draft.take_back(*place)
        give_up(session, place, held.text, held.why)
    return True


def give_up(session: Session, place: Place, text: str, why: str) -> None:
    """A text that its field does not take is not wanted there; redo has it stand there in red."""
    label = session.draft.spec(place[0]).fields[place[2]].label
    with session.trying():
        with session.draft.taken_back(_("type into {label} (not taken)").format(label=label)):
            session.draft.refuse(*place, text, why)
        _tell(session)


def _tell(session: Session) -> None:
    session.said.emit(_("What was typed is taken back. Ctrl+Y brings it back."))
