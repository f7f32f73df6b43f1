"""A draft in use: its records read and edited, every edit one transaction that is on the disk when the call returns."""

import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path

from planner_desktop.closing import closed_on_error
from planner_desktop.draft import session
from planner_desktop.draft.actions import Actions
from planner_desktop.draft.file import file, opening, own_tables, soundness, uids
from planner_desktop.draft.file.database import Database
from planner_desktop.draft.file.opening import Opened
from planner_desktop.draft.file.outside_changes import Untouched
from planner_desktop.draft.history import versions
from planner_desktop.draft.records import adoption, arranging, attachments, duplicating, refusals, reviews
from planner_desktop.draft.records.attachments import Attachment
from planner_desktop.draft.records.refusals import Refusal
from planner_desktop.draft.session import Recovered, Typed
from planner_desktop.errors import DraftError, FileGoneError, FileOverwrittenError
from planner_desktop.formpack import FormPack, fields
from planner_desktop.formpack.fields import Value
from planner_desktop.formpack.tables import UID, links_table
from planner_desktop.i18n import _, set_off
from planner_desktop.stopping import Progress, counted

Values = Mapping[str, Value | Sequence[int]]
"""Stored values by field; for a links field the ids it holds, in order."""


class Draft(Actions):
    """An open draft. Use as a context manager, or `close` it."""

    def __init__(self, database: Database, pack: FormPack, path: Path | None, *, read_only: bool = False) -> None:
        super().__init__(database, pack, path, read_only=read_only)
        self.place = path
        """The same without links, found when it was opened: to ask a share that hangs would hang too."""
        self.opened = Opened(database, pack)
        """How the file was opened: by whom else it is held, what was damaged, where it is written back to."""
        self.recovered = Recovered()
        """What the last session left behind that ended without closing."""

    # ------------------------------------------------------------ files

    @classmethod
    def create(cls, path: Path, pack: FormPack, *, presets: bool = True) -> "Draft":
        """A new draft file; with the rows that the template prescribes if `presets`. Raises DraftError."""
        file.refuse_existing(path)
        with cls.new_in_memory(pack) if presets else cls.in_memory(pack) as draft:
            draft.save_as(path)
        return cls.open(path)

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False) -> "Draft":
        """Open a draft file; only for reading if it cannot be written, is damaged or somebody else has it open.

        `opened.reason` says why. Raises NotADraftError, NewerDraftError, FormPackError or DraftError; the file is then
        unchanged.
        """
        opened = opening.open_draft(path, read_only=read_only)
        try:
            with closed_on_error(opened):
                draft = cls(opened.database, opened.pack, path, read_only=opened.lock is None)
                draft.opened = opened
                draft.place = opened.share.path if opened.share else path.resolve()
                draft.recovered = session.recovered(draft, path)
                if opened.lock:
                    session.begin(draft.database, opened, path)
                    draft._untouched = Untouched(draft.database)
        except (sqlite3.Error, sqlite3.Warning) as error:
            raise soundness.cannot_be_read(path, error) from error
        return draft

    @classmethod
    def open_as(cls, path: Path, pack: FormPack) -> "Draft":
        """Open for reading a draft from anyone that must be of this form pack; its own is not even read.

        Raises NotADraftError, NewerDraftError, FormPackError or DraftError.
        """
        opened = opening.open_as(path, pack)
        try:
            with closed_on_error(opened):
                draft = cls(opened.database, opened.pack, path, read_only=True)
                draft.opened = opened
        except (sqlite3.Error, sqlite3.Warning) as error:
            raise soundness.cannot_be_read(path, error) from error
        return draft

    @classmethod
    def in_memory(cls, pack: FormPack, *, plain: bool = False) -> "Draft":
        """An empty draft that is never a file; a `plain` one is to be filled at once (`plain_rows`) and only read."""
        return cls(file.in_memory(pack, plain=plain), pack, None)

    @classmethod
    def new_in_memory(cls, pack: FormPack) -> "Draft":
        """A new draft that is never a file, with the rows that the template prescribes."""
        with closed_on_error(cls.in_memory(pack)) as draft:
            adoption.add_presets(draft)
        return draft

    def save_as(self, path: Path, typed: Sequence[Typed] = ()) -> None:
        """Write a whole copy of the draft to a file that does not exist yet. Raises DraftError.

        `typed` is what stands in fields and could not be stored: whoever opens the copy finds it there.
        """

        def put(copy: Database) -> None:
            for each in typed:
                session.keep_typing(copy, each)

        file.write_copy(self.database, path, put if typed else None)

    def close(self) -> None:
        """Close the file. Raises DraftError where a share's file could not be written back; it is then tried again
        when the draft is opened next.

        Raises FileGoneError, FileOverwrittenError where the file is no longer ours; what the draft holds is then kept
        as a backup, as far as it is there.
        """
        problem = None
        with closing(self.opened):
            try:
                if self._untouched and self.opened.lock:
                    self._untouched.check()
            except FileGoneError as error:
                problem = self._kept(error)
            except FileOverwrittenError as error:
                problem = error
            if self.opened.lock and problem is None:
                session.end(self.opened)
            self._untouched = None
        if problem is not None:
            raise problem

    def _kept(self, error: FileGoneError) -> DraftError:
        """Keep what the file held that is gone; what the user is told of it."""
        from planner_desktop.draft.history.backups import Backups  # which needs this module

        try:
            backups = Backups.of(self)
            if backups is not None:
                backups.keep(self)
                return FileGoneError(error.message, _("What was in it is kept among the backups of this draft."))
        except DraftError as failed:
            return failed
        return error

    def __enter__(self) -> "Draft":
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    # ------------------------------------------------------------ settings

    def setting(self, name: str, default: str = "") -> str:
        """Something the draft remembers besides the plan, as where the officer was."""
        row = self.database.execute("SELECT value FROM setting WHERE name = ?", [name]).fetchone()
        return default if row is None else str(row[0])

    def remember(self, name: str, value: str) -> None:
        """Keep a setting in the draft; no undo step."""
        if self.setting(name) != value and not self.read_only:
            with self.saving():
                own_tables.put_setting(self.database, name, value)

    # ------------------------------------------------------------ typing

    def typing(self, kind: str, id: int, field: str, text: str) -> None:
        """Keep what stands in a field that is not left yet, so that it survives; no undo step. Raises DraftError.

        `id` is 0 in a row that is not there yet. Storing the field's value takes it away again.
        """
        with self.saving():
            session.keep_typing(self.database, Typed(kind, id, field, text, uid=self.uid(kind, id)))

    def forget_typing(self, kind: str, id: int, field: str) -> None:
        """What was typed into a field is not wanted, or is there now."""
        with self.saving():
            session.forget_typing(self.database, kind, id, field)

    # ------------------------------------------------------------ editing

    def enter(self, kind: str, id: int, field: str, text: str) -> None:
        """Store what was typed into a field; typed words of the field's states are taken too. Raises ValueRefused."""
        record, spec = self.spec(kind), self.spec(kind).fields[field]
        if not spec.states:
            self.set(kind, id, field, fields.parse(text, spec))
            return
        states, before = record.fields[spec.states], self.record(kind, id).values
        amount, state = fields.parse_with_state(text, spec, states, (before[field], before[spec.states]))
        with self.action(_("edit {label}").format(label=set_off(spec.label))):
            self.set(kind, id, field, amount)
            self.set(kind, id, spec.states, state)

    def set(self, kind: str, id: int, field: str, value: Value | Sequence[int]) -> None:
        """Store a field's value; for links, the ids in order."""
        spec = self.spec(kind).fields[field]
        with self.action(_("edit {label}").format(label=set_off(spec.label))):
            if spec.field_type.to_many:
                assert not isinstance(value, str | int | None)
                self._set_links(kind, id, field, list(value))
            else:
                self.database.execute(
                    f"UPDATE {kind} SET {field} = ? WHERE id = ? AND {field} IS NOT ?", [value, id, value]
                )
            refusals.take_away(self.database, kind, id, field)
            reviews.take_away(self.database, kind, id, field)
            session.forget_typing(self.database, kind, id, field)

    def refuse(self, kind: str, id: int, field: str, text: str, why: str) -> None:
        """Keep a text that a field refused, and `why`, until the field has a value; an undo step like any entry."""
        with self.action(_("type into {label} (not taken)").format(label=self.spec(kind).fields[field].label)):
            refusals.put(self.database, self.uid(kind, id), Refusal(kind, id, field, text, why))
            session.forget_typing(self.database, kind, id, field)

    def take_back(self, kind: str, id: int, field: str) -> None:
        """What a field refused is not wanted any more; undo brings it back."""
        label = self.spec(kind).fields[field].label
        with self.action(_("take out what {label} did not take").format(label=label)):
            refusals.take_away(self.database, kind, id, field)

    def refusals(self) -> list[Refusal]:
        """The texts that fields refused: not in the plan, and not lost."""
        return refusals.refusals(self)

    def _set_links(self, kind: str, id: int, field: str, ids: list[int]) -> None:
        if ids == self.links(kind, id, field):
            return
        to, table = self.spec(kind).fields[field].to, links_table(kind, field)
        self.database.execute(f"DELETE FROM {table} WHERE {kind} = ?", [id])
        for position, other in enumerate(dict.fromkeys(ids), 1):
            self.database.execute(
                f"INSERT INTO {table} ({kind}, {to}, position) VALUES (?, ?, ?)", [id, other, position]
            )

    def add(
        self,
        kind: str,
        values: Values | None = None,
        *,
        parent: int | None = None,
        at: int | None = None,
        id: int | None = None,
        uid: str = "",
    ) -> int:
        """A new record with its defaults and these values, last under its parent or at index `at`; its id.

        The parent may be among the values, under its kind. An `id` that was once used is not used again; `id` and `uid`
        are given where a record is brought back or comes from elsewhere.
        """
        spec = self.spec(kind)
        columns = spec.columns
        start = {name: fields.default(field) for name, field in columns.items()}
        given = dict(values or {})
        if spec.parent in given:
            parent = int(str(given.pop(spec.parent)))
        row = start | {name: value for name, value in given.items() if name in columns}
        if spec.parent:
            row[spec.parent] = parent
        with self.action(_("add {label}").format(label=set_off(spec.label))):
            new = id if id is not None else self.next_id(kind)
            place = arranging.place_for_new(self, kind, parent, at)
            row |= {"id": new, "position": place, UID: uid or uids.new_uid()}
            marks = ", ".join("?" * len(row))
            self.database.execute(f"INSERT INTO {kind} ({', '.join(row)}) VALUES ({marks})", list(row.values()))
            for name, value in given.items():
                if name not in columns:
                    self.set(kind, new, name, value)
        return new

    def next_id(self, kind: str) -> int:
        """An id that no record of a kind has, nor had as far as the history goes back."""
        sql = (
            f"SELECT max(coalesce((SELECT max(id) FROM {kind}), 0), coalesce(max(row), 0)) FROM change WHERE record = ?"
        )
        return int(self.database.execute(sql, [kind]).fetchone()[0]) + 1

    def identify(self, kind: str, id: int, uid: str) -> None:
        """Have a record be the one of this uid, which no other has: it comes from where it had it."""
        with self.action(_("edit {label}").format(label=set_off(self.spec(kind).label))):
            self.database.execute(f"UPDATE {kind} SET {UID} = ? WHERE id = ?", [uid, id])

    def delete(self, kind: str, ids: Sequence[int], progress: Progress | None = None) -> None:
        """Delete records, with all that stands under them; links to them are taken away."""
        with self.action(
            _("delete {count} {label}").format(count=len(ids), label=set_off(self.spec(kind).label)), progress
        ):
            for id in counted(ids, progress):
                self.database.execute(f"DELETE FROM {kind} WHERE id = ?", [id])

    def move(self, kind: str, id: int, index: int) -> None:
        """Put a record at this index among its siblings."""
        before = self.ids(kind, self.record(kind, id).parent)
        siblings = [other for other in before if other != id]
        siblings.insert(max(0, index), id)
        if siblings == before:
            return
        with self.action(_("move {label}").format(label=set_off(self.spec(kind).label))):
            arranging.arrange(self, kind, siblings)

    def arrange(self, kind: str, ids: Sequence[int], progress: Progress | None = None) -> None:
        """Put these records into this order, on the places that they hold among their siblings."""
        with self.action(_("move {label}").format(label=set_off(self.spec(kind).label)), progress):
            arranging.arrange(self, kind, ids, progress)

    def duplicate(self, kind: str, ids: Sequence[int], progress: Progress | None = None) -> list[int]:
        """Copies of these records and of all that stands under them, right behind them; the copies' ids."""
        with self.action(
            _("duplicate {count} {label}").format(count=len(ids), label=set_off(self.spec(kind).label)), progress
        ):
            return duplicating.duplicate(self, kind, ids, progress)

    def adopt(self, kind: str, row: Mapping[str, str]) -> int:
        """Take a catalogue row over as a record, with what it stands under and what belongs to it; its id."""
        return adoption.adopt(self, kind, row)

    # ------------------------------------------------------------ attachments

    def attach(self, path: Path) -> str:
        """Keep a copy of a file in the draft; the name it is kept under. Raises DraftError."""
        versions.refuse_if_sent(self.database)
        return attachments.attach(self, path)

    def attach_content(self, name: str, content: bytes) -> str:
        """As `attach`, of what is in memory."""
        versions.refuse_if_sent(self.database)
        return attachments.attach_content(self, name, content)

    def attachments(self) -> list[Attachment]:
        """The files kept in the draft, by name."""
        return attachments.listing(self.database)

    def attachment(self, name: str) -> bytes:
        """What a kept file holds. Raises KeyError."""
        return attachments.content(self.database, name)
