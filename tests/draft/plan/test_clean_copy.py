"""What leaves the PC is the plan: nothing of how it came about is in the bytes of what is given away."""

import json
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from planner_desktop.bundle import verify_bundle, write_bundle
from planner_desktop.cli.main import main
from planner_desktop.draft import Draft
from planner_desktop.draft.history import sending, versions
from planner_desktop.draft.plan import clean_copy
from planner_desktop.draft.plan.plan_json import to_plan, write_plan
from planner_desktop.draft.records import section_notes
from planner_desktop.draft.records.section_notes import SectionNote
from planner_desktop.errors import DraftError

SECRETS = {
    "undone": "คำที่พิมพ์แล้วเลิกทำ",
    "before": "คำเดิมก่อนแก้ไข",
    "typing": "คำที่ยังพิมพ์ไม่เสร็จ",
    "note": "รอตัวเลขจากกองคลัง",
    "author": "นางสาวผู้พิมพ์แผน",
    "reason": "ให้แก้ตัวเลขหน้าสอง",
    "letter": "ที่ กท ๐๑๐๑/ลับ",
    "file": "ไฟล์ที่เอาออกแล้ว",
    "place": "ที่ที่ทำค้างไว้",
    "pc": "เครื่องของกองแผน",
}
Out = Callable[[Draft, Path, bool], bytes]


@pytest.fixture
def worked_on(sample: Draft, tmp_path: Path) -> Draft:
    """A plan with all that an officer leaves in a draft; each of the secrets is in it, and none in the plan."""
    sample.author = SECRETS["author"]
    project = sample.ids("project")[0]
    name = sample.record("project", project).values["name"]
    sample.set("project", project, "name", SECRETS["before"])
    sample.set("project", project, "name", name)
    sample.set("project", project, "name", SECRETS["undone"])
    sample.undo()
    sample.typing("project", project, "name", SECRETS["typing"])
    section_notes.keep(sample, "cover", SectionNote(SECRETS["note"]))
    sample.remember("section", SECRETS["place"])
    sample.database.execute("UPDATE session SET pc = ?", [SECRETS["pc"]])
    picture = tmp_path / "ผัง.png"
    picture.write_bytes(SECRETS["file"].encode())
    kept = sample.attach(picture)
    text = sample.record("situation", 1).values["text"]
    sample.set("situation", 1, "text", json.dumps([{"figure": kept}]))
    sample.set("situation", 1, "text", text)
    sending.submit(sample, SECRETS["letter"], datetime(2026, 1, 1, tzinfo=UTC))
    sending.returned(sample, SECRETS["reason"], SECRETS["author"])
    sending.submit(sample, SECRETS["letter"])
    return sample


def a_copy(draft: Draft, folder: Path, with_history: bool) -> bytes:
    clean_copy.write(draft, folder / "สำเนา.bmaplan", with_history=with_history)
    return (folder / "สำเนา.bmaplan").read_bytes()


def a_bundle(draft: Draft, folder: Path, with_history: bool) -> bytes:
    path = write_bundle(draft, folder / "ชุด.zip", with_history=with_history)
    with zipfile.ZipFile(path) as archive:
        return b"".join(archive.read(name) + name.encode() for name in archive.namelist())


@pytest.mark.parametrize("out", [a_copy, a_bundle])
def test_nothing_of_how_a_plan_came_about_is_in_what_is_given_away(worked_on: Draft, tmp_path: Path, out: Out) -> None:
    assert worked_on.path
    original = worked_on.path.read_bytes()
    given = out(worked_on, tmp_path, False)
    for secret in SECRETS.values():
        assert secret.encode() in original or json.dumps(secret)[1:-1].encode() in original, secret
        for form in (secret, json.dumps(secret)[1:-1]):
            assert form.encode() not in given, secret
    assert str(tmp_path).encode() not in given


@pytest.mark.parametrize("out", [a_copy, a_bundle])
def test_all_goes_along_where_it_is_wanted_but_what_is_being_typed(worked_on: Draft, tmp_path: Path, out: Out) -> None:
    given = out(worked_on, tmp_path, True)
    for name, secret in SECRETS.items():
        there = secret.encode() in given or json.dumps(secret)[1:-1].encode() in given
        assert there == (name not in ("typing", "pc")), name


def test_a_copy_is_the_same_plan_in_the_same_version_and_goes_on(worked_on: Draft, tmp_path: Path) -> None:
    a_copy(worked_on, tmp_path, False)
    with Draft.open(tmp_path / "สำเนา.bmaplan") as copy:
        assert not copy.read_only
        assert to_plan(copy) == to_plan(worked_on)
        assert sending.identifier(copy) == sending.identifier(worked_on)
        assert [v.sha256 for v in versions.versions(copy)] == [v.sha256 for v in versions.versions(worked_on)]
        assert not copy.undo_label()
        with sending.open_version(copy, 2) as sent:
            assert to_plan(sent)["records"] == to_plan(worked_on)["records"]
        with pytest.raises(DraftError, match="not in this copy"):
            sending.open_version(copy, 1)
        sending.reopen(copy)
        copy.set("project", copy.ids("project")[0], "name", "ใหม่")
        copy.undo()
        assert to_plan(copy) == to_plan(worked_on)


def test_a_bundle_verifies_for_who_receives_it_and_says_nobodys_name(worked_on: Draft, tmp_path: Path) -> None:
    report = verify_bundle(write_bundle(worked_on, tmp_path / "ชุด.zip"))
    assert (report.author, report.remarks) == ("", ())
    assert report.identifier.endswith("/2")
    named = verify_bundle(write_bundle(worked_on, tmp_path / "ชุด.zip", with_history=True))
    assert named.author == SECRETS["author"]


def test_files_taken_out_of_the_plan_are_not_exported_as_data(worked_on: Draft, tmp_path: Path) -> None:
    write_plan(worked_on, tmp_path / "แผน.json")
    assert not [file for file in tmp_path.rglob("*.png") if file.parent != tmp_path]
    assert to_plan(worked_on)["attachments"] == []
    assert len(worked_on.attachments()) == 1


def test_a_file_that_is_there_is_never_replaced_by_a_copy(sample: Draft, tmp_path: Path) -> None:
    (tmp_path / "สำเนา.bmaplan").write_text("mine")
    with pytest.raises(DraftError):
        a_copy(sample, tmp_path, False)
    assert (tmp_path / "สำเนา.bmaplan").read_text() == "mine"


def test_the_command_line_gives_copies_too(worked_on: Draft, tmp_path: Path) -> None:
    assert worked_on.path
    worked_on.close()
    for name, option in (("a.bmaplan", []), ("b.bmaplan", ["--with-history"])):
        assert main(["copy", str(worked_on.path), str(tmp_path / name), *option]) == 0
        there = SECRETS["undone"].encode() in (tmp_path / name).read_bytes()
        assert there == bool(option)
