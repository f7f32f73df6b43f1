"""The line in which the agency of a new plan is searched and picked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from planner_desktop.entry.picking import Candidate, matching
from planner_desktop.i18n import _
from planner_desktop.ui.kit.pick_line import PickLine

if TYPE_CHECKING:
    from planner_desktop.draft.plan.new_plan import Agency


class _Finder:
    """The agencies of an edition, by name and abbreviation."""

    def __init__(self, known: Sequence[Agency] = ()) -> None:
        self.known = known

    def refresh(self) -> None:
        """The catalogue does not change."""

    def __call__(self, typed: str) -> list[Candidate]:
        """The agencies that fit."""
        return matching(
            [Candidate(" ".join((a.name, a.abbreviation)).strip(), lambda n=n: n) for n, a in enumerate(self.known)],  # type: ignore[misc]
            typed,
        )


class AgencyLine(PickLine):
    """The search line for a plan's agency, which is `agency`. Signal: `chosen` when it is another."""

    chosen = Signal()

    def __init__(self) -> None:
        self._finder = _Finder()
        super().__init__(self._finder)
        self.agency: Agency | None = None
        self.nothing = _("Not in the list of agencies; Enter takes it as it is typed.")
        self.setPlaceholderText(_("Type a part of the name or the abbreviation"))
        self.picked.connect(self._picked)
        self.left_over.connect(self.choose)
        self.textEdited.connect(self._edited)
        self.before_move = self._enter

    def offer(self, known: Sequence[Agency]) -> None:
        """Search in these from now on; what was typed meanwhile, and what was taken, stays."""
        self._finder.known = known
        if self.agency is not None:
            self.choose(self.agency.name)
        elif self.isModified() and self.text() and self.hasFocus():
            self.open()

    def choose(self, name: str) -> None:
        """Take an agency by its name, also one that the catalogue lacks."""
        name = " ".join(name.split())
        if name:
            from planner_desktop.draft.plan.new_plan import Agency

            self._take(next((a for a in self._finder.known if name in (a.name, a.abbreviation)), Agency(name)))

    def _picked(self, candidate: Candidate) -> None:
        self._take(self._finder.known[candidate.take()])

    def _take(self, agency: Agency) -> None:
        self.agency = agency
        self.setText(agency.name)
        self.setModified(False)
        self.chosen.emit()

    def _edited(self) -> None:
        self.agency = None

    def _enter(self, event: QKeyEvent) -> bool:
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return False
        if self.agency is None and self.text().strip():
            self.choose(self.text())
        elif self.agency is not None:
            self.chosen.emit()
        return True
