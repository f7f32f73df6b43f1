"""The bundled font as the screen needs it: its lines are as high as stacked Thai marks.

The font tells a line height that its own tone marks and low vowels do not keep to: those of ที่, ชี้, กู. Printing sets
its own distances, but Qt cuts a text off at its line: in input lines, choices, lists and cells. So the window takes the
font with truer figures, changed in memory; the files stay as their authors made them.
"""

import struct
from pathlib import Path

ASCENT, DESCENT = 1250, -340
"""What ชี้ and กู need, in thousandths of the size, which are the units of the bundled files."""
DIRECTORY, ENTRY = 12, 16
FIGURES = {b"hhea": 4, b"OS/2": 68}
"""Where in a table ascent and descent stand, one after the other."""
WHOLE = 1 << 32


def for_screen(file: Path) -> bytes:
    """A font file's content with lines that hold its marks, its checksums right."""
    font = bytearray(file.read_bytes())
    (count,) = struct.unpack_from(">H", font, 4)
    more, head = 0, 0
    for entry in range(DIRECTORY, DIRECTORY + count * ENTRY, ENTRY):
        tag, checksum, at, _length = struct.unpack_from(">4sLLL", font, entry)
        if tag == b"head":
            head = at
        elif tag in FIGURES:
            place = at + FIGURES[tag]  # of four bytes that a checksum counts as one number
            (before,) = struct.unpack_from(">L", font, place)
            struct.pack_into(">hh", font, place, ASCENT, DESCENT)
            (now,) = struct.unpack_from(">L", font, place)
            struct.pack_into(">L", font, entry + 4, (checksum + now - before) % WHOLE)
            more += 2 * (now - before)  # in the table and in the directory
    (whole,) = struct.unpack_from(">L", font, head + 8)
    struct.pack_into(">L", font, head + 8, (whole - more) % WHOLE)
    return bytes(font)
