"""Slabs set on pages. Pages are filled from the top; where that leaves a last page that says next to nothing, much of
a page empty or a small table on two, the pages of the part are ended elsewhere, if that costs less (`white_space`).
"""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from planner_desktop.document.flow import Flow, Gap, LaidPage, PageBreak, Slab
from planner_desktop.document.page_setter import PageSetter, Rest, Run, Standing
from planner_desktop.document.style import BOTTOM, PAPER, text_height
from planner_desktop.document.white_space import (
    cost_of_last,
    cost_of_page,
    is_hollow,
    parts_small_table,
    spaces,
)

_PAGES = 4  # the last ones of a part, which are ended elsewhere
_WAYS = 3  # of setting them that are followed up from one page to the next
_ENDS = 5  # of a page that are tried
_STEPS = (0.1, 0.2, 0.3)  # of a page: how much earlier rows of a table end that are tried
_EMPTIEST = 0.5  # of a page: no more is left empty on one for the sake of another


def paginate(sections: Iterable[tuple[str, Flow]], known: "Known | None" = None) -> list[LaidPage]:
    """Set the slabs of sections on pages, in order. Every slab is on exactly one page, or split over several.

    `known` has the pages of parts that were set before, and is told those that are set now.
    """
    setter = PageSetter()
    for asked, run in runs(sections, setter.asked):
        setter.asked = asked
        found = known.pages(asked, run) if known and not setter.late else None
        if found is None:
            start = len(setter.pages)
            waiting = bool(setter.late)
            _set(setter, run)
            if known and not waiting and not setter.late:
                known.tell(asked, run, setter.pages[start:])
        else:
            setter.again(found)
    if known:
        known.forget_others()
    while not setter.pages or setter.late:
        setter.open()
    return setter.pages


class Known:
    """The pages of runs of slabs, as they were set last time."""

    def __init__(self) -> None:
        self._last: dict[tuple[object, ...], tuple[Run, list[LaidPage]]] = {}
        self._now: dict[tuple[object, ...], tuple[Run, list[LaidPage]]] = {}

    def pages(self, asked: PageBreak, run: Run) -> list[LaidPage] | None:
        """The pages of the same slabs of the same sections, if they were set last time."""
        key = _key(asked, run)
        found = self._last.get(key)
        if found is None:
            return None
        self._now[key] = found
        return found[1]

    def tell(self, asked: PageBreak, run: Run, pages: list[LaidPage]) -> None:
        """Keep the pages; with the run, so that no other slab takes the identity of one of its."""
        self._now[_key(asked, run)] = run, pages

    def forget_others(self) -> None:
        """Keep only what was asked for or told since this was called last."""
        self._last, self._now = self._now, {}


def _key(asked: PageBreak, run: Run) -> tuple[object, ...]:
    sections = [section for n, (_slab, section) in enumerate(run) if not n or run[n - 1][1] != section]
    return asked.orientation, asked.numbered, *sections, *[id(slab) for slab, _section in run]


def runs(sections: Iterable[tuple[str, Flow]], asked: PageBreak) -> Iterator[tuple[PageBreak, Run]]:
    """The slabs between new pages that must be, with what was `asked` for the page that they begin.

    Several breaks in a row open only one.
    """
    waiting: list[tuple[Slab | PageBreak, str]] = []
    for section, flow in sections:
        for item in flow:
            if isinstance(item, PageBreak):
                numbered = asked.numbered if item.numbered is None else item.numbered
                alike = item.orientation == asked.orientation and numbered == asked.numbered
                if not (item.room and alike):
                    if waiting:
                        yield asked, waiting
                        waiting = []
                    asked = PageBreak(item.orientation, numbered)
                    continue
                if not waiting:
                    continue
            waiting.append((item, section))
    if waiting:
        yield asked, waiting


class _Way(NamedTuple):
    """Pages set in some way, what they cost, and where the setter stands behind them."""

    cost: float
    pages: list[LaidPage]
    after: Standing


def _set(setter: PageSetter, run: Run) -> None:
    """Set a run of slabs from the top of a new page; where that leaves something to be wished for, in the best way."""
    rest = Rest(run)
    start = len(setter.pages)
    before: list[Standing] = []
    costs: list[float] = []
    wanting = False
    while rest:
        before.append(setter.standing(rest))
        page = setter.set_page(rest)
        costs.append(cost_of_page(page, rest) if rest else cost_of_last(page))
        wanting = wanting or bool(rest and (is_hollow(page) or parts_small_table(page, rest)))
    if len(before) > 1 and (wanting or costs[-1]):
        first = max(0, len(before) - _PAGES)
        pages = setter.pages[start + first :]
        usual = _Way(sum(costs[first:]), pages, setter.standing(rest))
        best = _best(setter, before[first], usual)
        setter.back_to(best.after)
        setter.pages[start + first :] = best.pages


def _best(setter: PageSetter, before: Standing, usual: _Way) -> _Way:
    """The way that costs least of setting what is left before some pages, on as many at most as usual."""
    best = usual
    ways = [_Way(0.0, [], before)]
    for _page in usual.pages:
        found: dict[tuple[int, float], _Way] = {}
        for way in ways:
            for longer in _longer(setter, way):
                if longer.after.rest:
                    key = longer.after.rest.at, longer.after.rest.part[0].height if longer.after.rest.part else 0.0
                    if key not in found or longer.cost < found[key].cost:
                        found[key] = longer
                elif longer.cost < best.cost and _keeps_as_much(longer, usual):
                    best = longer
        ways = sorted(found.values(), key=lambda way: way.cost)[:_WAYS]
    return best


def _keeps_as_much(way: _Way, usual: _Way) -> bool:
    """Whether no more had to be parted that belongs together, and no empty height vanished that was asked for."""
    return way.after.forced <= usual.after.forced and sum(map(spaces, way.pages)) == sum(map(spaces, usual.pages))


def _longer(setter: PageSetter, way: _Way) -> Iterator[_Way]:
    """The ways with one page more, which is full or ends earlier."""
    full = _with_page(setter, way, 0.0)
    yield full
    if full.after.rest:
        for free in _earlier_ends(full.pages[-1], full.after.rest):
            yield _with_page(setter, way, free)


def _with_page(setter: PageSetter, way: _Way, free: float) -> _Way:
    rest = setter.back_to(way.after)
    page = setter.set_page(rest, free)
    cost = cost_of_page(page, rest) if rest else cost_of_last(page)
    return _Way(way.cost + cost, [*way.pages, page], setter.standing(rest))


def _earlier_ends(page: LaidPage, rest: Rest) -> list[float]:
    """How much to keep free at a page's foot so that it ends earlier: where tables and texts do, or their rows.

    In a row that goes on on the next page, a little earlier.
    """
    height = text_height(page.orientation)
    bottom = PAPER[page.orientation][1] - BOTTOM - page.notes_height
    steps = [share * height for share in _STEPS]
    found = steps[:2] if rest.part else []
    placed = [one for one in page.slabs if not isinstance(one.slab, Gap)]
    for (below, *_), (above, top, _section) in pairwise(placed[::-1]):
        free = bottom - top - above.height
        if free > _EMPTIEST * height or len(found) == _ENDS:
            break
        if above.glued or above is below.head:
            continue
        if below.head is None or below.head is not above.head:
            found.append(free)
        elif steps and free > steps[0]:
            found.append(free)
            steps = [step for step in steps if step > free]
    return found
