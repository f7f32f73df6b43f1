"""Names that are nearly others: of agencies and of the plan's projects in a text, and of two records."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache, partial

from planner_desktop.checks.asking import Asking
from planner_desktop.checks.plan_texts import PlanTexts, Said
from planner_desktop.checks.problem import Problem
from planner_desktop.i18n import _
from planner_desktop.thai.compared import compared
from planner_desktop.thai.near import near_pairs
from planner_desktop.thai.proof import Flaw
from planner_desktop.thai.proof_near import CitedNames, NearNames

AGENCY, CITED, NEARLY = "agency-name-near", "project-name-near", "name-nearly-another"
_Named = list[tuple[str, Said]]
"""The names of the records of a kind, as they are compared."""
_PROJECTS = ("โครงการ", "กิจกรรม")


def agencies(asking: Asking, texts: PlanTexts) -> Iterator[Problem]:
    """Names of agencies in texts that are nearly those of the list."""
    pack = asking.draft.pack
    names = tuple(row["name"] for row in pack.catalogues.get(pack.edition.agencies, ()) if "name" in row)
    for found in texts.gathered(AGENCY, lambda said: _flawed(said, partial(_near_agencies, names))).values():
        for said, flaws in found:
            for flaw in flaws:
                written = " ".join(flaw.of(said.text).split())
                message = _("“{written}” is no agency, perhaps “{meant}” – {place}").format(
                    written=written, meant=flaw.meant, place=texts.place(said)
                )
                fix = _("Write “{meant}”.").format(meant=flaw.meant)
                why = _("The strategy office finds agencies by their exact names.")
                yield texts.problem(AGENCY, "warning", said, message, fix, why, written)


def cited(texts: PlanTexts) -> Iterator[Problem]:
    """Names of the plan's projects that running text and remarks have nearly."""
    named = texts.gathered(NEARLY, _names).values()
    citing = texts.gathered(CITED, _citing).values()
    found = texts.over_all(CITED, [*named, *citing], lambda: _near_projects(named, citing))
    for said, flaws in found:
        for flaw in flaws:
            written = " ".join(flaw.of(said.text).split())
            message = _("“{written}” is called “{meant}” in the plan – {place}").format(
                written=written, meant=flaw.meant, place=texts.place(said)
            )
            fix = _("Write the name as the plan has it.")
            why = _("A project with two names is taken for two.")
            yield texts.problem(CITED, "warning", said, message, fix, why, written, flaw.meant)


def nearly_others(texts: PlanTexts) -> Iterator[Problem]:
    """Two names of records that differ in a letter or two: one of them is misspelt, or they are one and the same."""
    named = texts.gathered(NEARLY, _names).values()
    for one, other in texts.over_all(NEARLY, [*named], lambda: _near_records(named)):
        message = _("“{name}” is nearly “{other}” – {place}").format(
            name=" ".join(other.text.split()), other=" ".join(one.text.split()), place=texts.place(one)
        )
        fix = _("If both are the same, write them alike; if not, tell them apart by more than a letter.")
        why = _("Names that differ by a slip are taken for two: they are counted twice and found once.")
        yield texts.problem(NEARLY, "note", other, message, fix, why, one.text, other.text)


@lru_cache(maxsize=4)
def _known_agencies(names: tuple[str, ...]) -> NearNames:
    return NearNames(names, "สำนัก", "งาน")


@lru_cache(maxsize=20_000)
def _near_agencies(names: tuple[str, ...], text: str) -> list[Flaw]:
    """Each text is looked through once: at the next look the others are as they were."""
    return _known_agencies(names).near(text)


def _flawed(texts: Sequence[Said], find: Callable[[str], list[Flaw]]) -> list[tuple[Said, list[Flaw]]]:
    return [(said, flaws) for said in texts if (flaws := find(said.text))]


def _citing(texts: Sequence[Said]) -> list[Said]:
    return [said for said in texts if not said.is_name and any(word in said.text for word in _PROJECTS)]


def _near_projects(named: Iterable[_Named], citing: Iterable[list[Said]]) -> list[tuple[Said, list[Flaw]]]:
    names = {" ".join(said.text.split()) for of_kind in named for _name, said in of_kind}
    known = CitedNames(sorted(names), _PROJECTS)
    return [found for of_kind in citing for found in _flawed(of_kind, known.near)]


def _near_records(named: Iterable[_Named]) -> list[tuple[Said, Said]]:
    first: dict[str, Said] = {}
    for of_kind in named:
        for name, said in of_kind:
            first.setdefault(name, said)
    return [(first[one], first[other]) for one, other in near_pairs(first)]


def _names(texts: Sequence[Said]) -> _Named:
    return [(compared(said.text), said) for said in texts if said.is_name and "\n" not in said.text.strip()]
