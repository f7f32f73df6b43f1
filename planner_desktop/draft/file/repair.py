"""What can still be read of a damaged draft, put into a new one; the damaged file is only read.

Every page is looked through for rows, and a row's seal tells which of its values are those that were written. So
nothing is invented: a value is what was entered, or it is listed as lost.
"""

import hashlib
import itertools
import json
import sqlite3
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, cast

from planner_desktop import leftovers
from planner_desktop.closing import closed_on_error
from planner_desktop.draft.file import file, form_packs, journals, opening, own_tables, pages, possible, seal, uids
from planner_desktop.draft.file.database import Database, address
from planner_desktop.draft.file.possible import SIDES
from planner_desktop.draft.file.schema import ForeignSchemaError
from planner_desktop.draft.file.seal import Sealed, Stored
from planner_desktop.errors import DraftError, FormPackError
from planner_desktop.formpack import FormPack, Source, fields, installed, load, retired, tables
from planner_desktop.formpack.fields import Value
from planner_desktop.formpack.folder import files_of
from planner_desktop.formpack.tables import UID
from planner_desktop.i18n import _, ngettext

CHUNK = 1 << 20
MOST_BYTES = 250_000_000  # of a file that is repaired, which is held in memory more than once
MOST_ROWS = 500_000
SECONDS = 40.0  # for finding which row is which
Key = tuple[Stored, ...]


@dataclass(frozen=True, slots=True)
class Lost:
    """Something that could not be read: a value (`field`) of a row, a row, or with no `id` as many rows as `count`."""

    kind: str
    id: int | None = None
    field: str = ""
    count: int = 1


@dataclass(frozen=True, slots=True)
class RepairReport:
    """What a repair saved, as rows by table, and what it could not."""

    saved: dict[str, int]
    lost: tuple[Lost, ...]
    pack: FormPack
    pack_replaced: bool = False
    """The form pack in the file was damaged, and the installed edition stands in for it."""
    foreign: str = ""
    """What stood in the file that this program does not make, and was left out."""

    def lines(self) -> Iterator[str]:
        """What was lost, in the user's words."""
        if self.foreign:
            yield _("Left out, for this program does not make such: {parts}").format(parts=self.foreign)
        if self.pack_replaced:
            yield _("The form pack in the file was damaged; the installed edition {id} took its place").format(
                id=self.pack.edition.id
            )
        names = dict(_names(self.pack))
        for lost in self.lost:
            name = names.get(lost.kind, lost.kind)
            if lost.field:
                label = self.pack.records[lost.kind].fields[lost.field].label
                yield _("{record} {id}: “{field}” could not be read").format(record=name, id=lost.id, field=label)
            elif lost.id is not None:
                yield _("{record} {id} could not be read").format(record=name, id=lost.id)
            else:
                yield ngettext(
                    "{record}: {count} row could not be read", "{record}: {count} rows could not be read", lost.count
                ).format(record=name, count=lost.count)


def _names(pack: FormPack) -> Iterator[tuple[str, str]]:
    """What each table is to the user."""
    yield from {
        "setting": _("Settings"),
        "attachment": _("Attached files"),
        "action": _("History"),
        "version": _("Versions that were sent"),
    }.items()
    for name, spec in pack.records.items():
        yield name, spec.label
        for field_name, field_spec in spec.pairs.items():
            yield tables.links_table(name, field_name), f"{spec.label} – {field_spec.label}"


@dataclass
class _Found:
    """The rows of a table by key: the values that are as written, and the rowid."""

    sealed: Sealed
    rows: dict[Key, dict[str, Stored]] = field(default_factory=dict)
    rowids: dict[Key, int] = field(default_factory=dict)

    def whole(self) -> list[dict[str, Stored]]:
        """The rows of which nothing is lost; in a draft of format 2 they have no uid."""
        return [row for row in self.rows.values() if set(self.sealed.columns) <= set(row) | {UID}]


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
    own = _own(_sealed_rows(path))
    return any(table.rows for table in own.values())


def salvage(path: Path, foreign: ForeignSchemaError | None = None) -> tuple[Database, RepairReport]:
    """What can be read of a draft, as a draft in memory. Raises DraftError where that is nothing.

    `foreign` is what was found in it that this program does not make; nothing of that is run or taken over.
    """
    rows = _sealed_rows(path)
    own = _own(rows)
    counts = {str(row["record"]): row["rows"] for row in own["tally"].whole()}
    pack, replaced, found = _pack(path, rows, own["form_pack_file"], counts.get("form_pack_file"))
    if not any(table.rows for table in found.values()):
        raise DraftError(_("Nothing in {path} can be read").format(path=path), _("Go on in a backup of it."))
    database, report = _Salvage(pack, own, found, counts).database(replaced)
    return database, replace(report, foreign=foreign.parts if foreign else "")


def _content(path: Path) -> bytes:
    """The file's bytes, after an edit that was cut short is taken back; zeros where the disk gives none."""
    if not journals.beside(path).exists() or journals.foreign(path):
        return _readable(path)
    with leftovers.temporary_folder() as temporary:
        copy = temporary / "copy"
        copy.write_bytes(_readable(path))
        journals.copy(path, copy)
        journals.mark_as_plain(copy)
        with suppress(sqlite3.Error), closing(sqlite3.connect(address(copy), uri=True)) as connection:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        return copy.read_bytes()


def _sealed_rows(path: Path) -> list[pages.Row]:
    """The rows that may bear a seal. Raises DraftError where the file is too large for that."""
    if _size(path) > MOST_BYTES:
        raise DraftError(
            _("{path} is damaged, and too large to be repaired").format(path=path), _("Go on in a backup of it.")
        )
    sealed = (row for row in pages.rows(_content(path)) if any(isinstance(value, bytes) for value in row[1]))
    return list(itertools.islice(sealed, MOST_ROWS))


def _size(path: Path) -> int:
    """How much of a file may be the draft's: of a very long one what its head says that it has, if it says it."""
    size = path.stat().st_size
    if size <= MOST_BYTES:
        return size
    with path.open("rb") as content:
        head = content.read(32)
    says = int.from_bytes(head[28:32], "big") * pages.PAGE
    return says if head[16:18] == pages.PAGE.to_bytes(2, "big") and 0 < says < size else size


def _readable(path: Path) -> bytes:
    parts, at = [], 0
    try:
        size = _size(path)
        with path.open("rb", buffering=0) as source:
            while at < size:
                try:
                    source.seek(at)
                    parts.append(source.read(min(CHUNK, size - at)) or bytes(size - at))
                except OSError:  # a bad sector
                    parts.append(bytes(min(pages.PAGE, size - at)))
                at += len(parts[-1])
    except OSError as error:
        raise DraftError(_("{path} cannot be read: {problem}").format(path=path, problem=error)) from error
    return b"".join(parts)


def _sort(rows: Iterable[pages.Row], found: Mapping[str, _Found], columns: Mapping[str, Mapping[str, type]]) -> None:
    """Give every row to the table whose seal it bears."""
    end = time.monotonic() + SECONDS
    by_width: dict[int, list[tuple[str, tuple[str, ...]]]] = {}
    for name, types in columns.items():
        layout = tuple(seal.layout(types))
        for lies in {layout, layout[: layout.index(seal.SEAL) + 1]}:  # also as a draft of format 2 has it
            by_width.setdefault(len(lies), []).append((name, lies))
    for rowid, values in rows:
        candidates = by_width.get(len(values), [])
        if candidates and time.monotonic() > end:
            raise DraftError(_("The file is damaged in too many places to be read"), _("Go on in a backup of it."))
        for place, (name, lies) in enumerate(candidates):
            sealed = found[name].sealed
            row = dict(zip(lies, values, strict=True))
            if "id" in sealed.key:
                row["id"] = rowid
            held = seal.sound(sealed, row)
            if not held:
                continue
            key = tuple(row[k] for k in sealed.key)
            kept = {n: v for n, v in row.items() if n in held or (n != seal.SEAL and n not in sealed.columns)}
            if len(kept) > len(found[name].rows.get(key, {})):
                found[name].rows[key], found[name].rowids[key] = kept, rowid
            candidates.insert(0, candidates.pop(place))  # a page holds rows of one table
            break


def _own(rows: list[pages.Row]) -> dict[str, _Found]:
    own = {table.name: _Found(table.sealed) for table in own_tables.TABLES} | {"tally": _Found(seal.TALLY)}
    _sort(rows, own, {t.name: t.columns for t in own_tables.TABLES} | {"tally": seal.TALLY_COLUMNS})
    for table in own_tables.TABLES:
        for row in own[table.name].rows.values():
            for name in [n for n, v in row.items() if v is not None and type(v) is not table.columns.get(n, bytes)]:
                del row[name]  # which the program never writes
    return own


def _pack(path: Path, rows: list[pages.Row], files: _Found, count: Stored) -> tuple[FormPack, bool, dict[str, _Found]]:
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


def _fit(held: Mapping[str, bytes], pack: FormPack, found: Mapping[str, _Found]) -> tuple[int, int]:
    """How well an edition fits a draft: how many files of the form pack it shares, and rows it explains."""
    same = sum(pack.files.get(name) == content for name, content in held.items())
    return same, sum(len(table.rows) for table in found.values())


def _loaded(path: Path, files: dict[str, bytes]) -> FormPack | None:
    source = Source(path.name, files, is_older=retired.is_older(files))
    pack = load(source)
    return None if source.findings else pack


def _installed(id: str) -> Iterator[FormPack]:
    for name, folder in installed().items():
        if id in ("", name):
            with suppress(FormPackError):
                pack = _loaded(folder, files_of(folder))
                if pack is not None:
                    yield pack


def _records(rows: list[pages.Row], pack: FormPack) -> dict[str, _Found]:
    shapes = list(tables.shapes(pack.records))
    found = {shape.name: _Found(seal.of(shape)) for shape in shapes}
    _sort(rows, found, {shape.name: shape.columns for shape in shapes})
    return found


class _Salvage:
    """A new draft out of what was found."""

    def __init__(
        self, pack: FormPack, own: dict[str, _Found], found: dict[str, _Found], counts: Mapping[str, Stored]
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
        for name in (*self.shapes, "setting", "attachment", "version"):
            (self.saved[name],) = database.execute(f"SELECT count(*) FROM {name}").fetchone()
            count = self.counts.get(name)
            told = sum(lost.kind == name and not lost.field for lost in self.lost)
            if isinstance(count, int) and count > self.saved[name] + told:
                self.lost.append(Lost(name, count=count - self.saved[name] - told))

    # ------------------------------------------------------------ the draft's own

    def _whole_history(self) -> bool:
        """Whether all of it is there: an undo with a step lacking would make what never was."""
        whole = all(len(self.own[name].whole()) == self.counts.get(name) for name in ("action", "change"))
        whole = whole and all(possible.is_state(row[side]) for row in self.own["change"].whole() for side in SIDES)
        whole = whole and all(map(possible.is_action, self.own["action"].whole()))
        changes = self.own["change"].whole()
        of_packs = [tuple(row[side] for side in SIDES) for row in changes if row["record"] == form_packs.FORM_PACK]
        known = possible.recorded(self.pack, of_packs)
        whole = whole and all(row["record"] in known for row in self.own["change"].whole())
        if not whole:
            count = self.counts.get("action")
            self.lost.append(Lost("action", count=count if isinstance(count, int) else len(self.own["action"].rows)))
        return whole

    def _put_own(self, database: Database, history: bool) -> None:
        for name in ("setting", "typing", "refused", "version", *(("action", "change") if history else ())):
            for row in self.own[name].whole():
                if name != "version" or possible.is_version(row):
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

    def _mend(self, table: _Found, rowid: int, values: dict[str, Any]) -> None:
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
        for key in [key for key in table.rows if not possible.is_id(key[0], single=single)]:
            self.lost.append(Lost(kind, table.rowids[key]))
            del table.rows[key]
        if single and not table.rows:  # there is always one, if only with its defaults
            self.lost.append(Lost(kind, 1))

    def _own_uid(self, kind: str, id: int, uid: Stored) -> Stored:
        """The uid of a record; None, for it gets another, where that is none or is another's."""
        if possible.is_uid(uid) and uid not in self.uids:
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
