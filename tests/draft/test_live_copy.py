"""A copy that is kept beside a draft is what the draft is, and few tables are copied for that."""

from collections.abc import Callable
from contextlib import closing
from typing import Any

import pytest

from planner_desktop.draft import Draft, live_copy
from planner_desktop.draft.history import sending, versions
from planner_desktop.draft.live_copy import LiveCopy

HISTORY = {"action", "change", "recording", "tally"}


def records(draft: Draft) -> dict[str, list[tuple[Any, ...]]]:
    """All that a draft says, but how it came to be."""
    names = [row[0] for row in draft.database.execute("SELECT name FROM main.sqlite_schema WHERE type = 'table'")]
    kept = [name for name in names if name not in HISTORY and not name.startswith("sqlite_")]
    return {name: draft.database.execute(f"SELECT rowid, * FROM {name} ORDER BY rowid").fetchall() for name in kept}


def test_the_copy_follows_every_edit(sample: Draft) -> None:
    changed: set[str] = set()
    sample.watchers.append(changed.update)
    first, second, *_rest = sample.ids("project")
    edits: tuple[Callable[[], object], ...] = (
        lambda: sample.set("project", first, "name", "โครงการอื่น"),
        lambda: sample.set("project", first, "divisions", sample.ids("division")[:1]),
        lambda: sample.move("project", second, 0),
        lambda: sample.delete("project", [second]),
        lambda: sample.add("project", {"name": "โครงการใหม่"}),
        lambda: sample.refuse("project", first, "budget", "มาก", "ไม่ใช่จำนวนเงิน"),
        sample.undo,
        sample.undo,
        sample.redo,
    )
    copy = LiveCopy()
    with closing(copy):
        held = copy.taken(sample, None)()
        for edit in edits:
            changed.clear()
            edit()
            assert copy.taken(sample, changed)() is held
            assert records(held) == records(sample)


def test_what_is_no_edit_is_taken_up_too(sample: Draft) -> None:
    copy = LiveCopy()
    with closing(copy):
        assert not versions.state(copy.taken(sample, None)()).sent
        sending.submit(sample)
        assert versions.state(copy.taken(sample, set())()).sent


def test_of_many_rows_the_whole_draft_is_copied(sample: Draft, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live_copy, "_MOST_ROWS", 2)
    copy = LiveCopy()
    with closing(copy):
        held = copy.taken(sample, None)()
        sample.set("project", sample.ids("project")[0], "name", "โครงการอื่น")
        other = copy.taken(sample, {"project.name"})()
        assert other is not held
        assert records(other) == records(sample)


def test_a_large_copy_is_let_go(sample: Draft, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live_copy, "_MOST_BYTES", 1000)
    copy = LiveCopy()
    with closing(copy):
        held = copy.taken(sample, None)()
        copy.rest()
        assert copy.taken(sample, set())() is not held
