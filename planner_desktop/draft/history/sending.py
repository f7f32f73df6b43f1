"""The steps of a plan to สยป. and back, and what was sent opened again.

There are three ways on from a version that was sent: `returned` (สยป. sends it back with a reason) and `reopen` (the
agency itself goes on) begin the next version; `withdraw` takes back a sending that did not happen.
"""

import hashlib
import json
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from planner_desktop.closing import closed_on_error
from planner_desktop.draft.draft import Draft
from planner_desktop.draft.file import identity, own_tables
from planner_desktop.draft.history import history
from planner_desktop.draft.history.comparison import Difference, compare
from planner_desktop.draft.history.versions import Version, VersionState, refuse_if_sent, state, versions
from planner_desktop.draft.plan import plan_json
from planner_desktop.draft.records import acceptances, attachments
from planner_desktop.draft.records.handed_parts import refuse_if_part
from planner_desktop.errors import DraftError
from planner_desktop.i18n import _


def open_version(draft: Draft, number: int) -> Draft:
    """A version as it was sent, read-only in memory. Raises DraftError if there is none or it is damaged."""
    row = None
    if any(version.number == number for version in versions(draft)):
        row = draft.database.execute("SELECT plan, sha256, moment FROM version WHERE id = ?", [number]).fetchone()
    if row is None:
        raise DraftError(_("There is no version {number}").format(number=number))
    kept, sha256, moment = row
    if not kept:
        raise DraftError(
            _("Version {number} is not in this copy of the draft").format(number=number),
            _("Who made the plan has it, or open the bundle that was sent."),
        )
    try:
        text = zlib.decompress(kept)
    except zlib.error:
        text = b""
    if hashlib.sha256(text).hexdigest() != sha256:
        raise DraftError(
            _("Version {number} is damaged inside the draft").format(number=number),
            _("Open it from a backup, or from the bundle that was sent."),
        )
    data = json.loads(text)
    pack = history.form_pack_at(draft.database, draft.pack, moment)
    version = _("version {number}").format(number=number)
    with closed_on_error(plan_json.from_plan(data, pack, version)) as then:
        for attached in data["attachments"]:
            attachments.keep(then.database, attached["name"], draft.attachment(attached["name"]), as_named=True)
        _make_related(draft, then, moment)
        _keep_accepted(draft, then, moment)
    then.path, then.read_only = draft.path, True
    return then


def changed_since(draft: Draft, number: int) -> list[Difference]:
    """What is different from a version that was sent: the page that goes with the next one. Raises DraftError."""
    with open_version(draft, number) as then:
        return compare(then, draft)


def plan_bytes(draft: Draft) -> bytes:
    """The plan as it is frozen: the bytes that a version's `sha256` is of."""
    return plan_text(plan_json.to_plan(draft)).encode("utf-8")


def plan_text(plan: dict[str, Any]) -> str:
    """A plan's data so that the same is the same text: 1, 1.0 and true are not."""
    return json.dumps(plan, ensure_ascii=False, sort_keys=True)


def digest(draft: Draft) -> str:
    """What tells the plan from every other, in hexadecimal digits: the SHA-256 of its data."""
    return hashlib.sha256(plan_bytes(draft)).hexdigest()


def moment(draft: Draft) -> datetime:
    """When the plan became what it is: when it was sent, else last edited, else begun; what is made of it bears that
    date, so that it is the same whenever it is made.
    """
    if state(draft).sent:
        return versions(draft)[-1].sent_at.astimezone(UTC)
    row = draft.database.execute("SELECT max(at) FROM action WHERE undone = 0").fetchone()
    said = row[0] or draft.setting(identity.BEGUN)
    return datetime.fromisoformat(said).astimezone(UTC) if said else datetime.now(UTC)


def identifier(draft: Draft) -> str:
    """What the plan is called in a submission: edition, agency, year and version."""
    edition = draft.pack.edition
    agency, abbreviation = (value_at(draft, place) for place in (edition.agency, edition.abbreviation))
    return f"{edition.id}/{abbreviation or agency}/{edition.year}/{state(draft).number}"


def value_at(draft: Draft, place: str) -> str:
    """What a single record's field holds, its place written as `record.field`."""
    kind, _dot, field = place.partition(".")
    return str(draft.record(kind, 1).values[field] or "")


# ---------------------------------------------------------------- steps


def submit(draft: Draft, note: str = "", now: datetime | None = None) -> Version:
    """Freeze the plan as the version that is sent now. Raises DraftError, also if one is with สยป. already."""
    refuse_if_sent(draft.database)
    refuse_if_part(draft)
    plan = plan_bytes(draft)
    row: dict[str, Any] = {
        "id": state(draft).number,
        "sent_at": _stamp(now),
        "sent_by": draft.author,
        "note": note,
        "moment": max(history.standing(draft.database), default=0),
        "plan": zlib.compress(plan, 9),
        "sha256": hashlib.sha256(plan).hexdigest(),
    }
    with draft.saving():
        draft.database.table("version").insert(row)
    return versions(draft)[-1]


@contextmanager
def as_sent(draft: Draft, note: str, author: str, now: datetime) -> Iterator[Draft]:
    """The draft as it will be once `submit` has frozen it at that moment, in memory. Raises DraftError."""
    with draft.snapshot() as then:
        then.author, then.read_only = author, False
        submit(then, note, now)
        then.read_only = True
        yield then


def returned(draft: Draft, reason: str, by: str = "", now: datetime | None = None) -> VersionState:
    """Note that the version that was sent came back, by whom and why; the next one is begun. Raises DraftError."""
    return _end(draft, "returned", reason, by, now)


def reopen(draft: Draft, reason: str = "", now: datetime | None = None) -> VersionState:
    """Begin the next version without waiting for an answer to the one that was sent. Raises DraftError."""
    return _end(draft, "reopened", reason, draft.author, now)


def withdraw(draft: Draft) -> VersionState:
    """The version was not sent after all; its number is free again. Raises DraftError.

    Nothing is lost: the draft is still what was frozen, for it could not be edited.
    """
    number = _sent_number(draft)
    with draft.saving():
        draft.database.execute("DELETE FROM version WHERE id = ?", [number])
    return state(draft)


def _end(draft: Draft, word: str, reason: str, by: str, now: datetime | None) -> VersionState:
    number = _sent_number(draft)
    with draft.saving():
        draft.database.table("version").update(
            number, {"outcome": word, "ended_at": _stamp(now), "ended_by": by, "reason": reason}
        )
    return state(draft)


def _sent_number(draft: Draft) -> int:
    now = state(draft)
    if not now.sent:
        raise DraftError(_("No version of the draft is with สยป."), _("Send one first."))
    return now.number


def _make_related(draft: Draft, then: Draft, moment: int) -> None:
    """Have a version's records told from those made later under their ids: it shares the actions until it was sent."""
    database = then.database
    own_tables.put_setting(database, identity.SETTING, draft.setting(identity.SETTING))
    actions = draft.database.execute("SELECT id, at, author, label FROM action")
    shared = set(history.standing(draft.database, moment))
    database.table("action").insert_all(
        dict(zip(("id", "at", "author", "label"), row, strict=True)) for row in actions if row[0] in shared
    )


def _keep_accepted(draft: Draft, then: Draft, moment: int) -> None:
    """Have a version tell what was accepted when it was sent."""
    if not draft.database.execute("SELECT 1 FROM change WHERE record = 'accepted' LIMIT 1").fetchone():
        return
    with draft.snapshot() as before:
        history.go_to(before.database, moment)
        for each in acceptances.acceptances(before).values():
            acceptances.insert(then.database, each)


def _stamp(now: datetime | None) -> str:
    return (now or datetime.now(UTC)).astimezone(UTC).isoformat(timespec="seconds")
