"""The texts that fields refused, for every view: those stored in the draft, and those it cannot store."""

from collections.abc import Callable

from planner_desktop.draft import Draft
from planner_desktop.draft.records.records import Place
from planner_desktop.draft.records.refusals import Refusal


class RefusedTexts:
    """The refused texts of a draft by their place. Views ask it after each change and keep none of their own.

    `tell` is called where what could not be stored is another: of what the draft holds it tells itself.
    """

    def __init__(self, draft: Draft, tell: Callable[[], object]) -> None:
        self._draft, self._tell = draft, tell
        self._held: dict[Place, Refusal] = {}
        self.unsaved: dict[Place, Refusal] = {}
        """What a full disk or a lost file kept from being stored: to be tried again, and in memory alone."""
        self._read()

    def _read(self) -> None:
        self._held = {(each.kind, each.id, each.field): each for each in self._draft.refusals()}

    def heard(self, tables: set[str]) -> None:
        """The draft changed in these tables."""
        if "refused" in tables:
            self._read()

    def at(self, place: Place) -> Refusal | None:
        """What was typed at a place and not taken."""
        return self.unsaved.get(place) or self._held.get(place)

    def of(self, kind: str) -> list[Refusal]:
        """All of a kind of record, as the form pack orders them."""
        return [each for each in (self._held | self.unsaved).values() if each.kind == kind]

    def count(self) -> int:
        """How many texts are not taken."""
        return len(self._held | self.unsaved)

    def keep_unsaved(self, place: Place, text: str, why: str) -> None:
        """Keep what could not be stored."""
        self.unsaved[place] = Refusal(*place, text, why)
        self._tell()

    def forget_unsaved(self, place: Place) -> bool:
        """It is stored now, or not wanted; whether there was something."""
        if self.unsaved.pop(place, None) is None:
            return False
        self._tell()
        return True
