"""What may be edited in a part that was handed out: looked at by every edit, whatever window or command makes it.

An action is looked at as it was recorded, row by row, before it is on the disk: one that reaches beyond the part is
taken back as a whole.
"""

from __future__ import annotations

import json
from functools import cached_property
from typing import Any

from planner_desktop.draft.file.own_tables import ACCEPTED, REFUSED
from planner_desktop.draft.records.handed_parts import Given, HandedPart, own_part, state
from planner_desktop.draft.records.records import Records
from planner_desktop.errors import DraftError
from planner_desktop.formpack import FormPack
from planner_desktop.formpack.screen_parts import MatrixPart, Screen
from planner_desktop.formpack.tables import UID, links_table
from planner_desktop.i18n import _
from planner_desktop.thai.dates import format_moment

Row = dict[str, Any]


def limits(draft: Records) -> Limits | None:
    """What a draft's edits are held to; None where it is a whole plan."""
    part = own_part(draft)
    return None if part is None else Limits(draft, part)


def whole_kinds(pack: FormPack, sections: tuple[str, ...]) -> set[str]:
    """The kinds of record that are entered in these sections, with those under them."""
    kinds: set[str] = set()
    for section in pack.sections:
        if section.id in sections:
            kinds.update(kind for part in section.screen for kind in part.edits(pack))
    return _with_below(pack, kinds)


def _with_below(pack: FormPack, kinds: set[str]) -> set[str]:
    found, waiting = set(kinds), list(kinds)
    while waiting:
        for below in pack.children(waiting.pop()):
            if below not in found:
                found.add(below)
                waiting.append(below)
    return found


class Fillable:
    """What may be filled of a part, by kinds: those that are `whole`ly given, and those of which some may be `new`.

    `given` are the uids of records. `reached` are kinds that these lead to: a row of their catalogue may be taken over
    to be linked to.
    """

    def __init__(self, pack: FormPack, given: Given) -> None:
        self.whole = whole_kinds(pack, given.sections)
        self.given = {uid for _kind, uid in given.records}
        self.new = {kind for kind in given.new if kind in pack.records}
        kinds = {kind for kind, _uid in given.records if kind in pack.records}
        self.filled = _with_below(pack, kinds | self.new) | self.whole
        """The kinds of which some record may be edited, or added."""
        self.above = kinds | self.new | self.whole
        """Those under some of which records may be added."""
        self.reached = self._reached(pack)

    def _reached(self, pack: FormPack) -> set[str]:
        waiting, found = list(self.filled), set[str]()
        while waiting:
            spec = pack.records[waiting.pop()]
            led_to = [field.to for field in spec.fields.values()] + [spec.parent]
            for kind in led_to:
                if kind is not None and kind not in found and pack.records[kind].catalogue:
                    found.add(kind)
                    waiting.append(kind)
        return _with_below(pack, found)


class Limits:
    """Which records of a part may be edited, and where some may be added."""

    def __init__(self, draft: Records, part: HandedPart) -> None:
        self._draft, self.part = draft, part
        self._may = Fillable(draft.pack, part.given)
        self._pairs = {
            links_table(kind, name): (kind, name) for kind, spec in draft.pack.records.items() for name in spec.pairs
        }
        self._known: dict[tuple[str, int], bool] = {}
        self._known_at = -1

    @cached_property
    def _once(self) -> dict[str, Row]:
        """The records that were handed out, by their uids; all others were made here."""
        plan = json.loads(state(self._draft, self.part.base))
        return {record.get(UID, ""): record for records in plan["records"].values() for record in records}

    # ------------------------------------------------------------ asked before an edit

    @property
    def reason(self) -> str:
        """Why something cannot be edited, as the officer reads it."""
        return _("Not in the part of {division}: for reading only").format(division=self.part.division)

    def allows(self, kind: str, id: int) -> bool:
        """Whether a record that is there may be edited."""
        if kind in self._may.whole:
            return True
        changes = self._draft.database.conn.total_changes
        if changes != self._known_at:  # a table asks it of every cell
            self._known, self._known_at = {}, changes
        if (kind, id) not in self._known:
            values = self._row(kind, id)
            self._known[kind, id] = bool(values) and self._allows(kind, values, {})
        return self._known[kind, id]

    def allows_new(self, kind: str, parent: int | None = None) -> bool:
        """Whether a record of a kind may be added, under this one where it stands under another."""
        if kind in self._may.whole or kind in self._may.new:
            return True
        above = self._draft.spec(kind).parent
        if above is None:
            return False
        if parent is None:  # under some of them
            return above in self._may.above or self.allows_new(above)
        return self.allows(above, parent)

    def fills(self, section: str) -> bool:
        """Whether anything of a section may be filled."""
        return any(self.fills_in(screen) for screen in self._draft.pack.section(section).screen)

    def fills_in(self, screen: Screen) -> bool:
        """Whether anything of a part of a section's screen may be filled."""
        kinds = [screen.owner[0]] if isinstance(screen, MatrixPart) else screen.edits(self._draft.pack)
        return not self._may.filled.isdisjoint(kinds)

    # ------------------------------------------------------------ looked at before it is stored

    def refuse_outside(self, action: int) -> None:
        """Look through what an action changed, inside its transaction. Raises DraftError where it may not."""
        rows = [
            (table, row, json.loads(before or "null"), json.loads(after or "null"))
            for table, row, before, after in self._draft.database.execute(
                "SELECT record, row, before, after FROM change WHERE action = ? ORDER BY id", [action]
            )
        ]
        gone = {(table, row): before for table, row, before, after in rows if after is None}
        for table, row, before, after in rows:
            outside = self._outside(table, row, before, after, gone)
            if outside is not None:
                raise self._refusal(*outside)
        moved = {table for table, _row, before, after in rows if before and after and "position" in after}
        for kind in moved - self._may.whole - self._pairs.keys():
            self._look_at_order(kind, rows)

    def _outside(
        self, table: str, row: int, before: Row | None, after: Row | None, gone: dict[tuple[str, int], Row]
    ) -> tuple[str, int] | None:
        """The record that a change is of where it may not be, by kind and id; None where it may."""
        if table in (REFUSED.name, ACCEPTED.name):
            return self._outside_beside(after or before or {})
        if table in self._pairs:
            held = next((each for each in (after, before) if each and self._pairs[table][0] in each), None)
            return self._outside_links(*self._pairs[table], held or self._row(table, row, "rowid"), after is None, gone)
        if table not in self._draft.pack.records:
            return table, row
        if before is None:
            may = self._allows(table, after or {}, gone) or table in self._may.new or table in self._may.reached
            return None if may else (table, row)
        if after is None:
            return None if self._allows(table, before, gone) else (table, row)
        if after.keys() <= {"position"} or self._led_to_gone(table, before, after, gone):
            return None
        held = self._row(table, row)
        was = held | before  # it may have been put under another record
        may = self._allows(table, held, gone) and self._allows(table, was, gone)
        return None if may else (table, row)

    def _outside_beside(self, held: Row) -> tuple[str, int] | None:
        """Of a text that was not taken, or a problem that was accepted."""
        kind = str(held.get("kind", ""))
        id = self._draft.id_of(kind, str(held.get(UID))) if kind in self._draft.pack.records else None
        return None if id is None or self.allows(kind, id) else (kind, id)

    def _outside_links(
        self, kind: str, field: str, pair: Row, taken: bool, gone: dict[tuple[str, int], Row]
    ) -> tuple[str, int] | None:
        """Of a pair of a links field, which belongs to who holds it; `taken` away it may be with what it led to."""
        to = self._draft.spec(kind).fields[field].to or ""
        if not pair or (taken and (to, pair[to]) in gone):
            return None
        held = gone.get((kind, pair[kind])) or self._row(kind, pair[kind])
        return None if self._allows(kind, held, gone) else (kind, int(pair[kind]))

    def _led_to_gone(self, kind: str, before: Row, after: Row, gone: dict[tuple[str, int], Row]) -> bool:
        """Whether it only lost links to records that went."""
        fields = self._draft.spec(kind).fields
        return all(
            value is None and name in fields and (fields[name].to or "", before[name]) in gone
            for name, value in after.items()
        )

    def _allows(self, kind: str, values: Row, gone: dict[tuple[str, int], Row]) -> bool:
        """Whether a record may be edited that has, or had, these values."""
        if kind in self._may.whole:
            return True
        uid = values.get(UID)
        if uid in self._may.given:
            return True
        if uid and uid not in self._once and (kind in self._may.new or kind in self._may.reached):
            return True
        above = self._draft.spec(kind).parent
        if above is None or values.get(above) is None:
            return False
        held = gone.get((above, values[above])) or self._row(above, values[above])
        return bool(held) and self._allows(above, held, gone)

    def _row(self, kind: str, id: int, key: str = "id") -> Row:
        found = self._draft.database.execute(f"SELECT * FROM {kind} WHERE {key} = ?", [id])
        names, values = [column[0] for column in found.description], found.fetchone()
        return {} if values is None else dict(zip(names, values, strict=True))

    def _look_at_order(self, kind: str, rows: list[tuple[str, int, Row | None, Row | None]]) -> None:
        """See that what is not in the part stands among itself as it stood. Raises DraftError."""
        was: dict[int, int] = {}
        for table, row, before, _after in rows:
            if table == kind and before and "position" in before:
                was.setdefault(row, before["position"])
        above = self._draft.spec(kind).parent or "NULL"
        found = self._draft.database.execute(f"SELECT * FROM {kind} ORDER BY {above}, position, id")
        names = [column[0] for column in found.description]
        others = [
            held
            for held in (dict(zip(names, values, strict=True)) for values in found.fetchall())
            if not self._allows(kind, held, {})
        ]
        then = sorted(others, key=lambda row: (row.get(above) or 0, was.get(row["id"], row["position"]), row["id"]))
        for now, once in zip(others, then, strict=True):
            if now["id"] != once["id"]:
                raise self._refusal(kind, now["id"])

    @property
    def whom_to_ask(self) -> str:
        """What to do where something outside of the part is wrong."""
        said = _("What may be filled is marked. Ask {who}, who handed the part out on {when}, to change the rest.")
        return said.format(who=self.part.handed_by or _("the officer"), when=format_moment(self.part.at))

    def keeps_its_form(self) -> DraftError:
        """Why another form of the edition is not taken up: what comes back must fit the plan."""
        return DraftError(_("A part keeps the form that it was handed out with"), self.whom_to_ask)

    def _refusal(self, kind: str, id: int) -> DraftError:
        if kind not in self._draft.pack.records:
            return self.keeps_its_form()
        spec, row = self._draft.spec(kind), self._row(kind, id)
        held = self._once.get(row.get(UID, ""), row)
        title = next((str(held[name]) for name in spec.plain_texts if held.get(name)), spec.label)
        said = _("“{title}” is not in the part of {division}").format(title=title, division=self.part.division)
        return DraftError(said, self.whom_to_ask)
