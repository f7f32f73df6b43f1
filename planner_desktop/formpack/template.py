"""The text of a form pack with columns in it: `**ประเด็นที่ {position}** {name}`, `{budget|baht}`.

There is no template language: a text names columns of its query and formats of a fixed list. `{host or agency.name}` is
the first of them that says something, and what stands in `[ ]` is printed only where each column in it says something:
`{name}[ ({budget|baht} บาท)]`.
"""

import re
from collections.abc import Callable, Iterable, Iterator
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
    "raised": "a number in small raised digits, as that of a footnote: ¹²",
    "dashes": "several lines each after a dash, one line as it is",
    "numbers": "several lines each after its number, one line as it is",
}
"""Every format, with what it prints. Lists come from paths, and from queries as text with one item a line."""

_NAME = r"[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)*"
_COLUMN = rf"\{{(?P<column>{_NAME})(?P<others>(?: or (?:{_NAME}|'[^'{{}}]*'))*)(?P<formats>(?:\|[a-z]+)*)\}}"
_MARK = re.compile(rf"\*\*|{_COLUMN}")
_OTHER = re.compile(rf" or ({_NAME}|'[^'{{}}]*')")
_OPTIONAL = re.compile(rf"\[([^\[\]]*{re.sub('[?]P<[a-z]+>', '?:', _COLUMN)}[^\[\]]*)\]")


@dataclass(frozen=True, slots=True)
class Piece:
    """Literal `text`, or a `column` (or path, with dots) put through `formats`, in one weight."""

    text: str = ""
    column: str = ""
    formats: tuple[str, ...] = ()
    bold: bool = False
    others: tuple[str, ...] = ()
    """Columns and paths that stand in where the column says nothing; one in quotation marks is a text."""
    optional: int = 0
    """Which optional part it belongs to, counted from 1; 0 for what is always printed."""

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns and paths that it names, in the order in which they are asked."""
        named = (self.column, *(other for other in self.others if literal(other) is None))
        return named if self.column else ()


def literal(word: str) -> str | None:
    """The text that a word in quotation marks is; None where it is a column or path."""
    return word[1:-1] if word.startswith("'") else None


@lru_cache(maxsize=4096)
def pieces(template: str) -> tuple[Piece, ...]:
    """The template taken apart. Braces that enclose no column name are text."""
    return tuple(_pieces(template))


def _pieces(template: str) -> Iterator[Piece]:
    bold = False
    for n, part in enumerate(_OPTIONAL.split(template)):  # what is optional, and what is not, by turns
        optional, end = (n + 1) // 2 if n % 2 else 0, 0
        for mark in _MARK.finditer(part):
            if mark.start() > end:
                yield Piece(text=part[end : mark.start()], bold=bold, optional=optional)
            end = mark.end()
            if mark["column"]:
                formats, others = tuple(mark["formats"].split("|")[1:]), tuple(_OTHER.findall(mark["others"]))
                yield Piece(column=mark["column"], formats=formats, bold=bold, others=others, optional=optional)
            else:
                bold = not bold
        if end < len(part):
            yield Piece(text=part[end:], bold=bold, optional=optional)


def columns(template: str) -> set[str]:
    """The columns and paths that a template names."""
    return {column for piece in pieces(template) for column in piece.columns}


def told(template: str, say: Callable[[Piece], str]) -> Iterable[tuple[Piece, str]]:
    """The pieces that are printed, each with what it says; `say` tells that of one with a column."""
    said = [(piece, say(piece) if piece.column else piece.text) for piece in pieces(template)]
    left_out = {piece.optional for piece, text in said if piece.column and not text} - {0}
    return [(piece, text) for piece, text in said if piece.optional not in left_out] if left_out else said


def line(template: str, shown: Callable[[str], str]) -> str:
    """The text on one line, as titles have it, where `shown` is what a column says and formats mean nothing."""

    def say(piece: Piece) -> str:
        texts = (shown(column) for column in piece.columns)
        last = literal(piece.others[-1]) if piece.others else None
        return next(filter(None, texts), last or "")

    return " ".join("".join(text for _piece, text in told(template, say)).split())
