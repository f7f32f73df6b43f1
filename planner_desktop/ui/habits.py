"""How this user likes the window, in a small file of the user's: whether the preview is shown, how wide columns are."""

import json
from pathlib import Path
from typing import Any

from planner_desktop.places import user_data

Kept = bool | float | str | list["Kept"] | dict[str, "Kept"]
"""What JSON can hold."""


def _file() -> Path:
    return user_data() / "window.json"


def _all() -> dict[str, Any]:
    try:
        kept = json.loads(_file().read_text("utf-8"))
    except (OSError, ValueError):
        return {}  # nothing kept yet, or not readable: there is nothing to lose
    return kept if isinstance(kept, dict) else {}


def habit(name: str) -> Any:
    """What was kept under a name; None if nothing was."""
    return _all().get(name)


def keep(name: str, value: Any) -> None:
    """Keep something that JSON can hold for the next time."""
    kept = _all()
    if kept.get(name) == value:
        return
    try:
        _file().parent.mkdir(parents=True, exist_ok=True)
        _file().write_text(json.dumps(kept | {name: value}, ensure_ascii=False, indent=1), "utf-8")
    except OSError:
        return  # a habit is not worth a message
