"""The catalogues that were published for an edition after it was installed, in place of those that it came with.

They are kept in the user's own folder once their signature was found good (`publishing`), and are part of the installed
edition from then on: new drafts have them, and drafts that hold older ones may take them up as a corrected edition.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Collection, Mapping, Sequence
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
_PUBLISHED = regex(r"^published(_key)?:.*\n?", re.MULTILINE)
_NUMBER = regex(r"^published:.*", re.MULTILINE)
_ID = regex(r"[a-z0-9][a-z0-9-]{0,39}")


class Published(Frozen):
    """What was published at once for an edition: its number, CSV files by their paths, and the key that signed it."""

    edition: str
    number: int
    since: int
    """The number that an edition must hold for these files to be all that was published after it."""
    files: Mapping[str, str]
    key: str
    date: str
    note: str


class Shelf(Frozen):
    """All that is held for an edition: of each key what it signed last, the newest last of all."""

    held: Sequence[Published] = ()
    withdrawn: Sequence[Published] = ()
    """What is believed no more, for its key was revoked, without its files."""
    highest: int = 0
    """The highest number that was ever held: nothing else shall ever bear it."""


def _file(edition: str) -> Path:
    return user_data() / "published" / f"{edition}.json"


def shelf(edition: str) -> Shelf:
    """All that is held for an edition; nothing where that cannot be read, which the log then tells."""
    file = _file(edition)
    if not _ID.fullmatch(edition) or not file.is_file():
        return Shelf()
    try:
        said: dict[str, Any] = json.loads(file.read_bytes())
        held, withdrawn = ([Published(**each) for each in said[word]] for word in ("held", "withdrawn"))
        return Shelf(held, withdrawn, int(said["highest"]))
    except (OSError, ValueError, TypeError, KeyError) as error:
        _log.warning("%s: %s", file, error)
        return Shelf()


def held(edition: str) -> Published | None:
    """What is held for an edition and part of it; None if nothing is."""
    there = shelf(edition).held
    return there[-1] if there else None


def keep(published: Published) -> None:
    """Hold it as the newest. Raises FormPackError where it cannot be written."""
    there = shelf(published.edition)
    others = [each for each in there.held if each.key != published.key]
    _put(published.edition, Shelf([*others, published], there.withdrawn, max(there.highest, published.number)))


def withdraw(edition: str, believed: Collection[str]) -> Sequence[Published]:
    """Hold no more what other keys than these signed, and say what that was.

    What one of these signed before is held then. Raises FormPackError.
    """
    there = shelf(edition)
    gone = [each for each in there.held if each.key not in believed]
    if gone:
        stays = [each for each in there.held if each.key in believed]
        named = [Published(**vars(each) | {"files": {}}) for each in gone]
        _put(edition, Shelf(stays, [*there.withdrawn, *named], there.highest))
    return gone


def drop(edition: str) -> bool:
    """Hold nothing for an edition any more; whether anything was held. Raises FormPackError."""
    there = shelf(edition)
    if there.held:
        _put(edition, Shelf((), there.withdrawn, there.highest))
    return bool(there.held)


def forget(edition: str) -> None:
    """Hold neither catalogues nor lists of keys of an edition that is taken away. Raises FormPackError."""
    drop(edition)
    file = keys_file(edition)
    if file.is_file():
        try:
            whole_file.remove(file)
        except OSError as error:
            problem = _("{path} cannot be removed: {problem}").format(path=file, problem=whole_file.told(error))
            raise FormPackError(problem) from error


def keys_file(edition: str) -> Path:
    """Where the lists of keys that came after an edition was installed are held."""
    return user_data() / "published" / f"{edition}.bmakeys"


def _put(edition: str, shelf: Shelf) -> None:
    file = _file(edition)
    said = {
        "highest": shelf.highest,
        "held": [vars(each) for each in shelf.held],
        "withdrawn": [vars(each) for each in shelf.withdrawn],
    }
    try:
        whole_file.own_folder(file.parent)
        whole_file.write(file, json.dumps(said, ensure_ascii=False, indent=1).encode("utf-8"))
    except OSError as error:
        raise FormPackError(*whole_file.cannot_be_written(file, error)) from error


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
    said = _NUMBER.search(files[EDITION].decode("utf-8", "replace"))
    text = said[0].partition(":")[2].strip() if said else ""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def over(files: Mapping[str, bytes], published: Published) -> dict[str, bytes]:
    """The files of an edition with the published catalogues in place of its own; number and key go along."""
    text = _PUBLISHED.sub("", files[EDITION].decode("utf-8")).rstrip("\n")
    told = f"published: {published.number}\n" + (f"published_key: {published.key}\n" if published.key else "")
    catalogues = {file: text.encode("utf-8") for file, text in published.files.items() if file in files}
    return {**files, EDITION: f"{text}\n{told}".encode(), **catalogues}
