"""The catalogues that were published for an edition after it was installed, in place of those that it came with.

They are kept in the user's own folder once their signature was found good (`publishing`), and are part of the installed
edition from then on: new drafts have them, and drafts that hold older ones may take them up as a corrected edition.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from planner_desktop import whole_file
from planner_desktop.app_paths import FORMS, user_data
from planner_desktop.errors import FormPackError
from planner_desktop.formpack.folder import EDITION, files_of
from planner_desktop.frozen import Frozen
from planner_desktop.i18n import _
from planner_desktop.regex import regex

_log = logging.getLogger(__name__)
_PUBLISHED = regex(r"^published:.*\n?", re.MULTILINE)
_ID = regex(r"[a-z0-9][a-z0-9-]{0,39}")


class Published(Frozen):
    """What was published last for an edition: its number, the CSV files by their paths, and the key that signed it."""

    edition: str
    number: int
    since: int
    """The number that an edition must hold for these files to be all that was published after it."""
    files: Mapping[str, str]
    key: str
    date: str
    note: str


def _file(edition: str) -> Path:
    return user_data() / "published" / f"{edition}.json"


def held(edition: str) -> Published | None:
    """What is held for an edition; None if nothing is, or if it cannot be read, which the log then tells."""
    found = _read(edition)
    return found if found is not None and found.key else None


def last_number(edition: str) -> int:
    """The highest number that was ever held for an edition, also of what was withdrawn; 0 if none was."""
    found = _read(edition)
    return found.number if found is not None else 0


def withdraw(found: Published) -> None:
    """Hold it no more, for its key was revoked, and remember its number: nothing else shall ever bear it."""
    keep(Published(**vars(found) | {"files": {}, "key": ""}))


def _read(edition: str) -> Published | None:
    file = _file(edition)
    if not _ID.fullmatch(edition) or not file.is_file():
        return None
    try:
        said: dict[str, Any] = json.loads(file.read_bytes())
        return Published(**said)
    except (OSError, ValueError, TypeError) as error:
        _log.warning("%s: %s", file, error)
        return None


def keep(published: Published) -> None:
    """Hold it in place of what is held. Raises FormPackError where it cannot be written."""
    file = _file(published.edition)
    try:
        whole_file.own_folder(file.parent)
        whole_file.write(file, json.dumps(vars(published), ensure_ascii=False, indent=1).encode("utf-8"))
    except OSError as error:
        raise FormPackError(*whole_file.cannot_be_written(file, error)) from error


def drop(edition: str) -> bool:
    """Hold nothing for an edition any more; whether anything was held. Raises FormPackError."""
    file = _file(edition)
    if not _ID.fullmatch(edition) or not file.is_file():
        return False
    try:
        whole_file.remove(file)
    except OSError as error:
        problem = _("{path} cannot be removed: {problem}").format(path=file, problem=whole_file.told(error))
        raise FormPackError(problem) from error
    return True


def files(folder: Path) -> dict[str, bytes]:
    """The files of the edition in a folder; of an installed one with what was published since. Raises FormPackError."""
    from planner_desktop.formpack.store import added_folder  # which needs this module

    own = files_of(folder)
    if folder.parent not in (FORMS, added_folder()):
        return own
    found = held(folder.name)
    return own if found is None or found.number <= number(own) else over(own, found)


def number(files: Mapping[str, bytes]) -> int:
    """The number of what was published last that the files of an edition hold already."""
    said = _PUBLISHED.search(files[EDITION].decode("utf-8", "replace"))
    text = said[0].partition(":")[2].strip() if said else ""
    return int(text) if text.isascii() and text.isdigit() else 0


def over(files: Mapping[str, bytes], published: Published) -> dict[str, bytes]:
    """The files of an edition with the published catalogues in place of its own; their number goes along."""
    text = _PUBLISHED.sub("", files[EDITION].decode("utf-8")).rstrip("\n")
    catalogues = {file: text.encode("utf-8") for file, text in published.files.items() if file in files}
    return {**files, EDITION: f"{text}\npublished: {published.number}\n".encode(), **catalogues}
