"""The tables of a Word document as they are chosen from to be pasted: by their numbers, with what tells them apart."""

import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from planner_desktop.exchange.grid import Grid
from planner_desktop.exchange.word.document import read_file
from planner_desktop.exchange.word.left_out import shortened
from planner_desktop.exchange.written import WrittenPart
from planner_desktop.formpack.rich_text import RichTable, to_plain

_FOLDER = "word/"
_OLD = "WordDocument".encode("utf-16-le")
"""What stands in a document of Word before 2007."""


@dataclass(frozen=True, slots=True)
class WordTable:
    """A table: its number among those of the document, and what stands above it or in its first row."""

    number: int
    place: str
    title: str
    cells: Grid
    hidden: bool = False

    @property
    def name(self) -> str:
        """What it is called where one is chosen."""
        return f"{self.place}: {self.title}" if self.title else self.place

    def is_called(self, name: str) -> bool:
        """Whether it is meant by this name or number."""
        return name.strip() in (self.name, self.place, str(self.number))

    def grid(self) -> Grid:
        """Its cells, merged ones unfolded."""
        return self.cells


def is_document(content: bytes) -> bool:
    """Whether a file's content is a document of Word; one that its reader refuses, saying why, is one too."""
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        return _OLD in content
    if not content.startswith(b"PK"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return any(name.replace("\\", "/").lower().startswith(_FOLDER) for name in archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError):
        return False


def tables_of(content: bytes, source: str) -> tuple[WordTable, ...]:
    """The tables of a document in its order, those in cells behind the ones they stand in. Raises PlannerError."""
    parts = read_file(io.BytesIO(content), source, pictures=False).parts
    return tuple(
        WordTable(number, part.place, shortened(title), grid)
        for number, (part, title, grid) in enumerate(_tables(parts, ""), 1)
    )


def _tables(parts: Iterable[WrittenPart], above: str) -> Iterator[tuple[WrittenPart, str, Grid]]:
    for part in parts:
        if part.grid is None or not isinstance(part.block, RichTable):
            above = to_plain((part.block,)).rpartition("\n")[2] or above
            continue
        first = " | ".join(dict.fromkeys(cell for row in part.grid.rows[:1] for cell in row if cell))
        yield part, part.block.caption or above or first, part.grid
        for inside in part.inside.values():
            yield from _tables(inside, "")
        above = ""
