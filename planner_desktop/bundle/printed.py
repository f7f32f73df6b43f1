"""What the pages of a PDF from anyone print, and what lies over or under that: notes, fields, pictures, hidden text.

The text of a page says nothing of a note that covers it, of a picture of other figures, or of letters that are not
drawn. Our typesetter draws text and lines; its PDFs hold links, places to sign at, and the plan's own pictures.
"""

import ctypes
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pypdfium2
from pypdfium2 import raw

from planner_desktop.bundle.pdf_actions import active
from planner_desktop.frozen import Frozen
from planner_desktop.i18n import _

_NOTE_KINDS = (raw.FPDF_ANNOT_LINK, raw.FPDF_ANNOT_WIDGET)
_UNSEEN = (raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP)
_PLAIN = (raw.FPDF_PAGEOBJ_TEXT, raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_FORM)
_DEEPEST = 8  # forms within forms; ours hold none
_FIELD = 16  # bytes of the name of a kind of field, in UTF-16


class PrintedPage(Frozen):
    """A page: its text, how many pictures it has, and what is on it that our typesetter never makes, in words."""

    text: str
    pictures: int
    odd: tuple[str, ...]


def pages(path: Path) -> Iterator[PrintedPage]:
    """The pages of a PDF; what the whole of it does is told with the first. Raises pypdfium2.PdfiumError."""
    with closing(pypdfium2.PdfDocument(path)) as pdf:
        does = active(pdf, path)
        for number in range(len(pdf)):
            with closing(pdf[number]) as page, closing(page.get_textpage()) as text:
                kinds, unseen = _drawn(page)
                odd = list(dict.fromkeys(_notes(page, text)))
                if does and number == 0:
                    odd.insert(0, does)
                if unseen:
                    odd.append(_("text that is not seen"))
                if set(kinds) - set(_PLAIN):
                    odd.append(_("something drawn that the program never draws"))
                yield PrintedPage(text.get_text_range(), kinds.count(raw.FPDF_PAGEOBJ_IMAGE), tuple(odd))


def _drawn(page: pypdfium2.PdfPage) -> tuple[list[int], bool]:
    """The kind of each thing on a page, and whether there is text that is not drawn."""
    kinds: list[int] = []
    unseen = False
    left = [(raw.FPDFPage_GetObject(page, n), 0) for n in range(raw.FPDFPage_CountObjects(page))]
    while left:
        thing, depth = left.pop()
        kinds.append(kind := raw.FPDFPageObj_GetType(thing))
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            unseen = unseen or raw.FPDFTextObj_GetTextRenderMode(thing) in _UNSEEN
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            inner = range(raw.FPDFFormObj_CountObjects(thing))
            left += [(raw.FPDFFormObj_GetObject(thing, n), depth + 1) for n in inner]
    return kinds, unseen


def _notes(page: pypdfium2.PdfPage, text: pypdfium2.PdfTextPage) -> Iterator[str]:
    for n in range(raw.FPDFPage_GetAnnotCount(page)):
        note = raw.FPDFPage_GetAnnot(page, n)
        try:
            kind = raw.FPDFAnnot_GetSubtype(note)
            if kind not in _NOTE_KINDS:
                yield _("a note or drawing laid over the page")
            elif kind == raw.FPDF_ANNOT_WIDGET and (_field(note) != "Sig" or _covered(note, text)):
                yield _("a field laid over the page")
        finally:
            raw.FPDFPage_CloseAnnot(note)


def _field(note: raw.FPDF_ANNOTATION) -> str:
    """The kind of field, “Sig” of one to sign in."""
    name = ctypes.create_string_buffer(_FIELD)
    length = raw.FPDFAnnot_GetStringValue(note, b"FT", ctypes.cast(name, ctypes.POINTER(raw.FPDF_WCHAR)), _FIELD)
    return name.raw[: min(length, _FIELD)].decode("utf-16-le", "replace").rstrip("\0")


def _covered(note: raw.FPDF_ANNOTATION, text: pypdfium2.PdfTextPage) -> bool:
    """Whether there is text where a note is."""
    place = raw.FS_RECTF()
    raw.FPDFAnnot_GetRect(note, ctypes.byref(place))
    return bool(text.get_text_bounded(place.left, place.bottom, place.right, place.top).strip(" .…_()"))
