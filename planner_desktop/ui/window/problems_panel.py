"""The panel of problems: filtered by severity, with why each is one and how to mend it. Activating one leads to it."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from planner_desktop.checks import SEVERITIES, Problem, to_mend
from planner_desktop.checks.listing import said_accepted, severity_name
from planner_desktop.checks.problem import REVIEW
from planner_desktop.i18n import _
from planner_desktop.ui.kit.colours import hex_of
from planner_desktop.ui.kit.drop_down import DropDown
from planner_desktop.ui.kit.layouts import bare
from planner_desktop.ui.kit.look import Text
from planner_desktop.ui.window.foot import MARKS
from planner_desktop.ui.window.problem_tree import ACCEPT_KEY, ProblemTree, says_accept

LOW = 10  # lines; a panel with less has no room for the heads of columns
SLIM = "QToolButton { padding: 1px 8px; }"


class Details(QScrollArea):
    """Why the marked problem is one, and how to mend it; or why it was accepted. `acted` when its button is pressed."""

    acted = Signal()
    reviewed = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.message = Text("", "label")
        self.why_label, self.why = Text(_("Why"), "muted"), Text("", "plain")
        self.fix_label, self.fix = Text(_("How to fix"), "muted"), Text("", "plain")
        self.accepted = Text("", "label")
        self.button = QPushButton()
        self.button.setToolTip(ACCEPT_KEY)
        self.button.clicked.connect(self.acted)
        self.one_button, self.table_button = QPushButton(_("Reviewed")), QPushButton(_("All of its table reviewed"))
        for button, whole, key in ((self.one_button, False, "Space"), (self.table_button, True, "Ctrl+Space")):
            button.setToolTip(key)
            button.clicked.connect(partial(self.reviewed.emit, whole))
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(8, 4, 8, 4)
        layout.setSpacing(2)
        layout.addWidget(self.message)
        layout.addWidget(self.accepted)
        for button in (self.button, self.one_button, self.table_button):
            layout.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        for text in (self.why_label, self.why, self.fix_label, self.fix):
            layout.addWidget(text)
        layout.addStretch(1)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("About the marked problem"))
        self.setMinimumHeight(60)
        self.show_problem(None)

    def show_problem(self, problem: Problem | None) -> None:
        """Tell of a problem; of how the list is used where none is marked."""
        hint = _("Choose a problem to read why it is one and how to mend it. Enter leads to its field.")
        self.message.say(problem.message if problem else hint)
        accepted = problem is not None and problem.accepted is not None
        self.accepted.say(said_accepted(problem) if problem is not None and accepted else "")
        self.button.setVisible(problem is not None and bool(problem.basis))
        self.button.setText(_("No longer accept") if problem is None or accepted else says_accept(problem))
        self.button.setToolTip("Del" if accepted else ACCEPT_KEY)
        for button in (self.one_button, self.table_button):
            button.setVisible(problem is not None and problem.check == REVIEW)
        for label, text, said in (
            (self.why_label, self.why, problem.why if problem else ""),
            (self.fix_label, self.fix, problem.fix if problem else ""),
        ):
            text.say(said)
            label.setVisible(bool(said))


class ProblemsPanel(QWidget):
    """The tree of problems with what is told of the marked one; its `head` is the title bar of the dock it stands in.

    `wanted` brings the problem whose field is to be shown, `copy_wanted` and `export_wanted` all that are listed.
    `step_wanted` asks for the field of the next problem, or the one before, `shut` for the panel to be put away.
    `accept_wanted` and `take_back_wanted` bring one that is to be accepted, or no longer, `reviewed` one that tells
    of what was looked at, and whether all of its table was.
    """

    wanted = Signal(object)
    accept_wanted = Signal(object)
    take_back_wanted = Signal(object)
    reviewed = Signal(object, bool)
    copy_wanted = Signal(object)
    export_wanted = Signal(object)
    step_wanted = Signal(int)
    shut = Signal()

    def __init__(self, titles: dict[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.problems: list[Problem] = []
        self.tree = ProblemTree(titles)
        self.tree.wanted.connect(self.wanted)
        self.tree.accept_wanted.connect(self.accept_wanted)
        self.tree.take_back_wanted.connect(self.take_back_wanted)
        self.tree.reviewed.connect(self.reviewed)
        self.details = Details()
        self.tree.marked.connect(self.details.show_problem)
        self.details.acted.connect(self._act)
        self.details.reviewed.connect(self._review)
        self.grouping = DropDown()
        self.grouping.addItem(_("By section"), "section")
        self.grouping.addItem(_("By severity"), "severity")
        self.grouping.setAccessibleName(_("How the problems are grouped"))
        self.grouping.currentIndexChanged.connect(self._show)
        self.filters: dict[str, QToolButton] = {}
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.tree)
        split.addWidget(self.details)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 1)
        split.setChildrenCollapsible(False)
        layout = bare(QVBoxLayout(self))
        layout.addWidget(split)
        self.head = self._tools()

    def _tools(self) -> QWidget:
        """The head of the panel."""
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(8, 3, 8, 3)
        row.setSpacing(6)
        self.title = QLabel()
        self.title.setProperty("role", "label")
        row.addWidget(self.title)
        row.addWidget(self.grouping)
        for severity in SEVERITIES:
            self.filters[severity] = button = QToolButton()
            button.setCheckable(True)
            button.setChecked(True)
            button.setStyleSheet(f"QToolButton {{ color: {hex_of(MARKS[severity][1])}; padding: 1px 8px; }}")
            button.toggled.connect(self._show)
            row.addWidget(button)
        row.addStretch(1)
        for label, keys, does in (
            ("▲", _("Problem before (Ctrl+Shift+F8)"), partial(self.step_wanted.emit, -1)),
            ("▼", _("Next problem (Ctrl+F8)"), partial(self.step_wanted.emit, 1)),
            (_("Copy"), _("Copy the list, for Excel"), lambda: self.copy_wanted.emit(self.tree.order())),
            (_("Export…"), _("Save the list as a table"), lambda: self.export_wanted.emit(self.tree.order())),
            ("✕", _("Close (F8)"), self.shut.emit),
        ):
            button = QToolButton()
            button.setText(label)
            button.setToolTip(keys)
            button.setAccessibleName(keys)
            button.setStyleSheet(SLIM)
            button.clicked.connect(does)
            row.addWidget(button)
        return head

    def _act(self) -> None:
        """Accept the marked problem, or no longer."""
        problem = self.tree.problem()
        if problem is not None:
            (self.take_back_wanted if problem.accepted else self.accept_wanted).emit(problem)

    def _review(self, whole: bool) -> None:
        """Tick off what the marked problem tells of, or its whole table."""
        problem = self.tree.problem()
        if problem is not None:
            self.reviewed.emit(problem, whole)

    def fit(self, height: int) -> None:
        """Take up what a dock of this height has room for."""
        self.tree.setHeaderHidden(height < LOW * self.fontMetrics().lineSpacing())

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """List the problems; nothing moves where they are the same as before."""
        self.problems = list(problems)
        left = to_mend(problems)
        for severity, button in self.filters.items():
            count = sum(problem.severity == severity for problem in left)
            button.setText(f"{MARKS[severity][0]} {count}")
            says = _("Show or hide: {severity}").format(severity=severity_name(severity))
            button.setToolTip(says)
            button.setAccessibleName(f"{says} ({count})")
        title = _("Problems ({count})").format(count=len(left))
        marks = sum(problem.check == REVIEW for problem in left)
        review = _("{count} to review").format(count=marks) if marks else ""
        accepted = _("{count} accepted").format(count=len(problems) - len(left)) if len(problems) > len(left) else ""
        self.title.setText(" · ".join(filter(None, [title, review, accepted])))
        self._show()

    def _show(self) -> None:
        shown = [problem for problem in self.problems if self.filters[problem.severity].isChecked()]
        self.tree.show_problems(shown, self.grouping.currentData())
