"""Who is at this PC, as the history of a draft names them: the PC's user name, or what they chose to be called."""

from pathlib import Path

from planner_desktop import whole_file
from planner_desktop.app_paths import user_data
from planner_desktop.draft.file import lock
from planner_desktop.errors import DraftError
from planner_desktop.i18n import _


def _file() -> Path:
    return user_data() / "author.txt"


def author_name() -> str:
    """The name chosen on this PC, else the one that the PC knows the officer by; empty where it knows none."""
    try:
        chosen = " ".join(_file().read_text("utf-8").split())
    except (OSError, UnicodeDecodeError):
        chosen = ""  # none was chosen, or it cannot be read: the PC's own name does as well
    return chosen or lock.user()


def set_author_name(name: str) -> None:
    """Be called so from now on, in every draft edited on this PC; the PC's own name again if empty. Raises DraftError.

    A draft that is open takes it with `draft.author = author_name()`.
    """
    file = _file()
    try:
        whole_file.own_folder(file.parent)
        whole_file.write(file, (" ".join(name.split()) + "\n").encode(), private=True)
    except OSError as error:
        raise DraftError(
            _("The name cannot be kept: {problem}").format(problem=whole_file.told(error)),
            _("Make space on this PC's own drive and try again."),
        ) from error
