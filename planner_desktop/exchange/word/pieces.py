"""The pieces a document is read in: lines, which become paragraphs, headings and lists, and parts with captions."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from planner_desktop.exchange import captions, lists
from planner_desktop.exchange.lists import PastedLine
from planner_desktop.exchange.written import WrittenPart
from planner_desktop.formpack.rich_text import RichFigure, RichList, RichTable, spelled_out


@dataclass(slots=True)
class Line:
    """A paragraph, or one of the lines that breaks part it into."""

    pasted: PastedLine
    place: str
    level: int = 0
    contents: bool = False


Piece = Line | WrittenPart


def with_captions(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The pieces, tables with the captions above and the sources below them, pictures with the captions below."""
    before: Piece | None = None
    for piece in pieces:
        joined = _joined(before, piece) if before is not None else None
        if joined is None and before is not None:
            yield before
        before = joined or piece
    if before is not None:
        yield before


def _joined(before: Piece, piece: Piece) -> WrittenPart | None:
    """Two pieces as one where one of them is the other's caption or source; None where they are none."""
    if isinstance(before, Line) and isinstance(piece, WrittenPart):
        table = piece.block
        if isinstance(table, RichTable) and not before.level and captions.is_of_table(before.pasted):
            return replace(piece, block=replace(table, caption=_told(before)))
    if isinstance(before, WrittenPart) and isinstance(piece, Line) and not piece.level:
        block = before.block
        if isinstance(block, RichTable) and not block.note and captions.is_source(piece.pasted):
            return replace(before, block=replace(block, note=_told(piece)))
        if isinstance(block, RichFigure) and not block.caption and captions.is_of_figure(piece.pasted):
            return replace(before, block=replace(block, caption=_told(piece)))
    return None


def _told(line: Line) -> str:
    return spelled_out(line.pasted.text, line.pasted.notes)


def as_parts(pieces: Iterable[Piece]) -> Iterator[WrittenPart]:
    """The pieces, lines as the paragraphs, headings and lists that they are."""
    for is_line, group in groupby(pieces, lambda piece: isinstance(piece, Line)):
        if not is_line:
            yield from (piece for piece in group if isinstance(piece, WrittenPart))
            continue
        lines = [piece for piece in group if isinstance(piece, Line)]
        at = 0
        for block in lists.blocks_of([line.pasted for line in lines]):
            first = lines[at]
            count = len(block.list) if isinstance(block, RichList) else 1
            printed = [f"{line.pasted.marker} {_told(line)}" for line in lines[at : at + count]]
            told = tuple(printed) if isinstance(block, RichList) else ()
            yield WrittenPart(first.place, block, first.level, contents=first.contents, printed=told)
            at += count
