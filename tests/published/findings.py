"""What the checks find in a sample, held against a list of what is really wrong in its published plan.

Each entry of such a list is a check, why what it finds is so, and the records and fields at which it finds it.
"""

from pathlib import Path

import yaml

from planner_desktop.checks import find_problems
from planner_desktop.draft import Draft

Found = dict[str, list[str]]


def found(draft: Draft) -> Found:
    """The places of all problems, by check: `project 3 budget`."""
    places: Found = {}
    for problem in find_problems(draft):
        place = " ".join(str(part) for part in (problem.kind, problem.id, problem.field) if part is not None)
        places.setdefault(problem.check, []).append(place)
    return {check: sorted(of_one) for check, of_one in sorted(places.items())}


def expected(number: str) -> Found:
    """The list of a published plan."""
    entries = yaml.safe_load((Path(__file__).parent / f"{number}_findings.yaml").read_text(encoding="utf-8"))
    assert all(entry["because"] for entry in entries)
    return {entry["check"]: sorted(entry["at"]) for entry in sorted(entries, key=lambda entry: entry["check"])}
