"""The commands that set another state of a plan beside it, and bring things back from there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from planner_desktop.cli.addresses import numbers_of
from planner_desktop.cli.arguments import as_json, draft_argument, file, reading, writing
from planner_desktop.cli.backups import numbered
from planner_desktop.cli.history import of_action
from planner_desktop.cli.output import one_line, say, say_json
from planner_desktop.cli.targets import refuse, wrote
from planner_desktop.errors import DraftError
from planner_desktop.i18n import _, ngettext

if TYPE_CHECKING:
    from planner_desktop.draft import Draft
    from planner_desktop.draft.history.comparison import Difference
    from planner_desktop.draft.history.sources import Source
    from planner_desktop.formpack import FormPack


@dataclass(frozen=True, slots=True)
class Other:
    """Which other state of a plan is meant, as `other` has it said."""

    other: Path | None
    version: int | None
    backup: int | None
    before: int | None
    after: int | None
    at: datetime | None

    def source(self, draft: Draft) -> Source:
        """What opens it. Raises UsageError unless just one is named, DraftError where there is none such."""
        from planner_desktop.draft.history import sources

        if sum(getattr(self, each.name) is not None for each in fields(self)) != 1:
            options = ", ".join(f"--{each.name}" for each in fields(self)[1:])
            raise click.UsageError(_("Name one other state: a file, or one of {options}.").format(options=options))
        if self.other is not None:
            return sources.file(self.other)
        if self.version is not None:
            return sources.version(self.version)
        if self.backup is not None:
            return sources.backup(numbered(draft, self.backup))
        if self.before is not None:
            return sources.before(of_action(draft, self.before)[0])
        if self.after is not None:
            return sources.after(of_action(draft, self.after)[0])
        assert self.at is not None
        return sources.at(self.at.astimezone())


def other(command: Callable[..., None]) -> Callable[..., None]:
    """The argument and the options that name another state: the fields of `Other`."""
    number, formats = _("NUMBER"), ("%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M", "%Y-%m-%d")
    for decorate in (
        click.option("--at", type=click.DateTime(formats), help=_("The plan as it was at a moment.")),
        click.option("--after", type=int, metavar=number, help=_("The plan after a change, numbered by `history`.")),
        click.option("--before", type=int, metavar=number, help=_("The plan before a change, numbered by `history`.")),
        click.option("--backup", type=int, metavar=number, help=_("A backup, by its number in `backups`.")),
        click.option("--version", type=int, metavar=number, help=_("A version as it was sent.")),
        click.argument("other", metavar="[OTHER.bmaplan]", type=file, required=False),
    ):
        command = decorate(command)
    return command


@contextmanager
def compared(draft: Draft, source: Source) -> Iterator[tuple[Draft, list[Difference]]]:
    """The other state, open, and what differs from it. Raises DraftError."""
    from planner_desktop.draft.history.comparison import compare

    with source.open(draft) as old:
        yield old, compare(old, draft)


@click.command("compare", help=_("List what differs from another state or another draft."))
@draft_argument
@other
@click.option("--page", metavar=_("FILE"), type=file, help=_("Write it as a page to print, too: .pdf or .html."))
@click.option("--overwrite", is_flag=True, help=_("Replace files that exist already."))
@as_json
def compare(draft: Path, page: Path | None, overwrite: bool, as_json: bool, **named: Any) -> None:
    """As `compare --help` says."""
    with reading(draft) as plan:
        if page is not None:
            refuse(draft, [page], overwrite)
        source = Other(**named).source(plan)
        with compared(plan, source) as (_old, found):
            pass
        if page is not None:
            from planner_desktop.document.changes_page import write_page

            title = _("What differs from {name}").format(name=source.name)
            page = write_page(page, title, found, plan.pack)
        say_differences(found, plan.pack, as_json=as_json)
    if page is not None and not as_json:
        wrote(page)


def say_differences(found: Sequence[Difference], pack: FormPack, *, as_json: bool) -> None:
    """List what differs, by section, each with its number."""
    if as_json:
        say_json([{"number": n} | asdict(each) for n, each in enumerate(found, 1)])
        return
    from planner_desktop.document.changes_page import place_of, sides

    titles = {section.id: section.title for section in pack.sections}
    for section, group in groupby(enumerate(found, 1), key=lambda each: each[1].section):
        say(titles.get(section, _("Elsewhere")))
        for number, each in group:
            say(f"  {number}\t{one_line(place_of(each, pack))}")
            if each.what in ("changed", "moved"):
                before, after = map(one_line, sides(each))
                say(f"\t{before or '–'} → {after or '–'}")
    say(ngettext("{count} difference", "{count} differences", len(found)).format(count=len(found)))


@click.command(
    "bring-back",
    help=_("Make things in a draft what they are in another state."),
)
@draft_argument
@other
@click.option("--only", metavar=_("NUMBERS"), default="", help=_("Only these of what `compare` lists: 3 or 1,4-7."))
@click.option("--all", "everything", is_flag=True, help=_("All that differs."))
def bring_back(draft: Path, only: str, everything: bool, **named: Any) -> None:
    """As `bring-back --help` says."""
    wanted = Other(**named)
    of_change = wanted.before if wanted.after is None else wanted.after
    if bool(only) == everything and (everything or of_change is None):
        raise click.UsageError(_("Give --only with the numbers that `compare` lists, or --all."))
    with writing(draft) as plan:
        source = wanted.source(plan)
        if not only and not everything and of_change is not None:
            count = _bring_back_change(plan, source, of_change, before=wanted.after is None)
        else:
            count = _bring_back_differences(plan, source, only)
    told = ngettext("{count} difference was brought back", "{count} differences were brought back", count)
    say(told.format(count=count))


def _bring_back_differences(draft: Draft, source: Source, only: str) -> int:
    from planner_desktop.draft.history.restoring import restore

    with compared(draft, source) as (old, found):
        chosen = [found[number - 1] for number in numbers_of(only, len(found))]
        if chosen:
            restore(draft, old, chosen)
    return len(chosen)


def _bring_back_change(draft: Draft, source: Source, action: int, *, before: bool) -> int:
    """Make what a change of the history changed what it was before it, or after it."""
    from planner_desktop.draft.history.restoring import restore_change

    without = ("added",) if before else ("deleted", "moved")
    changed = [each for each in of_action(draft, action) if each.what not in without]
    if not changed:
        raise DraftError(
            _("Change {number} left nothing that could be brought back").format(number=action),
            _("What was only added is deleted in the window, or `undo` takes it back."),
        )
    with source.open(draft) as old, draft.action(_("bring back {name}").format(name=changed[0].label)):
        for change in changed:
            restore_change(draft, old, change)
    return len(changed)
