"""The file as archives take it: PDF/A-2a, part by part; `test_conformance` has a validator look at it."""

import re
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from pypdf import PdfReader

from planner_desktop.document.outline import (
    Contents,
    Document,
    Figure,
    Heading,
    NewPage,
    OutlineBlock,
    PrintedSection,
    QrCode,
    Run,
    Signatures,
    Signer,
)
from planner_desktop.document.pdf import write_pdf
from planner_desktop.document.pdf_file import _stream

from .conftest import paragraph, row, table

TITLE = "แผนปฏิบัติราชการ <2568> & ภาคผนวก"


def png() -> bytes:
    content = BytesIO()
    Image.new("RGBA", (4, 3), (0, 128, 0, 100)).save(content, "PNG")
    return content.getvalue()


@pytest.fixture
def everything(tmp_path: Path) -> Path:
    """A document with something of every kind in it, and a letter that the font lacks."""
    blocks: list[OutlineBlock] = [
        NewPage(numbered=False), Contents(), NewPage(), Heading((Run("ส่วนที่ 1"),)), paragraph("ข้อความ 漢"),
        Figure("ภาพ", png(), 4, (Run("ภาพ"),)), QrCode("https://example.org"),
        Signatures([Signer((Run("ลงชื่อ"),), (Run("ผู้จัดทำ"),))]), NewPage("landscape"), table([row("ก")], [row("ข")], 1),
    ]  # fmt: skip
    path = tmp_path / "plan.pdf"
    write_pdf(Document(TITLE, "สำนักการคลัง", [PrintedSection("", blocks)], watermark="ร่าง"), path)
    return path


def test_the_file_calls_itself_pdf_a_2a_and_pdf_ua_and_says_the_same_in_both_places(everything: Path) -> None:
    reader = PdfReader(everything)
    xmp, info = reader.xmp_metadata, reader.metadata
    assert xmp is not None
    assert info is not None
    packet = xmp.stream.get_data().decode("utf-8")
    assert "<pdfaid:part>2</pdfaid:part>" in packet
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in packet
    assert "<pdfuaid:part>1</pdfuaid:part>" in packet
    assert xmp.dc_title == {"x-default": TITLE} == {"x-default": info.title}
    assert xmp.dc_creator == ["สำนักการคลัง"] == [info.author]
    assert xmp.dc_language == ["th-TH"]
    assert xmp.xmp_creator_tool == info.creator
    assert xmp.pdf_producer == info.producer
    made = xmp.xmp_create_date
    assert made == xmp.xmp_modify_date
    assert made is not None
    assert info.creation_date is not None
    assert made.replace(tzinfo=UTC) == info.creation_date.astimezone(UTC)
    assert abs((datetime.now(UTC) - info.creation_date).total_seconds()) < 600


def test_colours_are_those_of_a_profile_inside(everything: Path) -> None:
    root: Any = PdfReader(everything).trailer["/Root"]
    (intent,) = root["/OutputIntents"]
    assert (intent["/S"], intent["/OutputConditionIdentifier"]) == ("/GTS_PDFA1", "sRGB IEC61966-2.1")
    profile = intent["/DestOutputProfile"]
    assert profile["/N"] == 3
    assert profile.get_data()[12:20] == b"mntrRGB "
    assert profile.get_data()[36:40] == b"acsp"


def test_the_bytes_stand_as_an_archive_asks(everything: Path) -> None:
    data = everything.read_bytes()
    assert re.match(rb"%PDF-1\.7\n%[\x80-\xff]{4}", data)
    assert data.endswith(b"%%EOF\n")
    assert len(re.findall(rb"/ID ?\s*\[<[0-9a-f]{32}><[0-9a-f]{32}>\]", data)) == 1
    assert not re.search(rb"/Encrypt|/LZWDecode|/JavaScript|/NeedAppearances|/CA |/ca ", data)
    streams = [found.start() for found in re.finditer(rb"\bstream\n", data)]
    assert len(streams) > 10
    for start in streams:
        length = re.findall(rb"/Length (\d+)", data[:start])[-1]
        assert data[start + len(b"stream\n") + int(length) :].startswith(b"\nendstream\n")


def test_links_and_fields_are_printed_and_fields_have_an_appearance(everything: Path) -> None:
    annotations: list[Any] = [a.get_object() for page in PdfReader(everything).pages for a in page.get("/Annots", [])]
    assert {annotation["/Subtype"] for annotation in annotations} == {"/Link", "/Widget"}
    for annotation in annotations:
        assert annotation["/F"] == 4
        assert annotation["/Subtype"] == "/Link" or annotation["/AP"]["/N"].get_data() == b""


def test_no_glyph_is_drawn_that_the_font_has_not(everything: Path) -> None:
    pages: list[Any] = list(PdfReader(everything).pages)
    for page in pages:
        shown = re.findall(rb"<([0-9A-F]+)>", page.get_contents().get_data())
        codes = {code[n : n + 4] for code in shown for n in range(0, len(code), 4)}
        assert b"0000" not in codes
        for font in page["/Resources"].get("/Font", {}).values():
            (cid,) = font.get_object()["/DescendantFonts"]
            assert cid.get_object()["/CIDToGIDMap"] == "/Identity"
            assert "/FontFile2" in cid.get_object()["/FontDescriptor"].get_object()


@pytest.mark.parametrize("data", [b"ends in CR\r", b"ends in LF\n", b"ends in both\r\n", b"plain"])
def test_a_stream_is_as_long_as_it_says_whatever_it_ends_in(data: bytes) -> None:
    """A validator takes one line end before `endstream` away."""
    stream = _stream(b"/Length %d" % len(data), data)
    held = stream.split(b"stream\n", 1)[1].removesuffix(b"endstream")
    assert re.sub(rb"(\r\n|\r|\n)\Z", b"", held) == data
