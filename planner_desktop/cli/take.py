"""The command that takes a workbook back into the draft that it was exported from."""

from __future__ import annotations

from pathlib import Path

import click

from planner_desktop.cli.arguments import PROBLEMS, as_json, draft_argument, file, reading, writing
from planner_desktop.cli.output import one_line, say, say_json
from planner_desktop.i18n import _


@click.command(
    "take",
    short_help=_("Take a filled workbook back into its draft."),
    help=_(
        "Take a workbook that was exported and filled in back into its draft, and tell what changed.\n\n"
        "Only cells that somebody changed in it are taken; a row that is gone from it deletes nothing."
    ),
)
@draft_argument
@click.argument("workbook", metavar="WORKBOOK.xlsx", type=file)
@click.option("--look", is_flag=True, help=_("Only tell what would become of it."))
@as_json
@click.pass_context
def take(context: click.Context, draft: Path, workbook: Path, look: bool, as_json: bool) -> None:
    """As `take --help` says."""
    from planner_desktop.spreadsheet import telling
    from planner_desktop.spreadsheet.file import preview_of
    from planner_desktop.spreadsheet.take import take as take_in

    with (reading if look else writing)(draft) as plan:
        found = preview_of(plan, workbook)
        taken = not look and not found.changes_nothing
        if taken:
            take_in(plan, found, workbook.name)
    if as_json:
        say_json(telling.as_data(found) | {"taken": taken})
    else:
        for line in telling.lines(found):
            say(one_line(line))
        for line in telling.refusals(found):
            say(one_line(line), err=True)
        say(telling.summary(found))
    context.exit(PROBLEMS if found.refused else 0)
