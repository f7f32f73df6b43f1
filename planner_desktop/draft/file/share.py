"""A draft on a network share: worked on as a copy on this PC, written back whole every few seconds and when closed.

SQLite trusts the drive's locks and that a write is one when it says so; a share promises neither. So the share's file
is only ever read whole and replaced whole, and only while it is still the one that was taken. After a crash the copy
is found again; where both went on, both are kept.
"""

import errno
import hashlib
import json
import shutil
import socket
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path

from planner_desktop import whole_file
from planner_desktop.app_paths import user_data
from planner_desktop.draft.file import journals, lock
from planner_desktop.draft.file.database import address
from planner_desktop.draft.file.lock import Holder, Lock
from planner_desktop.draft.file.patience import ANSWER, WHOLE, DoesNotAnswerError, within
from planner_desktop.errors import DraftError
from planner_desktop.i18n import _
from planner_desktop.thai.dates import stamp

STATE = "state.json"
EVERY = 5.0  # seconds between two looks whether there is something to write back


class Share:
    """The share's file, the copy of it here, and what was last written back."""

    def __init__(self, path: Path, here: Lock, there: Lock) -> None:
        self.path = path
        self.here = here
        """The lock of the copy, which tells a dead session of this user from one that lives."""
        self.folder = here.path.parent
        self.copy = self.folder / path.name
        self.said: list[str] = []
        """What the user should know: what was recovered, what is kept twice."""
        self.problem: DraftError | None = None
        """Why the share does not hold the last edits, if it does not; they are safe on this PC."""
        self._there = there
        self._given_up = threading.Event()
        """Nobody waits for the share any more, and nothing may be written to it."""
        self._apart = False  # the share's file is no longer the one that was taken, and ours has another name
        self._recovered = False
        self._state: dict[str, str] = {}
        self._aside = b""
        """How often the copy had been changed when it was last put aside for sending, as SQLite counts it."""
        self._there_is: bytes | None = None
        """The same of what the share's file holds; None where that is not known."""
        self._turn = threading.Lock()
        self._done = threading.Event()
        # Writes as long as the draft is open, with no window too: no `Worker`, and the program does not wait for it.
        self._writing = threading.Thread(target=self._write_often, name="share", daemon=True)

    @classmethod
    def take(cls, path: Path) -> "Share | Holder":
        """Lock the share's file and have a copy of it here; or who has it. Raises DraftError and OSError."""
        path = within(ANSWER, path.resolve)
        folder = working_folder(path)
        whole_file.own_folder(folder)
        here = lock.take(folder / path.name)
        if isinstance(here, Holder):
            return here
        try:
            state = _state(folder)
            dead = state.get("token", "")
            there = within(ANSWER, lambda: lock.take(path, trusted=False, dead=dead), _put_away)
            if isinstance(there, Holder):
                here.release()
                return there
        except BaseException:
            here.release()
            raise
        share = cls(path, here, there)
        try:
            share._fetch(state)
        except BaseException:
            share.give_up()
            share.release()
            raise
        return share

    def _fetch(self, state: dict[str, str]) -> None:
        within(WHOLE, lambda: journals.take_back(self.path))
        there = within(WHOLE, lambda: digest(self.path))
        self._state = {"taken": there, "written": there, "token": self._there.holder.token}
        here = digest(self.copy) if self.copy.is_file() else ""
        if here and here not in (there, state.get("written")):
            if there in (state.get("taken"), state.get("going")):
                self._recovered = True
                self._remember()
                self.said.append(_("What the share did not have yet was recovered from this PC"))
                return
            kept = self._beside()
            within(WHOLE, lambda: self._put(self.copy, kept))
            self.said.append(
                _("The draft on the share was changed elsewhere; your version is kept as {path}").format(path=kept)
            )
        for journal in (self.copy, self.copy.with_name(f"{self.copy.name}-journal")):
            whole_file.remove(journal)
        within(WHOLE, lambda: self._put(self.path, self.copy))
        self._remember()

    def _put(self, source: Path, target: Path) -> None:
        """Copy durably, unless nobody waits for it any more."""
        copy_durably(source, target, self._refuse_if_given_up)

    def _refuse_if_given_up(self) -> None:
        if self._given_up.is_set():
            raise DoesNotAnswerError

    def _beside(self) -> Path:
        stem = f"{self.path.stem} ({socket.gethostname()} {stamp(datetime.now())})"
        return self.path.with_name(stem + self.path.suffix)

    def _remember(self) -> None:
        whole_file.write(self.folder / STATE, json.dumps(self._state).encode(), private=True)

    def start(self) -> None:
        """The copy as it is now counts as written; from now on write back what changes."""
        if not self._recovered:
            self._count_as_written()
        self._writing.start()

    @property
    def is_written(self) -> bool:
        """Whether the share's file holds all that was stored here; only the copy on this PC is looked at."""
        try:
            return self._there_is == _changes(self.copy)
        except OSError:
            return False

    def _count_as_written(self) -> None:
        self._state["written"] = self._settled()
        self._there_is = self._aside
        self._remember()

    @contextmanager
    def leaving(self) -> Iterator[None]:
        """What changes in the copy meanwhile is no reason to write a share to which nothing else was written."""
        if not self._turn.acquire(blocking=False):  # it is being written just now, perhaps for ever
            yield
            return
        try:
            untouched = "going" not in self._state and self._settled() == self._state["written"]
            yield
            if untouched:
                self._count_as_written()
        finally:
            self._turn.release()

    def _write_often(self) -> None:
        while not self._done.wait(EVERY):
            if self._turn.acquire(blocking=False):  # what was asked of the share before came to its end
                self._turn.release()
                try:
                    within(2 * ANSWER, self.write_back, given_up=self._done)
                except DraftError as error:
                    self.problem = error
                except DoesNotAnswerError as error:
                    self.problem = self._not_written(error)

    def write_back(self) -> None:
        """Replace the share's file by the copy, if the copy changed. Raises DraftError; the copy is kept."""
        with self._turn:
            try:
                self._refuse_if_given_up()
                now = self._settled()
                if now != self._state["written"]:
                    self._replace(now)
                self._there_is = self._aside
                self.problem = None
            except (OSError, sqlite3.Error) as error:
                raise self._not_written(error) from error

    def _not_written(self, error: Exception) -> DraftError:
        return DraftError(
            whole_file.cannot_be_written(self.path, error)[0],
            _("Your work is safe on this PC, and goes to the share when it is there again."),
        )

    def _settled(self) -> str:
        """Put the copy, as it is between two edits, aside for sending; its digest."""
        with closing(sqlite3.connect(address(self.copy), uri=True, timeout=10, isolation_level=None)) as connection:
            connection.execute("BEGIN")
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()  # nobody writes until this ends
            shutil.copyfile(self.copy, self.folder / "going")
            connection.execute("ROLLBACK")
        self._aside = _changes(self.folder / "going")
        return digest(self.folder / "going")

    def _replace(self, now: str) -> None:
        if not self._apart and not (self._there.is_ours() and digest(self.path) == self._state["taken"]):
            self._apart, theirs, self.path = True, self.path, self._beside()
            self.said.append(
                _("{path} was changed elsewhere; your version goes on as {kept}").format(path=theirs, kept=self.path)
            )
        self._state["going"] = now
        self._remember()
        self._put(self.folder / "going", self.path)
        self._state |= {"taken": now, "written": now}
        self._remember()

    def give_up(self) -> None:
        """Wait for the share no longer, and write nothing to it any more; what is closed keeps its copy here."""
        self._given_up.set()

    def release(self) -> None:
        """Let go of the share's file. The copy stays, for what the share may not have."""
        self._done.set()
        if self._writing.is_alive():
            self._writing.join()
        with suppress(DoesNotAnswerError):  # its lock is dead in a minute
            within(ANSWER, self._there.release, given_up=self._given_up)
        self.here.release()

    def close(self) -> None:
        """Write back and let go; the copy is gone then. Raises DraftError, and then the copy is kept.

        A share that does not answer is given up after `ANSWER` seconds, or as soon as `give_up` says so.
        """
        self._done.set()
        try:
            within(ANSWER, self.write_back, given_up=self._given_up)
            for name in (self.copy.name, "going", STATE):
                with suppress(OSError):  # what the share has is not wanted here, and is told by its digest
                    whole_file.remove(self.folder / name)
        except DoesNotAnswerError as error:
            self.give_up()
            raise self._not_written(error) from error
        finally:
            self.release()


def working_folder(path: Path) -> Path:
    """Where the copy of a share's draft is that is worked on; what is in it is what the share may not have."""
    return user_data() / "working" / hashlib.sha256(str(path).encode()).hexdigest()[:16]


def _state(folder: Path) -> dict[str, str]:
    """What the last session wrote of itself; nothing where it closed, or could not."""
    try:
        return dict(json.loads((folder / STATE).read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return {}


def _changes(path: Path) -> bytes:
    """How often a draft was changed: SQLite counts its commits in the file's head."""
    with path.open("rb") as content:
        content.seek(24)
        return content.read(4)


def digest(path: Path) -> str:
    """What tells one content of a file from another."""
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _put_away(taken: Lock | Holder) -> None:
    if isinstance(taken, Lock):
        taken.release()


def copy_durably(source: Path, target: Path, still_wanted: Callable[[], None]) -> None:
    """Put a copy under a name, whole and on the disk, or leave there what was there. Raises OSError.

    `still_wanted` raises where it is not, and is asked last before the copy takes the name.
    """
    with whole_file.making(target, private=True) as part:
        with source.open("rb") as content, part.open("wb") as copy:
            shutil.copyfileobj(content, copy, 1 << 20)
        if digest(part) != digest(source):
            raise OSError(errno.EIO, _("the copy is not what was written"))
        still_wanted()
