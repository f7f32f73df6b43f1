"""The document as a PDF: blocks become slabs, slabs pages, pages a file that replaces the target in one step."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from planner_desktop import stopping
from planner_desktop.document.archive import CREATOR, make_archivable
from planner_desktop.document.figure import RefusedSlab
from planner_desktop.document.font import faces
from planner_desktop.document.ink import Ink
from planner_desktop.document.making import MadeFile, stepping, unhindered
from planner_desktop.document.outline import NOTE, Align, Document, PrintedSection, Run, texts
from planner_desktop.document.page_numbers import label_pages, line
from planner_desktop.document.pdf_file import file_bytes
from planner_desktop.document.style import (
    LEFT,
    NOTE_RULE,
    NOTE_RULE_WIDTH,
    NUMBER_HEIGHT,
    NUMBER_TOP,
    PAGE_NUMBER,
    PAPER,
    RIGHT,
)
from planner_desktop.document.tag_tree import tag_objects
from planner_desktop.document.typesetter import Typeset, Typesetter
from planner_desktop.document.watermark import draw_watermark

_log = logging.getLogger(__name__)
_LANGUAGE = "th-TH"
_LAYOUT_SHARE = 0.6  # of the whole work, for the progress


@dataclass(frozen=True, slots=True)
class Made(MadeFile):
    """A PDF; `boxes` are the letters of each section that the font lacks, empty boxes in print."""

    boxes: dict[str, str]


def make_pdf(
    document: Document,
    *,
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Made:
    """Make a PDF of the document.

    `progress` is told how much is done, from 0 to 1; `cancelled` is asked now and then whether to stop.
    Raises DocumentError if it cannot be typeset, DocumentCancelledError if it was stopped.
    """
    step = stepping(progress, cancelled)
    step(0.0)
    with unhindered():
        set_pages = Typesetter().typeset(document, lambda share: step(_LAYOUT_SHARE * share))
        set_pages.sets = ()  # slabs are on pages alone, and go with each page that was drawn
        not_printed, count = refused(set_pages), len(set_pages.pages)
        data = pdf_bytes(set_pages, step=lambda share: step(_LAYOUT_SHARE + (1 - _LAYOUT_SHARE) * share), forgets=True)
    if missing := missing_letters(document):
        _log.info("letters the font lacks, drawn with others or as boxes: %s", " ".join(sorted(missing)))
    boxes = {section.id: boxed for section in document.sections if (boxed := _boxed(section))}
    return Made(data, count, not_printed, boxes)


def refused(typeset: Typeset) -> dict[str, list[str]]:
    """What is said of the pictures and tables that are not printed, each once, by section."""
    found: dict[str, list[str]] = {}
    for page in typeset.pages:
        for slab, _top, section in page.slabs:
            if isinstance(slab, RefusedSlab):
                told = found.setdefault(section, [])
                told += [slab.sentence] if slab.sentence not in told else []
    return found


def write_pdf(
    document: Document,
    path: Path,
    *,
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Made:
    """Make a PDF of the document and write it. What stood at `path` stays until the new one is ready.

    Raises DocumentError, DocumentCancelledError.
    """
    made = make_pdf(document, progress=progress, cancelled=cancelled)
    made.write(path)
    return made


def missing_letters(document: Document) -> set[str]:
    """The letters of a document that its font lacks. They print as look-alikes, or as boxes where there is none."""
    return set().union(*(_missing(section) for section in document.sections))


def _boxed(section: PrintedSection) -> str:
    """The letters of a section that print as empty boxes."""
    return "".join(sorted(letter for letter in _missing(section) if not faces()[0].draws(letter)))


def _missing(section: PrintedSection) -> set[str]:
    letters: set[str] = set()
    for block in section.blocks:
        letters.update(*(run.text for text in texts(block) for run in text))
    letters.discard(NOTE)
    return {letter for letter in letters if letter.isprintable() and not faces()[0].has(letter)}


def pdf_bytes(typeset: Typeset, *, step: Callable[[float], None] = lambda _share: None, forgets: bool = False) -> bytes:
    """The whole document as a PDF; `step` is told the share that is done, and may raise to stop it.

    If it `forgets`, a page that was drawn says nothing any more: of a long document half of the memory is slabs.
    """
    document, pages = typeset.document, typeset.pages
    canvas = _canvas(document)
    make_archivable(canvas, document, _LANGUAGE)
    label_pages(canvas, pages, document)
    ink = Ink(canvas)
    for n in range(len(pages)):
        _draw(ink, typeset, n)
        if forgets:
            pages[n] = replace(pages[n], slabs=[], notes=[])
        step((n + 1) / len(pages))
    canvas._doc.format = partial(file_bytes, canvas._doc, tag_objects(ink.structure, canvas._doc))
    data: bytes = canvas.getpdfdata()
    return data


def page_bytes(typeset: Typeset, page: int) -> bytes:
    """One page, counted from 0, as a PDF of its own that is drawn at once: the same ink, without links elsewhere."""
    canvas = _canvas(typeset.document, compressed=False)
    _draw(Ink(canvas, linked=False), typeset, page)
    data: bytes = canvas.getpdfdata()
    return data


def _canvas(document: Document, *, compressed: bool = True) -> Any:
    from reportlab import rl_config
    from reportlab.pdfgen.canvas import Canvas

    rl_config.useA85 = 0  # streams as bytes, a fifth smaller than as text
    canvas: Any = Canvas("", pageCompression=int(compressed), lang=_LANGUAGE, invariant=document.moment is not None)
    if document.moment is not None:  # the same document is the same file
        canvas._doc._timeStamp = _Stamp(document.moment)
    canvas.setTitle(document.title)
    canvas.setAuthor(document.author)
    canvas.setSubject(document.title)
    canvas.setCreator(CREATOR)
    canvas.setViewerPreference("DisplayDocTitle", "true")
    return canvas


class _Stamp:
    """A moment as ReportLab asks for it."""

    def __init__(self, moment: datetime) -> None:
        self.YMDhms = moment.astimezone(UTC).timetuple()[:6]
        self.dhh = self.dmm = 0


def _draw(ink: Ink, typeset: Typeset, n: int) -> None:
    """Draw a page, counted from 0: watermark, slabs, footnotes, number."""
    page = typeset.pages[n]
    width, height = PAPER[page.orientation]
    ink.page(width, height)
    if typeset.document.watermark:
        with ink.of(None):
            draw_watermark(ink.canvas, typeset.document.watermark, width, height)
    for slab, top, section in page.slabs:
        stopping.look()
        ink.structure.section(section)
        slab.draw(ink, top)
    if page.notes:
        at = page.notes_top
        ink.rule(LEFT, LEFT + NOTE_RULE_WIDTH, at - NOTE_RULE / 2)
        for note in page.notes:
            note.draw(ink, at)
            at += note.height
    if words := line(page, typeset.pages, typeset.document):
        text = (Run(words),)
        place = typeset.document.number_place
        top = NUMBER_TOP if place.startswith("top") else height - NUMBER_HEIGHT - PAGE_NUMBER.pitch
        align: Align = "right" if place.endswith("right") else "center"
        ink.text(text, LEFT, top, width - LEFT - RIGHT, PAGE_NUMBER.size, align)
    ink.canvas.showPage()
