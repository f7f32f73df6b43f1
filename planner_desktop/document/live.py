"""A draft's document that follows the draft: only the sections whose records changed are filled and set again."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import takewhile, zip_longest
from typing import NamedTuple

from planner_desktop.document.fill import Asked, Filling, document_of, stand
from planner_desktop.document.flow import LaidPage
from planner_desktop.document.outline import OutlineBlock, PrintedSection
from planner_desktop.document.page_numbers import TOTAL
from planner_desktop.document.typesetter import Typeset, Typesetter
from planner_desktop.draft import Draft
from planner_desktop.draft.records.in_use import InUse, in_use
from planner_desktop.draft.records.view_cache import Answers, WorkedOut
from planner_desktop.formpack import Section
from planner_desktop.formpack.tables import table_names


class _Filled(NamedTuple):
    """A section as it was filled."""

    section: PrintedSection
    filling: Filling
    asked: Asked

    def stands(self, file: str, views: WorkedOut, changed: set[str]) -> bool:
        """Whether it would be filled with the same once more. Raises QueryError, naming the section's `file`."""
        return not self.filling.reads & changed and stand(self.asked, views, file)


class LiveDocument:
    """The pages of one draft, brought up to date after its edits. Use from one thread at a time."""

    def __init__(self) -> None:
        self._typesetter = Typesetter(remembers=True)
        self._filled: dict[str, _Filled] = {}
        self._answers = Answers()
        self._views: WorkedOut | None = None
        self._use: InUse | None = None
        self._open: set[str] | None = None  # what changed since the last whole update; None: all may have

    def update(
        self, draft: Draft, changed: set[str] | None = None, step: Callable[[float], None] = lambda _share: None
    ) -> Typeset:
        """The draft on its pages; `changed` is what changed since the last time, as `Draft.watchers` are told, None if
        all may have.

        Less is asked anew of the same draft than of another: of one copy that is kept (`live_copy`). `step` is told the
        share that is done, and may raise to stop it. Raises DocumentError, QueryError; what was known before is then
        kept.
        """
        views, use = self._begin(draft, changed)
        filled = {}
        for spec in use.sections:
            step(0.0)
            filled[spec.id] = self._fill(draft, spec, views)
        typeset = self._typeset(draft, filled, step)
        self._filled, self._open = filled, set()
        return typeset

    def first(
        self, draft: Draft, changed: set[str], section: str, step: Callable[[float], None] = lambda _share: None
    ) -> Typeset | None:
        """The pages with what is new in this section, or else in the first where something is, and all others as they
        were; None where nothing is new.

        So what is looked at comes sooner. `update` of the same draft, with nothing more that changed, follows. As that
        otherwise.
        """
        views, use = self._begin(draft, changed)
        if self._filled.keys() != {spec.id for spec in use.sections}:
            return None
        for spec in sorted(use.sections, key=lambda spec: spec.id != section):
            step(0.0)
            before, known = self._filled[spec.id], self._fill(draft, spec, views)
            self._filled[spec.id] = known
            if known.section is not before.section:
                return self._typeset(draft, self._filled, step)
        return None

    def _begin(self, draft: Draft, changed: set[str] | None) -> tuple[WorkedOut, InUse]:
        """What runs the queries of the draft as it is now, and what of its form pack is in use."""
        views, changed = self._follow(draft, changed)
        self._open = None if changed is None or self._open is None else self._open | changed
        if self._use is None or changed is None or self._use.reads & table_names(changed):
            self._use = in_use(draft)
        return views, self._use

    def _fill(self, draft: Draft, spec: Section, views: WorkedOut) -> _Filled:
        """A section, filled again if it must be; blocks that are as they were are the same objects."""
        known = self._filled.get(spec.id)
        if known is not None and self._open is not None and known.stands(spec.file, views, self._open):
            return known
        filling = Filling(draft, spec, views, known and known.filling)
        blocks = tuple(filling.blocks())
        if known is None or known.section.blocks != blocks:
            section = PrintedSection(spec.id, tuple(_kept(known.section.blocks if known else (), blocks)))
        else:
            section = known.section
        return _Filled(section, filling, filling.asked)

    def _typeset(self, draft: Draft, filled: dict[str, _Filled], step: Callable[[float], None]) -> Typeset:
        document = document_of(draft, [one.section for one in filled.values()])
        return self._typesetter.typeset(document, step)

    def _follow(self, draft: Draft, changed: set[str] | None) -> tuple[WorkedOut, set[str] | None]:
        """What runs the queries of the draft as it is now, and what changed with the columns of views."""
        if self._views is not None and self._views.draft is draft:
            if changed is not None:
                return self._views, self._views.follow(changed)
            self._views.close()
        self._answers.forget(changed)
        self._views = WorkedOut(draft, self._answers)
        return self._views, changed


def _kept(before: Sequence[OutlineBlock], after: Sequence[OutlineBlock]) -> list[OutlineBlock]:
    """The blocks after, with those before in the place of equal ones: what was set of these is known by the object.

    Blocks are held against each other in order, and behind the first that differs counted from the end.
    """
    kept = [old for old, _new in takewhile(lambda pair: pair[0] == pair[1], zip(before, after, strict=False))]
    same, more = len(kept), len(after) - len(before)
    for n in range(same, len(after)):
        old = before[n - more] if n - more >= same else None
        kept.append(old if old is not None and old == after[n] else after[n])
    return kept


class PagePosition(NamedTuple):
    """A place in a document: the page, counted from 0, and how far below its top edge, in points."""

    page: int
    top: float


def first_place(typeset: Typeset, section: str) -> PagePosition | None:
    """Where a section begins; None if nothing of it is printed."""
    page = typeset.first_page(section)
    if page is None:
        return None
    return PagePosition(page, next(placed.top for placed in typeset.pages[page].slabs if placed.section == section))


def same_pages(before: Typeset, after: Typeset) -> set[int]:
    """The pages, counted from 0, that look the same in both."""
    if replace(before.document, sections=()) != replace(after.document, sections=()):
        return set()
    if TOTAL in after.document.page_number and len(before.pages) != len(after.pages):
        return set()
    return {n for n, (one, other) in enumerate(zip(before.pages, after.pages, strict=False)) if one == other}


def first_change(before: Typeset, after: Typeset, same: set[int], section: str) -> PagePosition | None:
    """The first place on pages not the `same`, in this section if it changed there; None if nothing did."""
    if len(same) == len(after.pages):
        return None
    first = next(n for n in range(len(after.pages)) if n not in same)
    rest = before.pages[first:], after.pages[first:]
    found = next(filter(None, (_changed_in(*rest, only) for only in (section, None))), None)
    return found and PagePosition(first + found.page, found.top)


def _changed_in(before: list[LaidPage], after: list[LaidPage], section: str | None) -> PagePosition | None:
    """The first slab that is not as it was, in one section if it is named, on whatever page it stood."""
    old = [placed.slab for page in before for placed in page.slabs if section in (None, placed.section)]
    new = [(n, placed) for n, page in enumerate(after) for placed in page.slabs if section in (None, placed.section)]
    for was, now in zip_longest(old, new):
        if now is not None and (was is None or (was is not now[1].slab and was != now[1].slab)):
            return PagePosition(now[0], now[1].top)
    return None
