"""The commands that edit records: a field, and records added, deleted, doubled and put in another place."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from planner_desktop.cli.addresses import existing, place_of
from planner_desktop.cli.arguments import as_json, draft_argument, writing
from planner_desktop.cli.output import one_line, say, say_json
from planner_desktop.errors import DraftError, ValueRefused
from planner_desktop.i18n import _, set_off

if TYPE_CHECKING:
    from planner_desktop.draft import Draft
    from planner_desktop.entry.list_actions import ChosenRecords

STDIN = "-"
ids = click.argument("ids", metavar="ID...", type=int, nargs=-1, required=True)
record = click.argument("record", metavar="RECORD")


def _say_done(draft: Draft) -> None:
    say(_("Done: {what}").format(what=one_line(draft.undo_label())))


def _enter(draft: Draft, kind: str, id: int, field: str, text: str) -> None:
    """Store a text in a field, in one of files the file that it names. Raises DraftError where the field refuses it."""
    from planner_desktop.entry.entering import enter

    spec = draft.pack.seen(kind).fields[field]
    if spec.field_type.computed:
        raise DraftError(_("{label} is worked out and cannot be typed").format(label=spec.label))
    if spec.field_type.attached and text:
        draft.set(kind, id, field, draft.attach(Path(text)))
        return
    if why := enter(draft, kind, id, field, text).why:
        message, _line, fix = why.partition("\n")
        raise DraftError(message, fix)


@click.command("set", help=_("Enter a text into a field; into one of files a file."))
@draft_argument
@click.argument("place", metavar="RECORD/[ID/]FIELD")
@click.argument("text", metavar=_("TEXT"))
def set_field(draft: Path, place: str, text: str) -> None:
    """As `set --help` says."""
    if text == STDIN:
        text = sys.stdin.read().rstrip("\n")
    with writing(draft) as plan:
        of = place_of(plan, place)
        if of.id is None or not of.field:
            raise click.UsageError(_("Name a field: RECORD/ID/FIELD"))
        existing(plan, of.kind, (of.id,))
        with plan.action(_("edit {label}").format(label=set_off(plan.pack.seen(of.kind).fields[of.field].label))):
            _enter(plan, of.kind, of.id, of.field, text)
        label = plan.spec(of.kind).fields[of.field].label
        say(f"{label}: {one_line(plan.shown(plan.record(of.kind, of.id), of.field)) or '–'}")


@click.command("add", help=_("Add a record to a table, and tell its id."))
@draft_argument
@click.argument("table", metavar="[SECTION/]RECORD")
@click.argument("values", metavar="[FIELD=TEXT]...", nargs=-1)
@click.option("--under", type=int, metavar="ID", help=_("The record under which it stands, by its id."))
@click.option("--catalogue", "row", metavar=_("NAME"), default="", help=_("The entry of the catalogue to take over."))
@as_json
def add(draft: Path, table: str, values: tuple[str, ...], under: int | None, row: str, as_json: bool) -> None:
    """As `add --help` says."""
    from planner_desktop.entry.tables import table_named

    with writing(draft) as plan:
        target = table_named(plan, table, under)
        spec = target.spec
        with plan.action(_("add {label}").format(label=set_off(spec.label))):
            id = _taken_over(plan, target.kind, row) if row else target.records.add()
            for name, value in target.where.items() if row else ():
                if name != spec.parent:
                    plan.set(target.kind, id, name, value)
            for text in values:
                field, _sign, value_text = text.partition("=")
                place = place_of(plan, f"{target.kind}/{id}/{field}")
                _enter(plan, target.kind, id, place.field, value_text)
        if as_json:
            say_json({"record": target.kind, "id": id})
        else:
            say(f"{id}\t{one_line(plan.title(target.kind, id))}")


def _taken_over(draft: Draft, kind: str, name: str) -> int:
    """The record that an entry of a kind's catalogue becomes. Raises DraftError where none is called so."""
    from planner_desktop.entry.candidates import from_catalogue
    from planner_desktop.entry.picking import matching

    found = matching(from_catalogue(draft, kind), name)
    exact = [each for each in found if each.text == name] or found
    if len(exact) != 1:
        names = ", ".join(one_line(each.text) for each in found[:5]) or "–"
        raise DraftError(
            _("“{name}” is not just one entry of the catalogue that is not taken yet").format(name=name),
            _("It may mean: {names}").format(names=names),
        )
    try:
        return exact[0].take()
    except ValueRefused as error:
        raise DraftError(error.message, error.fix) from error


@click.command("delete", help=_("Delete records with all that stands under them."))
@draft_argument
@record
@ids
def delete(draft: Path, record: str, ids: tuple[int, ...]) -> None:
    """As `delete --help` says."""
    with writing(draft) as plan:
        kind = _kind(plan, record)
        _listed(plan, kind, ids).delete()
        _say_done(plan)


@click.command("duplicate", help=_("Double records with all that stands under them."))
@draft_argument
@record
@ids
def duplicate(draft: Path, record: str, ids: tuple[int, ...]) -> None:
    """As `duplicate --help` says."""
    with writing(draft) as plan:
        kind = _kind(plan, record)
        for id in _listed(plan, kind, ids).duplicate():
            say(f"{id}\t{one_line(plan.title(kind, id))}")


@click.command("reorder", help=_("Put a record at another place among those beside it."))
@draft_argument
@record
@click.argument("id", metavar="ID", type=int)
@click.argument("number", metavar="N", type=click.IntRange(1))
def reorder(draft: Path, record: str, id: int, number: int) -> None:
    """As `reorder --help` says."""
    with writing(draft) as plan:
        kind = _kind(plan, record)
        _listed(plan, kind, (id,)).place(number - 1)
        _say_done(plan)


def _listed(draft: Draft, kind: str, ids: tuple[int, ...]) -> ChosenRecords:
    """The list of a kind with these records chosen. Raises DraftError where there is no such record."""
    from planner_desktop.entry.list_actions import ChosenRecords

    return ChosenRecords(draft, kind, existing(draft, kind, ids))


def _kind(draft: Draft, name: str) -> str:
    """The kind of record, of which there may be many. Raises UsageError."""
    kind = place_of(draft, name).kind
    if draft.spec(kind).single:
        raise click.UsageError(_("There is always one {label}").format(label=draft.spec(kind).label))
    return kind
