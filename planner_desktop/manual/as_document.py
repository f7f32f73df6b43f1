"""The manual as a document, which the program's own typesetter sets and writes as PDF."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from planner_desktop import __version__
from planner_desktop.app_paths import SCREENSHOTS
from planner_desktop.document import outline
from planner_desktop.document.outline import Cell, Column, Document, Heading, Paragraph, PrintedSection, Row, Run
from planner_desktop.document.pdf import write_pdf
from planner_desktop.i18n import _
from planner_desktop.manual.page import Item, ManualBlock, Page, PageTable, PageTexts, Prose, Screenshot, Title

_PICTURE_CM = 15.0


def write(
    pages: Sequence[Page],
    path: Path,
    *,
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> int:
    """Write the pages as one PDF with cover and contents; the number of its pages. Raises DocumentError."""
    return write_pdf(document(pages), path, progress=progress, cancelled=cancelled).pages


def document(pages: Sequence[Page]) -> Document:
    """The manual's pages as one outline with cover and contents, to be printed."""
    title, version = _("Manual of planner_desktop"), _("Version {version}").format(version=__version__)
    cover = (
        outline.NewPage(numbered=False),
        outline.Space(220),
        Paragraph((Run(title),), "title"),
        Paragraph((Run(version),), "subtitle"),
        outline.NewPage(numbered=False),
        Heading((Run(_("Contents")),), contents=False, align="center"),
        outline.Contents(2),
    )
    sections = [PrintedSection("cover", cover)]
    group = ""
    for n, page in enumerate(pages):
        new_part = page.group != group
        group = page.group
        first = [outline.NewPage()] if n == 0 or new_part else [outline.Space(14)]
        part = [Heading((Run(group),), 1, align="center")] if new_part else []
        sections.append(PrintedSection(f"{group} {page.id}", (*first, *part, *_blocks(page, 2 if group else 1))))
    return Document(title, "planner_desktop", sections)


def _blocks(page: Page, top: int) -> Iterator[outline.OutlineBlock]:
    for block in page.blocks:
        yield from _block(block, top)


def _block(block: ManualBlock, top: int) -> Iterator[outline.OutlineBlock]:
    match block:
        case Title():
            level = block.level + top - 1
            yield Heading(_runs(block.words), level, contents=block.level == 1)
        case Prose():
            yield Paragraph(_runs(block.words), "plain")
        case Item():
            yield Paragraph(_runs(block.words), "plain", block.label, block.depth + 1)
        case PageTable():
            longest = (max(map(_letters, column)) for column in zip(block.head, *block.rows, strict=True))
            shares = [max(4.0, min(24.0, letters)) for letters in longest]
            head = Row([Cell(tuple(Run(run.text, bold=True) for run in _runs(cell))) for cell in block.head])
            rows = [Row([Cell(_runs(cell)) for cell in row]) for row in block.rows]
            yield outline.Table([Column(share) for share in shares], [head], rows)
        case Screenshot():
            content = (SCREENSHOTS / block.file).read_bytes()
            yield outline.Figure(block.file, content, _PICTURE_CM, (Run(block.caption),))


def _letters(said: PageTexts) -> float:
    return float(sum(len(span.text) for span in said))


def _runs(said: PageTexts) -> outline.Runs:
    return tuple(Run(span.text, bold=span.bold) for span in said) or (Run(""),)
