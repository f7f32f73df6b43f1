"""Amounts that are likely mistyped: far above what is usual among the others."""

import pytest

from planner_desktop.thai.unlikely import usual_amount


@pytest.mark.parametrize(
    ("amount", "others", "usual"),
    [
        (500_000_000, [400_000, 500_000, 900_000], 500_000),
        (499_999_999, [400_000, 500_000, 900_000], None),
        (500_000_000, [400_000, 500_000], None),  # two others are no list yet
        (500_000_000, [400_000, 500_000, 0, 0], None),  # nor are amounts of nothing
        (500_000_000, [400_000, 500_000, 800_000, 500_000_000], None),  # the middle of four is the larger one
        (900_000_000, [400_000, 500_000, 800_000, 900_000_000], 800_000),
        (900_000_000, [1, 900_000_000, 900_000_000], None),
        (1, [400_000, 500_000, 900_000], None),
        (0, [1, 1, 1], None),
    ],
)
def test_what_is_usual_where_an_amount_is_a_thousand_times_that(
    amount: int, others: list[int], usual: int | None
) -> None:
    assert usual_amount(amount, others) == usual
