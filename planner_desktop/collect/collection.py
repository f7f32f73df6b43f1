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
from datetime import UTC, datetime
from pathlib import Path
from threading import RLock
from typing import Any

from planner_desktop import leftovers, stopping, whole_file
from planner_desktop.bundle.taken import Taken
from planner_desktop.bundle.unpacking import unpack
from planner_desktop.closing import closed_on_error
from planner_desktop.collect import board, loading, tables
from planner_desktop.collect.board import OnBoard
from planner_desktop.collect.decisions import Decision, Decisions, What
from planner_desktop.draft.file import lock
from planner_desktop.errors import CollectionError, CollectionHeldError, DraftError
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
    """An open collection. One program at a time may add to it; another is told who does, and may read it.

    Its threads take turns: what is asked or decided goes on beside a bundle that is being looked at.
    """

    def __init__(
        self,
        path: Path,
        pack: FormPack,
        connection: guard.Connection,
        decisions: Decisions,
        held: lock.Lock | None,
        only_reads: str = "",
    ) -> None:
        """`only_reads` says why nothing can be added; then there is no lock."""
        self.path = path
        self.pack = pack
        self.connection = connection
        self.decisions = decisions
        self.only_reads = only_reads
        self._lock = held
        self._turn = RLock()

    @property
    def year(self) -> int:
        """The fiscal year whose plans are collected, of the Buddhist era."""
        return self.pack.edition.year

    def close(self) -> None:
        """Let go of the file."""
        with self._turn:
            self.connection.close()
            if self._lock is not None:
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
        with self._turn:
            cursor = self.connection.execute(sql, dict(values or {}))
            names = [column[0] for column in cursor.description]
            return [dict(zip(names, row, strict=True)) for row in cursor]

    def board(self) -> list[OnBoard]:
        """Every agency with where its plan of the year stands."""
        with self._turn:
            return list(board.board(self.connection, self.year))

    def asked(self, sql: str, where: str, around: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
        """The rows of a query of the edition, which sees the latest plans of the year, and can only read.

        `around` are values that it may use besides those of the edition.
        """
        with self._turn:
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

    def decide(
        self,
        what: What,
        receipt: str,
        by: str,
        now: datetime | None,
        says: Mapping[str, Any],
        taken: Taken | None = None,
    ) -> Decision:
        """Write a decision down, and have the tables follow. A receipt that has no number yet gets the next.

        `taken`: what is taken of the bundle that was just received. Raises CollectionError; then nothing was decided,
        or the tables follow when the next is decided or the collection is opened again.
        """
        with self._turn, stopping.when(stopping.never):
            self.refuse_if_only_read()
            at = (now or datetime.now(UTC)).astimezone(UTC).isoformat(timespec="seconds")
            try:
                decision = self.decisions.add(what, receipt or self._number(), by, at, **says)
                self._follow_all(decision, taken)
            except OSError as error:
                raise CollectionError(*whole_file.cannot_be_written(self.decisions.path, error)) from error
        return decision

    def refuse_if_only_read(self) -> None:
        """Raises CollectionError where nothing can be added: another has it, or took it over while this PC slept."""
        if self._lock is None or not self._lock.is_ours():
            raise CollectionError(
                self.only_reads or _("{path} was taken over by another program").format(path=self.path),
                _("Close it here and open it again."),
            )

    def _number(self) -> str:
        """The next receipt's number: year and running number, which no other ever gets."""
        before = sum(decision.what == "received" for decision in self.decisions.all)
        return f"{self.year}-{before + 1:04d}"

    def _follow_all(self, last: Decision, taken: Taken | None) -> None:
        """Have the tables follow what they do not tell yet: the last decision, and what a full disk left before it."""
        for decision in self._untold():
            self.follow(decision, taken if decision is last else None)

    def _untold(self) -> list[Decision]:
        done = int(self.rows("SELECT value FROM about WHERE name = 'decisions'")[0]["value"])
        return self.decisions.all[done:]

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
            return loading.take(unpack(file, folder) / "data", self.pack)

    def _tell(self, name: str, value: str) -> None:
        self.connection.execute("INSERT OR REPLACE INTO about VALUES (?, ?)", (name, value))

    def catch_up(self, progress: Progress = lambda share: None) -> int:
        """Follow the decisions that the tables do not tell yet; how many there were."""
        left = self._untold()
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
        raise CollectionHeldError(
            _("{path} is open: {user} on {pc}").format(path=path, user=held.user or "–", pc=held.pc or "–"),
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


def open_to_read(path: Path, progress: Progress = lambda share: None) -> Collection:
    """Open a collection; where another has it, or its folder cannot be written to, as it is now and only for reading.

    Raises CollectionError, FormPackError.
    """
    try:
        return open_collection(path, progress)
    except (CollectionHeldError, DraftError) as error:  # DraftError: no lock can be made
        path, about = path.absolute(), _about(path.absolute())
        if about is None:
            raise
        pack = read(edition_folder(about["edition"]))
        if about != about | _stamps(pack):
            raise CollectionError(
                _("{path} was made by another version of the program or of the edition").format(path=path),
                _("Who may write to it opens it first."),
            ) from error
        decisions = Decisions(folder_of(path) / DECISIONS)
        return Collection(path, pack, _connected(path, pack, "?mode=ro"), decisions, None, error.message)


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


def _connected(path: Path, pack: FormPack, mode: str = "") -> guard.Connection:
    with closed_on_error(guard.connect(path.as_uri() + mode)) as connection:
        queries.add_functions(connection)
        queries.add_label(connection, pack.records)
        queries.add_listed(connection, pack.catalogues)
        connection.execute("PRAGMA synchronous = NORMAL")  # what a power cut takes is made anew
        with connection.building():
            for name, sql in tables.shown(pack, pack.edition.year):
                connection.execute(f"CREATE TEMP VIEW {name} AS {sql}")
    return connection
