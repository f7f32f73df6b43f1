"""Whether two drafts are states of one, and what each of them made after they parted."""

from planner_desktop.draft.draft import Draft
from planner_desktop.draft.file import identity
from planner_desktop.draft.history.history import standing


def related(a: Draft, b: Draft) -> bool:
    """Whether both are states of one draft: of one id, or begun with the very same action."""
    if (id := a.setting(identity.SETTING)) and id == b.setting(identity.SETTING):
        return True
    first, other = (
        draft.database.execute("SELECT id, at, author FROM action ORDER BY id LIMIT 1").fetchone() for draft in (a, b)
    )
    return first is not None and first == other


def made_apart(a: Draft, b: Draft) -> set[tuple[str, int]]:
    """The records (kind, id) that one of two related drafts made after they parted: under one id these are two."""
    shared = parted(a, b)
    made = "SELECT record, row FROM change WHERE before IS NULL AND action IN (SELECT id FROM action WHERE undone = 0)"
    return {
        (record, row) for draft in (a, b) for record, row in draft.database.execute(f"{made} AND action > ?", [shared])
    }


def _actions(draft: Draft) -> list[tuple[int, str]]:
    at = dict(draft.database.execute("SELECT id, at FROM action").fetchall())
    return [(action, at[action]) for action in standing(draft.database)]


def parted(a: Draft, b: Draft) -> int:
    """The last action that stands in both of two related drafts, 0 where none does: there they parted."""
    shared = 0
    for ours, theirs in zip(_actions(a), _actions(b), strict=False):
        if ours != theirs:
            break
        shared = ours[0]
    return shared
