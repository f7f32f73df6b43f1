"""Text in the pieces that lines are made of, measured: what stays on one line, as `thai.words` says."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby

from planner_desktop import stopping
from planner_desktop.document.font import Face, ShapedText, faces, slanted
from planner_desktop.document.outline import Run, Runs, plain
from planner_desktop.regex import regex
from planner_desktop.thai import words

_SPACES = regex(r"\s+|\S+")


@dataclass(slots=True)
class Piece:
    """What stays on one line: its words, their width, and the spaces behind that vanish at a line's end.

    `inner_spaces` and `clusters` (letters with their marks) are what justifying may widen in it, `widest` is the width
    of the widest of what stands between its spaces.
    """

    text: Runs
    said: str
    size: float
    words: list[ShapedText]
    width: float
    spaces: list[ShapedText]
    space_width: float
    inner_spaces: int
    clusters: int
    widest: float


def measure(text: Runs, size: float, *, bold: bool = False) -> list[list[Piece]]:
    """The pieces of a text that lines are made of, for each part of it that ends by will."""
    return [_pieces(part, words.breaks(plain(part)), size, bold) for part in _split_newlines(text)]


def _pieces(text: Runs, places: Sequence[int], size: float, bold: bool) -> list[Piece]:
    if len(text) == 1:
        (run,) = text
        cut = words.pieces(run.text, places)
        return [_one_run(said, run.bold, run.italic, size, bold) for said in cut]
    return [_measured(part, size, bold) for part in stopping.watched(_cut(text, places))]


def resized(measured: list[list[Piece]], size: float) -> list[list[Piece]]:
    """What was measured in one size in another, without shaping it again."""
    return [[_scaled(piece, size) for piece in pieces] for pieces in measured]


def _scaled(piece: Piece, size: float) -> Piece:
    by = size / piece.size
    return replace(
        piece,
        size=size,
        width=by * piece.width,
        space_width=by * piece.space_width,
        widest=by * piece.widest,
    )


def smaller(piece: Piece, size: float, bold: bool) -> list[Piece]:
    """The piece broken further, or nothing if it is a single cluster."""
    places = words.forced_breaks(piece.said) if len(piece.said) > 1 else ()
    return _pieces(piece.text, places, size, bold) if places else []


def at_joints(piece: Piece, size: float, bold: bool) -> list[Piece]:
    """The piece broken where its words are put together of others."""
    return _pieces(piece.text, words.joint_breaks(piece.said), size, bold)


def _split_newlines(text: Runs) -> Iterator[Runs]:
    if not any("\n" in run.text for run in text):
        yield text
        return
    part: list[Run] = []
    for run in text:
        first, *others = run.text.split("\n")
        part.append(replace(run, text=first))
        for other in others:
            yield tuple(part)
            part = [replace(run, text=other)]
    yield tuple(part)


def _cut(text: Runs, places: Sequence[int]) -> Iterator[Runs]:
    """The text cut at the places, each part with its runs' weights."""
    start = n = begun = 0  # `begun`: where the run with this number begins
    for place in (*places, sum(len(run.text) for run in text)):
        part: list[Run] = []
        while start < place:
            run, end = text[n], begun + len(text[n].text)
            if cut := run.text[start - begun : place - begun]:
                part.append(replace(run, text=cut))
            start = min(place, end)
            if start == end:
                n, begun = n + 1, end
        yield tuple(part)


@lru_cache(maxsize=16_384)  # a plan says the same words again and again
def _one_run(said: str, bold: bool, italic: bool, size: float, all_bold: bool) -> Piece:
    return _measured((Run(said, bold, italic),), size, all_bold)


def _measured(text: Runs, size: float, all_bold: bool) -> Piece:
    shaped = [_shape(run, _face(run.bold or all_bold, run.italic)) for run in text]
    all_words = [word for run in shaped for word in run]
    last = len(all_words)
    while last and all_words[last - 1].is_space:
        last -= 1
    return _of_words(text, size, all_words[:last], all_words[last:])


def _face(bold: bool, italic: bool) -> Face:
    return slanted(bold) if italic else faces()[bold]


def _of_words(text: Runs, size: float, inked: list[ShapedText], spaces: list[ShapedText]) -> Piece:
    width = size * sum([word.width for word in inked])
    inner_spaces = sum([word.is_space for word in inked])
    return Piece(
        text=text,
        said=plain(text),
        size=size,
        words=inked,
        width=width,
        spaces=spaces,
        space_width=size * sum([word.width for word in spaces]),
        inner_spaces=inner_spaces,
        clusters=sum([len(word.clusters) for word in inked]),
        widest=size * max(_between_spaces(inked)) if inner_spaces else width,
    )


def _between_spaces(words: Sequence[ShapedText]) -> Iterator[float]:
    """How wide what stands between the spaces is, in sizes."""
    for is_space, together in groupby(words, lambda word: word.is_space):
        if not is_space:
            yield sum(word.width for word in together)


def _shape(run: Run, face: Face) -> list[ShapedText]:
    return [face.word(text) for text in _SPACES.findall(run.text)]
