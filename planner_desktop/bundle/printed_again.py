"""A plan printed again, and held against the PDF that came: by its bytes, where they differ by how its pages look."""

from contextlib import closing, suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pypdfium2

from planner_desktop.bundle.packet import packet
from planner_desktop.document.export import SHA256
from planner_desktop.document.outline import Document
from planner_desktop.document.pdf import make_pdf
from planner_desktop.regex import regex

_DATE = regex(rb"<xmp:CreateDate>([0-9T:+-]{25})</xmp:CreateDate>")
_SCALE = 1.0  # points to pixels: a page of A4 is 595 x 842
_BLOCK = 1 << 20


def bytes_of(document: Document, given: Path, identifiers: tuple[str, str]) -> bytes | None:
    """The PDF of a plan that bears the date of the one given, which nobody else knows; None where memory is short.

    `identifiers` are what the plan is called, and the SHA-256 of its data. Raises DocumentError.
    """
    name, digest = identifiers
    dated = _DATE.search(packet(given) or b"")
    moment = datetime.fromtimestamp(0, UTC)
    with suppress(ValueError):
        moment = datetime.fromisoformat(dated[1].decode()) if dated else moment
    try:
        return make_pdf(replace(document, identifiers=(name, SHA256 + digest), moment=moment)).data
    except MemoryError:  # a plan of very many pages; what was there before is enough to compare its text
        return None


def is_same(made: bytes, given: Path) -> bool:
    """Whether a file holds these bytes, and no more."""
    return given.stat().st_size == len(made) and begins_so(made, given)


def begins_so(made: bytes, given: Path) -> bool:
    """Whether a file begins with these bytes: to sign a PDF is to add to it."""
    with given.open("rb") as content:
        return all((piece := made[at : at + _BLOCK]) == content.read(len(piece)) for at in range(0, len(made), _BLOCK))


def pages_unlike(made: bytes, given: Path) -> list[int] | None:
    """The numbers of the pages that look otherwise, without notes and fields; None where their count differs.

    Raises pypdfium2.PdfiumError.
    """
    with closing(pypdfium2.PdfDocument(made)) as own, closing(pypdfium2.PdfDocument(given)) as other:
        if len(own) != len(other):
            return None
        return [n + 1 for n in range(len(own)) if not _looks_alike(own, other, n)]


def _looks_alike(own: pypdfium2.PdfDocument, other: pypdfium2.PdfDocument, n: int) -> bool:
    with closing(own[n]) as one, closing(other[n]) as two:
        # its size is looked at first: a page from anyone may be as large as a house
        return one.get_size() == two.get_size() and _seen(one) == _seen(two)


def _seen(page: pypdfium2.PdfPage) -> bytes:
    with closing(page.render(scale=_SCALE, draw_annots=False, may_draw_forms=False)) as bitmap:
        return bytes(bitmap.buffer)
