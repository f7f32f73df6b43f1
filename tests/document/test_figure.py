"""Pictures inside the narrative: printed whole over their captions, never wider or higher than the page."""

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import ExifTags, Image
from pypdf import PdfReader

from planner_desktop.document.export import export_pdf
from planner_desktop.document.outline import Document, Figure, Run, Section
from planner_desktop.document.pdf import write_pdf
from planner_desktop.draft import Draft
from planner_desktop.errors import DocumentError
from tests.conftest import pdf_text


def picture(width: int, height: int, kind: str = "PNG") -> bytes:
    content = BytesIO()
    Image.new("RGB", (width, height), "green").save(content, kind)
    return content.getvalue()


def with_figure(draft: Draft, folder: Path, content: bytes, name: str = "โครงสร้าง สนง.png") -> None:
    (folder / name).write_bytes(content)
    kept = draft.attach(folder / name)
    text = [{"paragraph": "ก่อน"}, {"figure": kept, "caption": "ภาพที่ 1 โครงสร้าง", "width": 20}]
    draft.set("situation", 1, "text", json.dumps(text))


@pytest.mark.parametrize(("width", "height", "kind"), [(40, 30, "PNG"), (3000, 20, "JPEG"), (20, 3000, "PNG")])
def test_a_figure_is_printed_with_its_caption(draft: Draft, tmp_path: Path, width: int, height: int, kind: str) -> None:
    with_figure(draft, tmp_path, picture(width, height, kind))
    export_pdf(draft, tmp_path / "plan.pdf")
    (page,) = [page for page in PdfReader(tmp_path / "plan.pdf").pages if page.images]
    assert "ภาพที่ 1 โครงสร้าง" in page.extract_text()


def test_what_is_no_picture_is_named_and_nothing_is_written(draft: Draft, tmp_path: Path) -> None:
    with_figure(draft, tmp_path, b"no picture")
    with pytest.raises(DocumentError, match="โครงสร้าง สนง"):
        export_pdf(draft, tmp_path / "plan.pdf")
    assert not (tmp_path / "plan.pdf").exists()


def test_a_figure_that_the_draft_does_not_hold_is_named(draft: Draft, tmp_path: Path) -> None:
    draft.set("situation", 1, "text", json.dumps([{"figure": "หาย.png"}]))
    with pytest.raises(DocumentError, match=r"หาย\.png"):
        export_pdf(draft, tmp_path / "plan.pdf")


def test_a_small_figure_leaves_the_text_around_it(draft: Draft, tmp_path: Path) -> None:
    with_figure(draft, tmp_path, picture(40, 10))
    export_pdf(draft, tmp_path / "plan.pdf")
    text = pdf_text(tmp_path / "plan.pdf")
    assert text.index("ก่อน") < text.index("ภาพที่ 1")


def drawn(content: bytes, folder: Path) -> Any:
    """The picture as it is in a PDF."""
    blocks = [Figure("ภาพ", content, 10, (Run("ภาพที่ 1"),))]
    write_pdf(Document("", "", [Section("", blocks)]), folder / "plan.pdf")
    return PdfReader(folder / "plan.pdf").pages[0].images[0]


def test_a_picture_of_far_more_dots_than_are_printed_is_made_smaller(tmp_path: Path) -> None:
    assert drawn(picture(9000, 4000, "JPEG"), tmp_path).image.size == (1181, 525)  # 10 cm at 300 to the inch
    assert drawn(picture(3000, 1000), tmp_path).image.size == (1181, 394)
    assert drawn(picture(1500, 900), tmp_path).image.size == (1500, 900)


def test_a_picture_that_a_camera_took_sideways_stands_upright(tmp_path: Path) -> None:
    content, exif = BytesIO(), Image.Exif()
    exif[ExifTags.Base.Orientation] = 6
    Image.new("RGB", (80, 40), "green").save(content, "JPEG", exif=exif)
    assert drawn(content.getvalue(), tmp_path).image.size == (40, 80)


def test_the_colours_of_a_press_become_those_of_a_screen(tmp_path: Path) -> None:
    content = BytesIO()
    Image.new("CMYK", (40, 30), (0, 255, 255, 0)).save(content, "JPEG")
    image = drawn(content.getvalue(), tmp_path).image
    assert image.mode == "RGB"
    red, green, blue = image.getpixel((20, 15))
    assert red > 200 > 60 > green
    assert blue < 60


def test_a_see_through_picture_keeps_its_mask(tmp_path: Path) -> None:
    content = BytesIO()
    Image.new("RGBA", (40, 30), (0, 0, 255, 128)).save(content, "PNG")
    assert "/SMask" in drawn(content.getvalue(), tmp_path).indirect_reference.get_object()


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_picture_that_ends_too_soon_is_named(tmp_path: Path, kind: str) -> None:
    content = BytesIO()
    Image.effect_noise((300, 300), 90).save(content, kind)
    with pytest.raises(DocumentError, match="ภาพ"):
        drawn(content.getvalue()[:5000], tmp_path)
