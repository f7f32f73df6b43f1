"""Where the lines of a text end, chosen for all of them at once: no line is good at the cost of those that follow.

The way of Knuth and Plass ("Breaking Paragraphs into Lines", 1981): of all ways to part a text, the one whose lines are
the most even, with what `thai.break_costs` says against some places. It never takes more lines than filling one after
the other does.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import inf

from planner_desktop import stopping
from planner_desktop.document.pieces import Piece
from planner_desktop.thai.break_costs import cost

TOLERANCE = 0.001  # points; rounding must not push a word that just fits to the next line

# What a justified line may do to reach the margin, in sizes of its letters.
WIDEN_SPACE = 0.4  # how much wider its spaces may get
NARROW_SPACE = 0.06  # how much narrower
WIDEN_JOINT = 0.05  # how much words may part that no space parts: less than a reader sees as one
WIDEN_CLUSTER = 0.04  # how much letters may part where all that is not enough; with a joint, less than a space
NARROW_CLUSTER = 0.01  # how much closer they may stand

_ALWAYS = 10.0  # the badness of every justified line; 100 comes on top for one as loose, or tight, as it may be
_LETTERS = 150.0  # for one whose letters part, and as much again if they part as far as they may
_TOO_LOOSE = 600.0  # for one that would be looser, and as much again for each size that it is short of the margin
_OF_COST = 2500.0  # squares of badness for each of `break_costs`
_SHORT_END = 4.0  # sizes; a shorter last line looks forlorn
_OF_SHORT_END = 80.0**2
_NEVER = 1e12  # more than all else: as few lines as there can be


@dataclass(slots=True)
class Room:
    """What the lines have: the width of the first and of the others, and the size of their letters, in points.

    The last of `balanced` lines is to be as long as the others, as in a heading.
    """

    first: float
    width: float
    size: float
    justified: bool = False
    balanced: bool = False


def line_ends(pieces: Sequence[Piece], room: Room) -> list[int]:
    """How many of the pieces are set when each line is over; the last is all of them.

    A piece wider than its line stands alone on it.
    """
    begins = list(accumulate([piece.width + piece.space_width for piece in pieces], initial=0.0))
    if begins[-1] - pieces[-1].space_width <= room.first + TOLERANCE:
        return [len(pieces)]
    if not room.justified:
        return _ragged(pieces, begins, room)
    most = _first_fit(pieces, begins, room)
    ends = _justified(pieces, begins, room, 0.0)
    return ends if len(ends) <= most else _justified(pieces, begins, room, _NEVER)


def _first_fit(pieces: Sequence[Piece], begins: list[float], room: Room) -> int:
    """How many lines it takes to fill one after the other."""
    count, start, width = 1, 0, room.first + TOLERANCE
    for n, piece in enumerate(pieces):
        if n > start and begins[n] + piece.width - begins[start] > width:
            count, start, width = count + 1, n, room.width + TOLERANCE
    return count


def _ragged(pieces: Sequence[Piece], begins: list[float], room: Room) -> list[int]:
    """The ends of lines that need not reach the margin: of the fewest lines, those that are the most even."""
    count, size = len(pieces), room.size
    costs, lines, starts = [0.0] * (count + 1), [0] * (count + 1), [0] * (count + 1)
    cheapest = [0.0]  # what so many lines cost at best
    least, width = 0, room.first  # where the line may begin that ends at the piece in turn, and how wide it may be
    for end in range(1, count + 1):
        last = pieces[end - 1]
        ink_end = begins[end] - last.space_width - TOLERANCE
        while least < end - 1 and ink_end - begins[least] > width:
            least, width = least + 1, room.width
        before = lines[least]
        best, best_start = inf, least
        for start in range(least, end):
            if lines[start] > before:
                break
            found = costs[start]
            if end < count or room.balanced:
                short = ((room.width if start else room.first) - ink_end + begins[start]) / size
                if short > 0 and short * short + cheapest[before] >= best:
                    break  # what begins later is shorter still
                found += short * short
            if found < best:
                best, best_start = found, start
        if end < count:
            best += cost(last.said, pieces[end].said)
        costs[end], starts[end], lines[end] = best, best_start, before + 1
        if len(cheapest) == before + 1:
            stopping.look()
            cheapest.append(best)
        elif best < cheapest[before + 1]:
            cheapest[before + 1] = best
    return _followed_back(starts)


def _justified(pieces: Sequence[Piece], begins: list[float], room: Room, of_line: float) -> list[int]:
    """The ends of lines that reach the margin, those that need the least widening; each line costs `of_line` more."""
    count, size = len(pieces), room.size
    behind = [1 if piece.space_width else 0 for piece in pieces]
    spaces = list(accumulate((piece.inner_spaces + n for piece, n in zip(pieces, behind, strict=True)), initial=0))
    clusters = list(accumulate((piece.clusters + n for piece, n in zip(pieces, behind, strict=True)), initial=0))
    joints = list(accumulate((1 - n for n in behind), initial=0))
    costs, starts = [0.0] * (count + 1), [0] * (count + 1)
    least = 0
    for end in range(1, count + 1):
        last, space = pieces[end - 1], behind[end - 1]
        ink_end = begins[end] - last.space_width
        while least < end - 1:
            narrower = (spaces[end] - spaces[least] - space) * NARROW_SPACE
            narrower += (clusters[end] - clusters[least] - space - 1) * NARROW_CLUSTER
            if ink_end - begins[least] - narrower * size <= (room.width if least else room.first) + TOLERANCE:
                break
            stopping.look()
            least += 1
        best = inf
        for start in range(least, end):
            short = (room.width if start else room.first) - ink_end + begins[start]
            if end == count and short >= 0:
                found = costs[start] + of_line
                if ink_end - begins[start] < _SHORT_END * size:
                    found += _OF_SHORT_END
            else:
                bad = _ALWAYS + badness(
                    short / size,
                    spaces[end] - spaces[start] - space,
                    joints[end] - joints[start] - (1 - space),
                    clusters[end] - clusters[start] - space - 1,
                )
                found = costs[start] + of_line + bad * bad
                if bad > _TOO_LOOSE and best < inf:  # those that begin later are looser still
                    break
            if found < best:
                best, starts[end] = found, start
        costs[end] = best + (_OF_COST * cost(last.said, pieces[end].said) if end < count else 0.0)
    return _followed_back(starts)


def badness(short: float, spaces: int, joints: int, gaps: int) -> float:
    """How bad it is to widen a line by `short` sizes, or to narrow it: 100 if that is as much as its words may part.

    `gaps` are the places between its letters.
    """
    if short < 0:
        least, letters = NARROW_SPACE * spaces, NARROW_CLUSTER * gaps
        if short >= -least:
            return 100.0 * (short / least) ** 2
        return _LETTERS * (1.0 + min(1.0, (-short - least) / letters)) if letters else 0.0
    most = WIDEN_SPACE * spaces + WIDEN_JOINT * joints
    if short <= most:
        return 100.0 * (short / most) ** 3 if most else 0.0
    more, letters = short - most, WIDEN_CLUSTER * gaps
    return _LETTERS * (1.0 + more / letters) if more <= letters else _TOO_LOOSE * (1.0 + more)


def _followed_back(starts: list[int]) -> list[int]:
    """The ends of the lines, of which each knows where it starts."""
    ends = [len(starts) - 1]
    while start := starts[ends[-1]]:
        ends.append(start)
    return ends[::-1]
