"""What was decided at the desk, in order: receipts, comments, returns, acceptances. A file that only ever grows.

With the bundles beside it this file is the truth; the collection's tables are worked out of both. Each line is JSON and
bears a checksum over itself and the line before, so that a line that was changed, taken out or cut short is known.
"""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

from planner_desktop import whole_file
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


class Decisions:
    """The file of decisions of one collection. Only one program at a time may add to it; who opens it sees to that."""

    def __init__(self, path: Path) -> None:
        self.path = path
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
            self._sum, self._whole = data.pop(_SUM), self._whole + len(line)
            yield Decision(
                n=data.pop("n"),
                at=data.pop("at"),
                by=data.pop("by"),
                what=data.pop("what"),
                receipt=data.pop("receipt"),
                says=data,
            )

    def add(self, what: What, receipt: str, by: str, at: str, **says: Any) -> Decision:
        """Write a decision down; it is on the disk when the call returns. Raises OSError."""
        decision = Decision(n=len(self.all) + 1, at=at, by=by, what=what, receipt=receipt, says=says)
        data = {"n": decision.n, "at": at, "by": by, "what": what, "receipt": receipt} | says
        total = _sum_of(data, self._sum)
        line = _text(data | {_SUM: total}) + b"\n"
        whole_file.append(self.path, line, self._whole)
        self._sum, self._whole = total, self._whole + len(line)
        self.all.append(decision)
        return decision


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
