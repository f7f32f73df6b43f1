"""The document as a PDF: blocks become slabs, slabs pages, pages a file that replaces the target in one step."""

import logging
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from planner_desktop.document.contents import contents_slabs
from planner_desktop.document.figure import QrSlab, figure_slabs
from planner_desktop.document.flow import Gap, LaidPage, PageBreak, Slab, paginate
from planner_desktop.document.font import faces, lacking
from planner_desktop.document.ink import Ink
from planner_desktop.document.outline import (
    Block,
    Contents,
    Document,
    Figure,
    Heading,
    Orientation,
    Page,
    Paragraph,
    QrCode,
    Run,
    Space,
    Table,
)
from planner_desktop.document.paragraph import LineSlab, heading_slabs, paragraph_slabs
from planner_desktop.document.style import CM, LEFT, NUMBER_HEIGHT, PAGE_NUMBER, PAPER, RIGHT
from planner_desktop.document.table import table_slabs
from planner_desktop.errors import DocumentError
from planner_desktop.i18n import _

_log = logging.getLogger(__name__)
_LAYOUT_SHARE = 0.6  # of the whole work, for the progress


class DocumentCancelledError(DocumentError):
    """The user stopped the document being made; nothing was written."""


def write_pdf(
    document: Document,
    path: Path,
    *,
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> int:
    """Write the document as a PDF and return its number of pages.

    `progress` is told how much is done, from 0 to 1; `cancelled` is asked now and then whether to stop. The file
    appears whole or not at all: whatever stood at `path` stays until the new one is ready.
    Raises DocumentError if it cannot be typeset or written, DocumentCancelledError if it was stopped.
    """

    def step(done: float) -> None:
        if cancelled is not None and cancelled():
            raise DocumentCancelledError(_("The document was not made: you stopped it."))
        if progress is not None:
            progress(done)

    step(0.0)
    faces()  # says at once if shaping is impossible
    layout = _Layout(document)
    flow: list[Slab | PageBreak] = []
    for number, block in enumerate(document.blocks):
        flow += layout.slabs(number, block)
        step(_LAYOUT_SHARE * (number + 1) / len(document.blocks))
    pages = paginate(flow)
    layout.numbers.update(_heading_pages(pages))
    data = _draw(document, pages, lambda share: step(_LAYOUT_SHARE + (1 - _LAYOUT_SHARE) * share))
    _replace(path, data)
    if missing := missing_letters(document):
        _log.warning("letters the font lacks, drawn with others or as boxes: %s", " ".join(sorted(missing)))
    return len(pages)


def missing_letters(document: Document) -> set[str]:
    """The letters of a document that its font lacks. They print as look-alikes, or as boxes where there is none."""
    missing: set[str] = set()
    for block in document.blocks:
        if isinstance(block, Heading | Paragraph):
            missing |= lacking(block.text)
        elif isinstance(block, Table):
            for row in (*block.head, *block.rows):
                for cell in row.cells:
                    missing |= lacking(cell.text)
    return missing


class _Layout:
    """Turns blocks into slabs, one after the other. `numbers` are the pages of headings, for the contents to read."""

    def __init__(self, document: Document) -> None:
        self.numbers: dict[str, int | None] = {}
        self._headings = [(_key(n), block) for n, block in enumerate(document.blocks) if isinstance(block, Heading)]
        self._orientation: Orientation = "portrait"

    def slabs(self, number: int, block: Block) -> list[Slab | PageBreak]:
        width = PAPER[self._orientation][0] - LEFT - RIGHT
        match block:
            case Heading():
                return [*heading_slabs(block, width, _key(number))]
            case Paragraph():
                return [*paragraph_slabs(block, width)]
            case Table():
                return [*table_slabs(block, width), Gap(4.0)]
            case Contents():
                return [*contents_slabs(self._headings, block.levels, self.numbers, width)]
            case Space():
                return [Gap(block.points)]
            case Figure():
                return [*figure_slabs(block, width, self._orientation)]
            case QrCode():
                size = block.size * CM
                return [QrSlab(x=LEFT + (width - size) / 2, width=size, height=size, link=block.link)]
            case Page():
                self._orientation = block.orientation
                return [PageBreak(block.orientation, block.numbered)]


def _key(number: int) -> str:
    return f"block{number}"


def _heading_pages(pages: list[LaidPage]) -> Iterator[tuple[str, int | None]]:
    for page in pages:
        for slab, _top in page.slabs:
            if isinstance(slab, LineSlab) and slab.mark:
                yield slab.mark.key, page.number


def _draw(document: Document, pages: list[LaidPage], step: Callable[[float], None]) -> bytes:
    from reportlab import rl_config
    from reportlab.pdfgen.canvas import Canvas

    rl_config.useA85 = 0  # streams as bytes, a fifth smaller than as text
    canvas: Any = Canvas("", pageCompression=1, lang="th-TH")
    canvas.setTitle(document.title)
    canvas.setAuthor(document.author)
    canvas.setSubject(document.title)
    canvas.setCreator("planner_desktop")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    _label(canvas, pages)
    ink = Ink(canvas)
    for count, page in enumerate(pages, 1):
        width, height = PAPER[page.orientation]
        ink.page(width, height)
        for slab, top in page.slabs:
            slab.draw(ink, top)
        if page.number is not None:
            text = (Run(f"- {page.number} -"),)
            ink.text(text, 0, height - NUMBER_HEIGHT - PAGE_NUMBER.pitch, width, PAGE_NUMBER.size, "center")
        canvas.showPage()
        step(count / len(pages))
    data: bytes = canvas.getpdfdata()
    return data


def _label(canvas: Any, pages: list[LaidPage]) -> None:
    """Let viewers call pages by the numbers printed on them; those without one get roman numerals."""
    bare = 0
    for index, page in enumerate(pages):
        bare += page.number is None
        begins = index == 0 or (page.number is None) != (pages[index - 1].number is None)
        if begins and page.number is None:
            canvas.addPageLabel(index, "ROMAN_LOWER", bare)
        elif begins:
            canvas.addPageLabel(index, "ARABIC", page.number)


def _replace(path: Path, data: bytes) -> None:
    """Write the file beside its target and put it in the target's place."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with temporary.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except OSError as error:
        raise DocumentError(
            _("The file {path} could not be written: {reason}.").format(path=path, reason=error.strerror or error),
            _("Close it in other programs, or choose another place. What was there before is unchanged."),
        ) from error
    finally:
        temporary.unlink(missing_ok=True)
