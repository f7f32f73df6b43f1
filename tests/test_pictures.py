"""Pictures from anyone: what is no picture, what would keep a PC busy, and what only looks odd."""

import struct
import zlib
from collections.abc import Callable
from io import BytesIO

import pytest
from PIL import ExifTags, Image

from planner_desktop import pictures
from planner_desktop.errors import PictureRefused
from planner_desktop.pictures import Picture, problem


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int, height: int, *, before: bytes = b"", rows: bytes | None = None) -> bytes:
    """A grey picture, with chunks of its own before its dots."""
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    dots = zlib.compress(bytes(height * (width + 1)) if rows is None else rows)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + before + chunk(b"IDAT", dots) + chunk(b"IEND", b"")


def saved(image: Image.Image, kind: str, **how: object) -> bytes:
    content = BytesIO()
    image.save(content, kind, **how)
    return content.getvalue()


PLAIN = Image.new("RGB", (60, 40), "green")


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "BMP"])
def test_what_offices_use_is_opened(kind: str) -> None:
    assert problem(saved(PLAIN, kind)) == ""


@pytest.mark.parametrize("kind", ["TIFF", "WEBP", "PPM", "EPS", "PDF", "ICO", "PCX", "TGA"])
def test_whatever_else_a_library_could_read_is_refused(kind: str) -> None:
    assert "neither PNG nor JPEG" in problem(saved(PLAIN, kind))


SCAN = b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00\x00"
GIF = saved(PLAIN, "GIF")
BMP = saved(PLAIN, "BMP")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "neither PNG"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n{} loop", "neither PNG"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "neither PNG"),
        (png(30_000, 30_000, rows=b""), "too many"),
        (png(40_000, 10, rows=b""), "too many"),
        (png(0, 10), "too many"),
        (png(10, 10, before=chunk(b"prIv", b"") * 60_000), "no common program"),
        (png(10, 10, before=chunk(b"zTXt", b"x\0\0" + zlib.compress(bytes(50_000_000)))), "damaged"),
        (png(10, 10, before=chunk(b"iCCP", b"x\0\0" + zlib.compress(bytes(50_000_000)))), "damaged"),
        (png(100, 100)[:-30], "damaged"),
        (b"\xff\xd8" + b"\xff\xe0\0\x02" * 5_000 + saved(PLAIN, "JPEG")[2:], "no common program"),
        (saved(PLAIN, "JPEG")[:-2] + SCAN * 200 + b"\xff\xd9", "no common program"),
        (saved(PLAIN, "JPEG")[:300], "damaged"),
        (GIF[:13] + b"!\xfe" + (b"\xff" + b"x" * 255) * 8_000 + b"\0" + GIF[13:], "no common program"),
        (GIF[:6] + b"\xff\xff\xff\xff" + GIF[10:], "too many"),
        (BMP[:30] + b"\1\0\0\0" + BMP[34:], "no common program"),
        (BMP[:18] + struct.pack("<ii", 9_000, -9_000) + BMP[26:], "too many"),
    ],
)  # fmt: skip
def test_what_is_no_picture_or_keeps_a_pc_busy_is_refused_with_the_reason(content: bytes, reason: str) -> None:
    assert reason in problem(content)
    with pytest.raises(PictureRefused, match=reason):
        Picture(content).image()


def test_of_moving_pictures_the_first_is_taken() -> None:
    frames = [Image.new("P", (60, 40), n) for n in range(5)]
    for kind in ("GIF", "PNG"):
        content = saved(frames[0], kind, save_all=True, append_images=frames[1:])
        assert Picture(content).image().size == (60, 40)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_kind_of_dots_becomes_one_that_is_drawn(mode: str) -> None:
    assert Picture(saved(Image.new(mode, (6, 4)), "PNG")).image().mode in ("L", "LA", "RGB", "RGBA")


def test_one_shade_of_sixteen_bits_of_grey_may_be_see_through() -> None:
    head = struct.pack(">IIBBBBB", 3, 1, 16, 0, 0, 0, 0)
    rows = zlib.compress(b"\0" + struct.pack(">HHH", 0, 0x8080, 0xFFFF))
    parts = chunk(b"IHDR", head), chunk(b"tRNS", struct.pack(">H", 0x8080)), chunk(b"IDAT", rows), chunk(b"IEND", b"")
    image = Picture(b"\x89PNG\r\n\x1a\n" + b"".join(parts)).image()
    assert [image.getpixel((x, 0)) for x in range(3)] == [(0, 255), (128, 0), (255, 255)]


@pytest.mark.parametrize("turn", range(1, 9))
def test_a_picture_taken_sideways_stands_upright(turn: int) -> None:
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = turn
    picture = Picture(saved(PLAIN, "JPEG", exif=exif))
    wanted = (40, 60) if turn >= 5 else (60, 40)
    assert (picture.width, picture.height) == picture.image().size == wanted


def test_nothing_of_where_and_by_whom_it_was_taken_is_in_a_picture_made_anew() -> None:
    exif = Image.Exif()
    exif[ExifTags.Base.Artist] = "officer"
    assert b"officer" not in pictures.as_png(saved(PLAIN, "JPEG", exif=exif))


def test_a_budget_is_spent_before_the_dots_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    refuse: Callable[..., None] = lambda *_args: pytest.fail("it was decoded")  # noqa: E731
    picture = Picture(png(100, 100))
    monkeypatch.setattr(picture._image, "load", refuse)
    with pytest.raises(PictureRefused, match="too many large pictures"):
        picture.image(budget=pictures.Budget(pixels=9_999))
