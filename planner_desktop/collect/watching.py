"""A folder that is looked at again and again for bundles: one that is still being copied is waited for.

The folder may be on a network, where nobody tells of changes; so it is looked at, and what was the same at two looks
and ends as a zip does is whole. What stays as it is without that end is taken after `MOST_LOOKS`: it is no bundle, or
one that was cut short, and its agency gets a receipt that says so.
"""

import zipfile
from pathlib import Path

from planner_desktop.collect.receiving import bundles_in
from planner_desktop.errors import CollectionError
from planner_desktop.i18n import _

EVERY_SECONDS = 5.0
"""Between two looks."""
MOST_LOOKS = 12
Seen = tuple[int, int]
"""Size in bytes, and when it was written (nanoseconds)."""


class Watched:
    """A folder that is watched. What was told once is told again only when it is another file by then."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._seen: dict[Path, tuple[Seen, int]] = {}
        self._told: dict[Path, Seen] = {}

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
            if now is None or self._told.get(path) == now:
                continue
            was, looks = before.get(path, (None, 0))
            looks = looks + 1 if was == now else 0
            self._seen[path] = now, looks
            if looks >= MOST_LOOKS or (looks and _ends_as_a_zip(path)):
                whole.append(path)
                self._told[path] = now
                del self._seen[path]
        return whole

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
