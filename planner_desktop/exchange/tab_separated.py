"""Cells as tab-separated text: what spreadsheets put on the clipboard beside their HTML."""

import re
from collections.abc import Iterable, Sequence

from planner_desktop.exchange.grid import Grid, squared
from planner_desktop.regex import regex

_QUOTED = regex(r'"((?:[^"]|"")*)"(?=\t|\n|\Z)')
_LINE_END = regex("\r\n?")


def read(text: str) -> Grid:
    """The cells of a text; a cell in quotes may have new lines. A quote that is never closed is a letter."""
    text = _LINE_END.sub("\n", text).rstrip("\n")
    rows: list[list[str]] = [[]]
    at = 0
    while at <= len(text) and text:
        quoted = _QUOTED.match(text, at)
        if quoted:
            cell, at = quoted[1].replace('""', '"'), quoted.end()
        else:
            end = min((n for n in (text.find("\t", at), text.find("\n", at)) if n >= 0), default=len(text))
            cell, at = text[at:end], end
        rows[-1].append(cell.strip())
        if text[at : at + 1] == "\n":
            rows.append([])
        at += 1
    return Grid(squared(rows) if text else ())


def write(rows: Iterable[Sequence[str]]) -> str:
    """Rows as tab-separated text, a row a line."""
    return "".join("\t".join(map(_written, row)) + "\n" for row in rows)


def _written(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if re.search('[\t\n\r"]', cell) else cell
