"""The audit of the published plans, held against lists of their true faults.

`audit/NNN.json` lists what careful readers found in a plan: the kind, the lines of the published text, and what is wrong.
What is `doubtful` there, or what no program could know, counts neither for nor against. A finding is a fault of the list
where their kinds are of one family (`audit/kinds.yaml`) and they share a row of a table, an item or a paragraph.
"""

import json
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from planner_desktop.audit.run import audit
from planner_desktop.audit.transcribed import plan_of
from tests.conftest import published

LISTS = Path(__file__).parent / "audit"

FLOORS = {"000": 0.95, "001": 0.86, "002": 0.87, "003": 0.9, "004": 0.86}
"""The share of each plan's faults that the audit finds at least."""

MOST_UNREAL = 0.02

Fault = Mapping[str, Any]


@cache
def families() -> dict[str, str]:
    """Of each kind that has another name, the first name of its family."""
    listed = yaml.safe_load((LISTS / "kinds.yaml").read_text(encoding="utf-8"))
    return {kind: family[0] for family in listed for kind in family}


def starts(plan: Mapping[str, Any]) -> list[int]:
    """The lines at which the paragraphs, items and rows of a published plan start."""
    lines: set[int] = set()
    for block in plan["blocks"]:
        first = block["line"]
        lines.add(first)
        lines.update(line for line in block.get("row_lines") or [] if line)
        lines.update(step["line"] for step in block.get("steps") or [])
        if block["kind"] == "list":
            count, last = len(block["items"]), block.get("line_end") or first
            each = (last - first) / (count - 1) if count > 1 and last > first else 1
            lines.update(first + round(number * each) for number in range(count))
    return sorted(lines)


def same(fault: Fault, finding: Fault, of_plan: list[int]) -> bool:
    """Whether two are of one family of kinds and share a row."""

    def rows(lines: Iterable[int]) -> set[int]:
        return {of_plan[max(bisect_right(of_plan, line) - 1, 0)] for line in lines}

    def family(kind: str) -> str:
        return families().get(kind, kind)

    return family(fault["kind"]) == family(finding["kind"]) and bool(rows(fault["lines"]) & rows(finding["lines"]))


@pytest.mark.parametrize("number", FLOORS)
def test_the_audit_finds_what_a_published_plan_got_wrong_and_little_else(number: str) -> None:
    plan = published(number)
    faults = json.loads((LISTS / f"{number}.json").read_text(encoding="utf-8"))
    findings = [asdict(finding) for finding in audit(plan_of(plan, number)).findings]
    of_plan = starts(plan)

    certain = [fault for fault in faults if not fault.get("doubtful")]
    found = [fault for fault in certain if any(same(fault, finding, of_plan) for finding in findings)]
    unreal = [finding for finding in findings if not any(same(fault, finding, of_plan) for fault in faults)]

    print(f"{number}: found {len(found)} of {len(certain)}, unreal {len(unreal)} of {len(findings)}")
    assert len(found) >= FLOORS[number] * len(certain)
    assert len(unreal) <= MOST_UNREAL * len(findings), unreal
