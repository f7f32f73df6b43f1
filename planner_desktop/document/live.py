"""A draft's document that follows the draft: only the sections whose records changed are filled and set again."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import Any, NamedTuple

from planner_desktop.document.fill import Filling, document_of
from planner_desktop.document.flow import LaidPage
from planner_desktop.document.outline import PrintedSection
from planner_desktop.document.page_numbers import TOTAL
from planner_desktop.document.typesetter import Typeset, Typesetter
from planner_desktop.draft import Draft
from planner_desktop.draft.records.in_use import InUse, in_use
from planner_desktop.draft.records.view_cache import Answer, Answers, WorkedOut
from planner_desktop.formpack.tables import table_names


class _Filled(NamedTuple):
    """A section as it was filled: the queries that were asked, with their values and answers, and what else it read."""

    section: PrintedSection
    asked: Sequence[tuple[str, dict[str, Any], Answer]]
    reads: frozenset[str]

    def stands(self, file: str, views: WorkedOut, changed: set[str]) -> bool:
        """Whether it would be filled with the same once more. Raises QueryError, naming the section's `file`."""
        if self.reads & changed:
            return False
        return all(views.run(sql, values, file)[1] == answer[1] for sql, values, answer in self.asked)


class LiveDocument:
    """The pages of one draft, brought up to date after its edits. Use from one thread at a time."""

    def __init__(self) -> None:
        self._typesetter = Typesetter(remembers=True)
        self._filled: dict[str, _Filled] = {}
        self._answers = Answers()
        self._views: WorkedOut | None = None
        self._use: InUse | None = None

    def update(
        self, draft: Draft, changed: set[str] | None = None, step: Callable[[float], None] = lambda _share: None
    ) -> Typeset:
        """The draft on its pages; `changed` is what changed since the last time, as `Draft.watchers` are told, None if
        all may have.

        Less is asked anew of the same draft than of another: of one copy that is kept (`live_copy`). `step` is told the
        share that is done, and may raise to stop it. Raises DocumentError, QueryError; what was known before is then
        kept.
        """
        views, changed = self._follow(draft, changed)
        filled = {}
        if self._use is None or changed is None or self._use.reads & table_names(changed):
            self._use = in_use(draft)
        for spec in self._use.sections:
            step(0.0)
            known = self._filled.get(spec.id)
            if known is None or changed is None or not known.stands(spec.file, views, changed):
                filling = Filling(draft, spec, views)
                blocks = tuple(filling.blocks())
                same = known is not None and known.section.blocks == blocks
                section = known.section if known and same else PrintedSection(spec.id, blocks)
                known = _Filled(section, filling.asked, frozenset(filling.reads))
            filled[spec.id] = known
        document = document_of(draft, [one.section for one in filled.values()])
        typeset = self._typesetter.typeset(document, step)
        self._filled = filled
        return typeset

    def _follow(self, draft: Draft, changed: set[str] | None) -> tuple[WorkedOut, set[str] | None]:
        """What runs the queries of the draft as it is now, and what changed with the columns of views."""
        if self._views is not None and self._views.draft is draft:
            if changed is not None:
                return self._views, self._views.follow(changed)
            self._views.close()
        self._answers.forget(changed)
        self._views = WorkedOut(draft, self._answers)
        return self._views, changed


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
    return next(filter(None, (_changed_in(before.pages, after.pages, only) for only in (section, None))), None)


def _changed_in(before: list[LaidPage], after: list[LaidPage], section: str | None) -> PagePosition | None:
    """The first slab that is not as it was, in one section if it is named, on whatever page it stood."""
    old = [placed.slab for page in before for placed in page.slabs if section in (None, placed.section)]
    new = [(n, placed) for n, page in enumerate(after) for placed in page.slabs if section in (None, placed.section)]
    for was, now in zip_longest(old, new):
        if now is not None and (was is None or (was is not now[1].slab and was != now[1].slab)):
            return PagePosition(now[0], now[1].top)
    return None
