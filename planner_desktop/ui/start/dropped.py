"""Which files the start page takes when they are dropped on it, besides drafts."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtGui import QDropEvent

WORD = (".docx", ".docm", ".dotx")
"""The endings of Word files that a plan may begin with."""
PLANS = (*WORD, ".json", ".zip")
"""Those of all files with a plan that are no drafts."""
WORKBOOKS = (".xlsx", ".xlsm", ".ods", ".xls")
TABLES = (*WORKBOOKS, ".csv")
NEARLY_WORD = (".doc", ".pdf", ".rtf", ".odt")
"""Of these is told how to get a Word file."""
COLLECTION = ".bmacollect"
TAKEN = (*PLANS, *TABLES, *NEARLY_WORD)


def dropped(event: QDropEvent, suffixes: Sequence[str]) -> Path | None:
    """The first file of these endings among those that are dropped."""
    paths = (Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile())
    return next((path for path in paths if path.suffix.lower() in suffixes), None)
