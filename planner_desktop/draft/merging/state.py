"""What is merged: the records of a plan with the uids they have in every draft, no id and nothing of how it came about.

A `State` knows neither SQL nor a form pack, so a merge is worked out in memory alone and the same for the same states.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import TYPE_CHECKING

from planner_desktop.formpack import FormPack
from planner_desktop.formpack.fields import Value
from planner_desktop.formpack.tables import UID, links_table, parents_first
from planner_desktop.frozen import Frozen

if TYPE_CHECKING:
    from planner_desktop.draft.draft import Draft
    from planner_desktop.draft.records.acceptances import Acceptance
    from planner_desktop.draft.records.section_notes import SectionNote

Refused = tuple[str, str]
"""A text that a field did not take, and why."""
Siblings = tuple[str, str]
"""The records of a kind under one parent, by the kind and the parent's uid; empty where there is no parent."""


class Kind(Frozen):
    """What a merge asks of a kind of record.

    `key` is the field by which rows of its catalogue are told apart, empty where none of them are taken over. `to` and
    `to_many` are the fields that lead to other records, with those records' kinds; `formatted` are lists of blocks, and
    `named` the texts a record may be known by.
    """

    parent: str = ""
    single: bool = False
    key: str = ""
    to: Mapping[str, str] = field(default_factory=dict)
    to_many: Mapping[str, str] = field(default_factory=dict)
    formatted: frozenset[str] = frozenset()
    named: tuple[str, ...] = ()


class Row(Frozen):
    """A record: its parent's uid, the values of its fields, and what its links fields lead to, in order.

    A link is the uid of what it leads to. A file is named by the SHA-256 of what it holds.
    """

    parent: str = ""
    values: Mapping[str, Value] = field(default_factory=dict)
    links: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    refused: Mapping[str, Refused] = field(default_factory=dict)


class State(Frozen):
    """A plan at one moment. `kinds` stand in the order in which each comes after the one it stands under.

    `files` are the names of attached files by their SHA-256, `accepted` the problems that were accepted by their basis,
    `origin` tells of records and links that came into their list by an earlier merge from which source they did,
    `wanted` are the records that values of open conflicts lead to, by kind and uid, `notes` those on sections.
    """

    kinds: Mapping[str, Kind]
    records: Mapping[str, Mapping[str, Row]]
    order: Mapping[Siblings, tuple[str, ...]]
    files: Mapping[str, str] = field(default_factory=dict)
    accepted: Mapping[str, Acceptance] = field(default_factory=dict)
    origin: Mapping[str, str] = field(default_factory=dict)
    wanted: frozenset[tuple[str, str]] = frozenset()
    notes: Mapping[str, SectionNote] = field(default_factory=dict)


def kinds_of(pack: FormPack) -> dict[str, Kind]:
    """What a form pack says of its kinds of record, parents first."""
    found = {}
    for name in parents_first(pack.records):
        spec = pack.records[name]
        types = {each: spec.fields[each].field_type for each in spec.fields}
        found[name] = Kind(
            spec.parent or "",
            spec.single,
            (spec.key or "") if spec.catalogue else "",
            {each: spec.fields[each].to or "" for each, type in types.items() if type.to_one},
            {each: spec.fields[each].to or "" for each, type in types.items() if type.to_many},
            frozenset(each for each, type in types.items() if type.formatted),
            tuple(each for each in spec.plain_texts if "{" + each in spec.named_by) or tuple(spec.plain_texts[:1]),
        )
    return found


def read(
    draft: Draft, origin: Mapping[str, str] | None = None, wanted: frozenset[tuple[str, str]] = frozenset()
) -> State:
    """The state of a draft as it is now."""
    from planner_desktop.draft.records.acceptances import acceptances  # which a merge in memory does without
    from planner_desktop.draft.records.section_notes import section_notes

    kinds = kinds_of(draft.pack)
    sums = {attached.name: attached.sha256 for attached in draft.attachments()}
    uid_of = {kind: dict(draft.database.execute(f"SELECT id, {UID} FROM {kind}").fetchall()) for kind in kinds}
    refused = _refused(draft)
    records: dict[str, dict[str, Row]] = {}
    order: dict[Siblings, list[str]] = {}
    for name, kind in kinds.items():
        links = {field: _pairs(draft, name, field, to, uid_of) for field, to in kind.to_many.items()}
        records[name] = _rows(draft, name, kind, uid_of, links, sums, refused, order)
    return State(
        kinds,
        records,
        {siblings: tuple(uids) for siblings, uids in order.items()},
        {sha256: name for name, sha256 in sorted(sums.items(), reverse=True)},
        acceptances(draft),
        origin or {},
        wanted,
        section_notes(draft),
    )


def _rows(
    draft: Draft,
    name: str,
    kind: Kind,
    uid_of: Mapping[str, Mapping[int, str]],
    links: Mapping[str, Mapping[str, tuple[str, ...]]],
    sums: Mapping[str, str],
    refused: Mapping[tuple[str, str], Mapping[str, Refused]],
    order: dict[Siblings, list[str]],
) -> dict[str, Row]:
    columns = draft.spec(name).columns
    with_files = {
        each: field.field_type
        for each, field in columns.items()
        if sums and (field.field_type.attached or field.field_type.formatted)
    }
    above = kind.parent or "NULL"
    cursor = draft.database.execute(f"SELECT {UID}, {', '.join([above, *columns])} FROM {name} ORDER BY position, id")
    rows = {}
    for uid, parent, *stored in cursor:
        values: dict[str, Value] = dict(zip(columns, stored, strict=True))
        for each, to in kind.to.items():
            if values[each] is not None:
                values[each] = uid_of[to][int(values[each] or 0)]
        for each, type in with_files.items():
            values[each] = type.with_files(values[each], lambda file: sums.get(file, file))
        place = uid_of[kind.parent][parent] if kind.parent else ""
        held = {each: of_all[uid] for each, of_all in links.items() if uid in of_all}
        rows[uid] = Row(place, values, held, refused.get((name, uid), {}))
        order.setdefault((name, place), []).append(uid)
    return rows


def _pairs(
    draft: Draft, kind: str, field: str, to: str, uid_of: Mapping[str, Mapping[int, str]]
) -> dict[str, tuple[str, ...]]:
    here, there = uid_of[kind], uid_of[to]
    held: dict[str, list[str]] = {}
    sql = f"SELECT {kind}, {to} FROM {links_table(kind, field)} ORDER BY position"
    for id, other in draft.database.execute(sql):
        held.setdefault(here[id], []).append(there[other])
    return {uid: tuple(others) for uid, others in held.items()}


def _refused(draft: Draft) -> dict[tuple[str, str], dict[str, Refused]]:
    found: dict[tuple[str, str], dict[str, Refused]] = {}
    for kind, uid, field_name, text, why in draft.database.execute(
        f"SELECT kind, {UID}, field, text, why FROM refused"
    ):
        found.setdefault((kind, uid), {})[field_name] = (text, why)
    return found
