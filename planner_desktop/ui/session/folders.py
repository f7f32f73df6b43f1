"""Where dialogs that ask for a file begin: beside the draft, else where drafts are proposed to be.

Left alone, Qt begins in the folder that the program was started in, which on Windows may be the program's own.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths

from planner_desktop import policy

if TYPE_CHECKING:  # the start page is there sooner without
    from planner_desktop.draft import Draft


def documents() -> Path:
    """Where this user's drafts are proposed to be: where the policy of this PC says, else with the documents."""
    kept = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation) or Path.home())
    return policy.in_force().drafts or (kept if kept.is_dir() else Path.home())  # Qt names it where there is none


def draft_folder(draft: Draft) -> Path:
    """The folder of the draft, or that for new ones where it is no file."""
    return draft.path.parent if draft.path is not None else documents()
