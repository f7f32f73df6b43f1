"""Editions are added from a folder or a file, removed, and made from last year's."""

import zipfile
from pathlib import Path

import pytest

from planner_desktop.app_paths import FORMS
from planner_desktop.draft import Draft
from planner_desktop.errors import FormPackError
from planner_desktop.formpack import installed, read, store
from tests.conftest import EDITION
from tests.links import lead


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "user_data", lambda: tmp_path / "ข้อมูล ผู้ใช้")


@pytest.fixture
def next_year(tmp_path: Path) -> Path:
    store.new(FORMS / EDITION, tmp_path / "bma-2569")
    return tmp_path / "bma-2569"


def test_next_years_edition_is_a_small_folder_that_inherits_all_and_reads_as_the_next_year(
    next_year: Path, tmp_path: Path
) -> None:
    assert [file.name for file in next_year.iterdir()] == ["edition.yaml"]
    pack = read(next_year)
    assert (pack.edition.id, pack.edition.year, pack.edition.title) == (
        "bma-2569",
        2569,
        "แผนปฏิบัติราชการประจำปี พ.ศ. 2569",
    )
    with Draft.create(tmp_path / "ร่าง.bmaplan", pack) as draft:
        assert draft.record("cover", 1).values["title"] == "แผนปฏิบัติราชการประจำปี พ.ศ. 2569"


def test_an_edition_is_added_from_a_zip_and_removed_again(next_year: Path, tmp_path: Path) -> None:
    archive = tmp_path / "แม่แบบ 2569.zip"
    with zipfile.ZipFile(archive, "w") as zipped:
        for file in next_year.rglob("*.*"):
            zipped.write(file, Path("bma-2569") / file.relative_to(next_year))
    assert store.add(archive).edition.id == "bma-2569"
    assert read(installed()["bma-2569"]).edition.year == 2569
    with pytest.raises(FormPackError, match="installed already"):
        store.add(next_year)
    store.remove("bma-2569")
    assert "bma-2569" not in installed()


def test_what_came_with_the_program_can_be_neither_replaced_nor_removed(tmp_path: Path) -> None:
    with pytest.raises(FormPackError, match="installed already"):
        store.add(FORMS / EDITION)
    for name in (EDITION, "../x", ""):
        with pytest.raises(FormPackError, match="was not added by you"):
            store.remove(name)


def test_an_inherited_file_is_taken_into_the_folder_to_be_changed_there(next_year: Path) -> None:
    store.take(next_year, ["40-part-two.yaml", "catalogues/themes.csv"])
    taken = (next_year / "40-part-two.yaml").read_text("utf-8").splitlines()
    assert taken.pop(1).startswith("# taken from")
    assert taken == (FORMS / EDITION / "40-part-two.yaml").read_text("utf-8").splitlines()
    with pytest.raises(FormPackError, match="exists already"):
        store.take(next_year, ["40-part-two.yaml"])
    with pytest.raises(FormPackError, match=r"inherits no file “41-part-two\.yaml”"):
        store.take(next_year, ["01-cover.yaml", "41-part-two.yaml"])
    assert not (next_year / "01-cover.yaml").exists()


def test_a_new_edition_has_the_schemas_beside_it_that_its_files_point_to(next_year: Path) -> None:
    pointed = (next_year / "edition.yaml").read_text("utf-8").splitlines()[0].rpartition("=")[2]
    assert (next_year / pointed).read_bytes() == (FORMS / "schema" / "edition.json").read_bytes()
    assert (next_year / "../schema/section.json").is_file()


def test_a_higher_version_takes_the_place_of_a_lower_one_also_of_one_that_came_with_the_program(
    next_year: Path, tmp_path: Path
) -> None:
    store.add(next_year)
    file = next_year / "edition.yaml"
    file.write_text(file.read_text("utf-8").replace("version: 1", "version: 2"), encoding="utf-8")
    store.add(next_year)
    assert read(installed()["bma-2569"]).edition.version == 2
    with pytest.raises(FormPackError, match="installed already, in version 2"):
        store.add(next_year)
    corrected = tmp_path / "corrected" / EDITION
    corrected.mkdir(parents=True)
    (corrected / "edition.yaml").write_text(f"from: {EDITION}\nversion: 99\n", encoding="utf-8")
    store.add(corrected)
    assert read(installed()[EDITION]).edition.version == 99
    store.remove(EDITION)
    assert installed()[EDITION] == FORMS / EDITION


def test_an_unsound_edition_is_not_added(next_year: Path) -> None:
    (next_year / "40-part-two.yaml").write_text("titel: x\n", encoding="utf-8")
    with pytest.raises(FormPackError, match=r"40-part-two\.yaml:1: unknown key “titel”"):
        store.add(next_year)
    assert "bma-2569" not in installed()


@pytest.mark.parametrize("name", ["../../evil.yaml", "/tmp/evil.yaml"])
def test_a_zip_that_leads_out_of_its_folder_is_refused(tmp_path: Path, name: str) -> None:
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as zipped:
        zipped.writestr("edition.yaml", "id: x")
        zipped.writestr(name, "x")
    with pytest.raises(FormPackError, match="leads out"):
        store.add(tmp_path / "x.zip")


def test_what_is_no_zip_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(b"no zip")
    with pytest.raises(FormPackError, match="cannot be read"):
        store.add(tmp_path / "x.zip")


def damaged(content: bytes, at: bytes, by: int, to: bytes) -> bytes:
    place = content.index(at) + by
    return content[:place] + to + content[place + len(to) :]


@pytest.mark.parametrize(
    ("at", "by", "to"),
    [(b"PK\x01\x02", 28, b"\0\0"), (b"PK\x03\x04", 50, b"\xff" * 9), (b"PK\x01\x02", 10, b"\x63")],
    ids=["no name", "no content", "packed in an unknown way"],
)
def test_a_zip_that_is_damaged_is_refused(tmp_path: Path, at: bytes, by: int, to: bytes) -> None:
    with zipfile.ZipFile(tmp_path / "x.zip", "w", zipfile.ZIP_DEFLATED) as zipped:
        zipped.writestr("edition.yaml", "id: x\n" * 50)
    path = tmp_path / "x.zip"
    path.write_bytes(damaged(path.read_bytes(), at, by, to))
    with pytest.raises(FormPackError, match=r"cannot be read|edition\.yaml"):
        store.add(path)


def test_an_edition_that_is_a_link_is_not_removed_through_it(next_year: Path) -> None:
    store.added_folder().mkdir(parents=True)
    lead(store.added_folder() / "bma-2569", next_year)
    with pytest.raises(FormPackError, match="it is a link"):
        store.remove("bma-2569")
    assert read(next_year)


def test_an_edition_is_removed_whole_or_not_at_all(next_year: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store.add(next_year)
    with monkeypatch.context() as held:
        held.setattr("planner_desktop.whole_file.shutil.rmtree", lambda *_arguments, **_words: None)
        store.remove("bma-2569")
    assert "bma-2569" not in installed()
    assert all(not path.name.startswith("bma") for path in store.added_folder().iterdir())
    store.add(next_year)
    with monkeypatch.context() as held:
        held.setattr("planner_desktop.whole_file.os.rename", refuses)
        with pytest.raises(FormPackError, match="cannot be removed"):
            store.remove("bma-2569")
    assert read(installed()["bma-2569"]).edition.year == 2569


def refuses(*_arguments: object) -> None:
    raise PermissionError(13, "held by another program")


@pytest.mark.parametrize("name", ["แม่แบบ", "Bma 2569"])
def test_a_folder_whose_name_cannot_be_an_id_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(FormPackError, match="cannot be an edition's id"):
        store.new(FORMS / EDITION, tmp_path / name)
