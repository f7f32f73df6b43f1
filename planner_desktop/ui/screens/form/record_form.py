"""A record's fields one under another, each with its label, help, editor, and what is wrong with it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from planner_desktop.draft.records import reviews
from planner_desktop.draft.records.read_from import shown_from
from planner_desktop.ui.fields import FieldEditor
from planner_desktop.ui.kit.layouts import bare
from planner_desktop.ui.kit.look import Text
from planner_desktop.ui.screens.field_row import BESIDE, WIDTH, FieldRow, SideBySide
from planner_desktop.ui.screens.review_mark import ReviewMark
from planner_desktop.ui.session.follow import follow
from planner_desktop.ui.session.session import Session


class RecordForm(QWidget):
    """All fields of one record, or those named; several in one place stand side by side."""

    shown = Signal()
    """What it shows may be another than before."""

    def __init__(
        self, session: Session, kind: str, fields: Sequence[str | Sequence[str]] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.session, self.kind = session, kind
        self.id: int | None = None
        self.rows: dict[str, FieldRow] = {}
        self._inside = QWidget(self)
        self._inside.setMaximumWidth(WIDTH)
        across = bare(QHBoxLayout(self))
        across.addWidget(self._inside, 1000)
        across.addStretch(1)
        self._column = layout = bare(QVBoxLayout(self._inside), 10)
        self.whole: ReviewMark | None = None
        """Stands above the fields where the record is to be reviewed."""
        for names in fields or session.draft.pack.on_screens(kind):
            rows = [
                FieldRow(session, kind, name, self._inside) for name in ([names] if isinstance(names, str) else names)
            ]
            self.rows |= {row.editor.field: row for row in rows}
            layout.addWidget(rows[0] if len(rows) == 1 else SideBySide(rows, self._inside))
        if session.draft.spec(kind).scoring:
            from planner_desktop.ui.screens.scoring import scoring_levels

            if levels := scoring_levels(session, kind, self.rows, layout):
                self.shown.connect(levels.look)
        layout.addStretch(1)
        self._guided = any(row.guide for row in self.rows.values())
        self.closed = Text("", "muted", self._inside) if session.draft.limits is not None else None
        """Why nothing of the record can be edited, in a part that was handed out."""
        if self.closed is not None:
            layout.insertWidget(0, self.closed)
        self.setEnabled(False)  # until there is a record
        self._show_in_use()
        follow(self, session, shown_from(session.draft, kind, self.rows) | {"refused", reviews.TABLE}, self.refresh)
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
            if self.closed is not None:
                self.closed.say("" if self.session.may_edit(self.kind, id) else self.session.why_not())
            for row in self.rows.values():
                row.editor.load(id)
            self._mark()
        self.shown.emit()

    def refresh(self) -> None:
        """Show what the draft holds now, except where something is being typed."""
        if self.id is None:
            return
        if not self.session.draft.some(self.kind, [self.id]):
            self.forget()
            return
        for row in self.rows.values():
            row.editor.refresh()
        self._mark()
        self.shown.emit()

    def _mark(self) -> None:
        """Show beside which fields something is to be reviewed; what is to be of the record, above them all."""
        marks = self.session.to_review.fields(self.kind, self.id)
        for name, row in self.rows.items():
            row.mark(self.id if name in marks else None)
        if "" in marks and self.whole is None:
            self.whole = ReviewMark(self.session, self.kind, "")
            self._column.insertWidget(0, self.whole)
        if self.whole is not None:
            self.whole.show_of(self.id if "" in marks else None)

    def forget(self) -> None:
        """The record is gone: what is still being typed has nowhere to go."""
        self.id = None
        for row in self.rows.values():
            row.editor.id = None
        self.setEnabled(False)
        self.shown.emit()

    def go_to(self, field: str | None) -> None:
        """Put the focus into a field, the first if none is named."""
        shown = {name: row for name, row in self.rows.items() if self.session.in_use.has_field(self.kind, name)}
        row = shown.get(field or "") or next(iter(shown.values()), None)
        if row is not None:
            row.editor.input.setFocus()
