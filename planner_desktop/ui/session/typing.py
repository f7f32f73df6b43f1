"""Keeps what is being typed in the draft within a second, so that it survives whatever happens before it is stored."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from planner_desktop.draft import Draft
from planner_desktop.draft.records.records import Place
from planner_desktop.draft.session import Typed
from planner_desktop.errors import PlannerError
from planner_desktop.ui.kit.timers import single_shot

DELAY_MS = 700
"""From the first letter to its being on the disk, the write itself aside."""
AGAIN_MS = 3000
"""Until what the disk did not take is tried again."""


class KeptTyping(QObject):
    """What is in fields but not stored: it is being typed. What a field refused is not among it: the draft holds that.

    It makes no undo step. `failed` brings an error for the message bar, `changed` tells that more or less is typed
    or kept.
    """

    failed = Signal(object)
    changed = Signal()

    def __init__(self, draft: Draft, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.draft = draft
        self.texts: dict[Place, str] = {}
        """What is kept in the draft."""
        self.unkept: dict[Place, str] = {}
        """What the disk did not take. It is tried again until it does."""
        self.kept_at: datetime | None = None
        """When something typed was last kept."""
        self._told: str = ""
        self._typing: tuple[Place, Callable[[], str | None]] | None = None
        self._timer = single_shot(self, self.keep, DELAY_MS)

    @property
    def is_waiting(self) -> bool:
        """Whether something is typed that is not on the disk yet."""
        return bool(self.unkept) or (self._typing is not None and self._typing[1]() is not None)

    def note(self, place: Place, text: Callable[[], str | None]) -> None:
        """Something is typed at a place; `text` tells what stands there, None where that is what is stored."""
        if self._typing is not None and self._typing[0] != place:
            self.keep()
        is_first, self._typing = self._typing is None, (place, text)
        if self._timer.interval() != DELAY_MS or not self._timer.isActive():
            self._timer.start(DELAY_MS)  # not anew with each letter, or a fast typist's text would wait
        if is_first:
            self.changed.emit()

    def keep(self) -> None:
        """Have what is typed on the disk now."""
        self._timer.stop()
        if self._typing is not None:
            (place, typed), self._typing = self._typing, None
            text = typed()
            if text is None:
                self.forget(place)
            elif not self.draft.read_only and (self.texts.get(place) != text or place in self.unkept):
                self.unkept[place] = text
        problem = self._keep_all()
        self.changed.emit()
        if problem is not None:
            self._timer.start(AGAIN_MS)
        told, self._told = self._told, str(problem or "")
        if problem is not None and str(problem) != told:  # once, however often it is tried again
            self.failed.emit(problem)

    def typed(self) -> list[Typed]:
        """What is in fields but not stored, as a copy of the draft takes it along."""
        self.keep()
        held = self.texts | self.unkept
        return [Typed(*place, text, uid=self.draft.uid(*place[:2])) for place, text in held.items()]

    def _keep_all(self) -> PlannerError | None:
        for place, text in list(self.unkept.items()):
            try:
                self.draft.typing(*place, text)
            except PlannerError as error:
                return error
            del self.unkept[place]
            self.texts[place] = text
            self.kept_at = datetime.now()
        return None

    def forget(self, place: Place) -> None:
        """What was typed at a place is stored now, or not wanted."""
        if self._typing is not None and self._typing[0] == place:
            self._typing = None
        self.unkept.pop(place, None)
        if self._typing is None and not self.unkept:
            self._timer.stop()
        if self.texts.pop(place, None) is not None:
            try:
                self.draft.forget_typing(*place)
            except PlannerError as error:
                self.failed.emit(error)
        self.changed.emit()
