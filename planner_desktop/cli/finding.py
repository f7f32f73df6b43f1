"""The commands that find and replace text in all fields of a draft."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from planner_desktop.cli.addresses import numbers_of, section_of
from planner_desktop.cli.arguments import PROBLEMS, as_json, draft_argument, reading, writing
from planner_desktop.cli.output import one_line, say, say_json
from planner_desktop.errors import DraftError
from planner_desktop.i18n import _, ngettext

if TYPE_CHECKING:
    from planner_desktop.draft import Draft
    from planner_desktop.draft.records.search import Match, Query

AROUND = 40
"""Letters before and after what was found."""

whole_words = click.option("--whole-words", is_flag=True, help=_("Only whole words."))
exactly = click.option("--exactly", is_flag=True, help=_("Case, digits and spaces as they are typed."))
section = click.option("--section", metavar="ID", default="", help=_("Only in this section."))
only = click.option("--only", metavar=_("NUMBERS"), default="", help=_("Only these of what `find` lists: 3 or 1,4-7."))
numbers = click.option("--numbers", is_flag=True, help=_("In amounts and other numbers, too."))
look = click.option("--look", is_flag=True, help=_("Only tell what would become of it."))


def _matches(draft: Draft, query: Query, section: str) -> list[Match]:
    from planner_desktop.draft.records.search import find, places

    wanted = section and section_of(draft, section)
    return find([place for place in places(draft) if wanted in ("", place.section)], query)


def _say(number: int, match: Match, by: str = "") -> None:
    before, found, after = match.around(AROUND)
    becomes = f" → “{by}”" if by else ""
    say(f"{number}\t{one_line(match.where)}\t{before}“{found}”{becomes}{after}")


@click.command("find", help=_("Find a text in all fields of a draft."))
@draft_argument
@click.argument("text", metavar=_("TEXT"), default="")
@whole_words
@exactly
@section
@click.option("--torn", is_flag=True, help=_("Words that a space tore, instead of a text; `mend` mends them."))
@as_json
def find(draft: Path, text: str, whole_words: bool, exactly: bool, section: str, torn: bool, as_json: bool) -> None:
    """As `find --help` says."""
    from planner_desktop.draft.records.search import Query

    if bool(text) == torn:
        raise click.UsageError(_("Give a text, or --torn."))
    with reading(draft) as plan:
        found = _matches(plan, Query(text, whole_words, exactly, torn), section)
        titles = {each.id: each.title for each in plan.pack.sections}
    if as_json:
        say_json(
            [
                {"number": n, "found": each.found, "replaceable": each.replaceable} | asdict(each)
                for n, each in enumerate(found, 1)
            ]
        )
        return
    told = ""
    for number, each in enumerate(found, 1):
        if each.place.section != told:
            told = each.place.section
            say(titles[told])
        _say(number, each, each.meant)
    say(ngettext("{count} place", "{count} places", len(found)).format(count=len(found)))


@click.command("replace", help=_("Replace a text in all fields of a draft with another."))
@draft_argument
@click.argument("text", metavar=_("TEXT"))
@click.argument("by", metavar=_("OTHER"))
@whole_words
@exactly
@numbers
@section
@only
@look
@click.pass_context
def replace(
    context: click.Context,
    draft: Path,
    text: str,
    by: str,
    whole_words: bool,
    exactly: bool,
    numbers: bool,
    section: str,
    only: str,
    look: bool,
) -> None:
    """As `replace --help` says."""
    from planner_desktop.draft.records.search import Query

    if not text:
        raise click.UsageError(_("Give the text that is to be replaced."))
    query = Query(text, whole_words, exactly)
    context.exit(_replace(draft, query, by, section, only, look=look, numbers=numbers))


@click.command("mend", help=_("Put words together that a space tore, as PDFs do."))
@draft_argument
@section
@only
@look
@click.pass_context
def mend(context: click.Context, draft: Path, section: str, only: str, look: bool) -> None:
    """As `mend --help` says."""
    from planner_desktop.draft.records.search import Query

    context.exit(_replace(draft, Query("", torn=True), "", section, only, look=look))


def _replace(path: Path, query: Query, by: str, section: str, only: str, *, look: bool, numbers: bool = False) -> int:
    """Replace what is found; in numbers only where that is said, for who changes a year hardly means the amounts."""
    from planner_desktop.draft.records import replacing

    with (reading if look else writing)(path) as draft:
        found = _matches(draft, query, section)
        if not found:
            raise DraftError(_("Nothing was found"))
        chosen = [(number, found[number - 1]) for number in numbers_of(only, len(found))]
        wanted = [each for each in chosen if each[1].replaceable and (numbers or not each[1].place.number)]
        if look:
            for number, match in wanted:
                _say(number, match, replacing.replacement(match, by) or "–")
            _say_left(len(chosen) - len(wanted))
            return 0
        done = replacing.replace(draft, [match for _number, match in wanted], by)
    told = _("Replaced in {places} places, {records} records")
    say(told.format(places=done.count, records=len(done.records)))
    _say_left(len(chosen) - len(wanted))
    for match, why in done.refused:
        say(_("Left as it was: {where}: {why}").format(where=match.where, why=why.message), err=True)
    return PROBLEMS if done.refused else 0


def _say_left(count: int) -> None:
    if count:
        told = ngettext(
            "{count} place stays as it is: a number, or text that is not typed",
            "{count} places stay as they are: numbers, or text that is not typed",
            count,
        )
        say(told.format(count=count))
