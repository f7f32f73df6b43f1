"""What was accepted, in a plan's JSON: beside the plan, for whoever reads it, and no part of what is printed.

    "accepted": [{"basis", "check", "kind", "uid", "field", "message", "reason", "author", "at"}]

A plan with such is of format 3; `uid` is that of the record, and left out as `field` is where there is none.
"""

import re
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from planner_desktop.draft.draft import Draft
from planner_desktop.draft.file import uids, validation
from planner_desktop.draft.records import acceptances
from planner_desktop.draft.records.acceptances import Acceptance
from planner_desktop.i18n import _

ACCEPTED = "accepted"
"""The name of the part."""
_SINCE = 3
_TEXT = {"type": "string"}
_NEEDED = ("basis", "check", "kind", "message", "reason", "author", "at")
SCHEMA = {
    "type": "array",
    "description": "problems that the agency accepted, each with the reason, by whom and when; not printed",
    "items": {
        "type": "object",
        "additionalProperties": False,
        "required": list(_NEEDED),
        "properties": {
            "basis": _TEXT | {"pattern": f"^{uids.PATTERN}$", "description": "a digest of what the problem rests on"},
            "check": _TEXT,
            "kind": _TEXT | {"description": "of the record at fault"},
            "uid": _TEXT | {"pattern": f"^{uids.PATTERN}$"},
            "field": _TEXT,
            "message": _TEXT | {"description": "what was found"},
            "reason": _TEXT,
            "author": _TEXT,
            "at": _TEXT | {"format": "date-time"},
        },
    },
}
"""The JSON Schema of the part."""


def with_accepted(plan: dict[str, Any], draft: Draft) -> dict[str, Any]:
    """A draft's plan, with what was accepted in it, if anything was."""
    rows = [
        {name: value for name, value in asdict(a).items() if value} for a in acceptances.acceptances(draft).values()
    ]
    listed = [{"author": ""} | row for row in rows]
    return plan | {"format_version": _SINCE, ACCEPTED: listed} if listed else plan


def read(given: Any, refuse: Callable[[str, str, str], None]) -> list[Acceptance]:
    """What a plan's JSON says was accepted; `refuse` is told the place, problem and fix of what cannot stand so."""
    if not isinstance(given, list):
        refuse(ACCEPTED, _("a list is expected"), "")
        return []
    found: dict[str, Acceptance] = {}
    for n, row in enumerate(given):
        if not _is_acceptance(row):
            refuse(f"{ACCEPTED}[{n}]", _("an accepted problem is expected as the program writes it"), _("Remove it."))
        else:
            found[row["basis"]] = Acceptance(**({"uid": "", "field": None} | row))
    return list(found.values())


def _is_acceptance(row: Any) -> bool:
    texts = isinstance(row, dict) and all(isinstance(value, str) for value in row.values())
    return (
        texts
        and set(_NEEDED) <= row.keys() <= {*_NEEDED, "uid", "field"}
        and validation.is_acceptance(row)
        and re.fullmatch(uids.PATTERN, row.get("uid", "0" * 16)) is not None
        and bool(row["reason"].strip())
    )
