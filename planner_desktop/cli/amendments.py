"""The commands of the memo that asks for an amendment: what was amended, why, and the memo as PDF and Word."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from planner_desktop.cli.addresses import numbers_of
from planner_desktop.cli.arguments import as_json, draft_argument, file, reading, writing
from planner_desktop.cli.output import one_line, say, say_json
from planner_desktop.cli.targets import refuse, wrote
from planner_desktop.errors import DraftError
from planner_desktop.i18n import _, ngettext

if TYPE_CHECKING:
    from planner_desktop.document.amendment_memo import Memo
    from planner_desktop.draft import Draft

since = click.option(
    "--since",
    metavar=_("VERSION | FILE"),
    default="",
    help=_("What is amended: a version that was sent, a draft, a bundle or JSON; the last version sent if not given."),
)


@contextmanager
def _before(draft: Draft, named: str) -> Iterator[tuple[Draft, str]]:
    """The state that is amended, and what it is called. Raises DraftError."""
    from planner_desktop.draft.history import sending, sources
    from planner_desktop.draft.history.versions import versions
    from planner_desktop.plans.opened import plan_in

    if named and not (named.isascii() and named.isdecimal()):
        with plan_in(Path(named)) as old:
            yield old, Path(named).name
        return
    sent = versions(draft)
    if not named and not sent:
        raise DraftError(_("No version of this plan was sent"), _("Name what is amended with --since."))
    number = int(named) if named else sent[-1].number
    with sending.open_version(draft, number) as old:
        yield old, sources.version(number).name


@click.command(
    "amendments",
    short_help=_("List what was amended, and write its memo."),
    help=_("List what was amended and why, and write the memo that asks for it."),
)
@draft_argument
@since
@click.option("--pdf", metavar=_("FILE"), type=file, help=_("Write the memo as PDF."))
@click.option("--docx", metavar=_("FILE"), type=file, help=_("Write the memo for Word."))
@click.option("--overwrite", is_flag=True, help=_("Replace files that exist already."))
@as_json
def list_amendments(
    draft: Path, since: str, pdf: Path | None, docx: Path | None, overwrite: bool, as_json: bool
) -> None:
    """As `amendments --help` says."""
    from planner_desktop.document.amendment_memo import document, memo_of
    from planner_desktop.draft.records.reasons import lacking

    targets = [path for path in (pdf, docx) if path is not None]
    refuse(draft, targets, overwrite)
    with reading(draft) as plan, _before(plan, since) as (old, name):
        memo = memo_of(old, plan)
        printed = document(plan, memo, name) if targets else None
        told = _told(memo, plan)
    if printed is not None and pdf is not None:
        from planner_desktop.document.pdf import write_pdf

        write_pdf(printed, pdf)
    if printed is not None and docx is not None:
        from planner_desktop.document.word.writer import write_docx

        write_docx(printed, docx)
    if as_json:
        say_json(told)
        return
    _say(told)
    if said := lacking(memo.unexplained):
        say(said, err=True)
    for path in targets:
        wrote(path)


def _told(memo: Memo, plan: Draft) -> dict[str, Any]:
    from planner_desktop.document.changes_page import place_of, sides

    rows = []
    for n, each in enumerate(memo.amended):
        before, after = sides(each.difference)
        rows.append(
            {
                "number": n + 1,
                "section": each.difference.section,
                "what": place_of(each.difference, plan.pack),
                "kind": each.place.kind,
                "uid": each.place.uid,
                "field": each.place.field,
                "before": before,
                "after": after,
                "reason": each.reason,
                "tables": list(memo.tables.get(n, ())),
            }
        )
    follows = [{"table": each.table, "before": each.before, "after": each.after} for each in memo.consequences]
    return {"amendments": rows, "consequences": follows}


def _say(told: dict[str, Any]) -> None:
    for row in told["amendments"]:
        say(f"{row['number']}\t{one_line(row['what'])}")
        if row["before"] or row["after"]:
            say(f"\t{one_line(row['before']) or '–'} → {one_line(row['after']) or '–'}")
        if row["tables"]:
            say("\t" + _("In: {tables}").format(tables=", ".join(row["tables"])))
        say("\t" + _("Reason: {reason}").format(reason=one_line(row["reason"]) or "–"))
    for each in told["consequences"]:
        what = f"{each['table']}: {one_line(each['before'])} → {one_line(each['after'])}"
        say(_("Follows: {what}").format(what=what))
    count = len(told["amendments"])
    say(ngettext("{count} amendment", "{count} amendments", count).format(count=count))


@click.command(
    "reason",
    short_help=_("Give the reason of amendments."),
    help=_("Give the reason of amendments, by their numbers in `amendments`; '' takes it away."),
)
@draft_argument
@click.argument("numbers", metavar=_("NUMBERS"))
@click.argument("reason", metavar=_("REASON"))
@since
def give_reason(draft: Path, numbers: str, reason: str, since: str) -> None:
    """As `reason --help` says."""
    from planner_desktop.draft.history.amendments import amendments
    from planner_desktop.draft.records.reasons import give

    with writing(draft) as plan:
        with _before(plan, since) as (old, _name):
            found = amendments(old, plan)
        chosen = [found[number - 1] for number in numbers_of(numbers, len(found))]
        give(plan, [each.place for each in chosen], reason)
    said = ngettext("The reason of {count} amendment is kept", "The reason of {count} amendments is kept", len(chosen))
    say(said.format(count=len(chosen)))
