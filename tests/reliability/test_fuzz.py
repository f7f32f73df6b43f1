"""Whatever a draft, a form pack, the clipboard or a document of Word holds: a command ends within bounds with exit 0, 1
or 2, and what is read is read or refused in words."""

import sys
from pathlib import Path

import pytest

from tests.reliability import fuzz
from tests.reliability.conftest import FIRST, ROUNDS
from tests.reliability.mutations import DOORS

QUICK = {"draft": 60, "form_pack": 200, "paste": 300, "word": 500, "written": 60, "workbook": 120, "bundle": 300}

AT_ONCE = 100
"""So many rounds of the long proof are told of at once."""


@pytest.mark.parametrize("door", DOORS)
def test_nothing_falls_over_what_comes_through_a_door(door: str, tmp_path: Path) -> None:
    assert fuzz.run(door, 0, QUICK[door], tmp_path) == []


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells it")
def test_the_memory_that_is_told_is_the_childs_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    held = bytearray(b"x") * 500_000_000
    monkeypatch.setattr(fuzz, "BYTES", len(held) - 100_000_000)
    assert fuzz.run("paste", 0, 1, tmp_path) == []
    monkeypatch.setattr(fuzz, "BYTES", 1_000_000)
    (said,) = fuzz.run("paste", 0, 1, tmp_path)
    assert said.startswith("0: took ")


@pytest.mark.soak
@pytest.mark.parametrize("door", DOORS)
def test_nothing_falls_over_twenty_thousand_of_them(door: str, tmp_path: Path) -> None:
    wrong: list[str] = []
    for done in range(FIRST, ROUNDS, AT_ONCE):
        now = min(AT_ONCE, ROUNDS - done)
        wrong += fuzz.run(door, 10_000 + 20 * done, 20 * now, tmp_path)
        print(
            f"\n{door}: {20 * (done + now)} mutations, {len(wrong)} wrong (SOAK_FROM={done + now} goes on)", flush=True
        )
    assert wrong == []
