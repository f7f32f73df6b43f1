"""The commands on a draft's history: what was changed, and taking it back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from planner_desktop.cli.addresses import RecordAddress, place_of, section_of
from planner_desktop.cli.arguments import as_json, draft_argument, reading, writing
from planner_desktop.cli.output import one_line, say, say_json
from planner_desktop.errors import DraftError
from planner_desktop.i18n import _

if TYPE_CHECKING:
    from planner_desktop.draft import Draft
    from planner_desktop.draft.history.changes import Change

MOST = 50


def of_action(draft: Draft, action: int) -> list[Change]:
    """What an action of the history changed. Raises DraftError where there is none of this number."""
    from planner_desktop.draft.history.changes import changes

    found = [each for each in changes(draft, before=action + 1, limit=1) if each.action == action]
    if not found:
        raise DraftError(
            _("The history has no change {number}").format(number=action),
            _("`history` lists them with their numbers."),
        )
    return found


@click.command("history", help=_("List who changed what and when, newest first."))
@draft_argument
@click.option("--section", metavar="ID", default="", help=_("Only what was changed in this section."))
@click.option(
    "--record",
    "place",
    metavar="RECORD[/ID[/FIELD]]",
    default="",
    help=_("Only a kind of record, one of them by the id that `table` tells, or a field of it."),
)
@click.option("--before", type=int, metavar=_("NUMBER"), help=_("Only what came before the change of this number."))
@click.option("--most", type=int, default=MOST, show_default=True, help=_("About so many changes."))
@as_json
def history(draft: Path, section: str, place: str, before: int | None, most: int, as_json: bool) -> None:
    """As `history --help` says."""
    from planner_desktop.draft.history.changes import changes

    with reading(draft) as plan:
        of = place_of(plan, place) if place else RecordAddress("")
        section = section and section_of(plan, section)
        found = changes(plan, of.kind, of.id, of.field, section, before=before, limit=max(most, 1))
        if as_json:
            say_json([asdict(each) | {"at": each.at.isoformat()} for each in found])
        else:
            _say_changes(plan, found)


def _say_changes(draft: Draft, found: Sequence[Change]) -> None:
    from planner_desktop.draft.history.changes import in_words

    for change in found:
        say(f"{change.action}\t" + "\t".join(map(one_line, in_words(draft, change))))
        if change.field:
            say(f"\t{one_line(change.before) or '–'} → {one_line(change.after) or '–'}")
    if not found:
        say(_("Nothing was changed here yet."))


def _turn(path: Path, times: int, *, back: bool) -> None:
    from planner_desktop.draft.records.affected import in_words, touched

    with writing(path) as draft:
        for n in range(times):
            step = draft.undo_step() if back else draft.redo_step()
            if step is None:
                if n == 0:
                    raise DraftError(_("There is nothing to undo") if back else _("There is nothing to do again"))
                return
            what = in_words(draft, step[1], touched(draft, step[0]))
            (draft.undo if back else draft.redo)()
            say((_("Undone: {what}") if back else _("Done again: {what}")).format(what=one_line(what)))


times = click.option("--times", type=click.IntRange(1), default=1, show_default=True, help=_("So many changes."))


@click.command("undo", help=_("Take the last change of a draft back."))
@draft_argument
@times
def undo(draft: Path, times: int) -> None:
    """As `undo --help` says."""
    _turn(draft, times, back=True)


@click.command("redo", help=_("Do again what `undo` took back."))
@draft_argument
@times
def redo(draft: Path, times: int) -> None:
    """As `redo --help` says."""
    _turn(draft, times, back=False)
