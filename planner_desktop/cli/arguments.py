"""Arguments and options that several commands have, and the draft that they name."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from planner_desktop.cli.output import say
from planner_desktop.errors import DraftError
from planner_desktop.i18n import _

if TYPE_CHECKING:
    from planner_desktop.draft import Draft

PROBLEMS = 1
"""The exit status of a command that did its work and found something wrong."""

file = click.Path(path_type=Path)
draft_argument = click.argument("draft", metavar="DRAFT", type=file)
as_json = click.option("--json", "as_json", is_flag=True, help=_("Print JSON, for other programs to read."))
print_again = click.option(
    "--print-again",
    is_flag=True,
    help=_("Also print the plan again, and hold what is drawn on the pages of the PDF against that."),
)
with_history = click.option(
    "--with-history",
    is_flag=True,
    help=_("The draft that is given away holds its history, notes and the names of who worked on it, too."),
)


@contextmanager
def reading(path: Path) -> Iterator[Draft]:
    """The draft of a file, which is left as it is. Raises PlannerError."""
    from planner_desktop.draft import Draft

    with Draft.open(path, read_only=True) as draft:
        say_damage(draft)
        yield draft


@contextmanager
def writing(path: Path) -> Iterator[Draft]:
    """The draft of a file that is to be changed. Raises PlannerError, also where somebody else has it open."""
    from planner_desktop.draft import Draft

    with Draft.open(path) as draft:
        if draft.read_only:
            say_damage(draft)
            raise DraftError(
                _("{path} cannot be changed: {reason}").format(path=path, reason=draft.opened.reason),
                _("Close it where it is open, or make a copy and change that."),
            )
        yield draft


def say_damage(draft: Draft) -> None:
    """Say that a draft is damaged, so that what is made of it is not taken for the whole."""
    if draft.opened.damage:
        say(draft.opened.reason, err=True)
        for line in draft.opened.damage.lines():
            say(f"  {line}", err=True)
        say(_("What could be read of it is used. Save that into a new file: planner-desktop repair"), err=True)
