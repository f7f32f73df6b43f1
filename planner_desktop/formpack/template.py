"""The text of a form pack with columns in it: `**ประเด็นที่ {position}** {name}`, `{budget|baht}`.

There is no template language: a text names columns of its query and formats of a fixed list. `{host or agency.name}` is
the first of them that says something, and what stands in `[ ]` is printed only where each column in it says something:
`{name}[ ({budget|baht} บาท)]`.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from planner_desktop.frozen import Frozen
from planner_desktop.regex import regex

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
_OR = r"(?:\|[a-z]+)*"
_COLUMN = rf"\{{{_NAME}{_OR}(?: or (?:{_NAME}{_OR}|'[^'{{}}]*'))*\}}"
_MARK = regex(rf"\*\*|(?P<column>{_COLUMN})")
_ONE = regex(rf"(?:\{{| or )(?:'(?P<text>[^']*)'|(?P<column>{_NAME})(?P<formats>{_OR}))")
_OPTIONAL = regex(rf"\[([^\[\]]*{_COLUMN}[^\[\]]*)\]")


class TemplatePart(Frozen):
    """Literal `text`, or a `column` (or path, with dots) put through `formats`, in one weight."""

    text: str = ""
    column: str = ""
    formats: tuple[str, ...] = ()
    bold: bool = False
    others: tuple["TemplatePart", ...] = ()
    """What stands in where the column says nothing: another column, with its own formats, or a text."""
    optional: int = 0
    """Which optional part it belongs to, counted from 1; 0 for what is always printed."""

    @property
    def asked(self) -> "tuple[TemplatePart, ...]":
        """Itself and what stands in for it, in the order in which they are asked."""
        return (self, *self.others)


@lru_cache(maxsize=4096)
def pieces(template: str) -> tuple[TemplatePart, ...]:
    """The template taken apart. Braces that enclose no column name are text."""
    return tuple(_pieces(template))


def _pieces(template: str) -> Iterator[TemplatePart]:
    bold = False
    for n, part in enumerate(_OPTIONAL.split(template)):  # what is optional, and what is not, by turns
        optional, end = (n + 1) // 2 if n % 2 else 0, 0
        for mark in _MARK.finditer(part):
            if mark.start() > end:
                yield TemplatePart(text=part[end : mark.start()], bold=bold, optional=optional)
            end = mark.end()
            if mark["column"]:
                first, *others = (
                    TemplatePart(one["text"] or "", one["column"] or "", tuple((one["formats"] or "").split("|")[1:]))
                    for one in _ONE.finditer(mark["column"])
                )
                yield replace(first, bold=bold, others=tuple(others), optional=optional)
            else:
                bold = not bold
        if end < len(part):
            yield TemplatePart(text=part[end:], bold=bold, optional=optional)


def columns(template: str) -> set[str]:
    """The columns and paths that a template names."""
    return {one.column for piece in pieces(template) for one in piece.asked if one.column}


def told(template: str, say: Callable[[TemplatePart], str]) -> Iterable[tuple[TemplatePart, str]]:
    """The pieces that are printed, each with what it says; `say` tells that of one with a column."""
    said = [(piece, say(piece) if piece.column else piece.text) for piece in pieces(template)]
    left_out = {piece.optional for piece, text in said if piece.column and not text} - {0}
    return [(piece, text) for piece, text in said if piece.optional not in left_out] if left_out else said


def line(template: str, shown: Callable[[str], str]) -> str:
    """The text on one line, as titles have it, where `shown` is what a column says and formats mean nothing."""

    def say(piece: TemplatePart) -> str:
        return next(filter(None, (shown(one.column) if one.column else one.text for one in piece.asked)), "")

    return " ".join("".join(text for _piece, text in told(template, say)).split())
