"""Pictures that came from anyone, opened here and nowhere else: only formats named here, under limits, no program run.

Pillow by itself opens what a file's bytes say it is, and starts Ghostscript for PostScript whatever its name. What its
readers walk through in Python, or again and again, is counted here before they see it, so that a small file cannot
keep them busy for minutes. Of a moving picture the first frame is taken.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from planner_desktop.errors import PictureRefused
from planner_desktop.i18n import _

if TYPE_CHECKING:
    from PIL import Image

MAX_BYTES = 50_000_000
MAX_PIXELS = 60_000_000
"""A page of A3 at 600 dots to the inch; as bytes in memory four times as much."""
MAX_SIDE = 32_000
_MOST_PARTS = 50_000  # chunks of a PNG (one of 50 MB in pieces of 8 KB has 6,000), blocks of a GIF
_MOST_SEGMENTS = 2_000  # of a JPEG before its first scan: 255 of a colour profile, 64 KB of each thumbnail
_MOST_SCANS = 100  # of a progressive JPEG, each of which goes over the whole picture; common are 10
_MOST_SCANNED = 800_000_000  # pixels of all its scans
_KNOWN = 1_000  # sound pictures that are known again


@dataclass
class Budget:
    """How much decoding there may still be in one document or text: pixels and bytes of what comes out."""

    pixels: int = 1_000_000_000
    size: int = 200_000_000

    def spend(self, pixels: int = 0, size: int = 0) -> None:
        """Take something of it. Raises PictureRefused where there is not enough."""
        self.pixels -= pixels
        self.size -= size
        if self.pixels < 0 or self.size < 0:
            raise PictureRefused(_("there are too many large pictures before it"))


class Picture:
    """A picture whose head was read. `width` and `height` are those of the picture set upright.

    `turn` is which way up it was taken, as Exif's orientation has it: 1 for upright.
    """

    def __init__(self, content: bytes) -> None:
        """Read the head. Raises PictureRefused."""
        from PIL import ExifTags, Image

        self.content = content
        self.format = _look(content)
        try:
            self._image: Image.Image = Image.open(BytesIO(content), formats=[self.format])
            _check_size(*self._image.size)
            self.turn = self._image.getexif().get(ExifTags.Base.Orientation, 1)
        except PictureRefused:
            raise
        except Exception as error:  # a broken file makes Pillow raise anything
            raise _broken(error) from error
        self.width, self.height = self._image.size
        if self.is_turned and self.turn in (5, 6, 7, 8):
            self.width, self.height = self.height, self.width

    @property
    def is_turned(self) -> bool:
        """Whether a camera took it sideways or mirrored."""
        return self.turn in range(2, 9)

    @property
    def is_printed_as_it_is(self) -> bool:
        """Whether its bytes can go into a PDF: a JPEG of a screen's colours, upright."""
        return self.format == "JPEG" and self._image.mode in ("L", "RGB") and not self.is_turned

    def image(self, width: int = 0, height: int = 0, budget: Budget | None = None) -> Image.Image:
        """The picture decoded, upright, as L, LA, RGB or RGBA; not larger than the box of dots, if one is given.

        To be called once. Raises PictureRefused.
        """
        image = self._image
        try:
            if width and height:
                across, down = (height, width) if self.turn in (5, 6, 7, 8) else (width, height)
                image.draft("", (across, down))  # a JPEG is decoded smaller at once
            if budget is not None:
                budget.spend(pixels=image.width * image.height)
            image.load()
            image = self._upright(_plain(image))
            if width and height:
                image.thumbnail((max(1, width), max(1, height)))
        except PictureRefused:
            raise
        except Exception as error:
            raise _broken(error) from error
        return image

    def _upright(self, image: Image.Image) -> Image.Image:
        from PIL import Image

        turns = (
            Image.Transpose.FLIP_LEFT_RIGHT,
            Image.Transpose.ROTATE_180,
            Image.Transpose.FLIP_TOP_BOTTOM,
            Image.Transpose.TRANSPOSE,
            Image.Transpose.ROTATE_270,
            Image.Transpose.TRANSVERSE,
            Image.Transpose.ROTATE_90,
        )
        return image.transpose(turns[self.turn - 2]) if self.is_turned else image


def problem(content: bytes, budget: Budget | None = None) -> str:
    """Why a picture cannot be printed, in a few words; empty if it can, and then it is known as sound from now on."""
    try:
        picture = Picture(content)
        picture.image(1000, 1000, budget)
    except PictureRefused as refused:
        return refused.message
    if len(_sound) >= _KNOWN:
        _sound.clear()
    _sound[hashlib.sha256(content).hexdigest()] = picture.width
    return ""


def is_sound(sha256: str) -> bool:
    """Whether a picture of this checksum is known to be one that can be printed."""
    return sha256 in _sound


def known_width(sha256: str) -> int:
    """How many dots across a picture of this checksum has; 0 where it is not known as sound."""
    return _sound.get(sha256, 0)


def file_problem(path: Path) -> str:
    """Why a picture's file cannot be printed; empty if it can, and where the file cannot be read, which others tell."""
    try:
        if not path.is_file():
            return ""
        if path.stat().st_size > MAX_BYTES:
            return _too_large()
        return problem(path.read_bytes())
    except OSError:
        return ""


_sound: dict[str, int] = {}
"""How wide sound pictures are, in dots, by their checksums."""


def as_png(content: bytes) -> bytes:
    """A picture as PNG of its own size, without whatever else its file held. Raises PictureRefused."""
    made = BytesIO()
    Picture(content).image().save(made, "PNG", compress_level=1)
    return made.getvalue()


def _broken(error: Exception) -> PictureRefused:
    if isinstance(error, MemoryError):
        return PictureRefused(_("there is not enough memory for it"))
    return PictureRefused(_("its file is damaged or cut short"))


def _plain(image: Image.Image) -> Image.Image:
    """A decoded picture as L, LA, RGB or RGBA, each dot as a screen shows it."""
    if image.mode.startswith("I"):
        image = _of_16_bits(image)
    elif image.mode == "1":
        image = image.convert("L")
    elif image.has_transparency_data and image.mode not in ("LA", "RGBA"):
        image = image.convert("RGBA")
    elif image.mode not in ("L", "LA", "RGB", "RGBA"):
        image = image.convert("RGB")
    image.info.clear()  # colour profile, comments, place where it was taken: nothing of it is printed
    return image


def _of_16_bits(image: Image.Image) -> Image.Image:
    """16 bits of grey as 8, of which Pillow's own conversion makes white; as LA where one grey is see-through."""
    from PIL import ImageMath

    grey = image.convert("I")
    shades = grey.point(lambda grey: grey * (1 / 257) + 0.5).convert("L")
    see_through = image.info.get("transparency")
    if see_through is not None:
        shades.putalpha(ImageMath.lambda_eval(lambda dots: (dots["grey"] != see_through) * 255, grey=grey).convert("L"))
    return shades


# ---------------------------------------------------------------- looking before Pillow does


def _look(content: bytes) -> str:
    """The format of a file by its first bytes, of which the rest is not built to keep a reader busy."""
    if len(content) > MAX_BYTES:
        raise PictureRefused(_too_large())
    for start, name, look in _FORMATS:
        if content.startswith(start):
            try:
                look(content)
            except (struct.error, IndexError) as error:
                raise _broken(error) from error
            return name
    raise PictureRefused(_("it is neither PNG nor JPEG, whatever its name says"))


def _too_large() -> str:
    return _("it is larger than {size} MB").format(size=MAX_BYTES // 1_000_000)


def _check_size(width: int, height: int) -> None:
    if not (0 < width <= MAX_SIDE and 0 < height <= MAX_SIDE and width * height <= MAX_PIXELS):
        raise PictureRefused(_("it has {width} × {height} dots, too many to print").format(width=width, height=height))


def _strange() -> PictureRefused:
    return PictureRefused(_("its file is built in a way that no common program writes"))


def _look_at_png(content: bytes) -> None:
    _check_size(*struct.unpack(">II", content[16:24]))
    at = 8
    for _count in range(_MOST_PARTS):
        (length,) = struct.unpack(">I", content[at : at + 4])
        if content[at + 4 : at + 8] == b"IEND":
            return
        at += length + 12
        if at > len(content):
            raise PictureRefused(_("its file is damaged or cut short"))
    raise _strange()


def _look_at_jpeg(content: bytes) -> None:
    scans = content.count(b"\xff\xda")  # in the data of a scan FF is never followed by DA
    if scans > _MOST_SCANS:
        raise _strange()
    at = 2
    for _count in range(_MOST_SEGMENTS):
        while content[at] == 0xFF and content[at + 1] == 0xFF:
            at += 1
        if content[at] != 0xFF:
            raise PictureRefused(_("its file is damaged or cut short"))
        marker = content[at + 1]
        if marker == 0xDA:
            return
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            _check_size(width, height)
            if width * height * scans > _MOST_SCANNED:
                raise _strange()
        if marker in (0x01, *range(0xD0, 0xD9)):
            at += 2
        else:
            at += 2 + int(struct.unpack(">H", content[at + 2 : at + 4])[0])
    raise _strange()


def _look_at_gif(content: bytes) -> None:
    """Up to the first frame, whose data Pillow reads at once; of what stands before it in pieces it makes one."""
    _check_size(*struct.unpack("<HH", content[6:10]))
    at = 13 + (3 << ((content[10] & 7) + 1) if content[10] & 0x80 else 0)
    for _count in range(_MOST_SEGMENTS):
        if content[at] == 0x2C:
            left, top, width, height = struct.unpack("<HHHH", content[at + 1 : at + 9])
            _check_size(left + width, top + height)
            return
        if content[at] == 0x21:
            at += 2
            while content[at]:
                at += content[at] + 1
                if at > _MOST_PARTS * 20:
                    raise _strange()
        at += 1
    raise _strange()


def _look_at_bmp(content: bytes) -> None:
    if struct.unpack("<I", content[14:18])[0] >= 40:
        width, height = struct.unpack("<ii", content[18:26])
        _check_size(abs(width), abs(height))
        if struct.unpack("<I", content[30:34])[0] not in (0, 3):  # run lengths, which Pillow reads in Python
            raise _strange()


_FORMATS: tuple[tuple[bytes, str, Callable[[bytes], None]], ...] = (
    (b"\x89PNG\r\n\x1a\n", "PNG", _look_at_png),
    (b"\xff\xd8\xff", "JPEG", _look_at_jpeg),
    (b"GIF87a", "GIF", _look_at_gif),
    (b"GIF89a", "GIF", _look_at_gif),
    (b"BM", "BMP", _look_at_bmp),
)
