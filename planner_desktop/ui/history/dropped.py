"""Which file that is dropped on a window is one that the city published."""

from pathlib import Path

from PySide6.QtGui import QDropEvent

SUFFIXES = (".bmacatalogue", ".bmakeys")


def dropped_published(event: QDropEvent) -> Path | None:
    """The first such file among those that are dropped."""
    paths = (Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile())
    return next((path for path in paths if path.suffix.lower() in SUFFIXES), None)
