"""What a PDF says of itself: its one packet of metadata (XMP), which our PDFs hold as it is."""

import re
from pathlib import Path

from planner_desktop.regex import regex

_PIECE, _LONGEST = 1_000_000, 20_000
_START = rb"<\?xpacket begin="
_PACKET = regex(_START + rb".{0,200}?\?>(.+?)<\?xpacket end=", re.DOTALL)


def packet(file: Path) -> bytes | None:
    """The one packet of metadata in a PDF, empty if there is none or more than one; None if it is no PDF.

    The file is read piece by piece: it may be large, and what is looked at all at once counts as this program's memory.
    """
    starts: set[int] = set()
    with file.open("rb") as content:
        if content.read(5) != b"%PDF-":
            return None
        content.seek(at := 0)
        here = b""
        while piece := content.read(_PIECE):
            here = here[-len(_START) :] + piece
            at += len(piece)
            starts.update(at - len(here) + match.start() for match in re.finditer(_START, here))
        content.seek(max(0, at - 1024))
        if b"%%EOF" not in content.read():
            return None
        if len(starts) != 1:
            return b""
        content.seek(starts.pop())
        found = _PACKET.match(content.read(_LONGEST))
    return found[1] if found else b""
