"""The list of problems, section by section. Activating one leads to the field."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QBrush
from PySide6.QtWidgets import QDockWidget, QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from planner_desktop.checks import Problem
from planner_desktop.formpack import FormPack
from planner_desktop.i18n import _
from planner_desktop.thai.words import with_break_marks
from planner_desktop.ui.colours import Name, colour

MARKS: dict[str, tuple[str, Name]] = {"error": ("✗", "bad"), "warning": ("!", "begun"), "note": ("i", "muted")}
PROBLEM = Qt.ItemDataRole.UserRole


def severity_name(severity: str) -> str:
    """The severity in words."""
    return {"error": _("error"), "warning": _("warning"), "note": _("note")}[severity]


class ProblemsPanel(QDockWidget):
    """`wanted` brings the problem whose field is to be shown."""

    wanted = Signal(object)

    def __init__(self, pack: FormPack, parent: QWidget | None = None) -> None:
        super().__init__(_("Problems"), parent)
        self.setObjectName("problems")
        self.titles = {section.id: section.title for section in pack.sections}
        self.problems: list[Problem] = []
        self.tree = QTreeWidget()
        self.tree.setColumnCount(2)
        self.tree.setHeaderLabels([_("What is wrong"), _("What to do")])
        self.tree.setWordWrap(True)
        self.tree.header().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.tree.setRootIsDecorated(True)
        self.tree.setAccessibleName(_("Problems"))
        self.tree.setVerticalScrollMode(QTreeWidget.ScrollMode.ScrollPerPixel)
        self.tree.itemActivated.connect(self._activated)
        self.tree.itemClicked.connect(self._activated)
        self.setWidget(self.tree)

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """List the problems; nothing moves where they are the same as before."""
        if list(problems) == self.problems:
            return
        self.problems = list(problems)
        shut = {item.data(0, PROBLEM) for item in self._sections() if not item.isExpanded()}
        self.tree.clear()
        sections: dict[str, QTreeWidgetItem] = {}
        for problem in problems:
            if problem.section not in sections:
                head = QTreeWidgetItem(self.tree)
                head.setData(0, PROBLEM, problem.section)
                head.setFirstColumnSpanned(True)
                head.setExpanded(problem.section not in shut)
                sections[problem.section] = head
            mark, name = MARKS[problem.severity]
            item = QTreeWidgetItem(sections[problem.section])
            item.setText(0, with_break_marks(f"{mark} {problem.message}"))
            item.setText(1, with_break_marks(problem.fix))
            item.setToolTip(0, with_break_marks(problem.message))
            item.setToolTip(1, with_break_marks(problem.fix))
            item.setForeground(0, QBrush(colour(name)))
            item.setData(0, PROBLEM, problem)
            said = f"{severity_name(problem.severity)}: {problem.message} {problem.fix}"
            item.setData(0, Qt.ItemDataRole.AccessibleTextRole, said)
        for section, head in sections.items():
            head.setText(0, f"{self.titles[section]} ({head.childCount()})")
        self.setWindowTitle(_("Problems ({count})").format(count=len(problems)))

    def _sections(self) -> list[QTreeWidgetItem]:
        items = (self.tree.topLevelItem(n) for n in range(self.tree.topLevelItemCount()))
        return [item for item in items if item is not None]

    def _activated(self, item: QTreeWidgetItem) -> None:
        problem = item.data(0, PROBLEM)
        if isinstance(problem, Problem):
            self.wanted.emit(problem)
