"""Pages filled from the top, one at a time. Four wishes decide where a page ends: a slab that is glued stays with the
next one, a table's head stands again on every page the table reaches, a row higher than a page is split, and a
footnote stands at the foot of the page that its mark is on.
"""

from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from planner_desktop import stopping
from planner_desktop.document.flow import Gap, LaidPage, PageBreak, Placed, Slab, height_of_notes, total_height
from planner_desktop.document.outline import Numbering
from planner_desktop.document.style import BOTTOM, PAPER, TOP, text_height

_NOTES = 0.5  # of a page: footnotes that need more go on at the foot of the next
_HOLE = 0.15  # of a page: more than this is not left empty to keep a table's rows together
_LEADING = 250.0  # points; what stands above the first table of a part is not higher, or is a text of its own
_OF_ROW = 80.0  # points; at least so much of a row that may be parted stands with what is above its table
_PARTED = Gap(height=4.0)  # between two parts of which the second might have begun a page

Run = Sequence[tuple[Slab | PageBreak, str]]
"""Slabs with no new page between them that must be, each with its section."""


class Rest:
    """What of a run is not yet on a page: the items from `at` on, before them the rest of a slab that was split.

    `looked` is how many items of the run were looked at until now, one more than there are where its end was seen.
    """

    __slots__ = ("_run", "at", "looked", "part")

    def __init__(self, run: Run, at: int = 0, part: tuple[Slab, str] | None = None) -> None:
        self._run = run
        self.at = at
        self.part = part
        self.looked = 0

    def __bool__(self) -> bool:
        if self.part is not None:
            return True
        self._look(self.at)
        return self.at < len(self._run)

    def __iter__(self) -> Iterator[Slab | PageBreak]:
        if self.part:
            yield self.part[0]
        for n in range(self.at, len(self._run)):
            self._look(n)
            yield self._run[n][0]
        self._look(len(self._run))

    def _look(self, n: int) -> None:
        if n >= self.looked:
            self.looked = n + 1

    def copy(self) -> "Rest":
        """As it is now."""
        return Rest(self._run, self.at, self.part)

    def first(self) -> tuple[Slab | PageBreak, str]:
        """The next item."""
        if self.part:
            return self.part
        self._look(self.at)
        return self._run[self.at]

    def take(self) -> tuple[Slab | PageBreak, str]:
        """The next item, which is then no more among them."""
        taken = self.first()
        if self.part:
            self.part = None
        else:
            self.at += 1
        return taken


class Standing(NamedTuple):
    """Where the setting of pages stands between two of them: what they count, and what is left."""

    counts: Counter[Numbering]
    late: deque[Slab]
    rest: Rest
    forced: int


class PageSetter:
    """Sets slabs on pages, which are turned and counted as the last page break asked for."""

    def __init__(self) -> None:
        self.pages: list[LaidPage] = []
        self.asked = PageBreak("portrait", True)
        self.late: deque[Slab] = deque()  # footnotes that the page of their mark has no room for
        self.forced = 0  # how often what belongs together had to be parted
        self._counts: Counter[Numbering] = Counter()
        self._at = 0.0
        self._bottom = 0.0  # where the last slab of the page ends at the latest

    @property
    def height(self) -> float:
        """The height between the margins."""
        return text_height(self.asked.orientation)

    def standing(self, rest: Rest) -> Standing:
        """Where it stands before the next page."""
        return Standing(self._counts.copy(), self.late.copy(), rest.copy(), self.forced)

    def back_to(self, standing: Standing) -> Rest:
        """Stand as before, whatever was set since; what is then left to be set."""
        self._counts, self.late, self.forced = standing.counts.copy(), standing.late.copy(), standing.forced
        return standing.rest.copy()

    def open(self) -> None:
        """Begin a page."""
        numbered = self.asked.numbered
        assert numbered is not None
        self._counts[numbered] += 1
        self.pages.append(LaidPage(self.asked.orientation, self._counts[numbered] if numbered else None, numbered))
        self._at = TOP[self.asked.orientation]
        self._put_notes(())

    def again(self, pages: Sequence[LaidPage]) -> None:
        """Set the same pages as another time: no footnote is waiting, before them or behind."""
        for page in pages:
            numbered = page.numbered
            self._counts[numbered] += 1
            number = self._counts[numbered] if numbered else None
            self.pages.append(LaidPage(page.orientation, number, numbered, page.slabs, page.notes))

    def set_page(self, rest: Rest, free: float = 0.0) -> LaidPage:
        """Set what has room on a new page, chain by chain, and keep a height in points `free` at its foot."""
        self.open()
        page = self.pages[-1]
        self._bottom = PAPER[page.orientation][1] - BOTTOM - free
        while rest:
            stopping.look()
            first, section = rest.first()
            if isinstance(first, PageBreak):
                if page.slabs and self._room < max(first.room * self.height, _PARTED.height + _beginning(rest)):
                    break
                rest.take()
                if page.slabs:
                    self._put(_PARTED, section)
                    for _slab in range(first.top):
                        rest.take()
                continue
            if isinstance(first, Gap) and page.slabs and first.height > self._room:
                rest.take()
                continue
            chain = _chain(rest, self.height)
            fresh = not page.slabs
            if fresh and first.head:
                self._put(first.head, section)
            if self._set_whole(chain, rest):
                continue
            if self._set_split(chain, rest):
                break
            if not fresh:
                break
            self._force(chain, rest)
        return page

    def _put_notes(self, notes: Iterable[Slab]) -> None:
        """Set footnotes at the page's foot, and keep those for the next page that it has no room for."""
        page = self.pages[-1]
        self.late.extend(notes)
        while self.late and (not page.notes or height_of_notes([*page.notes, self.late[0]]) <= self._most_notes):
            page.notes.append(self.late.popleft())

    @property
    def _most_notes(self) -> float:
        return _NOTES * self.height

    def _set_whole(self, chain: list[Slab], rest: Rest) -> bool:
        """Set the chain on this page if there is room for it and its footnotes."""
        if total_height(chain) + self._more_for_notes(chain) > self._room + 0.01:
            return False
        for slab in chain:
            self._put(slab, rest.take()[1])
        return True

    def _set_split(self, chain: list[Slab], rest: Rest) -> bool:
        """Part the chain inside a slab that may be split, if moving it to the next page would not do better."""
        fitting = self._fitting(chain)
        overfull = total_height(chain) > self.height
        # The slab that does not fit, else the one before it, of which something must stay with what is glued to it.
        for at in (fitting, fitting - 1) if fitting else (0,):
            slab, others = chain[at], chain[:at]
            page = self.height - (slab.head.height if slab.head else 0.0)
            if not (overfull or slab.height > page or (slab.loose and self._room > _HOLE * page)):
                continue
            room = self._room - total_height(others) - self._more_for_notes(others) - slab.above
            parts = slab.split(room if at == fitting else slab.height - 1.0)
            if parts is not None:
                for one in (*others, parts[0]):
                    section = rest.take()[1]
                    self._put(one, section)
                rest.part = parts[1], section
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

    def _force(self, chain: list[Slab], rest: Rest) -> None:
        """Fill an empty page with a chain that no page can hold; what is left of it is a chain of its own.

        A slab that is higher than a page stands out rather than vanish.
        """
        self.forced += 1
        count = self._fitting(chain)
        while count > 1 and chain[count].head and not chain[count - 1].head:
            count -= 1  # no table's head without a row
        for slab in chain[: max(1, count)]:
            self._put(slab, rest.take()[1])

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


def _beginning(rest: Rest) -> float:
    """How high is what begins behind the page break that comes next: with the first row, if all of it leads to one."""
    height = 0.0
    slabs = iter(rest)
    broken = next(slabs)
    assert isinstance(broken, PageBreak)
    for slab in islice(slabs, broken.top, None):
        if isinstance(slab, PageBreak):
            break
        height += slab.above + (min(slab.height, _OF_ROW) if slab.loose else slab.height)
        if slab.head or height > _LEADING:
            break
    return height


def _chain(rest: Rest, page: float) -> list[Slab]:
    """The first slab and those glued to it, one after the other. Empty height between them is no parting.

    Of a chain that is higher than a page no more than shows that it is.
    """
    chain: list[Slab] = []
    height = 0.0
    for slab in rest:
        if isinstance(slab, PageBreak):
            break
        chain.append(slab)
        if height > page or not (slab.glued or (len(chain) > 1 and isinstance(slab, Gap))):
            break
        height += slab.above + slab.height
    return chain
