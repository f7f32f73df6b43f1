"""A part of a plan handed out to a division: one file that is a draft of its own, in which only that part is filled.

What goes along is the plan without its history, as `clean_copy` has it, and within it the plan as it was handed out, so
that what comes back can be told from what was there. The draft of the plan keeps what was handed out, too.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from planner_desktop import whole_file
from planner_desktop.closing import closed_on_error
from planner_desktop.draft.draft import Draft
from planner_desktop.draft.file import file, identity, own_tables
from planner_desktop.draft.file.database import Database
from planner_desktop.draft.history.versions import refuse_if_sent
from planner_desktop.draft.plan import clean_copy, plan_json
from planner_desktop.draft.records import attachments, handed_parts, naming
from planner_desktop.draft.records.handed_parts import Given, HandedPart
from planner_desktop.draft.records.limits import whole_kinds
from planner_desktop.errors import DraftError
from planner_desktop.formpack.tables import links_table
from planner_desktop.frozen import Frozen
from planner_desktop.i18n import _

SUFFIX = file.PART_SUFFIX


class Wanted(Frozen):
    """A part to hand out: to which division (and `person` there), what of the plan, until when, and what is said.

    `uid` is that of the division's record; it is empty where the plan has none of it.
    """

    division: str
    uid: str
    given: Given
    person: str = ""
    deadline: str = ""
    note: str = ""


class Made(Frozen):
    """A part whose file is written, and the plan that is in it, to be kept by the draft of the plan."""

    part: HandedPart
    plan: bytes
    path: Path


# ---------------------------------------------------------------- what a division has to do with


def divisions(draft: Draft) -> dict[int, str]:
    """The divisions of a plan by their ids; none where its edition does not say which records are such."""
    kind = draft.pack.edition.divisions
    return {} if kind is None else {record.id: draft.title_of(record) for record in draft.records(kind)}


def division_named(draft: Draft, name: str) -> int | None:
    """The division that a name, or a short one, means. Raises DraftError where there are divisions and none is it."""
    kind, known = draft.pack.edition.divisions, divisions(draft)
    if kind is None or not known:
        return None
    found, _all = naming.Named(draft, kind).find(name)
    meant = [id for id in found if isinstance(id, int)]
    if len(meant) != 1:
        raise DraftError(
            _("“{name}” is no division of this plan").format(name=name),
            _("There are: {names}").format(names=", ".join(known.values())),
        )
    return meant[0]


def of_division(draft: Draft, division: int) -> Given:
    """What of a plan has to do with a division: its own record, all that link to it, and more of these kinds."""
    own = draft.pack.edition.divisions or ""
    records, new = [(own, draft.uid(own, division))], []
    for kind, spec in draft.pack.records.items():
        ids: dict[int, None] = {}
        for name, field in spec.fields.items():
            if field.to == own and kind != own:
                ids |= dict.fromkeys(_linked(draft, kind, name, division))
                new.append(kind)
        records += [(kind, draft.uid(kind, id)) for id in draft.ids(kind) if id in ids]
    return Given((), tuple(records), tuple(kind for kind in dict.fromkeys(new) if not draft.spec(kind).single))


def _linked(draft: Draft, kind: str, field: str, to: int) -> Iterator[int]:
    spec = draft.spec(kind).fields[field]
    if spec.field_type.to_many:
        rows = draft.database.execute(f"SELECT {kind} FROM {links_table(kind, field)} WHERE {spec.to} = ?", [to])
    else:
        rows = draft.database.execute(f"SELECT id FROM {kind} WHERE {field} = ?", [to])
    yield from (row[0] for row in rows.fetchall())


def counts(draft: Draft, given: Given) -> dict[str, int]:
    """How many records of each kind may be filled, with those that stand under what is given."""
    return {kind: len(ids) for kind, ids in records_given(draft, given).items()}


def records_given(draft: Draft, given: Given) -> dict[str, list[int]]:
    """The records of each kind that may be filled, in their order, with those that stand under what is given."""
    ids: dict[str, set[int]] = {kind: set(draft.ids(kind)) for kind in whole_kinds(draft.pack, given.sections)}
    for kind, uid in given.records:
        if kind in draft.pack.records and (id := draft.id_of(kind, uid)) is not None:
            _count(draft, kind, id, ids)
    return {kind: [id for id in draft.ids(kind) if id in ids[kind]] for kind in draft.pack.records if ids.get(kind)}


def _count(draft: Draft, kind: str, id: int, ids: dict[str, set[int]]) -> None:
    ids.setdefault(kind, set()).add(id)
    for below in draft.pack.children(kind):
        for child in draft.ids(below, id):
            _count(draft, below, child, ids)


# ---------------------------------------------------------------- handing out


def hand_out(draft: Draft, path: Path, wanted: Wanted) -> HandedPart:
    """Write a part to a new file and keep in the draft that it was handed out. Raises DraftError; then there is no
    file."""
    with draft.snapshot() as now:
        made = write(now, path, wanted, origin=identity.draft_id(draft), by=draft.author)
    return keep(draft, made)


def write(draft: Draft, path: Path, wanted: Wanted, *, origin: str, by: str) -> Made:
    """Write a part to a new file, from a snapshot; the draft is to `keep` it afterwards. Raises DraftError."""
    handed_parts.refuse_if_part(draft)
    refuse_if_sent(draft.database)
    _refuse_empty(draft, wanted)
    file.refuse_existing(path)
    plan = json.dumps(plan_json.to_plan(draft), ensure_ascii=False).encode("utf-8")
    part = HandedPart(
        1, secrets.token_hex(8), origin, wanted.division, wanted.uid, wanted.given,
        datetime.now(UTC).isoformat(timespec="seconds"), by, wanted.person, wanted.deadline, wanted.note, "",
    )  # fmt: skip

    def make_a_part(copy: Database) -> None:
        nonlocal part
        part = replace(part, base=handed_parts.keep_state(copy, plan))
        handed_parts.insert(copy, part)
        own_tables.put_setting(copy, handed_parts.SETTING, part.key)
        own_tables.put_setting(copy, identity.SETTING, secrets.token_hex(16))  # its backups are its own
        copy.execute("DELETE FROM version")

    clean_copy.write(draft, path, also=make_a_part)
    return Made(part, plan, path)


def keep(draft: Draft, made: Made) -> HandedPart:
    """Keep in the draft which part was handed out; its file goes where that fails. Raises DraftError."""
    try:
        with draft.saving():
            part = handed_parts.next_of(draft, made.part)
            handed_parts.keep_state(draft.database, made.plan)
            handed_parts.insert(draft.database, part)
    except BaseException:
        drop(made)
        raise
    return part


def drop(made: Made) -> None:
    """Take away the file of a part that nobody waits for any more."""
    with suppress(OSError):
        whole_file.remove(made.path)


def _refuse_empty(draft: Draft, wanted: Wanted) -> None:
    known = {section.id for section in draft.pack.sections}
    for section in wanted.given.sections:
        if section not in known:
            raise DraftError(_("There is no section {name}").format(name=section))
    if not (wanted.given.new or whole_kinds(draft.pack, wanted.given.sections) or counts(draft, wanted.given)):
        raise DraftError(
            _("Nothing of the plan would be filled by “{division}”").format(division=wanted.division),
            _("Choose sections or records. Records of a division are those that name it as theirs."),
        )


# ---------------------------------------------------------------- what was handed out


def open_state(draft: Draft, digest: str, part: Draft | None = None) -> Draft:
    """What was handed out, read-only in memory. Raises DraftError.

    With `part` it is as the file of the part had it: in its form, where the draft took up another one since, and with
    its pictures, which are without what draws nothing.
    """
    data = json.loads(handed_parts.state(draft, digest))
    holders = [draft] if part is None else [part, draft]
    with closed_on_error(plan_json.from_plan(data, holders[0].pack, _("what was handed out"))) as then:
        holder_of = {a.name: holder for holder in reversed(holders) for a in holder.attachments()}
        for name in (attached["name"] for attached in data["attachments"]):
            if name in holder_of:
                attachments.keep(then.database, name, holder_of[name].attachment(name), as_named=True)
    then.path, then.read_only = draft.path, True
    return then


def titles(draft: Draft, given: Given) -> Iterable[str]:
    """What may be filled, a line each: sections by their titles, records by kind and name."""
    for section in draft.pack.sections:
        if section.id in given.sections:
            yield section.title
    for kind, uid in given.records:
        if kind in draft.pack.records and (id := draft.id_of(kind, uid)) is not None:
            yield f"{draft.spec(kind).label}: {draft.title(kind, id)}"
