"""What can be done on the start page with a file that is no draft, and asking what of it the officer wants."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from PySide6.QtWidgets import QPushButton, QWidget

from planner_desktop.i18n import _
from planner_desktop.ui.kit.look import Text
from planner_desktop.ui.kit.sheet import Sheet
from planner_desktop.ui.start.dropped import NEARLY_WORD, PLANS, WORD, WORKBOOKS

if TYPE_CHECKING:
    from planner_desktop.ui.start.draft_rows import DraftRow

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


class Page(Protocol):
    """What the start page does with a file."""

    def begin_with_word(self, word: Path) -> None:
        """Make a draft of a Word file, or tell how to get one."""

    def begin_with_data(self, path: Path) -> None:
        """Make a draft of a plan in JSON."""

    def begin_next_year_with(self, path: Path) -> None:
        """Show what becomes of the plan in the year after it."""

    def audit(self, path: Path) -> None:
        """Show what is wrong in it."""

    def verify(self, path: Path) -> None:
        """Show the verdict on a bundle."""

    def take(self, row: DraftRow, workbook: Path) -> None:
        """Open a draft, and show what a workbook would change in it."""


def ask_what_of(path: Path, page: Page, parent: QWidget, rows: Sequence[DraftRow]) -> None:
    """Ask what is wanted of a file, unless there is but one thing to be done with it; `rows` are the drafts known."""
    kind = path.suffix.lower()
    if kind in NEARLY_WORD:
        page.begin_with_word(path)
    elif kind == ".zip":
        guide = _("The file is a submission bundle and stays as it is. What do you want to do with it?")
        FileSheet(parent, path, guide, [_verdict_on(path, page), _next_year(path, page)]).show()
    elif kind in PLANS:
        guide = _("The file holds a plan and stays as it is. What do you want to do with it?")
        FileSheet(parent, path, guide, _of_plan(path, page)).show()
    else:
        ways = _of_workbook(path, page, rows) if kind in WORKBOOKS else []
        FileSheet(parent, path, _with_drafts() if ways else _without_drafts(), ways).show()


def _of_plan(path: Path, page: Page) -> list[Way]:
    make = page.begin_with_word if path.suffix.lower() in WORD else page.begin_with_data
    return [
        Way(
            _("Make a draft of it"),
            _("The same plan, of the same year, to go on with it here."),
            partial(make, path),
        ),
        _next_year(path, page),
        Way(
            _("Look what is wrong in it"),
            _("It is audited as it is; no draft is made."),
            partial(page.audit, path),
        ),
    ]


def _next_year(path: Path, page: Page) -> Way:
    return Way(
        _("Begin the next year's plan with it…"),
        _("What goes along, begins anew or is to be reviewed is shown first."),
        partial(page.begin_next_year_with, path),
    )


def _verdict_on(path: Path, page: Page) -> Way:
    return Way(
        _("Verify it"),
        _("Whether it is whole and unchanged, and what the checks find in it; nothing in it is run."),
        partial(page.verify, path),
    )


def _of_workbook(path: Path, page: Page, rows: Sequence[DraftRow]) -> list[Way]:
    label = _("Take it into “{name}”")
    return [
        Way(label.format(name=row.card.path.stem), f"{row.name}, {row.card.title}", partial(page.take, row, path))
        for row in [row for row in rows if row.card.read and not row.gone][:MOST_OFFERED]
    ]


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
