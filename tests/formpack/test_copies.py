"""A copy of an inherited file tells what it is a copy of, and lint notes when that was changed since."""

from pathlib import Path

import pytest

from planner_desktop.formpack import read, store
from planner_desktop.formpack.copies import stale
from tests.small_pack import small_files

SECTION = """
    # yaml-language-server: $schema=../schema/section.json
    title: ปก
    screen: [form: cover, table: project]
    document: [heading: ปก]
    """


@pytest.fixture
def child(tmp_path: Path) -> Path:
    """An edition from the small one, with copies of its section, its records and its agencies."""
    (tmp_path / "small").mkdir()
    for name, content in small_files(SECTION.lstrip("\n")).items():
        (tmp_path / "small" / name).write_bytes(content)
    folder = tmp_path / "next-year"
    store.new(tmp_path / "small", folder)
    store.take(folder, ["10-all.yaml", "records.yaml", "agencies.csv"])
    return folder


def test_a_copy_says_what_it_is_of_and_is_read_as_it_was(child: Path) -> None:
    before = (child.parent / "small" / "10-all.yaml").read_text("utf-8").splitlines()
    first, mark, *rest = (child / "10-all.yaml").read_text("utf-8").splitlines()
    assert [first, *rest] == before
    assert mark.startswith("# taken from small ")
    assert (child / "agencies.csv").read_bytes() == (child.parent / "small" / "agencies.csv").read_bytes()
    read(child)
    assert list(stale(child)) == []


def test_a_changed_original_is_noted(child: Path) -> None:
    original = child.parent / "small" / "10-all.yaml"
    original.write_text(original.read_text("utf-8").replace("heading: ปก", "heading: หน้าปก"), "utf-8")
    (note,) = stale(child)
    assert (note.file, note.line) == ("10-all.yaml", 2)
    assert "“small” was changed since" in note.message
    copy = child / "10-all.yaml"
    old, new = copy.read_text("utf-8").splitlines()[1].split()[-1], note.fix.split()[-7]
    copy.write_text(copy.read_text("utf-8").replace(old, new), "utf-8")
    assert list(stale(child)) == []


def test_an_original_that_is_gone_is_noted(child: Path) -> None:
    copy = child / "10-all.yaml"
    copy.rename(child / "20-other.yaml")
    (note,) = stale(child)
    assert (note.file, note.message) == ("20-other.yaml", "“small”, which it was taken from, has no such file")
