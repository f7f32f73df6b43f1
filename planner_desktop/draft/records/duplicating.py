"""Records doubled, with all that stands under them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from planner_desktop.draft.records.arranging import arrange
from planner_desktop.stopping import Progress, counted

if TYPE_CHECKING:
    from planner_desktop.draft.draft import Draft

Copies = dict[tuple[str, int], int]


def duplicate(draft: Draft, kind: str, ids: Sequence[int], progress: Progress | None = None) -> list[int]:
    """Copies of these records, right behind the last of each parent's, inside the caller's action; their ids.

    A link from one copied record to another leads to the copy; links from elsewhere stay with the original.
    """
    copies: Copies = {}
    for record in counted(list(draft.some(kind, ids).values()), progress):
        _copy(draft, kind, record.id, record.parent, copies)
    _link(draft, copies, progress)
    made = [copies[kind, id] for id in ids]
    _put_behind(draft, kind, ids, made)
    return made


def _copy(draft: Draft, kind: str, id: int, parent: int | None, copies: Copies) -> None:
    copies[kind, id] = new = draft.add(kind, draft.record(kind, id).values, parent=parent)
    for below in draft.pack.children(kind):
        for child in draft.ids(below, id):
            _copy(draft, below, child, new, copies)


def _link(draft: Draft, copies: Copies, progress: Progress | None) -> None:
    for (kind, id), new in counted(list(copies.items()), progress):
        record = draft.record(kind, id)
        for name, field in draft.spec(kind).fields.items():
            to = field.to or ""
            value = record.values.get(name)
            if record.links.get(name):
                draft.set(kind, new, name, [copies.get((to, other), other) for other in record.links[name]])
            elif isinstance(value, int) and (to, value) in copies:
                draft.set(kind, new, name, copies[to, value])


def _put_behind(draft: Draft, kind: str, ids: Sequence[int], made: Sequence[int]) -> None:
    copied = dict(zip(ids, made, strict=True))
    parents: dict[int | None, list[int]] = {}
    for record in draft.some(kind, ids).values():
        parents.setdefault(record.parent, []).append(record.id)
    for parent, originals in parents.items():
        new = [copied[id] for id in originals]
        copies, copied_here = set(new), set(originals)
        order = [id for id in draft.ids(kind, parent) if id not in copies]
        at = max(n for n, id in enumerate(order) if id in copied_here) + 1
        arrange(draft, kind, [*order[:at], *new, *order[at:]])
