"""The text of a form pack with columns in it: `**ประเด็นที่ {position}** {name}`, `{budget|baht}`.

There is no template language: a text names columns of its query and one of a fixed list of formats, nothing more.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

FORMATS = {
    "baht": "satang as 3,584,000 (decimals only where there are any)",
    "closed": "satang as 3,584,000.- (3,584,000.50 where there are decimals)",
    "words": "satang in words: สามล้านบาทถ้วน",
    "count": "a number with commas",
    "date": "1 ตุลาคม 2567",
    "label": "the words of a choice: ไม่ใช้งบประมาณ for none",
    "dash": "- where empty",
    "dots": "..... where empty",
    "lines": "several values one under another, as they stand without a format",
    "spaced": "lines joined by spaces",
    "commas": "lines joined by commas",
    "and": "lines joined by spaces, the last with และ",
    "brackets": "in brackets, nothing where empty",
    "dashes": "several lines each after a dash, one line as it is",
    "numbers": "several lines each after its number, one line as it is",
}
"""Every format, with what it prints. Lists come from paths, and from queries as text with one item a line."""

_MARK = re.compile(r"\*\*|\{(?P<column>[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)*)(?P<formats>(?:\|[a-z]+)*)\}")


@dataclass(frozen=True, slots=True)
class Piece:
    """Literal `text`, or a `column` (or path, with dots) put through `formats`, in one weight."""

    text: str = ""
    column: str = ""
    formats: tuple[str, ...] = ()
    bold: bool = False


@lru_cache(maxsize=4096)
def pieces(template: str) -> tuple[Piece, ...]:
    """The template taken apart. Braces that enclose no column name are text."""
    return tuple(_pieces(template))


def _pieces(template: str) -> Iterator[Piece]:
    bold, end = False, 0
    for mark in _MARK.finditer(template):
        if mark.start() > end:
            yield Piece(text=template[end : mark.start()], bold=bold)
        end = mark.end()
        if mark["column"]:
            yield Piece(column=mark["column"], formats=tuple(filter(None, mark["formats"].split("|"))), bold=bold)
        else:
            bold = not bold
    if end < len(template):
        yield Piece(text=template[end:], bold=bold)


def columns(template: str) -> set[str]:
    """The columns and paths that a template names."""
    return {piece.column for piece in pieces(template) if piece.column}
