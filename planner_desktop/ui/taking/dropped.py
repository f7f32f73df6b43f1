"""Which file that is dropped on the window of a draft may be a workbook that was filled in."""

from pathlib import Path

from PySide6.QtGui import QDropEvent

SUFFIXES = (".xlsx", ".xlsm", ".ods", ".xls")


def dropped_workbook(event: QDropEvent) -> Path | None:
    """The first workbook among the files that are dropped."""
    paths = (Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile())
    return next((path for path in paths if path.suffix.lower() in SUFFIXES), None)
