"""The words of this user that no dictionary has, a line each in a file of the user's: they are never misspelt."""

from pathlib import Path

from planner_desktop import whole_file
from planner_desktop.app_paths import user_data
from planner_desktop.errors import DraftError
from planner_desktop.i18n import _


def _file() -> Path:
    return user_data() / "words.txt"


def own_words() -> frozenset[str]:
    """The user's own words, that are never marked as misspelt; none where the file cannot be read."""
    try:
        return frozenset(filter(None, map(str.strip, _file().read_text("utf-8").splitlines())))
    except (OSError, UnicodeDecodeError):
        return frozenset()  # there are none, or what is there cannot be read: words are marked once more


def add_own_word(word: str) -> None:
    """Take a word for right from now on, in every draft edited on this PC. Raises DraftError."""
    _write(own_words() | {word.strip()})


def remove_own_word(word: str) -> None:
    """Take a word for right no more. Raises DraftError."""
    _write(own_words() - {word.strip()})


def _write(words: frozenset[str]) -> None:
    file = _file()
    try:
        whole_file.own_folder(file.parent)
        whole_file.write(file, "".join(f"{word}\n" for word in sorted(words)).encode(), private=True)
    except OSError as error:
        raise DraftError(
            _("Your words cannot be kept: {problem}").format(problem=whole_file.told(error)),
            _("Make space on this PC's own drive and try again."),
        ) from error
