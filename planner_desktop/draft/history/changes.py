"""The history as people read it: who changed what and when; and the draft as it was at any moment of it."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from typing import Any, Literal

from planner_desktop.closing import closed_on_error
from planner_desktop.draft.draft import Draft
from planner_desktop.draft.file.form_packs import FORM_PACK
from planner_desktop.draft.history import history
from planner_desktop.draft.history.order import moved
from planner_desktop.draft.plan.carrying import Left
from planner_desktop.draft.records.stored_settings import part
from planner_desktop.formpack import fields, template
from planner_desktop.formpack.tables import UID, links_table
from planner_desktop.i18n import _
from planner_desktop.regex import regex
from planner_desktop.thai.dates import format_moment

ChangeKind = Literal["added", "deleted", "moved", "changed", "refused", "accepted", "edition"]

_VERSION = regex(r"^version: *([0-9]+)", re.MULTILINE)
# Of a change of the form pack, which holds all that it changed, only what is read of it.
_STATE = """iif(c.record = 'form_pack', json_object('edition', json_extract({side}, '$.files."edition.yaml"'),
'left', json_extract({side}, '$.left')), {side})"""


@dataclass(frozen=True, slots=True)
class Change:
    """What one action did to one record, or to one field of it.

    `action` is the moment right after it, for `state_at`; `at` is in UTC. `title` is what the record was called then.
    `standing` is False where the action was undone since. `field`, `before` and `after` (as the officer reads them)
    are empty unless a field was changed; of links, they are the links taken away and those put there. Where a text was
    `refused` by the field they are such texts, empty where none was or is. Where a problem was `accepted` they are the
    reasons, empty where none was or is given; `id` is 0 and `title` the problem where it is of no record. Where another
    form of the `edition` was taken up, `kind` is empty, and they are its versions, with a line for each thing that had
    no place in the later one.
    """

    action: int
    at: datetime
    author: str
    label: str
    standing: bool
    what: ChangeKind
    kind: str
    id: int
    title: str
    field: str = ""
    before: str = ""
    after: str = ""


def what_name(what: ChangeKind) -> str:
    """What happened to a record or field, in a word; empty where a text was refused, or it was the edition."""
    words = {"added": _("added"), "deleted": _("deleted"), "moved": _("moved"), "changed": _("changed")}
    return words.get(what, "")


def changes(
    draft: Draft,
    kind: str = "",
    id: int | None = None,
    field: str = "",
    section: str = "",
    *,
    before: int | None = None,
    limit: int = 200,
) -> list[Change]:
    """What was changed, newest first: in the whole draft, a section, a kind of record, a record, or a field.

    About `limit` of them, for an action is never cut in two; for those that follow, `before` is the last one's action.
    """
    where, values = _where(draft, _tables(draft, kind, field, section), id, field)
    if not kind and not section:
        where = f"{where} OR +c.record = '{FORM_PACK}'"
    rows = draft.database.execute(
        "SELECT a.id, a.at, a.author, a.label, a.undone, c.id, c.record, c.row, "
        f"{_STATE.format(side='c.before')}, {_STATE.format(side='c.after')} "
        "FROM change c CROSS JOIN action a ON a.id = c.action "
        f"WHERE ({where}) AND (:before IS NULL OR c.action < :before) ORDER BY c.id DESC",
        values | {"before": before},
    )
    past, found = _Past(draft, field), list[Change]()
    for action, of_action in groupby(rows, key=lambda row: tuple(row[:5])):
        found += past.read(action, [tuple(row[5:]) for row in of_action][::-1])
        if len(found) >= limit:
            break
    return found


def in_words(draft: Draft, change: Change) -> tuple[str, str, str, str]:
    """When it was changed, by whom, what was done, and to what."""
    done = change.label if change.standing else _("{label} (undone since)").format(label=change.label)
    if change.what == "edition":
        versions = " → ".join(text.partition("\n")[0] for text in (change.before, change.after))
        return format_moment(change.at), change.author or "–", done, f"{change.title} – {versions}"
    spec = draft.spec(change.kind)
    place = change.title if not spec.single else spec.label
    what = spec.fields[change.field].label if change.field else what_name(change.what)
    if change.what == "refused":
        what = _("{label} (not taken)").format(label=what)
    elif change.what == "accepted":
        accepted = _("a problem accepted") if change.after else _("a problem accepted no more")
        what = f"{what}: {accepted}" if what else accepted
    return format_moment(change.at), change.author or "–", done, f"{place} – {what}"


def state_at(draft: Draft, moment: int) -> Draft:
    """The draft right after the action `moment` was done (0: before all), read-only in memory.

    Files that were attached since are in it too; nothing refers to them. Raises DraftError if the history is damaged.
    """
    with closed_on_error(draft.snapshot()) as then:
        history.go_to(then.database, moment)
        then.take_up_stored()
    return then


def moment_at(draft: Draft, when: datetime) -> int:
    """The last action done until `when` (aware of its time zone), for `state_at`; 0 if there was none."""
    text = when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"
    row = draft.database.execute("SELECT max(id) FROM action WHERE at <= ?", [text]).fetchone()
    return int(row[0] or 0)


def _tables(draft: Draft, kind: str, field: str, section: str) -> dict[str, tuple[str, str]]:
    """The tables in which the asked changes are; of each the kind, and the field if it holds links."""
    if kind:
        kinds: Iterable[str] = [kind]
    elif section:
        kinds = [name for part in draft.pack.section(section).screen for name in part.edits(draft.pack)]
    else:
        kinds = draft.pack.records
    found = {}
    for name in kinds:
        links = [f for f in draft.spec(name).pairs if field in ("", f)]
        if field not in links:
            found[name] = (name, "")
        found |= {links_table(name, f): (name, f) for f in links}
    return found


def _where(draft: Draft, tables: dict[str, tuple[str, str]], id: int | None, field: str) -> tuple[str, dict[str, Any]]:
    kinds = ", ".join(dict.fromkeys(f"'{kind}'" for kind, _links in tables.values()))
    beside = "+c.record IN ('refused', 'accepted')"
    of_refused = f"{beside} AND json_extract(coalesce(c.after, c.before), '$.kind') IN ({kinds})"
    if field:
        of_refused += " AND json_extract(coalesce(c.after, c.before), '$.field') = :field"
    if id is None:
        names = ", ".join(f"'{table}'" for table in tables)
        # `+`: read backwards, not table by table
        return f"+c.record IN ({names}) OR {of_refused}", {"field": field}
    kind = next(kind for kind, _links in tables.values())
    of_refused += f" AND json_extract(coalesce(c.after, c.before), '$.{UID}') = :uid"
    of_pair = "c.record = '{}' AND json_extract(coalesce(c.after, c.before), '$.{}') = :id"
    either = [
        of_pair.format(table, kind) if links else f"c.record = '{table}' AND c.row = :id"
        for table, (kind, links) in tables.items()
    ]
    return " OR ".join([*either, of_refused]), {"id": id, "field": field, "uid": _uid_once(draft, kind, id)}


def _uid_once(draft: Draft, kind: str, id: int) -> str:
    """The uid of a record that is there or was."""
    sql = f"SELECT json_extract(coalesce(before, after), '$.{UID}') FROM change WHERE record = ? AND row = ?"
    rows = [] if (uid := draft.uid(kind, id)) else draft.database.execute(sql, [kind, id]).fetchall()
    return uid or next((found for (found,) in rows if found), "")


class _Past:
    """Reads the changes of actions; asks the log what was then, and the draft for what has not changed since."""

    def __init__(self, draft: Draft, field: str) -> None:
        self.draft = draft
        self.field = field
        self.tables = _tables(draft, "", "", "")
        self.known: dict[tuple[str, str], int | None] = {}

    def read(self, action: tuple[Any, ...], rows: Sequence[tuple[Any, ...]]) -> list[Change]:
        """The changes of an action from its rows, oldest first; the changes are newest first."""
        id, at, author, label, undone = action
        done = (id, datetime.fromisoformat(at), author or "", label, undone == 0)
        whole: dict[tuple[str, int], ChangeKind | None] = {}
        values: dict[tuple[str, int, str], list[Any]] = {}
        last: dict[tuple[str, int], int] = {}
        refused: dict[tuple[str, int, str], list[str]] = {}
        accepted: dict[str, list[Any]] = {}
        for change, table, row, old, new in rows:
            before, after = json.loads(old or "{}"), json.loads(new or "{}")
            if table == FORM_PACK:
                title = self.draft.pack.edition.title
                return [Change(*done, "edition", "", 0, title, "", _edition(before), _edition(after))]
            if table == "accepted":
                accepted.setdefault(str((before | after).get("basis")), [before, {}, change])[1:] = after, change
                continue
            if table == "refused":
                place = self.place(before | after)
                if place is not None:
                    refused.setdefault(place, [before.get("text", ""), ""])[1] = after.get("text", "")
                    last[place[:2]] = change
                continue
            kind, links = self.tables[table]
            record = (kind, (before | after)[kind] if links else row)
            last[record] = change
            if links:
                pairs = values.setdefault((*record, links), [[], []])
                for pair, side in ((before, 0), (after, 1)):
                    if pair:
                        pairs[side].append(pair[self.draft.spec(kind).fields[links].to or ""])
            elif not before:
                whole[record] = "added"
            elif not after:
                whole[record] = None if whole.get(record) == "added" else "deleted"
            for name in () if links or not (before and after) else after:
                values.setdefault((*record, name), [before[name], None])[1] = after[name]
        found = [
            Change(*done, what, *record, self.title(*record, last[record]))
            for record, what in whole.items()
            if what and not self.field
        ]
        shifted = {kind for kind, _id, name in values if name == "position"}
        moves = {(kind, row) for kind in shifted for row in self.moves(id, kind)}
        for (kind, row, name), (before, after) in values.items():
            if (kind, row) in whole or before == after or (self.field and name != self.field):
                continue
            record, now = (kind, row), last[kind, row]
            if name == "position":
                if record in moves:
                    found.append(Change(*done, "moved", *record, self.title(*record, now)))
            elif (field := self.draft.spec(kind).fields.get(name)) and (
                not field.field_type.to_many or isinstance(before, list)  # a text, before the edition made links of it
            ):
                shown = [self.shown(kind, name, value, now) for value in (before, after)]
                found.append(Change(*done, "changed", *record, self.title(*record, now), name, *shown))
        for (kind, row, name), (before, after) in refused.items():
            held, holds = values.get((kind, row, name), (None, None))
            in_its_place = held != holds and not after  # the value tells it
            if before != after and not in_its_place and whole.get((kind, row)) != "deleted":
                title = self.title(kind, row, last[kind, row])
                found.append(Change(*done, "refused", kind, row, title, name, before, after))
        return [*self.accepted(done, accepted, whole), *found[::-1]]

    def accepted(
        self,
        done: tuple[int, datetime, str, str, bool],
        rows: dict[str, list[Any]],
        whole: dict[tuple[str, int], ChangeKind | None],
    ) -> Iterator[Change]:
        """What an action accepted, or accepts no more; not what went with its record."""
        for before, after, change in rows.values():
            held = {name: str(value) for name, value in (before | after).items()}
            kind = held.get("kind", "")
            id = self.record(kind, held.get(UID, "")) or 0
            if kind not in self.draft.pack.records or whole.get((kind, id)) == "deleted":
                continue
            title = self.title(kind, id, change) if id else held.get("message", "")
            field = held["field"] if held.get("field") in self.draft.spec(kind).fields else ""
            reasons = (str(side.get("reason", "")) for side in (before, after))
            yield Change(*done, "accepted", kind, id, title, field, *reasons)

    def place(self, refused: dict[str, Any]) -> tuple[str, int, str] | None:
        """The kind, id and field of a refused text, also of a record that is gone; None where the log does not tell."""
        kind, field, uid = refused.get("kind", ""), refused.get("field", ""), refused.get(UID, "")
        if kind not in self.draft.pack.records or field not in self.draft.spec(kind).fields:
            return None
        id = self.record(kind, uid)
        return None if id is None else (kind, id, field)

    def record(self, kind: str, uid: str) -> int | None:
        """The id of a record by its uid, also of one that is gone; None where the log does not tell."""
        if not uid or kind not in self.draft.pack.records:
            return None
        if (kind, uid) not in self.known:
            sql = f"SELECT row FROM change WHERE record = ? AND json_extract(coalesce(after, before), '$.{UID}') = ?"
            was = self.draft.database.execute(f"{sql} LIMIT 1", [kind, uid]).fetchone()
            self.known[kind, uid] = self.draft.id_of(kind, uid) or (was[0] if was else None)
        return self.known[kind, uid]

    def moves(self, action: int, kind: str) -> list[int]:
        """Which records of a kind the action moved, of all whose position it changed."""
        rows = self.draft.database.execute(
            "SELECT row, json_extract(before, '$.position'), json_extract(after, '$.position') FROM change "
            "WHERE action = ? AND record = ? AND before IS NOT NULL AND after IS NOT NULL ORDER BY id",
            [action, kind],
        )
        first: dict[int, int] = {}
        final: dict[int, int] = {}
        for row, before, after in rows:
            if before is not None:
                first.setdefault(row, before)
                final[row] = after
        return moved(sorted(first, key=lambda row: first[row]), sorted(final, key=lambda row: final[row]))

    def shown(self, kind: str, field: str, value: Any, change: int) -> str:
        spec = self.draft.spec(kind).fields[field]
        if spec.field_type.to_many:
            return "\n".join(self.title(spec.to or "", id, change) for id in value)
        if spec.field_type.to_one:
            return "" if value is None else self.title(spec.to or "", value, change)
        return fields.show(value, spec) if fields.is_stored(value, spec) else str(value)

    def title(self, kind: str, id: int, change: int) -> str:
        """What a record was called right after a change was made."""
        spec = self.draft.spec(kind)

        def shown(column: str) -> str:
            if spec.fields[column].field_type.to_many:
                return ""
            return self.shown(kind, column, self.value(kind, id, column, change), change)

        return template.line(spec.named_by, shown) or _("({label} without a name)").format(label=spec.label)

    def value(self, kind: str, id: int, column: str, change: int) -> Any:
        """What a column held then: what was last written until then, or first replaced since, or what it holds now."""
        asked = {"kind": kind, "id": id, "change": change, "path": f"$.{column}"}
        for state, side, order in (("after", "<=", "DESC"), ("before", ">=", "ASC")):
            row = self.draft.database.execute(
                f"SELECT json_extract({state}, :path) FROM change WHERE record = :kind AND row = :id "
                f"AND id {side} :change AND json_type({state}, :path) IS NOT NULL ORDER BY id {order} LIMIT 1",
                asked,
            ).fetchone()
            if row:
                return row[0]
        row = self.draft.database.execute(f"SELECT {column} FROM {kind} WHERE id = ?", [id]).fetchone()
        return row[0] if row else None


def _edition(state: dict[str, Any]) -> str:
    """Which version of the edition it is, and how much had no place in it."""
    version = _VERSION.search(str(state.get("edition") or ""))
    left = json.loads(state.get("left") or "[]")
    lines = [_("Version {version} of the edition").format(version=version[1] if version else "?")]
    for each in (part(Left, each) for each in left if isinstance(left, list)):
        if each is not None:
            what = " – ".join(filter(None, (each.record, each.title, each.field, " ".join(each.value.split()))))
            lines.append(_("Has no place: {what} ({why})").format(what=what, why=each.why))
    return "\n".join(lines)
