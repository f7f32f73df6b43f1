"""Copies of a draft in the user's own folder, where a lost stick or a share that is away does not reach.

A copy is made page by page beside the officer's work, checked, and only then given its name: a bad one never takes the
place of a good one. One is due after every `EVERY` of work, and when the draft is closed. Of each file the newest
`NEWEST` copies are kept, before them the last of each hour for `HOURLY` hours and of each day for `DAILY` days on which
the draft changed: two hours of work, three working days hour by hour, and the three months in which a plan is
written. Plans are small (1 to 5 MB), so that is the common end; where attachments make them large, `MAX_BYTES` for each
draft is, the oldest going first. The newest is always kept.
"""

import hashlib
import json
import re
import sqlite3
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from planner_desktop import whole_file
from planner_desktop.app_paths import user_data
from planner_desktop.draft.draft import Draft
from planner_desktop.draft.file import file
from planner_desktop.draft.file.database import address
from planner_desktop.draft.file.identity import draft_id
from planner_desktop.errors import DraftError, PlannerError
from planner_desktop.frozen import Frozen
from planner_desktop.i18n import _
from planner_desktop.regex import regex

EVERY = timedelta(minutes=10)
NEWEST = 12
HOURLY = 24
DAILY = 60
MAX_BYTES = 500_000_000

_NAME = regex(r"(?P<at>\d{8}T\d{6}Z)-(?P<source>[0-9a-f]{8})(-\d+)?\.bmaplan")
_STAMP = "%Y%m%dT%H%M%SZ"
_SOURCES = "sources.json"


class Backup(Frozen):
    """A copy: when it was made (UTC), of which file (copies of a draft share its id), and its size in bytes."""

    path: Path
    at: datetime
    source: Path
    size: int


class Backups:
    """The backups of the draft with this key, of all its files. What it does may be done off the Qt thread.

    `source` is the file that `make` copies, `database` where that is worked on, if not in itself (one on a share).
    """

    def __init__(self, key: str, source: Path, database: Path | None = None) -> None:
        self.folder = folder() / key
        self.source = source
        self.database = database or source

    @classmethod
    def of(cls, draft: Draft) -> "Backups | None":
        """The backups of an open draft; None where it is no file, or has no id and is only for reading."""
        key, database = draft_id(draft), draft.database.execute("PRAGMA database_list").fetchone()[2]
        if draft.path is None or not database or not re.fullmatch(r"[0-9a-f]{32}", key):
            return None
        return cls(key, draft.path, Path(database))

    def listing(self) -> list[Backup]:
        """What backups there are, newest first."""
        return _listing(self.folder)

    def _of_source(self) -> list[Backup]:
        return [backup for backup in self.listing() if backup.source == self.source]

    # ------------------------------------------------------------ making

    def due(self, now: datetime) -> bool:
        """Whether the file changed since its last backup, and that is `EVERY` ago or there is none."""
        last = next(iter(self._of_source()), None)
        if last is None:
            return True
        if timedelta() <= now - last.at < EVERY:
            return False
        return self.changed()

    def changed(self) -> bool:
        """Whether the file is another than its last backup, or there is none."""
        last = next(iter(self._of_source()), None)
        if last is None:
            return True
        try:
            return _state(self.database) != _state(last.path)
        except (sqlite3.Error, DraftError):
            return True  # `make` tells what is wrong

    def changes_in_none(self, draft: Draft) -> int:
        """How many changes of the open draft are in no backup of its file yet: done since, or undone or redone."""
        last = next(iter(self._of_source()), None)
        standing = "SELECT id, undone = 0 FROM action"
        now = dict(draft.database.execute(standing).fetchall())
        then: dict[int, int] = {}
        with suppress(sqlite3.Error, DraftError):  # of one that cannot be read nothing counts
            if last is not None:
                with closing(file.connect(last.path, read_only=True)) as backup:
                    then = dict(backup.execute(standing).fetchall())
        return sum(then.get(action, 0) != stands for action, stands in now.items())

    def make(self, now: datetime) -> Backup:
        """Copy the file as it is on the disk now, check the copy, and thin out the older ones.

        Raises DraftError if it cannot be written, or the file is damaged; then all backups stay as they were.
        """
        target = self._free_name(now)
        try:
            whole_file.own_folder(self.folder)
            self._note()
            with whole_file.making(target, new=True, private=True) as part:
                _copy(self.database, part)
                problem = _problem(part)
                if problem:
                    raise DraftError(
                        _("{path} is damaged, no backup was made of it: {problem}").format(
                            path=self.source, problem=problem
                        ),
                        _("Your earlier backups are kept. Open the newest of them, or repair the file into a new one."),
                    )
        except (OSError, sqlite3.Error) as error:
            raise DraftError(
                _("No backup could be made of {path}: {problem}").format(
                    path=self.source, problem=whole_file.told(error)
                ),
                _("Your work is saved all the same. Make space on this PC's own drive, or close what holds the file."),
            ) from error
        self.thin_out()
        return Backup(target, now.astimezone(UTC).replace(microsecond=0), self.source, target.stat().st_size)

    def keep(self, draft: Draft) -> None:
        """Keep what an open draft holds whose file is gone. Raises DraftError."""
        try:
            whole_file.own_folder(self.folder)
            self._note()
        except OSError as error:
            raise file.cannot_be_created(self.folder, error) from error
        draft.save_as(self._free_name(datetime.now(UTC)))

    def _free_name(self, now: datetime) -> Path:
        stem, number = f"{now.astimezone(UTC).strftime(_STAMP)}-{_short(self.source)}", 1
        name = stem
        while (self.folder / f"{name}{file.SUFFIX}").exists():
            number += 1
            name = f"{stem}-{number}"
        return self.folder / f"{name}{file.SUFFIX}"

    def _note(self) -> None:
        """Keep which file a short name means, so that the list can tell."""
        sources, name = _sources(self.folder), _short(self.source)
        if sources.get(name) != str(self.source):
            text = json.dumps(sources | {name: str(self.source)}, ensure_ascii=False, indent=1)
            whole_file.write(self.folder / _SOURCES, text.encode(errors="surrogateescape"), private=True)

    def thin_out(self) -> None:
        """Remove of this file's backups what is beyond the numbers, then of the draft's the oldest beyond the size."""
        of_source = self._of_source()
        gone = set(of_source) - set(_kept(of_source))
        kept = [backup for backup in self.listing() if backup not in gone]
        while len(kept) > 1 and sum(backup.size for backup in kept) > MAX_BYTES:
            gone.add(kept.pop())
        for backup in gone:
            with suppress(OSError):  # open in another program: the next time will do
                whole_file.remove(backup.path)


def _kept(newest_first: list[Backup]) -> list[Backup]:
    hours: dict[object, Backup] = {}
    days: dict[object, Backup] = {}
    for backup in newest_first:
        hours.setdefault(backup.at.replace(minute=0, second=0), backup)
        days.setdefault(backup.at.astimezone().date(), backup)
    return [*newest_first[:NEWEST], *list(hours.values())[:HOURLY], *list(days.values())[:DAILY]]


# ---------------------------------------------------------------- using


def folder() -> Path:
    """Where the backups of all drafts are."""
    return user_data() / "backups"


def all_backups() -> list[Backup]:
    """The backups of every draft, newest first: for the officer whose file is gone."""
    return sorted((b for place in folder().glob("*/") for b in _listing(place)), key=lambda b: b.at, reverse=True)


def open_backup(backup: Backup) -> Draft:
    """A backup, read-only, to look at and compare with. Raises DraftError."""
    return Draft.open(backup.path, read_only=True)


def restore(backup: Backup, target: Path) -> None:
    """Write a backup as a new draft file, which does not exist yet. Raises DraftError."""
    with open_backup(backup) as draft:
        if draft.opened.damage:
            raise DraftError(
                _("{path} is damaged").format(path=backup.path), _("Open it and repair it into a new file first.")
            )
        draft.save_as(target)


def _listing(place: Path) -> list[Backup]:
    sources, found = _sources(place), list[Backup]()
    for path in place.glob(f"*{file.SUFFIX}"):
        if name := _NAME.fullmatch(path.name):
            at = datetime.strptime(name["at"], _STAMP).replace(tzinfo=UTC)
            with suppress(OSError):  # thinned out by another window meanwhile
                found.append(Backup(path, at, Path(sources.get(name["source"], path.name)), path.stat().st_size))
    return sorted(found, key=lambda backup: (backup.at, backup.path.name), reverse=True)


def _sources(place: Path) -> dict[str, str]:
    try:
        return dict(json.loads((place / _SOURCES).read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return {}  # only what the copies are called


# ---------------------------------------------------------------- one file


def _short(source: Path) -> str:
    return hashlib.sha256(str(source).encode("utf-8", "surrogateescape")).hexdigest()[:8]


def _copy(source: Path, target: Path) -> None:
    """A copy of the file's last commit. The officer's edits go on between two steps; then it begins again by itself."""
    name, copy = address(source, read_only=True), address(target)
    with (
        closing(sqlite3.connect(name, uri=True, timeout=10)) as reading,
        closing(sqlite3.connect(copy, uri=True)) as writing,
    ):
        reading.backup(writing, pages=1000, sleep=0.01)


def _problem(path: Path) -> str:
    """What is wrong in a file: its pages, its links, or a row that is not as it was written. Empty if nothing."""
    try:
        with Draft.open(path, read_only=True) as copy:
            if copy.opened.reason:
                return copy.opened.reason
            (found,) = copy.database.execute("PRAGMA quick_check(1)").fetchone()
            if found != "ok":
                return str(found)
            return _("a link leads nowhere") if copy.database.execute("PRAGMA foreign_key_check").fetchone() else ""
    except sqlite3.DatabaseError as error:
        return str(error)
    except PlannerError as error:
        return error.message


def _state(path: Path) -> tuple[object, ...]:
    """What is another after every change of the plan, and after nothing else."""
    with closing(file.connect(path, read_only=True)) as connection:
        actions = "SELECT count(*), max(id), max(at), total(undone) FROM action"
        attached = "SELECT count(*), total(length(name)) FROM attachment"
        return (*connection.execute(actions).fetchone(), *connection.execute(attached).fetchone())
