"""What screens, panels and sheets may ask of the window that they stand in; the window itself they do not know."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtWidgets import QMainWindow

from planner_desktop.draft.records.refusals import Refusal
from planner_desktop.stopping import Job
from planner_desktop.ui.kit.message_bar import MessageBar
from planner_desktop.ui.session.session import Session

if TYPE_CHECKING:
    from planner_desktop.checks import Problem
    from planner_desktop.plans.exports import Export


class Shell(Protocol):
    """A window with a draft in it."""

    # ------------------------------------------------------------ what there is

    @property
    def session(self) -> Session:
        """The draft in use."""

    @property
    def frame(self) -> QMainWindow:
        """The window as Qt has it: in front of it stand sheets and dialogs, at its sides docks."""

    @property
    def section(self) -> str:
        """The id of the section that is shown."""

    def errors(self) -> int:
        """How many errors were found in the plan when it was looked through last."""

    # ------------------------------------------------------------ tell

    @property
    def bar(self) -> MessageBar:
        """Where it is told what was done or went wrong."""

    def say(self, text: str) -> None:
        """Tell something in passing, at the foot."""

    def tell_with_undo(self, text: str) -> None:
        """Say what the last action did, with a button that undoes just that."""

    # ------------------------------------------------------------ go to

    def go_to_start(self, section: str) -> None:
        """Show a section with the focus where the officer begins."""

    def go_to_list(self, section: str, kind: str) -> None:
        """Show a section with the focus where its records of a kind are listed."""

    def go_to_record(self, section: str, kind: str, id: int, field: str | None) -> None:
        """Show a record's field, in this section if its screen has such records."""

    def show_record(self, kind: str, id: int, field: str) -> None:
        """Come to the front and show a record's field wherever it stands, if the record is there."""

    def go_to_problem(self, problem: Problem) -> None:
        """Show the section, record and field at fault."""

    def go_to_refused(self, refused: Refusal) -> None:
        """Show a text that its field refused, where it was typed."""

    def to_form(self) -> None:
        """Put the focus into the form."""

    def show_again(self) -> None:
        """Build the screen anew: the draft may be edited now, or no longer."""

    # ------------------------------------------------------------ open, run

    def open(self, path: Path) -> None:
        """Open another draft."""

    def run(self, doing: str, prepare: Callable[[], Job], then: Callable[[Any], object] | None = None) -> None:
        """Do long work with progress, unless other is under way; `then` goes on with its result.

        Without it the work was an export.
        """

    def ask_where(self, export: Export, *, only: tuple[str, ...] = ()) -> None:
        """Ask where to write an export, then write it; of a workbook `only` these tables."""
