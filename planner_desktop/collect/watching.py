"""A folder that is looked at again and again for bundles: one that is still being copied is waited for.

The folder may be on a network, where nobody tells of changes; so it is looked at, and what was the same at two looks
and ends as a zip does is whole. What stays as it is without that end is taken after `MOST_LOOKS`: it is no bundle, or
one that was cut short, and its agency gets a receipt that says so. What got no receipt, for something that is not in
it, is tried again, the longer it goes on the more rarely.
"""

import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from planner_desktop.collect.batch import Arrival
from planner_desktop.collect.receiving import bundles_in
from planner_desktop.errors import CollectionError
from planner_desktop.i18n import _

EVERY_SECONDS = 5.0
"""Between two looks."""
MOST_LOOKS = 12
MOST_PAUSES = 64
"""So many looks are passed over at most until what got no receipt is tried again."""
Seen = tuple[int, int]
"""Size in bytes, and when it was written (nanoseconds)."""


@dataclass(slots=True)
class _Trouble:
    """Why a file got no receipt, how many looks are passed over until the next try, and how many of them are left."""

    said: str
    pause: int
    left: int


class Watched:
    """A folder that is watched. What was told once is told again only when it is another file by then."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._seen: dict[Path, tuple[Seen, int]] = {}
        self._told: dict[Path, Seen] = {}
        self._troubled: dict[Path, _Trouble] = {}

    def look(self) -> list[Path]:
        """The bundles that lie there whole and were not told yet. Raises CollectionError where it cannot be read."""
        try:
            if not self.folder.is_dir():
                raise FileNotFoundError
            found = {path: _seen(path) for path in bundles_in([self.folder])}
        except OSError as error:
            raise CollectionError(
                _("The folder {path} cannot be reached").format(path=self.folder),
                _("It is looked at again; what is there is received then."),
            ) from error
        before, self._seen = self._seen, {}
        whole = []
        for path, now in found.items():
            if now is None:
                continue
            if self._told.get(path) == now:
                whole += [path] * self._is_due(path)
                continue
            was, looks = before.get(path, (None, 0))
            looks = looks + 1 if was == now else 0
            self._seen[path] = now, looks
            if looks >= MOST_LOOKS or (looks and _ends_as_a_zip(path)):
                whole.append(path)
                self._told[path] = now
                del self._seen[path]
        return whole

    def came(self, arrivals: Iterable[Arrival]) -> list[Arrival]:
        """What is to be told of what came of them: a trouble is told once, while the file is tried again and again."""
        told = []
        for arrival in arrivals:
            before = self._troubled.pop(arrival.path, None)
            if arrival.receipt is None:
                pause = min(2 * before.pause, MOST_PAUSES) if before else 1
                self._troubled[arrival.path] = _Trouble(arrival.trouble, pause, pause)
            if not (before and before.said == arrival.trouble):
                told.append(arrival)
        return told

    def _is_due(self, path: Path) -> bool:
        """Whether a file that got no receipt is to be tried again at this look."""
        trouble = self._troubled.get(path)
        if trouble is None:
            return False
        trouble.left -= 1
        return trouble.left <= 0

    @property
    def is_waiting(self) -> bool:
        """Whether a file lies there that is not whole yet."""
        return bool(self._seen)


def _seen(path: Path) -> Seen | None:
    """None where it is gone, or cannot be looked at now."""
    try:
        told = path.stat()
    except OSError:
        return None
    return told.st_size, told.st_mtime_ns


def _ends_as_a_zip(path: Path) -> bool:
    """Whether all of a zip is there; not while another program has it to itself, as one that copies on Windows."""
    try:
        with path.open("rb") as file:
            return zipfile.is_zipfile(file)
    except OSError:
        return False
