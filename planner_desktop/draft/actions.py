"""Records that are edited in actions: each is one transaction, on the disk when it is over, recorded, and undone."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from functools import cached_property, partial
from pathlib import Path
from typing import Self

from planner_desktop.closing import closed_on_error
from planner_desktop.draft.file import file, form_packs, own_tables, schema, seal
from planner_desktop.draft.file.author import author_name
from planner_desktop.draft.file.database import Database
from planner_desktop.draft.file.outside_changes import Untouched
from planner_desktop.draft.history import history
from planner_desktop.draft.records import acceptances, refusals, reviews
from planner_desktop.draft.records.limits import Limits, limits
from planner_desktop.draft.records.records import Records
from planner_desktop.errors import DraftError
from planner_desktop.formpack import FormPack
from planner_desktop.i18n import _
from planner_desktop.stopping import Progress


class Actions(Records):
    """The records of a draft with the actions that change them, and take them back."""

    def __init__(self, database: Database, pack: FormPack, path: Path | None, *, read_only: bool = False) -> None:
        super().__init__(database, pack)
        self.path = path
        self.read_only = read_only
        self.author = author_name()
        self.watchers: list[Callable[[set[str]], None]] = []
        """Called after every action with what it changed: tables where rows came or went, else `tables.column`s."""
        self._action: int | None = None
        self._before: Actions | None = None
        self._untouched: Untouched | None = None
        database.keep_schema()

    @cached_property
    def limits(self) -> Limits | None:
        """What edits are held to where this is a part that was handed out; None where it is a whole plan."""
        return limits(self)

    @property
    def is_changing(self) -> bool:
        """Whether an action is under way that is told step by step; snapshots then show what was before."""
        return self._before is not None

    def snapshot(self) -> Self:
        """The draft as it is now, read-only in memory: for long work off the Qt thread while editing goes on.

        During an action that is told step by step it is the draft as it was before that.
        """
        return self.copied()()

    def copied(self) -> Callable[[], Self]:
        """A snapshot that is copied now, and made ready to be read by whoever calls it, which takes longer."""
        with closed_on_error(file.connect(None)) as database:
            (self._before or self).database.conn.backup(database.conn)
        return partial(self._made_ready, database, self.pack, self._letters)

    def _made_ready(self, database: Database, pack: FormPack, letters: str) -> Self:
        with closed_on_error(database):
            if schema.letters(database) != letters:
                raise DraftError(
                    _("Another program has replaced the file while it was open"),
                    _("Close the draft and open it again."),
                )
            return type(self)(database, pack, self.path, read_only=True)

    def look_at_file(self) -> None:
        """Raises FileGoneError, FileOverwrittenError where the file is no longer ours, as the next edit would."""
        if self._untouched is not None and not self.database.conn.in_transaction:
            self._untouched.check()

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
                reviews.take_away_orphans(self.database, self.pack.records)
                if self.limits is not None:
                    self.limits.refuse_outside(self._action)
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
        before = self.snapshot()
        with closing(before.database):
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

    # ------------------------------------------------------------ the form pack

    def turn_form_pack(self, label: str, before: str, after: str, ready: form_packs.Ready) -> None:
        """Put another form pack in the place of the one that is, as one action. Raises DraftError.

        `before` and `after` are both states as the history keeps them, `ready` is that after.
        """
        if self.limits is not None:
            raise self.limits.keeps_its_form()
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
