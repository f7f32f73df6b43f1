"""What Windows gives no file for a name is refused with a word, and nothing is written elsewhere instead."""

import os
from pathlib import Path

import pytest

from planner_desktop import file_names, whole_file
from planner_desktop.draft import Draft
from planner_desktop.errors import DraftError
from planner_desktop.formpack import FormPack

FITS = ["แผน.pdf", "con man.pdf", "nulls.pdf", ".ซ่อน", "com.pdf", "com10.pdf"]
UNFIT = [
    "a:b.bmaplan",
    "NUL",
    "nul.pdf",
    "Con .pdf",
    "COM1.tar.gz",
    "lpt9",
    "LPT².txt",
    "conout$",
    "แผน.",
    "แผน ",
    'a"b',
    "a?b",
    "a\tb",
    "a|b",
]


@pytest.fixture(autouse=True)
def _on_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_names, "ON_WINDOWS", True)


@pytest.mark.parametrize("name", FITS)
def test_names_that_fit(name: str) -> None:
    assert file_names.why_not(name) == ""


@pytest.mark.parametrize("name", UNFIT)
def test_names_that_do_not(name: str, tmp_path: Path) -> None:
    with pytest.raises(file_names.NameRefusedError) as refused:
        whole_file.write(tmp_path / name, b"1")
    assert refused.value.strerror == file_names.why_not(name) != ""
    assert os.listdir(tmp_path) == []


def test_no_draft_is_made_under_such_a_name(pack: FormPack, tmp_path: Path) -> None:
    with pytest.raises(DraftError) as refused:
        Draft.create(tmp_path / "a:b.bmaplan", pack)
    assert "the name of a file has no “:”" in refused.value.message
    assert refused.value.fix == "Give it another name."
    assert os.listdir(tmp_path) == []


def test_a_path_that_is_too_long_for_the_pc_is_told_with_its_length(tmp_path: Path) -> None:
    deep = tmp_path / ("ก" * 80) / ("ข" * 80) / ("ค" * 80) / "แผน.bmaplan"
    with pytest.raises(DraftError, match=r"its path has \d+ letters, and Windows on this PC finds only 259"):
        Draft.open(deep)
    message, fix = whole_file.cannot_be_written(deep, FileNotFoundError(2, "No such file or directory"))
    assert "its path has" in message
    assert fix.startswith("Choose a folder that is less deep")
    assert file_names.too_long(tmp_path / "แผน.bmaplan") == ""


@pytest.mark.parametrize("name", ["ก ข.bmaplan", "100%41.bmaplan", "แผน#1?mode=ro.bmaplan", "file:x.bmaplan"])
def test_a_draft_of_any_name_is_opened_by_it(
    name: str, pack: FormPack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_names, "ON_WINDOWS", False)
    Draft.create(tmp_path / name, pack).close()
    with Draft.open(tmp_path / name) as draft:
        assert not draft.read_only
    with Draft.open(tmp_path / name, read_only=True) as draft:
        assert draft.ids("cover") == [1]
    assert os.listdir(tmp_path) == [name]
