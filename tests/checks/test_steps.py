"""Checks of the steps of projects: their weights, their months and their order."""

from typing import Any

import pytest

from tests.checks.cases import Case, Records, cases, found, hold

YEARS = (2565, 2567)
FIRST = {2565: "2021-10/2021-11", 2567: "2023-10/2023-11"}
LATER = {2565: "2022-02/2022-03", 2567: "2024-02/2024-03"}
OUTSIDE = {2565: "2022-12", 2567: "2025-01"}


def steps(year: int, *of_all: tuple[Any, Any]) -> Records:
    """A project with steps, each a weight and months."""
    project = ("project", {"name": "โครงการ ก", "funding": "none"})
    if year == 2565:
        rows = [("step", {"project": 1, "name": "ขั้น", "weight": weight, "months": m}) for weight, m in of_all]
        return (project, *rows)
    above = (("indicator", {"name": "ก", "target": "1 แผน"}), ("schedule", {"project": 1, "indicators": [1]}))
    rows = [("step", {"activity": 1, "text": "ขั้น", "weight": weight, "months": m}) for weight, m in of_all]
    return (project, *above, ("activity", {"schedule": 1, "years": "one"}), *rows)


def right(year: int) -> Records:
    return steps(year, (40, FIRST[year]), (60, LATER[year]))


def case(check: str, *of_all: tuple[Any, Any]) -> list[Case]:
    """A case of both editions; months are named as FIRST, LATER and OUTSIDE."""
    months = {"first": FIRST, "later": LATER, "outside": OUTSIDE}
    return [
        Case(year, check, steps(year, *((w, m and months[m][year]) for w, m in of_all)), right(year)) for year in YEARS
    ]


CASES = [
    *case("step-weights-not-hundred", (40, "first"), (50, "later")),
    *case("step-weights-cumulative", (40, "first"), (100, "later")),
    *case("steps-without-weights", (100, "first"), (None, "later")),
    *case("steps-without-months", (40, "first"), (60, None)),
    *case("step-outside-year", (40, "first"), (60, "outside")),
    *case("step-before-the-last", (40, "later"), (60, "first")),
    *cases(
        [2565],
        "project-without-steps",
        (("kpi", {"name": "ก", "target": "1 แผน", "plan": "city", "projects": [1]}),),
        (*right(2565)[1:], ("kpi", {"name": "ก", "target": "1 แผน", "plan": "city", "projects": [1]})),
        right(2565)[:1],
    ),
    *cases(
        [2567],
        "schedule-without-project",
        (("schedule", {"indicators": []}),),
        (),
        right(2567),
    ),
    *cases(
        [2567],
        "negotiated-without-steps",
        (("indicator", {"name": "ข", "target": "ระดับ 5", "negotiated": 1}),),
        (),
        right(2567),
    ),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_what_is_wrong_with_steps_is_found(case: Case) -> None:
    hold(case)


@pytest.mark.parametrize("year", YEARS)
def test_cumulative_weights_are_told_once(year: int) -> None:
    told = found(year, steps(year, (60, FIRST[year]), (70, FIRST[year]), (100, LATER[year])))
    assert "step-weights-cumulative" in told
    assert "step-weights-not-hundred" not in told
