"""What of the draft came from last year's plan and is to be looked at, as lists and forms mark it."""

from collections import defaultdict

from planner_desktop.draft import Draft
from planner_desktop.draft.records import reviews

MARK = "◔"
"""Stands beside what is to be reviewed."""


class ToReview:
    """The marks of a draft, read once and again when they changed."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._held: dict[tuple[str, int], set[str]] | None = None

    def heard(self, tables: set[str]) -> None:
        """The draft changed in these tables."""
        if reviews.TABLE in tables:
            self._held = None

    def fields(self, kind: str, id: int | None) -> set[str]:
        """The fields of a record that are to be looked at, with an empty name for the record itself."""
        if self._held is None:
            held = defaultdict(set)
            for mark in reviews.marks(self._draft):
                held[mark.kind, mark.id].add(mark.field)
            self._held = dict(held)
        return self._held.get((kind, id or 0), set()) if self._held else set()
