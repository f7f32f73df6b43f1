"""What cannot be used is answered with one clear Thai message, exit status 2, and nothing written."""

import json
from pathlib import Path

import pytest

from planner_desktop.cli import commands
from planner_desktop.draft import Draft
from planner_desktop.formpack import FormPack
from tests.cli.conftest import Ran, Run
from tests.own_places import own_places

THAI = range(0x0E00, 0x0E80)


def refused(ran: Ran, *named: str) -> None:
    assert ran.status == 2
    assert ran.out == ""
    assert "Traceback" not in ran.err
    assert any(ord(letter) in THAI for letter in ran.err)
    for name in named:
        assert name in ran.err


def before_and_after(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file()}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "งาน"
    folder.mkdir()
    return folder


@pytest.fixture
def plan(folder: Path, pack: FormPack) -> Path:
    Draft.create(folder / "ร่าง.bmaplan", pack).close()
    return folder / "ร่าง.bmaplan"


@pytest.mark.parametrize("command", [("check",), ("open",), ("export", "--pdf", "out.pdf")])
def test_a_file_that_is_not_a_draft(run: Run, folder: Path, command: tuple[str, ...]) -> None:
    (folder / "งบ.bmaplan").write_text("not a draft")
    before = before_and_after(folder)
    refused(run(command[0], folder / "งบ.bmaplan", *command[1:]), "งบ.bmaplan", "ไม่ใช่ร่างแผน")
    assert before_and_after(folder) == before


def test_a_draft_that_is_not_there(run: Run, folder: Path) -> None:
    refused(run("check", folder / "หาย.bmaplan"), "หาย.bmaplan")
    assert not list(folder.iterdir())


@pytest.mark.parametrize("command", [("check",), ("open",), ("export", "--json", "out.json")])
def test_a_draft_of_a_newer_version(run: Run, folder: Path, plan: Path, command: tuple[str, ...]) -> None:
    content = bytearray(plan.read_bytes())
    content[60:64] = (99).to_bytes(4, "big")  # the header's user_version
    plan.write_bytes(content)
    before = before_and_after(folder)
    refused(run(command[0], plan, *command[1:]), "รุ่นใหม่กว่า", "99")
    assert before_and_after(folder) == before


def test_an_edition_that_is_not_installed(run: Run, folder: Path) -> None:
    refused(run("new", "--edition", "bma-2599", "--agency", "สกต.", folder / "ก.bmaplan"), "bma-2599")
    refused(run("forms", "show", "bma-2599"), "bma-2599")
    assert not list(folder.iterdir())


def test_a_sample_that_does_not_exist(run: Run, folder: Path) -> None:
    refused(run("new", "--sample", "nothing", folder / "ก.bmaplan"), "nothing")
    assert not list(folder.iterdir())


@pytest.mark.parametrize("text", ['{"format": "bmaplan",', "[]", '{"format": "bmaplan", "format_version": 1}', "\xff"])
def test_json_that_is_no_plan(run: Run, folder: Path, text: str) -> None:
    (folder / "แผน.json").write_bytes(text.encode("latin-1"))
    before = before_and_after(folder)
    refused(run("import", folder / "แผน.json", folder / "ก.bmaplan"), "แผน.json")
    assert before_and_after(folder) == before


def test_a_plan_of_an_edition_that_is_not_installed(run: Run, folder: Path, plan: Path) -> None:
    run("export", plan, "--json", folder / "แผน.json")
    data = json.loads((folder / "แผน.json").read_text(encoding="utf-8"))
    data["edition"]["id"] = "bma-2599"
    (folder / "แผน.json").write_text(json.dumps(data))
    refused(run("import", folder / "แผน.json", folder / "ก.bmaplan"), "bma-2599")
    assert not (folder / "ก.bmaplan").exists()


def test_amounts_too_large_to_be_added_up(run: Run, folder: Path, pack: FormPack) -> None:
    run("new", "--sample", "2568-international-affairs", folder / "ใหญ่.bmaplan")
    with Draft.open(folder / "ใหญ่.bmaplan") as draft:
        for id in draft.ids("project"):
            draft.set("project", id, "budget", 2**62)
    ran = run("check", folder / "ใหญ่.bmaplan")
    assert ran.status == 1
    assert "999,999,999,999.99" in ran.out
    for option in ("--pdf", "--bundle"):
        refused(run("export", folder / "ใหญ่.bmaplan", option, folder / "ออก"), "check")
        assert not (folder / "ออก").exists()
    assert run("export", folder / "ใหญ่.bmaplan", "--json", folder / "แผน.json").status == 0
    refused(run("import", folder / "แผน.json", folder / "ข.bmaplan"), "records.project[0].budget", "999,999,999,999.99")
    assert not (folder / "ข.bmaplan").exists()


def test_an_output_file_that_exists(run: Run, folder: Path, plan: Path) -> None:
    run("export", plan, "--json", folder / "แผน.json")
    before = before_and_after(folder)
    refused(run("new", "--agency", "สกต.", plan), "ร่าง.bmaplan")
    refused(run("import", folder / "แผน.json", plan), "ร่าง.bmaplan")
    refused(run("export", plan, "--json", folder / "แผน.json"), "แผน.json")
    assert before_and_after(folder) == before


@pytest.mark.parametrize("option", ["--json", "--pdf", "--bundle"])
def test_a_folder_that_cannot_be_written_to(run: Run, folder: Path, plan: Path, option: str) -> None:
    (folder / "ไฟล์").write_text("a file where a folder is wanted")
    before = before_and_after(folder)
    refused(run("export", plan, option, folder / "ไฟล์" / "แผน"), "ไฟล์")
    refused(run("new", "--agency", "สกต.", folder / "ไม่มี" / "ก.bmaplan"), "ก.bmaplan")
    assert before_and_after(folder) == before


@pytest.mark.parametrize(
    "arguments",
    [
        ("export", "ร่าง.bmaplan"),
        ("new", "ก.bmaplan"),
        ("new", "--agency", "สกต.", "--sample", "x", "ก.bmaplan"),
        ("check",),
        ("nonsense",),
        ("forms", "schema", "nonsense"),
        ("--language", "fr", "samples"),
    ],
)
def test_a_command_line_that_makes_no_sense(run: Run, arguments: tuple[str, ...]) -> None:
    ran = run(*arguments)
    refused(ran)
    assert "--help" in ran.err


def test_a_fault_of_the_program_is_logged_and_told_plainly(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def faulty(*_arguments: object, **_options: object) -> None:
        raise ZeroDivisionError("here")

    monkeypatch.setattr(commands.planner_desktop, "main", faulty)
    own_places(monkeypatch, tmp_path)
    ran = run("samples")
    assert ran.status == 3
    assert "ZeroDivisionError" not in ran.err
    (log,) = tmp_path.rglob("*.log")
    assert str(log) in ran.err
    assert "ZeroDivisionError: here" in log.read_text(encoding="utf-8")
