"""A record's fields one under another, each with its label, help, editor, and what is wrong with it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from planner_desktop.i18n import _
from planner_desktop.ui.editors import FieldEditor, editor_for
from planner_desktop.ui.look import Text
from planner_desktop.ui.session import Session

WIDTH = 780
"""Lines longer than this are hard to read."""


class FieldRow(QWidget):
    """One field in a form."""

    def __init__(self, session: Session, kind: str, field: str) -> None:
        super().__init__()
        self.editor = editor_for(session, kind, field)
        spec = self.editor.spec
        said = _("{label} (required)").format(label=spec.label) if spec.required else spec.label
        self.editor.input.setAccessibleName(said)
        self.editor.input.setAccessibleDescription(spec.help)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        if spec.type != "yes_no":  # a box to tick carries its label itself
            label = Text(f"{spec.label} *" if spec.required else spec.label, "label")
            label.setAccessibleName(said)
            label.setBuddy(self.editor.input)
            if spec.required:
                label.setToolTip(_("A finished plan needs this field."))
            layout.addWidget(label)
        if spec.help:
            layout.addWidget(Text(spec.help, "muted"))
        layout.addWidget(self.editor)
        self.message = Text("", "problem")
        layout.addWidget(self.message)
        self.editor.problem.connect(self.message.say)


class RecordForm(QWidget):
    """All fields of one record, or those named."""

    loaded = Signal()

    def __init__(self, session: Session, kind: str, fields: Sequence[str] = ()) -> None:
        super().__init__()
        self.session, self.kind = session, kind
        self.id: int | None = None
        self.rows: dict[str, FieldRow] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(14)
        for field in fields or session.draft.spec(kind).fields:
            self.rows[field] = row = FieldRow(session, kind, field)
            layout.addWidget(row)
        layout.addStretch(1)
        self.setMaximumWidth(WIDTH)
        session.changed.connect(self.refresh)

    def editor(self, field: str) -> FieldEditor:
        """The editor of a field."""
        return self.rows[field].editor

    def load(self, id: int | None) -> None:
        """Show another record; None where there is none to show."""
        self.id = id
        self.setEnabled(id is not None)
        if id is not None:
            for row in self.rows.values():
                row.editor.load(id)
        self.loaded.emit()

    def refresh(self) -> None:
        """Show what the draft holds now, except where something is being typed."""
        if self.id is None:
            return
        if self.id not in self.session.draft.ids(self.kind):
            self.forget()
            return
        for row in self.rows.values():
            row.editor.refresh()

    def forget(self) -> None:
        """The record is gone: what is still being typed has nowhere to go."""
        self.id = None
        for row in self.rows.values():
            row.editor.id = None
        self.setEnabled(False)

    def go_to(self, field: str | None) -> None:
        """Put the focus into a field, the first if none is named."""
        row = self.rows.get(field or "") or next(iter(self.rows.values()))
        row.editor.input.setFocus()
