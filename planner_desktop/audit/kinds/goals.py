"""Goals of the long plan under which no tactic stands."""

from collections.abc import Iterator

from planner_desktop.audit.audited import Audited
from planner_desktop.audit.finding import Finding, at_lines, short
from planner_desktop.audit.kinds.coded_names import Coded, coded
from planner_desktop.i18n import _

_DEPTH = 2
"""Dots in the code of a goal; a tactic's has one more."""


def find(plan: Audited) -> Iterator[Finding]:
    """One finding for each goal, in plans that print tactics under goals."""
    goals: dict[str, list[Coded]] = {}
    tactics = set()
    for one in coded(plan):
        if one.label == "goal" and one.code.count(".") == _DEPTH:
            goals.setdefault(one.code, []).append(one)
        elif one.label == "tactic":
            tactics.add(one.code.rpartition(".")[0])
    if not tactics & goals.keys():
        return
    for code, group in goals.items():
        if code not in tactics:
            yield Finding(
                "goal-without-tactic",
                "note",
                at_lines(*(one.line for one in group)),
                group[0].place,
                f"{code} {short(group[0].name, 80)}",
                "",
                _("Under goal {code} no tactic is printed").format(code=code),
                _("Print its tactics, or leave the goal out."),
            )
