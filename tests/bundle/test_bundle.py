"""A bundle is whole, is understood without this program, and shows whatever was changed on its way."""

import hashlib
import json
import os
import stat
import unicodedata
import zipfile
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import bagit
import jsonschema
import pytest

from planner_desktop import bundle
from planner_desktop.bundle import BundleCancelledError, unpacking, verify_bundle, write_bundle
from planner_desktop.document.fill import fill
from planner_desktop.draft import Draft
from planner_desktop.draft.history import sending, versions
from planner_desktop.draft.plan.plan_json import read_plan, to_plan
from planner_desktop.draft.plan.target_quantities import without_readings
from planner_desktop.errors import BundleError


@pytest.fixture
def made(sample: Draft, tmp_path: Path) -> Path:
    """The sample's bundle, with an attachment, where users have such files."""
    folder = tmp_path / "ส่ง สยป. 2568"
    folder.mkdir()
    attached = folder / "หนังสือ ลงนาม.pdf"
    attached.write_bytes(b"%PDF- signed")
    sample.attach(attached)
    attached.unlink()
    return write_bundle(sample, folder / "ชุดส่งมอบ สกต..zip")


@pytest.fixture
def bag_folder(made: Path, tmp_path: Path) -> Path:
    with zipfile.ZipFile(made) as archive:
        archive.extractall(tmp_path / "unzipped")
    (folder,) = (tmp_path / "unzipped").iterdir()
    return folder


def test_the_unzipped_folder_is_a_bag_of_bagit_1_0(bag_folder: Path) -> None:
    assert (bag_folder / "bagit.txt").read_text().startswith("BagIt-Version: 1.0\n")
    bag = bagit.Bag(str(bag_folder))
    assert bag.validate()
    assert set(bag.algorithms) == {"sha256", "sha512"}


def test_it_says_whose_plan_it_is_who_made_it_when_and_with_what(bag_folder: Path, sample: Draft) -> None:
    info = bagit.Bag(str(bag_folder)).info
    edition = sample.pack.edition
    assert info["Source-Organization"] == "สำนักงานการต่างประเทศ"
    assert info["External-Identifier"] == f"{edition.id}/สกต./2568/1"
    assert "Contact-Name" not in info  # who worked on it goes along only where that is wanted
    bundled = datetime.fromisoformat(info["Plan-Bundled-At"])
    assert info["Bagging-Date"] == (bundled + timedelta(hours=7)).date().isoformat(), "the day in Bangkok"
    assert (info["Plan-Edition"], info["Plan-Edition-Version"]) == (edition.id, str(edition.version))
    assert "planner_desktop" in info["Bag-Software-Agent"]
    assert (info["Plan-Version"], info["Plan-State"]) == ("1", "draft")


def test_a_sent_version_is_named_with_its_checksum_and_bears_no_watermark(sample: Draft, tmp_path: Path) -> None:
    sample.set("printing", 1, "final", 0)
    assert fill(sample).watermark == "ร่าง"
    sending.submit(sample, "")
    assert fill(sample).watermark == ""
    path = write_bundle(sample, tmp_path / "ส่ง.zip")
    with zipfile.ZipFile(path) as archive:
        info = next(archive.read(name) for name in archive.namelist() if name.endswith("bag-info.txt")).decode()
    (version,) = versions.versions(sample)
    assert "Plan-State: sent" in info
    assert f"Plan-Sent-SHA256: {version.sha256}" in info


def test_its_data_fits_its_schema_and_loads_as_the_same_plan(bag_folder: Path, sample: Draft, tmp_path: Path) -> None:
    data = bag_folder / "data"
    plan = json.loads((data / "plan.json").read_text(encoding="utf-8"))
    jsonschema.validate(plan, json.loads((data / "plan.schema.json").read_text(encoding="utf-8")))
    with read_plan(data / "plan.json", tmp_path / "read.bmaplan") as read, Draft.open(data / "draft.bmaplan") as copy:
        assert to_plan(read) == to_plan(copy) == to_plan(sample) == without_readings(plan)
    assert (data / "plan.pdf").read_bytes().startswith(b"%PDF-")
    assert (data / "attachments" / "หนังสือ ลงนาม.pdf").read_bytes() == b"%PDF- signed"


def test_a_person_reads_how_to_verify_it_with_what_is_at_hand(bag_folder: Path) -> None:
    text = (bag_folder / "data" / "README.txt").read_text(encoding="utf-8-sig")
    assert "สำนักงานการต่างประเทศ" in text
    assert "certutil" in text
    line = next(x for x in (bag_folder / "manifest-sha256.txt").read_text().splitlines() if x.endswith("plan.pdf"))
    assert line.split()[0] == hashlib.sha256((bag_folder / "data" / "plan.pdf").read_bytes()).hexdigest()


def test_names_in_the_zip_are_marked_as_utf_8_and_made_for_windows(made: Path) -> None:
    for entry in zipfile.ZipFile(made).infolist():
        assert entry.flag_bits & 0x800 or entry.filename.isascii()
        assert not any(part != part.rstrip(". ") for part in entry.filename.split("/"))


def test_it_verifies_and_tells_whose_it_is(made: Path, sample: Draft) -> None:
    report = verify_bundle(made)
    assert report.agency == "สำนักงานการต่างประเทศ"
    assert report.edition == sample.pack.edition.id
    assert report.author == ""
    with zipfile.ZipFile(made) as archive:
        assert report.files == sum("/data/" in name for name in archive.namelist())
    assert report.remarks == ()


def test_nothing_else_is_left_beside_it_and_the_current_folder_stays(made: Path, sample: Draft) -> None:
    here = os.getcwd()
    write_bundle(sample, made)
    assert os.getcwd() == here
    assert list(made.parent.iterdir()) == [made]


# ---------------------------------------------------------------- what goes wrong while writing


def test_stopping_leaves_nothing_behind_and_what_was_there_before(sample: Draft, tmp_path: Path) -> None:
    target = tmp_path / "out" / "ชุด.zip"
    target.parent.mkdir()
    target.write_bytes(b"the last one")
    told: list[float] = []
    for stop_at in (0.0, 0.3, 0.62, 0.86, 0.93):
        told.clear()
        enough = partial(_reached, told, stop_at)
        with pytest.raises(BundleCancelledError):
            write_bundle(sample, target, progress=told.append, cancelled=enough)
        assert list(target.parent.iterdir()) == [target]
        assert target.read_bytes() == b"the last one"


def _reached(told: list[float], share: float) -> bool:
    return bool(told) and told[-1] >= share


def test_progress_grows_to_one(sample: Draft, tmp_path: Path) -> None:
    told: list[float] = []
    write_bundle(sample, tmp_path / "ชุด.zip", progress=told.append)
    assert told == sorted(told)
    assert told[-1] == 1.0


@pytest.mark.parametrize("place", ["no such folder/ชุด.zip", "a file/ชุด.zip", "a folder"])
def test_a_place_that_cannot_be_written_to_is_named_at_once(sample: Draft, tmp_path: Path, place: str) -> None:
    (tmp_path / "a file").write_text("")
    (tmp_path / "a folder").mkdir()
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(BundleError, match=Path(place).name) as refused:
        write_bundle(sample, tmp_path / place)
    assert refused.value.fix
    assert sorted(tmp_path.rglob("*")) == before


def test_a_folder_without_write_permission_is_refused(sample: Draft, tmp_path: Path) -> None:
    folder = tmp_path / "read only"
    folder.mkdir()
    folder.chmod(0o555)
    if os.access(folder, os.W_OK):
        pytest.skip("this user may write anywhere")
    with pytest.raises(BundleError, match="cannot be written"):
        write_bundle(sample, folder / "ชุด.zip")


# ---------------------------------------------------------------- what goes wrong on the way


def rewritten(source: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """The zip with its files changed: {name without the folder: content}."""
    with zipfile.ZipFile(source) as archive:
        top = archive.namelist()[0].split("/")[0]
        files = {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}
    change(files)
    target = source.with_name("changed.zip")
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in files.items():
            archive.writestr(f"{top}/{name}", content)
    return target


def changed_pdf(files: dict[str, bytes]) -> None:
    files["data/plan.pdf"] += b" "


def lost_attachment(files: dict[str, bytes]) -> None:
    del files[next(name for name in files if "attachments" in name)]


def added_file(files: dict[str, bytes]) -> None:
    files["data/more.txt"] = b"more"


def changed_label(files: dict[str, bytes]) -> None:
    files["bag-info.txt"] = files["bag-info.txt"].replace("สำนักงาน".encode(), "กอง".encode())


def no_bagit(files: dict[str, bytes]) -> None:
    del files["bagit.txt"]


def broken_label(files: dict[str, bytes]) -> None:
    files["bag-info.txt"] = b"\xff\xfe\xff"


@pytest.mark.parametrize(
    "change",
    [changed_pdf, lost_attachment, added_file, changed_label, no_bagit, broken_label],
    ids=lambda c: c.__name__,
)
def test_any_change_is_found(made: Path, change: Callable[[dict[str, bytes]], None]) -> None:
    with pytest.raises(BundleError, match=r"changed\.zip"):
        verify_bundle(rewritten(made, change))


def test_a_plan_of_another_edition_than_the_label_says_is_refused(bag_folder: Path, tmp_path: Path) -> None:
    bag = bagit.Bag(str(bag_folder))
    bag.info["Plan-Edition"] = "another"
    bag.save()
    with zipfile.ZipFile(tmp_path / "relabelled.zip", "w") as archive:
        for file in bag_folder.rglob("*"):
            archive.write(file, file.relative_to(bag_folder.parent))
    with pytest.raises(BundleError, match="another"):
        verify_bundle(tmp_path / "relabelled.zip")


@pytest.mark.parametrize(
    "name", ["../out.txt", "/tmp/out.txt", "bag/../../out.txt", "C:/out.txt", "bag\\..\\out.txt", "alone.txt"]
)
def test_a_zip_with_unsafe_names_is_not_unpacked(tmp_path: Path, name: str) -> None:
    with zipfile.ZipFile(tmp_path / "bad.zip", "w") as archive:
        archive.writestr(name, "x")
    with pytest.raises(BundleError, match=r"bad\.zip"):
        verify_bundle(tmp_path / "bad.zip")
    assert [file.name for file in tmp_path.iterdir()] == ["bad.zip"]


def test_a_zip_with_a_link_inside_is_not_unpacked(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("bag/data")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(tmp_path / "bad.zip", "w") as archive:
        archive.writestr(link, "/etc")
    with pytest.raises(BundleError, match="it holds a link"):
        verify_bundle(tmp_path / "bad.zip")


def test_a_zip_that_would_fill_the_disk_is_not_unpacked(
    made: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(unpacking, "MAX_BYTES", 1000)
    with pytest.raises(BundleError, match="too much"):
        verify_bundle(made)


def test_one_name_in_two_spellings_is_not_unpacked(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "bad.zip", "w") as archive:
        archive.writestr("bag/é.txt", "x")
        archive.writestr("bag/" + unicodedata.normalize("NFD", "é") + ".txt", "y")
    with pytest.raises(BundleError, match="of the name"):
        verify_bundle(tmp_path / "bad.zip")


@pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\x05\x06" + bytes(18)])
def test_what_is_no_zip_is_no_bundle(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.zip").write_bytes(content)
    with pytest.raises(BundleError, match=r"x\.zip"):
        verify_bundle(tmp_path / "x.zip")


def test_a_zip_cut_short_is_no_bundle(made: Path) -> None:
    made.write_bytes(made.read_bytes()[:-1000])
    with pytest.raises(BundleError):
        bundle.verify_bundle(made)
