"""The draft's pages as they are made: set again after every change, drawn where they are looked at, in one thread.

One thing is done at a time, and the newest wish wins: a change stops the drawing of pages that it may have made
stale, and whoever looks elsewhere is not kept waiting by pages that he left. After a change the section that is edited
comes first; all other sections follow when the page that is looked at was drawn.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from planner_desktop import stopping
from planner_desktop.draft.live_copy import LiveCopy
from planner_desktop.stopping import Cancelled
from planner_desktop.ui.kit.background import Worker
from planner_desktop.ui.kit.timers import single_shot
from planner_desktop.ui.session.session import Session

if TYPE_CHECKING:  # imported in the thread: the window opens sooner without
    from planner_desktop.document.live import LiveDocument, PagePosition
    from planner_desktop.document.typesetter import Typeset
    from planner_desktop.draft import Draft


class PageRequest(NamedTuple):
    """A page to be drawn, counted from 0, and how many pixels a point takes."""

    page: int
    scale: float


class Laid(NamedTuple):
    """The pages after a change: those that look as before, and where the first change is, if anything changed.

    Where there is a `rest`, other sections are still as they were: it is called for the pages with all that changed.
    """

    typeset: Typeset
    same: set[int]
    change: PagePosition | None
    rest: Callable[[], Laid] | None = None


class Pages(QObject):
    """Typesets the draft after each change, and draws the pages that are looked at, in a thread.

    Signals: `laid` with the pages after a change, `drawn` with a page's picture, `failed` with why there are no new
    pages.
    """

    laid = Signal(object)
    drawn = Signal(object, object)
    failed = Signal(object)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self.session = session
        self.section = ""
        self.typeset: Typeset | None = None
        self._live: LiveDocument | None = None
        self._copy = LiveCopy()
        self._changed: set[str] | None = None  # what changed and is not on the pages yet; None: all may have
        self._due = True
        self._rest: Callable[[], Laid] | None = None  # what sets other sections than the first, too
        self._draws_first = True  # whether a page is drawn before that
        self._asleep = True
        self._wishes: list[PageRequest] = []
        self._worker = Worker(self)
        self._worker.over.connect(self._go_on)
        self._draws = False  # whether it draws pages, or else sets them
        self._sets = False  # whether pages with the last changes are on their way
        self._timer = single_shot(self, self._go_on)  # several changes in one go are one
        session.columns_changed.connect(self._heard)

    @property
    def is_busy(self) -> bool:
        """Whether something is being done, or will be."""
        return self._worker.is_busy or (self.is_stale and not self._asleep)

    @property
    def is_stale(self) -> bool:
        """Whether the pages lack changes of the draft."""
        return self._due or self._sets or self._rest is not None

    def wake(self) -> None:
        """Follow the draft from now on: somebody looks."""
        self._asleep = False
        self._timer.start(0)

    def sleep(self) -> None:
        """Make no pages until `wake`."""
        self._asleep = True

    def _heard(self, changed: set[str]) -> None:
        if self._changed is not None:
            self._changed |= changed
        self._due = True
        self._timer.start(0)

    def want(self, wishes: list[PageRequest]) -> None:
        """Draw these pages next, the first one first, and no others."""
        self._wishes = list(wishes)
        self._go_on()

    def stop(self) -> None:
        """Stop what is being done and wait until it has (the window closes)."""
        self.session.columns_changed.disconnect(self._heard)
        self._asleep = True
        self._timer.stop()
        self._worker.stop()
        self._copy.close()

    # ------------------------------------------------------------ one thing at a time

    def _go_on(self) -> None:
        if self._asleep:
            return
        if self._worker.is_busy:
            if self._due and self._draws:
                self._worker.cancel()
            return
        if self._due:
            self._set()
        elif self._rest is not None and not (self._wishes and self._draws_first):
            self._start(self._rest)
        elif self._wishes and self.typeset is not None:
            self._draws, self._draws_first = True, False
            typeset, most = self.typeset, 1 if self._rest is not None else len(self._wishes)
            self._worker.start(
                lambda _progress, cancelled: self._draw(typeset, most, cancelled), failed=self.failed.emit
            )

    def _set(self) -> None:
        changed, self._changed, self._due, self._sets = self._changed, None, False, True
        with self.session.trying():
            taken, shown, section = self._copy.taken(self.session.draft, changed), self.typeset, self.section
            self._changed = set()
            self._start(lambda: self._lay(taken(), changed, shown, section))

    def _start(self, lay: Callable[[], Laid]) -> None:
        self._draws, self._sets = False, True
        self._worker.start(lambda *_: lay(), self._laid, self._failed)

    def _laid(self, laid: Laid) -> None:
        self._sets, self._draws_first = False, True
        self._rest = laid.rest
        self.typeset = laid.typeset
        self.laid.emit(laid)

    def _failed(self, error: Exception) -> None:
        self._changed, self._sets, self._rest = None, False, None  # the change is still not on the pages
        self.failed.emit(error)

    # ------------------------------------------------------------ in the thread

    def _lay(self, copy: Draft, changed: set[str] | None, shown: Typeset | None, section: str) -> Laid:
        from planner_desktop.document.live import LiveDocument, first_change, same_pages

        self._live = live = self._live or LiveDocument()
        if shown is None or changed is None:
            return Laid(live.update(copy, changed, _step), set(), None)
        first = live.first(copy, changed, section, _step)
        if first is None:
            return self._lay_rest(copy, shown, shown, section)
        same = same_pages(shown, first)
        rest = partial(self._lay_rest, copy, shown, first, section)
        return Laid(first, same, first_change(shown, first, same, section), rest)

    def _lay_rest(self, copy: Draft, before: Typeset, shown: Typeset, section: str) -> Laid:
        """All sections, where `before` are the pages before the change, and `shown` those that are shown since."""
        from planner_desktop.document.live import first_change, same_pages

        assert self._live is not None
        typeset = self._live.update(copy, set(), _step)
        self._copy.rest()
        change = first_change(before, typeset, same_pages(before, typeset), section)
        return Laid(typeset, same_pages(shown, typeset), change)

    def _draw(self, typeset: Typeset, most: int, cancelled: Cancelled) -> None:
        from planner_desktop.document.pdf import page_bytes
        from planner_desktop.ui.preview.page_images import screen_image

        for _page in range(most):
            if cancelled():
                return
            try:
                wish = self._wishes.pop(0)
            except IndexError:
                return
            self.drawn.emit(wish, screen_image(page_bytes(typeset, wish.page), wish.scale))


def _step(_share: float) -> None:
    stopping.look()
