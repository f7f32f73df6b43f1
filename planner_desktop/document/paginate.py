"""Slabs set on pages. Four wishes decide where a page ends: a slab that is glued stays with the next one, a table's
head stands again on every page the table reaches, a row higher than a page is split, and a footnote stands at the foot
of the page that its mark is on.

Pages are filled from the top. Where the last page before a new one that was asked for would hold a single row or next
to nothing, the page before it ends earlier, if that costs less: empty height costs its square, so a little on both is
better than much on one.
"""

from collections import Counter, deque
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from planner_desktop import stopping
from planner_desktop.document.flow import Flow, Gap, LaidPage, PageBreak, Placed, Slab, height_of_notes, total_height
from planner_desktop.document.outline import Numbering
from planner_desktop.document.style import BOTTOM, PAPER, TOP, text_height

_NOTES = 0.5  # of a page: footnotes that need more go on at the foot of the next
_HOLE = 0.15  # of a page: more than this is not left empty to keep a table's rows together
_LAST = 0.15  # of a page: less than this is not left for the last one, where what is before it may go over
_SPACE = 15.0  # points; more empty height was asked for, and may not vanish where a page ends
_ALONE = 0.5  # of a page: what it costs that a single row stands on the last one


class _State(NamedTuple):
    """The pages of a run, and where the paginator stood after it."""

    pages: list[LaidPage]
    counts: Counter[Numbering]
    at: float
    late: deque[Slab]


def paginate(sections: Iterable[tuple[str, Flow]]) -> list[LaidPage]:
    """Set the slabs of sections on pages, in order. Every slab is on exactly one page, or split over several."""
    return _Paginator(sections).pages


class _Paginator:
    def __init__(self, sections: Iterable[tuple[str, Flow]]) -> None:
        self.pages: list[LaidPage] = []
        self._counts: Counter[Numbering] = Counter()
        self._at = 0.0
        self._break = PageBreak("portrait", None)
        self._numbered: Numbering = True
        self._late: deque[Slab] = deque()  # footnotes that the page of their mark has no room for
        self._kept_free: dict[int, float] = {}  # at the foot of a page, by its place
        self._forced = 0  # how often what belongs together had to be parted
        waiting: list[tuple[Slab, str]] = []
        for section, flow in sections:
            for item in flow:
                if isinstance(item, PageBreak):
                    self._set(waiting)
                    waiting = []
                    self._break = item
                    self._numbered = self._numbered if item.numbered is None else item.numbered
                    self._at = -1.0  # the next slab opens a page; several breaks in a row open only one
                else:
                    waiting.append((item, section))
        self._set(waiting)
        while not self.pages or self._late:
            self._open()

    @property
    def _bottom(self) -> float:
        """Where the last slab of a page ends at the latest."""
        return PAPER[self._break.orientation][1] - BOTTOM - self._kept_free.get(len(self.pages) - 1, 0.0)

    @property
    def _top(self) -> float:
        return TOP[self._break.orientation]

    @property
    def _page(self) -> float:
        """The height between the margins."""
        return text_height(self._break.orientation)

    def _open(self) -> None:
        numbered = self._numbered
        self._counts[numbered] += 1
        self.pages.append(LaidPage(self._break.orientation, self._counts[numbered] if numbered else None, numbered))
        self._at = self._top
        self._put_notes(())

    def _put_notes(self, notes: Iterable[Slab]) -> None:
        """Set footnotes at the page's foot, and keep those for the next page that it has no room for."""
        page = self.pages[-1]
        self._late.extend(notes)
        while self._late and (not page.notes or height_of_notes([*page.notes, self._late[0]]) <= self._most_notes):
            page.notes.append(self._late.popleft())

    @property
    def _most_notes(self) -> float:
        return _NOTES * self._page

    def _set(self, slabs: list[tuple[Slab, str]]) -> None:
        """Set a run of slabs without a page break in it; where its last page says next to nothing, in the best way."""
        if not slabs:
            return
        start = len(self.pages)
        before = self._state(start)
        self._fill(slabs)
        if len(self.pages) < start + 2:
            return
        found = [(self._cost(start), self._state(start))]
        forced = self._forced
        for free in self._ends_earlier():
            self._kept_free = {start + len(found[0][1].pages) - 2: free}
            self._restore(start, before)
            self._fill(slabs)
            if self._forced == forced and _spaces(self.pages[start:]) == _spaces(found[0][1].pages):
                found.append((self._cost(start), self._state(start)))
        if self._kept_free:
            self._kept_free = {}
            self._restore(start, min(found, key=lambda one: one[0])[1])

    def _ends_earlier(self) -> list[float]:
        """How much to keep free at the foot of the last page but one so that the last page holds more, if it need."""
        before, last = self.pages[-2:]
        if _spaces([replace(before, slabs=before.slabs[-1:])]):
            return []
        free, lacking = self._page - self._used(before), _LAST * self._page - _said(last)
        return [free + 1.0, free + max(1.0, lacking)] if lacking > 0 or _is_alone(last) else []

    def _state(self, start: int) -> _State:
        return _State(self.pages[start:], self._counts.copy(), self._at, self._late.copy())

    def _restore(self, start: int, state: _State) -> None:
        self.pages[start:] = state.pages
        self._counts, self._at, self._late = state.counts.copy(), state.at, state.late.copy()

    def _used(self, page: LaidPage) -> float:
        """The height from the top margin to the end of what a page says, and that of its footnotes."""
        said = [placed for placed in page.slabs if not isinstance(placed.slab, Gap)]
        return (said[-1].top + said[-1].slab.height - self._top if said else 0.0) + page.notes_height

    def _cost(self, start: int) -> float:
        """How bad the pages of a run are: all but the last cost 1 and what is empty on them, the last what it lacks."""
        inner, last = self.pages[start:-1], self.pages[-1]
        if not inner:
            return 0.0
        empty = sum((1.0 - self._used(page) / self._page) ** 2 for page in inner)
        lacking = max(0.0, 1.0 - _said(last) / (_LAST * self._page))
        return len(inner) + empty + lacking + (_ALONE if _is_alone(last) else 0.0)

    def _fill(self, slabs: list[tuple[Slab, str]]) -> None:
        """Set a run of slabs without a page break in it, chain by chain."""
        rest = deque(slabs)
        self._forced = 0
        while rest:
            stopping.look()
            first, section = rest[0]
            if not self.pages or self._at < self._top:
                self._open()
            elif isinstance(first, Gap) and first.height > self._room:
                rest.popleft()
                continue
            chain = _chain((slab for slab, _section in rest), self._page)
            fresh = not self.pages[-1].slabs
            if fresh and first.head:
                self._put(first.head, section)
            if not (self._set_whole(chain, rest) or self._set_split(chain, rest)):
                if fresh:
                    self._force(chain, rest)
                else:
                    self._open()

    def _set_whole(self, chain: list[Slab], rest: deque[tuple[Slab, str]]) -> bool:
        """Set the chain on this page if there is room for it and its footnotes."""
        if total_height(chain) + self._more_for_notes(chain) > self._room + 0.01:
            return False
        for slab in chain:
            self._put(slab, rest.popleft()[1])
        return True

    def _set_split(self, chain: list[Slab], rest: deque[tuple[Slab, str]]) -> bool:
        """Part the chain inside a slab that may be split, if moving it to the next page would not do better."""
        fitting = self._fitting(chain)
        overfull = total_height(chain) > self._page
        # The slab that does not fit, else the one before it, of which something must stay with what is glued to it.
        for at in (fitting, fitting - 1) if fitting else (0,):
            slab, others = chain[at], chain[:at]
            page = self._page - (slab.head.height if slab.head else 0.0)
            if not (overfull or slab.height > page or (slab.loose and self._room > _HOLE * page)):
                continue
            room = self._room - total_height(others) - self._more_for_notes(others) - slab.above
            parts = slab.split(room if at == fitting else slab.height - 1.0)
            if parts is not None:
                for one in (*others, parts[0]):
                    self._put(one, rest.popleft()[1])
                rest.appendleft((parts[1], self.pages[-1].slabs[-1].section))
                self._open()
                return True
        return False

    def _fitting(self, chain: list[Slab]) -> int:
        """How many of the chain's slabs have room on this page; not all of them."""
        count = 0
        while count < len(chain) - 1:
            slabs = chain[: count + 1]
            if total_height(slabs) + self._more_for_notes(slabs) > self._room + 0.01:
                break
            count += 1
        return count

    def _force(self, chain: list[Slab], rest: deque[tuple[Slab, str]]) -> None:
        """Fill an empty page with a chain that no page can hold; what is left of it is a chain of its own.

        A slab that is higher than a page stands out rather than vanish.
        """
        self._forced += 1
        count = self._fitting(chain)
        while count > 1 and chain[count].head and not chain[count - 1].head:
            count -= 1  # no table's head without a row
        for slab in chain[: max(1, count)]:
            self._put(slab, rest.popleft()[1])

    @property
    def _room(self) -> float:
        return self._bottom - self._at - self.pages[-1].notes_height

    def _more_for_notes(self, slabs: Sequence[Slab]) -> float:
        """What the footnotes of slabs would take from the page."""
        new = [note for slab in slabs for note in slab.notes]
        page = self.pages[-1]
        return max(0.0, min(height_of_notes([*page.notes, *new]), self._most_notes) - page.notes_height) if new else 0.0

    def _put(self, slab: Slab, section: str) -> None:
        page = self.pages[-1]
        top = self._at + (slab.above if page.slabs else 0.0)
        page.slabs.append(Placed(slab, top, section))
        self._at = top + slab.height
        self._put_notes(slab.notes)


def _saying(page: LaidPage) -> list[Slab]:
    """The slabs of a page that say something new: no empty height and no head that stands again."""
    slabs = [placed.slab for placed in page.slabs if not isinstance(placed.slab, Gap)]
    return slabs[1:] if len(slabs) > 1 and slabs[0] is slabs[1].head else slabs


def _said(page: LaidPage) -> float:
    return total_height(_saying(page))


def _spaces(pages: list[LaidPage]) -> int:
    """How often there is empty height that was asked for."""
    return sum(isinstance(slab, Gap) and slab.height > _SPACE for page in pages for slab, *_ in page.slabs)


def _is_alone(page: LaidPage) -> bool:
    """Whether a page holds a single row, line or picture."""
    return len(_saying(page)) < 2


def _chain(slabs: Iterable[Slab], page: float) -> list[Slab]:
    """The first slab and those glued to it, one after the other. Empty height between them is no parting.

    Of a chain that is higher than a page no more than shows that it is.
    """
    chain: list[Slab] = []
    height = 0.0
    for slab in slabs:
        chain.append(slab)
        if height > page or not (slab.glued or (len(chain) > 1 and isinstance(slab, Gap))):
            break
        height += slab.above + slab.height
    return chain
