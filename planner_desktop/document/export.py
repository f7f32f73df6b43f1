"""A draft as a finished PDF."""

from collections.abc import Callable
from pathlib import Path

from planner_desktop.document.fill import fill
from planner_desktop.document.pdf import write_pdf
from planner_desktop.draft import Draft


def export_pdf(
    draft: Draft,
    path: Path,
    *,
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> int:
    """Write the whole plan to `path`; the number of pages. Raises DocumentError, QueryError."""
    return write_pdf(fill(draft), path, progress=progress, cancelled=cancelled)
