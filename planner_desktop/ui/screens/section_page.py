"""One section's screen: its title, guidance, and its parts, one to a tab where there are several."""

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QIcon, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QTabBar, QVBoxLayout, QWidget

from planner_desktop.checks import Standing
from planner_desktop.formpack import Section
from planner_desktop.formpack.screen_parts import Screen
from planner_desktop.i18n import _, later
from planner_desktop.ui.kit.key_table import Key, have_keys
from planner_desktop.ui.kit.look import Text, look_as, sign_button
from planner_desktop.ui.kit.pick_line import PickLine
from planner_desktop.ui.screens.build import part_screen
from planner_desktop.ui.screens.form.record_form import RecordForm
from planner_desktop.ui.screens.note_line import KEY as NOTE_KEY
from planner_desktop.ui.screens.note_line import NoteLine
from planner_desktop.ui.screens.part import PartScreen
from planner_desktop.ui.screens.state_marks import left_in_words, state_colour, state_mark
from planner_desktop.ui.session import guidance
from planner_desktop.ui.session.focus import focused_place
from planner_desktop.ui.session.follow import catch_up
from planner_desktop.ui.session.guidance import Guide
from planner_desktop.ui.session.last_places import SectionPlace
from planner_desktop.ui.session.read_only import only_show
from planner_desktop.ui.session.session import Session

KEYS = {
    "before": Key(later("Part before, in a section that has several"), ("Alt+PgUp",)),
    "next": Key(later("Next part"), ("Alt+PgDown",)),
}
LOW = 22  # lines; a page with less has a small head
SLIM = "QToolButton { padding: 1px 8px; }"
SLIM_ARROWS = "QTabBar QToolButton { padding: 0; border-radius: 2px; }"


class SectionPage(QWidget):
    """The screen of a section. A part is built when it is first shown. `back` is where the officer was in it.

    `part_shown` tells that another part is shown, `guidance_wanted` that all guidance shall be shown, or none.
    """

    part_shown = Signal()
    guidance_wanted = Signal(bool)

    def __init__(
        self, session: Session, section: Section, back: SectionPlace | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.session, self.section = session, section
        self._back = self._able(back)
        self.number = 0
        """Of the part that is shown."""
        self._built: dict[int, PartScreen] = {}
        self._without: dict[int, set[tuple[str, str]]] = {}
        """The fields that a part was built without."""
        self._column = layout = QVBoxLayout(self)
        layout.setSpacing(6)
        self.title = Text(section.title, "title")
        self.note = NoteLine(session, section.id)
        self.note.left.connect(self.start)
        layout.addLayout(self._head())
        layout.addWidget(self.note)
        if section.help:
            layout.addWidget(Guide(section.help, "muted"))
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setStyleSheet(SLIM_ARROWS)
        self.tabs.setAccessibleName(_("Parts of this section"))
        # Not a QStackedWidget: when it is deleted it takes the focus from the page that came instead.
        self.places: list[QScrollArea] = []
        for part in section.screen:
            self.tabs.addTab(self._title(part).replace("&", "&&"))
            self.places.append(self._place())
        layout.addWidget(self.tabs)
        self.nothing = Text(_("There is nothing to enter here: the program makes this section itself."), "guide")
        self.tabs.currentChanged.connect(self._turned_to)
        for place in self.places:
            layout.addWidget(place, 1)
        does = {"before": lambda: self.step(-1), "next": lambda: self.step(1)}
        have_keys(self, KEYS, does, Qt.ShortcutContext.WindowShortcut)  # from the list of steps too
        layout.addWidget(self.nothing)
        self._rest = QWidget()
        layout.addWidget(self._rest, 1)
        self.number = self._back.part if self._back else next(iter(self.shown), 0)
        self.show_in_use()
        self._scroll_back()

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.title, 1)
        note = sign_button(_("Note"), _("Note on this section ({key})").format(key=NOTE_KEY), self.note.ask)
        says = _("Show or hide all guidance ({key})").format(key=guidance.KEY)
        self.guidance_button = sign_button(_("Guidance"), says, lambda: None)
        self.guidance_button.setCheckable(True)
        self.guidance_button.setChecked(guidance.is_shown())
        self.guidance_button.toggled.connect(self.guidance_wanted)
        for button in (note, self.guidance_button):
            button.setStyleSheet(SLIM)
            row.addWidget(button)
        return row

    def mark_guidance(self, shown: bool) -> None:
        """Have the button say whether all guidance is shown."""
        with QSignalBlocker(self.guidance_button):
            self.guidance_button.setChecked(shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        low = self.height() < LOW * self.fontMetrics().lineSpacing()
        self._column.setContentsMargins(*((10, 4, 10, 0) if low else (20, 12, 20, 0)))
        role = "heading" if low else "title"
        if self.title.property("role") != role:
            look_as(self.title, "role", role)

    def _title(self, part: Screen) -> str:
        return part.title or self.session.draft.spec(part.record).label

    @staticmethod
    def _place() -> QScrollArea:
        place = QScrollArea()
        place.setWidgetResizable(True)
        place.setFrameShape(QScrollArea.Shape.NoFrame)
        place.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        place.hide()
        return place

    @property
    def shown(self) -> list[int]:
        """The parts in use, by their numbers from 0."""
        return [number for number, _part in self.session.in_use.parts(self.section)]

    def _able(self, back: SectionPlace | None) -> SectionPlace | None:
        """Where the officer was, if that part is in use now."""
        return back if back is not None and back.part in self.shown else None

    def come_back(self, back: SectionPlace | None) -> None:
        """Be ready to be shown again, with the parts that are in use now. `back` is where the officer was."""
        self._back = self._able(back)
        self._build_anew()
        self.show_in_use()

    def show_in_use(self) -> None:
        """Show the parts that are in use, and no others."""
        shown = self.shown
        for n in range(len(self.places)):
            self.tabs.setTabVisible(n, n in shown)
        self.tabs.setVisible(bool(shown) and len(self.places) > 1)
        self.nothing.setVisible(not shown)
        self._rest.setVisible(not shown)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus if shown else Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("" if shown else self.section.title)
        if shown:
            self.show_part(self.number if self.number in shown else shown[0])
        for place in () if shown else self.places:
            place.hide()
        if any(self._left_out(number) != without for number, without in self._without.items()):
            QTimer.singleShot(0, self, self._build_anew)  # after what is being entered, perhaps in such a part

    def _left_out(self, number: int) -> set[tuple[str, str]]:
        """The fields that a part has no columns for; a form shows and hides its own."""
        part = self.section.screen[number]
        kinds = part.edits(self.session.draft.pack) if part.has_columns else []
        return {(kind, field) for kind, field in self.session.in_use.fields_left_out if kind in kinds}

    def _build_anew(self) -> None:
        """Build the parts whose fields are others than before."""
        for number in [n for n, without in self._without.items() if self._left_out(n) != without]:
            del self._built[number], self._without[number]
            self.places[number].takeWidget().deleteLater()
            if number == self.number:
                self.show_part(number)

    def show_part(self, number: int) -> PartScreen:
        """Show a part of the section, by its number from 0 on."""
        if number not in self._built:
            self._build(number)
        self.number = number
        catch_up(self.places[number])
        for n, place in enumerate(self.places):
            place.setVisible(n == number)
        self.tabs.setCurrentIndex(number)
        self.part_shown.emit()
        return self._built[number]

    def _turned_to(self, number: int) -> None:
        """A tab was chosen. After a click the focus would be with what is hidden now, and then wherever Qt finds it."""
        if number != self.number:
            part = self.show_part(number)
            if not self.tabs.hasFocus():
                part.start()

    def _build(self, number: int) -> None:
        inside = QWidget()
        self.places[number].setWidget(inside)
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(0, 0, 0, 12)
        part = part_screen(self.session, self.section.screen[number], inside)
        if len(self.section.screen) > 1:
            part.heading.hide()  # its tab says it
        self._built[number] = part
        self._without[number] = self._left_out(number)
        layout.addWidget(part, int(part.fills))
        if not part.fills:
            layout.addStretch(1)
        limits = self.session.draft.limits
        if not self.session.writable():
            only_show(inside)
        elif limits is not None and not limits.fills_in(self.section.screen[number]):
            if part.findChild(RecordForm) is None:  # which says it itself
                layout.insertWidget(0, Text(limits.reason, "guide"))
            only_show(inside)

    def show_standing(self, standing: Standing) -> None:
        """Mark the tabs of the parts that lack something, with what that is."""
        for n, part in enumerate(standing.parts):
            lacks = left_in_words(part, optional=False) if part.state != "complete" else ""
            ink, size = state_colour(part.state, grave=part.grave), self.tabs.iconSize().height()
            self.tabs.setTabIcon(n, QIcon(state_mark(part.state, ink, size)) if lacks else QIcon())
            self.tabs.setTabToolTip(n, lacks)
            title = self._title(self.section.screen[n])
            self.tabs.setAccessibleTabName(n, f"{title}: {lacks}" if lacks else title)

    @property
    def part(self) -> PartScreen | None:
        """The part that is shown."""
        return self._built.get(self.number)

    def lists(self, kind: str) -> bool:
        """Whether the part that is shown has records of a kind."""
        return kind in self.section.screen[self.number].edits(self.session.draft.pack)

    def step(self, by: int) -> None:
        """Go to the next part, or the one before, with the focus where the officer begins."""
        beyond = [n for n in self.shown if (n - self.number) * by > 0]
        if beyond:
            self.show_part(min(beyond) if by > 0 else max(beyond)).start()

    def is_typed(self) -> bool:
        """Whether something is typed that is kept in the draft only when it is left."""
        lines = self.findChildren(PickLine)
        return self.note.is_typed or any(line.isModified() and line.text().strip() for line in lines)

    def place(self) -> SectionPlace:
        """Where the officer is."""
        if not self.places:
            return SectionPlace()
        focused = self.focusWidget()
        at = focused_place(focused) if focused is not None and self.places[self.number].isAncestorOf(focused) else None
        if at is None and self._back is not None and self._back.part == self.number:
            return self._back  # the form was not entered
        kind, id, field = at or ("", None, "")
        return SectionPlace(self.number, kind, id, field, self.places[self.number].verticalScrollBar().value())

    def _scroll_back(self) -> None:
        """Scroll to where the officer was, once the layout has its sizes and so the way to scroll."""
        if self._back is None or not self._back.scrolled:
            return
        bar, scrolled = self.places[self._back.part].verticalScrollBar(), self._back.scrolled

        def scroll(_least: int, most: int) -> None:
            if most >= scrolled:
                bar.rangeChanged.disconnect(scroll)
                QTimer.singleShot(0, self, lambda: bar.setValue(scrolled))

        bar.rangeChanged.connect(scroll)

    def start(self) -> None:
        """Put the focus where the officer was, at first where officers begin."""
        back = self._back if self._back is not None and self._back.part == self.number else None
        if back is not None and back.kind and self.part is not None:
            self._back = None
            if self.part.go_to(back.kind, back.id, back.field or None):
                return
        if self.part is not None:
            self.part.start()
        else:
            self.setFocus()

    def go_to(self, kind: str, id: int | None, field: str | None) -> bool:
        """Show a record and put the focus into its field; whether it is on this screen."""
        pack, here = self.session.draft.pack, self.number
        able = [n for n, part in self.session.in_use.parts(self.section) if kind in part.edits(pack)]
        able.sort(key=lambda n: n != here)
        # The field itself where it is shown; else the record; else just the part that lists such records.
        for wanted_id, wanted_field in ((id, field), (id, None), (None, None)):
            for number in able:
                if self.show_part(number).go_to(kind, wanted_id, wanted_field):
                    # Once the layout has its sizes.
                    QTimer.singleShot(0, self, self._show_focus)
                    return True
        if able:
            self.show_part(here)
        return False

    def _show_focus(self) -> None:
        focused = self.focusWidget()
        if focused is not None and focused.isVisible():
            self.places[self.number].ensureWidgetVisible(focused, 30, 80)
