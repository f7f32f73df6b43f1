"""Accepting a problem with a reason, and taking that back, and ticking off what was reviewed.

From the list of problems, or where the officer is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from planner_desktop.checks import Problem, accepting, reviewing
from planner_desktop.draft.records import reviews
from planner_desktop.draft.records.reviews import Mark
from planner_desktop.i18n import _, ngettext
from planner_desktop.ui.kit.look import Text, mark_refused
from planner_desktop.ui.kit.sheet import Sheet
from planner_desktop.ui.session.focus import focused_kind, focused_place
from planner_desktop.ui.session.session import leave_field
from planner_desktop.ui.window.problem_tree import says_accept

if TYPE_CHECKING:
    from planner_desktop.ui.session.shell import Shell
    from planner_desktop.ui.window.problems_dock import ProblemsDock


class Accepting(QObject):
    """Belongs to a window, whose problems are in the dock `listed`."""

    def __init__(self, shell: Shell, listed: ProblemsDock) -> None:
        super().__init__(shell.frame)
        self.shell, self.listed = shell, listed
        self.unsaid: dict[str, str] = {}
        """Reasons that were typed and not used yet, by what they are about: they are there when it is asked again."""

    def ask(self, problem: Problem | None = None) -> None:
        """Ask for the reason to accept a problem; without one that which is marked, or that of the field in focus."""
        found = problem or self._meant()
        if found is None:
            self.shell.say(_("Mark a problem in the list first (F8)"))
        elif found.accepted is not None:
            self.shell.say(_("That is accepted already; Delete in the list takes it back"))
        elif not accepting.can_be_accepted(found):
            self.shell.say(_("An error cannot be accepted: {message}").format(message=found.message))
        else:
            leave_field()
            AcceptSheet(self, found).show()

    def _meant(self) -> Problem | None:
        listed = self.listed
        if listed.isVisible() and (marked := listed.tree.problem()) is not None:
            return marked
        here = focused_place()
        at_it = (each for each in listed.problems if here is not None and (each.kind, each.id, each.field) == here)
        return next((each for each in at_it if accepting.can_be_accepted(each)), None)

    def accept(self, problem: Problem, reason: str) -> None:
        """Accept a problem, if it is still there as it was."""
        if all(each.basis != problem.basis for each in self.listed.problems):
            self.shell.say(_("That has changed meanwhile: look at the problem again"))
            return
        with self.shell.session.trying():
            accepting.accept(self.shell.session.draft, problem, reason)
            self.unsaid.pop(problem.basis, None)
            self.shell.say(_("Accepted: {message}").format(message=problem.message))

    def take_back(self, problem: Problem | None = None) -> None:
        """The problem, or that which is marked, is accepted no more."""
        found = problem or (self.listed.tree.problem() if self.listed.isVisible() else None)
        if found is None or found.accepted is None:
            self.shell.say(_("Mark an accepted problem in the list first (F8)"))
            return
        with self.shell.session.trying():
            accepting.take_back(self.shell.session.draft, found)
            self.shell.say(_("No longer accepted: {message}").format(message=found.message))

    def review(self, problem: Problem | None = None, *, whole: bool = False) -> None:
        """What a problem tells of was looked at, else what is marked in the list or has the focus; or its table."""
        draft, listed = self.shell.session.draft, self.listed
        focus = QApplication.focusWidget()
        in_list = listed.isVisible() and focus is not None and listed.isAncestorOf(focus)
        found = problem or (listed.tree.problem() if in_list else None)
        if found is not None:
            seen = [mark] if (mark := reviewing.mark_of(found)) else []
        else:
            here = focused_place()
            seen = [Mark(here[0], here[1], field) for field in ("", here[2] or "")] if here is not None else []
        if whole:
            kind = seen[0].kind if seen else focused_kind()
            seen = [mark for mark in reviews.marks(draft) if mark.kind == kind]
        if not set(seen) & set(reviews.marks(draft)):
            self.shell.say(_("Nothing of that is to be reviewed"))
            return
        leave_field()
        with self.shell.session.trying():
            count = reviews.reviewed(draft, seen)
            left = len(reviews.marks(draft))
            done = ngettext("{count} thing was reviewed", "{count} things were reviewed", count).format(count=count)
            more = ngettext("{count} is left", "{count} are left", left).format(count=left)
            self.shell.say(f"{done}, {more}")


class AcceptSheet(Sheet):
    """The problem, what accepting it means, and the reason."""

    manual = "problems"

    def __init__(self, of: Accepting, problem: Problem) -> None:
        super().__init__(
            of.shell.frame,
            says_accept(problem),
            _(
                "It is listed apart with your reason, your name and the date, and counts no more. The strategy office "
                "reads it in the plan's data; it is not printed. When what it rests on changes, the problem is back."
            ),
        )
        self._of, self._problem = of, problem
        self.body.addWidget(Text(problem.message, "label"))
        self.body.addWidget(Text(problem.why, "muted"))
        self.reason = QPlainTextEdit()
        self.reason.setPlainText(of.unsaid.get(problem.basis, ""))
        self.reason.setTabChangesFocus(True)
        self.add_field(_("Reason"), self.reason)
        self.lacking = Text("", "problem")
        self.body.addWidget(self.lacking)
        author = of.shell.session.draft.author
        self.body.addWidget(Text(_("Accepted by: {name}").format(name=author) if author else "", "muted"))
        self.reason.textChanged.connect(self._keep)
        self.accept_button = self.add_button(_("Accept"), self._accept, first=True)
        self.reason.setFocus()
        self.take_room(30, 19)

    def _keep(self) -> None:
        self._of.unsaid[self._problem.basis] = self.reason.toPlainText()
        self.lacking.say("")
        mark_refused(self.reason, False)

    def _accept(self) -> None:
        reason = self.reason.toPlainText().strip()
        if not reason:
            mark_refused(self.reason, True)
            self.lacking.say(_("Say why it is right as it is."))
            self.reason.setFocus()
            return
        self._of.accept(self._problem, reason)
        self.close()
