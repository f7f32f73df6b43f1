"""The card of a new plan: of which edition, for which agency, what it begins with, and where its file goes.

Enter goes from field to field and makes the plan at the last. What is wrong is said under its field.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from planner_desktop import file_names
from planner_desktop.i18n import _
from planner_desktop.plans.available import Available
from planner_desktop.plans.beginning import NewPlanField, NewPlanRefused, PlanWish
from planner_desktop.plans.recent import DraftCard
from planner_desktop.ui.kit.drop_down import DropDown
from planner_desktop.ui.kit.look import Text, mark_refused
from planner_desktop.ui.session.folders import documents
from planner_desktop.ui.start.agency_line import AgencyLine
from planner_desktop.ui.start.begin_choice import BeginChoice

if TYPE_CHECKING:
    from planner_desktop.draft.plan.new_plan import Agency

SUFFIX, PART_SUFFIX = ".bmaplan", ".bmapart"


class NewPlan(QFrame):
    """The form for a new plan.

    Signals: `wanted` with the plan to make; `name_wanted` with a path for which a free file name goes to `propose`.
    """

    wanted = Signal(object)
    name_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.known: Available | None = None
        self.proposed = ""
        self.edition, self.begin = DropDown(), BeginChoice()
        self.agency_line = AgencyLine()
        self.name, self.folder = QLineEdit(), QLineEdit(str(documents()))
        self.browse = QPushButton(_("Choose…"))
        self.note = Text("", "guide")
        self.create_button = QPushButton(_("Create the plan"))
        self.create_button.setToolTip("Enter")
        self.problems: dict[NewPlanField, Text] = {}
        self._fields: dict[NewPlanField, QWidget] = {
            "edition": self.edition, "agency": self.agency_line, "begin": self.begin,
            "name": self.name, "folder": self.folder,
        }  # fmt: skip
        self._build()
        self.edition.currentIndexChanged.connect(self._edition_chosen)
        self.begin.currentIndexChanged.connect(self._say_what_comes)
        self.begin.activated.connect(self._take_agency)
        self.agency_line.chosen.connect(self._agency_chosen)
        self.name.returnPressed.connect(self.create_plan)
        self.folder.returnPressed.connect(self.create_plan)
        self.folder.editingFinished.connect(self._propose)
        self.name.textChanged.connect(lambda: self._say("name"))
        self.folder.textChanged.connect(lambda: self._say("folder"))
        self.browse.clicked.connect(self._ask_folder)
        self.create_button.clicked.connect(self.create_plan)
        self._say_what_comes()

    def _build(self) -> None:
        labels: dict[NewPlanField, str] = {
            "edition": _("Edition of the template"), "agency": _("Agency"), "begin": _("Begin with"),
            "name": _("File name"), "folder": _("Folder"),
        }  # fmt: skip
        grid = QGridLayout()
        grid.setVerticalSpacing(6)
        grid.setHorizontalSpacing(10)
        grid.setColumnStretch(1, 1)
        for n, (field, label) in enumerate(labels.items()):
            widget, said, problem = self._fields[field], QLabel(label), Text("", "problem", self)
            said.setTextFormat(Qt.TextFormat.PlainText)
            said.setProperty("role", "label")
            said.setBuddy(widget)
            widget.setAccessibleName(label)
            widget.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            self.problems[field] = problem
            grid.addWidget(said, 3 * n, 0)
            if field == "folder":
                row = QHBoxLayout()
                row.setSpacing(6)
                row.addWidget(widget, 1)
                row.addWidget(self.browse)
                grid.addLayout(row, 3 * n, 1)
            else:
                grid.addWidget(widget, 3 * n, 1)
            grid.addWidget(problem, 3 * n + 1, 1)
            if field == "begin":
                grid.addWidget(self.note, 3 * n + 2, 0, 1, 2)
        for combo in (self.edition, self.begin):
            combo.installEventFilter(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 14)
        layout.setSpacing(8)
        layout.addWidget(Text(_("New plan"), "heading"))
        layout.addLayout(grid)
        layout.addWidget(self.create_button)
        layout.addStretch(1)

    # ------------------------------------------------------------ what there is to choose

    def offer(self, known: Available) -> None:
        """Offer the editions, their agencies and samples, once they are read."""
        self.known = known
        self.edition.blockSignals(True)
        for edition in known.editions:
            self.edition.addItem(edition.title, edition.id)
        self.edition.blockSignals(False)
        self._edition_chosen()

    def begin_with(self, card: DraftCard) -> None:
        """Choose a plan of before."""
        self.begin.choose(card)
        self._take_agency()

    # ------------------------------------------------------------ choosing

    def _edition_chosen(self) -> None:
        if self.known is not None:
            edition = self.edition.currentData()
            self.agency_line.offer(self.known.agencies.get(edition, []))
            self.begin.offer_samples(self.known.samples, edition)
        self._propose()

    def _agency_chosen(self) -> None:
        self._say("agency")
        self._propose()
        if self.agency_line.hasFocus():
            self.begin.setFocus()

    def _take_agency(self) -> None:
        source = self.begin.source()
        if self.agency_line.agency is None and source.kind == "plan":
            self.agency_line.choose(source.agency)

    def _say_what_comes(self) -> None:
        self._say("begin")
        self.note.say(self.begin.what_comes(self.edition.currentText()))

    # ------------------------------------------------------------ the file

    def _propose(self) -> None:
        agency = self.agency_line.agency
        if agency is None or self.known is None or self.name.text() not in ("", self.proposed):
            return
        year = next(e.year for e in self.known.editions if e.id == self.edition.currentData())
        short = agency.abbreviation.rstrip(".") or agency.name
        self.propose(file_names.safe(f"{short} {year}{SUFFIX}"))
        self.name_wanted.emit(Path(self.folder.text().strip(), self.proposed))

    def propose(self, name: str) -> None:
        """Propose a file name, where no other was typed meanwhile."""
        if self.name.text() in ("", self.proposed):
            self.proposed = name
            self.name.setText(name)
            self.name.selectAll()

    def _ask_folder(self) -> None:
        path = QFileDialog.getExistingDirectory(self, _("Folder"), self.folder.text())
        if path:
            self.folder.setText(path)
            self._propose()

    # ------------------------------------------------------------ making it

    def create_plan(self) -> None:
        """Ask for the plan, or say what is missing for it."""
        for field in self.problems:
            self._say(field)
        agency: Agency | None = self.agency_line.agency
        if self.known is None:
            return  # a moment later
        if agency is None:
            self._say("agency", _("Type a part of its name and choose it with Enter."))
            return
        self._propose()
        name = self.name.text().strip()
        if not name or set(name) & set('\\/:*?"<>|'):
            self._say("name", _("A file name has letters and none of {signs}.").format(signs='\\ / : * ? " < > |'))
            return
        file_name = name if name.lower().endswith(SUFFIX) else name + SUFFIX
        if unfit := file_names.why_not(name) or file_names.name_too_long(file_name):
            self._say("name", unfit)
            return
        path = Path(self.folder.text().strip(), file_name)
        self.wanted.emit(PlanWish(self.edition.currentData(), agency, self.begin.source(), path, name == self.proposed))

    def refuse(self, refused: NewPlanRefused) -> None:
        """Say at its field why the plan was not made."""
        self._say(refused.field, str(refused.error))

    def _say(self, field: NewPlanField, problem: str = "") -> None:
        self.problems[field].say(problem)
        mark_refused(self._fields[field], bool(problem))
        if problem:
            self._fields[field].setFocus()

    # ------------------------------------------------------------ keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        enter = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in enter:
            if watched is self.edition:
                self.agency_line.setFocus()
            elif self.begin.take():
                self.name.setFocus()
            return True
        return super().eventFilter(watched, event)
