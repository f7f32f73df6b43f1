"""A form pack that was read before is kept as plain data; what is not right with it is never used."""

from pathlib import Path

import pytest

from planner_desktop import json_cache
from planner_desktop.errors import FormPackError
from planner_desktop.formpack import FormPack, installed, read
from planner_desktop.formpack.located_yaml import Located
from planner_desktop.formpack.stored import read_stored

EDITIONS = sorted(installed().values())


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(json_cache, "user_cache", lambda: tmp_path)
    return tmp_path / "form-packs"


@pytest.fixture
def yaml_read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The YAML files that were read."""
    from planner_desktop.formpack import located_yaml

    files: list[str] = []
    really = located_yaml.read

    def reading(text: str, file: str) -> Located:
        files.append(file)
        return really(text, file)

    monkeypatch.setattr(located_yaml, "read", reading)
    return files


def the_file(place: Path) -> Path:
    (file,) = place.iterdir()
    return file


@pytest.mark.parametrize("folder", EDITIONS, ids=lambda folder: folder.name)
def test_every_edition_is_the_same_when_it_comes_from_the_cache(folder: Path, yaml_read: list[str]) -> None:
    first = read(folder)
    yaml_read.clear()
    assert read(folder) == first
    assert not yaml_read


def test_a_changed_file_is_read_anew(tmp_path: Path, place: Path, pack: FormPack) -> None:
    files = dict(pack.files)
    read_stored("a draft", files)
    files["edition.yaml"] = files["edition.yaml"].replace("พ.ศ.".encode(), "ฉบับแก้ไข".encode())
    assert "ฉบับแก้ไข" in read_stored("a draft", files).edition.title
    assert len(list(place.iterdir())) == 2


def test_what_was_only_read_does_not_pass_for_linted(tmp_path: Path, pack: FormPack) -> None:
    folder = tmp_path / "edition"
    for name, content in pack.files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    cover = (folder / "01-cover.yaml").read_text("utf-8")
    (folder / "01-cover.yaml").write_text(cover + "\nviews: {broken: SELECT nothing FROM nowhere}\n", "utf-8")
    read_stored("a draft", {f.relative_to(folder).as_posix(): f.read_bytes() for f in folder.rglob("*.*")})
    with pytest.raises(FormPackError):
        read(folder)


@pytest.mark.parametrize("harm", [b"", b"{}", b"0" * 64 + b"\n[]", b"\xff\xfe"])
def test_a_damaged_one_is_read_anew_and_mended(place: Path, pack: FormPack, harm: bytes, yaml_read: list[str]) -> None:
    files = dict(pack.files)
    whole = read_stored("a draft", files)
    the_file(place).write_bytes(harm)
    yaml_read.clear()
    assert read_stored("a draft", files) == whole
    assert yaml_read
    yaml_read.clear()
    assert read_stored("a draft", files) == whole
    assert not yaml_read


def test_one_changed_letter_is_damage(place: Path, pack: FormPack, yaml_read: list[str]) -> None:
    read_stored("a draft", dict(pack.files))
    the_file(place).write_bytes(the_file(place).read_bytes().replace(b"SELECT", b"select", 1))
    yaml_read.clear()
    read_stored("a draft", dict(pack.files))
    assert yaml_read


def test_a_folder_that_cannot_be_written_is_no_trouble(tmp_path: Path, pack: FormPack) -> None:
    (tmp_path / "form-packs").write_text("a file stands in the way", "utf-8")
    assert read_stored("a draft", dict(pack.files)) == pack


def test_only_those_used_last_are_kept(place: Path, pack: FormPack) -> None:
    for n in range(json_cache.MOST + 3):
        read_stored("a draft", {**pack.files, "catalogues/more.csv": str(n).encode()})
    assert len(list(place.iterdir())) == json_cache.MOST
