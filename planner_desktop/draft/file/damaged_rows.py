"""The rows of a damaged draft, found in its pages and given to the tables whose seals they bear."""

import itertools
import sqlite3
import time
from collections.abc import Iterable, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path

from planner_desktop import leftovers
from planner_desktop.draft.file import journals, pages, seal
from planner_desktop.draft.file.database import address
from planner_desktop.draft.file.seal import Sealed, Stored
from planner_desktop.errors import DraftError
from planner_desktop.formpack.tables import UID
from planner_desktop.i18n import _

CHUNK = 1 << 20


MOST_BYTES = 250_000_000  # of a file that is repaired, which is held in memory more than once


MOST_ROWS = 500_000


SECONDS = 40.0  # for finding which row is which


RowKey = tuple[Stored, ...]


@dataclass
class FoundRows:
    """The rows of a table by key: the values that are as written, and the rowid."""

    sealed: Sealed
    rows: dict[RowKey, dict[str, Stored]] = field(default_factory=dict)
    rowids: dict[RowKey, int] = field(default_factory=dict)

    def whole(self) -> list[dict[str, Stored]]:
        """The rows of which nothing is lost; in a draft of format 2 they have no uid."""
        return [row for row in self.rows.values() if set(self.sealed.columns) <= set(row) | {UID}]


def _content(path: Path) -> bytes:
    """The file's bytes, after an edit that was cut short is taken back; zeros where the disk gives none."""
    if not journals.beside(path).exists() or journals.foreign(path):
        return _readable(path)
    with leftovers.temporary_folder() as temporary:
        copy = temporary / "copy"
        copy.write_bytes(_readable(path))
        journals.copy(path, copy)
        journals.mark_as_plain(copy)
        with suppress(sqlite3.Error), closing(sqlite3.connect(address(copy), uri=True)) as connection:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        return copy.read_bytes()


def sealed_rows(path: Path) -> list[pages.StoredRow]:
    """The rows that may bear a seal. Raises DraftError where the file is too large for that."""
    if _size(path) > MOST_BYTES:
        raise DraftError(
            _("{path} is damaged, and too large to be repaired").format(path=path), _("Go on in a backup of it.")
        )
    sealed = (row for row in pages.rows(_content(path)) if any(isinstance(value, bytes) for value in row[1]))
    return list(itertools.islice(sealed, MOST_ROWS))


def _size(path: Path) -> int:
    """How much of a file may be the draft's: of a very long one what its head says that it has, if it says it."""
    size = path.stat().st_size
    if size <= MOST_BYTES:
        return size
    with path.open("rb") as content:
        head = content.read(32)
    says = int.from_bytes(head[28:32], "big") * pages.PAGE
    return says if head[16:18] == pages.PAGE.to_bytes(2, "big") and 0 < says < size else size


def _readable(path: Path) -> bytes:
    parts, at = [], 0
    try:
        size = _size(path)
        with path.open("rb", buffering=0) as source:
            while at < size:
                try:
                    source.seek(at)
                    parts.append(source.read(min(CHUNK, size - at)) or bytes(size - at))
                except OSError:  # a bad sector
                    parts.append(bytes(min(pages.PAGE, size - at)))
                at += len(parts[-1])
    except OSError as error:
        raise DraftError(_("{path} cannot be read: {problem}").format(path=path, problem=error)) from error
    return b"".join(parts)


def sort_rows(
    rows: Iterable[pages.StoredRow], found: Mapping[str, FoundRows], columns: Mapping[str, Mapping[str, type]]
) -> None:
    """Give every row to the table whose seal it bears."""
    end = time.monotonic() + SECONDS
    by_width: dict[int, list[tuple[str, tuple[str, ...]]]] = {}
    for name, types in columns.items():
        layout = tuple(seal.layout(types))
        for lies in {layout, layout[: layout.index(seal.SEAL) + 1]}:  # also as a draft of format 2 has it
            by_width.setdefault(len(lies), []).append((name, lies))
    for rowid, values in rows:
        candidates = by_width.get(len(values), [])
        if candidates and time.monotonic() > end:
            raise DraftError(_("The file is damaged in too many places to be read"), _("Go on in a backup of it."))
        for place, (name, lies) in enumerate(candidates):
            sealed = found[name].sealed
            row = dict(zip(lies, values, strict=True))
            if "id" in sealed.key:
                row["id"] = rowid
            held = seal.sound(sealed, row)
            if not held:
                continue
            key = tuple(row[k] for k in sealed.key)
            kept = {n: v for n, v in row.items() if n in held or (n != seal.SEAL and n not in sealed.columns)}
            if len(kept) > len(found[name].rows.get(key, {})):
                found[name].rows[key], found[name].rowids[key] = kept, rowid
            candidates.insert(0, candidates.pop(place))  # a page holds rows of one table
            break
