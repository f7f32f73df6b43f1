"""The editor of a link to one record: search, pick, take from the catalogue, or add new."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from planner_desktop.draft import Record
from planner_desktop.draft.records.refusals import Refusal
from planner_desktop.entry.candidates import LinkFinder
from planner_desktop.entry.picking import Candidate
from planner_desktop.errors import ValueRefused
from planner_desktop.i18n import _, set_off
from planner_desktop.ui.fields.base import FieldEditor, Leaving
from planner_desktop.ui.fields.searching import give_up_search, keep_search
from planner_desktop.ui.kit.layouts import bare
from planner_desktop.ui.kit.look import tip
from planner_desktop.ui.kit.pick_line import PickLine
from planner_desktop.ui.session.session import Session
from planner_desktop.ui.session.taking_back import take_back_refused


class LinkEditor(FieldEditor):
    """A line that shows what is linked; typing searches, an emptied line takes the link away."""

    def __init__(self, session: Session, kind: str, field: str, parent: QWidget | None = None) -> None:
        super().__init__(session, kind, field)
        if parent is not None:
            self.setParent(parent)
        self.line = self.input = PickLine(LinkFinder(session.draft, self.spec.to or ""), self)
        self.line.picked.connect(self._pick)
        self.line.left_over.connect(self._left_over)
        leaving = Leaving(self.line)
        leaving.left.connect(self.store)
        leaving.escaped.connect(self._escaped)
        layout = bare(QHBoxLayout(self))
        layout.addWidget(self.line)

    def is_dirty(self) -> bool:
        return self.line.isModified()

    def show_record(self, record: Record) -> None:
        text = self.session.draft.shown(record, self.field)
        if self.line.text() != text or self.line.isUndoAvailable():
            self.line.setText(text)
            self.line.setCursorPosition(0)
        self.line.setToolTip(tip(text))
        self.line.setModified(False)

    def show_refused(self, refused: Refusal) -> None:
        if self.line.text() != refused.text:
            self.line.setText(refused.text)
            self.line.setModified(False)

    def store(self) -> None:
        if self.id is None or not self.line.isModified() or self.line.text().strip():
            return
        if self.refused() is not None:  # that is what was emptied, not the link
            self.line.setModified(False)
            take_back_refused(self.session, self.place())
            self.show_stored()
        else:
            self._set(None)

    def _escaped(self) -> None:
        if not self.line.is_open() and not self.session.uncover():
            if not self.is_dirty():
                take_back_refused(self.session, self.place())
            self.give_up()
            self.discard()

    def give_up(self) -> None:
        give_up_search(self, self.line)

    def _set(self, id: int | None) -> None:
        if self.id is not None:
            self.line.setModified(False)
            with self.session.trying():
                self.session.draft.set(self.kind, self.id, self.field, id)
                self.discard()

    def _pick(self, candidate: Candidate) -> None:
        draft = self.session.draft
        try:
            with self.session.trying(), draft.action(_("edit {label}").format(label=set_off(self.spec.label))):
                self._set(candidate.take())
            length = len(self.line.text())
            self.line.setSelection(length, -length)  # what is typed now chooses another one, and is not put before it
            self.done.emit()
        except ValueRefused as error:
            self.line.setModified(True)
            self.tell_error(error)

    def _left_over(self, text: str) -> None:
        keep_search(self, self.line)
