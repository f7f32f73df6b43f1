"""What every part of a section's screen has: title and guidance above it, and a way to a field in it."""

from collections.abc import Callable

from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from planner_desktop.formpack.screen_parts import Screen
from planner_desktop.i18n import later
from planner_desktop.ui.kit.key_table import Key, have_keys
from planner_desktop.ui.kit.layouts import bare
from planner_desktop.ui.kit.look import Text
from planner_desktop.ui.screens.form.record_form import RecordForm
from planner_desktop.ui.session.guidance import Guide
from planner_desktop.ui.session.session import Session

KEYS = {"switch": Key(later("From the records to the form of the chosen one, and back"), ("F9",))}


class PartScreen(QWidget):
    """A part of a screen. Its widgets go into `body`.

    It is built inside its `parent`: each time that widgets come under another, all of them are styled anew.
    """

    fills = True
    """Whether it takes the height that is left on its screen."""

    def __init__(self, session: Session, part: Screen, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.body = bare(QVBoxLayout(self), 8)
        self.heading = Text(part.title, "heading")
        self.body.addWidget(self.heading)
        if part.guide:
            self.body.addWidget(Guide(part.guide))
        if part.absent:
            from planner_desktop.ui.screens.absent import Absent  # seldom wanted

            self.absent = Absent(session, part, self)
            self.body.addWidget(self.absent)

    def switch_with_f9(self, records: QWidget, form: Callable[[], QWidget | None]) -> None:
        """Have F9 lead from the records to the form of the chosen one, and back."""

        def switch() -> None:
            beside = form()
            focused = QApplication.focusWidget()
            if beside is not None and focused is not None and beside.isAncestorOf(focused):
                records.setFocus()
            elif isinstance(beside, RecordForm):
                beside.go_to(None)

        have_keys(self, KEYS, {"switch": switch})

    def go_to(self, kind: str, id: int | None, field: str | None) -> bool:
        """Show the record and put the focus into its field; whether it is shown here."""
        raise NotImplementedError

    def start(self) -> None:
        """Put the focus where the officer most likely begins."""
        raise NotImplementedError
