"""The problems as a tree: under their sections or severities, of many the first until more are wanted.

Those that were accepted stand below all others, with the reason, by whom and when.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal

from PySide6.QtCore import QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QHeaderView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidgetItem,
    QWidget,
)

from planner_desktop.checks import SEVERITIES, Problem, to_mend
from planner_desktop.checks.accepting import can_be_accepted
from planner_desktop.checks.listing import said_accepted, severity_name
from planner_desktop.checks.problem import REVIEW
from planner_desktop.i18n import _, later
from planner_desktop.thai.invisible import harmless
from planner_desktop.thai.words import with_break_marks
from planner_desktop.ui.kit.colours import colour
from planner_desktop.ui.kit.item_views import Index, TreeWidget, menu_of
from planner_desktop.ui.kit.key_table import Key
from planner_desktop.ui.kit.lines import in_lines
from planner_desktop.ui.kit.look import brief, tip
from planner_desktop.ui.window.foot import MARKS

PROBLEM = Qt.ItemDataRole.UserRole
Grouping = Literal["section", "severity"]
PADDING, LINES = 6, 2
LISTED, LEAST = 150, 20
"""As many problems are laid out at first, shared by the groups, and at least so many of each: each line is measured."""
ACCEPTED = "accepted"
"""The group of those that were accepted, however the others are grouped."""
ACCEPT_KEY = "Shift+F8"
KEYS = {
    "go": Key(later("Go to its field"), ("Return",)),
    "take_back": Key(later("No longer accept"), ("Del",)),
    "reviewed": Key(later("Reviewed"), ("Space",)),
    "all_reviewed": Key(later("All of its table reviewed"), ("Ctrl+Space",)),
}
ProblemKey = tuple[str, str, int | None, str | None, bool]


@dataclass(frozen=True)
class More:
    """Stands for the problems of a group that are not listed yet."""

    group: str


def key_of(problem: Problem) -> ProblemKey:
    """What a problem is known by while its words change."""
    return problem.check, problem.kind, problem.id, problem.field, problem.accepted is not None


def says_accept(problem: Problem) -> str:
    """What accepting a problem is called: of something required, that it does not apply."""
    return _("Does not apply, because…") if problem.severity == "error" else _("Accept, because…")


def said_severity(problem: Problem) -> str:
    """The severity as a mark and a word."""
    return f"{MARKS[problem.severity][0]} {severity_name(problem.severity)}:"


class ProblemDelegate(QStyledItemDelegate):
    """Draws a problem in two lines at most: its severity as mark and word in its colour, then what is wrong."""

    def __init__(self, parent: "ProblemTree") -> None:
        super().__init__(parent)
        self.tree = parent

    def _lines(self, index: Index) -> Sequence[str]:
        problem, text = index.data(PROBLEM) or index.sibling(index.row(), 0).data(PROBLEM), str(index.data() or "")
        width = self.tree.columnWidth(index.column()) - 2 * PADDING
        if index.column() == 0:
            width -= 2 * self.tree.indentation() if isinstance(problem, Problem) else self.tree.indentation()
            if isinstance(problem, Problem):
                text = f"{said_severity(problem)} {text}"
        return in_lines(text, self.tree.font().toString(), max(40, width), LINES)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        if not isinstance(index.sibling(index.row(), 0).data(PROBLEM), Problem):
            return super().sizeHint(option, index)
        return QSize(0, len(self._lines(index)) * self.tree.fontMetrics().lineSpacing() + PADDING)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        problem = index.sibling(index.row(), 0).data(PROBLEM)
        if not isinstance(problem, Problem):
            super().paint(painter, option, index)
            return
        painter.save()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected:
            painter.fillRect(option.rect, colour("chosen"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(option.rect, colour("ground"))
        metrics = self.tree.fontMetrics()
        line = QRect(option.rect.adjusted(PADDING, PADDING // 2, -PADDING, 0))
        line.setHeight(metrics.lineSpacing())
        how = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip
        severity = said_severity(problem) if index.column() == 0 else ""
        for text in self._lines(index):
            painter.setPen(colour("ink" if index.column() == 0 else "muted"))
            if severity and text.startswith(severity):
                painter.drawText(line.translated(metrics.horizontalAdvance(severity), 0), how, text[len(severity) :])
                painter.setPen(colour("ink" if selected else MARKS[problem.severity][1]))
                text, severity = severity, ""
            painter.drawText(line, how, text)
            line.translate(0, metrics.lineSpacing())
        painter.restore()


class ProblemTree(TreeWidget):
    """The tree of problems.

    Signals: `wanted` with the problem whose field is to be shown, `marked` with the current problem, or None.
    `accept_wanted` with one that is to be accepted, `take_back_wanted` with one that shall be no more.
    `reviewed` with one that tells of what was looked at, and whether all of its table was.
    """

    wanted = Signal(object)
    accept_wanted = Signal(object)
    take_back_wanted = Signal(object)
    reviewed = Signal(object, bool)
    keys = KEYS
    marked = Signal(object)

    def __init__(self, titles: dict[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.titles = titles
        self.grouping: Grouping = "section"
        self.shown: list[Problem] = []
        self._groups: dict[str, list[Problem]] = {}
        self._most: dict[str, int] = {}
        """How many of a group the officer wants listed, where that is more than its share."""
        self._shut: set[str] = set()
        self.setColumnCount(2)
        self.setHeaderLabels([_("What is wrong"), _("What to do")])
        self.setItemDelegate(ProblemDelegate(self))
        self.setIndentation(16)
        self.setMinimumHeight(60)
        self.header().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.header().sectionResized.connect(lambda: self.scheduleDelayedItemsLayout())
        self.setAccessibleName(_("Problems"))
        self.setVerticalScrollMode(TreeWidget.ScrollMode.ScrollPerPixel)
        self.itemActivated.connect(self._activated)
        self.itemClicked.connect(self._activated)
        self.currentItemChanged.connect(lambda: self.marked.emit(self.problem()))
        self.itemCollapsed.connect(lambda item: self._shut.add(item.data(0, PROBLEM)))
        self.itemExpanded.connect(lambda item: self._shut.discard(item.data(0, PROBLEM)))

    def show_problems(self, problems: Sequence[Problem], grouping: Grouping) -> None:
        """List the problems. What is marked and what is shut stay so, and nothing moves where nothing changed."""
        if list(problems) == self.shown and grouping == self.grouping:
            return
        marked, at = self.problem(), self.order()
        row = at.index(marked) if marked in at else 0
        scrolled = self.verticalScrollBar().value()
        if grouping != self.grouping:
            self._most.clear()
        self.shown, self.grouping = list(problems), grouping
        self._groups = {group: [] for group in (*(self.titles if grouping == "section" else SEVERITIES), ACCEPTED)}
        for problem in problems:
            self._groups[self._group(problem)].append(problem)
        self._groups = {group: held for group, held in self._groups.items() if held}
        self._fill()
        now = self.order()
        same = next((p for p in now if marked is not None and key_of(p) == key_of(marked)), None)
        if marked is not None and now:
            self.mark(same or now[min(row, len(now) - 1)])
        self.verticalScrollBar().setValue(scrolled)
        self.marked.emit(self.problem())

    def _group(self, problem: Problem) -> str:
        if problem.accepted is not None:
            return ACCEPTED
        return problem.section if self.grouping == "section" else problem.severity

    def _fill(self) -> None:
        self.blockSignals(True)
        self.clear()
        for group, problems in self._groups.items():
            self._add_group(group, problems)
        self.blockSignals(False)

    def _listed(self, group: str) -> int:
        """How many problems of a group are listed."""
        return max(self._most.get(group, 0), LEAST, LISTED // len(self._groups))

    def _add_group(self, group: str, problems: list[Problem]) -> None:
        head = QTreeWidgetItem(self)
        head.setData(0, PROBLEM, group)
        head.setFirstColumnSpanned(True)
        if group == ACCEPTED:
            name = _("Accepted")
        else:
            name = self.titles[group] if self.grouping == "section" else severity_name(group)
        head.setText(0, f"{name} ({len(problems)})")
        font = head.font(0)
        font.setBold(True)
        head.setFont(0, font)
        listed = self._listed(group)
        for problem in problems[:listed]:
            self._add(head, problem)
        if len(problems) > listed:
            more = QTreeWidgetItem(head)
            more.setData(0, PROBLEM, More(group))
            more.setFirstColumnSpanned(True)
            left = len(problems) - listed
            more.setText(0, _("and {count} more: Enter or a click lists some of them").format(count=left))
        head.setExpanded(group not in self._shut)

    def _list_more(self, group: str, most: int) -> None:
        """List so many problems of a group."""
        if group not in self._groups or most <= self._listed(group):
            return
        scrolled = self.verticalScrollBar().value()
        self._most[group] = most
        self._fill()
        self.verticalScrollBar().setValue(scrolled)

    def _add(self, head: QTreeWidgetItem, problem: Problem) -> None:
        in_section = self.grouping == "section" and problem.accepted is None
        where = "" if in_section else f"{self.titles[problem.section]}: "
        item = QTreeWidgetItem(head)
        message, fix = brief(problem.message), brief(said_accepted(problem) if problem.accepted else problem.fix)
        item.setText(0, harmless(where + message))
        item.setText(1, harmless(fix))
        item.setToolTip(0, tip(with_break_marks(message)))
        item.setToolTip(1, tip(with_break_marks(fix)))
        item.setData(0, PROBLEM, problem)
        said = f"{severity_name(problem.severity)}: {where}{message} {fix}"
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, said)

    def _items(self) -> list[QTreeWidgetItem]:
        heads = [self.topLevelItem(n) for n in range(self.topLevelItemCount())]
        items = [head.child(n) for head in heads if head is not None for n in range(head.childCount())]
        return [item for item in items if item is not None]

    def order(self) -> list[Problem]:
        """The problems from top to bottom, also those that are not listed yet."""
        return [problem for group in self._groups.values() for problem in group]

    def problem(self) -> Problem | None:
        """The marked problem."""
        item = self.currentItem()
        found = item.data(0, PROBLEM) if item is not None else None
        return found if isinstance(found, Problem) else None

    def mark(self, problem: Problem) -> None:
        """Mark a problem; it is listed if it was not yet."""
        group = self._group(problem)
        if problem in self._groups.get(group, ()):
            at = self._groups[group].index(problem)
            if at >= self._listed(group):
                self._list_more(group, at + LEAST)
        for item in self._items():
            if item.data(0, PROBLEM) == problem:
                self.setCurrentItem(item)

    def step(self, by: int, section: str) -> Problem | None:
        """The next problem after the marked one, or the one before; the first of `section` if none is marked."""
        order, marked = to_mend(self.order()), self.problem()
        if not order:
            return None
        if marked in order:
            return order[(order.index(marked) + by) % len(order)]
        here = [problem for problem in order if problem.section == section]
        return (here or order)[0 if by > 0 else -1]

    def context_menu(self) -> QMenu | None:
        problem = self.problem()
        if problem is None:
            return None
        go, back, accepted = KEYS["go"], KEYS["take_back"], problem.accepted is not None
        if problem.check == REVIEW:
            one, all_of_it = KEYS["reviewed"], KEYS["all_reviewed"]
            return menu_of(
                self,
                [(_(go.does), go.keys[0], True, partial(self.wanted.emit, problem))],
                [
                    (_(one.does), one.keys[0], True, partial(self.reviewed.emit, problem, False)),
                    (_(all_of_it.does), all_of_it.keys[0], True, partial(self.reviewed.emit, problem, True)),
                ],
            )
        return menu_of(
            self,
            [(_(go.does), go.keys[0], True, partial(self.wanted.emit, problem))],
            [
                (says_accept(problem), ACCEPT_KEY, can_be_accepted(problem), partial(self.accept_wanted.emit, problem)),
                (_(back.does), back.keys[0], accepted, partial(self.take_back_wanted.emit, problem)),
            ],
        )

    def take_key(self, key: str) -> bool:
        problem = self.problem()
        if key == "go" and problem is not None:
            self.wanted.emit(problem)
        elif key == "take_back" and problem is not None and problem.accepted is not None:
            self.take_back_wanted.emit(problem)
        elif key in ("reviewed", "all_reviewed") and problem is not None and problem.check == REVIEW:
            self.reviewed.emit(problem, key == "all_reviewed")
        else:
            return False
        return True

    def _activated(self, item: QTreeWidgetItem) -> None:
        found = item.data(0, PROBLEM)
        if isinstance(found, Problem):
            self.wanted.emit(found)
        elif isinstance(found, More):
            at = self._listed(found.group)  # the first that is not listed
            QTimer.singleShot(0, self, lambda: self._go_on(found.group, at))  # the line goes, which is being clicked

    def _go_on(self, group: str, at: int) -> None:
        """List more of a group and mark the first of them."""
        self._list_more(group, at + LISTED)
        if at < len(self._groups.get(group, ())):
            self.mark(self._groups[group][at])
