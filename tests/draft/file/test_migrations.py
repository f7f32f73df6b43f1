"""A draft of each older format opens as today's, after a copy of it was kept, wholly or not at all."""

import gzip
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from planner_desktop.draft import Draft
from planner_desktop.draft.file import file, migrations
from planner_desktop.draft.plan import plan_json
from planner_desktop.errors import DraftError, NewerDraftError

FILES = Path(__file__).parent / "files"


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(migrations, "user_data", lambda: tmp_path / "user")
    return tmp_path / "user"


@pytest.fixture(params=range(1, file.FORMAT))
def older(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A draft of every format there was; a new format needs one of the format before it."""
    path = tmp_path / "ของเก่า.bmaplan"
    path.write_bytes(gzip.decompress((FILES / f"format-{request.param}.bmaplan.gz").read_bytes()))
    return path


def test_every_format_has_its_migration() -> None:
    assert [migration.to for migration in migrations.MIGRATIONS] == list(range(2, file.FORMAT + 1))


def test_an_older_draft_is_migrated_after_a_copy_was_kept(older: Path, own_folder: Path) -> None:
    before = older.read_bytes()
    with Draft.open(older, read_only=True) as reading:
        plan = plan_json.to_plan(reading)
    assert older.read_bytes() == before
    with Draft.open(older) as draft:
        assert not draft.read_only
        assert draft.opened.older
        assert draft.opened.older.is_relative_to(own_folder)
        assert plan_json.to_plan(draft) == plan
        assert [draft.record("project", id).values["name"] for id in draft.ids("project")] == [
            "โครงการคลองสวยน้ำใส",
            "โครงการบ้านมั่นคง",
        ]
        assert draft.attachment("แผนที่.txt").decode() == "เอกสารแนบ"
        kept = draft.opened.older
    with closing(file.connect(kept)) as database:
        assert file.version(database) < file.FORMAT
    with Draft.open(older) as draft:
        assert draft.opened.older is None
        redo = draft.redo_label()
        draft.redo()
        assert plan_json.to_plan(draft) != plan
        draft.undo()
        assert plan_json.to_plan(draft) == plan
        assert draft.redo_label() == redo
        while draft.undo_label():
            draft.undo()
        assert draft.ids("project") == []


def test_a_migration_that_fails_changes_nothing(older: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_arguments: object) -> None:
        raise DraftError("the disk is full")

    before = older.read_bytes()
    last = migrations.MIGRATIONS[-1]
    monkeypatch.setattr(migrations, "MIGRATIONS", (*migrations.MIGRATIONS, migrations.Migration(99, last.name, full)))
    with pytest.raises(DraftError, match="full"):
        Draft.open(older)
    assert older.read_bytes() == before


def test_a_newer_draft_is_refused_with_the_version_that_opens_it(draft: Draft) -> None:
    draft.remember("program", "9.1.0")
    draft.close()
    assert draft.path
    connection = sqlite3.connect(draft.path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(NewerDraftError) as refused:
        Draft.open(draft.path)
    assert "Install version 9.1.0" in refused.value.fix
