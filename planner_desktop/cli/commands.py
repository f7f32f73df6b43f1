"""The commands on plans. What they need is imported when they run, so that help is quick."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from planner_desktop import __version__, csv_table
from planner_desktop.cli import desk_across, desk_plan, limits, window
from planner_desktop.cli.accepting import accept, name_of, unaccept
from planner_desktop.cli.amendments import give_reason, list_amendments
from planner_desktop.cli.arguments import PROBLEMS, as_json, draft_argument, file, reading, with_history
from planner_desktop.cli.audit import audit
from planner_desktop.cli.backups import backup, backups, restore
from planner_desktop.cli.collect import collect
from planner_desktop.cli.collect_server import join, share
from planner_desktop.cli.compare import bring_back, compare
from planner_desktop.cli.finding import find, mend, replace
from planner_desktop.cli.forms import forms
from planner_desktop.cli.history import history, redo, undo
from planner_desktop.cli.importing import doubts, import_plan
from planner_desktop.cli.manual import manual
from planner_desktop.cli.merging import conflicts, merge, resolve
from planner_desktop.cli.national import copy_to, national
from planner_desktop.cli.notes import author, note, notes, recover
from planner_desktop.cli.output import say, say_json
from planner_desktop.cli.parts import part
from planner_desktop.cli.paste import paste
from planner_desktop.cli.patience import PATIENCE
from planner_desktop.cli.policy import policy
from planner_desktop.cli.publishing import catalogue, keys
from planner_desktop.cli.records import add, delete, duplicate, reorder, set_field
from planner_desktop.cli.reviewing import review
from planner_desktop.cli.sharing import shared
from planner_desktop.cli.signing import sign, signatures
from planner_desktop.cli.spelling import spelling, words
from planner_desktop.cli.starting import move, new, recent, samples, update
from planner_desktop.cli.table import table
from planner_desktop.cli.take import take
from planner_desktop.cli.targets import refuse, wrote
from planner_desktop.cli.verifying import report_option, verify, write_report
from planner_desktop.cli.versions import following, mark_incomplete, remarks, returned, send, versions, withdraw
from planner_desktop.i18n import LANGUAGES, _, ngettext
from planner_desktop.plans.exports import Export, Writing, exports

if TYPE_CHECKING:
    from planner_desktop.draft import Draft


@click.group(
    invoke_without_command=True,
    help=_(
        "Write, check, print and submit an agency's annual action plan. Without a command the window opens, on a draft "
        "if its file is named."
    ),
    epilog=_(
        "Exit status: 0 fine, 1 problems found (audit, check, lint, paste, recover, repair, replace, signatures, take, "
        "verify), 2 bad input, 3 fault of the program."
    ),
)
@click.option("--language", type=click.Choice(LANGUAGES), help=_("Speak Thai (th) or English (en)."))
@click.option(
    PATIENCE,
    type=float,
    metavar=_("SECONDS"),
    default=limits.SECONDS,
    show_default=True,
    help=_("Stop a command that takes longer; 0: let it take as long as it does."),
)
@click.version_option(__version__)
@click.pass_context
def planner_desktop(context: click.Context, language: str | None, patience: float) -> None:
    """All commands; alone, the window's start page. `language` and `patience` were seen to before."""
    if context.invoked_subcommand is None:
        context.exit(window.show(None))


for command in (
    new, samples, recent, import_plan, doubts, move, update, review, list_amendments, give_reason,
    compare, bring_back, history, undo, redo, versions, send, returned, remarks, following,
    withdraw, backup, backups, restore,
    table, paste, take, set_field, add, delete, duplicate, reorder, find, replace, mend, spelling, words,
    notes, note, author, recover, accept, unaccept, forms, manual, policy, audit,
    sign, signatures, verify, part, shared, collect, merge, conflicts, resolve, catalogue, keys,
):  # fmt: skip
    planner_desktop.add_command(command)
for command in (
    desk_plan.show, desk_plan.compare, desk_plan.look, desk_plan.remark, desk_plan.withdraw, desk_plan.give_back,
    desk_plan.accept, desk_across.check, desk_across.report, desk_across.plan, national, copy_to, share, join,
):  # fmt: skip
    collect.add_command(command)


@planner_desktop.command("open", help=_("Open a draft in the window."))
@draft_argument
@click.pass_context
def _open(context: click.Context, draft: Path) -> None:
    context.exit(window.show(draft))


def _named(export: Export, target: Path, plan: Draft) -> Path:
    """Where a file is written: a bundle into a folder, as that of a stick, under its own name."""
    if export.name != "bundle" or not os.path.isdir(target):  # which takes any name
        return target
    from planner_desktop.bundle.write import folder_name

    return target / f"{folder_name(plan)}.zip"


def _kinds_of_file(command: Callable[..., None]) -> Callable[..., None]:
    """An option for each kind of file that a plan can be exported to."""
    for export in reversed(exports()):
        command = click.option(f"--{export.name}", metavar=_("FILE"), type=file, help=export.help)(command)
    return command


@planner_desktop.command(
    "export",
    short_help=_("Write a draft as PDF, Word, workbook, bundle or JSON."),
    help=_("Write a draft as PDF, Word file, bundle or JSON; at least one of them."),
)
@draft_argument
@_kinds_of_file
@click.option(
    "--only",
    metavar=_("TABLE"),
    multiple=True,
    help=_("Write only this table, or those of this section, into the workbook; may be repeated."),
)
@click.option("--signed", metavar="SIGNED.pdf", type=file, help=_("The plan's PDF as it was signed, for the bundle."))
@click.option(
    "--scan",
    "scans",
    metavar=_("FILE"),
    type=file,
    multiple=True,
    help=_("Scanned pages for the bundle (PDF, JPEG, PNG); may be repeated."),
)
@click.option(
    "--incomplete", metavar=_("TEXT"), help=_("Why the bundle is given out though errors stand; kept in the draft.")
)
@click.option("--overwrite", is_flag=True, help=_("Replace files that exist already."))
@with_history
def _export(
    draft: Path,
    only: tuple[str, ...],
    signed: Path | None,
    scans: tuple[Path, ...],
    incomplete: str | None,
    overwrite: bool,
    with_history: bool,
    **files: Path | None,
) -> None:
    wanted = {export: target for export in exports() if (target := files[export.name]) is not None}
    if not wanted:
        names = ", ".join(f"--{export.name}" for export in exports())
        raise click.UsageError(_("Give at least one of {options}.").format(options=names))
    if (signed or scans or incomplete is not None) and files["bundle"] is None:
        raise click.UsageError(_("--signed, --scan and --incomplete are of a bundle: give --bundle, too."))
    from planner_desktop.checks.accepting import leaving
    from planner_desktop.checks.not_taken import still_typed
    from planner_desktop.thai import known_ends

    if incomplete is not None:
        mark_incomplete(draft, incomplete)
    with reading(draft) as held, leaving(held) as plan:
        wanted = {export: _named(export, target, plan) for export, target in wanted.items()}
        refuse(draft, list(wanted.values()), overwrite)
        work, said = Writing(plan, with_history=with_history, only=only), still_typed(held)
        work.word, work.signed, work.scans = files["docx"] is not None, signed, scans
        # The bundle comes first, with which most can go wrong, so that a failure leaves nothing behind.
        for export in sorted(wanted, key=lambda export: export.name != "bundle"):
            said += export.write(work, wanted[export])
    known_ends.keep()  # the plan is printed again, and nearly the same
    for target in wanted.values():
        wrote(target)
    for remark in dict.fromkeys(said):
        say(remark, err=True)


@planner_desktop.command("copy", help=_("Make a copy of a draft to give away, without its history."))
@draft_argument
@click.argument("out", metavar="OUT.bmaplan", type=file)
@with_history
def _copy(draft: Path, out: Path, with_history: bool) -> None:
    from planner_desktop.checks.accepting import leaving
    from planner_desktop.draft.plan import clean_copy

    with reading(draft) as held, leaving(held) as plan:
        clean_copy.write(plan, out, with_history=with_history)
    wrote(out)


@planner_desktop.command("check", help=_("List what is wrong or missing in a draft."))
@draft_argument
@click.option("--csv", "table", metavar="OUT.csv", type=file, help=_("Write the list as a table for Excel, too."))
@report_option
@as_json
@click.pass_context
def _check(context: click.Context, draft: Path, table: Path | None, report: Path | None, as_json: bool) -> None:
    from planner_desktop.bundle import verdict as verdicts
    from planner_desktop.checks import find_problems, listing, to_mend
    from planner_desktop.checks.not_taken import still_typed
    from planner_desktop.publishing import doubt as doubts

    refuse(draft, [target for target in (table, report) if target is not None], overwrite=True)
    with reading(draft) as plan:
        found, typed, doubt = find_problems(plan), still_typed(plan), doubts.of(plan.pack)
        verdict = verdicts.of_draft(plan, found)
        titles = {section.id: section.title for section in plan.pack.sections}
        if table is not None:
            csv_table.write(table, listing.rows(plan, found))
    problems, accepted = to_mend(found), [problem for problem in found if problem.accepted]
    errors = sum(problem.severity == "error" for problem in problems)
    if as_json:
        listed = {"problems": problems, "accepted": accepted}
        say_json(
            {"errors": errors, "verdict": verdict.as_data(), "not_believed": doubt and doubt._asdict()}
            | {name: [asdict(each) for each in of] for name, of in listed.items()}
        )
    else:
        section = ""
        for problem in problems:
            if problem.section != section:
                section = problem.section
                say(titles[section])
            named = f" [{name_of(problem)}]" if problem.basis else ""
            say(f"  {listing.severity_name(problem.severity)}: {problem.message}{named}")
            for told in filter(None, (problem.why, problem.fix)):
                say(f"    {told}")
        for n, problem in enumerate(accepted):
            if n == 0:
                say(_("Accepted"))
            say(f"  {listing.severity_name(problem.severity)}: {problem.message} [{name_of(problem)}]")
            say(f"    {listing.said_accepted(problem)}")
        say(ngettext("{count} problem", "{count} problems", len(problems)).format(count=len(problems)), nl=False)
        say(ngettext(", {count} error", ", {count} errors", errors).format(count=errors))
        say(_("The strategy office will say: {verdict}").format(verdict=verdicts.word_of(verdict.verdict)))
    if report is not None:
        write_report(verdict, report)
    for remark in typed:
        say(remark, err=True)
    if doubt is not None:
        say(str(doubt), err=True)
        say(_("Look what it may take up instead: planner-desktop update --look DRAFT"), err=True)
    context.exit(PROBLEMS if errors else 0)


@planner_desktop.command("repair", help=_("Save what can be read of a damaged draft into a new file."))
@draft_argument
@click.option("--to", "out", metavar="NEW.bmaplan", type=file, required=True, help=_("The new file."))
@as_json
@click.pass_context
def _repair(context: click.Context, draft: Path, out: Path, as_json: bool) -> None:
    from planner_desktop.draft.file.repair import repair

    report = repair(draft, out)
    lines = list(report.lines())
    if as_json:
        say_json({"saved": report.saved, "lost": [asdict(lost) for lost in report.lost], "lines": lines})
    else:
        count = sum(report.saved.values())
        wrote(out)
        say(ngettext("{count} row was saved", "{count} rows were saved", count).format(count=count))
        for line in lines or [_("Nothing was lost")]:
            say(f"  {line}")
    context.exit(PROBLEMS if lines else 0)


def _in_words(command: click.Command) -> None:
    """Put into the user's words what click writes into every command's usage."""
    command.options_metavar = _("[OPTIONS]")
    if isinstance(command, click.Group):
        command.subcommand_metavar = _("COMMAND [ARGUMENTS]...")
        for inner in command.commands.values():
            _in_words(inner)


_in_words(planner_desktop)
