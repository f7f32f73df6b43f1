"""Whatever the attached files and the bundle are called, the bundle verifies, and its plan is read again as it was."""

import unicodedata
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from planner_desktop import file_names
from planner_desktop.bundle import verify_bundle, write_bundle
from planner_desktop.draft import Draft
from planner_desktop.draft.history import incomplete
from planner_desktop.draft.plan.plan_json import read_plan, to_plan, write_plan
from planner_desktop.draft.records import attachments
from planner_desktop.errors import BundleError
from planner_desktop.file_names import apart, on_any_drive, safe
from planner_desktop.formpack import FormPack

NFC, NFD = (unicodedata.normalize(form, "é.png") for form in ("NFC", "NFD"))
ALIKE = ("รูป.PNG", "รูป.png", "รูป.Png", "รูป (2).png", NFC, NFD, "ß.txt", "SS.txt")
ODD = (
    "a?.pdf", 'แผน "ฉบับร่าง".pdf', "con.pdf", "Aux", "a<b>.txt", "บรรทัด\nสอง.txt", "\x1b[2J.txt", "ใบ\u202efdp.exe", "ท้าย. ",
    "ก" * 200 + ".pdf", "50%.pdf", "50%0a.pdf", "50%0D.pdf", " หน้า.txt", "\u2066ซ่อน.txt", "..txt", "~", "*.*", "a\u2028b",
)  # fmt: skip
NAMES = (*ALIKE, *ODD)


@pytest.fixture
def named(tmp_path: Path, pack: FormPack) -> Iterator[Draft]:
    """A draft from anyone whose kept files are called so; each holds its number."""
    with Draft.new_in_memory(pack) as draft:
        for n, name in enumerate(NAMES):
            attachments.keep(draft.database, name, str(n).encode(), as_named=True)
        assert {attached.name for attached in draft.attachments()} == set(NAMES)
        incomplete.mark(draft, "เริ่มทำ")
        yield draft


def test_a_bundle_whose_files_are_called_alike_or_oddly_verifies(named: Draft, tmp_path: Path) -> None:
    path = write_bundle(named, tmp_path / "ชุด.zip")
    with zipfile.ZipFile(path) as archive:
        assert sum("/attachments/" in name for name in archive.namelist()) == len(NAMES)
        assert not [name for name in archive.namelist() if "%" in name], "BagIt's lists would have to write it as %25"
    report = verify_bundle(path)
    assert report.files > len(NAMES)
    assert str(tmp_path) not in "".join(report.remarks)


def test_a_name_that_is_none_is_refused(pack: FormPack, tmp_path: Path) -> None:
    with Draft.new_in_memory(pack) as draft:
        attachments.keep(draft.database, ".", b"0", as_named=True)
        incomplete.mark(draft, "เริ่มทำ")
        path = write_bundle(draft, tmp_path / "ชุด.zip")
    with pytest.raises(BundleError, match=r"attachments\[0\]: the plain name of a file is expected"):
        verify_bundle(path)


def test_the_plan_of_such_a_bundle_is_read_again_with_its_files(named: Draft, tmp_path: Path) -> None:
    with named:
        path = write_bundle(named, tmp_path / "ชุด.zip")
        wanted = {name: named.attachment(name) for name in NAMES}
        data = to_plan(named)
    with zipfile.ZipFile(path) as archive:
        archive.extractall(tmp_path / "ออก")
    (plan,) = (tmp_path / "ออก").rglob("plan.json")
    with read_plan(plan, tmp_path / "อีกครั้ง.bmaplan") as again:
        assert {name: again.attachment(name) for name in NAMES} == wanted
        assert to_plan(again) == data


@pytest.mark.parametrize("stem", ['แผน "ฉบับร่าง"', "ก" * 80, "con", "a?b*c", "สกต.", "...", "ข\u202eก", "50%0a"])
def test_a_bundle_verifies_whatever_its_own_name(stem: str, sample: Draft, tmp_path: Path) -> None:
    path = tmp_path / f"{stem}.zip"
    if file_names.ON_WINDOWS and file_names.why_not(path.name):
        with pytest.raises(BundleError, match="cannot be written"):
            write_bundle(sample, path)
        return
    verify_bundle(write_bundle(sample, path))


def test_ordinary_names_stay() -> None:
    names = [
        "รูป.png",
        "หนังสือ ที่ กท 0401/1.pdf".replace("/", "-"),
        "แผน (ฉบับร่าง) ร้อยละ 50.xlsx",
        ".hidden",
        "a.tar.gz",
        "ก" * 76 + ".pdf",
    ]
    assert apart(names) == {name: name for name in names}
    assert apart(["50%.pdf"]) == {"50%.pdf": "50％.pdf"}


def test_no_two_files_have_a_name_that_a_drive_takes_for_one() -> None:
    many = [f"{'A' if n & 1 else 'a'}{'B' if n & 2 else 'b'}{'C' if n & 4 else 'c'}.png" for n in range(8)]
    files = apart([*NAMES, *many])
    assert len({on_any_drive(file) for file in files.values()}) == len(files) == len(NAMES) + len(many)
    for file in files.values():
        assert safe(file) == file or len(file) <= file_names.LETTERS + 5
        assert len(file.encode()) <= 255
    assert apart(reversed([*NAMES, *many])) == files


def test_many_names_that_are_alike_take_no_time() -> None:
    count = 5000
    files = apart(
        "".join(letter.upper() if n >> k & 1 else letter for k, letter in enumerate("abcdefghijklm"))
        for n in range(count)
    )
    assert len({file.casefold() for file in files.values()}) == count


def test_exported_plans_with_such_names_are_read_again(named: Draft, tmp_path: Path) -> None:
    with named:
        for attached in named.attachments():
            if not attachments.is_plain(attached.name) or "/" in attached.name or len(attached.name.encode()) > 250:
                named.database.execute("DELETE FROM attachment WHERE name = ?", [attached.name])
        write_plan(named, tmp_path / "แผน.json")
        data = to_plan(named)
    files = [file.name for file in (tmp_path / "แผน.attachments").rglob("*") if file.is_file()]
    assert files == [safe(name) for name in files]
    with read_plan(tmp_path / "แผน.json", tmp_path / "อีกครั้ง.bmaplan") as again:
        assert to_plan(again) == data


def test_a_bundle_of_an_older_program_with_a_long_name_verifies(
    sample: Draft, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    attachments.keep(sample.database, "ย" * 80 + ".pdf", b"%PDF-", as_named=True)
    monkeypatch.setattr("planner_desktop.file_names.apart", lambda names: {name: name for name in names})
    path = write_bundle(sample, tmp_path / "เก่า.zip")
    monkeypatch.undo()
    verify_bundle(path)
