"""Abbreviations that the plan never explains, and those that are nearly a division's."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from planner_desktop.checks.asking import Asking
from planner_desktop.checks.plan_texts import PlanTexts, Said
from planner_desktop.checks.problem import Problem
from planner_desktop.frozen import Frozen
from planner_desktop.i18n import _
from planner_desktop.thai.near import distance
from planner_desktop.thai.proof_abbreviations import abbreviations, dotted, explains, latin_abbreviations, undotted

UNEXPLAINED, NEAR = "abbreviation-unexplained", "abbreviation-near"
_FULL = 6
"""A text of so many letters beside an abbreviation in one record is what it stands for."""
_SHORTEST = 4
"""With its dot; shorter ones are all a letter apart."""


class _Used(Frozen):
    """The abbreviations of the texts of a kind: where each stands first, and which of them are explained there."""

    first: Mapping[str, Said]
    explained: frozenset[str]


def unexplained(asking: Asking, texts: PlanTexts) -> Iterator[Problem]:
    """A note for each abbreviation that nothing explains, and a warning for one that another explains but for a letter.

    Agencies are known by their abbreviations, and a record that has both tells what its abbreviation stands for.
    """
    pack = asking.draft.pack
    rows = pack.catalogues.get(pack.edition.agencies, ())
    agencies = {name for row in rows for name in _known(row)}
    printed = _labels(asking)
    used = texts.gathered(UNEXPLAINED, _used).values()
    explained = agencies.union(*(one.explained for one in used))
    first: dict[str, Said] = {}
    for one in used:
        for abbreviation, said in one.first.items():
            first.setdefault(abbreviation, said)
    own = sorted(name for name in first if name in explained and name not in agencies)
    for abbreviation, said in first.items():
        if abbreviation in explained or abbreviation in printed:
            continue
        meant = [known] if (known := dotted(abbreviation)) else [name for name in own if _is_near(abbreviation, name)]
        if len(meant) == 1:
            message = _("“{written}” is explained nowhere, perhaps “{meant}” – {place}")
            message = message.format(written=abbreviation, meant=meant[0], place=texts.place(said))
            fix = _("Write “{meant}”.").format(meant=meant[0])
            why = _("One letter off, it names another division or nobody.")
            yield texts.problem(NEAR, "warning", said, message, fix, why, abbreviation, meant[0])
            continue
        message = _("“{abbreviation}” is never explained – {place}")
        message = message.format(abbreviation=abbreviation, place=texts.place(said))
        fix = _("Write the full name where it stands first, with the abbreviation in brackets.")
        why = _("Whoever reads the plan and is not of the agency does not know what it stands for.")
        yield texts.problem(UNEXPLAINED, "note", said, message, fix, why, abbreviation)


def _known(row: Mapping[str, str]) -> Iterator[str]:
    for name in (row.get("abbreviation", ""), *row.get("other_names", "").split(";")):
        yield name.strip()
        yield from abbreviations(name)


def _labels(asking: Asking) -> str:
    """The form pack's own words: what it abbreviates is the template's."""
    records = asking.draft.pack.records.values()
    return " ".join(text for spec in records for text in (spec.label, *(field.label for field in spec.fields.values())))


def _used(texts: Sequence[Said]) -> _Used:
    first: dict[str, Said] = {}
    explained: set[str] = set()
    full = {said.id for said in texts if len(said.text) >= _FULL and not abbreviations(said.text)}
    for said in texts:
        for one, is_told in _found(said.text):
            first.setdefault(one, said)
            if is_told or (said.text.strip() == one and said.id in full):
                explained.add(one)
    return _Used(first, frozenset(explained))


@lru_cache(maxsize=20_000)
def _found(text: str) -> tuple[tuple[str, bool], ...]:
    """The abbreviations of a text, and whether it tells what each stands for. Each text is looked through once."""
    cut = {one.rpartition(".")[0] + "." for one in (flaw.of(text) for flaw in undotted(text))}
    found = (*abbreviations(text), *latin_abbreviations(text))
    return tuple((one, explains(text, one)) for one in found if one not in cut)  # one without its last dot is told so


def _is_near(one: str, other: str) -> bool:
    """Whether one letter is another; a letter more or less makes an abbreviation of something else."""
    return len(one) == len(other) >= _SHORTEST and one.count(".") == other.count(".") and distance(one, other) == 1
