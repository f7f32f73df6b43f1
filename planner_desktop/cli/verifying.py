"""`verify`: the verdict on a bundle, with a receipt number whatever is in it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from planner_desktop.cli.arguments import PROBLEMS, as_json, file, print_again
from planner_desktop.cli.output import one_line, say, say_json
from planner_desktop.cli.patience import for_work_apart
from planner_desktop.cli.targets import refuse
from planner_desktop.errors import BundleError
from planner_desktop.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from planner_desktop.bundle.held import Held
    from planner_desktop.bundle.verdict import Group, Verdict

report_option = click.option(
    "--report", metavar="OUT.pdf", type=file, help=_("Write the verdict as a PDF, to be kept or sent back.")
)


@click.command(
    "verify",
    short_help=_("Say what a bundle is worth: whole, unchanged, free of errors."),
    help=_(
        "Say what a bundle is worth: whether it is whole and unchanged, whether all in it is of one plan, and what the "
        "checks of the edition find in it. Every file gets a receipt number, whatever is in it."
    ),
)
@click.argument("bundle", metavar="BUNDLE", type=file)
@click.option(
    "--held",
    metavar="COLLECTION",
    type=file,
    help=_("Say whether it is newer or older than what a collection or a folder of bundles holds."),
)
@print_again
@report_option
@as_json
@click.pass_context
def verify(
    context: click.Context, bundle: Path, held: Path | None, print_again: bool, report: Path | None, as_json: bool
) -> None:
    """Print the verdict on a bundle."""
    if not bundle.is_file():
        raise BundleError(_("There is no file {path}").format(path=bundle), _("Give the zip that was submitted."))
    from planner_desktop.bundle.verdict import of_bundle

    if report is not None:
        refuse(bundle, [report], overwrite=False)
    seconds = for_work_apart(context.find_root().params["patience"])
    verdict = of_bundle(bundle, seconds=seconds, print_again=print_again)
    if held is not None:
        from planner_desktop.bundle.held import against

        verdict = against(verdict, _held(held))
    if as_json:
        say_json(verdict.as_data())
    else:
        _say(verdict)
    if report is not None:
        write_report(verdict, report)
    context.exit(PROBLEMS if verdict.verdict != "received" else 0)


def write_report(verdict: Verdict, report: Path) -> None:
    """Write the verdict as a PDF. Raises DocumentError."""
    from planner_desktop.bundle.verdict_page import write

    write(verdict, report)
    say(_("Wrote {path}").format(path=report.absolute()), err=True)


def _held(place: Path) -> Iterable[Held]:
    if place.is_file():
        from planner_desktop.collect import held

        return held.held_in(place)
    from planner_desktop.bundle import held as of_folder

    return of_folder.held_in(place)


def _say(verdict: Verdict) -> None:
    from planner_desktop.bundle.verdict import about_lines, word_of

    say(_("Receipt {number}: {verdict}").format(number=verdict.receipt, verdict=word_of(verdict.verdict)))
    for label, value in about_lines(verdict.about):
        say(f"  {label}: {value}")
    for line in verdict.beside:
        say(f"  {one_line(line)}")
    say_groups(verdict.groups)


def say_groups(groups: tuple[Group, ...]) -> None:
    """Problems by kind, each with its count, the first places and how to mend it."""
    from planner_desktop.bundle.verdict import severity_of

    for group in groups:
        say(f"{severity_of(group)} ({group.count})")
        for place in group.places:
            file = f" [{place.file}]" if place.file and place.file not in place.message else ""
            say(f"    {one_line(place.message)}{one_line(file)}")
            if place.fix:
                say("      " + _("How to mend it: {fix}").format(fix=one_line(place.fix)))
        if group.count > len(group.places):
            say("    …")
        if group.fix:
            say("  " + _("How to mend it: {fix}").format(fix=one_line(group.fix)))
