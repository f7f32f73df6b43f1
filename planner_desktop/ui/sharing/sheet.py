"""The sheet on which a plan is held against the results that another agency shares, and the ways to it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHeaderView, QTreeWidgetItem

from planner_desktop.i18n import _, ngettext
from planner_desktop.plans import shared_differences, sharing
from planner_desktop.thai.invisible import harmless
from planner_desktop.ui.kit.item_views import TreeWidget
from planner_desktop.ui.kit.look import Text, tip
from planner_desktop.ui.kit.sheet import Sheet
from planner_desktop.ui.session.folders import draft_folder
from planner_desktop.ui.session.session import leave_field

if TYPE_CHECKING:
    from planner_desktop.stopping import Job
    from planner_desktop.ui.session.shell import Shell

_PLACE = Qt.ItemDataRole.UserRole


def ask_export(shell: Shell) -> None:
    """Ask where to write the results that this plan shares with others."""
    leave_field()
    draft = shell.session.draft
    near = (draft.path or Path.home() / "plan").with_suffix(sharing.SUFFIX)
    kinds = _("Shared results (*{suffix})").format(suffix=sharing.SUFFIX)
    path, _filter = QFileDialog.getSaveFileName(
        shell.frame, _("Give shared results to other agencies"), str(near), kinds
    )
    if path:
        export(shell, Path(path if path.lower().endswith(sharing.SUFFIX) else f"{path}{sharing.SUFFIX}"))


def export(shell: Shell, path: Path) -> None:
    """Write them, and say how many they are."""

    def prepare() -> Job:
        snapshot = shell.session.draft.snapshot()

        def job(_progress: object, _cancelled: object) -> int:
            with snapshot as draft:
                return sharing.write(draft, path)

        return job

    def told(count: int) -> None:
        said = ngettext("{count} result was written: {path}", "{count} results were written: {path}", count)
        shell.bar.show_written(said.format(count=count, path=path), path.parent, _("Open folder"))

    shell.run(_("Writing {name}…").format(name=path.name), prepare, told)


def ask_compare(shell: Shell) -> None:
    """Ask which file another agency gave, then show where the two plans differ."""
    leave_field()
    kinds = _("Shared results (*{suffix})").format(suffix=sharing.SUFFIX)
    near = str(draft_folder(shell.session.draft))
    path, _filter = QFileDialog.getOpenFileName(
        shell.frame, _("Compare shared results with another agency"), near, kinds
    )
    if path:
        compare(shell, Path(path))


def compare(shell: Shell, path: Path) -> None:
    """Hold the plan against what another agency shares, and show where they differ."""

    def prepare() -> Job:
        snapshot = shell.session.draft.snapshot()

        def job(_progress: object, _cancelled: object) -> tuple[sharing.Shared, shared_differences.HeldTogether]:
            with snapshot as draft:
                theirs = sharing.read(path)
                return theirs, shared_differences.hold_together(draft, theirs)

        return job

    shell.run(_("Reading {name}…").format(name=path.name), prepare, lambda found: SharedSheet(shell, *found).show())


class SharedSheet(Sheet):
    """Each result in which two plans differ, with what each says; it leads to the record, and changes nothing."""

    manual = "shared-results"

    def __init__(self, shell: Shell, theirs: sharing.Shared, found: shared_differences.HeldTogether) -> None:
        super().__init__(
            shell.frame,
            _("Shared results: {agency}").format(agency=harmless(theirs.agency)),
            _("Where this plan and theirs differ. Nothing is changed here: agree with them, then mend whose is wrong."),
        )
        self.shell = shell
        told = [harmless(f"{theirs.agency}: {theirs.plan_said}"), found.said]
        if not theirs.complete:
            told.append(shared_differences.incomplete_said())
        self.body.addWidget(Text("\n".join(told), "guide"))
        self.list = TreeWidget()
        self.list.setAccessibleName(_("Differences"))
        self.list.setHeaderLabels([_("Result"), _("In this plan"), harmless(theirs.agency)])
        for column in range(3):
            self.list.header().setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self._fill(found.differences)
        self.button = self.add_button(_("Go to the record"), lambda: self._go(self.list.currentItem()), first=True)
        self.button.setEnabled(False)
        self.list.itemActivated.connect(lambda row, _column: self._go(row))
        self.list.currentItemChanged.connect(lambda row, _before: self.button.setEnabled(self._place(row) is not None))
        self.body.addWidget(self.list, 1)
        self.take_room(50, 28)
        if first := self.list.topLevelItem(0):
            self.list.setCurrentItem(first)
        self.list.setFocus()

    def _fill(self, found: Iterable[shared_differences.SharedDifference]) -> None:
        results: dict[str, QTreeWidgetItem] = {}
        for each in found:
            if each.key not in results:
                results[each.key] = above = QTreeWidgetItem([harmless(each.title)])
                self.list.addTopLevelItem(above)
                above.setFirstColumnSpanned(True)
                above.setToolTip(0, tip(each.title))
                above.setData(0, _PLACE, (each.kind, each.record) if each.record else None)
            said = [harmless(text) or "–" for text in (each.ours, each.theirs)]
            row = QTreeWidgetItem([shared_differences.field_name(each.field), *said])
            row.setData(0, _PLACE, (each.kind, each.record) if each.record else None)
            for column, text in ((1, each.ours), (2, each.theirs)):
                row.setToolTip(column, tip(text))
            results[each.key].addChild(row)
        self.list.expandAll()

    def _place(self, row: QTreeWidgetItem | None) -> tuple[str, int] | None:
        place: tuple[str, int] | None = row.data(0, _PLACE) if row is not None else None
        return place

    def _go(self, row: QTreeWidgetItem | None) -> None:
        if place := self._place(row):
            kind, record = place
            fields = self.shell.session.draft.spec(kind).fields
            self.shell.show_record(kind, record, "name" if "name" in fields else next(iter(fields)))
