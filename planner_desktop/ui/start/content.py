"""What the start page shows, and how it is laid out: on a wide window the drafts to go on with beside a new plan."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from planner_desktop.i18n import _
from planner_desktop.plans.beginning import PlanSource
from planner_desktop.ui.kit.layouts import bare
from planner_desktop.ui.kit.look import Text, card, look_as
from planner_desktop.ui.kit.manual_at import KEY
from planner_desktop.ui.start.new_plan import NewPlan
from planner_desktop.ui.start.recents import Recents
from planner_desktop.ui.start.year_strip import YearStrip

WIDEST, NARROW, ALONE = 170, 92, 84
"""In letters: lines are not longer on a wide screen; narrower, the new plan stands below the drafts; how wide it is
while there are none."""
LEAST_LINES = 10


class StartContent(QScrollArea):
    """The content of the start page. Signal: `sample_wanted` with the name of a sample to open."""

    sample_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.recents, self.new = Recents(), NewPlan()
        self.open_button = QPushButton(_("Open a draft…"))
        self.word_button = QPushButton(_("Begin with a Word file…"))
        self.backups_button = QPushButton(_("Restore a backup…"))
        self.backups_button.hide()
        self.samples_button = QPushButton(_("Look at a sample"))
        self.samples_menu = QMenu(self.samples_button)
        self.samples_button.setMenu(self.samples_menu)
        self.samples_button.setEnabled(False)
        self.desk_button = QPushButton(_("Plans of all agencies…"))
        self.desk_button.hide()
        self.manual_button = QPushButton(_("Manual"))
        self.manual_button.setToolTip(KEY)
        for button, key in (
            (self.open_button, "Ctrl+O"), (self.word_button, "Ctrl+Shift+W"), (self.backups_button, "Ctrl+Shift+B"),
            (self.samples_button, "Ctrl+Shift+O"), (self.desk_button, "Ctrl+Shift+A"),
        ):  # fmt: skip
            button.setShortcut(key)
            button.setToolTip(key)
        self.years = YearStrip()
        self.years.wanted.connect(self.recents.choose)
        self.go_on_button = QPushButton(_("Go on"))
        self.go_on_button.setToolTip("Enter")
        self.go_on_button.setProperty("role", "first")  # so it is wherever there are drafts
        self.go_on_button.clicked.connect(self._go_on)
        self.next_year_button = QPushButton(_("Begin the next year's plan with this one…"))
        self.next_year_button.setShortcut("Ctrl+Shift+N")
        self.next_year_button.setToolTip("Ctrl+Shift+N")
        self.next_year_button.clicked.connect(self._next_year)
        self.recents.currentRowChanged.connect(self.arrange)
        self.go_on_card = self._go_on_card()
        self.columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.columns.setSpacing(16)
        self.columns.addWidget(self.go_on_card, 11)
        self.welcome = Text(_("Drafts that you open will be listed here."), "muted")
        self.welcome.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        right = QVBoxLayout()
        right.addWidget(self.new)
        right.addWidget(self.welcome)
        right.addStretch(1)
        self.columns.addLayout(right, 9)
        inside = QWidget()
        inside.setMaximumWidth(WIDEST * self.fontMetrics().horizontalAdvance("0"))
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(20, 12, 20, 16)
        layout.setSpacing(10)
        self.title = Text(_("Annual action plan"), "title")
        layout.addLayout(self._head())
        layout.addLayout(self.columns, 1)
        around = QWidget()
        row = bare(QHBoxLayout(around))
        row.addStretch(1)
        row.addWidget(inside, 1000)
        row.addStretch(1)
        self.setWidget(around)
        focus = QApplication.instance()
        assert isinstance(focus, QApplication)
        focus.focusChanged.connect(self._follow)

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(self.title, 1)
        for button in (
            self.open_button,
            self.word_button,
            self.backups_button,
            self.samples_button,
            self.desk_button,
            self.manual_button,
        ):
            row.addWidget(button)
        return row

    def _go_on_card(self) -> QFrame:
        frame = card()
        layout = QVBoxLayout(frame)
        layout.setContentsMargins(16, 12, 16, 14)
        layout.setSpacing(8)
        layout.addWidget(Text(_("Go on with"), "heading"))
        layout.addWidget(self.years)
        layout.addWidget(self.recents, 1)
        layout.addWidget(self.go_on_button)
        layout.addWidget(self.next_year_button)
        return frame

    def offer_samples(self, samples: Sequence[PlanSource]) -> None:
        """List the samples to look at; one is opened as a copy."""
        for sample in samples:
            action = self.samples_menu.addAction(sample.title)
            action.triggered.connect(lambda _checked=False, name=sample.sample: self.sample_wanted.emit(name))
        self.samples_button.setEnabled(bool(samples))

    # ------------------------------------------------------------ the next step

    def start(self) -> None:
        """Put the focus where the officer begins."""
        (self.recents if self.recents.count() else self.new.agency_line).setFocus()
        self._mark(in_new=not self.recents.count())

    def arrange(self) -> None:
        """Show the drafts if there are any, and say what the button does with the chosen one."""
        there = self.recents.count() > 0
        if not there and self.recents.hasFocus():
            self.new.agency_line.setFocus()
        self.go_on_card.setHidden(not there)
        self.welcome.setHidden(there)
        self.new.setMaximumWidth((WIDEST if there else ALONE) * self.fontMetrics().horizontalAdvance("0"))
        row = self.recents.chosen()
        self.years.show_years(self.recents.rows(), row)
        if row is None:
            return
        restores = row.gone and row.backup is not None
        self.go_on_button.setText(
            _("Restore a backup…") if restores else _("Go on: {name}").format(name=row.card.path.stem)
        )
        self.go_on_button.setEnabled(restores or not row.gone)
        self.next_year_button.setEnabled(row.card.read and not row.gone)

    def _go_on(self) -> None:
        row = self.recents.chosen()
        if row is not None:
            self.recents.wanted.emit(row)

    def _next_year(self) -> None:
        row = self.recents.chosen()
        if row is not None:
            self.recents.next_year_wanted.emit(row)

    def _follow(self, _old: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self.isAncestorOf(now):
            self._mark(in_new=self.new.isAncestorOf(now))
            self.ensureWidgetVisible(now, 0, self.height() // 3)

    def _mark(self, *, in_new: bool) -> None:
        """The one green button is the next step from where the officer is."""
        for button, first in ((self.new.create_button, in_new), (self.go_on_button, not in_new)):
            role = "first" if first else ""
            if (button.property("role") or "") != role:
                look_as(button, "role", role)

    # ------------------------------------------------------------ room

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Not of `viewport()`: to find out what kind of widget that is PySide6 makes all kinds that there are.
        letters = event.size().width() / self.fontMetrics().horizontalAdvance("0")
        way = QBoxLayout.Direction.TopToBottom if letters < NARROW else QBoxLayout.Direction.LeftToRight
        if self.columns.direction() != way:
            self.columns.setDirection(way)
        self.title.setHidden(way == QBoxLayout.Direction.TopToBottom)  # the window's title says it
        self.recents.setMinimumHeight(LEAST_LINES * self.fontMetrics().height())
