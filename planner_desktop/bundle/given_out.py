"""That a bundle was given out though errors stand in its plan: why, who says so and when, as its label says it."""

from collections.abc import Mapping

from planner_desktop.bundle import layout
from planner_desktop.thai.dates import moment_in_bangkok

_LINES = {"reason": layout.INCOMPLETE, "by": layout.INCOMPLETE_BY, "at": layout.INCOMPLETE_AT}


def incomplete(said: Mapping[str, str]) -> dict[str, str]:
    """What the label of a bundle says of it: reason, by whom, and at which moment; nothing where it is not marked."""
    return {name: said.get(line, "") for name, line in _LINES.items()} if layout.INCOMPLETE in said else {}


def told(mark: Mapping[str, str] | None) -> str:
    """The mark in a line: why, by whom and when; nothing where there is none."""
    if not mark:
        return ""
    by = ", ".join(filter(None, (mark.get("by"), moment_in_bangkok(mark.get("at") or ""))))
    return " ".join(f"{mark.get('reason') or ''} ({by})".split())
