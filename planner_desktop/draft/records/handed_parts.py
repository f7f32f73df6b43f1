"""Parts of a plan that are handed out to divisions: the rows that tell of them, in the plan's draft and in a part's.

A part's own file is a draft that says in a setting which of these rows it is. The draft of the plan keeps them all, so
that what comes back is known, and with each the plan as it was handed out: that is what both sides began from.
"""

import hashlib
import json
import zlib
from dataclasses import replace
from datetime import datetime
from typing import Any

from planner_desktop.draft.file.database import Database
from planner_desktop.draft.file.own_tables import HANDED_PART
from planner_desktop.draft.records.records import Records
from planner_desktop.errors import DraftError
from planner_desktop.frozen import Frozen
from planner_desktop.i18n import _

SETTING = "part"
"""In a part's own file, the key of the part that it is."""
MOST_BYTES = 200_000_000
"""Of a plan as JSON: in a file from anyone a few bytes may unfold to any number."""
_COLUMNS = ", ".join(HANDED_PART.columns)


class Given(Frozen):
    """What of a plan may be filled: whole sections, and records (kind and uid) with all that stands under them.

    Of the kinds in `new` records may be added.
    """

    sections: tuple[str, ...] = ()
    records: tuple[tuple[str, str], ...] = ()
    new: tuple[str, ...] = ()


class HandedPart(Frozen):
    """A part that was handed out. `key` names it in all files, `origin` the draft that it is of; moments are ISO 8601.

    `base` is the digest of the plan as it was handed out, which both sides began from. `came_at`, `came_by` (who filled
    it) and `came_as` (the file) tell that it came back; they are empty before.
    """

    id: int
    key: str
    origin: str
    division: str
    division_uid: str
    given: Given
    handed_at: str
    handed_by: str
    person: str
    deadline: str
    note: str
    base: str
    came_at: str = ""
    came_by: str = ""
    came_as: str = ""

    @property
    def at(self) -> datetime:
        """When it was handed out."""
        return datetime.fromisoformat(self.handed_at)

    @property
    def came(self) -> datetime | None:
        """When it came back last, if it did."""
        return datetime.fromisoformat(self.came_at) if self.came_at else None


def handed_parts(draft: Records) -> list[HandedPart]:
    """The parts that were handed out of a draft, in their order; of a part's own file that part."""
    return [_read(row) for row in draft.database.execute(f"SELECT {_COLUMNS} FROM handed_part ORDER BY id")]


def own_part(draft: Records) -> HandedPart | None:
    """The part that this very draft is; None where it is a whole plan."""
    row = draft.database.execute("SELECT value FROM setting WHERE name = ?", [SETTING]).fetchone()
    if row is None:
        return None
    return next((part for part in handed_parts(draft) if part.key == row[0]), None)


def refuse_if_part(draft: Records) -> None:
    """Raises DraftError where a draft is a part: only who has the whole plan sends it, or hands parts of it out."""
    part = own_part(draft)
    if part is not None:
        raise DraftError(
            _("This is the part of “{division}”, not the whole plan").format(division=part.division),
            _("Give the filled file back to {who}, who has the plan.").format(who=part.handed_by or _("who sent it")),
        )


def _read(row: tuple[Any, ...]) -> HandedPart:
    values: dict[str, Any] = dict(zip(HANDED_PART.columns, row, strict=True))
    given = json.loads(values["given"])
    values["given"] = Given(
        tuple(given["sections"]), tuple((kind, uid) for kind, uid in given["records"]), tuple(given["new"])
    )
    told: dict[str, Any] = {name: "" if value is None else value for name, value in values.items()}
    return HandedPart(**told)


def insert(database: Database, part: HandedPart) -> None:
    """Keep a part's row, inside the caller's transaction."""
    given = {"sections": part.given.sections, "records": part.given.records, "new": part.given.new}
    values = vars(part) | {"given": json.dumps(given), "came_at": part.came_at or None}
    row = [values[name] for name in HANDED_PART.columns]
    database.execute(f"INSERT INTO handed_part ({_COLUMNS}) VALUES ({', '.join('?' * len(row))})", row)


def next_of(draft: Records, part: HandedPart) -> HandedPart:
    """A part with the number that it gets in a draft."""
    (last,) = draft.database.execute("SELECT coalesce(max(id), 0) FROM handed_part").fetchone()
    return replace(part, id=last + 1)


def came(database: Database, key: str, at: str, by: str, file: str) -> None:
    """Keep that a part came back, inside the caller's action."""
    database.execute("UPDATE handed_part SET came_at = ?, came_by = ?, came_as = ? WHERE key = ?", [at, by, file, key])


def keep_state(database: Database, plan: bytes) -> str:
    """Keep a plan as JSON, inside the caller's transaction; the digest by which it is found again."""
    digest = hashlib.sha256(plan).hexdigest()
    database.execute(
        "INSERT INTO handed_state (sha256, size, plan) VALUES (?, ?, ?) ON CONFLICT (sha256) DO NOTHING",
        [digest, len(plan), zlib.compress(plan, 9)],
    )
    return digest


def has_state(draft: Records, digest: str) -> bool:
    """Whether a state is kept in a draft."""
    return draft.database.execute("SELECT 1 FROM handed_state WHERE sha256 = ?", [digest]).fetchone() is not None


def state(draft: Records, digest: str) -> bytes:
    """A plan as JSON that was kept. Raises DraftError where it is not there, or is damaged."""
    row = draft.database.execute("SELECT plan FROM handed_state WHERE sha256 = ?", [digest]).fetchone()
    plan = b""
    if row is not None:
        try:
            unfolding = zlib.decompressobj()
            plan = unfolding.decompress(row[0], MOST_BYTES)
        except zlib.error:
            plan = b""
    if hashlib.sha256(plan).hexdigest() != digest:
        raise DraftError(
            _("What was handed out cannot be read: it is damaged inside the file"),
            _("Ask for the file again, or compare it with the plan and bring over what differs."),
        )
    return plan
