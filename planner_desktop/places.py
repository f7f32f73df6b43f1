"""Where the program's own files are (form packs, fonts, samples, translations: all only read), and the user's."""

import sys
from pathlib import Path

import platformdirs

# A frozen program (PyInstaller) unpacks its data beside the code; in a clone they stand beside the package.
PROGRAM = Path(getattr(sys, "_MEIPASS", Path(__file__).resolve().parent.parent))

FORMS = PROGRAM / "forms"
RESOURCES = PROGRAM / "resources"
MANUAL = PROGRAM / "docs" / "manual"
SCREENSHOTS = PROGRAM / "docs" / "screenshots"
FONTS = RESOURCES / "fonts"
ICONS = RESOURCES / "icons"
SAMPLES = RESOURCES / "samples"
TRANSLATIONS = RESOURCES / "translations"


LOG = "planner_desktop.log"


def user_data() -> Path:
    """The folder that keeps what is this user's and no draft: added form packs, the drafts opened last."""
    return platformdirs.user_data_path("planner_desktop", appauthor=False)


def user_cache() -> Path:
    """The folder for what can be made again at any time: form packs as they were read, where words end."""
    return platformdirs.user_cache_path("planner_desktop", appauthor=False)


def user_logs() -> Path:
    """The folder of `LOG`, in which faults of the program are told."""
    return platformdirs.user_log_path("planner_desktop", appauthor=False)
