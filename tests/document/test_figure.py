"""Pictures inside the narrative: printed whole over their captions, never wider or higher than the page."""

import json
import struct
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PIL import ExifTags, Image
from pypdf import PdfReader

from planner_desktop import pictures
from planner_desktop.checks import find_problems
from planner_desktop.document.export import export_pdf, remarks
from planner_desktop.document.outline import Document, Figure, PrintedSection, Run
from planner_desktop.document.pdf import write_pdf
from planner_desktop.draft import Draft
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


@pytest.mark.parametrize(
    "content",
    [b"no picture", b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n%%EndComments\n{} loop\n", b""],
    ids=["text", "PostScript", "empty"],
)
def test_what_is_no_picture_is_named_in_its_place_and_the_rest_is_printed(
    draft: Draft, tmp_path: Path, content: bytes
) -> None:
    with_figure(draft, tmp_path, content)
    made = export_pdf(draft, tmp_path / "plan.pdf")
    (said,) = remarks(made, draft.pack)
    assert "โครงสร้าง สนง.png" in said
    assert "neither PNG nor JPEG" in said
    text = "".join(pdf_text(tmp_path / "plan.pdf").split())
    assert text.index("ก่อน") < text.index("สนง.png") < text.index("ภาพที่1โครงสร้าง")
    (problem,) = (problem for problem in find_problems(draft) if problem.check == "picture")
    assert "โครงสร้าง สนง.png" in problem.message
    assert (problem.kind, problem.id, problem.field) == ("situation", 1, "text")


def test_a_figure_that_the_draft_does_not_hold_is_named(draft: Draft, tmp_path: Path) -> None:
    draft.set("situation", 1, "text", json.dumps([{"figure": "หาย.png"}]))
    (said,) = remarks(export_pdf(draft, tmp_path / "plan.pdf"), draft.pack)
    assert "หาย.png" in said
    assert any("หาย.png" in problem.message for problem in find_problems(draft))


def test_a_sound_picture_is_no_problem(draft: Draft, tmp_path: Path) -> None:
    with_figure(draft, tmp_path, picture(40, 30))
    assert not remarks(export_pdf(draft, tmp_path / "plan.pdf"), draft.pack)
    assert "picture" not in {problem.check for problem in find_problems(draft)}


def test_sixteen_bits_of_grey_are_printed_in_their_shades(tmp_path: Path) -> None:
    content = BytesIO()
    Image.frombytes("I;16", (64, 1), struct.pack("<64H", *range(0, 65536, 1024))).save(content, "PNG")
    image = drawn(content.getvalue(), tmp_path).image
    shades = [image.convert("L").getpixel((n, 0)) for n in range(64)]
    assert all(abs(shade - 4 * n) <= 1 for n, shade in enumerate(shades)), shades


def patches() -> Image.Image:
    """Red, dark grey and white beside each other."""
    image = Image.new("RGB", (60, 20), "white")
    image.paste((255, 0, 0), (0, 0, 20, 20))
    image.paste((64, 64, 64), (20, 0, 40, 20))
    return image


def kept_as(mode: str, kind: str, **how: Any) -> bytes:
    """The patches in this mode of dots, as a file."""
    content = BytesIO()
    image = patches().quantize(4) if mode == "P" else patches().convert(mode)
    image.save(content, kind, **how)
    return content.getvalue()


def turned() -> Image.Exif:
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 3
    return exif


RED, GREY, WHITE = (255, 0, 0), (64, 64, 64), (255, 255, 255)
RED_AS_GREY = (76, 76, 76)


@pytest.mark.parametrize(
    ("content", "seen"),
    [
        (kept_as("RGB", "PNG"), (RED, GREY, WHITE)),
        (kept_as("RGB", "PNG", transparency=RED), (WHITE, GREY, WHITE)),
        (kept_as("L", "PNG"), (RED_AS_GREY, GREY, WHITE)),
        (kept_as("L", "PNG", transparency=64), (RED_AS_GREY, WHITE, WHITE)),
        (kept_as("LA", "PNG"), (RED_AS_GREY, GREY, WHITE)),
        (kept_as("P", "PNG"), (RED, GREY, WHITE)),
        (kept_as("P", "PNG", transparency=bytes(4)), (WHITE, WHITE, WHITE)),
        (kept_as("RGBA", "PNG"), (RED, GREY, WHITE)),
        (kept_as("RGB", "PNG", save_all=True, append_images=[Image.new("RGB", (60, 20))]), (RED, GREY, WHITE)),
        (kept_as("RGB", "GIF", save_all=True, append_images=[Image.new("RGB", (60, 20))]), (RED, GREY, WHITE)),
        (kept_as("RGB", "BMP"), (RED, GREY, WHITE)),
        (kept_as("RGB", "JPEG", quality=95), (RED, GREY, WHITE)),
        (kept_as("RGB", "JPEG", quality=95, exif=turned()), (WHITE, GREY, RED)),
        (kept_as("L", "JPEG", quality=95), (RED_AS_GREY, GREY, WHITE)),
        (kept_as("CMYK", "JPEG", quality=95), (RED, GREY, WHITE)),  # written as Adobe's programs do: 255 is no ink
        (kept_as("1", "PNG"), (None, None, WHITE)),
        (kept_as("1", "BMP"), (None, None, WHITE)),
    ],
)
def test_every_picture_is_printed_as_it_is_shown(
    content: bytes, seen: tuple[tuple[int, int, int] | None, ...], tmp_path: Path
) -> None:
    drawn(content, tmp_path)
    with pypdfium2.PdfDocument(tmp_path / "plan.pdf") as pdf:
        page = pdf[0].render(scale=1).to_pil()
        (box,) = [one.get_bounds() for one in pdf[0].get_objects(filter=(pypdfium2.raw.FPDF_PAGEOBJ_IMAGE,))]
        left, bottom, right, top = box
        middle = page.height - (bottom + top) / 2
        places = [left + (right - left) * part for part in (1 / 6, 3 / 6, 5 / 6)]
        found = [page.getpixel((round(x), round(middle))) for x in places]
    for there, wanted in zip(found, seen, strict=True):
        assert wanted is None or all(abs(a - b) <= 6 for a, b in zip(there, wanted, strict=True)), found


def test_a_picture_used_often_is_set_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    monkeypatch.setattr(pictures.Budget, "spend", lambda _self, pixels=0, size=0: asked.append(size))
    blocks = [Figure("ภาพ", picture(40, 30), 10) for _ in range(20)]
    assert not write_pdf(Document("", "", [PrintedSection("s", blocks)]), tmp_path / "plan.pdf").refused
    assert len([size for size in asked if size]) == 1


def test_more_pictures_than_a_pc_can_decode_are_named_and_the_first_are_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("planner_desktop.document.figure.Budget", partial(pictures.Budget, pixels=3_000))
    blocks = [Figure(f"ภาพ {n}", picture(40, 30 + n), 10) for n in range(3)]
    made = write_pdf(Document("", "", [PrintedSection("s", blocks)]), tmp_path / "plan.pdf")
    (said,) = made.refused["s"]
    assert "ภาพ 2" in said
    assert "too many large pictures" in said


def test_a_small_figure_leaves_the_text_around_it(draft: Draft, tmp_path: Path) -> None:
    with_figure(draft, tmp_path, picture(40, 10))
    export_pdf(draft, tmp_path / "plan.pdf")
    text = pdf_text(tmp_path / "plan.pdf")
    assert text.index("ก่อน") < text.index("ภาพที่ 1")


def drawn(content: bytes, folder: Path) -> Any:
    """The picture as it is in a PDF."""
    blocks = [Figure("ภาพ", content, 10, (Run("ภาพที่ 1"),))]
    write_pdf(Document("", "", [PrintedSection("", blocks)]), folder / "plan.pdf")
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
    blocks = [Figure("ภาพ", content.getvalue()[:5000], 10, (Run("ภาพที่ 1"),))]
    made = write_pdf(Document("", "", [PrintedSection("s", blocks)]), tmp_path / "plan.pdf")
    assert made.refused == {"s": ["The picture “ภาพ” is not printed: its file is damaged or cut short"]}
