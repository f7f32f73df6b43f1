"""The commands that back drafts up, list their backups and restore them, as the window does and without it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from planner_desktop.cli.arguments import PROBLEMS, as_json, file
from planner_desktop.cli.output import say, say_json
from planner_desktop.cli.targets import wrote
from planner_desktop.errors import DraftError, PlannerError
from planner_desktop.i18n import _

if TYPE_CHECKING:
    from planner_desktop.draft import Draft
    from planner_desktop.draft.history.backups import Backup, Backups


def _of(path: Path) -> Backups:
    from planner_desktop.draft import Draft

    with Draft.open(path, read_only=True) as plan:
        return _of_open(plan)


def _of_open(draft: Draft) -> Backups:
    from planner_desktop.draft.history.backups import Backups

    backups = Backups.of(draft)
    if backups is None:
        raise DraftError(_("{path} has no backups").format(path=draft.path), _("Open it in the window once."))
    return backups


def numbered(draft: Draft, number: int) -> Backup:
    """The backup of a draft that has this number in its list, 1 for the newest. Raises DraftError."""
    return _numbered(_of_open(draft).listing(), number)


def _numbered(listed: list[Backup], number: int) -> Backup:
    if not 1 <= number <= len(listed):
        raise DraftError(
            _("There is no backup {number}").format(number=number), _("`backups` lists them with their numbers.")
        )
    return listed[number - 1]


def _make(backups: Backups) -> list[Backup]:
    return [backups.make(datetime.now(UTC))] if backups.changed() else []


@dataclass(frozen=True, slots=True)
class Failed:
    """A draft that could not be backed up, and why."""

    path: Path
    message: str


def _back_up_known(*, as_json: bool) -> int:
    """Back up every draft that was opened last and is still there, whatever befalls one of them; the exit status."""
    from planner_desktop.plans import recent

    made: list[Backup] = []
    failed: list[Failed] = []
    for path in recent.recent():
        try:
            made += _make(_of(path))
        except (PlannerError, OSError) as error:
            failed.append(Failed(path, str(error)))
    _say_made(made, as_json=as_json)
    for each in failed:
        say(_("{path} was not backed up: {why}").format(path=each.path, why=each.message), err=True)
    return PROBLEMS if failed else 0


def _say_made(made: list[Backup], *, as_json: bool) -> None:
    if as_json:
        _say_json(made)
        return
    for each in made:
        wrote(each.path)
    if not made:
        say(_("Every change is in a backup."))


def _say_json(backups: list[Backup]) -> None:
    say_json([{"path": str(b.path), "at": b.at.isoformat(), "of": str(b.source)} for b in backups])


@click.command("backup", help=_("Back a draft up if it changed since the last time."))
@click.argument("draft", metavar="DRAFT", type=file, required=False)
@click.option("--known", is_flag=True, help=_("Back up every draft that was opened last, instead of one."))
@as_json
@click.pass_context
def backup(context: click.Context, draft: Path | None, known: bool, as_json: bool) -> None:
    """As `backup --help` says. The setup program calls it, of whatever version is installed, with `--known`."""
    if (draft is None) != known:
        raise click.UsageError(_("Name a draft, or give --known alone."))
    if draft is None:
        context.exit(_back_up_known(as_json=as_json))
    _say_made(_make(_of(draft)), as_json=as_json)


@click.command("backups", help=_("List the backups of a draft, or of all drafts."))
@click.argument("draft", metavar="[DRAFT]", type=file, required=False)
@as_json
def backups(draft: Path | None, as_json: bool) -> None:
    """As `backups --help` says."""
    from planner_desktop.thai.dates import format_moment

    found = _listed(draft)
    if as_json:
        _say_json(found)
    for number, each in enumerate(() if as_json else found, 1):
        say(f"{number}\t{format_moment(each.at)}\t{each.source}\t{each.path}")


def _listed(draft: Path | None) -> list[Backup]:
    from planner_desktop.draft.history.backups import all_backups

    return all_backups() if draft is None else _of(draft).listing()


@click.command("restore", help=_("Write a backup as a new draft."))
@click.argument("draft", metavar="[DRAFT]", type=file, required=False)
@click.option(
    "--backup", "number", type=int, required=True, metavar=_("NUMBER"), help=_("Which, by its number in `backups`.")
)
@click.option("--to", "out", metavar="NEW.bmaplan", type=file, required=True, help=_("The new file."))
def restore(draft: Path | None, number: int, out: Path) -> None:
    """As `restore --help` says."""
    from planner_desktop.draft.history.backups import restore

    restore(_numbered(_listed(draft), number), out)
    wrote(out)
