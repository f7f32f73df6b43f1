"""What lies beside a draft from anyone is none of it: SQLite's log of another program is neither used nor written."""

import os
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from planner_desktop.cli.main import main
from planner_desktop.draft import Draft
from planner_desktop.draft.file.repair import repair
from planner_desktop.errors import FileOverwrittenError
from tests.links import PIPES, lead
from tests.reliability.doors import small_draft

MARKED, PLAIN = b"\x02\x02", b"\x01\x01"


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A draft with one project, in a folder of its own."""
    folder = tmp_path / "รับมา"
    folder.mkdir()
    path = folder / "แผน.bmaplan"
    small_draft(path).close()
    return path


def mark(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[18:20] = MARKED
    path.write_bytes(bytes(content))


def put_log(path: Path, folder: Path) -> None:
    """A log beside the draft, as SQLite makes one, in which the amount is another; and its index."""
    other = folder / "อื่น"
    shutil.copyfile(path, other)
    connection = sqlite3.connect(other, isolation_level=None)
    connection.create_function("seal", -1, lambda *_values: b"")
    connection.execute("PRAGMA journal_mode = wal")
    connection.execute("UPDATE project SET budget = 999")
    for end in ("-wal", "-shm"):
        shutil.copyfile(f"{other}{end}", f"{path}{end}")
    connection.close()


def here(path: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in path.parent.iterdir()}


def budgets(draft: Draft) -> list[object]:
    return [record.values["budget"] for record in draft.records("project")]


def test_such_a_log_would_be_used_by_sqlite(plan: Path, tmp_path: Path) -> None:
    put_log(plan, tmp_path)
    connection = sqlite3.connect(plan)
    assert connection.execute("SELECT budget FROM project").fetchall() == [(999,)]
    connection.close()


def test_a_draft_that_is_marked_as_having_a_log_is_read_without_making_one(plan: Path) -> None:
    mark(plan)
    before = here(plan)
    with Draft.open(plan, read_only=True) as draft:
        assert budgets(draft) == [100]
        assert draft.opened.reason == ""
        assert here(plan) == before
    assert here(plan) == before


def test_a_draft_that_is_marked_as_having_a_log_is_one_file_again_when_it_is_opened(plan: Path) -> None:
    mark(plan)
    with Draft.open(plan) as draft:
        assert not draft.read_only
        assert {name for name in here(plan) if not name.startswith(".")} <= {plan.name, f"{plan.name}.lock"}
        draft.set("project", 1, "budget", 250)
    assert plan.read_bytes()[18:20] == PLAIN
    with Draft.open(plan, read_only=True) as draft:
        assert budgets(draft) == [250]


@pytest.mark.parametrize("marked", [True, False], ids=["marked", "not marked"])
@pytest.mark.parametrize("read_only", [True, False], ids=["for reading", "for writing"])
def test_the_log_of_another_is_not_used_and_not_written(
    marked: bool, read_only: bool, plan: Path, tmp_path: Path
) -> None:
    put_log(plan, tmp_path)
    if marked:
        mark(plan)
    before = here(plan)
    with Draft.open(plan, read_only=read_only) as draft:
        assert budgets(draft) == [100]
        assert draft.read_only
        assert f"{plan.name}-wal" in draft.opened.reason
    assert here(plan) == before
    report = repair(plan, tmp_path / "ใหม่.bmaplan")
    assert list(report.lines()) == []
    with Draft.open(tmp_path / "ใหม่.bmaplan") as draft:
        assert budgets(draft) == [100]
        assert draft.opened.reason == ""
    assert here(plan) == before


def a_link(log: Path, other: Path) -> None:
    lead(log, other)


def a_pipe(log: Path, _other: Path) -> None:
    os.mkfifo(log)


def nothing_in_it(log: Path, _other: Path) -> None:
    log.touch()


@pytest.mark.parametrize(
    "put", [a_link, pytest.param(a_pipe, marks=PIPES), nothing_in_it], ids=["link", "pipe", "empty"]
)
def test_whatever_is_called_a_log_is_left_alone(put: Callable[[Path, Path], None], plan: Path, tmp_path: Path) -> None:
    other = tmp_path / "สำคัญ.docx"
    other.write_bytes(b"important")
    put(plan.with_name(f"{plan.name}-wal"), other)
    for command in (["check", str(plan)], ["export", str(plan), "--json", str(tmp_path / "x.json")]):
        assert main(command) in (0, 1)
    assert main(["repair", str(plan), "--to", str(tmp_path / "ใหม่.bmaplan")]) == 0
    assert os.path.lexists(f"{plan}-wal")
    assert other.read_bytes() == b"important"


def test_a_log_that_comes_while_the_draft_is_open_is_told_before_the_next_edit(plan: Path, tmp_path: Path) -> None:
    draft = Draft.open(plan)
    put_log(plan, tmp_path)
    with pytest.raises(FileOverwrittenError):
        draft.set("project", 1, "budget", 300)
    with pytest.raises(FileOverwrittenError):
        draft.close()
    plan.with_name(f"{plan.name}-wal").unlink()
    with Draft.open(plan, read_only=True) as draft:
        assert budgets(draft) == [100]
