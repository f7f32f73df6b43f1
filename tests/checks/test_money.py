"""Checks of the money of projects, and of the weights of last year's results."""

import pytest

from tests.checks.cases import Case, Records, cases, hold

ALL = (2565, 2567, 2568)


def projects(*budgets: int | None, **values: object) -> Records:
    """Projects with these amounts in baht, and other values."""
    return tuple(
        ("project", {"name": f"โครงการ {n}", "funding": "amount", "budget": b and b * 100, **values})
        for n, b in enumerate(budgets)
    )


def states(*fundings: str) -> Records:
    return tuple(("project", {"name": f"โครงการ {n}", "funding": each}) for n, each in enumerate(fundings))


def past(*weights: int) -> Records:
    """Last year's results with these weights."""
    return tuple(("past_result", {"indicator": f"ตัวชี้วัด {n}", "weight": each}) for n, each in enumerate(weights))


def items(*budgets: int) -> Records:
    """A project of 5,000 baht with items of these amounts."""
    parts = (("project_item", {"project": 1, "name": "ก", "funding": "amount", "budget": b * 100}) for b in budgets)
    return (*projects(5000), *parts)


REQUEST = ("unfunded_request", {"part": "routine", "name": "โครงการ 0", "budget": 500000})
YEARS = {"first_year": 2567, "last_year": 2569}
CONTINUING: dict[str, object] = {"funding": "continuing", **YEARS}
CASES = [
    *cases([2568], "past-weights-not-hundred", past(60, 30), past(60, 40)),
    *cases(ALL, "project-without-budget", projects(None), projects(5000)),
    *cases(ALL, "budget-zero", projects(0), projects(5000)),
    *cases(ALL, "budget-small", projects(35), projects(3500)),
    *cases(ALL, "budget-far-off", projects(5000, 6000, 7_000_000), projects(5000, 6000, 500_000)),
    *cases(ALL, "budget-far-off", projects(2000, 600_000, 700_000), projects(600_000, 700_000)),
    *cases(ALL, "no-budget-in-two-ways", states("none", "dash", "none"), states("none", "none")),
    *cases([2567], "asked-without-amount", states("refused"), projects(5000, funding="refused")),
    *cases([2567], "whole-amount-not-more", projects(5000, whole_budget=500000), projects(5000, whole_budget=900000)),
    *cases(
        [2567],
        "whole-amount-without-years",
        projects(5000, whole_budget=900000),
        projects(5000, whole_budget=900000, remark="ปี 2567 - 2568"),
    ),
    *cases([2568], "continuing-without-years", projects(5000, funding="continuing"), projects(5000, **CONTINUING)),
    *cases([2568], "continuing-without-years", projects(5000, carried=1), projects(5000, carried=1, **YEARS)),
    *cases(
        [2568],
        "continuing-years-wrong",
        projects(5000, funding="continuing", first_year=2565, last_year=2567),
        projects(5000, **CONTINUING),
    ),
    *cases(
        [2568],
        "continuing-whole-amount",
        projects(5000, **CONTINUING),
        projects(5000, whole_budget=900000, **CONTINUING),
    ),
    *cases([2568], "items-exceed-project", items(4000, 2000), items(4000, 1000)),
    *cases([2568], "items-miss-project", items(4000, 500), items(4000, 1000)),
    *cases([2568], "request-is-project", (*projects(5000), REQUEST), (*projects(5000, funding="refused"), REQUEST)),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_what_is_wrong_with_money_is_found(case: Case) -> None:
    hold(case)
