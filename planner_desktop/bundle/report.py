"""What the agency's own checks say of the plan in a bundle: the receiver makes them again and comes to the same.

report.json: {"format": "bmareport", "format_version": 1, "edition": {...}, "counts": {severity: n}, "problems": [...],
"accepted": [...]}; each problem with its check, severity, section, kind and uid of the record, field, message, why and
fix, and what was accepted with the reason, by whom and when. "incomplete": {"reason", "by", "at"} where the agency gave
it out though errors stand.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from planner_desktop.bundle import given_out
from planner_desktop.checks import find_problems, to_mend
from planner_desktop.checks.problem import OF_DRAFT, SEVERITIES, Problem
from planner_desktop.draft import Draft

FORMAT, FORMAT_VERSION = "bmareport", 1


def report(draft: Draft, said: Mapping[str, str], found: Sequence[Problem] | None = None) -> dict[str, Any]:
    """The report on a draft in a bundle whose label says this; what its checks found, if they were asked already.

    Raises QueryError.
    """
    problems = of_plan(find_problems(draft) if found is None else found)
    left = to_mend(problems)
    counts = Counter(problem.severity for problem in left)
    edition = draft.pack.edition
    told: dict[str, Any] = {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "edition": {"id": edition.id, "version": edition.version},
        "counts": {severity: counts[severity] for severity in SEVERITIES},
        "problems": [_told(draft, problem) for problem in left],
        "accepted": [_told(draft, problem) for problem in problems if problem.accepted],
    }
    if mark := given_out.incomplete(said):
        told["incomplete"] = mark
    return told


def of_plan(problems: Sequence[Problem]) -> list[Problem]:
    """Those that whoever receives the plan finds, too."""
    return [problem for problem in problems if problem.check not in OF_DRAFT]


def _told(draft: Draft, problem: Problem) -> dict[str, Any]:
    told: dict[str, Any] = {
        "check": problem.check,
        "severity": problem.severity,
        "section": problem.section,
        "kind": problem.kind,
        "record": draft.uid(problem.kind, problem.id) if problem.id else None,
        "field": problem.field,
        "message": problem.message,
        "why": problem.why,
        "fix": problem.fix,
    }
    if problem.accepted:
        accepted = problem.accepted
        told |= {"reason": accepted.reason, "accepted_by": accepted.author, "accepted_at": accepted.at}
    return {name: value for name, value in told.items() if value not in (None, "")}


def rows(told: Mapping[str, Any]) -> Iterator[tuple[Any, ...]]:
    """The problems of a report that this program made, as `taken.of_problem` has them."""
    names = ("severity", "check", "section", "kind", "record", "field", "message", "why", "fix", "reason")
    blank = dict.fromkeys(("section", "kind", "why", "fix"), "")
    for problem in (*told["problems"], *told["accepted"]):
        yield tuple((blank | problem).get(name) for name in names)


def as_bytes(data: dict[str, Any]) -> bytes:
    """The file of a report."""
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()
