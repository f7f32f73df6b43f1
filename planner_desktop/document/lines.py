"""Text into lines: the pieces of a text set where `total_fit` ends its lines, loose lines spread to the margin.

A piece too wide for a whole line (an address, a compound in a narrow cell) is broken at its joints, at last between
clusters; never inside one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

from planner_desktop import stopping
from planner_desktop.document.font import ShapedText
from planner_desktop.document.outline import Run, Runs
from planner_desktop.document.pieces import Piece, at_joints, measure, smaller
from planner_desktop.document.total_fit import (
    NARROW_CLUSTER,
    NARROW_SPACE,
    TOLERANCE,
    WIDEN_CLUSTER,
    WIDEN_JOINT,
    WIDEN_SPACE,
    Room,
    line_ends,
)

# In sizes: how much wider spaces get in a line that is too loose, and how far letters part. More is read as a space.
_WIDEST_SPACE, _WIDEST_GAP = 1.5, 0.098
_NEAR = 3  # pieces behind a line that is too loose


@dataclass(frozen=True, slots=True)
class Spread:
    """What justifying adds, in points: after every cluster, to every space, and between words that no space parts."""

    cluster: float = 0.0
    space: float = 0.0
    joint: float = 0.0


@dataclass(slots=True)
class Line:
    """Words with spaces between them, `width` points wide. `ends` says that the text breaks here by will."""

    words: list[ShapedText]
    width: float
    ends: bool = False

    def spread(self, width: float, size: float) -> Spread:
        """How to fill `width`: between words first, then a little between letters.

        A line that is still too short gets wide spaces, at last letters as far apart as can be. Nothing for the last
        line of a text, and for one that nothing fills.
        """
        short = (width - self.width) / size
        if self.ends and short >= 0:
            return Spread()
        spaces = sum(word.is_space for word in self.words)
        joints = sum(not (one.is_space or other.is_space) for one, other in pairwise(self.words))
        gaps = sum(len(word.clusters) for word in self.words) - 1
        space, joint, cluster = _shares(short, spaces, joints, gaps)
        if abs(space * spaces + joint * joints + cluster * gaps - short) > TOLERANCE:
            return Spread()
        return Spread(cluster * size, space * size, joint * size)


def _shares(short: float, spaces: int, joints: int, gaps: int) -> tuple[float, float, float]:
    """What each space, each joint of words and each gap between letters gets of what a line is short of, in sizes."""
    if short < 0:
        space = max(short / spaces, -NARROW_SPACE) if spaces else 0.0
        return space, 0.0, max((short - space * spaces) / gaps, -NARROW_CLUSTER) if gaps > 0 else 0.0
    most = WIDEN_SPACE * spaces + WIDEN_JOINT * joints
    if short <= most:
        return (WIDEN_SPACE * short / most, WIDEN_JOINT * short / most, 0.0) if most else (0.0, 0.0, 0.0)
    rest = short - most
    cluster = min(rest / gaps, WIDEN_CLUSTER) if gaps > 0 else 0.0
    rest -= cluster * gaps
    space = WIDEN_SPACE + (min(rest / spaces, _WIDEST_SPACE - WIDEN_SPACE) if spaces else 0.0)
    if rest - (space - WIDEN_SPACE) * spaces <= TOLERANCE or gaps <= 0:
        return space, WIDEN_JOINT, cluster
    return space, 0.0, min((short - space * spaces) / gaps, _WIDEST_GAP)


def break_lines(
    text: Runs,
    size: float,
    width: float,
    *,
    indent: float = 0.0,
    bold: bool = False,
    justified: bool = False,
    balanced: bool = False,
) -> list[Line]:
    """The lines of a text in `width` points, the first one `indent` points shorter. At least one, if empty.

    A newline in the text ends a line by will. `bold` sets all of it bold. Lines that are to be `justified` may be a
    little wider than `width`: as much as their spaces can be narrowed. Those of a `balanced` text are as long as each
    other.
    """
    measured = measure(text, size, bold=bold)
    return fill_lines(measured, size, width, indent=indent, bold=bold, justified=justified, balanced=balanced)


def fill_lines(
    measured: list[list[Piece]],
    size: float,
    width: float,
    *,
    indent: float = 0.0,
    bold: bool = False,
    justified: bool = False,
    balanced: bool = False,
) -> list[Line]:
    """The lines that measured pieces fill, as `break_lines` has it."""
    lines: list[Line] = []
    for pieces in measured:
        room = Room(width if lines else width - indent, width, size, justified, balanced)
        lines += _set(list(_fitting(pieces, room, bold)), room, bold)
        lines[-1].ends = True
    return lines


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """The width of a text on one line, in points."""
    return break_lines((Run(text, bold),), size, 1e6, bold=bold)[0].width


def shortened(line: Line, width: float, size: float) -> Line:
    """The line with "…" behind as many of its words as leave room for it in `width` points."""
    words = list(line.words)
    if not words:
        return line
    more = words[-1].face.word("…")
    while words and (words[-1].is_space or size * (sum(w.width for w in words) + more.width) > width + TOLERANCE):
        words.pop()
    return Line([*words, more], size * (sum(w.width for w in words) + more.width))


def _fitting(pieces: Sequence[Piece], room: Room, bold: bool) -> Iterator[Piece]:
    """The pieces, those that are too wide for a line in smaller ones."""
    width = room.first + TOLERANCE
    if room.width >= room.first and max([piece.width for piece in pieces]) <= width:
        yield from pieces
        return
    waiting = list(pieces[::-1])
    while waiting:
        stopping.look()
        piece = waiting.pop()
        if piece.width > width and (parts := smaller(piece, room.size, bold)):
            waiting += reversed(parts)
        else:
            yield piece
            width = room.width + TOLERANCE


def _set(pieces: Sequence[Piece], room: Room, bold: bool) -> list[Line]:
    ends = line_ends(pieces, room)
    lines = list(_lines(pieces, ends))
    loose = [end for n, end in enumerate(ends[:-1]) if room.justified and _is_too_loose(lines[n], n, room)]
    if loose:  # the words behind such a line are broken at their joints, and no others
        near = {end + n for end in loose for n in range(_NEAR)}
        parts = [at_joints(piece, room.size, bold) if n in near else [piece] for n, piece in enumerate(pieces)]
        pieces = list(chain.from_iterable(parts))
        lines = list(_lines(pieces, line_ends(pieces, room)))
    return lines


def _is_too_loose(line: Line, n: int, room: Room) -> bool:
    width = room.width if n else room.first
    return width - line.width > room.size and line.spread(width, room.size) == Spread()


def _lines(pieces: Sequence[Piece], ends: Sequence[int]) -> Iterator[Line]:
    start = 0
    for end in ends:
        words: list[ShapedText] = []
        width = 0.0
        for piece in pieces[start : end - 1]:
            words += piece.words
            words += piece.spaces
            width += piece.width + piece.space_width
        yield Line(words + pieces[end - 1].words, width + pieces[end - 1].width)
        start = end
