"""What a PDF does beside being read: runs a script, starts a program, carries a file, sends something, asks a password.

Names of actions may stand in streams of packed objects and be written in codes. The library that draws the pages writes
all that it knows of a file anew, plainly; there they are looked for, and in the file as it came.
"""

from contextlib import closing, suppress
from pathlib import Path

import pypdfium2
from pypdfium2 import raw

from planner_desktop.i18n import _
from planner_desktop.regex import regex

_NAMES = regex(rb"/(JavaScript|Launch|EmbeddedFiles?|RichMedia|SubmitForm|ImportData|GoTo[ER]|Rendition|Encrypt)\b")
_LONGEST = 20  # bytes of a name, with what ends it
_PIECE = 1 << 20
_XFA = (raw.FORMTYPE_XFA_FULL, raw.FORMTYPE_XFA_FOREGROUND)


class _Names:
    """Takes bytes one piece after another, and keeps the first of the names that are looked for."""

    def __init__(self) -> None:
        self.found = ""
        self._before = b""

    def write(self, piece: bytes) -> int:
        here = self._before + bytes(piece)
        if not self.found and (name := _NAMES.search(here)):
            self.found = name[1].decode()
        self._before = here[-_LONGEST:]
        return len(piece)


def active_file(path: Path) -> str:
    """As `active`, of a file that nobody has opened; one that cannot be opened is only looked at as it is."""
    with suppress(pypdfium2.PdfiumError), closing(pypdfium2.PdfDocument(path)) as pdf:
        return active(pdf, path)
    return active(None, path)


def active(pdf: pypdfium2.PdfDocument | None, path: Path) -> str:
    """What it does, in words; empty where it is only read. Raises pypdfium2.PdfiumError, OSError."""
    names = _Names()
    if pdf is not None:
        pdf.save(names)
        names.write(b" ")
    with path.open("rb") as content:
        while piece := content.read(_PIECE):
            names.write(piece)
    if pdf is not None and raw.FPDF_GetFormType(pdf) in _XFA:
        names.found = names.found or "XFA"
    if not names.found:
        return ""
    return _("it does more than to be read ({name})").format(name=names.found)
