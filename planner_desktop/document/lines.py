"""Text into lines: words measured, lines filled at the places `thai.words` allows, loose lines spread.

A line is filled until the next piece does not fit. A piece too wide for a whole line (an address, a compound in
a narrow cell) is broken at its joints, at last between clusters; never inside one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from planner_desktop import stopping
from planner_desktop.document.font import Face, ShapedText, faces, slanted
from planner_desktop.document.outline import Run, Runs, plain
from planner_desktop.regex import regex
from planner_desktop.thai import words

_SPACES = regex(r"\s+|\S+")
_TOLERANCE = 0.001  # points; rounding must not push a word that just fits to the next line

WIDEN_SPACE = 0.25  # in sizes: how much wider a justified line's spaces may get
WIDEN_CLUSTER = 0.05  # in sizes: how much a justified line's letters may part, less than readers take for a space


@dataclass(frozen=True, slots=True)
class Spread:
    """What justifying adds, in points: after every cluster, and further to every space."""

    cluster: float = 0.0
    space: float = 0.0


@dataclass(slots=True)
class Line:
    """Words with spaces between them, `width` points wide. `ends` says that the text breaks here by will."""

    words: list[ShapedText]
    width: float
    ends: bool = False

    def spread(self, width: float, size: float) -> Spread:
        """How to fill `width`: spaces first, then a little between letters; nothing if the line stays too loose."""
        slack = width - self.width
        if self.ends or slack <= 0:
            return Spread()
        spaces = sum(word.is_space for word in self.words)
        gaps = sum(len(word.clusters) for word in self.words) - 1
        space = min(slack / spaces, WIDEN_SPACE * size) if spaces else 0.0
        cluster = (slack - space * spaces) / gaps if gaps > 0 else 0.0
        return Spread(cluster, space) if cluster <= WIDEN_CLUSTER * size else Spread()


@dataclass(slots=True)
class Piece:
    """What stays on one line: its words, their width, and the spaces behind that vanish at a line's end."""

    text: Runs
    size: float
    words: list[ShapedText]
    width: float
    spaces: list[ShapedText]
    space_width: float


def break_lines(text: Runs, size: float, width: float, *, indent: float = 0.0, bold: bool = False) -> list[Line]:
    """The lines of a text in `width` points, the first one `indent` points shorter. At least one, if empty.

    A newline in the text ends a line by will. `bold` sets all of it bold.
    """
    return fill_lines(measure(text, size, bold=bold), size, width, indent=indent, bold=bold)


def measure(text: Runs, size: float, *, bold: bool = False) -> list[list[Piece]]:
    """The pieces of a text that lines are made of, for each part of it that ends by will."""
    return [
        [_piece(part, size, bold) for part in stopping.watched(_cut(paragraph, words.breaks(plain(paragraph))))]
        for paragraph in _split_newlines(text)
    ]


def resized(measured: list[list[Piece]], size: float) -> list[list[Piece]]:
    """What was measured in one size in another, without shaping it again."""
    return [[_of_words(piece.text, size, piece.words, piece.spaces) for piece in pieces] for pieces in measured]


def fill_lines(
    measured: list[list[Piece]], size: float, width: float, *, indent: float = 0.0, bold: bool = False
) -> list[Line]:
    """The lines that measured pieces fill, as `break_lines` has it."""
    lines: list[Line] = []
    for pieces in measured:
        lines += _fill(pieces, size, width, indent if not lines else 0.0, bold)
        lines[-1].ends = True
    return lines


def shortened(line: Line, width: float, size: float) -> Line:
    """The line with "…" behind as many of its words as leave room for it in `width` points."""
    words = list(line.words)
    if not words:
        return line
    more = words[-1].face.word("…")
    while words and (words[-1].is_space or size * (sum(w.width for w in words) + more.width) > width + _TOLERANCE):
        words.pop()
    return Line([*words, more], size * (sum(w.width for w in words) + more.width))


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """The width of a text on one line, in points."""
    return _piece((Run(text, bold),), size, bold).width


def _fill(pieces: list[Piece], size: float, width: float, indent: float, bold: bool) -> list[Line]:
    lines = [Line([], 0.0)]
    room = width - indent
    waiting: list[ShapedText] = []  # spaces that count only if something follows on the line
    waiting_width = 0.0
    pieces = pieces[::-1]
    while pieces:
        stopping.look()
        piece = pieces.pop()
        line = lines[-1]
        if line.width + waiting_width + piece.width <= room + _TOLERANCE:
            line.words += [*waiting, *piece.words]
            line.width += waiting_width + piece.width
            waiting, waiting_width = piece.spaces, piece.space_width
        elif piece.width > width and (smaller := _smaller(piece, size, bold)):
            pieces += reversed(smaller)
        elif not line.words and room >= width:
            line.words, line.width = [*piece.words], piece.width  # one cluster wider than the column: let it stand out
            waiting, waiting_width = piece.spaces, piece.space_width
        else:
            lines.append(Line([], 0.0))
            room, waiting, waiting_width = width, [], 0.0
            pieces.append(piece)
    return lines


def _smaller(piece: Piece, size: float, bold: bool) -> list[Piece]:
    """The piece broken further, or nothing if it is a single cluster."""
    text = plain(piece.text)
    places = words.forced_breaks(text) if len(text) > 1 else ()
    return [_piece(part, size, bold) for part in stopping.watched(_cut(piece.text, places))] if places else []


def _split_newlines(text: Runs) -> Iterator[Runs]:
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
    if len(text) == 1:
        for piece in words.pieces(text[0].text, places):
            yield (replace(text[0], text=piece),)
        return
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


def _piece(text: Runs, size: float, bold: bool) -> Piece:
    return _measured(text, size, bold, faces())


@lru_cache(maxsize=16_384)  # a plan says the same words again and again
def _measured(text: Runs, size: float, bold: bool, faces: tuple[Face, Face]) -> Piece:
    upright = {False: faces[0], True: faces[1]}
    shaped = [_shape(run, slanted(run.bold or bold) if run.italic else upright[run.bold or bold]) for run in text]
    all_words = [word for run in shaped for word in run]
    last = len(all_words)
    while last and all_words[last - 1].is_space:
        last -= 1
    inked, spaces = all_words[:last], all_words[last:]
    return _of_words(text, size, inked, spaces)


def _of_words(text: Runs, size: float, inked: list[ShapedText], spaces: list[ShapedText]) -> Piece:
    return Piece(text, size, inked, size * sum(w.width for w in inked), spaces, size * sum(w.width for w in spaces))


def _shape(run: Run, face: Face) -> list[ShapedText]:
    return [face.word(text) for text in _SPACES.findall(run.text)]
