"""Reads the pages of `docs/manual/`, which are Markdown of the few kinds that they need.

Headings, paragraphs, lists with one level below, tables, pictures; in them **words of the program**, `what is typed`
and [links](page.md). A file is `NN-id.md`: its digits are its place. Whatever else is written is refused, so that no
page shows signs that were meant to be something.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from planner_desktop.app_paths import MANUAL
from planner_desktop.manual.page import (
    Item,
    ManualBlock,
    Page,
    PageTable,
    PageText,
    PageTexts,
    Prose,
    Screenshot,
    Title,
)
from planner_desktop.regex import regex

_SPANS = regex(r"\*\*(?P<bold>[^*]+)\*\*|`(?P<code>[^`]+)`|\[(?P<said>[^]]+)\]\((?P<to>[^)]+)\)")
_TITLE = regex(r"(#{1,3}) (.+)")
_ITEM = regex(r"( {0,3})(-|\d+\.) (.+)")
_PICTURE = regex(r"!\[(.+)\]\(\.\./screenshots/([\w-]+\.png)\)")
_RULE = regex(r"\|( ?-+ ?\|)+")
_LEFT_OVER = regex(r"\*\*|`|\]\(|^\s*[>*+]|^\s{4,}|^#{4,}|<\w")


@cache
def pages() -> tuple[Page, ...]:
    """All pages of `docs/manual/`, sorted by the names of their files. Raises ValueError as `read` does."""
    return tuple(read(file) for file in sorted(MANUAL.glob("*.md")))


def read(file: Path) -> Page:
    """One page. Raises ValueError, with file and line, where it is not of the kinds that are known."""
    blocks = list(_blocks(file.name, file.read_text(encoding="utf-8").splitlines()))
    if not blocks or not isinstance(blocks[0], Title) or blocks[0].level != 1:
        raise ValueError(f"{file.name}: a page begins with its title: # ...")
    return Page(page_id(file.name), tuple(blocks))


def page_id(name: str) -> str:
    """The id of the page in a file of that name."""
    return name.rpartition("/")[2].removesuffix(".md").lstrip("0123456789").removeprefix("-")


def _blocks(name: str, lines: list[str]) -> Iterator[ManualBlock]:
    at = 0
    while at < len(lines):
        line, where = lines[at].rstrip(), f"{name}:{at + 1}"
        at += 1
        if not line:
            continue
        if title := _TITLE.fullmatch(line):
            yield Title(_words(title[2], where), len(title[1]))
        elif picture := _PICTURE.fullmatch(line):
            yield Screenshot(picture[2], picture[1])
        elif line.startswith("|"):
            rows = [line]
            while at < len(lines) and lines[at].startswith("|"):
                rows.append(lines[at].rstrip())
                at += 1
            yield _grid(rows, where)
        elif item := _ITEM.fullmatch(line):
            text, at = _joined(item[3], lines, at)
            yield Item(_words(text, where), "–" if item[2] == "-" else item[2], int(bool(item[1])))
        else:
            text, at = _joined(line, lines, at)
            yield Prose(_words(text, where))


def _joined(text: str, lines: list[str], at: int) -> tuple[str, int]:
    """A text with the lines that go on with it, and where the next block begins."""
    while at < len(lines) and (line := lines[at].strip()) and not _begins(lines[at]):
        text, at = f"{text} {line}", at + 1
    return text, at


def _begins(line: str) -> bool:
    return line.startswith(("|", "#", "![")) or _ITEM.fullmatch(line) is not None


def _grid(lines: list[str], where: str) -> PageTable:
    if len(lines) < 3 or not _RULE.fullmatch(lines[1]):
        raise ValueError(f"{where}: a table has a head, a line | --- | and rows")
    head, *rows = (
        tuple(_words(cell.strip(), where) for cell in line.strip().strip("|").split("|"))
        for line in (lines[0], *lines[2:])
    )
    if any(len(row) != len(head) for row in rows):
        raise ValueError(f"{where}: every row of a table has as many cells as its head")
    return PageTable(head, tuple(rows))


def _words(text: str, where: str) -> PageTexts:
    spans, at = [], 0
    for found in _SPANS.finditer(text):
        spans.append(PageText(text[at : found.start()]))
        if found["bold"]:
            spans.append(PageText(found["bold"], bold=True))
        elif found["code"]:
            spans.append(PageText(found["code"], code=True))
        else:
            if not found["to"].endswith(".md"):
                raise ValueError(f"{where}: a link leads to another page: {found['to']}")
            spans.append(PageText(found["said"], link=page_id(found["to"])))
        at = found.end()
    spans.append(PageText(text[at:]))
    for span in spans:
        if not span.code and _LEFT_OVER.search(span.text):
            raise ValueError(f"{where}: not one of the kinds that the manual is made of: {span.text}")
    return tuple(span for span in spans if span.text)
