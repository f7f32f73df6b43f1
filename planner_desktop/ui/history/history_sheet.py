"""The history of the draft: who changed what and when, what stood before, and bringing it back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QSplitter,
)

from planner_desktop.draft import Draft
from planner_desktop.draft.file.author import author_name, set_author_name
from planner_desktop.draft.history import restoring, sources
from planner_desktop.draft.history.changes import Change
from planner_desktop.draft.records.records import Place
from planner_desktop.i18n import _
from planner_desktop.ui.history.history_model import HistoryModel, HistoryScope
from planner_desktop.ui.kit.drop_down import DropDown
from planner_desktop.ui.kit.item_views import TableView
from planner_desktop.ui.kit.look import Text, brief
from planner_desktop.ui.kit.sheet import Sheet
from planner_desktop.ui.kit.side_by_side import TwoTexts
from planner_desktop.ui.kit.timers import single_shot
from planner_desktop.ui.session.follow import follow

if TYPE_CHECKING:
    from planner_desktop.draft.history.sources import Source
    from planner_desktop.ui.history.other_states import OtherStates
    from planner_desktop.ui.session.shell import Shell

AGAIN_MS = 300  # after a change of the draft


def scopes(draft: Draft, section: str, place: Place | None) -> list[HistoryScope]:
    """Whose history may be looked at from where the officer is, the widest first."""
    found = [
        HistoryScope(_("The whole plan")),
        HistoryScope(_("Section “{name}”").format(name=draft.pack.section(section).title), section=section),
    ]
    if place is not None and draft.ids(place[0], where={"id": place[1]}):
        kind, id, field = place
        spec = draft.spec(kind)
        name = spec.label if spec.single else f"{spec.label}: {draft.title(kind, id)}"
        found.append(HistoryScope(_("Record “{name}”").format(name=brief(name)), kind, id))
        if field:
            found.append(HistoryScope(_("Field “{name}”").format(name=spec.fields[field].label), kind, id, field))
    return found


class HistorySheet(Sheet):
    """A list of changes; the chosen one is shown below with what can be done about it."""

    manual = "history"

    def __init__(self, shell: Shell, states: OtherStates, scopes: list[HistoryScope], chosen: int = 0) -> None:
        super().__init__(shell.frame, _("History"))
        self.shell, self.states = shell, states
        self.session, self.draft = shell.session, shell.session.draft
        self.model = HistoryModel(self.draft)
        self.model.setParent(self)
        self.body.addLayout(self._top(scopes))
        self.table = TableView()
        self.table.setModel(self.model)
        self.table.setAccessibleName(_("History"))
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setTabKeyNavigation(False)
        self.table.setWordWrap(False)
        self.table.verticalHeader().hide()
        line = self.fontMetrics().lineSpacing()
        self.table.verticalHeader().setDefaultSectionSize(line * 3 // 2)
        header = self.table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for column, width in enumerate((8, 6, 10)):
            header.resizeSection(column, width * line)
        header.setStretchLastSection(True)
        self.texts = TwoTexts(_("Before"), _("After"))
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.addWidget(self.table)
        split.addWidget(self.texts)
        split.setSizes([350, 170])
        self.body.addWidget(split, 1)
        self.go_button = self.add_button(_("Go to the field"), self.go)
        self.compare_button = self.add_button(_("Compare the plan with then"), self.compare)
        self.before_button = self.add_button(_("Bring back what was before"), self.bring_before)
        self.after_button = self.add_button(_("Bring back what was after"), self.bring_after)
        self.table.selectionModel().currentRowChanged.connect(self._show)
        self._again = single_shot(self, self._look, AGAIN_MS)
        follow(self, self.session, None, self._again.start)
        self.scope.setCurrentIndex(chosen)
        self.scope.currentIndexChanged.connect(self._look)
        self.take_room(51, 31)
        self._look()
        self.table.setFocus()

    def _top(self, scopes: list[HistoryScope]) -> QHBoxLayout:
        row = QHBoxLayout()
        self.scope = DropDown()
        self.scope.setAccessibleName(_("History of what"))
        for scope in scopes:
            self.scope.addItem(scope.name, scope)
        self.scope.setMinimumWidth(380)
        row.addWidget(self.scope, 1)
        row.addSpacing(20)
        label = Text(_("Your name in the history"), "label")
        label.setWordWrap(False)
        self.author = QLineEdit(author_name())
        self.author.setAccessibleName(_("Your name in the history"))
        self.author.setMaximumWidth(220)
        self.author.editingFinished.connect(self._name_author)
        label.setBuddy(self.author)
        row.addWidget(label)
        row.addWidget(self.author)
        return row

    def _name_author(self) -> None:
        with self.session.trying():
            set_author_name(self.author.text())
            self.draft.author = author_name()
            self.author.setText(author_name())

    # ------------------------------------------------------------ the list

    def _look(self) -> None:
        scope = self.scope.currentData()
        kept = self.chosen()
        self.model.show_scope(scope)
        at = self.model.rows.index(kept) if kept in self.model.rows else 0
        if self.model.rows:
            self.table.setCurrentIndex(self.model.index(at, 0))
        self._show()
        self.guide.say("" if self.model.rows else _("Nothing was changed here yet."))

    def chosen(self) -> Change | None:
        """The chosen change."""
        row = self.table.currentIndex().row()
        return self.model.rows[row] if 0 <= row < len(self.model.rows) else None

    def _show(self, _new: QModelIndex | None = None, _old: QModelIndex | None = None) -> None:
        change = self.chosen()
        writable = self.session.writable()
        self.compare_button.setEnabled(change is not None)
        kind, what = (change.kind, change.what) if change is not None else ("", "edition")  # which undo takes back
        is_there = change is not None and kind != "" and bool(self.draft.ids(kind, where={"id": change.id}))
        self.go_button.setEnabled(is_there)
        self.before_button.setEnabled(writable and what not in ("added", "edition", "accepted"))
        self.after_button.setEnabled(writable and change is not None and change.what in ("added", "changed", "refused"))
        if change is None:
            self.texts.show_texts("", "")
        else:
            self.texts.show_change(change.what, change.title, change.before, change.after)

    # ------------------------------------------------------------ what can be done

    def go(self) -> None:
        """Show the field in the draft's window."""
        change = self.chosen()
        if change is not None:
            self.shell.show_record(change.kind, change.id, change.field)

    def compare(self) -> None:
        """Compare the draft with what it was after the chosen change."""
        change = self.chosen()
        if change is not None:
            self.states.compare(sources.after(change))

    def bring_before(self) -> None:
        """Make the field or record what it was before the change."""
        self._bring(sources.before)

    def bring_after(self) -> None:
        """Make the field or record what the change made it."""
        self._bring(sources.after)

    def _bring(self, moment: Callable[[Change], Source]) -> None:
        change, draft = self.chosen(), self.draft
        if change is not None:
            self.states.bring_back(moment(change), lambda old: restoring.restore_change(draft, old, change))

    def finish(self) -> None:
        self._again.stop()
