"""The way into the window. It needs none of the commands' modules, which would keep the officer waiting."""

import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from planner_desktop.errors import PlannerError
from planner_desktop.i18n import _

SUFFIXES = (".bmaplan", ".bmapart", ".bmacollect", ".bmareturn", ".bmashare", ".bmacatalogue", ".bmakeys")
"""Those of drafts, parts, collections, and of what is given an agency: known here, so that a start need not import what
has them."""


DESK = ".bmacollect"
"""In the place of a file's name: the strategy office's desk, where no collection is named."""


def leads_to(arguments: Sequence[str]) -> bool:
    """Whether these arguments just open the window: on its start page, or on a file (`open DRAFT` or `FILE`)."""
    if _asks_for_desk(arguments):
        return True
    if arguments[:2] == ["collect", "open"]:
        arguments = arguments[1:]
    if len(arguments) == 1:
        return arguments[0].casefold().endswith(SUFFIXES) and not arguments[0].startswith("-")
    return not arguments or (len(arguments) == 2 and arguments[0] == "open" and not arguments[1].startswith("-"))


def _asks_for_desk(arguments: Sequence[str]) -> bool:
    return list(arguments) in (["collect"], ["collect", "open"])


def named(arguments: Sequence[str]) -> Path | None:
    """What the window is to be opened on, by arguments that lead to it."""
    if _asks_for_desk(arguments):
        return Path(DESK)
    return Path(arguments[-1]) if arguments else None


def show(draft: Path | None) -> int:
    """Show the window until it is closed; the exit status. Raises PlannerError where that cannot be."""
    places = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if sys.platform.startswith("linux") and not any(os.environ.get(name) for name in places):
        if draft is not None and draft.suffix.lower() in SUFFIXES[:2]:
            from planner_desktop.draft import Draft

            Draft.open(draft, read_only=True).close()  # what is wrong with the file is said first
        raise PlannerError(
            _("There is no screen to open the window on"),
            _("Start it from a desktop, or use the commands that `planner-desktop --help` lists."),
        )
    gc.disable()  # all that is made until the window is there stays; from then on `run` has it tidied
    from planner_desktop.ui.app import run

    return run(draft)
