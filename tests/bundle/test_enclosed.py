"""What an agency puts into its bundle beside what is made of the plan, and that none is made while errors stand."""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import bagit
import pytest
from PIL import Image

from planner_desktop.bundle import scans, verify_bundle, write_bundle
from planner_desktop.document.export import export_pdf, plan_docx
from planner_desktop.draft import Draft
from planner_desktop.draft.history import incomplete
from planner_desktop.errors import BundleError, PlannerError
from planner_desktop.signing.keys import key_of_file
from planner_desktop.signing.sign import sign
from tests.bundle.data_package import problems
from tests.signing.certificates import PASSWORD, key_file


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    """A page as a telephone takes it, with the place where it was."""
    path = tmp_path / "IMG 1 หน้าลงนาม.JPG"
    image = Image.new("RGB", (620, 877), "white")
    exif = image.getexif()
    exif[0x8825] = {1: "N", 2: (13.0, 45.0, 0.0)}
    image.save(path, "JPEG", exif=exif)
    return path


@pytest.fixture
def signed(sample: Draft, tmp_path: Path) -> Path:
    sample.add("signer", {"role": "ผู้อนุมัติ", "name": "นางสาวสมหญิง รักงาน"})
    made, path = tmp_path / "แผน.pdf", tmp_path / "แผน (ลงนาม).pdf"
    export_pdf(sample, made)
    with key_of_file(key_file(tmp_path, "นางสาวสมหญิง 98765"), PASSWORD) as key:
        sign(made, path, key, reason="อนุมัติ 87654321")
    return path


def unzipped(path: Path, to: Path) -> Path:
    with zipfile.ZipFile(path) as archive:
        archive.extractall(to)
    (folder,) = to.iterdir()
    return folder


def test_signed_pdf_scans_and_word_file_go_along_in_a_bag_that_verifies_and_is_the_same_again(
    sample: Draft, signed: Path, picture: Path, sample_pdf: Path, tmp_path: Path
) -> None:
    def make(name: str) -> Path:
        return write_bundle(
            sample, tmp_path / name, signed=signed, scans=(picture, sample_pdf), word=lambda _told: plan_docx(sample)
        )

    path = make("ชุด.zip")
    bag = unzipped(path, tmp_path / "bag")
    assert bagit.Bag(str(bag)).validate()
    data = bag / "data"
    assert (data / "plan.pdf").read_bytes() == signed.read_bytes()
    assert (data / "plan.docx").read_bytes().startswith(b"PK")
    assert [file.name for file in sorted((data / "scans").iterdir())] == ["01.jpg", "02.pdf"]
    assert b"Exif" not in (data / "scans" / "01.jpg").read_bytes()
    label = bagit.Bag(str(bag)).info
    assert (label["Plan-PDF-Signatures"], label["Plan-Scans"]) == ("1", "01.jpg, 02.pdf")
    assert problems(data / "tables" / "datapackage.json") == []
    assert verify_bundle(path).identifier.endswith("/1")
    page = (data / "README.html").read_text("utf-8")
    for name in ("plan.docx", "scans/01.jpg", "scans/02.pdf"):
        assert f'href="{name}"' in page
    assert make("อีกครั้ง.zip").read_bytes() == path.read_bytes()


def test_a_signed_pdf_of_another_plan_or_without_a_signature_is_refused(
    sample: Draft, signed: Path, sample_pdf: Path, tmp_path: Path
) -> None:
    with pytest.raises(BundleError, match="bears no electronic signature"):
        write_bundle(sample, tmp_path / "ชุด.zip", signed=sample_pdf)
    sample.set("project", sample.ids("project")[0], "name", "ชื่อที่แก้หลังลงนาม")
    with pytest.raises(BundleError, match="is not the PDF of the plan as it is now"):
        write_bundle(sample, tmp_path / "ชุด.zip", signed=signed)
    assert not (tmp_path / "ชุด.zip").exists()


def _text(path: Path) -> None:
    path.write_text("ไม่ใช่ภาพ")


def _cut_short(path: Path) -> None:
    path.write_bytes(b"%PDF-1.7\n1 0 obj")


def _gif(path: Path) -> None:
    Image.new("L", (9, 9)).save(path, "GIF")


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (_text, "neither PNG nor JPEG"),
        (_cut_short, "damaged PDF"),
        (_gif, "neither PDF nor JPEG"),
        (Path.mkdir, "no file"),
    ],
)
def test_what_is_no_scan_is_refused_with_its_name(
    sample: Draft, tmp_path: Path, make: Callable[[Path], None], said: str
) -> None:
    make(tmp_path / "สแกน.pdf")
    with pytest.raises(BundleError, match=rf"สแกน\.pdf cannot go along as a scanned page: .*{said}"):
        write_bundle(sample, tmp_path / "ชุด.zip", scans=[tmp_path / "สแกน.pdf"])


def test_scans_are_bounded_together(
    sample: Draft, picture: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(BundleError, match="more than 99 scanned files"):
        write_bundle(sample, tmp_path / "ชุด.zip", scans=[picture] * 100)
    monkeypatch.setattr(scans, "MOST_BYTES", picture.stat().st_size + 10)
    with pytest.raises(BundleError, match="it is too large"):
        write_bundle(sample, tmp_path / "ชุด.zip", scans=[picture, picture])


def test_while_errors_stand_there_is_no_bundle_unless_it_is_marked_incomplete(draft: Draft, tmp_path: Path) -> None:
    path = tmp_path / "ชุด.zip"
    with pytest.raises(PlannerError, match=r"\d+ errors stand in the plan; it is not given out so"):
        write_bundle(draft, path)
    draft.author = "นางสาวสมหญิง"
    incomplete.mark(draft, "รอกรอบงบประมาณ\nจาก สงม.")
    bag = unzipped(write_bundle(draft, path), tmp_path / "bag")
    assert bagit.Bag(str(bag)).validate()
    report = json.loads((bag / "data" / "report.json").read_text("utf-8"))
    assert report["counts"]["error"] > 0
    assert report["incomplete"]["reason"] == "รอกรอบงบประมาณ จาก สงม."
    assert report["incomplete"]["by"] == "นางสาวสมหญิง"
    mark = incomplete.marked(draft)
    assert mark is not None
    assert report["incomplete"]["at"] == mark.at
    page = (bag / "data" / "README.html").read_text("utf-8")
    assert "รอกรอบงบประมาณ จาก สงม." in page
    assert "นางสาวสมหญิง" in page
    first = path.read_bytes()
    incomplete.mark(draft, "รอกรอบงบประมาณ จาก สงม.")
    assert write_bundle(draft, path).read_bytes() == first
    verify_bundle(path)
    incomplete.mark(draft, "")
    with pytest.raises(PlannerError, match="errors stand"):
        write_bundle(draft, path)
    assert path.read_bytes() == first
