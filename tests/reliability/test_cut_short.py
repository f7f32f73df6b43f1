"""A draft of which only a beginning is there, however long: every command ends with exit 0, 1 or 2 and leaves it alone."""

import contextlib
import random
from collections.abc import Iterable
from pathlib import Path

import pytest

from planner_desktop.cli.main import main
from planner_desktop.draft import Draft
from planner_desktop.draft.file.pages import PAGE
from planner_desktop.errors import PlannerError
from tests.reliability.doors import small_draft


def cut(tmp_path: Path, lengths: Iterable[int]) -> dict[int, set[int]]:
    """The exit statuses of each command at these lengths."""
    small_draft(tmp_path / "แผน.bmaplan").close()
    whole, path = (tmp_path / "แผน.bmaplan").read_bytes(), tmp_path / "สั้น.bmaplan"
    ended: dict[int, set[int]] = {}
    for length in lengths:
        path.write_bytes(whole[:length])
        commands = (
            ["check"],
            ["export", "--json", str(tmp_path / "x.json")],
            ["repair", "--to", str(tmp_path / "x.bmaplan")],
        )
        for number, (command, *rest) in enumerate(commands):
            ended.setdefault(number, set()).add(main([command, str(path), *rest]))
        for read_only in (True, False):
            with contextlib.suppress(PlannerError):  # in words
                Draft.open(path, read_only=read_only).close()
        assert path.read_bytes() == whole[:length], length
        (tmp_path / "x.json").unlink(missing_ok=True)
        (tmp_path / "x.bmaplan").unlink(missing_ok=True)
    return ended


def size(tmp_path: Path) -> int:
    small_draft(tmp_path / "size.bmaplan").close()
    return (tmp_path / "size.bmaplan").stat().st_size


def test_a_draft_cut_short_at_a_page_or_within_one_is_refused_or_read_in_part(tmp_path: Path) -> None:
    whole, chance = size(tmp_path), random.Random(12)
    pages = range(0, whole, PAGE)
    lengths = [
        *pages[::4],
        *(page + chance.choice((-1, 1, 100, 513, 4000)) for page in pages[1::4]),
        0,
        1,
        16,
        99,
        100,
        101,
        512,
    ]
    for statuses in cut(tmp_path, sorted(set(lengths))).values():
        assert statuses <= {0, 1, 2}
        assert 2 in statuses


@pytest.mark.soak
def test_a_draft_cut_short_at_hundreds_of_lengths_is_refused_or_read_in_part(tmp_path: Path) -> None:
    whole = size(tmp_path)
    lengths = sorted(
        {*range(0, 600, 7), *range(0, whole, 499), *(page + by for page in range(0, whole, PAGE) for by in (-1, 0, 1))}
        - {-1}
    )
    statuses = cut(tmp_path, lengths)
    print(f"{len(lengths)} lengths: {statuses}")
    assert set().union(*statuses.values()) <= {0, 1, 2}
