"""The chosen record of a table as a form beside it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from planner_desktop.formpack.model import TablePart
from planner_desktop.i18n import _
from planner_desktop.ui.form import RecordForm
from planner_desktop.ui.look import Text
from planner_desktop.ui.session import Session


class Detail(QScrollArea):
    """A record with all its fields, scrolled where it is higher than its place."""

    def __init__(self, session: Session, part: TablePart) -> None:
        super().__init__()
        self.session, self.kind = session, part.table
        self.title = Text("", "heading")
        self.form = RecordForm(session, part.table)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(14, 0, 10, 10)
        layout.addWidget(self.title)
        layout.addWidget(self.form, 1)
        self.setWidget(inside)

    def show_record(self, id: int | None) -> None:
        """Show another record, or its new title; None where no row is chosen."""
        if id != self.form.id:
            self.form.load(id) if id is not None else self.form.forget()
        self.title.say(self.session.draft.title(self.kind, id) if id is not None else _("No row chosen"))
