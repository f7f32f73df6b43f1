"""What can be done on the start page with a file that is no draft, and asking what of it the officer wants."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QPushButton, QWidget

from planner_desktop.i18n import _
from planner_desktop.ui.kit.look import Text
from planner_desktop.ui.kit.sheet import Sheet

if TYPE_CHECKING:
    from planner_desktop.plans.opened import FoundPlan
    from planner_desktop.ui.start.draft_rows import DraftRow
    from planner_desktop.ui.start.page import StartPage

WORD = (".docx", ".docm", ".dotx")
"""The endings of Word files that a plan may begin with."""
PLANS = (*WORD, ".json", ".zip")
"""Those of all files with a plan that are no drafts."""
WORKBOOKS = (".xlsx", ".xlsm", ".ods", ".xls")
TABLES = (*WORKBOOKS, ".csv")
NEARLY_WORD = (".doc", ".pdf", ".rtf", ".odt")
"""Of these is told how to get a Word file."""
TAKEN = (*PLANS, *TABLES, *NEARLY_WORD)
MOST_OFFERED = 3
"""Into so many of the drafts opened last a workbook may be taken from here."""


class Way(NamedTuple):
    """Something that can be done with a file, and what comes of it."""

    label: str
    tells: str
    does: Callable[[], object]


class FileSheet(Sheet):
    """A button for each thing that can be done with a file; the first is what Enter does."""

    manual = "start"

    def __init__(self, parent: QWidget, path: Path, guide: str, ways: Sequence[Way]) -> None:
        super().__init__(parent, path.name, guide)
        self.buttons: list[QPushButton] = []
        for way in ways:
            button = QPushButton(way.label)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _checked=False, does=way.does: self._do(does))
            self.buttons.append(button)
            self.body.addWidget(button)
            if way.tells:
                self.body.addWidget(Text(way.tells, "muted"))
        if self.buttons:
            self.buttons[0].setProperty("role", "first")
            self.buttons[0].setDefault(True)
            self.buttons[0].setFocus()
        self.body.addStretch(1)

    def _do(self, does: Callable[[], object]) -> None:
        self.close()
        does()


def dropped(event: QDropEvent, suffixes: Sequence[str]) -> Path | None:
    """The first file of these endings among those that are dropped."""
    paths = (Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile())
    return next((path for path in paths if path.suffix.lower() in suffixes), None)


class FileChoice:
    """Asks what is wanted of a file, and has the start page do it."""

    def __init__(self, page: StartPage) -> None:
        self.page = page

    def ask(self, path: Path) -> None:
        """Ask, unless there is but one thing to be done with a file of this kind."""
        kind = path.suffix.lower()
        if kind in NEARLY_WORD:
            self.page.begin_with_word(path)  # which tells how to get a Word file of it
        elif kind == ".zip":
            self.begin_next_year(path)
        elif kind in PLANS:
            guide = _("The file holds a plan and stays as it is. What do you want to do with it?")
            FileSheet(self.page, path, guide, self._of_plan(path)).show()
        else:
            ways = self._of_workbook(path) if kind in WORKBOOKS else []
            FileSheet(self.page, path, _with_drafts() if ways else _without_drafts(), ways).show()

    def _of_plan(self, path: Path) -> list[Way]:
        make = self.page.begin_with_word if path.suffix.lower() in WORD else self.page.begin_with_data
        return [
            Way(
                _("Make a draft of it"),
                _("The same plan, of the same year, to go on with it here."),
                partial(make, path),
            ),
            Way(
                _("Begin the next year's plan with it…"),
                _("What goes along, begins anew or is to be reviewed is shown first."),
                partial(self.begin_next_year, path),
            ),
            Way(
                _("Look what is wrong in it"),
                _("It is audited as it is; no draft is made."),
                partial(self.page.audit, path),
            ),
        ]

    def _of_workbook(self, path: Path) -> list[Way]:
        rows = [row for row in self.page.recents.rows() if row.card.read and not row.gone]
        label = _("Take it into “{name}”")
        return [
            Way(label.format(name=row.card.path.stem), f"{row.name}, {row.card.title}", partial(self._take, row, path))
            for row in rows[:MOST_OFFERED]
        ]

    def _take(self, row: DraftRow, workbook: Path) -> None:
        """Open a draft of the list, and show what a workbook would change in it."""
        self.page.open(row.card.path, lambda draft: self.page.taking.emit(draft, workbook))

    def begin_next_year(self, path: Path) -> None:
        """Show what becomes of the plan in a file in the year after it; the new one goes into the chosen folder."""
        page = self.page

        def show(found: FoundPlan) -> None:
            from planner_desktop.ui.start.next_year import NextYearSheet

            remark = ""
            if found.doubts or found.left:
                remark = _(
                    "Of this Word file {doubts} things are doubtful and {left} are left over. To decide them, make a "
                    "draft of it first, and begin the next year's plan with that."
                ).format(doubts=found.doubts, left=found.left)
            NextYearSheet(page, found.card, Path(page.new.folder.text().strip()), page.make, remark).show()

        page.look_into(path, show, page.bar.show_error)


def _with_drafts() -> str:
    return _(
        "A workbook that was filled in is taken into its draft: what it would change is shown first. Another table is "
        "pasted: open the draft, go into its table, press Ctrl+Shift+V, and choose this file."
    )


def _without_drafts() -> str:
    return _(
        "A table is pasted into a table of a draft: open the draft or begin one, go into its table, press "
        "Ctrl+Shift+V, and choose this file. A workbook that was filled in is dropped on the window of its draft."
    )
