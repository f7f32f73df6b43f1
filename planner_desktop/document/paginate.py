"""Slabs set on pages. Pages are filled from the top; where that leaves a last page that says next to nothing, much of
a page empty or a small table on two, the pages of the part are ended elsewhere, if that costs less (`white_space`).
"""

from collections import Counter, deque
from collections.abc import Iterable, Iterator
from itertools import pairwise, takewhile
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
        waiting = bool(setter.late)
        found, alike = known.found(asked, run) if known and not waiting else (None, None)
        if found is not None:
            setter.again(found.pages)
            continue
        made = _set(setter, run, alike)
        if known and not waiting and not setter.late:
            known.tell(asked, made)
    if known:
        known.forget_others()
    while not setter.pages or setter.late:
        setter.open()
    return setter.pages


class Step(NamedTuple):
    """A page filled from the top: what of the run came next, the page, what it cost and whether it is wanting.

    `looked` is how much of the run was looked at for it, `forced` how often something had to be parted. `late` are
    footnotes that were waiting before it.
    """

    rest: Rest
    page: LaidPage
    cost: float
    wanting: bool
    forced: int
    looked: int
    late: deque[Slab]

    def moved(self, run: Run, by: int) -> "Step":
        """The same page of another run, with so many items more before it."""
        rest = Rest(run, self.rest.at + by, self.rest.part)
        return self._replace(rest=rest, looked=self.looked + by)


class SetRun(NamedTuple):
    """A run of slabs that was set: filled from the top, and its pages, of which those from `best` on were ended where
    it costs least; none if that is None.
    """

    run: Run
    steps: list[Step]
    best: int | None
    pages: list[LaidPage]


class Known:
    """The runs of slabs with their pages, as they were set last time."""

    def __init__(self) -> None:
        self._last: dict[tuple[object, ...], SetRun] = {}
        self._now: dict[tuple[object, ...], SetRun] = {}

    def found(self, asked: PageBreak, run: Run) -> tuple[SetRun | None, SetRun | None]:
        """The same slabs of the same sections, if they were set last time; else what began or ended as they do."""
        key = _key(asked, run)
        found = self._last.get(key)
        if found is not None:
            self._now[key] = found
            return found, None
        same = (set_run for other, set_run in self._last.items() if other[:2] == key[:2])
        return None, max(same, key=lambda one: sum(_common(one.run, run)), default=None)

    def tell(self, asked: PageBreak, made: SetRun) -> None:
        """Keep the pages; with the run, so that no other slab takes the identity of one of its."""
        self._now[_key(asked, made.run)] = made

    def forget_others(self) -> None:
        """Keep only what was asked for or told since this was called last."""
        self._last, self._now = self._now, {}


def _key(asked: PageBreak, run: Run) -> tuple[object, ...]:
    sections = [section for n, (_slab, section) in enumerate(run) if not n or run[n - 1][1] != section]
    return asked.orientation, asked.numbered, *sections, *[_identity(slab) for slab, _section in run]


def _identity(item: Slab | PageBreak) -> object:
    """What is the same for the same: the object, or what a page break asks for."""
    return (item.orientation, item.numbered, item.room, item.top) if isinstance(item, PageBreak) else id(item)


def _common(before: Run, after: Run) -> tuple[int, int]:
    """How many items two runs have in common from their beginning, and how many of the others from their end."""
    most = min(len(before), len(after))
    begin = next((n for n in range(most) if not _is_same(before[n], after[n])), most)
    most -= begin
    return begin, next((n for n in range(most) if not _is_same(before[-1 - n], after[-1 - n])), most)


def _is_same(one: tuple[Slab | PageBreak, str], other: tuple[Slab | PageBreak, str]) -> bool:
    return one[1] == other[1] and (one[0] is other[0] or (isinstance(one[0], PageBreak) and one[0] == other[0]))


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


def _set(setter: PageSetter, run: Run, alike: SetRun | None = None) -> SetRun:
    """Set a run of slabs from the top of a new page; where that leaves something to be wished for, in the best way.

    Pages of a run that is much `alike` are taken where they would come to the same.
    """
    start, before = len(setter.pages), setter.standing(Rest(run))
    steps, joined = _filled(setter, run, alike)
    if len(steps) < 2 or not (any(step.wanting for step in steps) or steps[-1].cost):
        return SetRun(run, steps, None, setter.pages[start:])
    first = max(0, len(steps) - _PAGES)
    usual = _Way(
        sum(s.cost for s in steps[first:]), setter.pages[start + first :], setter.standing(Rest(run, len(run)))
    )
    numbered = setter.asked.numbered
    assert numbered is not None
    counts = before.counts + Counter({numbered: first})
    forced = before.forced + sum(step.forced for step in steps[:first])
    standing = Standing(counts, steps[first].late.copy(), steps[first].rest.copy(), forced)
    if alike is not None and alike.best is not None and joined is not None and _ends_alike(alike, steps, joined):
        setter.back_to(standing)
        del setter.pages[start + first :]
        setter.again(alike.pages[alike.best :])
    else:
        best = _best(setter, standing, usual)
        setter.back_to(best.after)
        setter.pages[start + first :] = best.pages
    return SetRun(run, steps, first, setter.pages[start:])


def _ends_alike(alike: SetRun, steps: list[Step], joined: int) -> bool:
    """Whether all pages that are ended elsewhere are those of another run, whose pages were taken from `joined` on."""
    return joined <= (alike.best or 0) == len(alike.steps) - min(_PAGES, len(steps))


def _filled(setter: PageSetter, run: Run, alike: SetRun | None) -> tuple[list[Step], int | None]:
    """The pages of a run filled from the top, and from which of the run `alike` on they are those of that.

    Its pages are taken until something is looked at that differs, and again as soon as the same is left.
    """
    steps: list[Step] = []
    rest = Rest(run)
    before: list[Step] = []
    end = more = 0
    if alike is not None and not any(step.late for step in alike.steps):
        begin, end = _common(alike.run, run)
        more = len(run) - len(alike.run)
        before = alike.steps
        steps = [step.moved(run, 0) for step in takewhile(lambda step: step.looked <= begin, before)]
        _again(setter, steps)
        next_one = before[len(steps)].rest  # for the last page the end was looked at
        rest = Rest(run, next_one.at, next_one.part)
    while rest:
        if len(run) - rest.at + bool(rest.part) <= end and not setter.late:  # what was split is the same, too
            for n, step in enumerate(before):
                if step.rest.at + more == rest.at and step.rest.part == rest.part:
                    _again(setter, before[n:])
                    moved = (step.moved(run, more) for step in before[n:])
                    return [*steps, *moved], n
        steps.append(_step(setter, rest))
    return steps, None


def _again(setter: PageSetter, steps: list[Step]) -> None:
    setter.again([step.page for step in steps])
    setter.forced += sum(step.forced for step in steps)


def _step(setter: PageSetter, rest: Rest) -> Step:
    """Fill the next page."""
    now, late, forced = rest.copy(), setter.late.copy(), setter.forced
    rest.looked = 0
    page = setter.set_page(rest)
    cost = cost_of_page(page, rest) if rest else cost_of_last(page)
    wanting = bool(rest and (is_hollow(page) or parts_small_table(page, rest)))
    return Step(now, page, cost, wanting, setter.forced - forced, rest.looked, late)


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
