"""The drafts that were opened last, in a small file of this user."""

import json
from pathlib import Path

from planner_desktop.places import user_data

MOST = 12


def _file() -> Path:
    return user_data() / "recent.json"


def recent() -> list[Path]:
    """The drafts opened last, the latest first; only those that are still there."""
    return [path for path in known() if path.is_file()]


def known() -> list[Path]:
    """As `recent`, with those that are there no more: of them there may be a backup."""
    try:
        return [Path(text) for text in json.loads(_file().read_text("utf-8"))]
    except (OSError, ValueError, TypeError):
        return []  # nothing opened yet, or not readable: there is nothing to lose


def remember(path: Path) -> None:
    """Put a draft first."""
    paths = [path.resolve(), *(other for other in known() if other != path.resolve())][:MOST]
    try:
        _file().parent.mkdir(parents=True, exist_ok=True)
        _file().write_text(json.dumps([str(p) for p in paths], ensure_ascii=False, indent=1), "utf-8")
    except OSError:
        return  # a list of shortcuts is not worth a message
