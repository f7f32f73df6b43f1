"""The policy of a PC: what it sets, how its mistakes are told, and which newer setup file is found."""

import sys
from pathlib import Path

import pytest

from planner_desktop import policy
from planner_desktop.cli import main
from planner_desktop.errors import PolicyError

NAME = "planner-desktop-{}-setup.exe" if sys.platform == "win32" else "planner-desktop_{}_amd64.deb"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "นโยบาย ของเครื่อง.ini"


def test_what_is_set_is_taken_and_what_is_left_out_is_nothing(file: Path, tmp_path: Path) -> None:
    assert policy.read(file) == policy.Policy()
    file.write_text("[planner-desktop]\n", "utf-8")
    assert policy.read(file) == policy.Policy()
    file.write_text(f"; ของหน่วยงาน\n[planner-desktop]\nDrafts = {tmp_path}\n", "utf-8-sig")
    assert policy.read(file) == policy.Policy(drafts=tmp_path)
    file.write_text(f'[planner-desktop]\r\nupdates = "{tmp_path / "รุ่น ใหม่"}"\r\n', "utf-8")
    assert policy.read(file) == policy.Policy(updates=tmp_path / "รุ่น ใหม่")


def test_names_of_environment_variables_are_replaced(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OFFICER", "สมใจ")
    file.write_text(f"[planner-desktop]\ndrafts = {tmp_path / '$OFFICER'}\n", "utf-8")
    assert policy.read(file).drafts == tmp_path / "สมใจ"


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("[planner-desktop]\n\nfolder = /x\n", 3, "folder"),
        ("[planner-desktop]\ndrafts = plans\n", 2, "plans"),
        ("[planner-desktop]\ndrafts =\n", 2, ""),
        ("[planner-desktop]\nupdates = /x/%NOBODY_SETS_THIS%\n", 2, "%NOBODY_SETS_THIS%"),
        ("[planner]\ndrafts = /x\n", 1, "[planner]"),
        ("drafts = /x\n", 1, ""),
        ("[planner-desktop]\ndrafts = /x\ndrafts = /y\n", 3, ""),
        ("[planner-desktop]\nupdates = /x\nwhat is this\n", 3, ""),
        ("[planner-desktop]\nupdates = /x\n[planner-desktop]\n", 3, ""),
    ],
)
def test_a_mistake_is_told_with_file_and_line_and_how_to_mend_it(file: Path, text: str, line: int, said: str) -> None:
    file.write_text(text, "utf-8")
    with pytest.raises(PolicyError) as told:
        policy.read(file)
    assert f"{file}, line {line}:" in told.value.message
    assert said in told.value.message
    assert told.value.fix


def test_what_is_no_text_is_told(file: Path) -> None:
    file.write_bytes("[planner-desktop]\ndrafts = D:\\แผน".encode("utf-16"))
    with pytest.raises(PolicyError, match="UTF-8"):
        policy.read(file)
    file.write_text("[planner-desktop]\n" + ";\n" * 64_000, "utf-8")
    with pytest.raises(PolicyError, match="too large"):
        policy.read(file)
    file.unlink()
    file.mkdir()
    with pytest.raises(PolicyError, match="cannot be read"):
        policy.read(file)


def test_a_policy_with_mistakes_sets_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "policy.ini"
    monkeypatch.setattr(policy, "policy_file", lambda: file)
    policy.in_force.cache_clear()
    file.write_text(f"[planner-desktop]\ndrafts = {tmp_path}\nwrong = 1\n", "utf-8")
    assert policy.in_force() == policy.Policy()
    policy.in_force.cache_clear()


def test_the_newest_setup_file_is_found_by_its_name_alone(tmp_path: Path) -> None:
    for version in ("0.9.0", "1.2", "1.10.0", "x"):
        (tmp_path / NAME.format(version)).touch()
    (tmp_path / "planner-desktop-9.0.0.zip").touch()
    assert policy.newer_setup(tmp_path, "1.2") == policy.Setup("1.10.0", tmp_path / NAME.format("1.10.0"))
    assert policy.newer_setup(tmp_path, "1.10.0") is None
    assert policy.newer_setup(tmp_path, "2.0") is None


def test_a_folder_of_updates_that_is_away_is_told(tmp_path: Path) -> None:
    with pytest.raises(PolicyError, match="cannot be read"):
        policy.newer_setup(tmp_path / "ไม่มี")


def test_the_command_tells_what_holds(tmp_path: Path, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / NAME.format("99.0.0")).touch()
    file.write_text(f"[planner-desktop]\nupdates = {tmp_path}\n", "utf-8")
    assert main(["--language", "en", "policy", str(file)]) == 0
    said = capsys.readouterr().out
    assert f"Folder of updates: {tmp_path}" in said
    assert "Folder of drafts: not set" in said
    assert "99.0.0" in said
    file.write_text("[planner-desktop]\nupdate = /x\n", "utf-8")
    assert main(["--language", "en", "policy", str(file)]) == 2
    assert "line 2" in capsys.readouterr().err
    file.write_text(f"[planner-desktop]\nupdates = {tmp_path / 'gone'}\n", "utf-8")
    assert main(["--language", "en", "policy", str(file)]) == 1
