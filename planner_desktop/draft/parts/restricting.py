"""Of what came back only what was given: what else differs there is left as it was handed out, and told.

A part's own draft refuses such edits; a file may have been written by another program, and a workbook refuses nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from planner_desktop.draft.merging import blocks
from planner_desktop.draft.merging.state import Row, Siblings, State
from planner_desktop.draft.records.handed_parts import Given
from planner_desktop.draft.records.limits import Fillable
from planner_desktop.formpack import FormPack
from planner_desktop.formpack.fields import Value


def restricted(pack: FormPack, given: Given, base: State, theirs: State) -> tuple[State, tuple[str, ...]]:
    """Theirs with nothing but what may be filled changed from the base, and what was left out, by name."""
    work = _Restricting(pack, given, base, theirs)
    records = {kind: work.rows(kind) for kind in theirs.kinds}
    order = {siblings: work.order(siblings, records) for siblings in {*base.order, *theirs.order}}
    order = {siblings: uids for siblings, uids in order.items() if uids}
    allowed = {kind: {uid for uid in rows if work.allows(kind, uid)} for kind, rows in records.items()}
    accepted = dict(base.accepted)
    for basis, each in theirs.accepted.items():
        if each.uid in allowed.get(each.kind, ()):
            accepted[basis] = each
    for basis, each in base.accepted.items():
        if basis not in theirs.accepted and each.uid in allowed.get(each.kind, ()):
            del accepted[basis]
    return replace(theirs, records=records, order=order, accepted=accepted), tuple(work.outside)


class _Restricting:
    def __init__(self, pack: FormPack, given: Given, base: State, theirs: State) -> None:
        self.pack, self.base, self.theirs = pack, base, theirs
        self.may = Fillable(pack, given)
        self.outside: list[str] = []

    def allows(self, kind: str, uid: str) -> bool:
        """Whether a record may be edited or added, by what it is and stands under on either side."""
        if kind in self.may.whole or uid in self.may.given:
            return True
        if uid not in self.base.records[kind] and (kind in self.may.new or kind in self.may.reached):
            return True
        row = self.base.records[kind].get(uid) or self.theirs.records[kind].get(uid)
        above = self.theirs.kinds[kind].parent
        return bool(above) and row is not None and self.allows(above, row.parent)

    def rows(self, kind: str) -> Mapping[str, Row]:
        """The records of a kind."""
        was, came = self.base.records[kind], self.theirs.records[kind]
        if was == came:
            return was
        rows: dict[str, Row] = {}
        for uid, row in came.items():
            before = was.get(uid)
            if row == before or self.allows(kind, uid):
                rows[uid] = row
                continue
            if before is not None:
                rows[uid] = before
            if before is None or self._differs(kind, before, row):
                self._tell(kind, row)
        for uid, row in was.items():
            if uid not in came and not self.allows(kind, uid):
                rows[uid] = row
                self._tell(kind, row)
        return rows

    def _differs(self, kind: str, before: Row, row: Row) -> bool:
        """Whether a record differs in more than in links to what is gone there."""
        spec = self.theirs.kinds[kind]
        values = {
            name: value
            for name, value in before.values.items()
            if not (name in spec.to and value is not None and value not in self.theirs.records[spec.to[name]])
        }
        links = {
            name: tuple(uid for uid in uids if uid in self.theirs.records[spec.to_many[name]])
            for name, uids in before.links.items()
        }
        return (
            any(not self._same(kind, name, row.values.get(name), value) for name, value in values.items())
            or {name: uids for name, uids in links.items() if uids} != dict(row.links)
            or (row.parent, row.refused) != (before.parent, before.refused)
        )

    def _same(self, kind: str, field: str, value: Value, other: Value) -> bool:
        """Whether two values say the same; running text may be written in more ways than one."""
        return value == other or (field in self.theirs.kinds[kind].formatted and blocks.same(value, other))

    def _tell(self, kind: str, row: Row) -> None:
        spec = self.pack.records[kind]
        title = next((str(row.values[name]) for name in spec.plain_texts if row.values.get(name)), "")
        self.outside.append(f"{spec.label} “{title}”" if title else spec.label)

    def order(self, siblings: Siblings, records: Mapping[str, Mapping[str, Row]]) -> tuple[str, ...]:
        """The order of records: theirs, as long as what is not given stands among itself as it stood."""
        kind, parent = siblings
        there = {uid for uid, row in records[kind].items() if row.parent == parent}
        was = [uid for uid in self.base.order.get(siblings, ()) if uid in there]
        came = [uid for uid in self.theirs.order.get(siblings, ()) if uid in there]
        fixed = [uid for uid in was if not self.allows(kind, uid)]
        if [uid for uid in came if uid in set(fixed)] == fixed:
            return tuple(came)
        new = [uid for uid in came if uid not in set(was)]
        return (*was, *new)
