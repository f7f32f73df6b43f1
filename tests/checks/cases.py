"""Checks of the editions tried on new drafts: what makes one find something, and what mends it."""

import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from planner_desktop.checks import find_problems
from planner_desktop.draft import Draft
from planner_desktop.formpack import installed, read

Records = tuple[tuple[str, dict[str, Any]], ...]
"""Records to be added, each a kind and its values and links; the first of a kind has the id 1. A single record is set."""


@dataclass(frozen=True)
class Case:
    """A check of an edition (its year), records at which it finds something, and records at which it does not."""

    year: int
    check: str
    wrong: Records
    right: Records

    def __str__(self) -> str:
        return f"{self.year}-{self.check}"


def cases(years: Iterable[int], check: str, wrong: Records, right: Records, base: Records = ()) -> list[Case]:
    """The same case in several editions, on top of `base`."""
    return [Case(year, check, base + wrong, base + right) for year in years]


def found(year: int, records: Records) -> set[str]:
    """The checks that find something at these records."""
    with tempfile.TemporaryDirectory() as folder:
        pack = read(installed()[f"bma-{year}"])
        with Draft.create(Path(folder) / "ร่าง.bmaplan", pack) as draft:
            for kind, values in records:
                fill(draft, kind, values)
            return {problem.check for problem in find_problems(draft)}


def fill(draft: Draft, kind: str, values: dict[str, Any]) -> None:
    """Add a record, or set the fields of a single one."""
    if draft.spec(kind).single:
        for name, value in values.items():
            draft.set(kind, 1, name, value)
    else:
        draft.add(kind, values)


def hold(case: Case) -> None:
    """Assert that a case's check finds what is wrong, and nothing once it is right."""
    assert case.check in found(case.year, case.wrong)
    assert case.check not in found(case.year, case.right)
