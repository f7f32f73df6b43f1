"""Months of steps: typed as Thai officers write them, stored in the common era, shown as they were meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner_desktop.errors import ValueRefused
from planner_desktop.thai.months import fiscal_months, format_months, load_months, parse_months, store_months


@pytest.mark.parametrize(
    ("typed", "stored", "shown"),
    [
        ("ต.ค. 67 - ธ.ค. 67", "2024-10/2024-12", "ต.ค. 2567 – ธ.ค. 2567"),
        ("ต.ค. - มี.ค. ๒๕๖๘", "2024-10/2025-03", "ต.ค. 2567 – มี.ค. 2568"),
        ("มีนาคม 2568", "2025-03", "มี.ค. 2568"),
        ("มี.ค. 68, ต.ค. 67 ถึง พ.ย. 67", "2024-10/2024-11 2025-03", "ต.ค. 2567 – พ.ย. 2567, มี.ค. 2568"),
        (" ", "", ""),
    ],
)
def test_months_are_read_stored_and_shown(typed: str, stored: str, shown: str) -> None:
    assert parse_months(typed) == stored
    assert format_months(stored) == shown


@pytest.mark.parametrize("typed", ["ต.ค.", "ตลอดปี", "มี.ค. 68 - ต.ค. 67", "1/2568", "ต.ค. 67 - พ.ย. 67 - ธ.ค. 67"])
def test_what_are_no_months_is_refused(typed: str) -> None:
    with pytest.raises(ValueRefused):
        parse_months(typed)


@pytest.mark.parametrize("stored", ["2024-13", "2024-10/2024-09", "67-10", "x"])
def test_what_is_stored_wrongly_is_refused(stored: str) -> None:
    with pytest.raises(ValueRefused):
        load_months(stored)


months = st.tuples(st.integers(2000, 2099), st.integers(1, 12))


@given(st.lists(st.tuples(months, months).map(sorted).map(tuple), max_size=4))
def test_every_span_shown_is_read_back(spans: list[tuple[tuple[int, int], tuple[int, int]]]) -> None:
    stored = store_months(spans)
    assert parse_months(format_months(stored)) == stored


def test_a_fiscal_year_begins_in_october_of_the_year_before() -> None:
    months = list(fiscal_months(2568, 12))
    assert (months[0], months[3], months[-1]) == ((2024, 10), (2025, 1), (2025, 9))
