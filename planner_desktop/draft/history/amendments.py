"""What was amended in a plan since another state of it, each change with the reason that was given for it."""

from planner_desktop.draft.draft import Draft
from planner_desktop.draft.history.comparison import Difference, compare
from planner_desktop.draft.records.reasons import ReasonPlace, reasons
from planner_desktop.frozen import Frozen


class Amendment(Frozen):
    """One change, what its reason is kept by, and the reason; empty where none was given."""

    difference: Difference
    place: ReasonPlace
    reason: str = ""


def amendments(old: Draft, new: Draft) -> list[Amendment]:
    """What `new` amends of `old`, by section in their order. Raises DraftError if the editions differ.

    That a record moved among its like is printed by the order of rows and asks for no reason: it is none.
    """
    given = reasons(new)
    found = []
    for difference in compare(old, new):
        if difference.what == "moved":
            continue
        place = _place(old, new, difference)
        reason = given.get(place)
        found.append(Amendment(difference, place, reason.text if reason else ""))
    return found


def _place(old: Draft, new: Draft, difference: Difference) -> ReasonPlace:
    if difference.new is not None:
        uid = new.uid(difference.kind, difference.new)
    else:
        uid = old.uid(difference.kind, difference.old or 0)
    return ReasonPlace(difference.kind, uid, difference.field)
