"""Opening a draft: only one of ours and not too new, by one at a time, migrated if it is older, and read-only as far as
it can be read where it is damaged."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from planner_desktop import file_names, leftovers, whole_file
from planner_desktop.closing import closed_on_error
from planner_desktop.draft.file import (
    drive,
    file,
    journals,
    lock,
    schema,
)
from planner_desktop.draft.file.database import Database
from planner_desktop.draft.file.drive import DriveKind
from planner_desktop.draft.file.lock import Holder, Lock
from planner_desktop.draft.file.patience import ANSWER, WHOLE, within
from planner_desktop.draft.file.schema import ForeignSchemaError
from planner_desktop.draft.file.share import Share, working_folder
from planner_desktop.draft.file.soundness import Damaged, cannot_be_read, check_pages, checked, damage_told, stored_pack
from planner_desktop.errors import DraftError, NewerDraftError, NotADraftError, PlannerError
from planner_desktop.formpack import FormPack
from planner_desktop.i18n import _
from planner_desktop.thai.dates import format_moment, read_moment

if TYPE_CHECKING:
    from planner_desktop.draft.file.repair_report import RepairReport

PROGRAM = "program"  # the setting that tells the newest version of the program that wrote the draft
MOST_FORMATS_AHEAD = 1000  # a format beyond is no newer program's but damage


@dataclass
class Opened:
    """An open draft: its database and form pack, and in what way it is open."""

    database: Database
    pack: FormPack
    lock: Lock | None = None
    """Ours, if it may be written."""
    share: Share | None = None
    """The network share it came from, if it is worked on as a copy."""
    reason: str = ""
    """Why it can only be read, in the user's words, where that was not asked for."""
    holder: Holder | None = None
    """Who has it open, if somebody else has."""
    damage: RepairReport | None = None
    """What was lost, if it is damaged."""
    older: Path | None = None
    """Where the copy is that was kept before it was migrated."""
    said: list[str] = field(default_factory=list)
    """What else the user should know of this opening."""

    def close(self) -> None:
        """Close the file and let go of it. Raises DraftError where a share's file could not be written back."""
        self.database.close()
        if self.share:
            self.share.close()
        elif self.lock:
            self.lock.release()


def open_draft(path: Path, *, read_only: bool = False) -> Opened:
    """Open a draft. Raises NotADraftError, NewerDraftError, FormPackError or DraftError; the file is then unchanged."""
    try:
        is_there, kind = within(ANSWER, lambda: (path.is_file(), drive.kind(path)))
        if is_there and kind is DriveKind.NETWORK:
            return within(2 * WHOLE, lambda: _open_file(path, read_only), _put_away)
    except OSError as error:
        raise _away(path, error) from error
    if not is_there:
        raise _away(path, None)
    return _open_file(path, read_only)


def open_as(path: Path, pack: FormPack) -> Opened:
    """Open for reading a draft from anyone that holds a plan of this form pack: nothing that it brings along is run.

    Raises NotADraftError, NewerDraftError, FormPackError where its form pack is another, or DraftError.
    """
    try:
        _check_header(path)
        if beside := journals.foreign(path):
            raise DraftError(beside)
        with damage_told(path), closed_on_error(_settled(path, pack)) as database:
            return Opened(database, checked(database, path, pack))
    except Damaged as damage:
        told = damage.foreign.message if damage.foreign else _("{path} is damaged").format(path=path)
        raise DraftError(told) from damage
    except OSError as error:
        raise cannot_be_read(path, error) from error


def _put_away(opened: Opened) -> None:
    with suppress(DraftError):  # what the share did not get is kept here for the next opening
        opened.close()


def _away(path: Path, error: OSError | None) -> DraftError:
    """What the user is told of a file that is not there, or whose drive is not; and where their last work on it is."""
    said = _("There is no file {path}").format(path=path)
    if long := file_names.too_long(path):
        said = _("{path} cannot be read: {problem}").format(path=path, problem=long)
    elif error is not None:
        said = _("{path} cannot be read: {problem}").format(path=path, problem=whole_file.told(error))
    copy = working_folder(path.absolute()) / path.name
    if copy.is_file():
        return DraftError(
            said,
            _("What the share did not have yet is on this PC: {path}. You can open and go on in it.").format(path=copy),
        )
    return DraftError(said, _("Look for it with the file chooser, and whether its drive is connected."))


def _open_file(path: Path, read_only: bool) -> Opened:
    try:
        try:
            return _open(path, read_only)
        except Damaged as damage:
            from planner_desktop.draft.file import repair

            database, report = repair.salvage(path, damage.foreign)
            reason = damage.foreign.message if damage.foreign else damage.reason or _("The file is damaged")
            return Opened(database, report.pack, reason=reason, damage=report)
    except OSError as error:
        raise cannot_be_read(path, error) from error


def _open(path: Path, read_only: bool) -> Opened:
    _check_header(path)
    if beside := journals.foreign(path):
        damage = Damaged(beside)
        damage.reason = beside
        raise damage
    if read_only:
        return _read(path)
    if not os.access(path, os.W_OK) or not os.access(path.parent, os.W_OK):
        return _read(path, _("The file or its folder cannot be written to"))
    return _write(path)


def _check_header(path: Path) -> None:
    """Look at the first 100 bytes only: a file that is not ours is never opened for writing.

    Raises NotADraftError, NewerDraftError; Damaged where the file may be ours all the same.
    """
    with path.open("rb") as content:
        header = content.read(100)
    if not (header.startswith(b"SQLite format 3\x00") and header[68:72] == file.APPLICATION_ID.to_bytes(4, "big")):
        from planner_desktop.draft.file import repair

        if path.suffix.lower() in (file.SUFFIX, file.PART_SUFFIX) and repair.has_rows(path):
            raise Damaged
        raise NotADraftError(
            _("{path} is not a draft of this program").format(path=path),
            _("Choose a file that ends in {suffix}; this one was not changed.").format(suffix=file.SUFFIX),
        )
    version = int.from_bytes(header[60:64], "big")
    if version > file.FORMAT:
        if version > file.FORMAT + MOST_FORMATS_AHEAD:
            raise Damaged
        raise NewerDraftError(
            _("{path} was written by a newer version of the program (format {version})").format(
                path=path, version=version
            ),
            _("Install version {program} or a newer one to open it; the file was not changed.").format(
                program=_program(path)
            ),
        )


def _program(path: Path) -> str:
    """The version of the program that wrote a draft; an ellipsis where it cannot be read."""
    with suppress(sqlite3.Error, DraftError, OSError):
        if journals.foreign(path) or journals.is_logged(path):
            return "…"
        with closing(file.connect(path, read_only=True)) as database:
            row = database.execute("SELECT value FROM setting WHERE name = ?", [PROGRAM]).fetchone()
            return str(row[0]) if row else "…"
    return "…"


def _write(path: Path) -> Opened:
    """Open for writing, if nobody else has it; a share's draft as a copy on this PC."""
    try:
        taken = Share.take(path) if drive.kind(path) is DriveKind.NETWORK else lock.take(path)
    except DraftError as error:
        return _read(path, error.message)
    if isinstance(taken, Holder):
        return _held(path, taken)
    share, held = (taken, taken.here) if isinstance(taken, Share) else (None, taken)
    place = share.copy if share else path
    try:
        with damage_told(place):
            journals.mark_as_plain(place)
            with closed_on_error(file.connect(place)) as database:
                older = None
                if file.version(database) < file.FORMAT:
                    check_pages(database)
                    from planner_desktop.draft.file import migrations

                    older = migrations.keep_older(database, path)
                    migrations.migrate(database, stored_pack(database, path))
                pack = checked(database, path)
    except BaseException:
        share.release() if share else held.release()
        raise
    return Opened(database, pack, held, share, older=older, said=share.said if share else [])


def _held(path: Path, holder: Holder) -> Opened:
    since = holder.since
    who = _("{user} on {pc}").format(user=holder.user, pc=holder.pc) if holder.pc else _("Somebody")
    opened = _read(path, _("{who} has the draft open since {since}").format(who=who, since=local_time(since)))
    opened.holder = holder
    return opened


def local_time(moment: str) -> str:
    """A moment (ISO 8601) by this PC's clock, to the minute."""
    at = read_moment(moment)
    return moment if at is None else format_moment(at)


def _read(path: Path, reason: str = "") -> Opened:
    """Open for reading; as a copy in memory where the file itself does not do."""
    with damage_told(path), closed_on_error(_settled(path)) as database:
        return Opened(database, checked(database, path), reason=reason)


def _settled(path: Path, pack: FormPack | None = None) -> Database:
    """The draft for reading: the file, or a copy in memory of one that is older, on a share, or was cut short."""
    if drive.kind(path) is not DriveKind.NETWORK and not journals.is_logged(path):
        try:
            with closed_on_error(file.connect(path, read_only=True)) as database:
                if file.version(database) == file.FORMAT:
                    return database
            database.close()
        except sqlite3.OperationalError as error:
            if getattr(error, "sqlite_errorcode", 0) & 0xFF not in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN):
                raise
    with leftovers.temporary_folder() as temporary:
        copy = temporary / "copy"
        shutil.copyfile(path, copy)
        journals.copy(path, copy)
        journals.mark_as_plain(copy)
        with closing(file.connect(copy)) as settled:
            if file.version(settled) < file.FORMAT:
                from planner_desktop.draft.file import migrations

                check_pages(settled)
                migrations.migrate(settled, stored_pack(settled, path, pack))
            with closed_on_error(file.connect(None)) as database:
                settled.conn.backup(database.conn)
    return database


def foreign(path: Path) -> ForeignSchemaError | None:
    """What stands in a file that this program does not make; None where nothing does or it cannot be told."""
    try:
        if journals.foreign(path):
            return None
        with damage_told(path), closing(_settled(path)) as database:
            schema.compare(database, stored_pack(database, path), file.in_memory)
    except Damaged as damage:
        return damage.foreign
    except (PlannerError, OSError):
        return None
    return None
