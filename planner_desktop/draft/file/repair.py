"""What can still be read of a damaged draft, put into a new one; the damaged file is only read.

Every page is looked through for rows, and a row's seal tells which of its values are those that were written. So
nothing is invented: a value is what was entered, or it is listed as lost.
"""

import hashlib
import json
import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

from planner_desktop.closing import closed_on_error
from planner_desktop.draft.file import file, form_packs, opening, own_tables, pages, seal, uids, validation
from planner_desktop.draft.file.damaged_rows import FoundRows, sealed_rows, sort_rows
from planner_desktop.draft.file.database import Database
from planner_desktop.draft.file.repair_report import Lost, RepairReport
from planner_desktop.draft.file.schema import ForeignSchemaError
from planner_desktop.draft.file.seal import Stored
from planner_desktop.draft.file.validation import SIDES
from planner_desktop.errors import DraftError, FormPackError
from planner_desktop.formpack import FormPack, PackSource, fields, installed, load, retired, tables
from planner_desktop.formpack.fields import Value
from planner_desktop.formpack.folder import files_of
from planner_desktop.formpack.tables import UID
from planner_desktop.i18n import _

_POSSIBLE = {
    "version": validation.is_version,
    "accepted": validation.is_acceptance,
    "handed_part": validation.is_part,
    "to_review": validation.is_of_record,
    "change_reason": validation.is_reason,
    "merge_conflict": validation.is_conflict,
    "merge_source": validation.is_merge,
}
_TOLD_TEXT = "setting attachment version accepted handed_part to_review change_reason merge_conflict"
_TOLD = tuple(_TOLD_TEXT.split())
"""The tables of the draft's own of which it is told how many rows are lost."""
_TAKEN = (*(name for name in _TOLD if name != "attachment"), "typing", "refused", "handed_state", "merge_source")
"""Those that are taken over row by row."""


def repair(path: Path, target: Path) -> RepairReport:
    """Write what can be read of a draft to a new file. Raises DraftError; then there is no new file."""
    file.refuse_existing(target)
    if path.exists() and not path.is_file():  # a pipe or device has no end
        raise DraftError(_("{path} is not a draft of this program").format(path=path))
    database, report = salvage(path, opening.foreign(path))
    with closing(database):
        file.write_copy(database, target)
    return report


def has_rows(path: Path) -> bool:
    """Whether a file that does not say so is a draft all the same: its settings or form pack are in it."""
    own = _own(sealed_rows(path))
    return any(table.rows for table in own.values())


def salvage(path: Path, foreign: ForeignSchemaError | None = None) -> tuple[Database, RepairReport]:
    """What can be read of a draft, as a draft in memory. Raises DraftError where that is nothing.

    `foreign` is what was found in it that this program does not make; nothing of that is run or taken over.
    """
    rows = sealed_rows(path)
    own = _own(rows)
    counts = {str(row["record"]): row["rows"] for row in own["tally"].whole()}
    pack, replaced, found = _pack(path, rows, own["form_pack_file"], counts.get("form_pack_file"))
    if not any(table.rows for table in found.values()):
        raise DraftError(_("Nothing in {path} can be read").format(path=path), _("Go on in a backup of it."))
    database, report = _Salvage(pack, own, found, counts).database(replaced)
    return database, replace(report, foreign=foreign.parts if foreign else "")


def _own(rows: list[pages.StoredRow]) -> dict[str, FoundRows]:
    own = {table.name: FoundRows(table.sealed) for table in own_tables.TABLES} | {"tally": FoundRows(seal.TALLY)}
    sort_rows(rows, own, {t.name: t.columns for t in own_tables.TABLES} | {"tally": seal.TALLY_COLUMNS})
    for table in own_tables.TABLES:
        for row in own[table.name].rows.values():
            for name in [n for n, v in row.items() if v is not None and type(v) is not table.columns.get(n, bytes)]:
                del row[name]  # which the program never writes
    return own


def _pack(
    path: Path, rows: list[pages.StoredRow], files: FoundRows, count: Stored
) -> tuple[FormPack, bool, dict[str, FoundRows]]:
    """The draft's form pack, else the installed edition that fits; and the records found by it."""
    held = {str(row["path"]): bytes(row["content"]) for row in files.whole() if isinstance(row["content"], bytes)}
    own = _loaded(path, held)
    if own is not None and len(held) == count:
        return own, False, _records(rows, own)
    said = held.get("edition.yaml", b"").splitlines()
    id = next((line[3:].decode("utf-8", "replace").strip() for line in said if line.startswith(b"id:")), "")
    tried = sorted(((pack, _records(rows, pack)) for pack in _installed(id)), key=lambda each: _fit(held, *each))
    if len(tried) == 1 or (
        tried and _fit(held, *tried[-1]) > _fit(held, *tried[-2])
    ):  # two alike: a guess would invent
        pack, found = tried[-1]
        return pack, pack.files != held, found
    raise DraftError(
        _("The form pack in {path} is damaged, and its edition {id} is not installed").format(path=path, id=id),
        _("Install the edition, or go on in a backup of the draft."),
    )


def _fit(held: Mapping[str, bytes], pack: FormPack, found: Mapping[str, FoundRows]) -> tuple[int, int]:
    """How well an edition fits a draft: how many files of the form pack it shares, and rows it explains."""
    same = sum(pack.files.get(name) == content for name, content in held.items())
    return same, sum(len(table.rows) for table in found.values())


def _loaded(path: Path, files: dict[str, bytes]) -> FormPack | None:
    source = PackSource(path.name, files, is_older=retired.is_older(files))
    pack = load(source)
    return None if source.findings else pack


def _installed(id: str) -> Iterator[FormPack]:
    for name, folder in installed().items():
        if id in ("", name):
            with suppress(FormPackError):
                pack = _loaded(folder, files_of(folder))
                if pack is not None:
                    yield pack


def _records(rows: list[pages.StoredRow], pack: FormPack) -> dict[str, FoundRows]:
    shapes = list(tables.shapes(pack.records))
    found = {shape.name: FoundRows(seal.of(shape)) for shape in shapes}
    sort_rows(rows, found, {shape.name: shape.columns for shape in shapes})
    return found


class _Salvage:
    """A new draft out of what was found."""

    def __init__(
        self, pack: FormPack, own: dict[str, FoundRows], found: dict[str, FoundRows], counts: Mapping[str, Stored]
    ) -> None:
        self.pack = pack
        self.own = own
        self.found = found
        self.counts = counts
        self.shapes = {shape.name: shape for shape in tables.shapes(pack.records)}
        self.saved: Counter[str] = Counter()
        self.lost: list[Lost] = []
        self.uids: set[Stored] = set()
        self.renamed: list[tuple[str, int, Stored]] = []
        """Records whose uid was another's, by kind and id, and that uid."""

    def database(self, replaced: bool) -> tuple[Database, RepairReport]:
        with closed_on_error(file.in_memory(self.pack)) as database:
            self._fill(database)
        return database, RepairReport(dict(self.saved), tuple(self.lost), self.pack, replaced)

    def _fill(self, database: Database) -> None:
        history = self._whole_history()
        if history:
            self._mend_from_history()
        database.execute("PRAGMA foreign_keys = OFF")  # rows come in any order, and some refer to lost ones
        with database.atomic():
            self._put_own(database, history)
            for name, shape in self.shapes.items():
                if name in self.pack.records:
                    self._leave_misplaced(name)
                    if self.pack.records[name].single and self.found[name].rows:
                        database.execute(f"DELETE FROM {name}")
                self._put_records(database, shape)
            self._drop_dangling(database)
            uids.give(database, self.pack.records, uids.of_draft(database))
            for kind, id, before in self.renamed:
                uids.tell_history(database, kind, id, before)
        database.execute("PRAGMA foreign_keys = ON")
        for name in (*self.shapes, *_TOLD):
            (self.saved[name],) = database.execute(f"SELECT count(*) FROM {name}").fetchone()
            count = self.counts.get(name)
            told = sum(lost.kind == name and not lost.field for lost in self.lost)
            if isinstance(count, int) and count > self.saved[name] + told:
                self.lost.append(Lost(name, count=count - self.saved[name] - told))

    # ------------------------------------------------------------ the draft's own

    def _whole_history(self) -> bool:
        """Whether all of it is there: an undo with a step lacking would make what never was."""
        whole = all(len(self.own[name].whole()) == self.counts.get(name) for name in ("action", "change"))
        whole = whole and all(validation.is_state(row[side]) for row in self.own["change"].whole() for side in SIDES)
        whole = whole and all(map(validation.is_action, self.own["action"].whole()))
        changes = self.own["change"].whole()
        of_packs = [tuple(row[side] for side in SIDES) for row in changes if row["record"] == form_packs.FORM_PACK]
        known = validation.recorded(self.pack, of_packs)
        whole = whole and all(row["record"] in known for row in self.own["change"].whole())
        if not whole:
            count = self.counts.get("action")
            self.lost.append(Lost("action", count=count if isinstance(count, int) else len(self.own["action"].rows)))
        return whole

    def _put_own(self, database: Database, history: bool) -> None:
        for name in (*_TAKEN, *(("action", "change") if history else ())):
            for row in self.own[name].whole():
                if name not in _POSSIBLE or _POSSIBLE[name](row):
                    _insert(database, name, row)
        for row in self.own["attachment"].whole():
            content = row.get("content")
            if isinstance(content, bytes) and hashlib.sha256(content).hexdigest() == row["sha256"]:
                _insert(database, "attachment", row)

    def _mend_from_history(self) -> None:
        """What is lost in a row, and stands in the history too, is taken from there."""
        undone = {row["id"] for row in self.own["action"].whole() if row["undone"]}
        before: dict[tuple[str, int], dict[str, Any]] = {}  # what undone actions found, and left again
        after: dict[tuple[str, int], dict[str, Any] | None] = {}  # what those that stand wrote
        for change in sorted(self.own["change"].whole(), key=lambda row: int(row["id"] or 0)):
            place = str(change["record"]), int(change["row"] or 0)
            old, new = (json.loads(str(change[side])) if change[side] is not None else None for side in SIDES)
            if change["action"] not in undone:
                after[place] = None if new is None else (after.get(place) or {}) | new
            elif place not in after:
                after |= {place: None} if old is None and place not in before else {}
                before[place] = (old or {}) | before.get(place, {})
        for place in before.keys() | after.keys():
            values = after.get(place, {})
            if values is not None and place[0] in self.found:
                self._mend(self.found[place[0]], place[1], before.get(place, {}) | values)

    def _mend(self, table: FoundRows, rowid: int, values: dict[str, Any]) -> None:
        values |= {"id": rowid} if "id" in table.sealed.key else {}
        if not set(table.sealed.key) <= set(values):
            return
        key = tuple(values[name] for name in table.sealed.key)
        if not all(isinstance(part, int) for part in key):
            return  # JSON of a history from anyone
        if key in table.rows or set(table.sealed.columns) <= set(values) | {UID}:
            table.rows[key] = values | table.rows.get(key, {})
            table.rowids.setdefault(key, rowid)

    # ------------------------------------------------------------ records

    def _leave_misplaced(self, kind: str) -> None:
        """Leave out records whose ids are none of their kind's."""
        single, table = self.pack.records[kind].single, self.found[kind]
        for key in [key for key in table.rows if not validation.is_id(key[0], single=single)]:
            self.lost.append(Lost(kind, table.rowids[key]))
            del table.rows[key]
        if single and not table.rows:  # there is always one, if only with its defaults
            self.lost.append(Lost(kind, 1))

    def _own_uid(self, kind: str, id: int, uid: Stored) -> Stored:
        """The uid of a record; None, for it gets another, where that is none or is another's."""
        if validation.is_uid(uid) and uid not in self.uids:
            self.uids.add(uid)
            return uid
        if uid is not None:
            self.renamed.append((kind, id, uid))
        return None

    def _put_records(self, database: Database, shape: tables.TableShape) -> None:
        spec = self.pack.records.get(shape.name)
        table = self.found[shape.name]
        table.rows = {key: self._fitting(shape, row) for key, row in table.rows.items()}
        positions = [row.get("position") for row in table.rows.values()]
        last = max((position for position in positions if isinstance(position, int)), default=0)
        for key, found in sorted(table.rows.items(), key=lambda each: table.rowids[each[0]]):
            row = {name: found.get(name) for name in shape.columns}
            if spec and spec.parent and row[spec.parent] is None:
                self.lost.append(Lost(shape.name, table.rowids[key]))
                continue
            if row["position"] is None:
                row["position"] = last = last + 1
            if UID in row:
                row[UID] = self._own_uid(shape.name, table.rowids[key], row[UID])
            for name in shape.columns:
                if name not in found and spec and name in spec.fields:
                    self.lost.append(Lost(shape.name, table.rowids[key], name))
                    row[name] = fields.default(spec.fields[name])
            _insert(database, shape.name, row | ({} if "id" in row else {"rowid": table.rowids[key]}))

    def _fitting(self, shape: tables.TableShape, row: dict[str, Stored]) -> dict[str, Stored]:
        """What of a row its table can hold: a value that the program never writes is as good as lost."""
        spec = self.pack.records.get(shape.name)
        known = spec.fields if spec else {}
        fitting = {}
        for name, value in row.items():
            of_type = value is None or type(value) is shape.columns.get(name)  # a history may know other columns
            if (
                of_type
                and name in shape.columns
                and (name not in known or fields.is_stored(cast(Value, value), known[name]))
            ):
                fitting[name] = value
        return fitting

    def _drop_dangling(self, database: Database) -> None:
        """A row whose parent is lost is lost; a link to a lost row leads nowhere."""
        while True:
            dangling = database.execute("PRAGMA foreign_key_check").fetchall()
            if not dangling:
                return
            for name, rowid, _to, number in dangling:
                keys = {row[0]: row[3] for row in database.execute(f"PRAGMA foreign_key_list({name})")}
                column, spec = keys[number], self.pack.records.get(name)
                if spec and column in spec.fields:
                    database.execute(f"UPDATE {name} SET {column} = NULL WHERE rowid = ?", [rowid])
                    self.lost.append(Lost(name, rowid, column))
                else:
                    database.execute(f"DELETE FROM {name} WHERE rowid = ?", [rowid])
                    self.lost.append(Lost(name, rowid))


def _insert(database: Database, table: str, row: Mapping[str, Stored]) -> None:
    with suppress(sqlite3.IntegrityError):  # what does not fit the table was no row of it
        marks = ", ".join("?" * len(row))
        database.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", list(row.values()))
