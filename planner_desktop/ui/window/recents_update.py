"""Stores what the start page shows of a draft when its window closes."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from planner_desktop import stopping
from planner_desktop.checks import section_states
from planner_desktop.errors import StoppedError
from planner_desktop.plans import recent
from planner_desktop.plans.draft_cards import stamped
from planner_desktop.plans.recent import DraftCard
from planner_desktop.plans.summary import draft_card

if TYPE_CHECKING:
    from planner_desktop.ui.window.draft_window import DraftWindow

MOST_SECONDS = 0.2
"""That a window which closes takes for what the start page shows."""


class RecentsUpdate(QObject):
    """Stores a draft's card for the start page when its window closes.

    A draft that changed since its problems were looked for is read anew by the start page.
    """

    def __init__(self, window: "DraftWindow") -> None:
        super().__init__(window)
        self.window = window
        self._card: DraftCard | None = None
        self._looked = self._changed = False
        window.session.changed.connect(self._change)
        window.watch.found.connect(self._found)
        window.closing.connect(self._closing)
        window.closed.connect(self._closed)

    def _change(self) -> None:
        self._changed = True

    def _found(self) -> None:
        self._looked, self._changed = True, False

    def _closing(self) -> None:
        draft = self.window.session.draft
        if draft.path is not None and not draft.opened.damage:
            from planner_desktop.checks.find import find_problems

            with self.window.session.trying():
                try:
                    with stopping.within(MOST_SECONDS):
                        problems = self.window.problems.problems if self._looked else find_problems(draft)
                        self._card = draft_card(draft, problems, section_states(draft, problems))
                except StoppedError:  # a draft in which that takes long is read by the start page, in a thread
                    self._card, self._changed = draft_card(draft, [], {}), True

    def _closed(self) -> None:
        if self._card is not None:
            away = self.window.session.draft.opened.share is not None  # a share is not asked: it may hang
            recent.keep(replace(self._card, mtime=0) if self._changed or away else stamped(self._card))
