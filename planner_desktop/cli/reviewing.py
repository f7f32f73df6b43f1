"""The command that lists what came from last year's plan and is to be looked at, and ticks it off."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from planner_desktop.cli.addresses import place_of
from planner_desktop.cli.arguments import as_json, draft_argument, reading, writing
from planner_desktop.cli.output import one_line, say, say_json
from planner_desktop.i18n import _, ngettext

if TYPE_CHECKING:
    from planner_desktop.checks import Problem
    from planner_desktop.draft import Draft


@click.command(
    "review",
    short_help=_("List what is to be looked at since last year."),
    help=_("List what came from last year's plan and is to be looked at, or tick it off."),
)
@click.option("--all", "everything", is_flag=True, help=_("Tick off all of it."))
@as_json
@draft_argument
@click.argument("seen", metavar=_("[TABLE | RECORD/ID | RECORD/ID/FIELD]…"), nargs=-1)
def review(draft: Path, everything: bool, as_json: bool, seen: tuple[str, ...]) -> None:
    """As `review --help` says."""
    if everything or seen:
        _tick_off(draft, () if everything else seen)
        return
    with reading(draft) as plan:
        found = _left(plan)
        titles = {section.id: section.title for section in plan.pack.sections}
    if as_json:
        keys = ("section", "kind", "id", "field", "message")
        say_json([{key: getattr(problem, key) for key in keys} for problem in found])
        return
    for section, problems in groupby(found, key=lambda problem: problem.section):
        here = list(problems)
        say(f"{titles[section]} ({len(here)})")
        for problem in here:
            place = "/".join(filter(None, (problem.kind, str(problem.id), problem.field)))
            say(f"  {place}\t{one_line(problem.message)}")
    say(ngettext("{count} thing to review", "{count} things to review", len(found)).format(count=len(found)))


def _left(plan: Draft) -> list[Problem]:
    from planner_desktop.checks import find_problems
    from planner_desktop.checks.reviewing import mark_of

    return [problem for problem in find_problems(plan) if mark_of(problem)]


def _tick_off(draft: Path, seen: tuple[str, ...]) -> None:
    """Tick off what is named, all where nothing is."""
    from planner_desktop.draft.records import reviews

    with writing(draft) as plan:
        marks = [] if seen else reviews.marks(plan)
        for text in seen:
            place = place_of(plan, text)
            whole = place.kind == text
            marks += reviews.of(plan, place.kind, None if whole else place.id, place.field or None)
        count = reviews.reviewed(plan, marks)
        left = len(reviews.marks(plan))
    done = ngettext("{count} thing was reviewed", "{count} things were reviewed", count).format(count=count)
    more = ngettext("{count} is left", "{count} are left", left).format(count=left)
    say(f"{done}, {more}")
