"""Whatever a draft, a form pack or the clipboard holds: a command ends within bounds with exit 0, 1 or 2, a paste is read."""

from pathlib import Path

import pytest

from tests.reliability import fuzz
from tests.reliability.conftest import ROUNDS

QUICK = {"draft": 60, "form_pack": 200, "paste": 300}


@pytest.mark.parametrize("door", fuzz.DOORS)
def test_nothing_falls_over_what_comes_through_a_door(door: str, tmp_path: Path) -> None:
    assert fuzz.run(door, 0, QUICK[door], tmp_path) == []


@pytest.mark.soak
@pytest.mark.parametrize("door", fuzz.DOORS)
def test_nothing_falls_over_twenty_thousand_of_them(door: str, tmp_path: Path) -> None:
    wrong = fuzz.run(door, 10_000, 20 * ROUNDS, tmp_path)
    print(f"\n{20 * ROUNDS} mutations of a {door}: {len(wrong)} wrong")
    assert wrong == []
