"""The attachments of a plan in JSON: whoever has a file there keeps it, and each plan finds its own."""

import os
import shutil
from pathlib import Path

import pytest

from planner_desktop.draft import Draft
from planner_desktop.draft.plan import plan_files, plan_json
from planner_desktop.errors import PlanJsonError
from planner_desktop.formpack import FormPack
from tests.links import PIPES, lead

NAME = "โครงสร้าง.pdf"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "ส่งออก ปี 2568"
    folder.mkdir()
    return folder


def attached(draft: Draft, tmp_path: Path, content: bytes) -> Draft:
    """The draft with this file in it."""
    file = tmp_path / NAME
    file.write_bytes(content)
    draft.database.execute("DELETE FROM attachment")
    draft.attach(file)
    return draft


def kept(plan: Path, out: Path) -> bytes:
    """What an import of the plan has as its attachment."""
    out.unlink(missing_ok=True)
    with plan_json.read_plan(plan, out) as draft:
        return draft.attachment(NAME)


def test_a_file_of_the_users_is_left_alone(draft: Draft, tmp_path: Path, folder: Path) -> None:
    (folder / "attachments").mkdir()
    (folder / "attachments" / NAME).write_bytes(b"theirs")
    plan_json.write_plan(attached(draft, tmp_path, b"ours"), folder / "plan.json")
    assert (folder / "attachments" / NAME).read_bytes() == b"theirs"
    assert kept(folder / "plan.json", tmp_path / "x.bmaplan") == b"ours"


def test_two_plans_in_a_folder_have_each_their_own(draft: Draft, tmp_path: Path, folder: Path) -> None:
    for name in ("หนึ่ง", "สอง"):
        plan_json.write_plan(attached(draft, tmp_path, name.encode()), folder / f"{name}.json")
    for name in ("หนึ่ง", "สอง"):
        assert kept(folder / f"{name}.json", tmp_path / "x.bmaplan") == name.encode()


def test_an_export_over_an_old_one_is_the_old_or_the_new_whatever_fails(
    draft: Draft, tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = folder / "plan.json"
    plan_json.write_plan(attached(draft, tmp_path, b"old"), plan)
    attached(draft, tmp_path, b"new")
    with monkeypatch.context() as patch:

        def refuses(*_args: object) -> None:
            raise OSError(28, "full")

        patch.setattr(os, "replace", refuses)
        with pytest.raises(PlanJsonError, match="full"):
            plan_json.write_plan(draft, plan)
    assert kept(plan, tmp_path / "x.bmaplan") == b"old"
    plan_json.write_plan(draft, plan)
    assert kept(plan, tmp_path / "x.bmaplan") == b"new"
    assert [file.read_bytes() for file in plan_files.folder(plan).glob("*/*")] == [b"new"]


def test_a_plan_that_was_renamed_or_is_of_the_older_layout_finds_its_attachments(
    draft: Draft, tmp_path: Path, folder: Path
) -> None:
    plan_json.write_plan(attached(draft, tmp_path, b"1"), folder / "plan.json")
    plan = (folder / "plan.json").rename(folder / "แผน ฉบับส่ง.json")
    assert kept(plan, tmp_path / "x.bmaplan") == b"1"
    shutil.rmtree(folder / "plan.attachments")
    (folder / "attachments").mkdir()
    (folder / "attachments" / NAME).write_bytes(b"1")
    assert kept(plan, tmp_path / "x.bmaplan") == b"1"
    (folder / "attachments" / NAME).write_bytes(b"2")
    with pytest.raises(PlanJsonError, match="not the one that was exported"):
        kept(plan, tmp_path / "x.bmaplan")
    shutil.rmtree(folder / "attachments")
    with pytest.raises(PlanJsonError, match="is missing"):
        kept(plan, tmp_path / "x.bmaplan")


@pytest.mark.parametrize("at", ["file", "digest", "folder", pytest.param("pipe", marks=PIPES)])
def test_an_import_follows_no_link_and_waits_for_no_pipe(draft: Draft, tmp_path: Path, folder: Path, at: str) -> None:
    plan = folder / "plan.json"
    plan_json.write_plan(attached(draft, tmp_path, b"1"), plan)
    (file,) = plan_files.folder(plan).glob("*/*")
    place = {"file": file, "digest": file.parent, "folder": file.parent.parent, "pipe": file}[at]
    aside = tmp_path / "ที่อื่น"
    place.rename(aside)
    os.mkfifo(place) if at == "pipe" else lead(place, aside)
    with pytest.raises(PlanJsonError, match=r"cannot be read: .*(link|no file)"):
        kept(plan, tmp_path / "x.bmaplan")
    assert not (tmp_path / "x.bmaplan").exists()


def test_an_export_is_not_led_elsewhere(draft: Draft, tmp_path: Path, folder: Path) -> None:
    aside = tmp_path / "ที่อื่น"
    aside.mkdir()
    lead(folder / "plan.attachments", aside)
    with pytest.raises(PlanJsonError, match="is a link"):
        plan_json.write_plan(attached(draft, tmp_path, b"1"), folder / "plan.json")
    assert list(aside.iterdir()) == []
    assert not (folder / "plan.json").exists()


def test_a_digest_that_leads_elsewhere_names_no_file(draft: Draft, tmp_path: Path, folder: Path) -> None:
    plan = folder / "plan.json"
    plan_json.write_plan(attached(draft, tmp_path, b"1"), plan)
    text = plan.read_text("utf-8")
    digest = next(a.sha256 for a in draft.attachments())
    (tmp_path / NAME).write_bytes(b"1")
    plan.write_text(text.replace(digest, "../../" + digest[6:]), "utf-8")
    with pytest.raises(PlanJsonError, match="is missing"):
        kept(plan, tmp_path / "x.bmaplan")
    assert plan_files.listed(plan) == []
    plan_json.write_plan(draft, plan)
    assert (tmp_path / NAME).exists()


def test_an_empty_draft_makes_no_folder(pack: FormPack, folder: Path) -> None:
    with Draft.in_memory(pack) as draft:
        plan_json.write_plan(draft, folder / "plan.json")
    assert [f.name for f in folder.iterdir()] == ["plan.json"]
