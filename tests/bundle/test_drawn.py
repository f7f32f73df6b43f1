"""What a PDF draws, which its text does not tell of: found where the plan is printed again."""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pymupdf
import pytest

from planner_desktop.bundle import printed_again, write_bundle
from planner_desktop.bundle.verdict import Verdict, of_bundle
from planner_desktop.cli.main import main
from planner_desktop.draft import Draft
from planner_desktop.draft.history import incomplete
from planner_desktop.draft.plan.new_plan import new_from_sample, samples
from planner_desktop.signing.keys import key_of_file
from planner_desktop.signing.sign import sign
from tests.bundle.forger import Files, bagged, zipped
from tests.signing.certificates import PASSWORD, key_file

OTHER_PROGRAM = b"Bag-Software-Agent: planner_desktop 99.1, bagit 1.9.0"


def looked_at(files: Files, folder: Path, *, again: bool = True) -> Verdict:
    return of_bundle(zipped(bagged(files), folder / "ชุด.zip"), print_again=again)


def changed(files: Files, how: Callable[[Any], None], **saved: int) -> Files:
    with pymupdf.open("pdf", files["data/plan.pdf"]) as pdf:  # type: ignore[no-untyped-call]
        how(pdf)
        return files | {"data/plan.pdf": pdf.tobytes(**saved)}


def covered(pdf: Any) -> None:
    """A figure under a white box, and another drawn in its place without a letter."""
    rectangle: Any = pymupdf.Rect
    page = next(page for page in pdf if page.search_for("บาท"))
    place = page.search_for("บาท")[0]
    box = rectangle(place.x0 - 60, place.y0, place.x0 - 2, place.y1)
    page.draw_rect(box, color=(1, 1, 1), fill=(1, 1, 1))
    page.draw_line(box.bl, box.tr, color=(0, 0, 0))


def packed_otherwise(_pdf: Any) -> None:
    """Nothing of what it says or draws."""


@pytest.mark.parametrize("sample", [each.name for each in samples()])
def test_a_plan_that_is_printed_again_is_the_same_bytes(sample: str, tmp_path: Path) -> None:
    with new_from_sample(sample, tmp_path / "แผน.bmaplan") as draft:
        incomplete.mark(draft, "รอกรอก")
        path = write_bundle(draft, tmp_path / "ชุด.zip")
    assert of_bundle(path).pdf == "text"
    assert of_bundle(path, print_again=True).pdf == "same"


def test_a_figure_that_is_covered_and_drawn_anew_is_found(honest: Files, tmp_path: Path) -> None:
    forged = changed(honest, covered)
    assert looked_at(forged, tmp_path, again=False).pdf == "text", "its text is that of the plan"
    said = looked_at(forged, tmp_path)
    (group,) = said.groups
    assert (said.verdict, group.check, group.count) == ("refused", "pdf", 1)
    assert "on pages" in group.places[0].message


def test_what_another_version_draws_is_told_and_what_looks_the_same_is_proven(honest: Files, tmp_path: Path) -> None:
    assert looked_at(changed(honest, packed_otherwise, deflate=1, garbage=1), tmp_path).pdf == "alike"
    label = honest["bag-info.txt"].splitlines()
    label = [OTHER_PROGRAM if line.startswith(b"Bag-Software-Agent") else line for line in label]
    honest["bag-info.txt"] = b"\n".join(label) + b"\n"
    said = looked_at(changed(honest, covered), tmp_path)
    assert (said.verdict, said.pdf) == ("received", "unlike")
    assert any("99.1" in remark and "on pages" in remark for remark in said.remarks)


def test_pages_that_are_missing_or_more_are_found(honest: Files, tmp_path: Path) -> None:
    for how in (lambda pdf: pdf.new_page(), lambda pdf: pdf.delete_page(-1)):
        (tmp_path / "x.pdf").write_bytes(changed(honest, how)["data/plan.pdf"])
        assert printed_again.pages_unlike(honest["data/plan.pdf"], tmp_path / "x.pdf") is None


@pytest.fixture
def signed(sample: Draft, tmp_path: Path) -> tuple[Files, Path]:
    """What is in a bundle with places to sign at, and its PDF signed."""
    sample.add("signer", {"role": "ผู้อนุมัติ", "name": "นางสาวสมหญิง รักงาน"})
    with zipfile.ZipFile(write_bundle(sample, tmp_path / "ชุด.zip")) as archive:
        files = {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}
    pdf = tmp_path / "plan.pdf"
    pdf.write_bytes(files["data/plan.pdf"])
    with key_of_file(key_file(tmp_path, "นายสมชาย ใจดี"), PASSWORD) as key:
        sign(pdf, pdf, key, reason="เห็นชอบ")
    return files, pdf


def test_signatures_are_added_to_what_is_printed_again(signed: tuple[Files, Path], tmp_path: Path) -> None:
    files, pdf = signed
    said = looked_at(files | {"data/plan.pdf": pdf.read_bytes()}, tmp_path)
    assert (said.verdict, said.pdf) == ("received", "added")


def test_what_was_drawn_over_it_before_it_was_signed_is_found(signed: tuple[Files, Path], tmp_path: Path) -> None:
    files, pdf = signed
    pdf.write_bytes(files["data/plan.pdf"])
    with pymupdf.open(pdf) as content:  # type: ignore[no-untyped-call]
        covered(content)
        content.saveIncr()
    with key_of_file(key_file(tmp_path, "นายสมชาย ใจดี"), PASSWORD) as key:
        sign(pdf, pdf, key)
    forged = files | {"data/plan.pdf": pdf.read_bytes()}
    assert forged["data/plan.pdf"].startswith(files["data/plan.pdf"])
    assert looked_at(forged, tmp_path, again=False).verdict == "received", "signed as it is now"
    assert looked_at(forged, tmp_path).verdict == "refused"


def test_it_is_an_option_of_commands_and_the_report_says_how_it_was_compared(
    sample_bundle: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for options, word in (([], "text"), (["--print-again"], "same")):
        assert main(["verify", str(sample_bundle), "--json", *options]) == 0
        assert json.loads(capsys.readouterr().out)["pdf"] == word
    assert main(["--language", "en", "verify", str(sample_bundle), "--print-again"]) == 0
    assert "the same, byte for byte" in capsys.readouterr().out
    desk = tmp_path / "ปี.bmacollect"
    assert main(["collect", "new", str(desk), "--edition", "bma-2568"]) == 0
    assert main(["--language", "en", "collect", "receive", str(desk), str(sample_bundle), "--print-again"]) == 0
    with zipfile.ZipFile(sample_bundle) as archive:
        files = {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}
    forged = zipped(bagged(changed(files, covered)), tmp_path / "ปลอม.zip")
    capsys.readouterr()
    assert main(["--language", "en", "collect", "receive", str(desk), str(forged), "--print-again"]) == 1
    assert "looks otherwise" in capsys.readouterr().out
