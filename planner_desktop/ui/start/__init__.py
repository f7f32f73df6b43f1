"""The start page: what to go on with, and a new plan.

Its modules import the draft and the form packs only inside the work they do aside, so that the page is there at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from planner_desktop.ui.start.page import StartPage

__all__ = ["StartPage"]


def __getattr__(name: str) -> type[StartPage]:
    """The page when it is asked for: a window of a draft needs but small modules of this room."""
    if name != "StartPage":
        raise AttributeError(name)
    from planner_desktop.ui.start.page import StartPage

    return StartPage
