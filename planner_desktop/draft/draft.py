"""A draft in use: its records read and edited, every edit one transaction that is on the disk when the call returns."""

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from planner_desktop.closing import closed_on_error
from planner_desktop.draft import session
from planner_desktop.draft.file import file, form_packs, opening, own_tables, schema, seal, uids
from planner_desktop.draft.file.author import author_name
from planner_desktop.draft.file.database import Database
from planner_desktop.draft.file.opening import Opened
from planner_desktop.draft.file.outside_changes import Untouched
from planner_desktop.draft.history import history, versions
from planner_desktop.draft.records import acceptances, adoption, arranging, attachments, duplicating, refusals
from planner_desktop.draft.records.attachments import Attachment
from planner_desktop.draft.records.records import Records
from planner_desktop.draft.records.refusals import Refusal
from planner_desktop.draft.session import Recovered, Typed
from planner_desktop.errors import DraftError, FileGoneError, FileOverwrittenError
from planner_desktop.formpack import FormPack, fields
from planner_desktop.formpack.fields import Value
from planner_desktop.formpack.tables import UID, links_table
from planner_desktop.i18n import _
from planner_desktop.stopping import Progress, counted

Values = Mapping[str, Value | Sequence[int]]
"""Stored values by field; for a links field the ids it holds, in order."""


class Draft(Records):
    """An open draft. Use as a context manager, or `close` it."""

    def __init__(self, database: Database, pack: FormPack, path: Path | None, *, read_only: bool = False) -> None:
        super().__init__(database, pack)
        self.path = path
        self.place = path
        """The same without links, found when it was opened: to ask a share that hangs would hang too."""
        self.read_only = read_only
        self.author = author_name()
        self.watchers: list[Callable[[set[str]], None]] = []
        """Called after every action with the kinds of record that it changed."""
        self.opened = Opened(database, pack)
        """How the file was opened: by whom else it is held, what was damaged, where it is written back to."""
        self.recovered = Recovered()
        """What the last session left behind that ended without closing."""
        self._action: int | None = None
        self._before: Draft | None = None
        self._untouched: Untouched | None = None
        database.keep_schema()

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
            raise opening.cannot_be_read(path, error) from error
        return draft

    @classmethod
    def in_memory(cls, pack: FormPack) -> "Draft":
        """An empty draft that is never a file."""
        return cls(file.in_memory(pack), pack, None)

    @classmethod
    def new_in_memory(cls, pack: FormPack) -> "Draft":
        """A new draft that is never a file, with the rows that the template prescribes."""
        with closed_on_error(cls.in_memory(pack)) as draft:
            adoption.add_presets(draft)
        return draft

    def snapshot(self) -> "Draft":
        """The draft as it is now, read-only in memory: for long work off the Qt thread while editing goes on.

        During an action that is told step by step it is the draft as it was before that.
        """
        with closed_on_error(file.connect(None)) as database:
            (self._before or self).database.conn.backup(database.conn)
            if schema.letters(database) != self._letters:
                raise DraftError(
                    _("Another program has replaced the file while it was open"),
                    _("Close the draft and open it again."),
                )
            return Draft(database, self.pack, self.path, read_only=True)

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

    def look_at_file(self) -> None:
        """Raises FileGoneError, FileOverwrittenError where the file is no longer ours, as the next edit would."""
        if self._untouched is not None and not self.database.conn.in_transaction:
            self._untouched.check()

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

    @contextmanager
    def action(self, label: str, progress: Progress | None = None) -> Iterator[None]:
        """One thing that the officer does: one transaction, one undo step. Actions inside it become part of it.

        Where it is so long that `progress` is told of its parts, others may look at the draft meanwhile: no snapshot is
        half done.
        """
        if self._action is not None:
            yield
            return
        changed: set[str] = set()
        try:
            with self._shown_as_before(progress), self.saving():
                self._action = history.begin(self.database, label, self.author)
                yield
                refusals.take_away_orphans(self.database, self.pack.records)
                acceptances.take_away_orphans(self.database, self.pack.records)
                changed = history.end(self.database, self._action)
        except DraftError:
            # Where only the last word of a commit failed, that the folder is on the disk, the change is there.
            with suppress(sqlite3.Error):  # the drive does not read either
                if changed and self.database.execute("SELECT 1 FROM action WHERE id = ?", [self._action]).fetchone():
                    self._tell(changed)
            raise
        finally:
            self._action = None
        self._tell(changed)

    @contextmanager
    def taken_back(self, label: str) -> Iterator[None]:
        """An action that is undone at once, of what was typed and is not wanted: redo and the history bring it back.

        Nobody is told, for the records are afterwards what they were. Raises DraftError.
        """
        assert self._action is None
        try:
            with self.saving():
                self._action = history.begin(self.database, label, self.author)
                yield
                if history.end(self.database, self._action):
                    history.turn(self.database, self._action, back=True)
        finally:
            self._action = None

    @contextmanager
    def _shown_as_before(self, progress: Progress | None) -> Iterator[None]:
        """Have snapshots show the draft as it is now, where it is changed step by step."""
        if progress is None:
            yield
            return
        with self.snapshot() as before:
            self._before = before
            try:
                yield
            finally:
                self._before = None

    @contextmanager
    def saving(self) -> Iterator[None]:
        """One transaction, wholly on the disk afterwards or not at all. Raises DraftError, as for a full disk."""
        if self.read_only:
            raise DraftError(_("The draft is open for reading only"), _("Save a copy of it and go on in the copy."))
        untouched = None if self.database.conn.in_transaction else self._untouched
        try:
            with self.database.atomic(untouched.check if untouched else None):
                yield
                if untouched is not None:
                    untouched.expect()
        except sqlite3.Error as error:
            if untouched is not None:
                untouched.failed()
            told = file.not_saved(error)
            if told is None:
                raise
            raise told from error
        if untouched is not None:
            untouched.stored()

    def _tell(self, changed: set[str]) -> None:
        if form_packs.FORM_PACK in changed:
            self.database.keep_schema()
        if changed:
            for watcher in list(self.watchers):
                watcher(changed)

    def enter(self, kind: str, id: int, field: str, text: str) -> None:
        """Store what was typed into a field; typed words of the field's states are taken too. Raises ValueRefused."""
        record, spec = self.spec(kind), self.spec(kind).fields[field]
        if not spec.states:
            self.set(kind, id, field, fields.parse(text, spec))
            return
        states, before = record.fields[spec.states], self.record(kind, id).values
        amount, state = fields.parse_with_state(text, spec, states, (before[field], before[spec.states]))
        with self.action(_("edit {label}").format(label=spec.label)):
            self.set(kind, id, field, amount)
            self.set(kind, id, spec.states, state)

    def set(self, kind: str, id: int, field: str, value: Value | Sequence[int]) -> None:
        """Store a field's value; for links, the ids in order."""
        spec = self.spec(kind).fields[field]
        with self.action(_("edit {label}").format(label=spec.label)):
            if spec.field_type.to_many:
                assert not isinstance(value, str | int | None)
                self._set_links(kind, id, field, list(value))
            else:
                self.database.execute(
                    f"UPDATE {kind} SET {field} = ? WHERE id = ? AND {field} IS NOT ?", [value, id, value]
                )
            refusals.take_away(self.database, kind, id, field)
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
        with self.action(_("add {label}").format(label=spec.label)):
            new = id if id is not None else self._next_id(kind)
            place = arranging.place_for_new(self, kind, parent, at)
            row |= {"id": new, "position": place, UID: uid or uids.new_uid()}
            marks = ", ".join("?" * len(row))
            self.database.execute(f"INSERT INTO {kind} ({', '.join(row)}) VALUES ({marks})", list(row.values()))
            for name, value in given.items():
                if name not in columns:
                    self.set(kind, new, name, value)
        return new

    def _next_id(self, kind: str) -> int:
        """An id that no record of a kind has, nor had as far as the history goes back."""
        sql = (
            f"SELECT max(coalesce((SELECT max(id) FROM {kind}), 0), coalesce(max(row), 0)) FROM change WHERE record = ?"
        )
        return int(self.database.execute(sql, [kind]).fetchone()[0]) + 1

    def identify(self, kind: str, id: int, uid: str) -> None:
        """Have a record be the one of this uid, which no other has: it comes from where it had it."""
        with self.action(_("edit {label}").format(label=self.spec(kind).label)):
            self.database.execute(f"UPDATE {kind} SET {UID} = ? WHERE id = ?", [uid, id])

    def delete(self, kind: str, ids: Sequence[int], progress: Progress | None = None) -> None:
        """Delete records, with all that stands under them; links to them are taken away."""
        with self.action(_("delete {count} {label}").format(count=len(ids), label=self.spec(kind).label), progress):
            for id in counted(ids, progress):
                self.database.execute(f"DELETE FROM {kind} WHERE id = ?", [id])

    def move(self, kind: str, id: int, index: int) -> None:
        """Put a record at this index among its siblings."""
        before = self.ids(kind, self.record(kind, id).parent)
        siblings = [other for other in before if other != id]
        siblings.insert(max(0, index), id)
        if siblings == before:
            return
        with self.action(_("move {label}").format(label=self.spec(kind).label)):
            arranging.arrange(self, kind, siblings)

    def arrange(self, kind: str, ids: Sequence[int], progress: Progress | None = None) -> None:
        """Put these records into this order, on the places that they hold among their siblings."""
        with self.action(_("move {label}").format(label=self.spec(kind).label), progress):
            arranging.arrange(self, kind, ids, progress)

    def duplicate(self, kind: str, ids: Sequence[int], progress: Progress | None = None) -> list[int]:
        """Copies of these records and of all that stands under them, right behind them; the copies' ids."""
        with self.action(_("duplicate {count} {label}").format(count=len(ids), label=self.spec(kind).label), progress):
            return duplicating.duplicate(self, kind, ids, progress)

    def adopt(self, kind: str, row: Mapping[str, str]) -> int:
        """Take a catalogue row over as a record, with what it stands under and what belongs to it; its id."""
        return adoption.adopt(self, kind, row)

    # ------------------------------------------------------------ attachments

    def attach(self, path: Path) -> str:
        """Keep a copy of a file in the draft; the name it is kept under. Raises DraftError."""
        versions.refuse_if_sent(self.database)
        return attachments.attach(self, path)

    def attachments(self) -> list[Attachment]:
        """The files kept in the draft, by name."""
        return attachments.listing(self.database)

    def attachment(self, name: str) -> bytes:
        """What a kept file holds. Raises KeyError."""
        return attachments.content(self.database, name)

    # ------------------------------------------------------------ the form pack

    def turn_form_pack(self, label: str, before: str, after: str, ready: form_packs.Ready) -> None:
        """Put another form pack in the place of the one that is, as one action. Raises DraftError.

        `before` and `after` are both states as the history keeps them, `ready` is that after.
        """
        with self._other_tables(changed=True), self.action(label):
            self.database.execute("UPDATE recording SET action = NULL")  # it is one change, whatever it writes
            form_packs.put(self.database, ready)
            self.database.execute(
                "INSERT INTO change (action, record, row, before, after) VALUES (?, ?, 0, ?, ?)",
                [self._action, form_packs.FORM_PACK, before, after],
            )
            self._take_up(form_packs.stored(self.database, self._name()))

    @contextmanager
    def _other_tables(self, *, changed: bool) -> Iterator[None]:
        """Have foreign keys off while the form pack is `changed`, and the one before again where that fails."""
        if not changed:
            yield
            return
        before = self.pack
        self.database.execute("PRAGMA foreign_keys = OFF")
        try:
            yield
        except BaseException:
            if self.pack is not before and not self.database.conn.in_transaction:
                form_packs.drop_views(self.database)
                self._take_up(before)
            raise
        finally:
            self.database.execute("PRAGMA foreign_keys = ON")

    def take_up_stored(self) -> None:
        """Take up the form pack that the database holds, where that was turned to another moment."""
        held = form_packs.stored(self.database, self._name())
        if held.files != self.pack.files:
            form_packs.drop_views(self.database)
            self._take_up(held)

    def _take_up(self, pack: FormPack) -> None:
        super()._take_up(pack)
        self._letters = schema.letters(self.database)

    def _name(self) -> str:
        return self.path.name if self.path else form_packs.FORM_PACK

    # ------------------------------------------------------------ undo

    def forget_history(self) -> None:
        """Make the draft's present state the one before which nothing can be undone (a new or imported plan)."""
        with self.saving():
            self.database.execute("DELETE FROM change")
            self.database.execute("DELETE FROM action")

    def undo_label(self) -> str:
        """What `undo` would undo; empty where there is nothing."""
        action = history.next_undo(self.database)
        return action[1] if action else ""

    def redo_label(self) -> str:
        """What `redo` would do again; empty where there is nothing."""
        action = history.next_redo(self.database)
        return action[1] if action else ""

    def undo_step(self) -> tuple[int, str] | None:
        """The action that `undo` would undo, by its id and label."""
        return history.next_undo(self.database)

    def redo_step(self) -> tuple[int, str] | None:
        """The action that `redo` would do again, by its id and label."""
        return history.next_redo(self.database)

    def undo_size(self) -> int:
        """How many rows `undo` would change."""
        return history.size(self.database, history.next_undo(self.database))

    def redo_size(self) -> int:
        """How many rows `redo` would change."""
        return history.size(self.database, history.next_redo(self.database))

    def turns_form_pack(self, action: int) -> bool:
        """Whether undoing or redoing an action puts another form pack in place."""
        return form_packs.is_changed(self.database, [action])

    def undo(self, progress: Progress | None = None, ready: form_packs.Ready | None = None) -> None:
        """Take the last action back; `ready` is what `form_packs.ready_to_turn` brought, if asked beforehand."""
        self._turn(history.next_undo(self.database), progress, ready, back=True)

    def redo(self, progress: Progress | None = None, ready: form_packs.Ready | None = None) -> None:
        """Do the action that was last taken back again."""
        self._turn(history.next_redo(self.database), progress, ready, back=False)

    def _turn(
        self, action: tuple[int, str] | None, progress: Progress | None, ready: form_packs.Ready | None, *, back: bool
    ) -> None:
        if action is None:
            return
        id, label = action
        other = self.turns_form_pack(id)
        with self._shown_as_before(progress), self._other_tables(changed=other), self.saving():
            if not seal.is_sound(self.database, own_tables.CHANGE.sealed, "action = ?", [id]):
                raise DraftError(
                    _("“{label}” cannot be undone or done again: its history is damaged").format(label=label),
                    _("The draft is as it was. Repair it into a new file."),
                )
            changed = history.turn(self.database, id, progress, ready, back=back)
            if other:
                self._take_up(form_packs.stored(self.database, self._name()))
        self._tell(changed)
