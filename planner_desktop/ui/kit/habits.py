"""How this user likes the window, in a small file of the user's: whether the preview is shown, how wide columns are."""

import json
from copy import deepcopy
from functools import lru_cache
from pathlib import Path
from typing import Any

from planner_desktop import whole_file
from planner_desktop.app_paths import user_data

Kept = bool | float | str | list["Kept"] | dict[str, "Kept"]
"""What JSON can hold."""


def _file() -> Path:
    return user_data() / "window.json"


def _all() -> dict[str, Any]:
    try:
        file = _file()
        return _read(file, file.stat().st_mtime_ns)
    except (OSError, ValueError):
        return {}  # nothing kept yet, or not readable: there is nothing to lose


@lru_cache(maxsize=1)
def _read(file: Path, _written: int) -> dict[str, Any]:
    """What the file holds, read once for every time it was written: a form asks at each of its fields."""
    kept = json.loads(file.read_text("utf-8"))
    return kept if isinstance(kept, dict) else {}


def habit(name: str) -> Any:
    """What was kept under a name; None if nothing was."""
    return deepcopy(_all().get(name))


def keep(name: str, value: Any) -> None:
    """Keep something that JSON can hold for the next time."""
    kept = _all()
    if kept.get(name) == value:
        return
    try:
        whole_file.own_folder(_file().parent)
        _read.cache_clear()  # the clock of some drives is coarse
        text = json.dumps(kept | {name: value}, ensure_ascii=False, indent=1)
        whole_file.write(_file(), text.encode(), private=True)
    except OSError:
        return  # a habit is not worth a message
