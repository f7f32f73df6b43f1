"""The commands that make a draft of exported data or of a Word file, and decide what that says in several ways."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from planner_desktop import whole_file
from planner_desktop.cli.arguments import PROBLEMS, as_json, draft_argument, file, reading, writing
from planner_desktop.cli.output import say, say_json
from planner_desktop.cli.starting import say_left
from planner_desktop.cli.targets import refuse, wrote
from planner_desktop.errors import DraftError
from planner_desktop.i18n import _, ngettext

if TYPE_CHECKING:
    from planner_desktop.draft import Draft
    from planner_desktop.importing.report import Report

T = TypeVar("T")
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
    if report.doubts:
        say(_("Decide what is doubtful with `doubts`, by its numbers: `doubts {path} 1=2`.").format(path=out))
    wrote(out)
    if target:
        whole_file.write(target, _written(report, target).encode("utf-8"), new=True)
        wrote(target)
    return PROBLEMS if report.doubts or report.left or report.refused else 0


def _written(report: Report, target: Path) -> str:
    if target.suffix.lower() == ".json":
        return json.dumps(report.as_data(), ensure_ascii=False, indent=2) + "\n"
    return "\n".join(report.lines()) + "\n"


@click.command(
    "doubts",
    short_help=_("Decide what a Word file says in several ways."),
    help=_(
        "List what the Word file that a draft was made of says in several ways, as two budgets of one project, or "
        "decide it.\n\n1=2 takes for the first doubt its second text, also one that was there already."
    ),
)
@draft_argument
@click.argument("choices", metavar=_("[DOUBT=TEXT …]"), nargs=-1)
@as_json
@click.pass_context
def doubts(context: click.Context, draft: Path, choices: tuple[str, ...], as_json: bool) -> None:
    """As `doubts --help` says."""
    from planner_desktop.importing import kept_reports

    with (writing if choices else reading)(draft) as plan:
        report = kept_reports.kept(plan)
        if report is None:
            raise DraftError(
                _("{path} was not made of a Word file").format(path=draft),
                _("Of a Word file, `import` makes a draft and tells what is doubtful."),
            )
        _decide(plan, report, choices)
    if as_json:
        say_json(report.as_data()["doubts"])
    elif not choices:
        for line in report.doubt_lines():
            say(line)
    left = len(report.undecided)
    if not as_json:
        say(ngettext("{count} doubt is not decided.", "{count} doubts are not decided.", left).format(count=left))
    context.exit(PROBLEMS if left else 0)


def _decide(draft: Draft, report: Report, choices: Sequence[str]) -> None:
    """Take the texts that are chosen, all of them or none. Raises UsageError."""
    from planner_desktop.importing import kept_reports

    chosen = []
    for choice in choices:
        number, _equals, text = choice.partition("=")
        doubt = _nth(report.doubts, number)
        candidate = _nth(doubt.candidates, text) if doubt else None
        if doubt is None or candidate is None:
            raise click.UsageError(
                _("There is no such doubt or text: {choice}. `doubts` lists them.").format(choice=choice)
            )
        chosen.append((doubt, candidate.text))
    for doubt, text in chosen:
        kept_reports.decide(draft, report, doubt, text)


def _nth(things: Sequence[T], number: str) -> T | None:
    """The thing of a number as it is listed, from 1."""
    at = int(number) if number.isascii() and number.isdecimal() and len(number) < 9 else 0
    return things[at - 1] if 0 < at <= len(things) else None
