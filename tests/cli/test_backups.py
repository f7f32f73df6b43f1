"""Backing up before a newer program takes the place of this one: every draft that it knows, whatever befalls one."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from planner_desktop.draft import Draft
from planner_desktop.draft.history.backups import Backups
from planner_desktop.plans import recent
from tests.cli.conftest import Run
from tests.conftest import SAMPLE


@pytest.fixture
def known(run: Run, tmp_path: Path) -> list[Path]:
    """Two drafts that were opened in the window."""
    found = [tmp_path / "ร่าง หนึ่ง.bmaplan", tmp_path / "ร่าง สอง.bmaplan"]
    for path in found:
        assert run("new", "--sample", SAMPLE, path).status == 0
        recent.remember(path)
    return found


def backed_up(run: Run, path: Path) -> list[str]:
    listed: list[dict[str, str]] = json.loads(run("backups", "--json", path).out)
    return [entry["path"] for entry in listed if entry["of"] == str(path)]


def test_every_draft_that_is_known_is_backed_up_once(run: Run, known: list[Path]) -> None:
    assert run("backup", "--known").status == 0
    made = [backed_up(run, path) for path in known]
    assert [len(each) for each in made] == [1, 1]
    for (backup,) in made:
        Draft.open(Path(backup), read_only=True).close()
    assert run("backup", "--known").status == 0
    assert [backed_up(run, path) for path in known] == made, "nothing changed since"


def test_a_draft_that_is_damaged_does_not_keep_the_others_from_being_backed_up(run: Run, known: list[Path]) -> None:
    known[1].write_bytes(b"SQLite format 3\0 and no more")
    ran = run("backup", "--known")
    assert ran.status == 1
    assert str(known[1]) in ran.err
    assert len(backed_up(run, known[0])) == 1


def test_a_draft_that_is_gone_is_no_failure(run: Run, known: list[Path]) -> None:
    known[1].unlink()
    assert run("backup", "--known").status == 0
    assert len(backed_up(run, known[0])) == 1


def test_backup_wants_a_draft_or_all_that_are_known(run: Run, known: list[Path]) -> None:
    assert run("backup").status == 2
    assert run("backup", "--known", known[0]).status == 2


def test_a_backup_is_restored_into_a_new_file_and_compared_with(run: Run, known: list[Path], tmp_path: Path) -> None:
    assert run("backup", known[0]).status == 0
    with Draft.open(known[0]) as draft:
        draft.set("project", draft.ids("project")[0], "name", "ชื่อใหม่")
    differing = json.loads(run("compare", known[0], "--backup", "1", "--json").out)
    assert [(each["field"], each["after"]) for each in differing] == [("name", "ชื่อใหม่")]
    again = tmp_path / "กู้ คืน.bmaplan"
    ran = run("restore", known[0], "--backup", "1", "--to", again)
    assert (ran.status, str(again) in ran.out) == (0, True)
    with Draft.open(again, read_only=True) as draft:
        assert draft.record("project", draft.ids("project")[0]).values["name"] != "ชื่อใหม่"
    assert run("restore", known[0], "--backup", "1", "--to", again).status == 2, "no file is written over"
    assert run("restore", known[0], "--backup", "9", "--to", tmp_path / "x.bmaplan").status == 2


def test_where_the_file_is_gone_the_backups_of_all_drafts_are_listed_and_restored(
    run: Run, known: list[Path], tmp_path: Path
) -> None:
    assert run("backup", "--known").status == 0
    known[0].unlink()
    listed = run("backups").out.splitlines()
    number = next(line.split("\t")[0] for line in listed if str(known[0]) in line)
    assert run("restore", "--backup", number, "--to", known[0]).status == 0
    Draft.open(known[0], read_only=True).close()


def test_backups_are_numbered_from_the_newest(run: Run, known: list[Path], tmp_path: Path) -> None:
    for day, name in ((1, "ชื่อแรก"), (2, "ชื่อที่สอง")):
        with Draft.open(known[0]) as draft:
            draft.set("project", draft.ids("project")[0], "name", name)
            backups = Backups.of(draft)
            assert backups is not None
            backups.make(datetime(2025, 1, day, tzinfo=UTC))
    for number, name in (("1", "ชื่อที่สอง"), ("2", "ชื่อแรก")):
        again = tmp_path / f"{number}.bmaplan"
        assert run("restore", known[0], "--backup", number, "--to", again).status == 0
        with Draft.open(again, read_only=True) as draft:
            assert draft.record("project", draft.ids("project")[0]).values["name"] == name
