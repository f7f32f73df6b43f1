"""A record's fields one under another, each with its label, help, editor, and what is wrong with it."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from planner_desktop.i18n import _
from planner_desktop.ui.fields import FieldEditor, editor_for
from planner_desktop.ui.kit.look import Text
from planner_desktop.ui.session.guidance import Guide, asking
from planner_desktop.ui.session.session import Session

WIDTH, BESIDE = 780, 300
"""Lines longer than this are hard to read. Where there is more room, guidance stands beside the fields."""
LEAST, GAP = 180, 24
"""Of fields side by side: how wide each is at least, and the room between them."""


class FieldRow(QWidget):
    """One field in a form."""

    def __init__(self, session: Session, kind: str, field: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.editor = editor_for(session, kind, field)
        spec = self.editor.spec
        said = _("{label} (required)").format(label=spec.label) if spec.required else spec.label
        self.editor.input.setAccessibleName(said)
        self.editor.input.setAccessibleDescription(spec.help)
        self.guide = Guide(spec.help, "muted") if spec.help else None
        self._beside = False
        self._across = QHBoxLayout(self)
        self._across.setContentsMargins(0, 0, 0, 0)
        self._across.setSpacing(20)
        fields = QWidget(self)
        fields.setMaximumWidth(WIDTH)
        self._column = layout = QVBoxLayout(fields)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self._across.addWidget(fields, 1000)
        self._across.addStretch(1)
        if not spec.field_type.ticked:  # a box to tick carries its label itself
            label = Text(f"{spec.label} *" if spec.required else spec.label, "label")
            label.setAccessibleName(said)
            label.setBuddy(self.editor.input)
            if spec.required:
                label.setToolTip(_("A finished plan needs this field."))
            layout.addLayout(self._asked_beside(label))
            if self.guide is not None:
                layout.addWidget(self.guide)
            layout.addWidget(self.editor)
        else:
            if self.guide is not None:
                layout.addWidget(self.guide)
            layout.addLayout(self._asked_beside(self.editor))
        self.message = Text("", "problem")
        layout.addWidget(self.message)
        self.editor.problem.connect(self.message.say)

    def _asked_beside(self, widget: QWidget) -> QHBoxLayout:
        """The widget with a small button that asks for the guidance where that is put away."""
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(widget, 1)
        if self.guide is not None:
            row.addWidget(asking(self.guide), 0, Qt.AlignmentFlag.AlignBottom)
        return row

    def set_beside(self, beside: bool) -> None:
        """Have the guidance beside the field, or under its label."""
        if beside == self._beside:
            return
        self._beside = beside
        if self.guide is not None and beside:
            self._column.removeWidget(self.guide)
            self.guide.setFixedWidth(BESIDE)
            self._across.addWidget(self.guide, 0, Qt.AlignmentFlag.AlignTop)
        elif self.guide is not None:
            self._across.removeWidget(self.guide)
            self.guide.setMinimumWidth(0)
            self.guide.setMaximumWidth(WIDTH)
            self._column.insertWidget(0 if self.editor.spec.field_type.ticked else 1, self.guide)


class SideBySide(QWidget):
    """Fields beside each other, where there is room for that; else one under another."""

    def __init__(self, rows: Sequence[FieldRow], parent: QWidget) -> None:
        super().__init__(parent)
        self.fields = rows
        self.across = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self.across.setContentsMargins(0, 0, 0, 0)
        self.across.setSpacing(GAP)
        for row in rows:
            self.across.addWidget(row, 1, Qt.AlignmentFlag.AlignTop)

    def minimumSizeHint(self) -> QSize:
        return QSize(max(row.minimumSizeHint().width() for row in self.fields), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        each = max(LEAST, *(row.minimumSizeHint().width() for row in self.fields)) + GAP
        beside = self.width() >= each * len(self.fields)
        self.across.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)


class RecordForm(QWidget):
    """All fields of one record, or those named; several in one place stand side by side."""

    loaded = Signal()

    def __init__(
        self, session: Session, kind: str, fields: Sequence[str | Sequence[str]] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.session, self.kind = session, kind
        self.id: int | None = None
        self.rows: dict[str, FieldRow] = {}
        self._inside = QWidget(self)
        self._inside.setMaximumWidth(WIDTH)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(self._inside, 1000)
        across.addStretch(1)
        layout = QVBoxLayout(self._inside)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        for names in fields or session.draft.pack.on_screens(kind):
            rows = [
                FieldRow(session, kind, name, self._inside) for name in ([names] if isinstance(names, str) else names)
            ]
            self.rows |= {row.editor.field: row for row in rows}
            layout.addWidget(rows[0] if len(rows) == 1 else SideBySide(rows, self._inside))
        if session.draft.spec(kind).scoring:
            from planner_desktop.ui.screens.scoring import scoring_levels

            if levels := scoring_levels(session, kind, self.rows, layout):
                self.loaded.connect(levels.look)
        layout.addStretch(1)
        self._guided = any(row.guide for row in self.rows.values())
        self.setEnabled(False)  # until there is a record
        self._show_in_use()
        session.changed.connect(self.refresh)
        session.in_use_changed.connect(self._show_in_use)

    def _show_in_use(self) -> None:
        for name, row in self.rows.items():
            row.setVisible(self.session.in_use.has_field(self.kind, name))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self._guided and self.width() >= WIDTH + BESIDE + 20
        self._inside.setMaximumWidth(WIDTH + BESIDE + 20 if beside else WIDTH)
        for row in self.rows.values():
            row.set_beside(beside and not isinstance(row.parentWidget(), SideBySide))

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
        if not self.session.draft.some(self.kind, [self.id]):
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
        shown = {name: row for name, row in self.rows.items() if self.session.in_use.has_field(self.kind, name)}
        row = shown.get(field or "") or next(iter(shown.values()), None)
        if row is not None:
            row.editor.input.setFocus()
