"""Where the officer was last in each section: going back to the section leads there."""

import json
from dataclasses import fields

from planner_desktop.draft import Draft
from planner_desktop.draft.records.stored_settings import parts
from planner_desktop.frozen import Frozen

SECTION = "section"
"""The draft's setting that says in which section the officer was."""
PLACES = "places"
"""The draft's setting that says where in each."""


class SectionPlace(Frozen):
    """A part of a section by its number, the record and field in it if there was one, and how far it was scrolled."""

    part: int = 0
    kind: str = ""
    id: int | None = None
    field: str = ""
    scrolled: int = 0


class SectionPlaces:
    """Where the officer was last in each section, stored in the draft's settings."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        known = {section.id for section in draft.pack.sections}
        found = parts(draft, PLACES, SectionPlace)
        self.all = {section: place for section, place in found.items() if section in known and place.part >= 0}

    def section(self) -> str:
        """The section in which the officer was; the first in a new draft, in a new part the first to be filled."""
        ids = [section.id for section in self.draft.pack.sections]
        was, limits = self.draft.setting(SECTION), self.draft.limits
        if was in ids:
            return was
        return next((id for id in ids if limits is None or limits.fills(id)), ids[0])

    def keep(self, section: str) -> None:
        """Keep in the draft that the officer is in `section`, and the places in all. Raises DraftError."""
        if self.draft.read_only:
            return
        with self.draft.saving():
            self.draft.remember(SECTION, section)
            self.draft.remember(PLACES, json.dumps({id: _as_dict(place) for id, place in self.all.items()}))


def _as_dict(place: SectionPlace) -> dict[str, str | int | None]:
    return {field.name: getattr(place, field.name) for field in fields(place)}
