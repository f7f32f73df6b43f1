"""A collection: one SQLite file of what all agencies sent, which can be made anew at any time from what lies beside it.

    แผน 2568.bmacollect            the tables, for this program and any other that reads SQLite
    แผน 2568.received/decisions.jsonl  what was decided, in order
    แผน 2568.received/SHA256.zip       each bundle as it came

The folder is the truth. A decision is on the disk before the tables follow it, in one transaction; where a program died
between the two, or the edition is another by now, the tables are brought up to date when the collection is opened.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import RLock
from typing import Any

from planner_desktop import stopping, whole_file
from planner_desktop.bundle.taken import Taken
from planner_desktop.collect import board, loading
from planner_desktop.collect.board import OnBoard
from planner_desktop.collect.building import telling_of_tables
from planner_desktop.collect.decisions import Decision, Decisions, What
from planner_desktop.collect.places import folder_of
from planner_desktop.collect.reading_ahead import ahead
from planner_desktop.collect.receipts import Receipts
from planner_desktop.collect.verified import Verified
from planner_desktop.draft.file import lock
from planner_desktop.errors import CollectionError, ServerAwayError
from planner_desktop.formpack import FormPack, guard, queries
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
        self.server = ""
        """Where it is kept besides here, as people are told it."""
        self.apart: CollectionError | None = None
        """Why it does not follow the server on which it is kept, if there is one; what is here can be read."""
        self._lock = held
        self._turn = RLock()
        self._deciding = self._closed = False
        self._verified = Verified(pack)
        self.receipts = Receipts(decisions)

    @property
    def year(self) -> int:
        """The fiscal year whose plans are collected, of the Buddhist era."""
        return self.pack.edition.year

    def close(self) -> None:
        """Let go of the file."""
        self.decisions.close()
        with self._turn:
            self._closed = True
            self._verified.close()
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
        """One transaction. Raises CollectionError where another program keeps the tables from being written."""
        with telling_of_tables(self.path):
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self.connection.execute("COMMIT")
            except BaseException:
                if self.connection.in_transaction:  # a full disk has ended it already
                    self.connection.execute("ROLLBACK")
                raise

    @contextmanager
    def deciding(self, bundle: Path | None = None) -> Iterator[None]:
        """While it lasts nobody else decides, and the tables tell all that others decided; for one decision.

        `bundle`: what is about to be received. Raises CollectionError.
        """
        with self._turn, stopping.when(stopping.never):
            if self._deciding:
                yield
                return
            self.refuse_if_only_read()
            self._deciding = True
            try:
                self.refresh()
                with self._telling_of_the_disk(), self.decisions.turn(bundle):
                    self.catch_up()
                    yield
            except ServerAwayError as error:
                self.apart = error
                raise
            finally:
                self._deciding = False

    @contextmanager
    def _telling_of_the_disk(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise CollectionError(*whole_file.cannot_be_written(self.decisions.path, error)) from error

    def refresh(self, progress: Progress = lambda share: None) -> int:
        """Fetch and follow what others decided; how many decisions there were. Raises CollectionError."""
        self.fetch(progress)
        try:
            with self._turn:
                return 0 if self._closed else self.catch_up(progress)
        except CollectionError as error:
            self.apart = error
            raise

    def fetch(self, progress: Progress = lambda share: None) -> None:
        """Have the folder hold what others decided, which the tables follow later. Raises CollectionError."""
        try:
            with self._telling_of_the_disk():
                self.decisions.fetch(progress)
        except CollectionError as error:
            self.apart = error
            raise
        self.apart = None

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
        with self.deciding():
            at = (now or datetime.now(UTC)).astimezone(UTC).isoformat(timespec="seconds")
            decision = self.decisions.add(what, receipt or self._number(), by, at, **says)
            self._follow_all(decision, taken)
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
        return f"{self.year}-{self.receipts.count() + 1:04d}"

    def _follow_all(self, last: Decision, taken: Taken | None) -> None:
        """Have the tables follow what they do not tell yet: the last decision, and what a full disk left before it."""
        for decision in self._untold():
            self.follow(decision, taken if decision is last else None)

    def _untold(self) -> list[Decision]:
        done = int(self.rows("SELECT value FROM about WHERE name = 'decisions'")[0]["value"])
        return self.decisions.all[done:]

    def follow(self, decision: Decision, taken: Taken | None = None) -> None:
        """Have the tables say what was decided. `taken`: what is taken of the bundle that was just received."""
        if _has_plan(decision) and taken is None:
            taken = self._taken(decision)
        with self.saving():
            if decision.what == "received":
                board.received(self.connection, decision)
                if taken is not None:
                    loading.put(self.connection, decision.n, taken)
            else:
                board.decided(self.connection, decision)
            self._tell("decisions", str(decision.n))

    def _taken(self, decision: Decision) -> Taken:
        """What is taken of a bundle that was received before. Raises CollectionError where it is not there."""
        file, says = self._kept(decision)
        try:
            return self._verified.take(file, says)
        except CollectionError:
            if not self.decisions.bring(says["sha256"]):
                raise
            return self._verified.take(file, says)

    def _kept(self, decision: Decision) -> tuple[Path, dict[str, Any]]:
        """The bundle of a receipt, and what that says."""
        return self.bundle_file(decision.says["sha256"]), decision.says | {"receipt": decision.receipt}

    def mark(self, path: Path, edition: str, taken: Taken) -> str:
        """What the receipt of a bundle of an edition gets, so that it is not verified again to be read (`verified`)."""
        with self._turn, stopping.when(stopping.never):
            return self._verified.mark(path, edition, taken)

    def _tell(self, name: str, value: str) -> None:
        self.connection.execute("INSERT OR REPLACE INTO about VALUES (?, ?)", (name, value))

    def catch_up(self, progress: Progress = lambda share: None) -> int:
        """Follow the decisions that the tables do not tell yet; how many there were."""
        left = self._untold()
        with ahead(self._verified, [self._kept(decision) for decision in left if _has_plan(decision)]) as read:
            for n, decision in enumerate(left):
                self.follow(decision, next(read) if _has_plan(decision) else None)
                progress((n + 1) / len(left))
        return len(left)


def _has_plan(decision: Decision) -> bool:
    """Whether it is the receipt of a bundle of which something is taken."""
    return decision.what == "received" and decision.says["verdict"] != "refused"
