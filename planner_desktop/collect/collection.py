"""A collection: one SQLite file of what all agencies sent, which can be made anew at any time from what lies beside it.

    แผน 2568.bmacollect            the tables, for this program and any other that reads SQLite
    แผน 2568.received/decisions.jsonl  what was decided, in order
    แผน 2568.received/SHA256.zip       each bundle as it came

The folder is the truth. A decision is on the disk before the tables follow it, in one transaction; where a program died
between the two, or the edition is another by now, the tables are brought up to date when the collection is opened.
"""

import hashlib
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from planner_desktop import leftovers, whole_file
from planner_desktop.bundle.taken import Taken
from planner_desktop.bundle.unpacking import unpack
from planner_desktop.closing import closed_on_error
from planner_desktop.collect import board, loading, tables
from planner_desktop.collect.decisions import Decision, Decisions
from planner_desktop.draft.file import lock
from planner_desktop.errors import CollectionError
from planner_desktop.formpack import FormPack, guard, queries, read
from planner_desktop.formpack.cache import digest
from planner_desktop.formpack.editions import edition_folder
from planner_desktop.formpack.lint_collecting import AGENCIES, CATALOGUE, catalogues
from planner_desktop.i18n import _
from planner_desktop.stopping import Progress

SUFFIX = ".bmacollect"
RECEIVED = ".received"
DECISIONS = "decisions.jsonl"


class Collection:
    """An open collection. One program at a time has it; another is told who."""

    def __init__(
        self, path: Path, pack: FormPack, connection: guard.Connection, decisions: Decisions, held: lock.Lock
    ) -> None:
        self.path = path
        self.pack = pack
        self.connection = connection
        self.decisions = decisions
        self._lock = held

    @property
    def year(self) -> int:
        """The fiscal year whose plans are collected, of the Buddhist era."""
        return self.pack.edition.year

    def close(self) -> None:
        """Let go of the file."""
        self.connection.close()
        self._lock.release()

    def __enter__(self) -> "Collection":
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def bundle_file(self, sha256: str) -> Path:
        """Where a bundle that was received lies."""
        return folder_of(self.path) / f"{sha256}.zip"

    def rows(self, sql: str, values: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
        """The rows of one of the program's own queries."""
        cursor = self.connection.execute(sql, dict(values or {}))
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor]

    def asked(self, sql: str, where: str, around: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
        """The rows of a query of the edition, which sees the latest plans of the year, and can only read.

        `around` are values that it may use besides those of the edition.
        """
        names, rows = queries.run(self.connection, sql, self.pack.values() | dict(around or {}), where)
        return [dict(zip(names, row, strict=True)) for row in rows]

    @contextmanager
    def saving(self) -> Iterator[None]:
        """One transaction."""
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self.connection.execute("ROLLBACK")
            raise
        self.connection.execute("COMMIT")

    def follow(self, decision: Decision, taken: Taken | None = None) -> None:
        """Have the tables say what was decided. `taken`: what is taken of the bundle that was just received."""
        if decision.what == "received" and decision.says["verdict"] != "refused" and taken is None:
            taken = self._taken_again(decision)
        with self.saving():
            if decision.what == "received":
                board.received(self.connection, decision)
                if taken is not None:
                    loading.put(self.connection, decision.n, taken)
            else:
                board.decided(self.connection, decision)
            self._tell("decisions", str(decision.n))

    def _taken_again(self, decision: Decision) -> Taken:
        """What is taken of a bundle that was received before. Raises CollectionError where it is not there."""
        file, digest = self.bundle_file(decision.says["sha256"]), decision.says["sha256"]
        if not file.is_file() or sha256_of(file) != digest:
            raise CollectionError(
                _("{path} is missing or was changed: the bundle of receipt {receipt}").format(
                    path=file, receipt=decision.receipt
                ),
                _("Put it back from a backup, or ask {agency} for it.").format(agency=decision.says["agency"]),
            )
        with leftovers.temporary_folder() as folder:
            return loading.take(unpack(file, folder) / "data")

    def _tell(self, name: str, value: str) -> None:
        self.connection.execute("INSERT OR REPLACE INTO about VALUES (?, ?)", (name, value))

    def catch_up(self, progress: Progress = lambda share: None) -> int:
        """Follow the decisions that the tables do not tell yet; how many there were."""
        done = int(self.rows("SELECT value FROM about WHERE name = 'decisions'")[0]["value"])
        left = self.decisions.all[done:]
        for n, decision in enumerate(left):
            self.follow(decision)
            progress((n + 1) / len(left))
        return len(left)


# ---------------------------------------------------------------- files


def folder_of(path: Path) -> Path:
    """Where a collection's bundles and decisions lie."""
    return path.with_suffix(RECEIVED)


def sha256_of(path: Path) -> str:
    """The checksum of a file, in hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def make(path: Path, edition: str) -> Collection:
    """A new collection of the plans of an installed edition. Raises CollectionError, FormPackError."""
    path = path.absolute()
    if path.suffix != SUFFIX:
        raise CollectionError(
            _("{path}: a collection's name ends in {suffix}").format(path=path, suffix=SUFFIX),
            _("Write: {name}").format(name=path.with_suffix(SUFFIX).name),
        )
    if path.exists() or folder_of(path).exists():
        raise CollectionError(
            _("{path} exists already").format(path=path if path.exists() else folder_of(path)),
            _("Open it, or give another name."),
        )
    pack = read(edition_folder(edition))
    try:
        folder_of(path).mkdir()
        with whole_file.making(path, new=True) as part:
            _build(part, pack)
    except OSError as error:
        raise CollectionError(*whole_file.cannot_be_written(path, error)) from error
    return open_collection(path)


def open_collection(path: Path, progress: Progress = lambda share: None, *, anew: bool = False) -> Collection:
    """Open a collection; its tables are brought up to date first. Raises CollectionError, FormPackError.

    Tables that are missing, damaged or of another edition or program are made anew from what lies beside them, as they
    are where `anew` is wanted.
    """
    path = path.absolute()
    if not folder_of(path).is_dir():
        raise CollectionError(
            _("There is no collection {path}").format(path=path),
            _("Its file and the folder {name} belong together.").format(name=folder_of(path).name),
        )
    held = lock.take(path)
    if not isinstance(held, lock.Lock):
        raise CollectionError(
            _("{path} is open: {user} on {pc}").format(path=path, user=held.user, pc=held.pc),
            _("Wait until it is closed there."),
        )
    try:
        decisions = Decisions(folder_of(path) / DECISIONS)
        about = _about(path)
        pack = read(edition_folder(about["edition"] if about else _edition_of(path, decisions)))
        if anew or about is None or about != about | _stamps(pack):
            with whole_file.making(path) as part:
                _build(part, pack)
        connection = _connected(path, pack)
    except BaseException as error:
        held.release()
        if isinstance(error, OSError):
            raise CollectionError(*whole_file.cannot_be_written(path, error)) from error
        raise
    with closed_on_error(Collection(path, pack, connection, decisions, held)) as collection:
        collection.catch_up(progress)
    return collection


def _stamps(pack: FormPack) -> dict[str, str]:
    """What the tables must be of: this format and this form pack."""
    return {"format": str(tables.FORMAT), "edition": pack.edition.id, "form_pack": digest(pack.files, b"")}


def _about(path: Path) -> dict[str, str] | None:
    """What a collection's tables say of themselves; None where they are missing or cannot be read."""
    if not path.is_file():
        return None
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
            if connection.execute("PRAGMA application_id").fetchone() != (tables.APPLICATION_ID,):
                return None
            if connection.execute("PRAGMA quick_check").fetchone() != ("ok",):
                return None
            about = dict(connection.execute("SELECT name, value FROM about"))
    except sqlite3.Error:
        return None
    return about if {"edition", "decisions"} <= about.keys() else None


def _edition_of(path: Path, decisions: Decisions) -> str:
    """The edition of a collection whose tables are lost, as its first receipt tells it."""
    for decision in decisions.all:
        if edition := decision.says.get("collects"):
            return str(edition)
    raise CollectionError(
        _("{path} cannot be read, and nothing was received yet").format(path=path),
        _("Take the folder {name} away and make the collection anew.").format(name=folder_of(path).name),
    )


def _build(path: Path, pack: FormPack) -> None:
    """Empty tables of a collection, with the agencies of the edition."""
    with closing(guard.connect(path.as_uri())) as connection:
        with connection.building():
            connection.execute(f"PRAGMA application_id = {tables.APPLICATION_ID}")
            connection.execute("BEGIN")
            for statement in tables.statements(pack):
                connection.execute(statement)
        queries.add_functions(connection)
        connection.executemany(
            f"INSERT INTO agency ({', '.join(AGENCIES)}, key) VALUES ({', '.join('?' * len(AGENCIES))}, compared(?1))",
            [[row.get(name) or None for name in AGENCIES] for row in pack.catalogues[pack.edition.agencies]],
        )
        for table, columns in catalogues(pack).items():
            rows = pack.catalogues[table.removeprefix(CATALOGUE)]
            values = [[row.get(name) or None for name in columns] for row in rows]
            connection.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(columns))})", values)
        for name, value in (_stamps(pack) | {"decisions": "0"}).items():
            connection.execute("INSERT INTO about VALUES (?, ?)", (name, value))
        connection.execute("COMMIT")


def _connected(path: Path, pack: FormPack) -> guard.Connection:
    with closed_on_error(guard.connect(path.as_uri())) as connection:
        queries.add_functions(connection)
        queries.add_label(connection, pack.records)
        queries.add_listed(connection, pack.catalogues)
        connection.execute("PRAGMA synchronous = NORMAL")  # what a power cut takes is made anew
        with connection.building():
            for name, sql in tables.shown(pack, pack.edition.year):
                connection.execute(f"CREATE TEMP VIEW {name} AS {sql}")
    return connection
