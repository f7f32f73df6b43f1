"""Which file that is dropped on a window can be audited or verified."""

from pathlib import Path

from PySide6.QtGui import QDropEvent

SUFFIXES = (".json", ".docx", ".docm")


def dropped_plan(event: QDropEvent) -> Path | None:
    """The first plan made elsewhere among the files that are dropped."""
    paths = (Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile())
    return next((path for path in paths if path.suffix.lower() in SUFFIXES), None)


def dropped_bundle(event: QDropEvent) -> Path | None:
    """The first bundle among the files that are dropped."""
    paths = (Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile())
    return next((path for path in paths if path.suffix.lower() == ".zip"), None)
