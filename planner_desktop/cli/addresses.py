"""How the command line names sections, records and fields, and the numbers of what a command lists."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from planner_desktop.errors import DraftError
from planner_desktop.i18n import _
from planner_desktop.regex import regex

if TYPE_CHECKING:
    from planner_desktop.draft import Draft

_RANGE = regex(r"([0-9]{1,9})(?:-([0-9]{1,9}))?")


@dataclass(frozen=True, slots=True)
class RecordAddress:
    """A kind of record, one of them, or a field of it, as RECORD, RECORD/ID or RECORD/ID/FIELD says it."""

    kind: str
    id: int | None = None
    field: str = ""


def section_of(draft: Draft, name: str) -> str:
    """The id of a section. Raises UsageError, naming those that there are."""
    known = [section.id for section in draft.pack.sections]
    if name not in known:
        names = ", ".join(known)
        raise click.UsageError(_("There is no section {name}. There are: {names}").format(name=name, names=names))
    return name


def place_of(draft: Draft, text: str) -> RecordAddress:
    """What a text names; of a record that there is but one of, its id may be left out. Raises UsageError."""
    kind, *rest = text.split("/")
    if kind not in draft.pack.records:
        names = ", ".join(draft.pack.records)
        raise click.UsageError(_("There is no record {name}. There are: {names}").format(name=kind, names=names))
    spec = draft.spec(kind)
    if spec.single and not (rest and _is_number(rest[0])):
        rest.insert(0, "1")
    id, field = (*rest, "", "")[:2]
    if id and not _is_number(id):
        raise click.UsageError(_("A record's id is wanted behind {name}, not “{text}”").format(name=kind, text=id))
    if len(rest) > 2 or (field and field not in spec.fields):
        names = ", ".join(spec.fields)
        raise click.UsageError(
            _("There is no field {name}. There are: {names}").format(name="/".join(rest[1:]), names=names)
        )
    return RecordAddress(kind, int(id) if id else None, field)


def existing(draft: Draft, kind: str, ids: tuple[int, ...]) -> list[int]:
    """The ids, each once. Raises DraftError where there is no such record."""
    for id in ids:
        if not draft.ids(kind, where={"id": id}):
            raise DraftError(
                _("There is no {label} {id}").format(label=draft.spec(kind).label, id=id),
                _("`table` lists them with their ids."),
            )
    return list(dict.fromkeys(ids))


def numbers_of(text: str, count: int) -> list[int]:
    """The numbers that are named of a list, as 1,4-7; all where none is. Raises UsageError for one not in it."""
    numbers: list[int] = []
    for part in text.replace(" ", "").split(",") if text else ():
        found = _RANGE.fullmatch(part)
        first, last = (int(found[1]), int(found[2] or found[1])) if found else (0, 0)
        if not 1 <= first <= last <= count:
            raise click.UsageError(
                _("“{text}” is none of the numbers in the list (1 to {count})").format(text=part, count=count)
            )
        numbers += range(first, last + 1)
    return list(dict.fromkeys(numbers)) if text else list(range(1, count + 1))


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 19
