"""Finding in a window: the panel, which is made when it is first wanted, and the way from a match to its field."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from planner_desktop.i18n import _

if TYPE_CHECKING:
    from planner_desktop.draft.records.replacing import Replaced
    from planner_desktop.draft.records.search import Match, Query
    from planner_desktop.ui.finding.panel import FindPanel
    from planner_desktop.ui.finding.search import BackgroundSearch
    from planner_desktop.ui.session.shell import Shell

SIDE = 1250
"""Pixels: in a window that wide the panel stands at the side, else below."""
LOW = 10
"""Pixels: below, the panel takes no more than it needs."""
REASONS = 3
"""As many refusals are told one by one."""


class FindPanels(QObject):
    """Opens the find panel of a window, and goes from a match to its field."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell.frame)
        self.shell, self.session = shell, shell.session
        self.panel: FindPanel | None = None
        self._from: QWidget | None = None
        self._gone_to: object = None
        self._step = 0

    @cached_property
    def search(self) -> BackgroundSearch:
        """Looks through the draft, once it is asked to."""
        from planner_desktop.ui.finding.search import BackgroundSearch

        search = BackgroundSearch(self.session, self)
        search.found.connect(self._found)
        return search

    def show(self, *, replacing: bool = False, torn: bool = False) -> FindPanel:
        """Show the panel with the focus in it; what is chosen in a text is looked for, or torn words are."""
        from planner_desktop.ui.finding.marking import chosen_text

        focused = QApplication.focusWidget()
        panel = self._shown()
        text = ""
        if focused is not None and not panel.isAncestorOf(focused):
            self._from, text = focused, chosen_text(focused)
        panel.begin(text, replacing=replacing, writable=self.session.writable(), torn=torn)
        return panel

    def _shown(self) -> FindPanel:
        if self.panel is None:
            from planner_desktop.ui.finding.panel import FindPanel

            window = self.shell.frame
            self.panel = FindPanel(self.session.draft.pack, window)
            self.panel.asked.connect(self._ask)
            self.panel.wanted.connect(self.go_to)
            self.panel.stepped.connect(self.step)
            self.panel.replace_wanted.connect(self.replace)
            self.panel.left.connect(self.leave)
            self.panel.visibilityChanged.connect(self._seen)
            area = Qt.DockWidgetArea
            at_side = window.width() >= SIDE
            window.addDockWidget(area.RightDockWidgetArea if at_side else area.BottomDockWidgetArea, self.panel)
            along = Qt.Orientation.Horizontal if at_side else Qt.Orientation.Vertical
            window.resizeDocks([self.panel], [window.width() * 3 // 10 if at_side else LOW], along)
        self.panel.show()
        self.panel.raise_()
        return self.panel

    def leave(self) -> None:
        """Close the panel; the focus goes back to where it was."""
        assert self.panel is not None
        self.panel.close()
        if self._from is not None and isValid(self._from) and self._from.isVisible():
            self._from.setFocus()
        else:
            self.shell.to_form()

    def close(self) -> bool:
        """Close the panel while the focus is in a field; whether it was open."""
        if self.panel is None or not self.panel.isVisible():
            return False
        self.panel.close()
        return True

    def _seen(self, visible: bool) -> None:
        if not visible:
            self.search.sleep()

    # ------------------------------------------------------------ going about

    def _ask(self, query: Query) -> None:
        if query != self.search.query:
            self._gone_to = None
        self.search.ask(query)

    def _found(self, matches: list[Match]) -> None:
        assert self.panel is not None
        self.panel.show_matches(matches)
        if self._step:
            step, self._step = self._step, 0
            self.step(step)

    def step(self, by: int) -> None:
        """Go to the next match, or the one before, from wherever the officer is."""
        if self.panel is None or not self.search.query.asks:
            self.show()
            return
        panel = self._shown()
        self.search.ask(panel.query)
        if self.search.pending:
            self._step = by  # once it is found
            return
        from planner_desktop.ui.finding.results import key_of

        chosen = panel.results.chosen()
        if chosen is None or key_of(chosen) == self._gone_to:
            chosen = panel.results.step(by)
        if chosen is not None:
            self.go_to(chosen)

    def go_to(self, match: Match) -> None:
        """Show the field of a match, with what was found chosen in it."""
        from planner_desktop.ui.finding.marking import mark
        from planner_desktop.ui.finding.results import key_of

        place = match.place
        self._gone_to = key_of(match)
        self.shell.go_to_record(place.section, place.kind, place.id, place.field)
        self._from = QApplication.focusWidget()
        mark(self._from, match)

    # ------------------------------------------------------------ replacing

    def replace(self, matches: list[Match], by: str) -> None:
        """Replace the matches, and tell what came of it."""
        from planner_desktop.draft.records.replacing import replace
        from planner_desktop.ui.session.in_slices import in_slices

        session = self.session
        with session.trying():
            with in_slices(session, self.shell.frame, _("Replacing…"), len(matches)) as step:
                done = replace(session.draft, matches, by, step)
            self._tell(done)

    def _tell(self, done: Replaced) -> None:
        places, records = done.count, len(done.records)
        lines = [_("Replaced in {places} places, {records} records").format(places=places, records=records)]
        for match, why in done.refused[:REASONS]:
            lines.append(_("Left as it was: {where}: {why}").format(where=match.where, why=why))
        if len(done.refused) > REASONS:
            lines.append(_("and {count} more").format(count=len(done.refused) - REASONS))
        text = "\n".join(lines)
        (self.shell.tell_with_undo if done.count else self.shell.bar.show_done)(text)

    def stop(self) -> None:
        """Look no more (the window closes)."""
        if self.panel is not None:
            self.search.stop()
