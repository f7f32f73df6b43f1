"""What a draft's card shows, taken from the draft. Not imported until a draft is read."""

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from planner_desktop.checks import Problem, SectionState, section_states, to_mend
from planner_desktop.checks.of_part import in_part
from planner_desktop.draft import Draft
from planner_desktop.draft.file import drive, lock
from planner_desktop.draft.file.drive import DriveKind
from planner_desktop.draft.history.versions import state
from planner_desktop.draft.session import recovered
from planner_desktop.errors import PlannerError
from planner_desktop.formpack import FormPack
from planner_desktop.formpack.tables import links_table
from planner_desktop.plans.recent import DraftCard


def draft_card(draft: Draft, problems: Sequence[Problem], states: Mapping[str, SectionState]) -> DraftCard:
    """The card of an open draft."""
    assert draft.place
    edition, now = draft.pack.edition, state(draft)
    record, _dot, field = edition.agency.partition(".")
    done, sections = _progress(draft.pack, states)
    edited, did, section = _last(draft)
    return DraftCard(
        path=draft.place,
        agency=str(draft.records(record)[0].values[field] or ""),
        part=draft.limits.part.division if draft.limits is not None else "",
        edition=edition.id,
        title=edition.title,
        year=edition.year,
        state=now.word,
        version=now.number,
        stepped=now.at.isoformat() if now.at else "",
        reason=now.reason,
        done=done,
        sections=sections,
        problems=len(to_mend(problems)),
        edited=edited,
        did=did,
        section=section,
    )


def _progress(pack: FormPack, states: Mapping[str, SectionState]) -> tuple[int, int]:
    """How many of the sections to fill in are complete; an optional one that stays empty is none of them."""
    optional = {section.id for section in pack.sections if section.optional}
    counted = [s for id, s in states.items() if s != "computed" and not (s == "empty" and id in optional)]
    return sum(s == "complete" for s in counted), len(counted)


def _last(draft: Draft) -> tuple[str, str, str]:
    """When the last action that stands was done, which it was, and in which section."""
    row = draft.database.execute(
        "SELECT a.at, a.label, c.record FROM action a JOIN change c ON c.action = a.id "
        "WHERE a.undone = 0 ORDER BY a.id DESC, c.id DESC LIMIT 1"
    ).fetchone()
    if row is None:
        return "", "", ""
    at, label, table = row
    kinds = {links_table(kind, name): kind for kind, spec in draft.pack.records.items() for name in spec.fields}
    shows = draft.pack.sections_showing(kinds.get(table, table))
    return at, label, shows[0].title if shows else ""


def read_card(path: Path, before: DraftCard | None = None) -> DraftCard:
    """The card of a file, read; with `trouble` where it cannot be."""
    from planner_desktop.checks.find import find_problems  # the start page shows what it remembers first

    try:
        with Draft.open(path, read_only=True) as draft:
            problems = in_part(draft, find_problems(draft))
            card = draft_card(draft, problems, section_states(draft, problems))
            opened = recovered(draft, path).unclosed
            if opened:
                card = replace(
                    card,
                    unclosed=opened.since,
                    ended=not lock.is_held(path, trusted=drive.kind(path) is not DriveKind.NETWORK),
                )
            return replace(card, trouble=draft.opened.reason)
    except (PlannerError, OSError, sqlite3.Error) as error:
        told = error.message if isinstance(error, PlannerError) else str(error)
        return replace(before or DraftCard(path), trouble=told)
