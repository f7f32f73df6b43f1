"""The officer's note on a section, kept as it is typed: what it waits for, whom to ask."""

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QWidget

from planner_desktop.draft.records import section_notes
from planner_desktop.draft.records.section_notes import SectionNote
from planner_desktop.i18n import _
from planner_desktop.ui.fields.base import Leaving
from planner_desktop.ui.kit.layouts import bare
from planner_desktop.ui.kit.timers import single_shot
from planner_desktop.ui.session.session import Session

KEY = "Ctrl+Alt+N"
SOON_MS = 500  # after the last letter
MOST_LETTERS = 500


class NoteLine(QWidget):
    """A line for the note, and a box that says that the section waits. It is there if there is a note or it is asked
    for. `kept` tells that the note changed, `left` that the officer is done with it."""

    kept = Signal()
    left = Signal()

    def __init__(self, session: Session, section: str) -> None:
        super().__init__()
        self.session, self.section = session, section
        self.line = QLineEdit()
        self.line.setPlaceholderText(
            _("Note on this section, such as: waiting for the figures of the finance division")
        )
        self.line.setAccessibleName(_("Note on this section"))
        self.line.setToolTip(
            _("Your own note: kept in the draft, neither printed nor submitted ({key})").format(key=KEY)
        )
        self.waiting = QCheckBox(_("Waiting"))
        self.waiting.setToolTip(_("The section waits for what the note tells of"))
        row = bare(QHBoxLayout(self), 8)
        row.addWidget(self.line, 1)
        row.addWidget(self.waiting)
        self._timer = single_shot(self, self.keep, SOON_MS)
        self._held = SectionNote()
        self.show_kept()
        for each in (self.line, self.waiting):
            each.setEnabled(not session.draft.read_only)
        if self.is_empty():
            self.hide()
        leaving = Leaving(self.line)
        leaving.left.connect(self.keep)
        leaving.escaped.connect(self.leave)
        self.line.textEdited.connect(self._timer.start)
        self.line.returnPressed.connect(self.leave)
        self.waiting.toggled.connect(self.keep)

    def note(self) -> SectionNote:
        """What is entered."""
        return SectionNote(self.line.text().strip(), self.waiting.isChecked())

    @property
    def is_typed(self) -> bool:
        """Whether something is entered that is not kept yet."""
        return self.note() != self._held

    def show_kept(self) -> None:
        """Show the note as the draft keeps it now."""
        self._held = note = section_notes.section_notes(self.session.draft).get(self.section, SectionNote())
        self.line.setMaxLength(max(MOST_LETTERS, len(note.text)))  # a merge may have joined two
        self.line.setText(note.text)
        with QSignalBlocker(self.waiting):
            self.waiting.setChecked(note.waiting)
        if self.parentWidget() is not None and not self.is_empty():
            self.show()

    def keep(self) -> None:
        """Keep what is entered in the draft."""
        self._timer.stop()
        note = self.note()
        if note == self._held:
            return
        with self.session.trying():
            section_notes.keep(self.session.draft, self.section, note)
            self._held = note
            self.kept.emit()

    def save_typed(self, _focused: QWidget) -> None:
        """Keep what is being typed, while the cursor stays in it."""
        self.keep()

    def ask(self) -> None:
        """Have the note written; asked again in an empty one, it goes."""
        if self.isVisible() and self.is_empty():
            self.leave()
            return
        self.show()
        self.line.setFocus()

    def put_away(self) -> None:
        """Keep what is entered; an empty note goes."""
        self.keep()
        if self.is_empty():
            self.hide()

    def is_empty(self) -> bool:
        """Whether nothing is noted."""
        return self.note() == SectionNote()

    def leave(self) -> None:
        """The officer is done with the note, which goes where it is empty."""
        self.keep()
        self.left.emit()
        self.put_away()
