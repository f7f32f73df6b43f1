"""Names of files that are longer than a drive takes: refused with how much too long they are, and nothing is written."""

import os
from pathlib import Path

import pytest

from planner_desktop import file_names, whole_file
from planner_desktop.cli.main import main
from planner_desktop.draft import Draft
from planner_desktop.draft.history import incomplete
from planner_desktop.errors import DraftError
from planner_desktop.formpack import FormPack
from planner_desktop.plans.beginning import free_path


@pytest.mark.parametrize("letters", [79, 80, 82, 83, 84, 90, 300])
def test_a_draft_is_made_under_a_name_or_the_name_is_refused_with_its_length(
    pack: FormPack, tmp_path: Path, letters: int
) -> None:
    path = tmp_path / ("ก" * letters + ".bmaplan")
    if letters == 79:  # with its journal 253 bytes
        Draft.create(path, pack).close()
        return
    with pytest.raises(DraftError, match="letters more than a file can have") as refused:
        Draft.create(path, pack)
    assert f" {letters - 79} " in refused.value.message
    assert refused.value.fix == "Give it another name."
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize("kind", ["pdf", "bundle", "json"])
def test_no_export_to_a_name_that_is_too_long_is_a_fault(
    kind: str, pack: FormPack, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Draft.create(tmp_path / "แผน.bmaplan", pack) as draft:
        incomplete.mark(draft, "เริ่มทำ")
    target = tmp_path / ("ก" * 90 + ".pdf")
    assert main(["--language", "en", "export", f"--{kind}", str(target), str(tmp_path / "แผน.bmaplan")]) == 2
    assert "letters more than a file can have" in capsys.readouterr().err


@pytest.mark.parametrize("command", [["check"], ["verify"], ["audit"], ["import"]])
def test_no_name_that_is_too_long_to_be_read_is_a_fault(command: list[str], tmp_path: Path) -> None:
    path = str(tmp_path / ("ก" * 90 + ".json"))
    more = [str(tmp_path / "ใหม่.bmaplan")] if command == ["import"] else []
    assert main([*command, path, *more]) == 2


def test_a_name_with_a_word_behind_is_as_short_as_any_drive_asks(tmp_path: Path) -> None:
    long = tmp_path / ("ก" * 79 + ".bmaplan")
    named = file_names.with_word(long, "สำเนา", ".bmaplan")
    assert named.name.startswith("ก" * 60)
    assert named.name.endswith(" (สำเนา).bmaplan")
    whole_file.write(named, b"1")
    long.write_bytes(b"1")
    assert free_path(long).name.endswith(" (2).bmaplan")
    assert file_names.with_word(tmp_path / "แผน.pdf", "2", ".pdf").name == "แผน (2).pdf"
