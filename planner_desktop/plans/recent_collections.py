"""The collections of plans that were opened last, in a small file of this user. Who has none was never at the desk."""

import json
from pathlib import Path
from typing import Any

from planner_desktop import whole_file
from planner_desktop.app_paths import user_data
from planner_desktop.frozen import Frozen

MOST = 12


class KnownCollection(Frozen):
    """A collection's file, and the title of the edition whose plans it holds."""

    path: Path
    title: str = ""


def _file() -> Path:
    return user_data() / "collections.json"


def known() -> list[KnownCollection]:
    """The collections opened last, the latest first, also those that are there no more; no drive is asked."""
    try:
        return [_read(entry) for entry in json.loads(_file().read_text("utf-8"))]
    except (OSError, ValueError, TypeError, KeyError):
        return []  # nothing opened yet, or not readable: there is nothing to lose


def _read(entry: Any) -> KnownCollection:
    return KnownCollection(Path(entry["path"]), str(entry["title"]))


def remember(path: Path, title: str) -> None:
    """Put a collection first."""
    _write([KnownCollection(path, title), *(each for each in known() if each.path != path)])


def forget(path: Path) -> None:
    """Take a collection out of the list, not its file away."""
    _write([each for each in known() if each.path != path])


def _write(found: list[KnownCollection]) -> None:
    entries = [{"path": str(each.path), "title": each.title} for each in found[:MOST]]
    try:
        whole_file.own_folder(_file().parent)
        whole_file.write(_file(), json.dumps(entries, ensure_ascii=False, indent=1).encode(), private=True)
    except OSError:
        return  # a list of shortcuts is not worth a message
