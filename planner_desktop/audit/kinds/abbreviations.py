"""Abbreviations that the plan never explains, and short names of divisions that it never writes out."""

import re
from collections import defaultdict
from collections.abc import Iterator

from planner_desktop.audit.audited import Audited
from planner_desktop.audit.finding import Finding, at_lines
from planner_desktop.audit.text_findings import flawed, together
from planner_desktop.i18n import _
from planner_desktop.regex import regex
from planner_desktop.thai.proof_abbreviations import abbreviations, explains, latin_abbreviations, undotted


def find(plan: Audited) -> Iterator[Finding]:
    """One note for each abbreviation, with every line that has it."""
    lines: dict[str, list[int]] = defaultdict(list)
    places: dict[str, str] = {}
    for said in plan.texts:
        for one in (*abbreviations(said.text), *(latin_abbreviations(said.text) if said.role != "head" else ())):
            lines[one].append(said.line)
            places.setdefault(one, said.place.said)
    doubted = _of_doubted_projects(plan)
    for one, numbers in lines.items():
        if set(numbers) <= doubted.get(one, set()):
            continue  # which the project's own finding tells
        if not any(explains(said.text, one) for said in plan.texts):
            yield _finding(one, numbers, places[one])
    yield from _cut_names(plan)
    yield from _of_two_styles(plan, lines)
    yield from together(
        plan,
        "abbreviation-style",
        "note",
        flawed(plan, undotted),
        _("The last dot of “{words}” is missing"),
        _("Write the dot."),
    )


def _of_doubted_projects(plan: Audited) -> dict[str, set[int]]:
    """Every division of the projects that other tables give to another one, with the projects' lines."""
    doubted: dict[str, set[int]] = defaultdict(set)
    for group in plan.project_groups:
        alone = [one for one in group if one.divisions and one.alone]
        if len({one.divisions for one in alone}) > 1:
            for one in alone:
                for division in one.divisions:
                    doubted[division].add(one.line)
    return doubted


def _of_two_styles(plan: Audited, dotted: dict[str, list[int]]) -> Iterator[Finding]:
    """Abbreviations that stand without one of their dots, too."""
    for one in [*(one for one in dotted if "." in one), "พ.ร.บ."]:
        letters = one.replace(".", "")
        if len(letters) < 3:
            continue
        bare = regex(rf"(?<![ก-๙.]){re.escape(one[:-1])}(?![ก-๙.])|(?<![ก-๙.]){letters}\.?(?![ก-๙.])")
        if f"{letters}." in dotted and one in dotted and one != f"{letters}.":
            continue  # which is another's
        wrong = [said for said in plan.texts if any(found[0] != one for found in bare.finditer(said.text))]
        if wrong and any(one in said.text for said in plan.texts):
            yield Finding(
                "abbreviation-style",
                "note",
                at_lines(*(said.line for said in wrong)),
                wrong[0].place.said,
                next(found[0] for found in bare.finditer(wrong[0].text) if found[0] != one),
                one,
                _("{abbreviation} stands without its dots in {count} places").format(
                    abbreviation=one, count=len(wrong)
                ),
                _("Write the abbreviation in one way."),
            )


def _cut_names(plan: Audited) -> Iterator[Finding]:
    cut: dict[str, list[int]] = defaultdict(list)
    for one in plan.projects:
        for division in one.divisions:
            if division.endswith("ฯ"):
                cut[division].append(one.line)
    for name, numbers in cut.items():
        stem = name.rstrip("ฯ")
        if not any(stem in said.text and f"{stem}ฯ" not in said.text for said in plan.texts):
            place = next(plan.place_of(one.table) for one in plan.projects if name in one.divisions)
            yield _finding(name, numbers, place)


def _finding(abbreviation: str, lines: list[int], place: str) -> Finding:
    return Finding(
        "abbreviation-unexplained",
        "note",
        at_lines(*lines),
        place,
        abbreviation,
        "",
        _("{abbreviation} is never explained").format(abbreviation=abbreviation),
        _("Write the full name where it stands first, with the abbreviation in brackets."),
    )
