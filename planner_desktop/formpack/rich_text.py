"""Rich text: a small list of blocks as JSON, never HTML, so that every output and comparison can read it.

A block is {"paragraph": text}, {"heading": text, "level": 1-3}, {"list": [text, ...], "numbered": true|false} or
{"table": [[cell, ...], ...], "head": rows, "caption": text, "note": text}, where a null cell joins the one before it,
or {"figure": name of an attachment, "caption": text, "width": centimetres}.

A paragraph or list may have "notes": [text, ...], its footnotes. Each belongs where the text has a NOTE, the first to
the first: however a text is mended or changed around them, the marks stay where they were.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict
from itertools import islice
from typing import Annotated

from planner_desktop.errors import ValueRefused
from planner_desktop.formpack.strict import Limits, Strict, checker
from planner_desktop.i18n import _
from planner_desktop.thai.repair import repair

NOTE = "\ufffc"
"""Stands in a text where a footnote belongs: Unicode's object replacement character."""


def _check_notes(texts: Sequence[str], notes: Sequence[str]) -> None:
    if notes and sum(text.count(NOTE) for text in texts) != len(notes):
        raise ValueError("a text has as many footnotes as marks for them (U+FFFC)")
    if any(NOTE in note for note in notes):
        raise ValueError("a footnote has no footnotes")


class Paragraph(Strict):
    """Running text."""

    paragraph: str
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        _check_notes([self.paragraph], self.notes)


class Heading(Strict):
    """A heading inside the narrative."""

    heading: str
    level: Annotated[int, Limits(ge=1, le=3)] = 1


class ListOf(Strict):
    """Items, numbered or with dashes."""

    list: tuple[str, ...]
    numbered: bool = True
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        _check_notes(self.list, self.notes)


class TableOf(Strict):
    """A table inside the narrative: the first `head` rows are its head, `note` names its source or unit."""

    table: tuple[tuple[str | None, ...], ...]
    head: Annotated[int, Limits(ge=0)] = 1
    caption: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        widths = {len(row) for row in self.table}
        if len(widths) != 1 or 0 in widths:
            raise ValueError("every row of a table has the same number of cells, at least one")
        if self.head >= len(self.table):
            raise ValueError("a table has at least one row below its head")


class Figure(Strict):
    """A picture that the draft keeps as an attachment, with its caption."""

    figure: Annotated[str, Limits(min_length=1)]
    caption: str = ""
    width: Annotated[int, Limits(ge=1, le=24)] = 14


Block = Paragraph | Heading | ListOf | TableOf | Figure


def load(text: str) -> tuple[Block, ...]:
    """The blocks of a stored rich text. Raises ValueRefused."""
    from pydantic import ValidationError

    try:
        blocks: tuple[Block, ...] = checker(tuple[Block, ...]).validate_json(text)
    except ValidationError as error:
        raise ValueRefused(
            _("This is not rich text: {problem}").format(problem=error.errors()[0]["msg"]),
            _('Write a list of {"paragraph": …}, {"heading": …}, {"list": […]}, {"table": [[…]]} or {"figure": …}.'),
        ) from error
    return blocks


def dump(blocks: tuple[Block, ...]) -> str | None:
    """The blocks as they are stored; None where there are none."""
    return json.dumps([_stored(block) for block in blocks], ensure_ascii=False) if blocks else None


def _stored(block: Block) -> dict[str, object]:
    """A block without `notes` if it has none, as texts were before there were any."""
    return {name: value for name, value in asdict(block).items() if name != "notes" or value}


def from_plain(text: str) -> tuple[Block, ...]:
    """Each line of a plain text as a paragraph."""
    lines = (" ".join(line.split()) for line in repair(text).replace(NOTE, "").split("\n"))
    return tuple(Paragraph(paragraph=line) for line in lines if line)


def mended(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks with their Thai mended, as what is typed or pasted is."""
    found: tuple[Block, ...] = checker(tuple[Block, ...]).validate_python([_mended(_stored(block)) for block in blocks])
    return found


def _mended(value: object) -> object:
    if isinstance(value, str):
        return repair(value)
    if isinstance(value, dict):
        return {name: part if name == "figure" else _mended(part) for name, part in value.items()}
    return tuple(_mended(part) for part in value) if isinstance(value, tuple | list) else value


def share_notes(texts: Sequence[str], notes: Sequence[str]) -> list[tuple[str, list[str]]]:
    """Each text with those of the notes that its marks are for."""
    waiting = iter(notes)
    return [(text, list(islice(waiting, text.count(NOTE)))) for text in texts]


def spelled_out(text: str, notes: Sequence[str]) -> str:
    """The text with its notes in brackets where their marks are, for where no footnotes can be."""
    for note in notes:
        text = text.replace(NOTE, f" ({note})" if note else "", 1)
    return text.replace(NOTE, "")


def to_plain(blocks: tuple[Block, ...]) -> str:
    """The text alone, a block, list item or table row a line, with footnotes in brackets."""
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            lines.append(spelled_out(block.paragraph, block.notes))
        elif isinstance(block, Heading):
            lines.append(block.heading)
        elif isinstance(block, ListOf):
            lines.extend(spelled_out(text, notes) for text, notes in share_notes(block.list, block.notes))
        elif isinstance(block, Figure):
            lines.append(block.caption)
        else:
            rows = ("\t".join(cell or "" for cell in row) for row in block.table)
            lines.extend(filter(None, (block.caption, *rows, block.note)))
    return "\n".join(lines)
