"""The notes on sections, which come along with a merge: they are no part of the plan, so nothing of them is asked."""

from collections.abc import Mapping

from planner_desktop.draft.records.section_notes import SectionNote

Notes = Mapping[str, SectionNote]
NONE = SectionNote()


def merged(base: Notes, mine: Notes, theirs: Notes, name: str) -> dict[str, SectionNote]:
    """The notes that a merge changes, by section. What both wrote stands there both, theirs with their `name`."""
    found = {}
    for section in {*base, *theirs}:
        was, ours, others = (notes.get(section, NONE) for notes in (base, mine, theirs))
        if others == was:
            continue
        waiting = others.waiting if ours.waiting == was.waiting else ours.waiting
        note = SectionNote(_text(was.text, ours.text, others.text, name), waiting)
        if note != ours:
            found[section] = note
    return found


def _text(was: str, ours: str, others: str, name: str) -> str:
    if ours == was or others == was:
        return others if ours == was else ours
    if others in ours or ours in others:
        return max(ours, others, key=len)
    return f"{ours} · {name}: {others}"
