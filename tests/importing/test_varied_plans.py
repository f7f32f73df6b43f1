"""Plans as other officers would have typed them come in as well as those that were published."""

from pathlib import Path

import pytest

from tests.importing import measure

CASES = (
    ("002", "Thai digits"),
    ("003", "tables broken, heads lost"),
    ("002", "last column first"),
    ("002", "amounts in millions"),
    ("004", "split runs"),
    ("004", "merged cells"),
)
"""`python -m tests.importing.measure --varied` measures all."""


@pytest.mark.parametrize(("number", "variation"), CASES)
def test_a_plan_in_a_variation_comes_into_the_right_records(number: str, variation: str, tmp_path: Path) -> None:
    for group, score in measure.measured(number, variation, tmp_path).items():
        assert score.share_found >= 0.99, (group, score)
        assert score.share_right >= 0.9, (group, score)
        assert len(score.more) <= 1, (group, score)
