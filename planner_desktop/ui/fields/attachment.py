"""The editor of an attached file."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton

from planner_desktop.draft import Record
from planner_desktop.i18n import _, set_off
from planner_desktop.ui.fields.base import FieldEditor
from planner_desktop.ui.kit.layouts import bare
from planner_desktop.ui.kit.look import Text
from planner_desktop.ui.session.folders import draft_folder
from planner_desktop.ui.session.session import Session


class FileEditor(FieldEditor):
    """The file's name with buttons to attach and to remove. The file itself is copied into the draft."""

    def __init__(self, session: Session, kind: str, field: str) -> None:
        super().__init__(session, kind, field)
        self.name = Text()
        self.button = self.input = QPushButton(_("Attach file…"))
        self.button.clicked.connect(self._ask)
        self.remove_button = QPushButton(_("Remove"))
        self.remove_button.clicked.connect(self.remove)
        layout = bare(QHBoxLayout(self))
        layout.addWidget(self.name, 1)
        layout.addWidget(self.button)
        layout.addWidget(self.remove_button)

    def show_record(self, record: Record) -> None:
        name = self.session.draft.shown(record, self.field)
        self.name.say(name or _("(no file)"))
        self.remove_button.setVisible(bool(name))

    def _ask(self) -> None:
        path, _filter = QFileDialog.getOpenFileName(
            self.window(), _("Attach file"), str(draft_folder(self.session.draft))
        )
        if path:
            self.attach(Path(path))

    def attach(self, path: Path) -> None:
        """Keep a copy of the file in the draft and name it here."""
        if self.id is not None:
            with (
                self.session.trying(),
                self.session.draft.action(_("edit {label}").format(label=set_off(self.spec.label))),
            ):
                self.session.draft.set(self.kind, self.id, self.field, self.session.draft.attach(path))

    def remove(self) -> None:
        """Name no file here any more."""
        if self.id is not None:
            with self.session.trying():
                self.session.draft.set(self.kind, self.id, self.field, None)
