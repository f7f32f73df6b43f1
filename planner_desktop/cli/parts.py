"""The commands on parts of a plan: handed out to divisions, looked at, and taken back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from planner_desktop.cli.addresses import place_of, section_of
from planner_desktop.cli.arguments import PROBLEMS, as_json, draft_argument, file, reading, writing
from planner_desktop.cli.output import one_line, say, say_json
from planner_desktop.cli.targets import refuse, wrote
from planner_desktop.errors import DraftError
from planner_desktop.i18n import _, ngettext

if TYPE_CHECKING:
    from planner_desktop.draft import Draft
    from planner_desktop.draft.records.handed_parts import Given, HandedPart

BOOK = ".xlsx"
LINKED = "linked"
"""The word that stands for all records that name the division as theirs."""


@click.group(
    "part",
    short_help=_("Hand parts of a plan out, and take them back."),
    help=_("Hand parts of a plan out to divisions, and take back what they filled."),
)
def part() -> None:
    """As `part --help` says."""


@part.command(
    "new",
    help=_(
        "Write the part of a plan that a division shall fill.\n\n"
        "Without --sections and --records that is what names the division as its own: its record, its projects, "
        "indicators and so on. All else in the file can be read and not changed."
    ),
)
@draft_argument
@click.argument("out", metavar="OUT.bmapart", type=file)
@click.option("--division", metavar=_("NAME"), required=True, help=_("The division, as the plan names it."))
@click.option("--sections", metavar="ID,…", default="", help=_("Whole sections that it may fill."))
@click.option(
    "--records",
    metavar="RECORD/ID,…",
    default="",
    help=_("Records that it may fill, with all under them; the word {word} means all that name the division.").format(
        word=LINKED
    ),
)
@click.option("--to", "person", metavar=_("NAME"), default="", help=_("Who there shall fill it."))
@click.option("--deadline", metavar=_("DATE"), default="", help=_("Until when, as 31/10/2567."))
@click.option("--note", metavar=_("TEXT"), default="", help=_("What the division shall know."))
@click.option("--xlsx", "book", metavar="OUT.xlsx", type=file, help=_("Write it as a workbook for Excel, too."))
def _new(
    draft: Path,
    out: Path,
    division: str,
    sections: str,
    records: str,
    person: str,
    deadline: str,
    note: str,
    book: Path | None,
) -> None:
    from planner_desktop.draft.parts import handing
    from planner_desktop.thai.dates import parse_date

    with writing(draft) as plan:
        refuse(draft, [out, *filter(None, [book])], overwrite=False)
        _refuse_other_ends(out)
        due = parse_date(deadline).isoformat() if deadline else ""
        id = handing.division_named(plan, division)
        name = handing.divisions(plan)[id] if id is not None else division.strip()
        own = plan.pack.edition.divisions or ""
        given = _given(plan, id, sections, records)
        uid = plan.uid(own, id) if id is not None else ""
        handed = handing.hand_out(plan, out, handing.Wanted(name, uid, given, person, due, note))
        lines = list(_lines(plan, handed))
    wrote(out)
    if book is not None:
        from planner_desktop.spreadsheet.part import write_part

        lines += write_part(out, book)
        wrote(book)
    for line in lines:
        say(line)


def _refuse_other_ends(out: Path) -> None:
    from planner_desktop.draft.parts.handing import SUFFIX

    if out.suffix.lower() != SUFFIX:
        raise DraftError(
            _("{path} does not end in {suffix}").format(path=out, suffix=SUFFIX),
            _("Give the part's file a name that ends so; nothing was written."),
        )


def _given(plan: Draft, division: int | None, sections: str, records: str) -> Given:
    """What the options name. Raises UsageError and DraftError."""
    from planner_desktop.draft.parts import handing
    from planner_desktop.draft.records.handed_parts import Given

    ids = tuple(section_of(plan, name) for name in _listed(sections))
    named, linked = [], not (sections or records)
    for text in _listed(records):
        if text == LINKED:
            linked = True
            continue
        place = place_of(plan, text)
        uid = plan.uid(place.kind, place.id) if place.id is not None else ""
        if not uid:
            raise DraftError(_("There is no record {name}").format(name=text), _("`table` lists them with their ids."))
        named.append((place.kind, uid))
    if not linked:
        return Given(ids, tuple(named), ())
    if division is None:
        raise DraftError(
            _("This plan has no divisions that records could name"),
            _("Say with --sections or --records what shall be filled."),
        )
    found = handing.of_division(plan, division)
    return Given(ids, tuple(dict.fromkeys((*found.records, *named))), found.new)


def _listed(text: str) -> list[str]:
    return [each for each in (part.strip() for part in text.split(",")) if each]


@part.command("show", help=_("Tell whose part a file is, what may be filled in it, and what is still empty there."))
@click.argument("file", metavar="FILE.bmapart", type=file)
@as_json
def _show(file: Path, as_json: bool) -> None:
    from planner_desktop.checks.of_part import left_in_part
    from planner_desktop.draft.parts.handing import counts, titles

    with reading(file) as plan:
        handed = plan.limits.part if plan.limits is not None else None
        if handed is None:
            raise DraftError(
                _("{path} is no part that was handed out").format(path=file), _("Choose a file that ends in .bmapart.")
            )
        left = left_in_part(plan)
        may, lines = counts(plan, handed.given), list(_lines(plan, handed))
        filled = list(titles(plan, handed.given))
    if as_json:
        names = ("section", "kind", "id", "field", "message")
        told = [{name: getattr(problem, name) for name in names} for problem in left]
        say_json(_data(handed) | {"may_fill": may, "left": told})
        return
    for line in (*lines, *(f"  {title}" for title in filled)):
        say(line)
    many = ngettext("{count} place is still empty or wrong:", "{count} places are still empty or wrong:", len(left))
    say(many.format(count=len(left)) if left else _("Nothing is empty or wrong in this part."))
    for problem in left:
        say(f"  {one_line(problem.message)}")


@part.command("list", help=_("List the parts that were handed out, and which came back."))
@draft_argument
@as_json
def _list(draft: Path, as_json: bool) -> None:
    from planner_desktop.draft.records.handed_parts import handed_parts

    with reading(draft) as plan:
        found = handed_parts(plan)
        lines = [line for handed in found for line in _lines(plan, handed)]
    if as_json:
        say_json([_data(handed) for handed in found])
        return
    for line in lines or [_("No part was handed out.")]:
        say(line)


@part.command(
    "take",
    help=_(
        "Take a part that a division filled into the plan, as one step that `undo` takes back.\n\n"
        "What both sides changed differently stays as it is in the plan and is kept as a conflict."
    ),
)
@draft_argument
@click.argument("file", metavar="FILE.bmapart|.xlsx", type=file)
@click.option("--try", "tried", is_flag=True, help=_("Only tell what it does; nothing is written."))
@as_json
@click.pass_context
def _take(context: click.Context, draft: Path, file: Path, tried: bool, as_json: bool) -> None:
    from planner_desktop.draft.history import changes
    from planner_desktop.draft.parts import taking

    refused: list[str] = []
    with (reading if tried else writing)(draft) as plan:
        if file.suffix.lower() == BOOK:
            from planner_desktop.spreadsheet import part as of_book
            from planner_desktop.spreadsheet import telling

            ready, found = of_book.prepared(plan, file)
            refused = list(telling.refusals(found))
        else:
            ready = taking.prepared(plan, file)
        done = ready.told if tried else taking.take(plan, ready)
        labels = {kind: spec.label for kind, spec in plan.pack.records.items()}
        fields = {kind: spec.fields for kind, spec in plan.pack.records.items()}
    if as_json:
        told = asdict(done) | {"written": not tried, "part": _data(ready.part), "outside": list(ready.outside)}
        say_json(told | {"refused": refused, "differences": [asdict(each) for each in ready.differences]})
    else:
        for each in ready.differences:
            name = fields[each.kind][each.field].label if each.field else labels[each.kind]
            say(f"  {changes.what_name(each.what)}\t{one_line(each.title)}\t{name}")
        for line in ready.outside:
            say(_("Not taken, for it is not in the part: {what}").format(what=one_line(line)), err=True)
        for line in refused:
            say(one_line(line), err=True)
        said = _("{added} added, {changed} changed, {deleted} deleted, {conflicts} conflicts")
        say(said.format(added=done.added, changed=done.changed, deleted=done.deleted, conflicts=done.conflicts))
        if tried:
            say(_("This was only tried; nothing was written."))
    context.exit(PROBLEMS if done.conflicts or ready.outside or refused else 0)


def _data(handed: HandedPart) -> dict[str, Any]:
    given = asdict(handed.given)
    return {name: value for name, value in asdict(handed).items() if name != "given"} | {"given": given}


def _lines(plan: Draft, handed: HandedPart) -> Iterator[str]:
    """A part in two or three lines."""
    from planner_desktop.draft.parts.listing import came_in_words, given_in_words, handed_in_words

    yield f"{handed.id}\t{one_line(handed.division)}\t{handed_in_words(handed)}\t{came_in_words(handed)}"
    yield f"  {given_in_words(plan, handed.given)}"
    if handed.note:
        yield f"  {one_line(handed.note)}"
