"""What a draft can hold: values, records, moments and steps as the program writes them, whatever a file's seals say.

Seals find what a disk changed. A file from anyone may have been written by another program that seals its rows too.
"""

import json
from collections.abc import Iterable, Iterator

from planner_desktop.draft.file import form_packs, own_tables, uids
from planner_desktop.draft.file.database import Database
from planner_desktop.draft.file.seal import Stored
from planner_desktop.formpack import FormPack, fields, tables
from planner_desktop.formpack.tables import UID
from planner_desktop.regex import regex
from planner_desktop.thai.dates import read_moment

SIDES = ("before", "after")  # of a change
OUTCOMES = (None, "returned", "reopened")
CONFLICTS = ("field", "links", "refused", "parent", "deleted", "order", "double", "accepted", "constraint")
"""What a conflict of a merge may be about."""
MERGED_SIDES = ("base", "mine", "theirs")
_BROKEN = object()
_UID = regex(uids.PATTERN)


def impossible(database: Database, pack: FormPack) -> Iterator[str]:
    """What in a draft the program never writes: a phrase for a log, each."""
    yield from _values(database, pack)
    yield from _records(database, pack)
    yield from _history(database, pack)
    # Their table is not looked at by SQLite, which would read all that the files hold.
    kinds = " AND ".join(f"typeof({column}) = 'text'" for column in ("name", "media_type", "sha256"))
    for (name,) in database.execute(f"SELECT name FROM attachment WHERE NOT ({kinds} AND typeof(content) = 'blob')"):
        yield f"attachment {name!r}"
    for id, sent_at, ended_at, outcome in database.execute("SELECT id, sent_at, ended_at, outcome FROM version"):
        if not is_version({"sent_at": sent_at, "ended_at": ended_at, "outcome": outcome}):
            yield f"version {id}"
    for basis, at in database.execute("SELECT basis, at FROM accepted"):
        if not is_acceptance({"basis": basis, "at": at}):
            yield f"accepted {basis!r}"
    columns = ", ".join(own_tables.HANDED_PART.columns)
    for row in database.execute(f"SELECT {columns} FROM handed_part"):
        if not is_part(dict(zip(own_tables.HANDED_PART.columns, row, strict=True))):
            yield f"handed_part {row[0]}"
    for (uid,) in database.execute(f"SELECT {UID} FROM to_review"):
        if not is_of_record({UID: uid}):
            yield f"to_review {uid!r}"
    for uid, at in database.execute(f"SELECT {UID}, at FROM change_reason"):
        if not is_reason({UID: uid, "at": at}):
            yield f"change_reason {uid!r}"
    for own, possible in ((own_tables.MERGE_CONFLICT, is_conflict), (own_tables.MERGE_SOURCE, is_merge)):
        for row in database.execute(f"SELECT {', '.join(own.columns)} FROM {own.name}"):
            if not possible(dict(zip(own.columns, row, strict=True))):
                yield f"{own.name} {row[0]!r}"


def is_id(id: Stored, *, single: bool) -> bool:
    """Whether a record of a kind can have this id."""
    return isinstance(id, int) and (id == 1 if single else id > 0)


def is_uid(uid: Stored) -> bool:
    """Whether it is a record's own name."""
    return isinstance(uid, str) and _UID.fullmatch(uid) is not None


def is_state(value: Stored) -> bool:
    """Whether a side of a change is a row's values, as JSON."""
    try:
        return value is None or isinstance(json.loads(str(value), parse_constant=_is_none), dict)
    except (ValueError, RecursionError):
        return False


def _is_none(constant: str) -> None:
    raise ValueError(constant)  # NaN, which SQLite's JSON does not know


def is_action(row: dict[str, Stored]) -> bool:
    """Whether a row of the history tells when it was."""
    return read_moment(str(row["at"])) is not None


def is_version(row: dict[str, Stored]) -> bool:
    """Whether a row tells when a version was sent and what became of it."""
    moments = [str(row["sent_at"])] + [str(row["ended_at"])] * (row["ended_at"] is not None)
    return row["outcome"] in OUTCOMES and all(read_moment(moment) is not None for moment in moments)


def is_acceptance(row: dict[str, Stored]) -> bool:
    """Whether a row tells what was accepted and when."""
    return is_uid(row["basis"]) and read_moment(str(row["at"])) is not None


def is_part(row: dict[str, Stored]) -> bool:
    """Whether a row tells which part was handed out, and when."""
    moments = [str(row["handed_at"])] + [str(row["came_at"])] * (row["came_at"] is not None)
    try:
        given = json.loads(str(row["given"]))
    except (ValueError, RecursionError):
        return False
    return (
        is_id(row["id"], single=False)
        and all(read_moment(moment) is not None for moment in moments)
        and isinstance(given, dict)
        and given.keys() == {"sections", "records", "new"}
        and all(isinstance(each, list) for each in given.values())
        and all(isinstance(name, str) for name in (*given["sections"], *given["new"]))
        and all(isinstance(each, list) and len(each) == 2 and all(map(_is_text, each)) for each in given["records"])
    )


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def is_of_record(row: dict[str, Stored]) -> bool:
    """Whether a row names a record, as that which is to be reviewed."""
    return is_uid(row[UID])


def is_reason(row: dict[str, Stored]) -> bool:
    """Whether a row tells why something was amended, and when that was said."""
    return is_uid(row[UID]) and read_moment(str(row["at"])) is not None


def is_conflict(row: dict[str, Stored]) -> bool:
    """Whether a row tells what a merge asks, and what each side had."""
    return is_uid(row["id"]) and row["what"] in CONFLICTS and all(map(_is_json, (row[s] for s in MERGED_SIDES)))


def is_merge(row: dict[str, Stored]) -> bool:
    """Whether a row tells what was merged of a source."""
    changed, added = (_read(row[name]) for name in ("changed", "added"))
    return (
        isinstance(changed, dict)
        and changed.keys() in ({"records", "order"}, {"records", "order", "notes"})
        and isinstance(changed["records"], dict)
        and all(isinstance(rows, dict) and all(map(_is_row, rows.values())) for rows in changed["records"].values())
        and isinstance(changed["order"], list)
        and all(map(_is_order, changed["order"]))
        and isinstance(notes := changed.get("notes", {}), dict)
        and all(map(_is_note, notes.values()))
        and _is_texts(added)
    )


def _is_row(state: object) -> bool:
    """Whether it is a record as a merge keeps it: its parent, values, links and refused texts."""
    if state is None:
        return True
    if not (isinstance(state, list) and len(state) == 4 and isinstance(state[0], str)):
        return False
    values, links, refused = state[1:]
    return (
        all(isinstance(each, dict) for each in (values, links, refused))
        and all(value is None or isinstance(value, str | int) for value in values.values())
        and all(map(_is_texts, links.values()))
        and all(_is_texts(each) and len(each) == 2 for each in refused.values())
    )


def _is_order(state: object) -> bool:
    return isinstance(state, list) and len(state) == 3 and _is_texts(state[:2]) and _is_texts(state[2])


def _is_note(state: object) -> bool:
    return isinstance(state, list) and len(state) == 2 and isinstance(state[0], str) and isinstance(state[1], bool)


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


def _is_json(value: Stored) -> bool:
    return _read(value) is not _BROKEN


def _read(value: Stored) -> object:
    try:
        return json.loads(str(value), parse_constant=_is_none)
    except (ValueError, RecursionError):
        return _BROKEN


def recorded(pack: FormPack, of_form_packs: Iterable[tuple[Stored, ...]]) -> set[str]:
    """The tables whose changes are recorded, also those that once were, by the history's rows of form packs."""
    known = {shape.name for shape in tables.shapes(pack.records)} | {own.name for own in own_tables.RECORDED}
    try:
        return known | form_packs.once_there(of_form_packs) | {form_packs.FORM_PACK}
    except (ValueError, TypeError, KeyError, RecursionError):
        return known


def _values(database: Database, pack: FormPack) -> Iterator[str]:
    for kind, spec in pack.records.items():
        # SQLite sees to the types of all.
        names = [name for name, field in spec.fields.items() if field.field_type.has_syntax]
        for id, *values in database.execute(f"SELECT {', '.join(['id', *names])} FROM {kind}") if names else ():
            for name, value in zip(names, values, strict=True):
                if not fields.is_stored(value, spec.fields[name]):
                    yield f"{kind} {id}: {name}"


def _records(database: Database, pack: FormPack) -> Iterator[str]:
    """Records that have no place, no uid or another's; and a single one that is not there."""
    taken: set[str] = set()
    for kind, spec in pack.records.items():
        rows = database.execute(f"SELECT id, {UID} FROM {kind}").fetchall()
        for id, uid in rows:
            if not is_id(id, single=spec.single) or uid in taken or not is_uid(uid):
                yield f"{kind} {id}"
            taken.add(uid)
        if spec.single and not rows:
            yield f"{kind} 1"


def _history(database: Database, pack: FormPack) -> Iterator[str]:
    states = " AND ".join(
        f"({side} IS NULL OR (json_valid({side}) AND json_type({side}) = 'object'))" for side in SIDES
    )
    sql = f"SELECT before, after FROM change WHERE record = '{form_packs.FORM_PACK}'"
    known = json.dumps(sorted(recorded(pack, database.execute(sql).fetchall())))
    sql = f"SELECT id FROM change WHERE NOT ({states}) OR record NOT IN (SELECT value FROM json_each(?))"
    for (id,) in database.execute(sql, [known]):
        yield f"change {id}"
    for id, at in database.execute("SELECT id, at FROM action"):
        if not is_action({"at": at}):
            yield f"action {id}"
