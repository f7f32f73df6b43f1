"""How much a document is like an edition: which share of its headings and heads of tables the edition prints."""

from collections.abc import Iterator

from planner_desktop.exchange.written import WrittenDocument
from planner_desktop.formpack import FormPack
from planner_desktop.formpack.rich_text import RichHeading
from planner_desktop.formpack.strict import Strict
from planner_desktop.importing.shapes import bare
from planner_desktop.regex import regex
from planner_desktop.thai.repair import repair

_FIELD = regex(r"\{[^{}]*\}")
_DIGITS = regex(r"[0-9]+")
_SAID = ("title", "heading")
"""The words of a block under which fixed texts stand that are heads."""
LEAST = 4
"""Letters of a head that tells anything."""


def heads_of(document: WrittenDocument) -> set[str]:
    """The headings and the heads of tables of a document, without signs, numbers as 0."""
    found = set()
    for part in document.parts:
        if isinstance(part.block, RichHeading):
            found.add(_plain(part.block.heading))
        elif part.grid is not None:
            found |= {_plain(text) for row in part.grid.rows[: part.grid.head or 1] for text in row}
    return {head for head in found if len(head) >= LEAST}


def likeness(heads: set[str], pack: FormPack) -> float:
    """Which share of the heads an edition prints, from 0 to 1."""
    own = {said for section in pack.sections for text in _texts(section.document) if len(said := _plain(text)) >= LEAST}
    own |= {_plain(section.title) for section in pack.sections}
    known = sum(head in own or any(head.startswith(text) for text in own if len(text) > 2 * LEAST) for head in heads)
    return known / len(heads) if heads else 0.0


def _plain(text: str) -> str:
    return _DIGITS.sub("0", bare(repair(_FIELD.sub("", text))))


def _texts(part: object) -> Iterator[str]:
    """The heads that a part of a form pack names, and those of the parts inside it."""
    if isinstance(part, Strict):
        for name, value in vars(part).items():
            if name in _SAID and isinstance(value, str):
                yield value
            else:
                yield from _texts(value)
    elif isinstance(part, list | tuple):
        for each in part:
            yield from _texts(each)
