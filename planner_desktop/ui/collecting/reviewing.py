"""A plan that was received, read in the window of a draft: remarks at the field at hand, and what differs."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence

from planner_desktop.collect.collection import Collection
from planner_desktop.collect.deciding import told
from planner_desktop.collect.received_plan import to_compare
from planner_desktop.collect.seen import PlanSeen, seen
from planner_desktop.draft.history.returning import Remark, place_of
from planner_desktop.i18n import _, later
from planner_desktop.ui.collecting.deciding import Deciding
from planner_desktop.ui.collecting.desk import Desk
from planner_desktop.ui.kit.key_table import Key
from planner_desktop.ui.returned.remarks_dock import RemarksDock, where
from planner_desktop.ui.session.focus import focused_place
from planner_desktop.ui.window.main_window import MainWindow

KEYS = {
    "remark": Key(later("Remark on this field…"), ("Ctrl+M",)),
    "whole": Key(later("Remark on the whole plan…"), ("Ctrl+Shift+M",)),
    "remarks": Key(later("Remarks"), ("F12",)),
    "next": Key(later("Next remark"), ("Ctrl+F12",)),
    "previous": Key(later("Remark before"), ("Ctrl+Shift+F12",)),
    "before": Key(later("What differs from the version before"), ("Ctrl+D",)),
    "last_year": Key(later("What differs from last year"), ("Ctrl+Shift+D",)),
}


class Reviewing(QObject):
    """The menu Review of a window that reads a received plan. It closes with the collection's window."""

    def __init__(self, window: MainWindow, desk: Desk, plan: PlanSeen) -> None:
        super().__init__(window)
        self.window, self.desk, self.plan, self.draft = window, desk, plan, window.session.draft
        self.receipt: str = plan.bundle["receipt"]
        self.deciding = Deciding(desk, window, window.bar)
        self.dock = RemarksDock(window, _("Remarks on the plan"))
        self.menu = window.menuBar().addMenu(_("&Review"))
        may_decide = bool(plan.bundle["latest"]) and not desk.collection.only_reads
        for name, can, does in (
            ("remark", may_decide, self.remark),
            ("whole", may_decide, self.remark_whole),
            ("remarks", True, self.show_remarks),
            ("next", True, lambda: self.dock.step(1)),
            ("previous", True, lambda: self.dock.step(-1)),
            ("before", bool(plan.before), self._compare_before),
            ("last_year", bool(plan.last_year), self._compare_last_year),
        ):
            self._add(_(KEYS[name].does), KEYS[name].keys[0], can, does)
        for label, step in (
            (_("Who looks at it…"), self.deciding.look),
            (_("Return to the agency…"), self.deciding.give_back),
            (_("Accept the plan"), self.deciding.accept),
        ):
            self._add(label, None, may_decide, partial(self._decide, step))
        if may_decide:
            self.dock.list.withdrawn.connect(self._withdraw)
        desk.changed.connect(self.look)
        desk.troubled.connect(window.bar.show_error)
        desk.closing.connect(window.close)
        self._show(plan)

    def _decide(self, step: Callable[[PlanSeen], object]) -> None:
        step(self.plan)

    def _add(self, label: str, keys: str | None, can: bool, does: Callable[[], object]) -> None:
        action = self.menu.addAction(label, lambda: does())
        action.setEnabled(can)
        if keys is not None:
            action.setShortcut(QKeySequence(keys))

    def look(self) -> None:
        """Read anew what is known of the plan."""
        self.desk.ask(lambda collection: seen(collection, self.receipt), self._show)

    def _show(self, plan: PlanSeen) -> None:
        before, self.plan = self.plan, plan
        self.dock.show_remarks(plan.remarks, set())
        if len(plan.remarks) > len(before.remarks):
            self.window.say(_("The remark is kept: {count} so far").format(count=len(plan.remarks)))
        self._tell_of_others(before, plan)

    def _tell_of_others(self, before: PlanSeen, plan: PlanSeen) -> None:
        """Say what was decided on the plan by others since it was looked at before."""
        for each in self.desk.collection.decisions.all[before.decisions : plan.decisions]:
            if each.receipt == self.receipt and each.by != self.desk.by:
                self.window.bar.show_done(told(each))
        if before.bundle["latest"] and not plan.bundle["latest"]:
            said = _("A newer version of this plan came: receipt {receipt}. It is the one to be decided on.")
            self.window.bar.show_done(said.format(receipt=plan.versions[0]["receipt"]))

    # ------------------------------------------------------------ remarks

    def remark(self) -> None:
        """Ask for a remark on the field, or the record, that has the focus."""
        place = focused_place()
        if place is None or place[1] is None:
            self.remark_whole()
            return
        kind, id, field = place
        uid = self.draft.uid(kind, id)
        said = Remark("", kind, uid, field, self.draft.title(kind, id))
        self.deciding.remark(self.plan, (kind, uid, field), where(self.draft, said))

    def remark_whole(self) -> None:
        """Ask for a remark on the whole plan."""
        self.deciding.remark(self.plan, ("", "", ""), _("the whole plan"))

    def _withdraw(self) -> None:
        if number := self.dock.number():
            self.deciding.withdraw(self.plan, number)

    def show_remarks(self) -> None:
        """Show the remarks, or put them away."""
        self.dock.setVisible(not self.dock.isVisible())
        if self.dock.isVisible():
            self.dock.list.setFocus()

    def go(self, place: tuple[str, str, str]) -> None:
        """Show a place: its kind, uid and field."""
        found = place_of(self.draft, Remark("", *place))
        if found is not None:
            self.window.show_record(*found)

    # ------------------------------------------------------------ comparing

    def _compare_before(self) -> None:
        self.compare(self.plan.before)

    def _compare_last_year(self) -> None:
        self.compare(self.plan.last_year)

    def compare(self, receipt: str) -> None:
        """Show what differs from the plan of another receipt."""
        collection: Collection = self.desk.collection
        self.window.history.states.compare(to_compare(collection, receipt))
