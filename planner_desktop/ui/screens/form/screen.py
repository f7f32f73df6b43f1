"""The form of a record of which there is one."""

from PySide6.QtWidgets import QWidget

from planner_desktop.formpack.screen_parts import FormPart
from planner_desktop.ui.screens.form.record_form import RecordForm
from planner_desktop.ui.screens.part import PartScreen
from planner_desktop.ui.session.session import Session


class FormScreen(PartScreen):
    """A single record's fields."""

    fills = False

    def __init__(self, session: Session, part: FormPart, parent: QWidget | None = None) -> None:
        super().__init__(session, part, parent)
        self.form = RecordForm(session, part.form, part.fields, self)
        self.form.load(session.draft.ids(part.form)[0])
        self.body.addWidget(self.form)

    def go_to(self, kind: str, id: int | None, field: str | None) -> bool:
        if kind != self.form.kind or (field is not None and field not in self.form.rows):
            return False
        self.form.go_to(field)
        return True

    def start(self) -> None:
        self.form.go_to(None)


SCREEN = FormScreen
"""What `build` shows."""
