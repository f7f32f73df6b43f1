"""Running text as HTML for word processors: headings, lists, tables and bold letters as such, footnotes in brackets."""

from collections.abc import Iterator, Sequence
from html import escape

from planner_desktop.formpack import emphasis
from planner_desktop.formpack.emphasis import Looks
from planner_desktop.formpack.rich_text import (
    RichFigure,
    RichHeading,
    RichList,
    RichParagraph,
    RichPart,
    RichTable,
    Sign,
    share_notes,
    spelled_out,
)

_EDGE = "border:.5pt solid #808080;padding:2px 4px;vertical-align:top"


def as_html(blocks: Sequence[RichPart]) -> str:
    """The blocks as HTML. One paragraph alone stands without a tag, so that it is pasted inside another."""
    if len(blocks) == 1 and isinstance(blocks[0], RichParagraph):
        body = _paragraph(blocks[0])
    else:
        body = "\n".join(line for block in blocks for line in _lines(block))
    return f'<html><head><meta charset="utf-8"></head><body>{body}</body></html>'


def _lines(block: RichPart) -> Iterator[str]:
    match block:
        case RichParagraph():
            yield f"<p>{_paragraph(block)}</p>"
        case RichHeading():
            yield f"<h{block.level}>{escape(block.heading)}</h{block.level}>"
        case RichList():
            yield _list(block)
        case RichFigure():  # the picture itself is in the draft, where no other program finds it
            if block.caption:
                yield f"<p class=MsoCaption>{escape(block.caption)}</p>"
        case RichTable():
            if block.caption:
                yield f"<p class=MsoCaption>{escape(block.caption)}</p>"
            yield '<table style="border-collapse:collapse">'
            for n, row in enumerate(_rows(block)):
                yield f"{'<thead>' if n == 0 and block.head else ''}<tr>{row}</tr>"
                if n == block.head - 1:
                    yield "</thead>"
            yield "</table>"
            if block.note:
                yield f"<p>{escape(block.note)}</p>"


def _paragraph(block: RichParagraph) -> str:
    return _text(block.paragraph, emphasis.looks_of(len(block.paragraph), block.bold, block.italic), block.notes)


def _text(text: str, of_text: Looks, notes: Sequence[str]) -> str:
    told = ""
    for part, look in emphasis.parts(text, of_text):
        bold, italic = look & emphasis.BOLD, look & emphasis.ITALIC
        told += "<b>" * bool(bold) + "<i>" * bool(italic) + escape(part) + "</i>" * bool(italic) + "</b>" * bool(bold)
    return spelled_out(told, [escape(note) for note in notes])


def _list(block: RichList) -> str:
    """A list, those of deeper levels inside the items that they stand under."""
    told = ""
    open_lists: list[tuple[int, Sign]] = []

    def close() -> str:
        return "</li></ul>" if open_lists.pop()[1] == "-" else "</li></ol>"

    of_items = emphasis.shared(block.list, block.bold, block.italic)
    for n, (text, notes) in enumerate(share_notes(block.list, block.notes)):
        level, sign = block.level(n), block.sign(n)
        while open_lists and (open_lists[-1][0] > level or (open_lists[-1][0] == level and open_lists[-1][1] != sign)):
            told += close()
        if open_lists and open_lists[-1] == (level, sign):
            told += "</li>"
        else:
            open_lists.append((level, sign))
            told += "<ul>" if sign == "-" else f'<ol type="{sign}">' if sign != "1" or level > 1 else "<ol>"
        told += f"<li>{_text(text, of_items[n], notes)}"
    while open_lists:
        told += close()
    return told


def _rows(table: RichTable) -> list[str]:
    """The cells of each row."""
    rows = [""] * len(table.table)
    for cell in table.cells():
        tag = "th" if cell.row < table.head else "td"
        spans = f" colspan={cell.columns}" * (cell.columns > 1) + f" rowspan={cell.rows}" * (cell.rows > 1)
        text = escape(cell.text).replace("\n", "<br>")
        rows[cell.row] += f"<{tag}{spans} style='{_EDGE}'>{text}</{tag}>"
    return rows
