"""What those who look after the PCs set for every user of one: a small file that the program only reads.

On Windows it is %ProgramData%\\planner_desktop\\policy.ini, on Linux /etc/xdg/planner_desktop/policy.ini:

    [planner-desktop]
    drafts = D:\\Plans\\%USERNAME%
    updates = \\\\server\\share\\planner-desktop

`drafts` is the folder that is proposed for new plans and opened ones, `updates` one in which newer setup files are put.
Both may be left out. Names of environment variables are replaced by their values.
"""

import os
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import platformdirs

from planner_desktop import __version__, whole_file
from planner_desktop.errors import PolicyError
from planner_desktop.frozen import Frozen
from planner_desktop.i18n import _
from planner_desktop.regex import regex

SECTION = "planner-desktop"
KEYS = ("drafts", "updates")
_MOST = 64_000  # bytes; a policy has three lines
_UNKNOWN_NAME = regex(r"%\w+%|\$\{?\w+")
_ON_WINDOWS, _ON_LINUX = r"planner-desktop-(\d+(?:\.\d+)*)-setup\.exe", r"planner-desktop_(\d+(?:\.\d+)*)_\w+\.deb"
_SETUP = _ON_WINDOWS if sys.platform == "win32" else _ON_LINUX
_MEND = "[planner-desktop]\ndrafts = …\nupdates = …"


class Policy(Frozen):
    """The folder proposed for drafts and the one where newer setup files lie; None where nothing is set."""

    drafts: Path | None = None
    updates: Path | None = None


class Setup(Frozen):
    """A setup file of a newer version."""

    version: str
    path: Path


def policy_file() -> Path:
    """Where the policy of this PC is, if it has one."""
    return platformdirs.site_config_path("planner_desktop", appauthor=False) / "policy.ini"


@cache
def in_force() -> Policy:
    """The policy of this PC as it was when the program started; of a file with mistakes nothing is in force."""
    try:
        return read()
    except PolicyError:
        return Policy()  # the start page and the command `policy` tell of it


def read(file: Path | None = None) -> Policy:
    """Read a policy, this PC's if none is named; an empty one where there is no file.

    Raises PolicyError, with file, line and what to write, where something in it cannot be.
    """
    file = file or policy_file()
    try:
        with file.open("rb") as opened:
            content = opened.read(_MOST + 1)
    except FileNotFoundError:
        return Policy()
    except OSError as error:
        problem = _("{file} cannot be read: {problem}").format(file=file, problem=whole_file.told(error))
        raise PolicyError(problem, _("Let every user read it, or take it away.")) from error
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise PolicyError(_("{file} is not written as UTF-8").format(file=file), _("Save it as UTF-8.")) from error
    if len(content) > _MOST:
        raise PolicyError(_("{file} is too large for a policy").format(file=file), _MEND)
    import configparser  # few PCs have a policy

    lines = text.splitlines()
    found = configparser.RawConfigParser()
    try:
        found.read_string(text, str(file))
    except configparser.Error as error:
        raise _wrong(file, _line_of(error), _("this is no line of a policy"), _MEND) from error
    for section in found.sections():
        if section != SECTION:
            raise _wrong(file, _where(lines, rf"\[{re.escape(section)}\]"), f"[{section}]", _MEND)
    values = dict(found[SECTION]) if SECTION in found else {}
    return Policy(**dict(_folders(file, lines, values)))


def _folders(file: Path, lines: list[str], values: dict[str, str]) -> Iterator[tuple[str, Path]]:
    for key, value in values.items():
        line = _where(lines, rf"{re.escape(key)}\s*[=:]")
        if key not in KEYS:
            said = _("“{key}” is not known").format(key=key)
            raise _wrong(file, line, said, _("Known are: {names}").format(names=", ".join(KEYS)))
        path = os.path.expanduser(os.path.expandvars(value.strip().strip('"')))
        if unset := _UNKNOWN_NAME.search(path):
            said = _("there is no environment variable {name}").format(name=unset[0])
            raise _wrong(file, line, said, _("Write the folder without it."))
        if not Path(path).is_absolute():
            said = _("“{value}” is no whole path of a folder").format(value=value)
            raise _wrong(file, line, said, _("Write it from the drive or the server on."))
        yield key, Path(path)


def _wrong(file: Path, line: int, said: str, mend: str) -> PolicyError:
    return PolicyError(_("{file}, line {line}: {problem}").format(file=file, line=line, problem=said), mend)


def _where(lines: list[str], pattern: str) -> int:
    """The line, counted from 1, that begins so."""
    matches = (n for n, line in enumerate(lines, 1) if re.match(rf"\s*{pattern}", line, re.IGNORECASE))
    return next(matches, 1)


def _line_of(error: Exception) -> int:
    errors = getattr(error, "errors", None)
    return int(errors[0][0] if errors else getattr(error, "lineno", None) or 1)


def newer_setup(folder: Path, version: str = __version__) -> Setup | None:
    """The setup file of the newest version in a folder, if that is newer than this program. Nothing is run.

    Raises PolicyError where the folder cannot be looked into, as of a server that is away.
    """
    try:
        names = [entry.name for entry in folder.iterdir()]
    except OSError as error:
        problem = _("The folder of updates {folder} cannot be read: {problem}")
        said = problem.format(folder=folder, problem=whole_file.told(error))
        raise PolicyError(said, _("See whether the server can be reached.")) from error
    found = [(_numbers(match[1]), match[1], name) for name in names if (match := re.fullmatch(_SETUP, name))]
    newest = max(found, default=None)
    if newest is None or newest[0] <= _numbers(version):
        return None
    return Setup(newest[1], folder / newest[2])


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d+", version))
