"""Records that a document names in one place with their code and in another without it, in other words, become one."""

from difflib import SequenceMatcher
from operator import attrgetter

from planner_desktop.exchange.plain_names import bare_key
from planner_desktop.importing.staging import BEGINNING, Stage, Staged, bare_code
from planner_desktop.regex import regex

LEAST = 0.7
"""From here on two long names are one written in two wordings, if no other name is nearly so much like it."""
CLEAR = 0.15
"""So much less must any other be like it."""
_DIGITS = regex(r"[0-9]+")


def join_wordings(stage: Stage) -> None:
    """Join each record without a code to the one with a code that is named nearly so. The names stay as a doubt."""
    for kind in stage.records:
        if code := stage.code_of(kind):
            coded = [record for record in stage.records[kind] if record.text(code)]
            for record in [record for record in stage.records[kind] if not record.text(code)]:
                if other := _likest(stage, record, coded):
                    _join(stage, record, other)


def _likest(stage: Stage, record: Staged, coded: list[Staged]) -> Staged | None:
    """The one that a record is called like; None where none is, or where several are."""
    names = _names(stage, record)
    scored = sorted(((_likeness(names, _names(stage, other)), n) for n, other in enumerate(coded)), reverse=True)
    if not scored or scored[0][0] < LEAST or (len(scored) > 1 and scored[1][0] > scored[0][0] - CLEAR):
        return None
    other = coded[scored[0][1]]
    apart = record.parent is not None and other.parent is not None and record.parent is not other.parent
    return None if apart or record.stretches & other.stretches else other


def _names(stage: Stage, record: Staged) -> list[str]:
    """What a record is called, as names are compared; by the edition's catalogue where the document tells its code."""
    name, key = stage.name_of(record.kind), stage.code_of(record.kind)
    if said := record.said.get(name):
        return [bare_key(one.text) for one in said]
    rows = stage.pack.catalogues.get(stage.spec(record.kind).catalogue or "", ())
    code = bare_code(record.text(key))
    return [bare_key(row[name]) for row in rows if code and row.get(name) and bare_code(row.get(key, "")) == code]


def _likeness(names: list[str], others: list[str]) -> float:
    """How alike two records are called, from 0 to 1; 0 where both names have numbers and these differ."""
    best = 0.0
    for one in names:
        for other in others:
            numbers = [_DIGITS.findall(key) for key in (one, other)]
            if min(len(one), len(other)) >= BEGINNING and not (all(numbers) and numbers[0] != numbers[1]):
                best = max(best, SequenceMatcher(None, one, other, autojunk=False).ratio())
    return best


def _join(stage: Stage, record: Staged, other: Staged) -> None:
    """Let what is said of a record be said of another, what stands first in the document first."""
    for name, said in record.said.items():
        every = sorted([*other.said.get(name, ()), *said], key=attrgetter("nth"))
        other.said[name] = []
        for one in every:
            other.say(name, one)
    for name, value in record.fixed.items():
        other.fixed.setdefault(name, value)
    other.parent = other.parent or record.parent
    other.stretches |= record.stretches
    for name, linked in record.links.items():
        for one in linked:
            other.link(name, one)
    stage.records[record.kind].remove(record)
    for every_kind in stage.records.values():
        for one in every_kind:
            if one.parent is record:
                one.parent = other
            for name, linked in one.links.items():
                if record in linked:
                    one.links[name] = []
                    for target in linked:
                        one.link(name, other if target is record else target)
