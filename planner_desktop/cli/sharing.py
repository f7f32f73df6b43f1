"""The commands by which two agencies agree on the results that both have, before they submit."""

from __future__ import annotations

from pathlib import Path

import click

from planner_desktop.cli.arguments import PROBLEMS, as_json, draft_argument, file, reading
from planner_desktop.cli.output import one_line, say, say_json
from planner_desktop.cli.targets import refuse, wrote
from planner_desktop.i18n import _, ngettext


@click.group(
    "shared",
    short_help=_("Agree with other agencies on results (KR)."),
    help=_("Agree with other agencies on the results (KR) that both plans have."),
)
def shared() -> None:
    """Results that two agencies share."""


@shared.command("export", help=_("Write the results that name other agencies, as a small file for these."))
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
    from planner_desktop.plans import sharing

    with reading(draft) as plan:
        theirs = sharing.read(other)
        found = sharing.differences(plan, theirs)
    if as_json:
        say_json(
            {"agency": theirs.agency, "results": len(theirs.results), "differences": [vars(each) for each in found]}
        )
    else:
        for title in dict.fromkeys(each.title for each in found):
            say(one_line(title))
            for each in (each for each in found if each.title == title):
                what = sharing.field_name(each.field)
                ours, others = one_line(each.ours) or "–", one_line(each.theirs) or "–"
                say(f"    {what}: {ours}  |  {one_line(theirs.agency)}: {others}")
        count = ngettext("{count} difference", "{count} differences", len(found)).format(count=len(found))
        say(count)
    context.exit(PROBLEMS if found else 0)
