"""What was decided at the desk, in order: receipts, comments, returns, acceptances. A file that only ever grows.

With the bundles beside it this file is the truth; the collection's tables are worked out of both. Each line is JSON and
bears a checksum over itself and the line before, so that a line that was changed, taken out or cut short is known.
"""

import hashlib
import json
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any, Literal, Protocol

from planner_desktop import stopping, whole_file
from planner_desktop.errors import CollectionError
from planner_desktop.frozen import Frozen
from planner_desktop.i18n import _

What = Literal["received", "comment", "withdrawn", "returned", "accepted", "looks"]
MOST_BYTES = 200_000_000
"""Far above any year's: a line has 300 bytes."""
_SUM = "sum"


class Decision(Frozen):
    """One line: its number from 1, when (ISO 8601, UTC), by whom, what, of which receipt, and what it says besides."""

    n: int
    at: str
    by: str
    what: What
    receipt: str
    says: dict[str, Any]


class Decisions(Protocol):
    """The decisions of one collection: in a file alone, or on a server where several decide (`server/`)."""

    @property
    def path(self) -> Path:
        """The file of them on this PC."""

    @property
    def all(self) -> list[Decision]:
        """All of them that came to this PC, in order."""

    def fetch(self, progress: stopping.Progress = lambda _share: None) -> None:
        """Have `all` tell what others decided. Raises CollectionError, OSError."""

    def turn(self, bundle: Path | None = None) -> AbstractContextManager[None]:
        """While it lasts nobody else decides, and `all` tells everything. `bundle`: what is about to be received.

        One decision may be added in it. Raises CollectionError, OSError.
        """

    def add(self, what: What, receipt: str, by: str, at: str, **says: Any) -> Decision:
        """Write a decision down; it is on the disk when the call returns. Raises CollectionError, OSError."""

    def bring(self, sha256: str) -> bool:
        """Fetch the bundle of a receipt that is missing here, or was changed; False where there is nowhere to fetch it.
        Raises CollectionError, OSError.
        """

    def close(self) -> None:
        """Let nothing be written any more, after what is being written."""


class DecisionsFile:
    """The file of decisions of one collection. Only one program at a time may add to it; who opens it sees to that."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.last = b""
        """The last line."""
        self._sum = ""
        self._whole = 0
        self.all = list(self._read())

    def _read(self) -> Iterator[Decision]:
        """Raises CollectionError where a line is not as it was written; one that was cut short at the end is not."""
        content = whole_file.read(self.path, MOST_BYTES) if self.path.exists() else b""
        for line in content.splitlines(keepends=True):
            data = _sound(line, self._sum)
            if data is None:
                if self._whole + len(line) == len(content) and not line.endswith(b"\n"):
                    return  # a program died while it wrote this; nobody was told that it was done
                raise CollectionError(
                    _("{path}: line {line} was changed, or lines are missing before it").format(
                        path=self.path, line=len(content[: self._whole].splitlines()) + 1
                    ),
                    _("Put back the file from a backup of the collection."),
                )
            self._sum, self._whole, self.last = data[_SUM], self._whole + len(line), line
            yield _decision(data)

    def content(self) -> bytes:
        """The lines as they stand in the file, without one that was cut short. Raises OSError."""
        return whole_file.read(self.path, MOST_BYTES)[: self._whole] if self._whole else b""

    def fetch(self, progress: stopping.Progress = lambda _share: None) -> None:
        """There is nobody else."""

    def turn(self, bundle: Path | None = None) -> AbstractContextManager[None]:
        """It is always this program's turn."""
        return nullcontext()

    def bring(self, sha256: str) -> bool:
        """There is nowhere to fetch it."""
        return False

    def close(self) -> None:
        """Nothing is being written."""

    def add(self, what: What, receipt: str, by: str, at: str, **says: Any) -> Decision:
        """Write a decision down; it is on the disk when the call returns. Raises OSError."""
        line = self.next_line(what, receipt, by, at, **says)
        return self.append(line)

    def next_line(self, what: What, receipt: str, by: str, at: str, **says: Any) -> bytes:
        """The line that a decision would be."""
        data = {"n": len(self.all) + 1, "at": at, "by": by, "what": what, "receipt": receipt} | says
        return _text(data | {_SUM: _sum_of(data, self._sum)}) + b"\n"

    def follows(self, line: bytes) -> Decision | None:
        """The decision of a line that comes from elsewhere; None where it is not whole, or not the next one."""
        data = _sound(line, self._sum)
        return _decision(data) if data is not None and data.get("n") == len(self.all) + 1 else None

    def append(self, line: bytes) -> Decision:
        """Write down a line that follows. Raises OSError."""
        data = _sound(line, self._sum)
        assert data is not None
        whole_file.append(self.path, line, self._whole)
        self._sum, self._whole, self.last = data[_SUM], self._whole + len(line), line
        self.all.append(_decision(data))
        return self.all[-1]


def _decision(data: dict[str, Any]) -> Decision:
    own = ("n", "at", "by", "what", "receipt")
    says = {name: value for name, value in data.items() if name not in (*own, _SUM)}
    return Decision(**{name: data[name] for name in own}, says=says)


def _text(data: dict[str, Any]) -> bytes:
    return json.dumps(data, ensure_ascii=False, sort_keys=True).encode()


def _sum_of(data: dict[str, Any], before: str) -> str:
    return hashlib.sha256(before.encode() + _text(data)).hexdigest()


def _sound(line: bytes, before: str) -> dict[str, Any] | None:
    """What a line says with its checksum; None where the checksum is not that of the line behind the one before."""
    try:
        data = json.loads(line)
    except ValueError:
        return None
    if not isinstance(data, dict) or not line.endswith(b"\n"):
        return None
    said = data.get(_SUM)
    return data if said == _sum_of({name: value for name, value in data.items() if name != _SUM}, before) else None
