"""Which draft a file is of that the strategy office returned."""

from contextlib import suppress

from planner_desktop.draft import Draft
from planner_desktop.draft.file import drive
from planner_desktop.draft.history import returning
from planner_desktop.draft.history.returning import Returned
from planner_desktop.errors import PlannerError
from planner_desktop.plans import recent


def known_draft(returned: Returned) -> Draft | None:
    """Of the drafts opened last the one that what was returned is of, open; None where none is, or may be changed."""
    for card in recent.cards():
        if card.agency != returned.agency or card.part or drive.is_on_network(card.path) or not card.path.is_file():
            continue
        with suppress(PlannerError):
            draft = Draft.open(card.path.resolve())
            if returning.is_for(draft, returned) and not draft.read_only:
                return draft
            draft.close()
    return None
