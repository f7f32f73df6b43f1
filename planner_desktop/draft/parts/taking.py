"""What a division filled, taken back into the plan: merged with what was handed out as the base, as one undo step.

First it is worked out what comes (`prepared`, from a snapshot, in a thread), then that is written (`take`). Of what
came only what the division was given is taken; all else that differs there is told and left.
"""

from __future__ import annotations

from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

from planner_desktop.closing import closed_on_error
from planner_desktop.draft.draft import Draft
from planner_desktop.draft.file import identity
from planner_desktop.draft.history.comparison import Difference
from planner_desktop.draft.history.history import standing
from planner_desktop.draft.merging import apply, trying
from planner_desktop.draft.merging.apply import Merged
from planner_desktop.draft.merging.same_form import in_form_of
from planner_desktop.draft.merging.sources import Source
from planner_desktop.draft.merging.state import read
from planner_desktop.draft.merging.trying import Tried
from planner_desktop.draft.parts import restricting
from planner_desktop.draft.parts.handing import open_state
from planner_desktop.draft.records import handed_parts
from planner_desktop.draft.records.handed_parts import HandedPart, own_part
from planner_desktop.errors import DraftError
from planner_desktop.frozen import Frozen
from planner_desktop.i18n import _
from planner_desktop.stopping import Progress


class Taking(Frozen):
    """What comes with a part, worked out and not yet written into the plan.

    `outside` are the names of what differs there and is not in the part, and so is not taken.
    """

    part: HandedPart
    path: Path
    by: str
    tried: Tried
    outside: tuple[str, ...]

    @property
    def differences(self) -> tuple[Difference, ...]:
        """What it changes in the plan."""
        return self.tried.differences

    @property
    def told(self) -> Merged:
        """How many records come, change and go, and how many conflicts there are."""
        return self.tried.told


def prepared(draft: Draft, path: Path) -> Taking:
    """Work out what a part's file brings into the plan; nothing is written. A snapshot will do, in a thread.

    Raises DraftError where the file is no part of this plan or is damaged.
    """
    handed_parts.refuse_if_part(draft)
    with Draft.open(path, read_only=True) as theirs:
        if theirs.opened.damage:
            raise DraftError(
                _("{path} is damaged, and nothing of it was taken").format(path=path),
                _("Ask for the file again; what can be read of it can be repaired into a new file."),
            )
        held = own_part(theirs)
        if held is None:
            raise DraftError(
                _("{path} is no part that was handed out").format(path=path),
                _("Choose the file that a division gave back. Two copies of a whole plan are merged with `merge`."),
            )
        part = _known(draft, held, path)
        by, at = _last(theirs)
        return worked_out(draft, part, theirs, path, by or part.division, at)


def worked_out(draft: Draft, part: HandedPart, theirs: Draft, path: Path, by: str, at: str) -> Taking:
    """What `theirs` brings, the part as a division filled it, however it came."""
    with ExitStack() as opened:
        base = opened.enter_context(in_form_of(opened.enter_context(_base(draft, theirs, part)), draft.pack))
        free = opened.enter_context(_without_limits(theirs))
        filled = opened.enter_context(in_form_of(free, draft.pack))
        was = read(base)
        came, outside = restricting.restricted(draft.pack, part.given, was, read(filled))
        source = Source(part.key, part.division, by, at)
        ready = apply.prepared(draft, was, came, source)
        return Taking(part, path, by, trying.tried(draft, ready, theirs), outside)


def take(draft: Draft, taking: Taking, progress: Progress | None = None) -> Merged:
    """Write what was worked out into the plan, as one action that undo takes back. Raises DraftError; then it is as it
    was."""
    return taking.tried.merge(draft, progress, lambda: _note(draft, taking))


def _note(draft: Draft, taking: Taking) -> None:
    """Keep in the plan that the part came back, inside the action."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    if not any(part.key == taking.part.key for part in handed_parts.handed_parts(draft)):
        handed_parts.insert(draft.database, handed_parts.next_of(draft, taking.part))
    handed_parts.came(draft.database, taking.part.key, now, taking.by, taking.path.name)


def _known(draft: Draft, held: HandedPart, path: Path) -> HandedPart:
    """The part as the plan's draft knows it: what is given is what was given, whatever the file says.

    A draft that was copied or restored from before it was handed out takes it as the file tells.
    """
    known = next((part for part in handed_parts.handed_parts(draft) if part.key == held.key), None)
    if known is None and held.origin != identity.draft_id(draft):
        raise DraftError(
            _("{path} is a part of another plan").format(path=path),
            _("Open the plan that it was handed out of, and take it there."),
        )
    return known or held


def _last(theirs: Draft) -> tuple[str, str]:
    """Who did the last thing in a part, and when."""
    last = max(standing(theirs.database), default=0)
    row = theirs.database.execute("SELECT author, at FROM action WHERE id = ?", [last]).fetchone()
    return (str(row[0] or ""), str(row[1])) if row else ("", "")


def _base(draft: Draft, theirs: Draft, part: HandedPart) -> Draft:
    """What was handed out, from the plan's draft, or from the part where that one does not have it."""
    return open_state(draft if handed_parts.has_state(draft, part.base) else theirs, part.base, theirs)


def _without_limits(theirs: Draft) -> Draft:
    """A copy of a part in memory that is a plan like any other."""
    with closed_on_error(theirs.snapshot()) as copy:
        copy.database.execute("DELETE FROM setting WHERE name = ?", [handed_parts.SETTING])
    return copy
