"""Running text as HTML for word processors: headings, lists and tables as their own, footnotes in brackets."""

from collections.abc import Iterator, Sequence
from html import escape

from planner_desktop.formpack.rich_text import (
    Block,
    Figure,
    Heading,
    ListOf,
    Paragraph,
    TableOf,
    share_notes,
    spelled_out,
)

_EDGE = "border:.5pt solid #808080;padding:2px 4px;vertical-align:top"


def as_html(blocks: Sequence[Block]) -> str:
    """The blocks as HTML. One paragraph alone stands without a tag, so that it is pasted inside another."""
    if len(blocks) == 1 and isinstance(blocks[0], Paragraph):
        body = escape(spelled_out(blocks[0].paragraph, blocks[0].notes))
    else:
        body = "\n".join(line for block in blocks for line in _lines(block))
    return f'<html><head><meta charset="utf-8"></head><body>{body}</body></html>'


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Paragraph():
            yield f"<p>{escape(spelled_out(block.paragraph, block.notes))}</p>"
        case Heading():
            yield f"<h{block.level}>{escape(block.heading)}</h{block.level}>"
        case ListOf():
            tag = "ol" if block.numbered else "ul"
            items = (spelled_out(text, notes) for text, notes in share_notes(block.list, block.notes))
            yield f"<{tag}>{''.join(f'<li>{escape(text)}</li>' for text in items)}</{tag}>"
        case Figure():  # the picture itself is in the draft, where no other program finds it
            if block.caption:
                yield f"<p class=MsoCaption>{escape(block.caption)}</p>"
        case TableOf():
            if block.caption:
                yield f"<p class=MsoCaption>{escape(block.caption)}</p>"
            yield '<table style="border-collapse:collapse">'
            for n, row in enumerate(block.table):
                yield f"{'<thead>' if n == 0 and block.head else ''}<tr>{''.join(_cells(row, n < block.head))}</tr>"
                if n == block.head - 1:
                    yield "</thead>"
            yield "</table>"
            if block.note:
                yield f"<p>{escape(block.note)}</p>"


def _cells(row: Sequence[str | None], head: bool) -> Iterator[str]:
    tag = "th" if head else "td"
    for at, cell in enumerate(row):
        if cell is None:
            continue
        wide = next((n for n, other in enumerate(row[at + 1 :], 1) if other is not None), len(row) - at)
        span = f" colspan={wide}" if wide > 1 else ""
        yield f"<{tag}{span} style='{_EDGE}'>{escape(cell).replace(chr(10), '<br>')}</{tag}>"
