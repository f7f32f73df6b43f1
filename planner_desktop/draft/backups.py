"""Copies of a draft in the user's own folder, where a lost stick or a share that is away does not reach.

A copy is made page by page beside the officer's work, checked, and only then given its name: a bad one never takes the
place of a good one. Of each file the newest `HOURLY` copies are kept, and of the days before them the last of each, for
`DAILY` days on which the draft changed: three working days hour by hour, and the three months in which a plan is
written. Plans are small (1 to 5 MB), so that is the common end; where attachments make them large, `MAX_BYTES` for each
draft is, the oldest going first. The newest is always kept.
"""

import hashlib
import json
import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from planner_desktop.draft import file
from planner_desktop.draft.draft import Draft
from planner_desktop.draft.identity import draft_id
from planner_desktop.errors import DraftError
from planner_desktop.i18n import _
from planner_desktop.places import user_data

EVERY = timedelta(hours=1)
HOURLY = 24
DAILY = 60
MAX_BYTES = 500_000_000

_NAME = re.compile(r"(?P<at>\d{8}T\d{6}Z)-(?P<source>[0-9a-f]{8})(-\d+)?\.bmaplan")
_STAMP = "%Y%m%dT%H%M%SZ"
_SOURCES = "sources.json"


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy: when it was made (UTC), of which file (copies of a draft share its id), and its size in bytes."""

    path: Path
    at: datetime
    source: Path
    size: int


class Backups:
    """The backups of the draft with this key, of all its files. `make` and what it calls need no Qt thread."""

    def __init__(self, key: str) -> None:
        self.folder = folder() / key

    @classmethod
    def of(cls, draft: Draft) -> "Backups | None":
        """The backups of an open draft; None where it has no id and cannot be given one (only for reading)."""
        key = draft_id(draft)
        return cls(key) if re.fullmatch(r"[0-9a-f]{32}", key) else None

    def listing(self, source: Path | None = None) -> list[Backup]:
        """What backups there are, newest first; only those of one file if `source` is given."""
        found = [backup for backup in self._all() if source in (None, backup.source)]
        return sorted(found, key=lambda backup: (backup.at, backup.path.name), reverse=True)

    def _all(self) -> Iterator[Backup]:
        sources = self._sources()
        for path in self.folder.glob(f"*{file.SUFFIX}"):
            if name := _NAME.fullmatch(path.name):
                at = datetime.strptime(name["at"], _STAMP).replace(tzinfo=UTC)
                with suppress(OSError):  # thinned out by another window meanwhile
                    yield Backup(path, at, Path(sources.get(name["source"], path.name)), path.stat().st_size)

    # ------------------------------------------------------------ making

    def due(self, source: Path, now: datetime, database: Path | None = None) -> bool:
        """Whether the file changed since its last backup, and that is `EVERY` ago or there is none.

        `database` is where the draft is worked on, if not in the file itself (a copy of one on a share).
        """
        last = next(iter(self.listing(source)), None)
        if last is None:
            return True
        if timedelta() <= now - last.at < EVERY:
            return False
        try:
            return _state(database or source) != _state(last.path)
        except sqlite3.Error:
            return True  # `make` tells what is wrong

    def make(self, source: Path, now: datetime, database: Path | None = None) -> Backup:
        """Copy the file as it is on the disk now, check the copy, and thin out the older ones.

        Raises DraftError if it cannot be written, or the file is damaged; then all backups stay as they were.
        """
        target = self._free_name(source, now)
        part = target.with_name(target.name + ".part")
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._note(source)
            part.unlink(missing_ok=True)
            _copy(database or source, part)
            problem = _problem(part)
            if problem:
                raise DraftError(
                    _("{path} is damaged, no backup was made of it: {problem}").format(path=source, problem=problem),
                    _("Your earlier backups are kept. Open the newest of them, or repair the file into a new one."),
                )
            with part.open("rb+") as copy:
                os.fsync(copy.fileno())
            os.replace(part, target)
        except (OSError, sqlite3.Error) as error:
            raise DraftError(
                _("No backup could be made of {path}: {problem}").format(path=source, problem=error),
                _("Your work is saved all the same. Make space on this PC's own drive, or close what holds the file."),
            ) from error
        finally:
            with suppress(OSError):
                part.unlink(missing_ok=True)
        self.thin_out()
        return Backup(target, now.astimezone(UTC).replace(microsecond=0), source, target.stat().st_size)

    def _free_name(self, source: Path, now: datetime) -> Path:
        stem, number = f"{now.astimezone(UTC).strftime(_STAMP)}-{_short(source)}", 1
        name = stem
        while (self.folder / f"{name}{file.SUFFIX}").exists():
            number += 1
            name = f"{stem}-{number}"
        return self.folder / f"{name}{file.SUFFIX}"

    def _sources(self) -> dict[str, str]:
        try:
            return dict(json.loads((self.folder / _SOURCES).read_text("utf-8")))
        except (OSError, ValueError, TypeError):
            return {}  # only what the copies are called

    def _note(self, source: Path) -> None:
        """Keep which file a short name means, so that the list can tell."""
        sources = self._sources()
        if sources.get(_short(source)) != str(source):
            part = self.folder / f"{_SOURCES}.part"
            part.write_text(json.dumps(sources | {_short(source): str(source)}, ensure_ascii=False, indent=1), "utf-8")
            os.replace(part, self.folder / _SOURCES)

    def thin_out(self) -> None:
        """Remove what is beyond the numbers for each file, then the oldest until the size is right."""
        kept: list[Backup] = []
        for source in {backup.source for backup in self.listing()}:
            kept += self._kept(self.listing(source))
        kept.sort(key=lambda backup: (backup.at, backup.path.name))
        while len(kept) > 1 and sum(backup.size for backup in kept) > MAX_BYTES:
            kept.pop(0)
        for backup in self.listing():
            if backup not in kept:
                with suppress(OSError):  # open in another program: the next time will do
                    backup.path.unlink()

    def _kept(self, newest_first: list[Backup]) -> list[Backup]:
        days: dict[object, Backup] = {}
        for backup in newest_first:
            days.setdefault(backup.at.astimezone().date(), backup)
        latest = newest_first[:HOURLY]
        return latest + [backup for backup in list(days.values())[:DAILY] if backup not in latest]

    # ------------------------------------------------------------ using

    def open(self, backup: Backup) -> Draft:
        """A backup, read-only, to look at and compare with. Raises DraftError."""
        return Draft.open(backup.path, read_only=True)


def restore(backup: Backup, target: Path) -> None:
    """Write a backup as a new draft file, which does not exist yet. Raises DraftError."""
    with closing(file.connect(backup.path, read_only=True)) as database:
        file.write_copy(database, target)


def folder() -> Path:
    """Where the backups of all drafts are."""
    return user_data() / "backups"


def all_backups() -> list[Backup]:
    """The backups of every draft, newest first: for the officer whose file is gone."""
    found = [backup for place in folder().glob("*/") for backup in Backups(place.name).listing()]
    return sorted(found, key=lambda backup: backup.at, reverse=True)


# ---------------------------------------------------------------- one file


def _short(source: Path) -> str:
    return hashlib.sha256(str(source).encode("utf-8", "surrogateescape")).hexdigest()[:8]


@contextmanager
def _reading(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=10)) as connection:
        yield connection


def _copy(source: Path, target: Path) -> None:
    """A copy of the file's last commit. The officer's edits go on between two steps; then it begins again by itself."""
    with _reading(source) as reading, closing(sqlite3.connect(target)) as writing:
        reading.backup(writing, pages=1000, sleep=0.01)


def _problem(path: Path) -> str:
    """What SQLite finds wrong in a file; empty if nothing."""
    try:
        with _reading(path) as connection:
            (found,) = connection.execute("PRAGMA quick_check(1)").fetchone()
            broken = connection.execute("PRAGMA foreign_key_check").fetchone()
    except sqlite3.DatabaseError as error:
        return str(error)
    if found != "ok":
        return str(found)
    return _("a link leads nowhere") if broken else ""


def _state(path: Path) -> tuple[object, ...]:
    """What is another after every change of the plan, and after nothing else."""
    with _reading(path) as connection:
        actions = "SELECT count(*), max(id), max(at), total(undone) FROM action"
        attached = "SELECT count(*), total(length(name)) FROM attachment"
        return (*connection.execute(actions).fetchone(), *connection.execute(attached).fetchone())
