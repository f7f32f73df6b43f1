"""A merge prepared and written: first told, then one action of the draft, one transaction, one undo step."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from dataclasses import field
from functools import partial

from planner_desktop.draft.draft import Draft
from planner_desktop.draft.merging import aligning, conflicts, keeping, noting, sources
from planner_desktop.draft.merging.naming import Files, Naming
from planner_desktop.draft.merging.plan import Conflict, MergeResult, plan_merge
from planner_desktop.draft.merging.sources import Source
from planner_desktop.draft.merging.state import Row, State, read
from planner_desktop.draft.records import acceptances, refusals, section_notes
from planner_desktop.draft.records.refusals import Refusal
from planner_desktop.draft.records.section_notes import SectionNote
from planner_desktop.errors import DraftError
from planner_desktop.formpack.fields import Value
from planner_desktop.formpack.tables import UID, links_table
from planner_desktop.frozen import Frozen
from planner_desktop.i18n import _
from planner_desktop.stopping import Progress, counted


class Prepared(Frozen):
    """A merge that may be written into the draft it was worked out for, as long as that is as it was."""

    source: Source
    result: MergeResult
    notes: Mapping[str, SectionNote]
    """The notes on sections that come, or are others."""
    changed: str
    """What theirs differs in from the base that was handed out, as `sources` keeps it."""
    moment: tuple[object, ...]


class Merged(Frozen):
    """What a merge wrote: how many records came, changed and went, and the conflicts it left."""

    added: int
    changed: int
    deleted: int
    conflicts: int


def prepared(draft: Draft, base: State, theirs: State, source: Source) -> Prepared:
    """Work out what merging theirs does; nothing is written. A snapshot will do, in a thread.

    `base` is the plan as it was handed out to the source, `theirs` what came back of it. What was merged of the source
    before is not merged again.
    """
    mine = read(draft, sources.origin(draft), conflicts.wanted(draft))
    # Of the base that was handed out: what was merged since has the uids that mine had.
    base, theirs = aligning.aligned(base, mine, theirs)
    since = sources.advanced(draft, base, source.key)
    result = plan_merge(since, mine, theirs, source.key)
    notes = noting.merged(since.notes, mine.notes, theirs.notes, source.name)
    return Prepared(source, result, notes, sources.changed(base, theirs), _moment(draft))


def merge(
    draft: Draft,
    merge: Prepared,
    files: Files | None = None,
    progress: Progress | None = None,
    also: Callable[[], object] = lambda: None,
) -> Merged:
    """Write a merge into the draft, as one action that undo takes back. Raises DraftError; then it is as it was.

    `files` gives what attached files of theirs hold; `also` is done in the same action.
    """
    if _moment(draft) != merge.moment:
        raise DraftError(_("The draft was changed meanwhile"), _("Look again at what the merge does."))
    with draft.action(_("merge {name}").format(name=merge.source.name), progress):
        # Rows come in any order, and some lead to others that come later.
        draft.database.execute("PRAGMA defer_foreign_keys = ON")
        also()
        return _Writing(draft, merge, files).write(progress)


def told(result: MergeResult) -> Merged:
    """What a merge does, by numbers."""
    before, after = result.mine.records, result.merged.records
    kinds = [kind for kind in after if after[kind] is not before[kind]]
    return Merged(
        sum(len(after[kind].keys() - before[kind].keys()) for kind in kinds),
        sum(row != before[kind].get(uid, row) for kind in kinds for uid, row in after[kind].items()),
        sum(len(before[kind].keys() - after[kind].keys()) for kind in kinds),
        len(result.conflicts),
    )


def _moment(draft: Draft) -> tuple[object, ...]:
    """What is another after every edit, undo and redo."""
    return tuple(draft.database.execute("SELECT max(id), total(undone), count(*) FROM action").fetchone())


class _Step(Frozen):
    """Something to write, and what is asked of the officer where the draft does not take it, whole or in its parts."""

    do: Callable[[], object]
    conflict: Conflict
    parts: tuple[_Step, ...] = field(default=())


class _Writing:
    def __init__(self, draft: Draft, merge: Prepared, files: Files | None) -> None:
        self.draft, self.database = draft, draft.database
        self.merge, self.result = merge, merge.result
        self.mine, self.merged = merge.result.mine, merge.result.merged
        self.naming = Naming(draft, merge.result.base, self.mine, merge.result.theirs, files)

    def write(self, progress: Progress | None) -> Merged:
        steps = [*self._steps()]
        refused = self._take(counted(steps, progress))
        if refused:
            refused += self._mended_references()
        self._orders()
        self._accepted()
        for section, note in self.merge.notes.items():
            section_notes.keep(self.draft, section, note)
        keeping.keep(self.draft, self.merge.source, self.result, (*self.result.conflicts, *refused), self.naming)
        sources.keep(self.draft, self.merge.source, self.merge.changed, self.merged.origin)
        return told(self.result)

    # ------------------------------------------------------------ steps

    def _steps(self) -> Iterator[_Step]:
        """What differs in the merged records from mine; deletions last, for what stood there may have moved away."""
        none = Row()
        changed = [
            (kind, rows, self.mine.records[kind])
            for kind, rows in self.merged.records.items()
            if rows is not self.mine.records[kind]
        ]
        for kind, rows, before in changed:
            for uid in [uid for uid in rows if uid not in before]:
                self.naming.new_id(kind, uid)
        for kind, rows, before in changed:
            for uid, row in rows.items():
                if uid not in before:
                    yield self._step(partial(self._add, kind, uid, row), kind, uid, "", None, _as_told(row))
                elif row is not before[uid] and row != before[uid]:
                    yield from self._changes(kind, uid, before[uid], row)
        for kind, rows, before in changed:
            for uid, row in rows.items():
                if row is not before.get(uid):
                    yield from self._links(kind, uid, before.get(uid, none), row)
        for kind, rows, before in reversed(changed):
            for uid in before.keys() - rows.keys():
                yield self._step(partial(self._delete, kind, self.naming.ids[kind][uid]), kind, uid, "", True, None)

    def _step(
        self, do: Callable[[], object], kind: str, uid: str, name: str, mine: object, theirs: object, *parts: _Step
    ) -> _Step:
        return _Step(do, Conflict("constraint", kind, uid, name, None, mine, theirs), parts)

    def _changes(self, kind: str, uid: str, before: Row, row: Row) -> Iterator[_Step]:
        values: dict[str, Value] = {n: value for n, value in row.values.items() if value != before.values.get(n)}
        above = self.mine.kinds[kind].parent
        each = [
            self._step(partial(self._set, kind, uid, {name: value}), kind, uid, name, before.values.get(name), value)
            for name, value in values.items()
        ]
        if row.parent != before.parent:
            do = partial(self._set, kind, uid, {above: row.parent})
            each.append(self._step(do, kind, uid, "", before.parent, row.parent))
            values[above] = row.parent
        if values:
            yield self._step(partial(self._set, kind, uid, values), kind, uid, "", None, None, *each)

    def _links(self, kind: str, uid: str, before: Row, row: Row) -> Iterator[_Step]:
        for name in self.mine.kinds[kind].to_many:
            old, new = before.links.get(name, ()), row.links.get(name, ())
            if old != new:
                yield self._step(partial(self._link, kind, uid, name, new), kind, uid, name, list(old), list(new))
        for name in {*before.refused, *row.refused}:
            if row.refused.get(name) != before.refused.get(name):
                yield self._step(partial(self._refuse, kind, uid, name, row), kind, uid, name, None, row.refused[name])

    # ------------------------------------------------------------ what each does

    def _add(self, kind: str, uid: str, row: Row) -> None:
        columns: dict[str, object] = {n: self.naming.stored(kind, n, value) for n, value in row.values.items()}
        if above := self.mine.kinds[kind].parent:
            columns[above] = self.naming.ids[above].get(row.parent)
        columns |= {"id": self.naming.ids[kind][uid], "position": 0, UID: uid}
        marks = ", ".join("?" * len(columns))
        self.database.execute(f"INSERT INTO {kind} ({', '.join(columns)}) VALUES ({marks})", list(columns.values()))

    def _set(self, kind: str, uid: str, values: Mapping[str, Value]) -> None:
        above, id = self.mine.kinds[kind].parent, self.naming.ids[kind][uid]
        stored = {
            name: self.naming.ids[above].get(str(value)) if name == above else self.naming.stored(kind, name, value)
            for name, value in values.items()
        }
        columns = ", ".join(f"{name} = ?" for name in stored)
        self.database.execute(f"UPDATE {kind} SET {columns} WHERE id = ?", [*stored.values(), id])

    def _link(self, kind: str, uid: str, name: str, uids: tuple[str, ...]) -> None:
        to, table = self.mine.kinds[kind].to_many[name], links_table(kind, name)
        id = self.naming.ids[kind][uid]
        self.database.execute(f"DELETE FROM {table} WHERE {kind} = ?", [id])
        for position, other in enumerate(uids, 1):
            self.database.execute(
                f"INSERT INTO {table} ({kind}, {to}, position) VALUES (?, ?, ?)",
                [id, self.naming.ids[to][other], position],
            )

    def _refuse(self, kind: str, uid: str, name: str, row: Row) -> None:
        id = self.naming.ids[kind][uid]
        refusals.take_away(self.database, kind, id, name)
        if name in row.refused:
            refusals.put(self.database, uid, Refusal(kind, id, name, *row.refused[name]))

    def _delete(self, kind: str, id: int) -> None:
        self.database.execute(f"DELETE FROM {kind} WHERE id = ?", [id])

    def _orders(self) -> None:
        """Give the records of each changed list rising places; only what must gets another."""
        for siblings, uids in self.merged.order.items():
            if uids == self.mine.order.get(siblings):
                continue
            kind, last = siblings[0], 0
            ids = self.naming.ids[kind]
            held = self._places(*siblings)
            for id in (ids[uid] for uid in uids if uid in ids):
                if id not in held:
                    continue
                place = held[id]
                if place <= last:
                    place = last + 1
                    self.database.execute(f"UPDATE {kind} SET position = ? WHERE id = ?", [place, id])
                last = place

    def _places(self, kind: str, parent: str) -> dict[int, int]:
        above = self.mine.kinds[kind].parent
        sql, values = f"SELECT id, position FROM {kind}", []
        if above:
            sql, values = f"{sql} WHERE {above} = ?", [self.naming.ids[above].get(parent)]
        return dict(self.database.execute(sql, values).fetchall())

    def _accepted(self) -> None:
        was, now = self.mine.accepted, self.merged.accepted
        if now is was:
            return
        for basis in {*was, *now}:
            if was.get(basis) != now.get(basis):
                acceptances.forget(self.database, basis)
                if basis in now:
                    acceptances.insert(self.database, now[basis])

    # ------------------------------------------------------------ what the draft does not take

    def _take(self, steps: Iterator[_Step] | list[_Step]) -> list[Conflict]:
        """Take steps in any order: what is refused is tried again as long as others are taken, then in its parts."""
        pending = list(self._refused(steps))
        while pending:
            left = list(self._refused(pending))
            if len(left) == len(pending):
                split = [part for step in left for part in step.parts or ()]
                if not split:
                    return [step.conflict for step in left]
                left = [*split, *(step for step in left if not step.parts)]
            pending = left
        return []

    def _refused(self, steps: Iterator[_Step] | list[_Step]) -> Iterator[_Step]:
        for step in steps:
            try:
                with self.database.atomic():
                    step.do()
            except (sqlite3.IntegrityError, KeyError):
                yield step

    def _mended_references(self) -> list[Conflict]:
        """Where a record was not taken, what stands under it has no place either: conflicts tell what it was."""
        found: list[Conflict] = []
        while dangling := self.database.execute("PRAGMA foreign_key_check").fetchall():
            for table, rowid, _to, number in dangling:
                column = {r[0]: r[3] for r in self.database.execute(f"PRAGMA foreign_key_list({table})")}[number]
                if table in self.mine.kinds and column != self.mine.kinds[table].parent:
                    self.database.execute(f"UPDATE {table} SET {column} = NULL WHERE rowid = ?", [rowid])
                    continue
                if table in self.mine.kinds:
                    uid = self.draft.uid(table, rowid)
                    row = self.merged.records[table].get(uid)
                    if row is not None:
                        found.append(Conflict("constraint", table, uid, "", None, None, _as_told(row)))
                self.database.execute(f"DELETE FROM {table} WHERE rowid = ?", [rowid])
        return found


def _as_told(row: Row) -> dict[str, object]:
    return {"parent": row.parent, "values": dict(row.values), "links": {n: list(u) for n, u in row.links.items()}}
