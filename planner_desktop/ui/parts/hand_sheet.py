"""The sheet that hands a part of the plan out: to which division, what of the plan it fills, and until when."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QFileDialog, QGridLayout, QLineEdit, QTreeWidgetItem

from planner_desktop import file_names
from planner_desktop.draft.file import identity
from planner_desktop.draft.parts import handing
from planner_desktop.draft.parts.handing import SUFFIX, Made, Wanted
from planner_desktop.draft.parts.listing import given_in_words
from planner_desktop.draft.records.handed_parts import Given
from planner_desktop.errors import PlannerError
from planner_desktop.i18n import _, ngettext
from planner_desktop.stopping import Cancelled, Progress
from planner_desktop.thai.dates import parse_date
from planner_desktop.thai.invisible import harmless
from planner_desktop.ui.kit.drop_down import DropDown
from planner_desktop.ui.kit.item_views import TreeWidget
from planner_desktop.ui.kit.look import Text, brief, tip
from planner_desktop.ui.kit.progress_row import ProgressRow
from planner_desktop.ui.kit.sheet import Sheet
from planner_desktop.ui.session.folders import draft_folder
from planner_desktop.ui.session.session import leave_field

if TYPE_CHECKING:
    from planner_desktop.ui.session.shell import Shell

WHAT = Qt.ItemDataRole.UserRole
"""Of an item: a section's id, or a record's kind and uid; nothing of a group."""
TICKED, NOT_TICKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked
BOOK = ".xlsx"


class GivenTree(TreeWidget):
    """What of the plan a division may fill: its own records and whole sections, each with a box to tick."""

    def __init__(self) -> None:
        super().__init__()
        self.setColumnCount(2)
        self.setHeaderLabels([_("What may be filled"), _("How many")])
        self.setAccessibleName(_("What may be filled"))
        self.setUniformRowHeights(True)
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(0, self.header().ResizeMode.Stretch)

    def offer(self, shell: Shell, given: Given) -> None:
        """Offer the records that have to do with the division, ticked, and all sections."""
        draft = shell.session.draft
        self.clear()
        groups: dict[str, list[tuple[str, str]]] = {}
        for kind, uid in given.records:
            id = draft.id_of(kind, uid)
            if id is not None:
                groups.setdefault(kind, []).append((uid, draft.title(kind, id)))
        for kind, records in groups.items():
            group = self._item(self.invisibleRootItem(), draft.spec(kind).label, None, ticked=True)
            for uid, title in records:
                self._item(group, title, (kind, uid), ticked=True)
            group.setText(1, str(len(records)))
            group.setExpanded(len(records) < 8)
        sections = self._item(self.invisibleRootItem(), _("Whole sections"), None, ticked=False)
        for section in shell.session.in_use.sections:
            if section.screen:
                item = self._item(sections, section.title, section.id, ticked=False)
                counted = handing.counts(draft, Given((section.id,)))
                item.setText(1, str(sum(counted.values()) or ""))
        sections.setExpanded(not groups)
        self.setCurrentItem(self.topLevelItem(0) or self.invisibleRootItem())

    @staticmethod
    def _item(above: QTreeWidgetItem, text: str, what: object, *, ticked: bool) -> QTreeWidgetItem:
        item = QTreeWidgetItem([harmless(brief(text)), ""])
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsAutoTristate)
        item.setCheckState(0, TICKED if ticked else NOT_TICKED)
        item.setData(0, WHAT, what)
        item.setToolTip(0, tip(text))
        above.addChild(item)
        return item

    def given(self, new: tuple[str, ...]) -> Given:
        """What is ticked; of the kinds in `new` more may be added where records of them are."""
        found = [item.data(0, WHAT) for item in self._items() if item.checkState(0) == TICKED]
        records = tuple((str(each[0]), str(each[1])) for each in found if isinstance(each, list | tuple))
        kinds = {kind for kind, _uid in records}
        return Given(
            tuple(each for each in found if isinstance(each, str)), records, tuple(n for n in new if n in kinds)
        )

    def _items(self) -> list[QTreeWidgetItem]:
        groups = [self.topLevelItem(n) for n in range(self.topLevelItemCount())]
        return [child for group in groups if group for n in range(group.childCount()) if (child := group.child(n))]


class HandSheet(Sheet):
    """Choose a division and what it fills, then where the part's file goes."""

    manual = "parts"

    def __init__(self, shell: Shell) -> None:
        super().__init__(
            shell.frame,
            _("Hand a part out to a division"),
            _(
                "The division gets one file. It reads the whole plan in it, and changes only what is ticked here. Your "
                "history and notes stay here."
            ),
        )
        self.shell, self.draft = shell, shell.session.draft
        self.division = DropDown()
        self._divisions = handing.divisions(self.draft)
        for id, title in self._divisions.items():
            self.division.addItem(harmless(title), id)
        self.name = QLineEdit()
        self.add_field(_("Division"), self.division if self._divisions else self.name)
        self.tree = GivenTree()
        self.body.addWidget(self.tree, 1)
        self.summary = Text("", "muted")
        self.body.addWidget(self.summary)
        self.person, self.deadline, self.note = QLineEdit(), QLineEdit(), QLineEdit()
        self.deadline.setPlaceholderText(_("such as 31/10/2567"))
        beside = QGridLayout()
        beside.setColumnStretch(2, 2)
        labels = (_("Who there shall fill it"), _("Wanted by"), _("What the division shall know"))
        for n, (label, field) in enumerate(zip(labels, (self.person, self.deadline, self.note), strict=True)):
            text = Text(label, "label")
            text.setBuddy(field)
            field.setAccessibleName(label)
            beside.addWidget(text, 0, n)
            beside.addWidget(field, 1, n)
        self.body.addLayout(beside)
        self.as_workbook = QCheckBox(_("Also as a workbook, for who has Excel alone"))
        self.body.addWidget(self.as_workbook)
        self.trouble = Text("", "problem")
        self.body.addWidget(self.trouble)
        self.progress = ProgressRow()
        self.body.addWidget(self.progress)
        self.go_button = self.add_button(_("Choose where to save…"), self.ask_where, first=True)
        self.tree.itemChanged.connect(self._say_what)
        self.division.currentIndexChanged.connect(self._offer)
        self._offer()
        self.take_room(44, 34)

    @property
    def chosen(self) -> str:
        """The division's name, or what was typed where the plan has none."""
        if self._divisions:
            return self._divisions[self.division.currentData()]
        return " ".join(self.name.text().split())

    def _linked(self) -> Given:
        id = self.division.currentData() if self._divisions else None
        return handing.of_division(self.draft, id) if id is not None else Given()

    def _offer(self) -> None:
        self.tree.blockSignals(True)
        self.tree.offer(self.shell, self._linked())
        self.tree.blockSignals(False)
        self._say_what()

    def given(self) -> Given:
        """What is ticked."""
        return self.tree.given(self._linked().new)

    def _say_what(self) -> None:
        given = self.given()
        said = given_in_words(self.draft, given)
        self.go_button.setEnabled(bool(said))
        self.summary.say(said or _("Nothing is ticked: there would be nothing to fill."))

    def wanted(self) -> Wanted:
        """The part as it is asked for here. Raises PlannerError where the day is none."""
        due = parse_date(self.deadline.text()).isoformat() if self.deadline.text().strip() else ""
        own = self.draft.pack.edition.divisions or ""
        uid = self.draft.uid(own, self.division.currentData()) if self._divisions else ""
        return Wanted(
            self.chosen, uid, self.given(), self.person.text().strip(), due, " ".join(self.note.text().split())
        )

    def ask_where(self) -> None:
        """Ask for the part's file, then write it."""
        try:
            wanted = self.wanted()
        except PlannerError as error:
            self.trouble.say(str(error))
            self.deadline.setFocus()
            return
        if not wanted.division:
            self.trouble.say(_("Say which division it is for."))
            self.name.setFocus()
            return
        self.trouble.say("")
        near = draft_folder(self.draft) / file_names.safe(f"{wanted.division.rstrip('.')}{SUFFIX}")
        kinds = _("Part of a plan (*{suffix})").format(suffix=SUFFIX)
        path, _filter = QFileDialog.getSaveFileName(self, self.title.said(), str(near), kinds)
        if path:
            self.write(Path(path if path.lower().endswith(SUFFIX) else path + SUFFIX), wanted)

    def write(self, path: Path, wanted: Wanted) -> None:
        """Write the part in a thread, then keep in the plan that it was handed out."""
        leave_field()
        with self.shell.session.trying():
            origin, by, snapshot = identity.draft_id(self.draft), self.draft.author, self.draft.snapshot()
            book = path.with_suffix(BOOK) if self.as_workbook.isChecked() else None

            def job(_progress: Progress, _cancelled: Cancelled) -> Made:
                with snapshot:
                    made = handing.write(snapshot, path, wanted, origin=origin, by=by)
                if book is not None:
                    from planner_desktop.spreadsheet.part import write_part  # few want one

                    try:
                        write_part(path, book)
                    except PlannerError:
                        handing.drop(made)
                        raise
                return made

            failed = self.trouble.say
            self.progress.run(_("Writing the part…"), job, self._made, lambda error: failed(str(error)), handing.drop)

    def _made(self, made: Made) -> None:
        try:
            handing.keep(self.draft, made)
        except PlannerError as error:
            self.trouble.say(str(error))
            return
        many = sum(handing.counts(self.draft, made.part.given).values())
        said = ngettext(
            "The part of {division} is written: {count} record to fill. Give them the file {name}.",
            "The part of {division} is written: {count} records to fill. Give them the file {name}.",
            many,
        ).format(division=made.part.division, count=many, name=self._names(made))
        self.shell.bar.show_written(said, made.path.parent, _("Open folder"))
        self.close()

    def _names(self, made: Made) -> str:
        name = made.path.name
        book = made.path.with_suffix(BOOK).name
        return _("{part} or {book}").format(part=name, book=book) if self.as_workbook.isChecked() else name

    def finish(self) -> None:
        self.progress.worker.stop()
