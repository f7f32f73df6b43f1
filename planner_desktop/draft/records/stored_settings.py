"""What a draft remembers besides the plan, as data. In a file from anyone it may be anything, and is then ignored."""

import json
from typing import Any, TypeVar, get_type_hints

from planner_desktop.draft.draft import Draft

T = TypeVar("T")
MOST = 2**31 - 1  # what a screen counts with


def remembered(draft: Draft, name: str) -> Any:
    """The data of a setting; None where there is none that can be read."""
    try:
        return json.loads(draft.setting(name) or "null")
    except (ValueError, RecursionError):
        return None


def parts(draft: Draft, name: str, kind: type[T]) -> dict[str, T]:
    """The data of a setting that holds a part of this kind, a dataclass of plain values, for each section."""
    data = remembered(draft, name)
    found = {section: part(kind, each) for section, each in data.items()} if isinstance(data, dict) else {}
    return {section: each for section, each in found.items() if each is not None}


def part(kind: type[T], data: object) -> T | None:
    """The data as a part of this kind; None where it is none."""
    hints = get_type_hints(kind)
    if not isinstance(data, dict) or not all(
        name in hints and isinstance(value, hints[name]) and not (isinstance(value, int) and abs(value) > MOST)
        for name, value in data.items()
    ):
        return None
    try:
        return kind(**data)
    except TypeError:  # something lacks
        return None
