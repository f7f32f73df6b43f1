"""The wizard's steps: every section of the template with how far it has come, and the plan's progress.

Where the window is narrow, or the officer wants it so, only a strip of marks stands beside the form, and the whole list
opens over it.
"""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMoveEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListWidgetItem, QProgressBar, QVBoxLayout, QWidget

from planner_desktop.checks import Standing
from planner_desktop.draft.records.in_use import InUse
from planner_desktop.draft.records.section_notes import SectionNote
from planner_desktop.i18n import _, later, ngettext
from planner_desktop.ui.kit import habits
from planner_desktop.ui.kit.key_table import Key, asked
from planner_desktop.ui.kit.look import Text, sign_button, tip
from planner_desktop.ui.screens.state_marks import left_in_words, state_colour, state_name
from planner_desktop.ui.window.section_list import STEP, SectionList, SectionStep

NARROW = 122  # letters; a window with less has no room for the list beside the form
WIDTH = 30
FOLDED = "steps_folded"
"""The name of the habit: whether the officer wants only the marks."""


KEYS = {"back": Key(later("From the list of sections back to the form"), ("Escape",))}


class SectionsPanel(QWidget):
    """The list of sections beside the form, folded to a strip of marks where there is little room.

    Signals: `chosen` with the id of the section to show, `entered` when the officer goes back to the form.
    """

    chosen = Signal(str)
    entered = Signal()

    def __init__(self, use: InUse) -> None:
        super().__init__()
        pack = use.pack
        self.ids = [section.id for section in pack.sections]
        self.titles = [section.title for section in pack.sections]
        self.optional = {section.id for section in pack.sections if section.optional}
        self.standings: Mapping[str, Standing] = {}
        self.notes: Mapping[str, SectionNote] = {}
        self.narrow = False
        self.folded = habits.habit(FOLDED) is True
        self.is_open = False
        """Over the form."""
        self.panel = QFrame(self)
        self.panel.setAutoFillBackground(True)
        self.list = SectionList(self.titles, self.panel)
        self.list.setAccessibleName(_("Sections of the plan"))
        self.list.currentRowChanged.connect(self._went)
        self.list.itemClicked.connect(self._enter_form)
        self.list.itemActivated.connect(self._enter_form)
        self.list.installEventFilter(self)
        self.total = QProgressBar()
        self.total.setTextVisible(False)
        self.total_label = Text("", "muted")
        self.fold_button = sign_button("«", "", self.toggle)
        foot = QHBoxLayout()
        foot.addWidget(self.total_label, 1)
        foot.addWidget(self.fold_button, 0, Qt.AlignmentFlag.AlignBottom)
        layout = QVBoxLayout(self.panel)
        layout.setContentsMargins(6, 6, 4, 6)
        layout.setSpacing(4)
        layout.addWidget(self.list, 1)
        layout.addLayout(foot)
        layout.addWidget(self.total)
        self._fold()
        self.show_in_use(use)

    def lay_over(self, whole: QWidget) -> None:
        """Have the list lie in `whole`, in whose layout this is, so that it can reach over what stands beside it."""
        self.panel.setParent(whole)
        self.panel.show()
        self._place()

    # ------------------------------------------------------------ width

    @property
    def is_strip(self) -> bool:
        """Whether only the marks stand beside the form."""
        return self.narrow or self.folded

    def letter(self) -> int:
        """The width of a letter, in which widths are told: the text's size is a setting."""
        return self.fontMetrics().horizontalAdvance("ก")

    def fit(self, width: int) -> None:
        """Take up as much as a window of `width` has room for."""
        narrow = width < NARROW * self.letter()
        if narrow != self.narrow:
            self.narrow, self.is_open = narrow, False
            self._fold()

    def toggle(self) -> None:
        """Show the whole list, or only the marks."""
        if self.is_strip:
            self.open() if self.narrow else self._keep_folded(False)
        elif self.is_open:
            self.close_over()
        else:
            self._keep_folded(True)

    def _keep_folded(self, folded: bool) -> None:
        self.folded, self.is_open = folded, False
        habits.keep(FOLDED, folded)
        self._fold()

    def enter(self) -> None:
        """Put the focus into the list."""
        if self.is_strip:
            self.open()
        self.list.setFocus()

    def open(self) -> None:
        """Show the whole list over the form, until something is chosen."""
        self.is_open = True
        self._fold()
        self.list.setFocus()

    def close_over(self) -> None:
        """Show only the marks again, if the whole list was opened over the form."""
        if self.is_open:
            self.is_open = False
            self._fold()

    def _fold(self) -> None:
        only = self.is_strip and not self.is_open
        full, strip = WIDTH * self.letter(), self.list.fontMetrics().height() + 30
        self.setFixedWidth(strip if self.is_strip else full)
        self.list.show_only_marks(only)
        self.total_label.setHidden(only)
        self.fold_button.setText("»" if only else "«")
        says = _("Show the list of sections (F6)") if only else _("Show only the marks (Ctrl+F6)")
        self.fold_button.setToolTip(says)
        self.fold_button.setAccessibleName(says)
        self._place()
        self.list.scrollToItem(self.list.currentItem())

    def _place(self) -> None:
        place = QRect(self.geometry() if self.panel.parentWidget() is not self else self.rect())
        if self.is_open:
            place.setWidth(WIDTH * self.letter())
        self.panel.setGeometry(place)
        self.panel.setFrameShape(QFrame.Shape.StyledPanel if self.is_open else QFrame.Shape.NoFrame)
        self.panel.raise_()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def moveEvent(self, event: QMoveEvent) -> None:
        super().moveEvent(event)
        self._place()

    # ------------------------------------------------------------ going

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self.close_over()
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and asked(event, KEYS):
            self._enter_form()
            return True
        return False

    def _went(self, row: int) -> None:
        if row >= 0:
            self.chosen.emit(self.ids[row])

    def _enter_form(self) -> None:
        self.close_over()
        self.entered.emit()

    def mark(self, section: str) -> None:
        """Show which section the officer is in."""
        self.list.blockSignals(True)
        self.list.setCurrentRow(self.ids.index(section))
        self.list.show_current()
        self.list.blockSignals(False)

    # ------------------------------------------------------------ states

    def show_in_use(self, use: InUse) -> None:
        """Show the sections that are in use, and no others."""
        self.shown = [section.id for section in use.sections]
        """Their ids."""
        for row, section in enumerate(self.ids):
            self.list.item(row).setHidden(section not in self.shown)
        self.list.scheduleDelayedItemsLayout()

    def beside(self, section: str) -> tuple[str | None, str | None]:
        """The sections in use before and after one, which may itself be in use no more."""
        at = self.ids.index(section)
        before = [other for other in self.ids[:at] if other in self.shown]
        after = [other for other in self.ids[at + 1 :] if other in self.shown]
        return before[-1] if before else None, after[0] if after else None

    def title(self, section: str | None) -> str:
        """A section's title; nothing for none."""
        return self.titles[self.ids.index(section)] if section else ""

    def show_standings(self, standings: Mapping[str, Standing]) -> None:
        """Show how far every section has come."""
        self.standings = standings
        self._show()
        to_enter = [  # an optional section that stays empty lacks nothing
            standing.state
            for id, standing in standings.items()
            if standing.state != "computed" and not (standing.state == "empty" and id in self.optional)
        ]
        complete, left = sum(state == "complete" for state in to_enter), sum(s.left for s in standings.values())
        self.total.setRange(0, max(1, len(to_enter)))
        self.total.setValue(complete)
        text = _("{done} of {all} sections complete").format(done=complete, all=len(to_enter))
        if left:
            text += "\n" + ngettext("{count} field left", "{count} fields left", left).format(count=left)
        self.total_label.setText("")
        self.total_label.say(text)
        self.total_label.setHidden(self.list.only_marks)
        self.total.setAccessibleName(text)
        self.total.setToolTip(tip(text))

    def show_notes(self, notes: Mapping[str, SectionNote]) -> None:
        """Show the officer's notes."""
        self.notes = notes
        self._show()

    def _show(self) -> None:
        for row, section in enumerate(self.ids):
            item: QListWidgetItem = self.list.item(row)
            standing, note = self.standings.get(section, Standing("empty")), self.notes.get(section, SectionNote())
            known = section in self.standings  # not before the problems were looked for
            left = left_in_words(standing, optional=section in self.optional) if known else ""
            words = note.text
            if note.waiting:
                words = _("Waiting: {note}").format(note=note.text) if note.text else _("Waiting")
            ink = state_colour(standing.state, grave=standing.grave)
            step = SectionStep(self.titles[row], standing.state, left, words, note.waiting, ink)
            if item.data(STEP) == step:
                continue
            item.setData(STEP, step)
            state = "" if standing.state == "empty" else state_name(standing.state)
            said = f"{step.title}: " + ", ".join(filter(None, [state, left, words]))
            item.setToolTip(tip(said))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, said)
        self.list.scheduleDelayedItemsLayout()
