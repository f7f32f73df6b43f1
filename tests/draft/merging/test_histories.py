"""Random histories of three parts, merged in every order: nothing is lost, and what is not asked is the same in all."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.draft.merging.histories import PARTS, History
from tests.draft.merging.orders import look

NUMBER = st.integers(0, 11)
STEPS = st.lists(st.tuples(st.integers(0, 14), NUMBER, NUMBER, NUMBER), max_size=6)
HISTORIES = st.tuples(*(STEPS for _part in PARTS))


@settings(max_examples=300)
@given(HISTORIES)
@example(([(0, 4, 0, 0)], [(5, 2, 0, 0), (0, 4, 2, 0)], [(5, 2, 0, 0), (0, 4, 2, 0)]))  # a code, given three times
@example(([(5, 2, 0, 1)], [(11, 1, 0, 8)], [(5, 2, 0, 1), (4, 0, 2, 0), (6, 3, 1, 0)]))  # a code, new and changed to
@example(([(8, 1, 1, 0)], [(8, 0, 1, 0)], [(8, 1, 1, 0)]))  # a record that two put where a third put another
def test_merged_parts_lose_nothing_and_agree_in_every_order(histories: tuple[History, ...]) -> None:
    look(histories)
