"""A field as it stands in a form, with its label, help and what is wrong with it; and several beside each other."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from planner_desktop.i18n import _
from planner_desktop.ui.fields import editor_for
from planner_desktop.ui.kit.layouts import bare
from planner_desktop.ui.kit.look import Text
from planner_desktop.ui.screens.review_mark import ReviewMark
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
        self.session = session
        self.review: ReviewMark | None = None
        """Stands above the field where it is to be reviewed."""
        spec = self.editor.spec
        said = _("{label} (required)").format(label=spec.label) if spec.required else spec.label
        self.editor.input.setAccessibleName(said)
        self.editor.input.setAccessibleDescription(spec.help)
        self.guide = Guide(spec.help, "muted") if spec.help else None
        self._beside = False
        self._across = bare(QHBoxLayout(self), 20)
        fields = QWidget(self)
        fields.setMaximumWidth(WIDTH)
        self._column = layout = bare(QVBoxLayout(fields), 0)
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

    def mark(self, id: int | None) -> None:
        """Show that the field of this record is to be reviewed; None where it is not."""
        if id is not None and self.review is None:
            self.review = ReviewMark(self.session, self.editor.kind, self.editor.field)
            self._column.insertWidget(0, self.review)
        if self.review is not None:
            self.review.show_of(id)

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
            above = (not self.editor.spec.field_type.ticked) + (self.review is not None)
            self._column.insertWidget(above, self.guide)


class SideBySide(QWidget):
    """Fields beside each other, where there is room for that; else one under another."""

    def __init__(self, rows: Sequence[FieldRow], parent: QWidget) -> None:
        super().__init__(parent)
        self.fields = rows
        self.across = bare(QBoxLayout(QBoxLayout.Direction.TopToBottom, self), GAP)
        for row in rows:
            self.across.addWidget(row, 1, Qt.AlignmentFlag.AlignTop)

    def minimumSizeHint(self) -> QSize:
        return QSize(max(row.minimumSizeHint().width() for row in self.fields), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        each = max(LEAST, *(row.minimumSizeHint().width() for row in self.fields))
        beside = self.width() >= each * len(self.fields) + GAP * (len(self.fields) - 1)
        self.across.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
