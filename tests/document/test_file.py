"""The file: whole or not at all, with its properties, and loud when it cannot be made."""

import sys
from pathlib import Path

import pytest
from pypdf import PdfReader

from planner_desktop.document.export import export_pdf, remarks
from planner_desktop.document.font import Face, faces
from planner_desktop.document.making import DocumentCancelledError
from planner_desktop.document.outline import Document, Heading, NewPage, OutlineBlock, PrintedSection, Run
from planner_desktop.document.pdf import write_pdf
from planner_desktop.draft import Draft
from planner_desktop.errors import DocumentError

from .conftest import Render, paragraph, row, table

BLOCKS: list[OutlineBlock] = [NewPage(), Heading((Run("ส่วนที่ 1"),)), *[paragraph("ข้อความ " * 60)] * 30]
DOCUMENT = Document("แผน", "สำนักการคลัง", [PrintedSection("", BLOCKS)])


def test_the_file_says_what_it_is(render: Render) -> None:
    path = render(paragraph("ก"))
    reader = PdfReader(path)
    assert reader.metadata is not None
    assert reader.metadata.title == "แผนปฏิบัติราชการประจำปี พ.ศ. 2568"
    assert reader.metadata.author == "สำนักการคลัง"
    assert str(reader.root_object["/Lang"]) == "th-TH"


def test_only_our_fonts_are_named_and_both_are_inside(tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    assert write_pdf(DOCUMENT, path).pages == len(PdfReader(path).pages)
    fonts = PdfReader(path).pages[0]["/Resources"]["/Font"]  # type: ignore[index]
    names = sorted(font.get_object()["/BaseFont"] for font in fonts.values())
    assert names == ["/PLANNR+Sarabun-Bold", "/PLANNR+Sarabun-Regular"]
    for font in fonts.values():
        descriptor = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
        assert descriptor["/FontFile2"].get_object().get_data()


def test_progress_goes_from_nothing_to_all(tmp_path: Path) -> None:
    told: list[float] = []
    write_pdf(DOCUMENT, tmp_path / "plan.pdf", progress=told.append)
    assert told == sorted(told)
    assert (told[0], told[-1]) == (0.0, 1.0)


@pytest.mark.parametrize("after", [0, 5, 33])
def test_stopping_leaves_what_was_there(tmp_path: Path, after: int) -> None:
    path = tmp_path / "plan.pdf"
    path.write_text("old")
    asked = iter(range(1000))
    with pytest.raises(DocumentCancelledError):
        write_pdf(DOCUMENT, path, cancelled=lambda: next(asked) >= after)
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    path.mkdir()
    with pytest.raises(DocumentError, match=r"plan\.pdf"):
        write_pdf(DOCUMENT, path)
    assert list(tmp_path.iterdir()) == [path]
    with pytest.raises(DocumentError):
        write_pdf(DOCUMENT, tmp_path / "missing" / "plan.pdf")


def test_the_same_document_gives_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1727740800")  # ReportLab's clock
    for name in ("one.pdf", "two.pdf"):
        write_pdf(DOCUMENT, tmp_path / name)
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()


def test_without_harfbuzz_nothing_is_drawn_wrongly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "uharfbuzz", None)
    monkeypatch.setattr("planner_desktop.document.typesetter.faces", faces.__wrapped__)  # as at the first document
    with pytest.raises(DocumentError, match="uharfbuzz"):
        write_pdf(DOCUMENT, tmp_path / "plan.pdf")
    assert list(tmp_path.iterdir()) == []


def test_a_missing_font_is_told(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match=r"Sarabun-Missing\.ttf"):
        Face(tmp_path / "Sarabun-Missing.ttf")


@pytest.mark.parametrize("damage", [b"", b"no font", b"\x00\x01\x00\x00" + bytes(400)])
def test_a_damaged_font_is_told(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / "Sarabun-Regular.ttf").write_bytes(damage)
    with pytest.raises(DocumentError, match=r"Sarabun-Regular\.ttf is damaged"):
        Face(tmp_path / "Sarabun-Regular.ttf")


def test_where_letters_print_as_boxes_is_told_and_look_alikes_are_not(tmp_path: Path) -> None:
    sections = [
        PrintedSection("foreword", [paragraph("ก ↔ ข")]),
        PrintedSection("projects", [table([], [row("漢字 🎉")], 1)]),
    ]
    assert write_pdf(Document("", "", sections), tmp_path / "plan.pdf").boxes == {"projects": "字漢🎉"}


def test_an_exported_plan_says_which_section_has_letters_that_cannot_be_printed(sample: Draft, tmp_path: Path) -> None:
    assert remarks(export_pdf(sample, tmp_path / "plan.pdf"), sample.pack) == []
    sample.set("vision", 1, "text", "เมือง 漢")
    (said,) = remarks(export_pdf(sample, tmp_path / "plan.pdf"), sample.pack)
    assert said.startswith("วิสัยทัศน์")
    assert "漢" in said
