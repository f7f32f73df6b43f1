"""What the strategy office says of a plan that it returns: a small file (`.bmareturn`), and what a draft keeps of it.

The draft keeps the remarks that were taken into it and which of them are done, as settings beside the plan: no edit,
and no part of what is sent. A remark tells what it found (`was`), by which it is seen what was changed since.
"""

import json
from pathlib import Path
from typing import Any

from planner_desktop.draft.draft import Draft
from planner_desktop.draft.history import sending
from planner_desktop.draft.history.versions import state
from planner_desktop.draft.plan.strict_json import read_json
from planner_desktop.draft.records.stored_settings import remembered
from planner_desktop.errors import DraftError, PlanJsonError
from planner_desktop.frozen import Frozen
from planner_desktop.i18n import _

SUFFIX = ".bmareturn"
FORMAT, FORMAT_VERSION = "bmareturn", 1
KEPT, DONE = "remarks", "remarks_done"
"""The settings of a draft that hold what was returned last, and the numbers of the remarks that are done."""
MOST_BYTES, MOST_PARTS = 20_000_000, 200_000
_OF_FILE = ("receipt", "agency", "identifier", "returned_at", "returned_by", "reason")


class Remark(Frozen):
    """What is said of a field of a record (by kind and uid), of a record, or of the whole plan.

    `title` is what the record was called, `was` what stood there, as an officer reads it.
    """

    text: str
    kind: str = ""
    record: str = ""
    field: str = ""
    title: str = ""
    was: str = ""


class Returned(Frozen):
    """A plan that was returned: its receipt and identifier, when (ISO 8601, UTC), by whom and why, and the remarks."""

    receipt: str
    agency: str
    identifier: str
    returned_at: str
    returned_by: str
    reason: str
    remarks: tuple[Remark, ...]

    @property
    def version(self) -> int:
        """The number of the version that is returned; 0 where the file does not tell it."""
        number = self.identifier.rpartition("/")[2]
        return int(number) if number.isdecimal() else 0


def as_json(returned: Returned) -> bytes:
    """What stands in the file."""
    data = {"format": FORMAT, "format_version": FORMAT_VERSION} | vars(returned)
    data["remarks"] = [vars(each) for each in returned.remarks]
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def read(path: Path) -> Returned:
    """What a file says. Raises DraftError where it is not one of these."""
    try:
        data = read_json(path, most_bytes=MOST_BYTES, most_parts=MOST_PARTS)
    except PlanJsonError as error:
        raise DraftError(error.message, _("Ask สยป. for the file that its program wrote.")) from error
    returned = _returned(data) if isinstance(data, dict) and data.get("format") == FORMAT else None
    if returned is None or data.get("format_version") != FORMAT_VERSION:
        raise DraftError(
            _("{path} is no returned plan, or of a newer version of the program").format(path=path),
            _("Ask สยป. for the file that its program wrote."),
        )
    return returned


def _returned(data: dict[str, Any]) -> Returned | None:
    """What data says; None where it is not as `as_json` writes it."""
    remarks = data.get("remarks")
    if not isinstance(remarks, list) or not all(isinstance(each, dict) for each in remarks):
        return None
    names = ("text", "kind", "record", "field", "title", "was")
    said = [data.get(name) for name in _OF_FILE] + [each.get(name, "") for each in remarks for name in names]
    if not all(isinstance(each, str) for each in said):
        return None
    told = (Remark(**{name: each.get(name, "") for name in names}) for each in remarks)
    return Returned(**{name: data[name] for name in _OF_FILE}, remarks=tuple(told))


def is_for(draft: Draft, returned: Returned) -> bool:
    """Whether what was returned is the plan of a draft: of its edition, agency and year, whatever version."""
    return sending.identifier(draft).rpartition("/")[0] == returned.identifier.rpartition("/")[0]


def take(draft: Draft, returned: Returned) -> list[str]:
    """Keep what was returned in its draft, and begin the next version if it was sent; what is to be told of it.

    Raises DraftError where it is another plan's, or the draft cannot be written.
    """
    if not is_for(draft, returned):
        raise DraftError(
            _("What was returned is another plan: {agency} ({identifier})").format(
                agency=returned.agency, identifier=returned.identifier
            ),
            _("Open that plan's draft, and take it there."),
        )
    if draft.read_only:
        raise DraftError(_("The draft is open for reading only"), _("Open it where it may be edited."))
    told = []
    now = state(draft)
    if now.sent and now.number == returned.version:
        now = sending.returned(draft, returned.reason, returned.returned_by)
        told.append(_("Version {number} is begun.").format(number=now.number))
    last = now.number if now.sent or now.word == "draft" else now.number - 1
    if returned.version != last:
        told.append(
            _("This is said of version {number}; the last one of this draft is {last}.").format(
                number=returned.version, last=last
            )
        )
    if missing := sum(bool(each.record) and place_of(draft, each) is None for each in returned.remarks):
        told.append(_("Of {count} remarks what they are about is not in this draft any more.").format(count=missing))
    text = as_json(returned).decode()
    if text != draft.setting(KEPT):
        draft.remember(KEPT, text)
        draft.remember(DONE, "[]")
    return told


def kept(draft: Draft) -> Returned | None:
    """What was returned last, if anything was."""
    data = remembered(draft, KEPT)
    return _returned(data) if isinstance(data, dict) else None


def done(draft: Draft) -> set[int]:
    """The numbers of the remarks that are done, counted from 1."""
    numbers = remembered(draft, DONE)
    return {each for each in numbers if isinstance(each, int)} if isinstance(numbers, list) else set()


def mark(draft: Draft, number: int, is_done: bool) -> None:
    """Note that a remark is done, or that it is not. Raises DraftError where there is none of that number."""
    returned = kept(draft)
    if returned is None or not 1 <= number <= len(returned.remarks):
        raise DraftError(_("There is no remark {number}").format(number=number), _("`remarks` lists them."))
    numbers = done(draft) | {number} if is_done else done(draft) - {number}
    draft.remember(DONE, json.dumps(sorted(numbers)))


def place_of(draft: Draft, remark: Remark) -> tuple[str, int, str] | None:
    """The kind, id and field that a remark is about; None where it is of the whole plan, or is not in the draft."""
    spec = draft.pack.records.get(remark.kind)
    id = draft.id_of(remark.kind, remark.record) if spec and remark.record else None
    if spec is None or id is None or (remark.field and remark.field not in draft.pack.seen(remark.kind).fields):
        return None
    return remark.kind, id, remark.field


def said(draft: Draft, kind: str, id: int, field: str) -> str:
    """What stands at a place, as an officer reads it; of a whole record all of its fields, a line each."""
    record = draft.record(kind, id)
    spec = draft.pack.records[kind]
    if field:
        return draft.shown(record, field)
    return "\n".join(f"{each.label}: {draft.shown(record, name)}" for name, each in spec.fields.items())


def is_changed(draft: Draft, remark: Remark) -> bool:
    """Whether what a remark is about is another than it was, or gone."""
    place = place_of(draft, remark)
    if place is None:
        return bool(remark.record)
    return said(draft, *place) != remark.was
