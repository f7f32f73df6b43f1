"""The form of a draft's edition that it may take up: a newer one, or in place of catalogues that are not believed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner_desktop.draft import Draft
from planner_desktop.draft.plan.moving import newer_edition
from planner_desktop.formpack import FormPack, installed, read
from planner_desktop.frozen import Frozen

if TYPE_CHECKING:
    from planner_desktop.publishing.doubt import Doubt


class Offered(Frozen):
    """What a draft may take up, if anything, and what is wrong with the catalogues that it has, if anything."""

    pack: FormPack | None
    doubt: Doubt | None = None

    @property
    def is_back(self) -> bool:
        """Whether it would get a lower number of its catalogues than it has."""
        return self.pack is not None and self.doubt is not None and self.pack.edition.published < self.doubt.number


def offered(draft: Draft) -> Offered:
    """What the installed form of a draft's edition offers it. Raises FormPackError."""
    newer = newer_edition(draft)
    if not draft.pack.edition.published:
        return Offered(newer)
    from planner_desktop.publishing import doubt

    found = doubt.of(draft.pack)
    if newer is None and found is not None and found.why != "unread":
        there = read(installed()[draft.pack.edition.id])
        newer = there if there.files != draft.pack.files else None
    return Offered(newer, found)
