"""The chosen record of a table as a form beside it: its fields, what stands under it, and where it will appear."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from planner_desktop.formpack.screen_parts import TablePart
from planner_desktop.i18n import _
from planner_desktop.ui.kit.look import Text
from planner_desktop.ui.screens.form.record_form import RecordForm
from planner_desktop.ui.screens.table.below import Below
from planner_desktop.ui.screens.where_used import WhereUsed
from planner_desktop.ui.session.session import Session

LEFT, RIGHT = 14, 10
"""Of the form, beside its fields."""


class Detail(QScrollArea):
    """A record with all its fields, scrolled where it is higher than its place."""

    def __init__(self, session: Session, part: TablePart, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session, self.kind = session, part.table
        self.inside = inside = QWidget()
        self.setWidget(inside)
        self.title = Text("", "heading", inside)
        self.form = RecordForm(session, part.table, together(session, part), inside)
        self.below = {kind: Below(session, kind) for kind in part.below}
        self.where_used = WhereUsed(session, part.table) if _is_linked_to(session, part.table) else None
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its fields have the focus, and are scrolled to
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(LEFT, 0, RIGHT, 10)
        layout.setSpacing(14)
        layout.addWidget(self.title)
        self.summary = Text("", "muted", inside)
        layout.addWidget(self.summary)
        layout.addWidget(self.form)
        for below in self.below.values():
            layout.addWidget(below)
        if self.where_used is not None:
            layout.addWidget(self.where_used)
            self.where_used.told.connect(self._tell)
        layout.addStretch(1)

    def minimumSizeHint(self) -> QSize:
        # It is not scrolled sideways: beside a table it must not be so narrow that its fields are cut off.
        least = super().minimumSizeHint()
        # The form is as wide where no row is chosen and it is hidden: the table is not to change its width for that.
        inner = max(self.inside.minimumSizeHint().width(), self.form.minimumSizeHint().width() + LEFT + RIGHT)
        wide = inner + self.verticalScrollBar().sizeHint().width()
        return QSize(max(least.width(), wide), least.height())

    def show_record(self, id: int | None) -> None:
        """Show another record, or its new title; None where no row is chosen."""
        if id != self.form.id:
            self.form.load(id) if id is not None else self.form.forget()
            for below in self.below.values():
                below.show_record(id)
            if self.where_used is not None:
                self.where_used.show_record(id)
        for part in (self.form, self.summary, *self.below.values(), *filter(None, [self.where_used])):
            part.setVisible(id is not None)
        nothing = _("No row is chosen. Type in the last row of the table, or press “Add row”.")
        self.title.say(self.session.draft.title(self.kind, id) if id is not None else nothing)

    def _tell(self) -> None:
        if self.where_used is not None:
            self.summary.say(self.where_used.summary())

    def go_to_below(self, kind: str, id: int | None, field: str | None) -> bool:
        """Put the focus on a record under the chosen one; whether it stands there."""
        below = self.below.get(kind)
        if below is None or not below.go_to(id, field):
            return False
        # Once the layout has its sizes.
        QTimer.singleShot(0, below, lambda: self.ensureWidgetVisible(below, 10, 40))
        return True


def together(session: Session, part: TablePart) -> list[Sequence[str]]:
    """All fields of a table's record in their order, those that the part puts side by side where the first stands."""
    groups = {names[0]: names for names in part.fields if not isinstance(names, str) and names}
    later = {name for names in groups.values() for name in names[1:]}
    return [groups.get(name, (name,)) for name in session.draft.pack.on_screens(part.table) if name not in later]


def _is_linked_to(session: Session, kind: str) -> bool:
    """Whether other records link to such ones, so that these are printed where those are."""
    return any(field.to == kind for spec in session.draft.pack.records.values() for field in spec.fields.values())
