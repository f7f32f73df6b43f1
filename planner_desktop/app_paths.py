"""Where the program's own files are (form packs, fonts, samples, translations: all only read), and the user's.

What is the user's lies where the system wants it; on a stick, where a file `portable` stands beside the program, in the
folder `user` beside that, so that it travels along and nothing is left on a PC that it was used on.
"""

from functools import cache
from pathlib import Path

import platformdirs

# In a clone they stand beside the package, and as the installer lays it: there in a folder beside what starts it.
PROGRAM = Path(__file__).resolve().parent.parent
LAID = "app"

FORMS = PROGRAM / "forms"
RESOURCES = PROGRAM / "resources"
MANUAL = PROGRAM / "docs" / "manual"
SCREENSHOTS = PROGRAM / "docs" / "screenshots"
FONTS = RESOURCES / "fonts"
ICONS = RESOURCES / "icons"
SAMPLES = RESOURCES / "samples"
TRANSLATIONS = RESOURCES / "translations"


LOG = "planner_desktop.log"


@cache
def _beside(program: Path) -> Path | None:
    """The user's folder beside a portable program; None where it is not one. Asked for all the time."""
    beside = program.parent if program.name == LAID else program
    return beside / "user" if (beside / "portable").is_file() else None


def user_data() -> Path:
    """The folder that keeps what is this user's and no draft: added form packs, the drafts opened last."""
    own = _beside(PROGRAM)
    return own / "data" if own else platformdirs.user_data_path("planner_desktop", appauthor=False)


def user_cache() -> Path:
    """The folder for what can be made again at any time: form packs as they were read, where words end."""
    own = _beside(PROGRAM)
    return own / "cache" if own else platformdirs.user_cache_path("planner_desktop", appauthor=False)


def user_logs() -> Path:
    """The folder of `LOG`, in which faults of the program are told."""
    own = _beside(PROGRAM)
    return own / "log" if own else platformdirs.user_log_path("planner_desktop", appauthor=False)
