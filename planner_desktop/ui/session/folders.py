"""Where dialogs that ask for a file begin: beside the draft, else where drafts are proposed to be.

Left alone, Qt begins in the folder that the program was started in, which on Windows may be the program's own.
"""

from pathlib import Path

from planner_desktop.draft import Draft


def at_hand(draft: Draft) -> Path:
    """The folder of the draft, or that for new ones where it is no file."""
    if draft.path is not None:
        return draft.path.parent
    from planner_desktop.ui.start.new_plan import documents  # seldom wanted

    return documents()
