"""The small files that others give an agency, shown on a plan: what the city published, results that are shared."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QDropEvent

from planner_desktop.ui.history.dropped import SUFFIXES as PUBLISHED

if TYPE_CHECKING:
    from planner_desktop.ui.window.draft_window import DraftWindow

SHARED = ".bmashare"


def dropped_given(event: QDropEvent) -> Path | None:
    """The first such file among those that are dropped."""
    paths = (Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile())
    return next((path for path in paths if path.suffix.lower() in (*PUBLISHED, SHARED)), None)


def show_given(window: DraftWindow, path: Path) -> None:
    """Show what is other in the plan of a window."""
    if path.suffix.lower() == SHARED:
        from planner_desktop.ui.sharing.sheet import compare

        compare(window, path)
    else:
        window.history.show_published(path)
