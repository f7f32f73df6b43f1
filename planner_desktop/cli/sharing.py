"""The commands by which two agencies agree on the results that both have, before they submit."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from planner_desktop.cli.arguments import PROBLEMS, as_json, draft_argument, file, reading
from planner_desktop.cli.output import one_line, say, say_json
from planner_desktop.cli.targets import refuse, wrote
from planner_desktop.i18n import _, ngettext

if TYPE_CHECKING:
    from planner_desktop.plans.shared_differences import SharedDifference


@click.group(
    "shared",
    short_help=_("Agree with other agencies on results (KR)."),
    help=_("Agree with other agencies on the results (KR) that both plans have."),
)
def shared() -> None:
    """Results that two agencies share."""


@shared.command("export", help=_("Write the results (KR) of a plan as a small file for the agencies that share them."))
@draft_argument
@click.argument("out", metavar="OUT.bmashare", type=file)
@click.option("--overwrite", is_flag=True, help=_("Replace files that exist already."))
def _export(draft: Path, out: Path, overwrite: bool) -> None:
    from planner_desktop.plans import sharing

    refuse(draft, [out], overwrite)
    with reading(draft) as plan:
        count = sharing.write(plan, out)
    wrote(out)
    say(ngettext("{count} result", "{count} results", count).format(count=count))


@shared.command("compare", help=_("List where a draft differs from the results of another agency; nothing is changed."))
@draft_argument
@click.argument("other", metavar="FILE.bmashare", type=file)
@as_json
@click.pass_context
def _compare(context: click.Context, draft: Path, other: Path, as_json: bool) -> None:
    from planner_desktop.plans import shared_differences, sharing

    with reading(draft) as plan:
        theirs = sharing.read(other)
        found = shared_differences.hold_together(plan, theirs)
    if as_json:
        of_plan = {name: getattr(theirs, name) for name in ("agency", "version", "sent", "moment", "complete")}
        differences = [vars(each) for each in found.differences]
        say_json({**of_plan, "results": len(theirs.results), "both": found.both, "differences": differences})
    else:
        say(one_line(f"{theirs.agency}: {theirs.plan_said}"))
        for _key, several in groupby(found.differences, key=lambda each: each.key):
            _say_result(theirs.agency, list(several))
        say(found.said)
        if not theirs.complete:
            say(shared_differences.incomplete_said())
    context.exit(PROBLEMS if found.differences else 0)


def _say_result(agency: str, several: list[SharedDifference]) -> None:
    """Say where the plans differ in one result."""
    from planner_desktop.plans.shared_differences import field_name

    say(one_line(several[0].title))
    for each in several:
        ours, theirs = (one_line(said) or "–" for said in (each.ours, each.theirs))
        say(f"    {field_name(each.field)}: {ours}  |  {one_line(agency)}: {theirs}")
