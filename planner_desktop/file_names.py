"""Names for files that every drive takes, and that no two drives take for different numbers of files.

Windows takes some letters and words in no name, and ends none in a dot or space; it and macOS know no capital letters
or one spelling of each letter only (https://learn.microsoft.com/windows/win32/fileio/naming-a-file). Asked for such a
name it may put what is written elsewhere: `NUL.pdf` is a device that swallows it, `a:b.pdf` a hidden part of file `a`.
"""

import errno
import os
import sys
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from planner_desktop.i18n import _
from planner_desktop.regex import regex

ON_WINDOWS = sys.platform == "win32"
LONGEST = 259
"""UTF-16 units of a path that Windows finds on a PC that was not told to find longer ones (MAX_PATH less its end)."""
_BESIDE = 45
"""Letters that the names of files that are written beside another have at most."""

MARKS = ':\\\0"<>|?*'
_NUMBERED = (f"{name}{number}" for name in ("com", "lpt") for number in "0123456789¹²³")
DEVICES = frozenset({"con", "prn", "aux", "nul", "conin$", "conout$", *_NUMBERED})
"""Windows takes a raised 1, 2 or 3 for the figure."""
LETTERS, BYTES = 80, 240
"""A name as long fits on any drive, in a folder of this program's whose own path is not very long (Windows: 260)."""
_LONGEST_NAME = 255
"""Of one name: bytes, of which a Thai letter has three, or on Windows UTF-16 units."""
_JOURNAL = len("-journal")  # which SQLite writes beside a draft
_NOT_SEEN = ("Cc", "Cf", "Cs", "Zl", "Zp")  # what steers, turns or ends a line
_LINE_ENDS = regex("%(?=0[AaDd])")  # which BagIt's lists take for a line's end (RFC 8493, section 2.1.3)


def on_any_drive(name: str) -> str:
    """A name as drives compare it that know no capital letters, or one spelling of each letter alone."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def safe(name: str, *, letters: int = LETTERS, most: int = BYTES) -> str:
    """The name as every drive takes it, at most so many `letters` and bytes long: itself, if it can be."""
    name = "".join(
        "_" if letter in MARKS or letter == "/" or unicodedata.category(letter) in _NOT_SEEN else letter
        for letter in unicodedata.normalize("NFC", name)
    )
    name = _LINE_ENDS.sub("_", name).strip().rstrip(". ") or "_"
    if name.partition(".")[0].rstrip().lower() in DEVICES:
        name = f"_{name}"
    stem, suffix = _parted(name)
    while len(stem + suffix) > letters or len((stem + suffix).encode()) > most:
        stem = stem[:-1]
    return (stem.rstrip(". ") or "_") + suffix if stem + suffix != name else name


def apart(names: Iterable[str]) -> dict[str, str]:
    """Of each name the one of its file, where all lie in one folder of a bundle. The same names always give the same.

    BagIt's lists write a % as %25 (RFC 8493, section 2.1.3), and not every program that reads them knows: it is wide.
    """
    made: dict[str, str] = {}
    numbers: dict[str, int] = {}
    for name in sorted(set(names), key=lambda name: (safe(name) != name, name)):
        file = first = safe(name).replace("%", "％")
        stem, suffix = _parted(first)
        while on_any_drive(file) in numbers:
            numbers[on_any_drive(first)] += 1
            file = f"{stem} ({numbers[on_any_drive(first)]}){suffix}"
        numbers[on_any_drive(file)] = 1
        made[name] = file
    return made


def _parted(name: str) -> tuple[str, str]:
    """A name and its ending, which tells what opens it."""
    stem, dot, ending = name.rpartition(".")
    return (stem, dot + ending) if stem and 0 < len(ending) <= 10 else (name, "")


class NameRefusedError(OSError):
    """A name that no file can have on this PC."""

    def __init__(self, path: Path, problem: str) -> None:
        super().__init__(errno.EINVAL, problem, str(path))


def refuse(path: Path) -> None:
    """Refuse a name that no file can have on this PC. Raises NameRefusedError."""
    problem = name_too_long(path.name) or (why_not(path.name) if ON_WINDOWS else "")
    if problem:
        raise NameRefusedError(path, problem)


def why_not(name: str) -> str:
    """Why no file on Windows can have this name; empty where it can."""
    if sign := next((letter for letter in name if letter in MARKS or letter < " "), ""):
        return _("the name of a file has no “{sign}”").format(sign=sign)
    if name.partition(".")[0].rstrip().lower() in DEVICES:
        return _("Windows has “{name}” for a device").format(name=name)
    if name.endswith((".", " ")):
        return _("the name of a file does not end in a dot or a space")
    return ""


def name_too_long(name: str) -> str:
    """Why no drive of this PC takes a name of this length; empty where one does."""
    stem, suffix = _parted(name)
    short = stem
    while short and _length(short + suffix) > _LONGEST_NAME - _JOURNAL:
        short = short[:-1]
    if short == stem:
        return ""
    return _("the name has {count} letters more than a file can have").format(count=len(stem) - len(short))


def with_word(path: Path, word: str, suffix: str) -> Path:
    """A file beside another, whose name has a word in brackets behind and is as short as any drive asks."""
    end, stem = f" ({word}){suffix}", path.stem
    while stem and name_too_long(stem + end):
        stem = stem[:-1]
    return path.with_name(stem.rstrip(". ") + end)


def _length(name: str) -> int:
    return len(name.encode("utf-16-le", "surrogatepass")) // 2 if ON_WINDOWS else len(os.fsencode(name))


def for_long(folder: Path, letters: int) -> Path:
    """A folder by the name under which paths may go on for so many letters, as they may not on every Windows."""
    if not ON_WINDOWS or len(str(folder)) + 1 + letters <= LONGEST:
        return folder
    return Path(f"\\\\?\\{folder}")


def too_long(path: Path) -> str:
    """Why a file at this path, or one beside it, may not be found on this PC; empty where it is short enough."""
    if not ON_WINDOWS:
        return ""
    name = max(len(path.name.encode("utf-16-le", "surrogatepass")) // 2, _BESIDE)
    count = len(str(path.absolute().parent).encode("utf-16-le", "surrogatepass")) // 2 + 1 + name
    if count <= LONGEST:
        return ""
    return _("its path has {count} letters, and Windows on this PC finds only {most}").format(count=count, most=LONGEST)
