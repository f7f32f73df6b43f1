"""The officer's own notes on the sections of a draft ("waiting for the figures of the finance division").

They are kept in the draft as they are typed, so they go with it into backups and copies. They are neither printed nor
submitted, and no undo step: what undo takes back is the plan.
"""

import json
from dataclasses import asdict

from planner_desktop.draft.draft import Draft
from planner_desktop.draft.records.stored_settings import parts
from planner_desktop.frozen import Frozen

SETTING = "section_notes"


class SectionNote(Frozen):
    """A note on a section; `waiting` says that the section waits for what it tells of."""

    text: str = ""
    waiting: bool = False


def section_notes(draft: Draft) -> dict[str, SectionNote]:
    """The notes of a draft by section id."""
    sections = {section.id for section in draft.pack.sections}
    return {id: note for id, note in parts(draft, SETTING, SectionNote).items() if id in sections}


def keep(draft: Draft, section: str, note: SectionNote) -> None:
    """Keep a section's note; an empty one that waits for nothing goes. Raises DraftError."""
    _keep(draft, section_notes(draft) | {section: note})


def _keep(draft: Draft, notes: dict[str, SectionNote]) -> None:
    held = {id: asdict(note) for id, note in notes.items() if note != SectionNote()}
    draft.remember(SETTING, json.dumps(held, ensure_ascii=False) if held else "{}")


def carry(old: Draft, new: Draft) -> None:
    """Give a draft the notes of that which it was moved from; those of sections it has not go to its first."""
    places = [section.id for section in new.pack.sections]
    notes = section_notes(old)
    taken = {id: note for id, note in notes.items() if id in places}
    homeless = [f"{old.pack.section(id).title}: {note.text}" for id, note in notes.items() if id not in places]
    if homeless:
        first = taken.get(places[0], SectionNote())
        taken[places[0]] = SectionNote(" · ".join(filter(None, [first.text, *homeless])), first.waiting)
    if taken:
        _keep(new, taken)
