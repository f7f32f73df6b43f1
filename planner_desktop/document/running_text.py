"""The running text of a field on its way into the outline: paragraphs, lists, tables and figures."""

from collections.abc import Callable, Iterator, Sequence

from planner_desktop import stopping
from planner_desktop.document import outline
from planner_desktop.document.outline import OutlineBlock, Run
from planner_desktop.document.tables_of_texts import rich_table, wants_to_lie
from planner_desktop.errors import DocumentError, DraftError
from planner_desktop.formpack import emphasis, rich_text
from planner_desktop.i18n import _

MOST_CELLS = 20_000  # of the tables of one text; 500 rows of 40 columns, half a minute of setting


def rich(stored: str | None, attachment: Callable[[str], bytes]) -> Iterator[OutlineBlock]:
    """The blocks of a rich text, whose figures `attachment` finds by name; of one that it does not find the reason.

    Raises DocumentError where its tables are too large to be printed.
    """
    blocks = rich_text.load(stored) if stored else ()
    tables_of_it = [block for block in blocks if isinstance(block, rich_text.RichTable)]
    if sum(len(row) for block in tables_of_it for row in block.table) > MOST_CELLS:
        raise DocumentError(
            _("A table in the text is too large to be printed (over {count} cells)").format(count=MOST_CELLS),
            _("Make it smaller, or attach it as a file."),
        )
    for block in blocks:
        stopping.look()
        match block:
            case rich_text.RichParagraph():
                of_letters = emphasis.looks_of(len(block.paragraph), block.bold, block.italic)
                yield outline.Paragraph(_runs(block.paragraph, of_letters), notes=_notes(block.notes))
            case rich_text.RichHeading():
                yield outline.Heading((Run(block.heading),), block.level + 1, contents=False)
            case rich_text.RichList():
                yield from _items(block)
            case rich_text.RichTable():
                yield from _table_of_text(block)
            case rich_text.RichFigure():
                yield _figure(block, attachment)


def _table_of_text(block: rich_text.RichTable) -> Iterator[OutlineBlock]:
    """A table with its caption and note, on pages that lie where it is too wide for others."""
    made = rich_table(block)
    lies = not made.problem and wants_to_lie(block, made)
    if lies:
        yield outline.Lying(begins=True)
    if block.caption:
        yield outline.Paragraph((Run(block.caption, bold=True),), "caption")
    yield made
    if block.note:
        yield outline.Paragraph((Run(block.note),), "note")
    if lies:
        yield outline.Lying(begins=False)


def _items(block: rich_text.RichList) -> Iterator[OutlineBlock]:
    shares, labels = rich_text.share_notes(block.list, block.notes), block.labels
    of_items = emphasis.shared(block.list, block.bold, block.italic)
    for n, ((item, own), of_letters) in enumerate(zip(shares, of_items, strict=True)):
        text, depth = _runs(item, of_letters), block.level(n) - 1
        yield outline.Paragraph(text, "body", labels[n], depth, notes=_notes(own))


def _runs(text: str, of_letters: emphasis.Looks) -> outline.Runs:
    parts = emphasis.parts(text, of_letters)
    return tuple(Run(part, bool(look & emphasis.BOLD), bool(look & emphasis.ITALIC)) for part, look in parts) or (
        Run(""),
    )


def _notes(notes: Sequence[str]) -> list[outline.Runs]:
    return [(Run(note),) for note in notes]


def _figure(block: rich_text.RichFigure, attachment: Callable[[str], bytes]) -> outline.Figure:
    caption = (Run(block.caption),) if block.caption else ()
    content, problem = b"", ""
    try:
        content = attachment(block.figure)
    except KeyError:
        problem = _("the draft does not hold it")
    except DraftError:
        problem = _("it is damaged inside the draft")
    return outline.Figure(block.figure, content, block.width, caption, problem, block.alt)
