"""A computed field in a form: what is worked out stands there to be read and copied."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from planner_desktop.draft import Record
from planner_desktop.errors import QueryError
from planner_desktop.ui.fields.base import FieldEditor
from planner_desktop.ui.kit.layouts import bare
from planner_desktop.ui.kit.look import Text
from planner_desktop.ui.session.read_only import SELECTABLE
from planner_desktop.ui.session.session import Session


class ComputedShown(FieldEditor):
    """Shows the value as it is after each edit; where it cannot be worked out, why."""

    def __init__(self, session: Session, kind: str, field: str) -> None:
        super().__init__(session, kind, field)
        self.text = Text("", "", self)
        self.text.setTextInteractionFlags(SELECTABLE)
        self.text.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.input = self.text
        column = bare(QVBoxLayout(self))
        column.addWidget(self.text)

    def show_record(self, record: Record) -> None:
        try:
            said = self.session.draft.shown(record, self.field) or "–"
        except QueryError as error:
            self.tell_error(error)
            return
        if said != self.text.said():
            self.text.say(said)
