"""One section's screen: its title, guidance and parts, one under another."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from planner_desktop.formpack import Section
from planner_desktop.i18n import _
from planner_desktop.ui.keeping.read_only import only_show
from planner_desktop.ui.look import Text
from planner_desktop.ui.parts import PartScreen, part_screen
from planner_desktop.ui.session import Session


class SectionPage(QScrollArea):
    """The screen of a section, scrolled where it is higher than the window."""

    def __init__(self, session: Session, section: Section) -> None:
        super().__init__()
        self.section = section
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(20, 12, 20, 12)
        layout.setSpacing(10)
        layout.addWidget(Text(section.title, "title"))
        if section.help:
            layout.addWidget(Text(section.help, "muted"))
        self.parts: list[PartScreen] = [part_screen(session, part) for part in section.screen]
        for part in self.parts:
            layout.addWidget(part, int(part.fills))
        if not self.parts:
            text = _("There is nothing to enter here: the program makes this section itself.")
            layout.addWidget(Text(text, "guide"))
        if not any(part.fills for part in self.parts):
            layout.addStretch(1)
        if not session.writable():
            only_show(inside)
        self.setWidget(inside)

    def start(self) -> None:
        """Put the focus where the officer begins."""
        if self.parts:
            self.parts[0].start()
        else:
            self.setFocus()

    def go_to(self, kind: str, id: int | None, field: str | None) -> bool:
        """Show a record and put the focus into its field; whether it is on this screen."""
        # The field itself where it is shown; else the record; else just the part that lists such records.
        for wanted_id, wanted_field in ((id, field), (id, None), (None, None)):
            for part in self.parts:
                if part.go_to(kind, wanted_id, wanted_field):
                    # Once the layout has its sizes.
                    QTimer.singleShot(0, self, self._show_focus)
                    return True
        return False

    def _show_focus(self) -> None:
        focused = self.focusWidget()
        if focused is not None and focused.isVisible():
            self.ensureWidgetVisible(focused, 30, 80)
