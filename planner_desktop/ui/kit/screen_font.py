"""The bundled font as the screen needs it: its lines are as high as stacked Thai marks, and its name is our own.

The font tells a line height that its own tone marks and low vowels do not keep to: those of ที่, ชี้, กู. Printing sets
its own distances, but Qt cuts a text off at its line: in input lines, choices, lists and cells. So the window takes the
font with truer figures, changed in memory; the files stay as their authors made them. It has another name there, so
that a Sarabun that is installed on a PC is not taken in its place.
"""

import struct
from pathlib import Path

FAMILY = "Planner"
"""As many letters as the bundled font's name, so that nothing in the file moves."""
ASCENT, DESCENT = 1250, -340
"""What ชี้ and กู need, in thousandths of the size, which are the units of the bundled files."""
_BUNDLED = "Sarabun"
_DIRECTORY, _ENTRY = 12, 16
_FIGURES = {b"hhea": 4, b"OS/2": 68}
"""Where in a table ascent and descent stand, one after the other."""
_WHOLE = 1 << 32


def for_screen(file: Path) -> bytes:
    """A font file's content with lines that hold its marks and our name, its checksums right."""
    font = bytearray(file.read_bytes())
    (count,) = struct.unpack_from(">H", font, 4)
    more, head = 0, 0
    for entry in range(_DIRECTORY, _DIRECTORY + count * _ENTRY, _ENTRY):
        tag, checksum, at, length = struct.unpack_from(">4sLLL", font, entry)
        if tag == b"head":
            head = at
        if tag not in _FIGURES and tag != b"name":
            continue
        before = _sum(font, at, length)
        if tag == b"name":
            for encoding in ("latin-1", "utf-16-be"):
                here = font[at : at + length]
                font[at : at + length] = here.replace(_BUNDLED.encode(encoding), FAMILY.encode(encoding))
        else:
            struct.pack_into(">hh", font, at + _FIGURES[tag], ASCENT, DESCENT)
        grown = _sum(font, at, length) - before
        struct.pack_into(">L", font, entry + 4, (checksum + grown) % _WHOLE)
        more += 2 * grown  # in the table and in the directory
    (whole,) = struct.unpack_from(">L", font, head + 8)
    struct.pack_into(">L", font, head + 8, (whole - more) % _WHOLE)
    return bytes(font)


def _sum(font: bytearray, at: int, length: int) -> int:
    words = (length + 3) // 4
    return sum(struct.unpack(f">{words}L", font[at : at + 4 * words].ljust(4 * words, b"\0")))
