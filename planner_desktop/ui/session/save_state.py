"""Whether all that was entered is stored: stored, being typed, refused by its field, or not on the disk."""

from collections.abc import Sequence
from datetime import datetime

from planner_desktop.draft import Draft
from planner_desktop.draft.records.refusals import Refusal
from planner_desktop.errors import FileGoneError, FileOverwrittenError
from planner_desktop.frozen import Frozen
from planner_desktop.i18n import _, ngettext
from planner_desktop.ui.kit.colours import ColourName
from planner_desktop.ui.session.session import Session


class Saved(Frozen):
    """What the foot says: its sign, its words, more of it in a tooltip, and its colour."""

    sign: str
    text: str
    tip: str
    colour: ColourName
    refused: tuple[Refusal, ...] = ()
    """The texts that it leads to."""
    trouble: FileGoneError | FileOverwrittenError | None = None
    """Why nothing can be stored any more, if it is so."""


def saved(session: Session, *, unkept: bool, failed: bool) -> Saved:
    """What is true now.

    `unkept`: text stands in a field of the window that is kept nowhere, as one typed to search for what to link.
    `failed`: the last change did not reach the disk.
    """
    draft, typing = session.draft, session.typing
    if draft.read_only:
        return Saved("–", _("Only for reading"), _("Nothing can be typed here, so nothing is stored."), "muted")
    try:
        draft.look_at_file()
    except (FileGoneError, FileOverwrittenError) as error:
        return Saved("✗", _("Not being saved"), str(error), "bad", trouble=error)
    refused = tuple(draft.refusals())
    if typing.unkept or failed:
        text = _("Not saved yet; trying again") if typing.unkept else _("The last change is not saved")
        return Saved("✗", text, _("The disk did not take it. What was saved before is still there."), "bad", refused)
    places = {(each.kind, each.id, each.field) for each in refused}
    kept = any(place not in places for place in typing.texts)
    said = []
    if kept or typing.is_waiting:
        said.append(_being_typed(typing.kept_at if kept else None, kept=kept))
    elif unkept:
        said.append(_("Being typed · nothing chosen yet"))
    if refused:
        said.append(_not_in_plan(refused))
        return Saved("✗", " · ".join(said), "\n".join(_names(draft, refused)), "bad", refused)
    if said:
        tip = _("It becomes part of the plan when you leave the field, press Enter or Ctrl+S.")
        return Saved("✎", said[0], tip, "begun")
    return _of_share(draft) or Saved("✓", _("Everything is saved"), _("All that was entered is in the file."), "good")


def _being_typed(at: datetime | None, *, kept: bool) -> str:
    if not kept:
        return _("Being typed…")
    return _("Being typed · kept {time}").format(time=f"{at:%H:%M:%S}") if at else _("Being typed · kept")


def _not_in_plan(refused: Sequence[Refusal]) -> str:
    count = len(refused)
    return ngettext("{count} text not in the plan", "{count} texts not in the plan", count).format(count=count)


def _names(draft: Draft, refused: Sequence[Refusal]) -> list[str]:
    lines = [f"{draft.spec(each.kind).fields[each.field].label}: “{' '.join(each.text.split())}”" for each in refused]
    return [*lines, _("Click to go to it, and again for the next.")]


def _of_share(draft: Draft) -> Saved | None:
    """What is said while a network drive has not got everything."""
    share = draft.opened.share
    if share is None or share.is_written:
        return None
    if share.problem is not None:
        text = _("Saved on this PC · the network drive has not got it")
        return Saved("!", text, str(share.problem), "begun")
    return Saved("↻", _("Saved on this PC · on its way to the network drive"), "", "begun")
