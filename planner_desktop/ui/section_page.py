"""One section's screen: its title, guidance, and its parts, one to a tab where there are several."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QScrollArea, QTabBar, QVBoxLayout, QWidget

from planner_desktop.formpack import Section
from planner_desktop.formpack.model import Screen, shown
from planner_desktop.i18n import _
from planner_desktop.ui.keeping.read_only import only_show
from planner_desktop.ui.look import Text
from planner_desktop.ui.parts import PartScreen, part_screen
from planner_desktop.ui.session import Session


class SectionPage(QWidget):
    """The screen of a section. A part is built when it is first shown."""

    def __init__(self, session: Session, section: Section) -> None:
        super().__init__()
        self.session, self.section = session, section
        self.number = 0
        """Of the part that is shown."""
        self._built: dict[int, PartScreen] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 12, 20, 0)
        layout.setSpacing(8)
        layout.addWidget(Text(section.title, "title"))
        if section.help:
            layout.addWidget(Text(section.help, "muted"))
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName(_("Parts of this section"))
        # Not a QStackedWidget: when it is deleted it takes the focus from the page that came instead.
        self.places: list[QScrollArea] = []
        for part in section.screen:
            self.tabs.addTab(self._title(part).replace("&", "&&"))
            self.places.append(self._place())
        layout.addWidget(self.tabs)
        self.tabs.setVisible(len(section.screen) > 1)
        self.tabs.currentChanged.connect(self.show_part)
        for place in self.places:
            layout.addWidget(place, 1)
        for keys, by in (("Alt+PgUp", -1), ("Alt+PgDown", 1)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda by=by: self.step(by))
        if section.screen:
            self.show_part(0)
        else:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            text = _("There is nothing to enter here: the program makes this section itself.")
            layout.addWidget(Text(text, "guide"))
            layout.addStretch(1)

    def _title(self, part: Screen) -> str:
        return part.title or self.session.draft.spec(shown(part)).label

    @staticmethod
    def _place() -> QScrollArea:
        place = QScrollArea()
        place.setWidgetResizable(True)
        place.setFrameShape(QScrollArea.Shape.NoFrame)
        place.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        place.hide()
        return place

    def show_part(self, number: int) -> PartScreen:
        """Show a part of the section, by its number from 0 on."""
        if number not in self._built:
            self._build(number)
        self.number = number
        for n, place in enumerate(self.places):
            place.setVisible(n == number)
        self.tabs.setCurrentIndex(number)
        return self._built[number]

    def _build(self, number: int) -> None:
        part = part_screen(self.session, self.section.screen[number])
        self._built[number] = part
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(0, 0, 0, 12)
        layout.addWidget(part, int(part.fills))
        if not part.fills:
            layout.addStretch(1)
        if not self.session.writable():
            only_show(inside)
        self.places[number].setWidget(inside)

    @property
    def part(self) -> PartScreen | None:
        """The part that is shown."""
        return self._built.get(self.number)

    def step(self, by: int) -> None:
        """Go to the next part, or the one before, with the focus where the officer begins."""
        to = self.number + by
        if 0 <= to < len(self.section.screen):
            self.show_part(to).start()

    def start(self) -> None:
        """Put the focus where the officer begins."""
        if self.part is not None:
            self.part.start()
        else:
            self.setFocus()

    def go_to(self, kind: str, id: int | None, field: str | None) -> bool:
        """Show a record and put the focus into its field; whether it is on this screen."""
        pack, here = self.session.draft.pack, self.number
        able = [n for n, part in enumerate(self.section.screen) if kind in pack.shown_by(part)]
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
