"""Two copies of a draft that drifted apart are merged from the command line, and what that asks is decided there."""

import json
from pathlib import Path

import pytest

from planner_desktop.draft import Draft
from planner_desktop.draft.plan import clean_copy
from tests.cli.conftest import Ran, Run


@pytest.fixture(autouse=True)
def _in_english(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANNER_LANGUAGE", "en")


def did(run: Run, *arguments: str, status: int = 0) -> Ran:
    """What a command said that ended so."""
    ran = run(*arguments)
    assert ran.status == status, ran
    return ran


@pytest.fixture
def copies(sample: Draft, tmp_path: Path) -> tuple[Path, Path]:
    """A draft with a history and a colleague's copy of it, both edited since."""
    project, other = sample.ids("project")[:2]
    sample.enter("project", project, "name", "ก่อนแยก")
    theirs = tmp_path / "ของ เพื่อน.bmaplan"
    sample.save_as(theirs)
    sample.enter("project", project, "name", "ชื่อที่นี่")
    sample.add("project", {"name": "โครงการที่นี่"})
    sample.close()
    with Draft.open(theirs) as copy:
        copy.author = "เพื่อน"
        copy.enter("project", project, "name", "ชื่อของเพื่อน")
        copy.enter("project", other, "budget", "777")
        copy.add("project", {"name": "เพิ่มโดยเพื่อน"})
    assert sample.path
    return sample.path, theirs


def names(path: Path) -> list[object]:
    with Draft.open(path, read_only=True) as draft:
        return [record.values["name"] for record in draft.records("project")]


def test_copies_are_merged_and_what_is_asked_is_decided(copies: tuple[Path, Path], run: Run) -> None:
    plan, theirs = map(str, copies)
    before = names(copies[0])
    tried = did(run, "merge", plan, theirs, "--try", status=1)
    assert "1 added, 1 changed, 0 deleted, 1 conflicts" in tried.out
    assert "nothing was written" in tried.out
    assert names(copies[0]) == before
    merged = json.loads(did(run, "merge", plan, theirs, "--json", status=1).out)
    assert {each["what"] for each in merged["records"]} == {"added", "changed"}
    assert {"โครงการที่นี่", "เพิ่มโดยเพื่อน", "ชื่อที่นี่"} <= set(names(copies[0]))
    (conflict,) = json.loads(did(run, "conflicts", plan, "--json", status=1).out)
    assert conflict["shown"] == {"base": "ก่อนแยก", "mine": "ชื่อที่นี่", "theirs": "ชื่อของเพื่อน"}
    assert conflict["theirs_by"] == "เพื่อน"
    assert "merge-conflict" in did(run, "check", plan, "--json", status=1).out
    assert "ชื่อของเพื่อน" in did(run, "conflicts", plan, status=1).out
    did(run, "resolve", plan, "2", "theirs", status=2)
    did(run, "resolve", plan, "1", status=2)
    did(run, "resolve", plan, "1", "both", status=2)
    did(run, "resolve", plan, "1", "theirs")
    assert "ชื่อของเพื่อน" in names(copies[0])
    assert "No conflicts" in did(run, "conflicts", plan).out
    again = did(run, "merge", plan, theirs)
    assert "0 added, 0 changed, 0 deleted, 0 conflicts" in again.out


def test_a_conflict_is_decided_by_a_text_or_closed(copies: tuple[Path, Path], run: Run) -> None:
    plan, theirs = map(str, copies)
    did(run, "merge", plan, theirs, status=1)
    did(run, "resolve", plan, "1", "--close")
    assert "ชื่อที่นี่" in names(copies[0])
    did(run, "undo", plan)
    did(run, "resolve", plan, "1", "--text", "ชื่อที่ตกลงกัน")
    assert "ชื่อที่ตกลงกัน" in names(copies[0])


def test_what_has_no_common_base_is_said_so_and_left(
    copies: tuple[Path, Path], tmp_path: Path, draft: Draft, run: Run
) -> None:
    plan, theirs = copies
    clean = tmp_path / "ไม่มีประวัติ.bmaplan"
    with Draft.open(theirs) as copy:
        clean_copy.write(copy, clean)
    assert "Compare the two" in did(run, "merge", str(plan), str(clean), status=2).err
    assert draft.path
    assert "no copy of this draft" in did(run, "merge", str(plan), str(draft.path), status=2).err
