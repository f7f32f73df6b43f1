"""The decisions of a collection that is kept on a server: its file here holds the same lines, as far as they came.

To decide is one transaction there: whoever has the lock fetches what is new, and adds the next line. It is written here
only after it was committed there; so the file here is always a beginning of what the server holds, wherever a program
or the server died. Where it is not, somebody changed one of them, and nothing is taken from there any more.
"""

import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from threading import RLock
from typing import Any, get_args

from planner_desktop import stopping, whole_file
from planner_desktop.collect.decisions import Decision, DecisionsFile, What
from planner_desktop.collect.server.address import Address
from planner_desktop.collect.server.connection import connected, told
from planner_desktop.collect.server.tables import Tables
from planner_desktop.errors import CollectionError, ServerAwayError, StoppedError
from planner_desktop.i18n import _

_SAYS: dict[str, dict[str, type]] = {
    "received": {"verdict": str, "sha256": str},
    "comment": {"text": str},
    "withdrawn": {"number": int},
    "looks": {"who": str},
}
"""What a decision must say, for the tables to follow it."""


class ServerDecisions:
    """The decisions on a server, with their file here."""

    def __init__(self, file: DecisionsFile, address: Address) -> None:
        self.path = file.path
        self._file = file
        self._address = address
        self._alone = RLock()
        self._now: tuple[Any, Tables] | None = None
        self._compared = self._closed = False

    @property
    def all(self) -> list[Decision]:
        """Those that came here."""
        return self._file.all

    def fetch(self, progress: stopping.Progress = lambda _share: None) -> None:
        """Bring here what others decided, each with its bundle. Raises CollectionError, OSError."""
        with connected(self._address) as connection, self._alone:
            if not self._closed:
                self._take(Tables(connection, self._address), progress)

    @contextmanager
    def turn(self, bundle: Path | None = None) -> Iterator[None]:
        """While it lasts nobody else decides. A bundle is handed over before, so that nobody waits for that."""
        with connected(self._address) as connection:
            on_server = Tables(connection, self._address)
            if bundle is not None:
                on_server.put_bundle(bundle)
            on_server.lock()
            with self._alone:
                self._take(on_server)
                self._now = connection, on_server
                try:
                    yield
                finally:
                    self._now = None

    def add(self, what: What, receipt: str, by: str, at: str, **says: Any) -> Decision:
        """Write a decision down, there and then here; in a turn. Raises CollectionError, OSError."""
        assert self._now is not None
        connection, on_server = self._now
        line = self._file.next_line(what, receipt, by, at, **says)
        with told(self._address):
            on_server.add(len(self.all) + 1, line)
        try:
            with told(self._address):
                connection.commit()
        except ServerAwayError as error:
            raise ServerAwayError(
                _("{server} went away just when this was written down").format(server=self._address.told),
                _("Whether it was decided is seen on the board once the server can be reached; look there first."),
            ) from error
        try:
            return self._file.append(line)
        except OSError as error:
            message, fix = whole_file.cannot_be_written(self.path, error)
            raise CollectionError(
                _("It was decided on {server}. But: {problem}").format(server=self._address.told, problem=message), fix
            ) from error

    def bring(self, sha256: str) -> bool:
        """Fetch a bundle that is missing here, or was changed. Raises CollectionError, OSError."""
        with connected(self._address) as connection, self._alone:
            Tables(connection, self._address).fetch_bundle(sha256, self.path.parent / f"{sha256}.zip")
        return True

    def close(self) -> None:
        """Let nothing be written any more: a thread may still wait for a server that does not answer."""
        self._closed = True
        with self._alone:
            pass

    # ------------------------------------------------------------ what comes

    def _take(self, on_server: Tables, progress: stopping.Progress = lambda _share: None) -> None:
        self._compare(on_server)
        mine = len(self.all)
        lines = on_server.lines(max(mine, 1))
        if mine and next(lines, None) != (mine, self._file.last):
            raise self._parted(mine)
        for n, line in lines:
            if self._closed:
                raise StoppedError(_("Stopped."))
            stopping.look()
            decision = self._file.follows(line)
            if decision is None or decision.n != n or not _makes_sense(decision):
                raise CollectionError(
                    _("Decision {n} on {server} was changed, or others are missing before it").format(
                        n=n, server=self._address.told
                    ),
                    _("Whoever looks after the server puts it back; any PC that had it holds it in decisions.jsonl."),
                )
            if decision.what == "received" and decision.says["verdict"] != "refused":
                digest = decision.says["sha256"]
                on_server.fetch_bundle(digest, self.path.parent / f"{digest}.zip")
            self._file.append(line)
            progress(0.0)

    def _compare(self, on_server: Tables) -> None:
        """Once for each opening: whether all that is here is there. After that the last line stands for all."""
        if self._compared or not self.all:
            return
        mine = self._file.content()
        if on_server.digest(len(self.all)) != hashlib.sha256(mine).hexdigest():
            own = mine.splitlines(keepends=True)
            there = dict(on_server.lines(1))
            raise self._parted(next((n for n, line in enumerate(own, 1) if there.get(n) != line), len(own)))
        self._compared = True

    def _parted(self, n: int) -> CollectionError:
        return CollectionError(
            _("From decision {n} on, {path} and {server} differ").format(
                n=n, path=self.path.parent.name, server=self._address.told
            ),
            _("One of them was changed, or put back from an old backup. Nothing is taken over until they agree."),
        )


def _makes_sense(decision: Decision) -> bool:
    """Whether the tables can follow a decision; whoever may add to the server may have added anything."""
    says = decision.says
    named = all(isinstance(each, str) for each in (decision.at, decision.by, decision.receipt))
    if decision.what not in get_args(What) or not named:
        return False
    if not all(isinstance(says.get(name), kind) for name, kind in _SAYS.get(decision.what, {}).items()):
        return False
    try:
        datetime.fromisoformat(decision.at)
    except ValueError:
        return False
    return decision.what != "received" or re.fullmatch("[0-9a-f]{64}", says["sha256"]) is not None
