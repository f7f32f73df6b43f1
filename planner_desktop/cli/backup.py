"""The command that backs drafts up: one, or before the program is replaced by a newer one, all that it knows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from planner_desktop.cli.saying import say, say_json
from planner_desktop.cli.targets import wrote
from planner_desktop.errors import DraftError, PlannerError
from planner_desktop.i18n import _

if TYPE_CHECKING:
    from planner_desktop.draft.backups import Backup, Backups

PROBLEMS = 1


def _of(draft: Path) -> Backups:
    from planner_desktop.draft import Draft
    from planner_desktop.draft.backups import Backups

    with Draft.open(draft, read_only=True) as plan:
        backups = Backups.of(plan)
    if backups is None:
        raise DraftError(_("{path} has no backups").format(path=draft), _("Open it in the window once."))
    return backups


def _make(backups: Backups) -> list[Backup]:
    return [backups.make(datetime.now(UTC))] if backups.changed() else []


def back_up(draft: Path, *, as_json: bool) -> None:
    """Back a draft up if it changed since the last time. Raises PlannerError."""
    made = _make(_of(draft))
    if as_json:
        _say_json(made)
    else:
        _say_made(made)


def list_backups(draft: Path, *, as_json: bool) -> None:
    """Print the backups that there are of a draft. Raises PlannerError."""
    from planner_desktop.thai.dates import format_moment

    found = _of(draft).listing()
    if as_json:
        _say_json(found)
    for each in [] if as_json else found:
        say(f"{format_moment(each.at)}\t{each.source}\t{each.path}")


@dataclass(frozen=True, slots=True)
class Failed:
    """A draft that could not be backed up, and why."""

    path: Path
    message: str


def back_up_known(*, as_json: bool) -> int:
    """Back up every draft that was opened last and is still there, whatever befalls one of them; the exit status."""
    from planner_desktop.plans import recent  # it brings Qt's core along

    made: list[Backup] = []
    failed: list[Failed] = []
    for path in recent.recent():
        try:
            made += _make(_of(path))
        except (PlannerError, OSError) as error:
            failed.append(Failed(path, str(error)))
    if as_json:
        _say_json(made)
    else:
        _say_made(made)
    for each in failed:
        say(_("{path} was not backed up: {why}").format(path=each.path, why=each.message), err=True)
    return PROBLEMS if failed else 0


def _say_made(made: list[Backup]) -> None:
    for each in made:
        wrote(each.path)
    if not made:
        say(_("Every change is in a backup."))


def _say_json(backups: list[Backup]) -> None:
    say_json([{"path": str(b.path), "at": b.at.isoformat(), "of": str(b.source)} for b in backups])


@click.command("backup", help=_("Back a draft up if it changed since, or list its backups."))
@click.argument("draft", metavar="DRAFT", type=click.Path(path_type=Path), required=False)
@click.option("--list", "only_list", is_flag=True, help=_("Only list the backups that there are."))
@click.option("--known", is_flag=True, help=_("Back up every draft that was opened last, instead of one."))
@click.option("--json", "as_json", is_flag=True, help=_("Print JSON, for other programs to read."))
@click.pass_context
def backup(context: click.Context, draft: Path | None, only_list: bool, known: bool, as_json: bool) -> None:
    """As `backup --help` says."""
    if (draft is None) != known or (known and only_list):
        raise click.UsageError(_("Name a draft, or give --known alone."))
    if draft is None:
        context.exit(back_up_known(as_json=as_json))
    elif only_list:
        list_backups(draft, as_json=as_json)
    else:
        back_up(draft, as_json=as_json)
