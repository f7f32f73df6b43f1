"""What the desk decides on one plan, from the board or from the window in which it is read."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from planner_desktop import file_names
from planner_desktop.collect import deciding
from planner_desktop.collect.seen import PlanSeen
from planner_desktop.draft.history.returning import SUFFIX, Remark
from planner_desktop.i18n import _
from planner_desktop.ui.collecting.decision_sheets import WordsSheet, ask_looker, ask_remark, ask_return
from planner_desktop.ui.collecting.desk import Desk
from planner_desktop.ui.kit.message_bar import MessageBar
from planner_desktop.ui.session.folders import documents


class Deciding(QObject):
    """Asks in front of a window, and has the desk take the step; its bar tells what was done."""

    def __init__(self, desk: Desk, frame: QWidget, bar: MessageBar) -> None:
        super().__init__(frame)
        self.desk, self.frame, self.bar = desk, frame, bar
        self._typed: dict[tuple[str, ...], str] = {}
        """What was typed and is not decided yet, as when another was quicker; it is proposed again."""

    def remark(self, plan: PlanSeen, place: tuple[str, str, str], about: str, proposed: str = "") -> WordsSheet:
        """Ask for a remark on a place (kind, uid, field), or with three empty texts on the whole plan."""
        receipt, (kind, record, field) = plan.bundle["receipt"], place
        typed = ("remark", receipt, *place)

        def keep(words: str) -> None:
            said, self._typed[typed] = Remark(words, kind, record, field), words
            self.desk.do(
                lambda collection, by: deciding.remark(collection, receipt, said, by, saw=plan.decisions),
                lambda _none: self._typed.pop(typed, ""),
            )

        return ask_remark(self.frame, about, self._typed.get(typed, proposed), keep)

    def withdraw(self, plan: PlanSeen, number: int) -> None:
        """Take back a remark, by its number."""
        receipt = plan.bundle["receipt"]
        self.desk.do(lambda collection, by: deciding.withdraw(collection, receipt, number, by, saw=plan.decisions))

    def look(self, plan: PlanSeen) -> WordsSheet:
        """Ask who looks at a plan; whoever sits here is proposed."""
        receipt, now = plan.bundle["receipt"], plan.bundle["looked_at_by"]

        def keep(who: str) -> None:
            self.desk.do(lambda collection, by: deciding.look(collection, receipt, who, by, saw=plan.decisions))

        return ask_looker(self.frame, plan.bundle["agency"], now or self.desk.by, keep)

    def accept(self, plan: PlanSeen) -> None:
        """Accept a plan."""
        receipt = plan.bundle["receipt"]
        said = _("The plan of {agency} is accepted.").format(agency=plan.bundle["agency"])
        self.desk.do(
            lambda collection, by: deciding.accept(collection, receipt, by, saw=plan.decisions),
            lambda _none: self.bar.show_done(said),
        )

    def give_back(self, plan: PlanSeen) -> WordsSheet:
        """Ask why a plan is returned, then where the file for the agency goes."""
        typed = ("return", plan.bundle["receipt"])

        def keep(reason: str) -> None:
            self._typed[typed] = reason
            self._ask_file(plan, reason)

        return ask_return(self.frame, plan.bundle["agency"], len(plan.remarks), self._typed.get(typed, ""), keep)

    def _ask_file(self, plan: PlanSeen, reason: str) -> None:
        bundle = plan.bundle
        name = f"{bundle['abbreviation'] or bundle['agency']} {bundle['receipt']}"
        near = documents() / f"{file_names.safe(name)}{SUFFIX}"
        kinds = _("Returned plans (*{suffix})").format(suffix=SUFFIX)
        path, _filter = QFileDialog.getSaveFileName(self.frame, _("Return the plan"), str(near), kinds)
        if path:
            self.write_return(plan, reason, Path(path if path.lower().endswith(SUFFIX) else path + SUFFIX))

    def write_return(self, plan: PlanSeen, reason: str, path: Path) -> None:
        """Return a plan: write the file for its agency."""
        receipt = plan.bundle["receipt"]

        def done(count: int) -> None:
            self._typed.pop(("return", receipt), "")
            said = _("The plan is returned with {count} remarks. Send this file to {agency}: {path}")
            said = said.format(count=count, agency=plan.bundle["agency"], path=path)
            self.bar.show_written(said, path.parent, _("Open folder"))

        self.desk.do(
            lambda collection, by: deciding.give_back(collection, receipt, reason, by, path, saw=plan.decisions), done
        )
