"""A file that is made of a document: it tells how far it is, is stopped where that is wished, and is written whole."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from planner_desktop import whole_file
from planner_desktop.errors import DocumentError
from planner_desktop.i18n import _


class DocumentCancelledError(DocumentError):
    """The user stopped the document being made; nothing was written."""


@dataclass(frozen=True, slots=True)
class MadeFile:
    """The file, its number of pages, and of each section every picture and table that is not shown, and why."""

    data: bytes
    pages: int
    refused: dict[str, list[str]]

    def write(self, path: Path) -> None:
        """Put the file in its place, whole and on the disk, or leave there what was there. Raises DocumentError."""
        try:
            whole_file.write(path, self.data)
        except OSError as error:
            raise DocumentError(*whole_file.cannot_be_written(path, error)) from error


def stepping(progress: Callable[[float], None] | None, cancelled: Callable[[], bool] | None) -> Callable[[float], None]:
    """What to call with the share that is done: it tells `progress`, and asks `cancelled` whether to stop.

    It raises DocumentCancelledError.
    """

    def step(done: float) -> None:
        if cancelled is not None and cancelled():
            raise DocumentCancelledError(_("The document was not made: you stopped it."))
        if progress is not None:
            progress(done)

    return step


@contextmanager
def unhindered() -> Iterator[None]:
    """Leave out Python's search for circles of objects: all that is made stays until the PDF is there.

    What was made counts as old afterwards, or the first search would go through all of it.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.freeze()
            gc.unfreeze()
            gc.enable()
