"""The command that makes a draft of a plan from elsewhere: exported data, or a Word file, with what became of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from planner_desktop import whole_file
from planner_desktop.cli.arguments import PROBLEMS, file
from planner_desktop.cli.output import say
from planner_desktop.cli.starting import say_left
from planner_desktop.cli.targets import refuse, wrote
from planner_desktop.errors import DraftError
from planner_desktop.i18n import _

if TYPE_CHECKING:
    from planner_desktop.importing.report import Report

WORD = frozenset((".docx", ".docm", ".dotx", ".doc", ".pdf", ".rtf", ".odt", ".htm", ".html"))
"""The endings of documents; only those of Word's own form are read, of the others is told how to get one."""


@click.command(
    "import",
    short_help=_("Make a draft of a plan in JSON or Word."),
    help=_(
        "Make a draft from a plan in JSON that `export --json` wrote, or from a Word file.\n\n"
        "Of a Word file it tells what matched, what is doubtful, and what was left over."
    ),
)
@click.argument("plan", metavar="PLAN.json|PLAN.docx", type=file)
@click.argument("out", metavar="OUT.bmaplan", type=file)
@click.option(
    "--edition", metavar="ID", default="", help=_("Of a Word file: the edition of the template that it is written on.")
)
@click.option(
    "--report", metavar="FILE", type=file, help=_("Of a Word file: write the report, as JSON where the name ends so.")
)
@click.pass_context
def import_plan(context: click.Context, plan: Path, out: Path, edition: str, report: Path | None) -> None:
    """As `import --help` says."""
    if plan.suffix.lower() in WORD:
        context.exit(_import_word(plan, out, edition, report))
    if edition or report:
        raise DraftError(
            _("{path} is no Word file").format(path=plan),
            _("A plan in JSON says its edition itself: leave --edition and --report away."),
        )
    from planner_desktop.draft.plan.moving import left_behind
    from planner_desktop.draft.plan.plan_json import read_plan

    with read_plan(plan, out) as made:
        say_left(left_behind(made))
    wrote(out)


def _import_word(plan: Path, out: Path, edition: str, target: Path | None) -> int:
    from planner_desktop.exchange.word.document import read_document
    from planner_desktop.importing.run import import_written

    refuse(plan, [out, *([target] if target else [])], overwrite=False)
    draft, report = import_written(read_document(plan), out, edition)
    draft.close()
    for line in report.lines():
        say(line)
    wrote(out)
    if target:
        whole_file.write(target, _written(report, target).encode("utf-8"), new=True)
        wrote(target)
    return PROBLEMS if report.doubts or report.left or report.refused else 0


def _written(report: Report, target: Path) -> str:
    if target.suffix.lower() == ".json":
        return json.dumps(report.as_data(), ensure_ascii=False, indent=2) + "\n"
    return "\n".join(report.lines()) + "\n"
