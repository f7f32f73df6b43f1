"""The line that marks a record or field of a form as coming from last year's plan, with a button to tick it off."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton

from planner_desktop.draft.records import reviews
from planner_desktop.draft.records.reviews import Mark
from planner_desktop.i18n import _
from planner_desktop.ui.kit.look import Text
from planner_desktop.ui.session.session import Session
from planner_desktop.ui.session.to_review import MARK


class ReviewMark(QFrame):
    """Of a field, or with an empty one of the record that a form shows."""

    def __init__(self, session: Session, kind: str, field: str) -> None:
        super().__init__()
        self.session, self.kind, self.field = session, kind, field
        self.id: int | None = None
        self.setProperty("role", "notice")
        said = _("To review: it comes from last year's plan")
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 2, 6, 2)
        row.addWidget(Text(f"{MARK} {said}", "muted"), 1)
        self.button = QToolButton()
        self.button.setText(_("Reviewed"))
        self.button.setToolTip("Alt+F8")
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.button.setEnabled(session.writable())
        self.button.clicked.connect(self.tick_off)
        row.addWidget(self.button)

    def show_of(self, id: int | None) -> None:
        """Show it for a record; None where nothing is to be reviewed."""
        self.id = id
        self.setVisible(id is not None)

    def tick_off(self) -> None:
        """It was looked at."""
        if self.id is not None:
            with self.session.trying():
                reviews.reviewed(self.session.draft, [Mark(self.kind, self.id, self.field)])
