"""What the desk knows of one agency's plan, beside the board: its problems, the remarks on it, its versions."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QPushButton, QTabWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from planner_desktop.checks.listing import severity_name
from planner_desktop.checks.problem import SEVERITIES
from planner_desktop.collect.board import OnBoard
from planner_desktop.collect.seen import PlanSeen
from planner_desktop.collect.wording import against_told, incomplete_told, place_name, standing_name
from planner_desktop.formpack import FormPack
from planner_desktop.i18n import _, ngettext
from planner_desktop.thai.invisible import harmless
from planner_desktop.ui.collecting.board_model import when
from planner_desktop.ui.kit.item_views import TreeWidget
from planner_desktop.ui.kit.layouts import bare
from planner_desktop.ui.kit.look import Text, brief, tip

HELD = Qt.ItemDataRole.UserRole


class _List(TreeWidget):
    """A list of the panel; Enter or a double click leads to what a row is about (`wanted`)."""

    wanted = Signal(object)

    def __init__(self, name: str, *heads: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setHeaderLabels(list(heads))
        self.setUniformRowHeights(True)
        self.setStyleSheet("QTreeWidget::item { padding: 3px 0; }")
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.itemActivated.connect(lambda item, _column: self._lead(item))

    def _lead(self, item: QTreeWidgetItem) -> None:
        if (held := item.data(0, HELD)) is not None:
            self.wanted.emit(held)

    def row(self, above: QTreeWidgetItem | None, held: object, *texts: str) -> QTreeWidgetItem:
        """Add a row below another, or at the end."""
        item = QTreeWidgetItem([harmless(brief(text)) for text in texts])
        item.setToolTip(0, tip(texts[0]))
        item.setData(0, HELD, held)
        if above is None:
            self.addTopLevelItem(item)
        else:
            above.addChild(item)
        return item

    def held(self) -> Any:
        """What the row with the cursor is about."""
        item = self.currentItem()
        return item.data(0, HELD) if item is not None else None


class PlanPanel(QWidget):
    """The panel. `place_wanted` brings the place (kind, uid, field) of a problem or remark that is to be read,
    `version_wanted` the receipt of another version.
    """

    place_wanted = Signal(object)
    version_wanted = Signal(object)

    def __init__(self, pack: FormPack, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pack = pack
        self.plan: PlanSeen | None = None
        self.title = Text("", "heading")
        self.facts = Text("", "plain")
        self.trouble = Text("", "problem")
        self.problems = _List(_("Problems"), _("What is wrong"), "")
        self.remarks = _List(_("Remarks"), _("Remark"), _("Where"))
        self.remarks.setRootIsDecorated(False)
        self.versions = _List(_("Versions"), _("Received"), _("Version"), _("Receipt"), _("Standing"))
        self.versions.setRootIsDecorated(False)
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName(_("What is known of the plan"))
        self.tabs.setDocumentMode(True)
        for widget in (self.problems, self.remarks, self.versions):
            self.tabs.addTab(widget, "")
        self.row = bare(QHBoxLayout(), 6)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 0, 0, 0)
        layout.setSpacing(6)
        for text in (self.title, self.facts, self.trouble):
            layout.addWidget(text)
        layout.addWidget(self.tabs, 1)
        layout.addStretch(0)
        layout.addLayout(self.row)
        self.problems.wanted.connect(self.place_wanted)
        self.remarks.wanted.connect(self.place_wanted)
        self.versions.wanted.connect(self.version_wanted)
        self.show_agency(None)

    def add_button(self, button: QPushButton) -> None:
        """Put a button into the row at the foot."""
        self.row.addWidget(button)

    def show_agency(self, agency: OnBoard | None) -> None:
        """Show what the board says of an agency; what is known of its plan comes with `show_plan`."""
        if agency and self.plan and self.plan.bundle["receipt"] == agency.receipt:
            return
        self.title.say(f"{agency.abbreviation}  {agency.agency}".strip() if agency else _("No agency is marked"))
        missing = agency is not None and not agency.receipt
        self.facts.say(_("Nothing was received from it yet.") if missing else "")
        if agency is None or missing:
            self.show_plan(None)

    def show_plan(self, plan: PlanSeen | None) -> None:
        """Show a plan that was received."""
        before, self.plan = self.plan, plan
        moved = (plan and plan.bundle["receipt"]) != (before and before.bundle["receipt"])
        for each in (self.problems, self.remarks, self.versions) if moved else (self.remarks, self.versions):
            each.clear()
        self.tabs.setVisible(plan is not None)
        told: tuple[str, ...] = ()
        if plan is not None:
            told = (against_told(plan.bundle), incomplete_told(plan.incomplete), plan.bundle["problem"] or "")
        self.trouble.say("\n".join(filter(None, told)))
        if plan is not None:
            self._say(plan.bundle, plan.versions)
            if moved:
                self._list_problems(plan)
            for said in plan.remarks:
                place = (said.kind, said.record, said.field) if said.record else None
                self.remarks.row(None, place, said.text, self.where(said.kind, said.field))
            for version in plan.versions:
                texts = (when(version["received_at"]), version["version"] or "", version["receipt"])
                self.versions.row(None, version["receipt"], *texts, standing_name(version["verdict"]))
        for widget, name in (
            (self.problems, _("Problems")),
            (self.remarks, _("Remarks")),
            (self.versions, _("Versions")),
        ):
            count = len(plan.problems) if plan and widget is self.problems else widget.topLevelItemCount()
            self.tabs.setTabText(self.tabs.indexOf(widget), f"{name} {count}")
        if moved:
            self.tabs.setCurrentIndex(0)

    def _say(self, bundle: dict[str, Any], versions: list[dict[str, Any]]) -> None:
        received = _("Receipt {receipt}, version {version}, received {when} by {who}").format(
            receipt=bundle["receipt"],
            version=bundle["version"] or "–",
            when=when(bundle["received_at"]),
            who=bundle["received_by"] or "–",
        )
        accepted = [
            _("Version {version} of receipt {receipt} was accepted.").format(
                version=each["version"] or "–", receipt=each["receipt"]
            )
            for each in versions
            if each["verdict"] == "accepted" and each["receipt"] != bundle["receipt"]
        ]
        looks = _("{who} looks at it").format(who=bundle["looked_at_by"]) if bundle["looked_at_by"] else ""
        self.facts.say("\n".join(filter(None, (f"{standing_name(bundle['verdict'])}. {received}", *accepted, looks))))

    def _list_problems(self, plan: PlanSeen) -> None:
        """By kind, each with its count, and a row for each place."""
        groups: dict[str, QTreeWidgetItem] = {}
        counts: dict[str, int] = {}
        for problem in sorted(plan.problems, key=lambda each: SEVERITIES.index(each["severity"])):
            check = problem["check"]
            counts[check] = counts.get(check, 0) + 1
            if check not in groups:
                said = f"{severity_name(problem['severity'])}: {problem['message']}"
                groups[check] = self.problems.row(None, None, said, "")
            place = (problem["kind"], problem["record"], problem["field"] or "") if problem["record"] else None
            row = self.problems.row(groups[check], place, problem["message"], "")
            row.setToolTip(0, tip("\n".join(filter(None, (problem["message"], problem["why"], problem["fix"])))))
        for check, group in groups.items():
            group.setText(1, ngettext("{count} place", "{count} places", counts[check]).format(count=counts[check]))
        if groups:
            self.problems.setCurrentItem(next(iter(groups.values())))

    def problem(self) -> tuple[tuple[str, str, str], str]:
        """The place and the words of the problem with the cursor; empty where none has it.

        Of a kind of problem it is the first place, and the words tell how many more there are.
        """
        item, more = self.problems.currentItem(), 0
        if item is None:
            return ("", "", ""), ""
        if (first := item.child(0)) is not None:
            item, more = first, item.childCount() - 1
        place, said = item.data(0, HELD), item.text(0)
        if more:
            said += "\n" + ngettext("and {count} place more", "and {count} places more", more).format(count=more)
        return tuple(place) if place else ("", "", ""), said

    def where(self, kind: str, field: str) -> str:
        """The labels of a place; of the whole plan that it is so."""
        return place_name(self._pack, kind, field) or _("the whole plan")
