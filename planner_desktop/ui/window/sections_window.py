"""The window as a wizard: the list of sections beside the screen of one, and the ways to a section, record or field."""

from __future__ import annotations

from contextlib import suppress

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QMainWindow, QVBoxLayout, QWidget

from planner_desktop.checks import Problem
from planner_desktop.draft import Draft
from planner_desktop.draft.records.refusals import Refusal
from planner_desktop.draft.records.section_notes import section_notes
from planner_desktop.errors import FileGoneError
from planner_desktop.i18n import _
from planner_desktop.ui.kit import manual_at
from planner_desktop.ui.kit.layouts import bare
from planner_desktop.ui.screens.field_row import FieldRow
from planner_desktop.ui.screens.section_page import SectionPage
from planner_desktop.ui.session import guidance
from planner_desktop.ui.session.last_places import SectionPlace, SectionPlaces
from planner_desktop.ui.session.session import Session, leave_field
from planner_desktop.ui.window.foot import FootButtons
from planner_desktop.ui.window.sections_panel import SectionsPanel

SAID_MS = 8000
KEPT_MS = 500
"""From going to a section to its being kept in the draft as where the officer is."""


class SectionsWindow(QMainWindow):
    """Shows one section of a draft after another. `section_shown` tells which is shown now.

    The page of a section that was shown stays, hidden: it reads nothing until it is shown again.
    """

    section_shown = Signal(str)

    def __init__(self, draft: Draft, before: Session | None) -> None:
        super().__init__()
        self.session = Session(draft, self)
        if before is not None:
            self.session.refused.unsaved.update(before.refused.unsaved)
            self.session.typing.kept_at = before.typing.kept_at
        self.page: SectionPage | None = None
        """The page that is shown."""
        self.pages: dict[str, SectionPage] = {}
        """It and those that were shown before, by their sections."""
        self.steps = SectionsPanel(self.session.in_use)
        self.steps.show_notes(section_notes(draft))
        self.session.notes_came.connect(self._notes_came)
        self.foot = FootButtons()
        self.places = SectionPlaces(draft)
        self._keeping = QTimer(self)
        """A disk takes longer than a section that is shown: neither waits for the other."""
        self._keeping.setSingleShot(True)
        self._keeping.setInterval(KEPT_MS)
        self._keeping.timeout.connect(self._keep_places)
        self.place = bare(QVBoxLayout(), 0)
        self.form = QWidget()
        self.form.setLayout(self.place)
        self.steps.chosen.connect(self.go_to_section)
        self.steps.entered.connect(self.to_form)
        self.foot.back_button.clicked.connect(lambda: self.step(-1))
        self.session.in_use_changed.connect(self._in_use_changed)
        self.session.record_wanted.connect(self._record_wanted)

    @property
    def section(self) -> str:
        """The id of the section that is shown; empty before the first is."""
        return self.page.section.id if self.page is not None else ""

    def say(self, text: str) -> None:
        """Tell something in passing, at the foot; as much of it as there is room for."""
        bar = self.statusBar()
        room = max(self.foot.x() - 16, 20 * self.fontMetrics().horizontalAdvance("0"))
        bar.showMessage(bar.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room), SAID_MS)

    # ------------------------------------------------------------ showing a section

    def begin(self) -> None:
        """Show the section where the officer was."""
        self.go_to_section(self._in_use(self.places.section()))

    def go_to_section(self, section: str) -> None:
        """Show a section; what is being typed is stored first."""
        if self.page is not None and self.page.section.id == section:
            self.steps.mark(section)
            return
        self._note_place()
        self._show_section(section)
        self._keeping.start()

    def keep_place(self) -> None:
        """Store what is being typed and where the officer is."""
        leave_field()
        assert self.page is not None
        self.page.note.keep()
        self._note_place()
        self._keep_places()

    def _keep_places(self) -> None:
        self._keeping.stop()
        with self.session.trying(), suppress(FileGoneError):  # which the notice tells; a place is no part of the plan
            self.places.keep(self.section)

    def _note_place(self) -> None:
        if self.page is not None:
            self.places.all[self.page.section.id] = self.page.place()

    def show_again(self) -> None:
        """Build all pages anew, each when it is shown: the draft may be edited now, or no longer."""
        assert self.page is not None
        self._note_place()
        old, self.pages = self.pages, {}
        self._show_section(self.page.section.id)
        for page in old.values():
            self.place.removeWidget(page)
            page.deleteLater()

    def _show_section(self, section: str) -> None:
        in_list = self.steps.list.hasFocus()
        leave_field()
        old, back = self.page, self.places.all.get(section)
        if old is not None:
            old.note.put_away()
        if section in self.pages:
            self.page = self.pages[section]
            self.page.come_back(back)
        else:
            self.page = self.pages[section] = self._new_page(section, back)
        self._part_shown()
        if old is not None:
            old.hide()
        self._mark_parts()
        if old is not None:  # the first is shown with its window, and is not laid out before
            self.page.show()  # now, not when the layout comes to it, so that it can take the focus
        self.steps.mark(section)
        self._name_beside()
        if not in_list:
            self.page.start()
        self.section_shown.emit(section)

    def _new_page(self, section: str, back: SectionPlace | None) -> SectionPage:
        page = SectionPage(self.session, self.session.draft.pack.section(section), back, self.place.parentWidget())
        page.part_shown.connect(self._part_shown)
        page.note.kept.connect(self._note_kept)
        page.guidance_wanted.connect(self.show_guidance)
        self.place.addWidget(page)
        return page

    def _notes_came(self) -> None:
        self._note_kept()
        for page in self.pages.values():
            page.note.show_kept()

    def _note_kept(self) -> None:
        self.steps.show_notes(section_notes(self.session.draft))

    def _name_beside(self) -> None:
        """Name at the foot where its buttons lead."""
        assert self.page is not None
        before, after = map(self.steps.title, self.steps.beside(self.page.section.id))
        self.foot.show_place(before, after, _("send to สยป.") if self.session.writable() else "")

    def _in_use(self, section: str) -> str:
        """The section, or if that is not in use the nearest that is."""
        before, after = self.steps.beside(section)
        return section if section in self.steps.shown else before or after or section

    def _in_use_changed(self) -> None:
        self.steps.show_in_use(self.session.in_use)
        if self.page is not None:
            self.page.show_in_use()
            section = self._in_use(self.page.section.id)
            if section != self.page.section.id:
                QTimer.singleShot(0, self, lambda: self.go_to_section(self._in_use(section)))
            self._name_beside()

    def _part_shown(self) -> None:
        assert self.page is not None
        manual_at.tells_section(self, self.session.draft.pack, self.page.section.id, self.page.number)

    def step(self, by: int) -> None:
        """Go to the next section, or the one before."""
        assert self.page is not None
        section = self.steps.beside(self.page.section.id)[by > 0]
        if section is not None:
            if self.steps.list.hasFocus():
                self.setFocus()
            self.go_to_section(section)

    def _mark_parts(self) -> None:
        if self.page is not None and self.page.section.id in self.steps.standings:  # not before it was looked
            self.page.show_standing(self.steps.standings[self.page.section.id])

    # ------------------------------------------------------------ ways to records and fields

    def go_to_problem(self, problem: Problem) -> None:
        """Show the section, record and field at fault."""
        self.go_to_start(problem.section)
        assert self.page is not None
        self.page.go_to(problem.kind, problem.id, problem.field)

    def go_to_record(self, section: str, kind: str, id: int, field: str | None) -> None:
        """Show a record's field, in this section if its screen has such records."""
        shows = [spec.id for spec in self.session.in_use.sections_showing(kind)]
        if not shows and self.session.draft.pack.sections_showing(kind):
            self.say(_("The form that has it is not part of the plan as it is now"))
            return
        self.go_to_start(section if section in shows or not shows else shows[0])
        assert self.page is not None
        self.page.go_to(kind, id, field)

    def show_record(self, kind: str, id: int, field: str) -> None:
        """Come to the front and show a record's field wherever it stands, if the record is there."""
        shows = self.session.in_use.sections_showing(kind)
        if shows and self.session.draft.ids(kind, where={"id": id}):
            self.activateWindow()
            self.go_to_record(shows[0].id, kind, id, field or None)

    def go_to_list(self, section: str, kind: str) -> None:
        """Show a section with the focus where its records of a kind are listed."""
        page = self.page
        if page is None or page.section.id != section or page.part is None or not page.lists(kind):
            self.go_to_start(section)
            assert self.page is not None
            self.page.go_to(kind, None, None)

    def go_to_refused(self, refused: Refusal) -> None:
        """Show a text that its field refused, where it was typed."""
        assert self.page is not None
        shows = self.session.in_use.sections_showing(refused.kind, refused.field)
        ids = [section.id for section in shows]
        here = self.page.section.id
        self.go_to_record(here if here in ids or not ids else ids[0], refused.kind, refused.id, refused.field)

    def _record_wanted(self, kind: str, id: int, field: str | None) -> None:
        assert self.page is not None
        self.go_to_record(self.page.section.id, kind, id, field)

    def go_to_start(self, section: str) -> None:
        """Show a section with the focus where the officer begins, wherever it was."""
        self.setFocus()  # neither the list of problems nor the preview must keep it
        self.go_to_section(section)
        self.to_form()

    def to_form(self) -> None:
        """Put the focus into the form."""
        assert self.page is not None
        self.page.start()

    # ------------------------------------------------------------ notes and guidance

    def ask_note(self) -> None:
        """Have the officer's note on the section written."""
        assert self.page is not None
        self.page.note.ask()

    def turn_guidance(self) -> None:
        """Show the template's guidance, or put it away."""
        assert self.page is not None
        self.page.guidance_button.toggle()

    def show_guidance(self, shown: bool) -> None:
        """Show all of the template's guidance, or none of it."""
        guidance.turn_all(self, shown)
        for page in self.pages.values():
            page.mark_guidance(shown)

    def ask_guidance(self) -> None:
        """Show the guidance of the field that has the focus, or put it away."""
        widget: QWidget | None = self.focusWidget()
        while widget is not None and not isinstance(widget, FieldRow):
            widget = widget.parentWidget()
        if widget is not None and widget.guide is not None:
            widget.guide.ask()
