"""A page of the manual as HTML, for the window and as files for a browser."""

from collections.abc import Callable, Iterator, Sequence
from html import escape
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from planner_desktop import whole_file
from planner_desktop.app_paths import SCREENSHOTS
from planner_desktop.errors import DocumentError
from planner_desktop.i18n import _
from planner_desktop.manual.page import Item, ManualBlock, Page, PageTable, PageTexts, Prose, Screenshot, Title
from planner_desktop.thai.words import with_break_marks

_STYLE = """body { max-width: 50em; margin: 1em auto; padding: 0 1em; font: 1em/1.6 Sarabun, sans-serif }
table { border-collapse: collapse } th, td { border: 1px solid #888; padding: .3em .6em; text-align: left;
vertical-align: top } img { max-width: 100% } code { background: #eee; padding: 0 .2em } h1, h2, h3 { line-height: 1.3 }
.depth1 { margin-left: 2em }
nav { margin: 1em 0 }"""


class _Way(NamedTuple):
    """How an address is made of a page's id, and how a text is written."""

    link: Callable[[str], str]
    text: Callable[[str], str]


_IN_WINDOW = _Way(str, with_break_marks)  # Qt on Windows ends no line between Thai words


def body(page: Page, way: _Way = _IN_WINDOW) -> str:
    """What the page says, without head: as the window shows it, where a link is the id of a page."""
    return "\n".join(_blocks(page.blocks, way))


def _blocks(blocks: Sequence[ManualBlock], way: _Way) -> Iterator[str]:
    for is_list, group in groupby(blocks, lambda block: isinstance(block, Item)):
        if is_list:
            yield _list([item for item in group if isinstance(item, Item)], way)
        else:
            yield from (_block(block, way) for block in group)


def _block(block: ManualBlock, way: _Way) -> str:
    match block:
        case Title():
            id = f' id="{escape(block.anchor)}"' if block.anchor else ""
            return f"<h{block.level}{id}>{_html(block.words, way)}</h{block.level}>"
        case Prose():
            return f"<p>{_html(block.words, way)}</p>"
        case PageTable():
            head = "".join(f'<th align="left">{_html(cell, way)}</th>' for cell in block.head)
            rows = "\n".join(
                "<tr>" + "".join(f"<td>{_html(cell, way)}</td>" for cell in row) + "</tr>" for row in block.rows
            )
            return f'<table border="1" cellspacing="0" cellpadding="5" width="100%"><tr>{head}</tr>\n{rows}</table>'
        case Screenshot():
            return f'<p><img src="{escape(block.file)}" alt="{escape(block.caption)}"></p>'
        case Item():
            return _list([block], way)


def _list(items: Sequence[Item], way: _Way) -> str:
    """Items in a row; each step in is a list of its own, and numbers go on after it."""
    lists = []
    for (depth, numbered), group in groupby(items, lambda item: (item.depth, item.label != "–")):
        same = list(group)
        tag, start = ("ol", f' start="{same[0].label.rstrip(".")}"') if numbered else ("ul", "")
        inside = "".join(f"<li>{_html(item.words, way)}</li>" for item in same)
        lists.append(f'<{tag}{start} class="depth{depth}" style="-qt-list-indent: {depth + 1}">{inside}</{tag}>')
    return "\n".join(lists)


def _html(said: PageTexts, way: _Way) -> str:
    parts = []
    for span in said:
        text = escape(way.text(span.text))
        text = f"<code>{text}</code>" if span.code else f"<b>{text}</b>" if span.bold else text
        if span.link:
            text = f'<a href="{escape(way.link(span.link))}">{text}</a>'
        parts.append(text.replace("\n", "<br>"))
    return "".join(parts)


def write(pages: Sequence[Page], folder: Path) -> None:
    """Write the pages as files for a browser, with an index and their pictures, into a folder.

    Raises DocumentError where they cannot be written.
    """
    index = "\n".join(f'<li><a href="{page.id}.html">{escape(page.title)}</a></li>' for page in pages)
    files = {f"{page.id}.html": _file(page.title, _paged(page)) for page in pages}
    files["index.html"] = _file(_("Manual"), f"<h1>{escape(_('Manual'))}</h1><ul>{index}</ul>")
    shown = {block.file for page in pages for block in page.blocks if isinstance(block, Screenshot)}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            whole_file.write(folder / name, content)
        for name in sorted(shown):
            whole_file.write(folder / name, (SCREENSHOTS / name).read_bytes())
    except OSError as error:
        problem = _("{path} could not be written: {problem}").format(path=folder, problem=whole_file.told(error))
        raise DocumentError(problem, _("Choose another folder.")) from error


def _paged(page: Page) -> str:
    way = _Way(lambda target: f"{target}.html", str)
    return f'<nav><a href="index.html">☰</a></nav>{body(page, way)}'


def _file(title: str, content: str) -> bytes:
    head = f'<meta charset="utf-8"><title>{escape(title)}</title><style>{_STYLE}</style>'
    return f'<!doctype html><html lang="th"><head>{head}</head><body>{content}</body></html>\n'.encode()
