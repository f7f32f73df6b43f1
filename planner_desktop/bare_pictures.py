"""Pictures without what else their files hold: where and when they were taken and with what, comments, small copies.

A phone writes its place into every picture. Nothing of the picture itself is decoded or lost: of the file's parts those
that draw it stay, with its colour profile (ICC), and one mark of which way up it is. Parts are those of
JPEG (ITU T.81, Annex B), PNG (W3C PNG, 3rd edition, 11.3) and GIF (GIF89a).
"""

import struct
import zlib

from planner_desktop.errors import PictureRefused
from planner_desktop.pictures import Picture
from planner_desktop.regex import regex

_PNG, _JPEG, _GIF = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", (b"GIF87a", b"GIF89a")
_DRAW_PNG = frozenset(
    (
        b"IHDR",
        b"PLTE",
        b"IDAT",
        b"IEND",
        b"tRNS",
        b"gAMA",
        b"cHRM",
        b"sRGB",
        b"iCCP",
        b"cICP",
        b"sBIT",
        b"bKGD",
        b"pHYs",
    )
)
_DRAW_JPEG = frozenset(((0xE2, b"ICC_P"), (0xEE, b"Adobe")))
_MARKER = regex(rb"\xff[^\x00\xd0-\xd7\xff]")  # within a scan: the end of its data


def bare(content: bytes) -> bytes:
    """The picture's file without what does not draw it; what is no PNG, JPEG or GIF, or a broken one, as it is."""
    try:
        if content.startswith(_JPEG):
            return _bare_jpeg(content)
        if content.startswith(_PNG):
            return _bare_png(content)
        if content.startswith(_GIF):
            return _bare_gif(content)
    except (struct.error, IndexError):  # cut short: it is not printed, and says nothing that can be told apart
        pass
    return content


def _turned(content: bytes) -> bytes:
    """The mark of which way up the picture is, as Exif has it; nothing where it stands upright."""
    try:
        turn = Picture(content).turn
    except PictureRefused:
        return b""
    if turn not in range(2, 9):
        return b""
    return b"II*\0" + struct.pack("<IHHHIHHI", 8, 1, 0x0112, 3, 1, turn, 0, 0)


def _bare_jpeg(content: bytes) -> bytes:
    head, parts = [content[:2]], list[bytes]()
    if turned := _turned(content):
        parts.append(b"\xff\xe1" + struct.pack(">H", len(turned) + 8) + b"Exif\0\0" + turned)
    at = 2
    while True:
        while content[at] == 0xFF and content[at + 1] == 0xFF:
            at += 1
        marker = content[at + 1]
        if content[at] != 0xFF:
            raise IndexError
        if marker == 0xD9:
            return b"".join((*head, *parts, b"\xff\xd9"))  # behind it phones put more pictures, with their own places
        end = (
            at + 2 if marker in (0x01, *range(0xD0, 0xD8)) else at + 2 + int(*struct.unpack_from(">H", content, at + 2))
        )
        part, at = content[at:end], end
        ours = (marker, part[4:9]) in _DRAW_JPEG
        if part[4:9] == b"JFIF\0" and len(part) >= 18:
            head.append(b"\xff\xe0\x00\x10" + part[4:16] + b"\0\0")  # without its small copy
        elif ours or not (0xE0 <= marker <= 0xEF or marker == 0xFE):
            parts.append(part)
        if marker == 0xDA:
            found = _MARKER.search(content, at)
            if found is None:
                raise IndexError
            parts.append(content[at : found.start()])
            at = found.start()


def _bare_png(content: bytes) -> bytes:
    parts, at = [content[:8]], 8
    turned = _turned(content)
    while True:
        (length,) = struct.unpack_from(">I", content, at)
        name, part = content[at + 4 : at + 8], content[at : at + 12 + length]
        at += len(part)
        if name in _DRAW_PNG:
            parts.append(part)
        if name == b"IHDR" and turned:
            parts.append(struct.pack(">I", len(turned)) + b"eXIf" + turned)
            parts.append(struct.pack(">I", zlib.crc32(b"eXIf" + turned)))
        if name == b"IEND":
            return b"".join(parts)


def _bare_gif(content: bytes) -> bytes:
    at = 13 + _colours(content[10])
    parts = [content[:at]]
    while True:
        start, kind = at, content[at]
        if kind == 0x3B:
            return b"".join((*parts, b"\x3b"))
        if kind == 0x2C:
            at += 11 + _colours(content[at + 9])
        elif kind == 0x21:
            at += 2
        else:
            raise IndexError
        while content[at]:
            at += content[at] + 1
        at += 1
        if kind == 0x2C or content[start + 1] == 0xF9:  # what times and clears it
            parts.append(content[start:at])


def _colours(flags: int) -> int:
    """How many bytes a table of colours takes."""
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0
