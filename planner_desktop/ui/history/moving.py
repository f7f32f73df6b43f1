"""Moving the plan to another edition: what maps, what is new, what has no place; and the list of that afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QTreeWidgetItem, QWidget

from planner_desktop.draft.plan.carrying import Left
from planner_desktop.draft.plan.moving import MovePlan, move, plan_move
from planner_desktop.draft.plan.old_years import OldYear, YearKey
from planner_desktop.formpack import FormPack
from planner_desktop.formpack.editions import edition_pack, editions
from planner_desktop.i18n import _
from planner_desktop.stopping import Job
from planner_desktop.ui.history.files import ask_new_draft, free_name
from planner_desktop.ui.kit.drop_down import DropDown
from planner_desktop.ui.kit.item_views import TreeWidget
from planner_desktop.ui.kit.look import tip
from planner_desktop.ui.kit.progress_row import ProgressRow
from planner_desktop.ui.kit.sheet import Sheet

if TYPE_CHECKING:
    from planner_desktop.ui.session.shell import Shell

BEFORE_A_YEAR = 24
"""So many letters are shown before the year in a text."""


class PlanTree(TreeWidget):
    """What has no place, begins anew or is to be reviewed, is new, goes over, and names old years, to be ticked."""

    def __init__(self) -> None:
        super().__init__()
        self._asked: list[tuple[OldYear, QTreeWidgetItem]] = []
        self.setColumnCount(3)
        self.setHeaderLabels([_("What"), _("Text or fields"), _("Why or how many")])
        self.setAccessibleName(_("What moving does"))
        self.setUniformRowHeights(True)
        self.setStyleSheet("QTreeWidget::item { padding: 3px 0; }")
        self.header().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)

    def show_plan(self, plan: MovePlan, to: FormPack) -> None:
        """Show what a move would do."""
        self.clear()
        self._asked = []
        if plan.no_place or not plan.cleared:
            self.add_left(plan.no_place)
        self._add_yearly(plan)
        if plan.years:
            self._ask_years(plan.years)
        new = [(" – ".join(filter(None, (each.record, each.field))), "", _("is empty")) for each in plan.new]
        self._group(_("New in the edition ({count})"), new, opened=False)
        maps = [
            (
                moved.label,
                ", ".join(to.records[moved.kind].fields[field].label for field in moved.fields),
                str(moved.records),
            )
            for moved in plan.maps
        ]
        self._group(_("Goes over ({count})"), maps, opened=False)

    def _add_yearly(self, plan: MovePlan) -> None:
        """Show what begins anew with the year and what is marked to be reviewed."""
        if plan.cleared:
            self._group(_("Begins anew; the old plan still holds it ({count})"), _left_rows(plan.cleared), opened=False)
        rows = [(each.record, each.field or _("the record itself"), str(each.count)) for each in plan.reviews]
        if rows:
            self._group(_("Goes over and is marked to be reviewed ({count})"), rows, opened=False)

    def _ask_years(self, years: Sequence[OldYear]) -> None:
        rows = [
            (": ".join(filter(None, (each.record, each.title))), f"{each.field}: {old}", new)
            for each in years
            for old, new in [_near_the_year(each)]
        ]
        group = self._group(_("Names the year before; tick what shall read as on the right ({count})"), rows)
        group.setFlags(group.flags() | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsAutoTristate)
        group.setCheckState(0, Qt.CheckState.Unchecked)  # ticks all below it
        self._asked = [(each, item) for n, each in enumerate(years) if (item := group.child(n))]
        for _each, item in self._asked:
            item.setCheckState(0, Qt.CheckState.Unchecked)

    def wanted(self) -> set[YearKey]:
        """The texts that were ticked to name the new year."""
        return {each.key for each, item in self._asked if item.checkState(0) == Qt.CheckState.Checked}

    def add_left(self, left: Sequence[Left]) -> None:
        """Show what has no place."""
        self._group(self.left_head(), _left_rows(left))

    def show_left(self, left: Sequence[Left]) -> None:
        """Show what had no place, and what began anew with the year."""
        if any(not each.cleared for each in left):
            self.add_left([each for each in left if not each.cleared])
        if cleared := [each for each in left if each.cleared]:
            self._group(_("Began anew; the old plan still holds it ({count})"), _left_rows(cleared))

    def left_head(self) -> str:
        """What is said of that which has no place."""
        return _("Has no place in the edition; it stays in this draft and in a list in the new one ({count})")

    def add_changes(self, head: str, rows: Sequence[tuple[str, str, str]]) -> None:
        """Show what is other above all but what has no place."""
        group = self._group(head, rows)
        first = self.topLevelItem(0)
        below = int(first is not None and first.childCount() > 0)
        self.insertTopLevelItem(below, self.takeTopLevelItem(self.topLevelItemCount() - 1) or group)
        group.setFirstColumnSpanned(True)
        group.setExpanded(True)

    def _group(self, head: str, rows: Sequence[tuple[str, str, str]], *, opened: bool = True) -> QTreeWidgetItem:
        group = QTreeWidgetItem(self, [head.format(count=len(rows))])
        group.setFirstColumnSpanned(True)
        for row in rows:
            item = QTreeWidgetItem(group, [" ".join(text.split()) for text in row])
            for column, text in enumerate(row):
                item.setToolTip(column, tip(text))
        group.setExpanded(opened)
        return group


def _near_the_year(each: OldYear) -> tuple[str, str]:
    """Both texts of a year from shortly before it, so that it is seen in a narrow column."""
    at = next((n for n, (old, new) in enumerate(zip(each.text, each.offered, strict=False)) if old != new), 0)
    start = max(0, at - BEFORE_A_YEAR)
    if start == 0:
        return each.text, each.offered
    return f"…{each.text[start:]}", f"…{each.offered[start:]}"


def _left_rows(left: Sequence[Left]) -> list[tuple[str, str, str]]:
    return [
        (
            ": ".join(filter(None, (each.record, each.title))),
            " – ".join(filter(None, (each.field, each.value))),
            each.why,
        )
        for each in left
    ]


class MoveSheet(Sheet):
    """Choose an edition, see what moving does, and make the new draft. This one stays as it is.

    `to` is the edition to look at first; without it another than the draft's own.
    """

    manual = "states"

    def __init__(self, shell: Shell, to: str = "") -> None:
        super().__init__(
            shell.frame,
            _("Move to another edition"),
            _("A new draft is made in the chosen edition. This one stays as it is, so to go back is to open it."),
        )
        self.shell, self.draft = shell, shell.session.draft
        self.pack: FormPack | None = None
        self.edition = DropDown()
        for each in editions():
            self.edition.addItem(each.title, each.id)
        self.add_field(_("Edition of the template"), self.edition)
        self.tree = PlanTree()
        self.body.addWidget(self.tree, 1)
        self.progress = ProgressRow()
        self.body.addWidget(self.progress)
        self.move_button = self.add_button(_("Make the new draft…"), self.ask_move, first=True)
        offered: list[str] = [self.edition.itemData(n) for n in range(self.edition.count())]
        first = next((n for n, id in enumerate(offered) if (id == to if to else id != self.draft.pack.edition.id)), 0)
        self.edition.setCurrentIndex(first)
        self.edition.currentIndexChanged.connect(self.look)
        self.take_room(48, 30)
        self.look()

    def look(self) -> None:
        """Find out what moving to the chosen edition does, in a thread."""
        self.move_button.setEnabled(False)
        snapshot, id = self.draft.snapshot(), self.edition.currentData()

        def job(_progress: object, _cancelled: object) -> tuple[FormPack, MovePlan]:
            with snapshot:
                pack = edition_pack(id)
                return pack, plan_move(snapshot, pack)

        self.progress.leave()  # it looks at an edition that was chosen before
        said = _("Looking at what moving does…")
        self.progress.run(said, job, self._planned, lambda error: self.guide.say(str(error)))

    def _planned(self, found: tuple[FormPack, MovePlan]) -> None:
        self.pack, plan = found
        self.tree.show_plan(plan, self.pack)
        self.move_button.setEnabled(True)

    def ask_move(self) -> None:
        """Ask for a name and make the new draft there."""
        if self.pack is None:
            return
        near = free_name(self.draft.path or Path.home() / "plan", str(self.pack.edition.year))
        target = ask_new_draft(self, _("Make the new draft"), near)
        if target is not None:
            self.make(target)

    def make(self, target: Path) -> None:
        """Make the new draft in a thread, and open it."""
        draft, pack = self.draft, self.pack
        wanted = self.tree.wanted()
        assert pack is not None

        def prepare() -> Job:
            snapshot = draft.snapshot()

            def job(_progress: object, _cancelled: object) -> Path:
                with snapshot:
                    move(snapshot, pack, target, wanted).close()
                return target

            return job

        self.shell.run(_("Moving the plan…"), prepare, self.shell.open)
        self.close()

    def finish(self) -> None:
        self.progress.worker.stop()


class LeftSheet(Sheet):
    """What had no place when the plan was moved to this edition."""

    manual = "states"

    def __init__(self, parent: QWidget, left: Sequence[Left]) -> None:
        super().__init__(
            parent,
            _("What had no place in this edition"),
            _("The draft that the plan was moved from still holds all of it."),
        )
        self.tree = PlanTree()
        self.tree.show_left(left)
        self.body.addWidget(self.tree, 1)
        self.take_room(48, 27)
