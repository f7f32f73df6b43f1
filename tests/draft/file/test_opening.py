"""Only a draft of ours, not too new, is opened; anything else is refused with a reason and left as it was."""

import sqlite3
from copy import copy
from pathlib import Path

import pytest

from planner_desktop.draft import Draft
from planner_desktop.errors import DraftError, FormPackError, NewerDraftError, NotADraftError
from planner_desktop.formpack import FormPack, tables
from planner_desktop.formpack.editions import edition_pack


def test_a_draft_opens_with_the_form_pack_it_was_made_with(draft: Draft) -> None:
    draft.close()
    assert draft.path
    with Draft.open(draft.path) as again:
        assert again.pack.edition == draft.pack.edition
        assert again.pack.files == draft.pack.files


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 a zip", b"SQLite format 3\x00" + bytes(84)])
def test_a_file_that_is_no_draft_is_refused_and_left_alone(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "เอกสาร.bmaplan"
    file.write_bytes(content)
    with pytest.raises(NotADraftError, match=r"เอกสาร\.bmaplan"):
        Draft.open(file)
    assert file.read_bytes() == content


def test_a_database_of_another_program_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "other.bmaplan"
    connection = sqlite3.connect(file)
    connection.execute("CREATE TABLE t (a)")
    connection.close()
    with pytest.raises(NotADraftError):
        Draft.open(file)


def test_a_newer_draft_is_refused_and_left_alone(draft: Draft) -> None:
    draft.close()
    assert draft.path
    connection = sqlite3.connect(draft.path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    before = draft.path.read_bytes()
    with pytest.raises(NewerDraftError, match="format 99"):
        Draft.open(draft.path)
    assert draft.path.read_bytes() == before


def test_a_new_draft_never_takes_the_place_of_a_file(tmp_path: Path, pack: FormPack) -> None:
    file = tmp_path / "มีอยู่แล้ว.bmaplan"
    file.write_bytes(b"mine")
    with pytest.raises(DraftError, match="exists already"):
        Draft.create(file, pack)
    assert file.read_bytes() == b"mine"


def test_a_folder_that_is_not_there_leaves_nothing_behind(tmp_path: Path, pack: FormPack) -> None:
    with pytest.raises(DraftError, match="cannot be written"):
        Draft.create(tmp_path / "ไม่มี" / "ร่าง.bmaplan", pack)
    assert list(tmp_path.iterdir()) == []


def test_any_sqlite_tool_can_read_the_tables(draft: Draft) -> None:
    draft.add("project", {"name": "โครงการ"})
    assert draft.path
    connection = sqlite3.connect(draft.path)
    keys = connection.execute("SELECT \"table\", on_delete FROM pragma_foreign_key_list('alignment')").fetchall()
    assert set(keys) == {("agency_objective", "CASCADE"), ("city_issue", "SET NULL")}
    names = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert names - {shape.name for shape in tables.shapes(draft.pack.records)} == tables.OWN_TABLES
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    connection.close()


def test_a_draft_that_cannot_be_written_is_read_and_edits_are_refused(
    draft: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft.close()
    assert draft.path
    monkeypatch.setattr("os.access", lambda _path, _mode: False)  # root may write anything, so the mode cannot tell
    with Draft.open(draft.path) as again:
        assert again.ids("cover") == [1]
        again.remember("section", "cover")
        with pytest.raises(DraftError, match="reading only"):
            again.enter("cover", 1, "agency", "x")


@pytest.mark.parametrize(
    ("file", "before", "after", "opens"),
    [
        ("collection-plan.yaml", b"author:", b"# later\n  author:", True),
        ("collection.yaml", b"WHERE u.place = 1", b"WHERE u.place = 2", True),
        ("collection.yaml", b"WHERE counted AND budget > 0", b"WHERE counted AND budget > 1", False),
        ("money-checks.yaml", b"checks:", b"# later\nchecks:", False),
    ],
)
def test_what_is_asked_across_all_plans_is_no_part_of_the_form_that_a_draft_must_have(
    draft: Draft, file: str, before: bytes, after: bytes, opens: bool
) -> None:
    path = f"records/{file}"
    assert draft.path is not None
    draft.close()
    wanted = edition_pack(draft.pack.edition.id)
    changed = copy(wanted)
    object.__setattr__(changed, "files", wanted.files | {path: wanted.files[path].replace(before, after)})
    assert changed.files != wanted.files
    if opens:
        Draft.open_as(draft.path, changed).close()
        return
    with pytest.raises(FormPackError, match="holds a form of its own"):
        Draft.open_as(draft.path, changed)
