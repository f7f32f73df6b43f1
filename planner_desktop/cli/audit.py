"""The command that audits a plan which is printed or written elsewhere."""

from __future__ import annotations

from pathlib import Path

import click

from planner_desktop.cli.arguments import PROBLEMS, as_json, file
from planner_desktop.cli.output import say, say_json
from planner_desktop.cli.targets import refuse, wrote
from planner_desktop.i18n import _


@click.command("audit", help=_("Find the faults of a plan made elsewhere."))
@click.argument("plan", metavar="FILE", type=file)
@click.option("--edition", metavar="ID", default="", help=_("The edition it is written on, if it is not recognised."))
@as_json
@click.option("--pdf", "report_file", metavar="REPORT.pdf", type=file, help=_("Write the report as PDF, too."))
@click.option("--overwrite", is_flag=True, help=_("Replace files that exist already."))
@click.pass_context
def audit(
    context: click.Context, plan: Path, edition: str, as_json: bool, report_file: Path | None, overwrite: bool
) -> None:
    """Exit status 0 where nothing is found, 1 where something is, 2 where the file is no plan."""
    from planner_desktop.audit import listing
    from planner_desktop.audit.reading import audit_file

    if report_file is not None:
        refuse(plan, [report_file], overwrite)
    report = audit_file(plan, edition)
    if report_file is not None:
        from planner_desktop.audit.report_pdf import write_report

        write_report(report, report_file)
    if as_json:
        say_json(listing.as_data(report))
    else:
        for line in listing.lines(report):
            say(line)
        if report_file is not None:
            wrote(report_file)
    context.exit(PROBLEMS if report.findings else 0)
