"""Names that are nearly others: of agencies and of the plan's projects in a text, and of two records."""

from collections.abc import Iterator, Sequence

from planner_desktop.checks.asking import Asking
from planner_desktop.checks.plan_texts import PlanTexts, Said
from planner_desktop.checks.problem import Problem
from planner_desktop.i18n import _
from planner_desktop.thai.compared import compared
from planner_desktop.thai.near import near_pairs
from planner_desktop.thai.proof_near import CitedNames, NearNames

AGENCY, CITED, NEARLY = "agency-name-near", "project-name-near", "name-nearly-another"
_PROJECTS = ("โครงการ", "กิจกรรม")
_AGENCIES = "agencies"
"""The catalogue of those whose names are known, which every edition of the template has."""


def agencies(asking: Asking, texts: PlanTexts) -> Iterator[Problem]:
    """Names of agencies in texts that are nearly those of the list."""
    rows = asking.draft.pack.catalogues.get(_AGENCIES, ())
    known = NearNames((row["name"] for row in rows), "สำนัก", "งาน")
    for kind in texts.kinds():
        found = texts.gathered(AGENCY, lambda said: [(one, known.near(one.text)) for one in said], kind)
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
    kinds = list(texts.kinds())
    named = {" ".join(said.text.split()) for kind in kinds for _name, said in texts.gathered(NEARLY, _names, kind)}
    known = CitedNames(sorted(named), _PROJECTS)
    for kind in kinds:
        for said in texts.of(kind):
            for flaw in known.near(said.text) if not said.is_name else ():
                written = " ".join(flaw.of(said.text).split())
                message = _("“{written}” is called “{meant}” in the plan – {place}").format(
                    written=written, meant=flaw.meant, place=texts.place(said)
                )
                fix = _("Write the name as the plan has it.")
                why = _("A project with two names is taken for two.")
                yield texts.problem(CITED, "warning", said, message, fix, why, written, flaw.meant)


def nearly_others(texts: PlanTexts) -> Iterator[Problem]:
    """Two names of records that differ in a letter or two: one of them is misspelt, or they are one and the same."""
    first: dict[str, Said] = {}
    for kind in texts.kinds():
        for name, said in texts.gathered(NEARLY, _names, kind):
            first.setdefault(name, said)
    for one, other in near_pairs(first):
        said, like = first[other], first[one]
        message = _("“{name}” is nearly “{other}” – {place}").format(
            name=" ".join(said.text.split()), other=" ".join(like.text.split()), place=texts.place(like)
        )
        fix = _("If both are the same, write them alike; if not, tell them apart by more than a letter.")
        why = _("Names that differ by a slip are taken for two: they are counted twice and found once.")
        yield texts.problem(NEARLY, "note", said, message, fix, why, one, other)


def _names(texts: Sequence[Said]) -> list[tuple[str, Said]]:
    return [(compared(said.text), said) for said in texts if said.is_name and "\n" not in said.text.strip()]
