"""What the desk decides on a plan that was received: who looks at it, remarks, returning it, accepting it."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from planner_desktop import whole_file
from planner_desktop.collect.collection import Collection
from planner_desktop.collect.received_plan import plan_of
from planner_desktop.draft.history import returning
from planner_desktop.draft.history.returning import Remark, Returned
from planner_desktop.errors import CollectionError
from planner_desktop.i18n import _


def look(collection: Collection, receipt: str, who: str, by: str, now: datetime | None = None) -> None:
    """Note who looks at a plan; nobody where that is empty. Raises CollectionError."""
    _received(collection, receipt)
    collection.decide("looks", receipt, by, now, {"who": who.strip()})


def remark(collection: Collection, receipt: str, said: Remark, by: str, now: datetime | None = None) -> None:
    """Keep a remark for when the plan is returned. Raises CollectionError."""
    _received(collection, receipt)
    if not said.text.strip():
        raise CollectionError(_("A remark needs words"), _("Say what is to be mended."))
    if said.kind or said.record:
        said = _found(collection, receipt, said)
    collection.decide("comment", receipt, by, now, vars(said))


def withdraw(collection: Collection, receipt: str, number: int, by: str, now: datetime | None = None) -> None:
    """Take back a remark, by its number among those on the plan, counted from 1. Raises CollectionError."""
    _received(collection, receipt)
    if not 1 <= number <= len(remarks_on(collection, receipt)):
        raise CollectionError(
            _("{receipt} has no remark {number}").format(receipt=receipt, number=number),
            _("`collect show` lists them."),
        )
    collection.decide("withdrawn", receipt, by, now, {"number": number})


def accept(collection: Collection, receipt: str, by: str, now: datetime | None = None) -> None:
    """Accept a plan; one with errors only where it was accepted all the same by its agency. Raises CollectionError."""
    row = _received(collection, receipt)
    if row["verdict"] == "wrong":
        raise CollectionError(
            _("{receipt} has {count} errors and cannot be accepted").format(receipt=receipt, count=row["errors"]),
            _("Return it to the agency."),
        )
    collection.decide("accepted", receipt, by, now, {})


def give_back(collection: Collection, receipt: str, text: str, by: str, out: Path, now: datetime | None = None) -> int:
    """Return a plan with the reason and all remarks on it, as a file that the agency's program opens; how many
    remarks there are. Raises CollectionError; then nothing was decided.
    """
    row = _received(collection, receipt)
    remarks = remarks_on(collection, receipt)
    if not text.strip() and not remarks:
        raise CollectionError(_("A plan is returned with a reason"), _("Say what is to be mended, or make remarks."))
    at = _stamp(now)
    returned = Returned(
        receipt=receipt,
        agency=row["agency"],
        identifier=row["identifier"],
        returned_at=at,
        returned_by=by,
        reason=text.strip(),
        remarks=tuple(remarks),
    )
    try:
        whole_file.write(out, returning.as_json(returned))
    except OSError as error:
        raise CollectionError(*whole_file.cannot_be_written(out, error)) from error
    collection.decide("returned", receipt, by, now, {"text": text.strip()} if text.strip() else {})
    return len(remarks)


def remarks_on(collection: Collection, receipt: str) -> Sequence[Remark]:
    """The remarks on a plan, in the order in which they were made."""
    rows = collection.rows(
        "SELECT r.text, r.kind, r.record, r.field, r.title, r.was FROM remark r JOIN main.bundle b ON b.id = r.bundle"
        " WHERE b.receipt = :receipt AND r.what = 'comment' ORDER BY r.id",
        {"receipt": receipt},
    )
    return [Remark(**{name: value or "" for name, value in row.items()}) for row in rows]


def _received(collection: Collection, receipt: str) -> dict[str, Any]:
    rows = collection.rows("SELECT * FROM main.bundle WHERE receipt = :receipt", {"receipt": receipt})
    if not rows:
        raise CollectionError(
            _("There is no receipt {receipt} in this collection").format(receipt=receipt),
            _("`collect board` lists them."),
        )
    if rows[0]["verdict"] == "refused":
        raise CollectionError(
            _("{receipt} was refused: there is no plan to decide on").format(receipt=receipt),
            _("Ask the agency for the file that the program made."),
        )
    if not rows[0]["latest"]:
        raise CollectionError(
            _("{receipt} is not the latest plan of {agency}").format(receipt=receipt, agency=rows[0]["agency"]),
            _("Decide on the latest one: `collect board` lists it."),
        )
    return rows[0]


def _found(collection: Collection, receipt: str, said: Remark) -> Remark:
    """A remark with what is found where it points. Raises CollectionError where the plan has no such place."""
    with plan_of(collection, receipt) as plan:
        place = returning.place_of(plan, said)
        if place is None:
            name = "/".join(filter(None, (said.kind, said.record, said.field)))
            raise CollectionError(
                _("The plan has no record or field “{name}”").format(name=name),
                _("Give kind, record and field as `collect show` lists them."),
            )
        kind, id, field = place
        found = returning.said(plan, kind, id, field)
        return Remark(said.text, kind, said.record, field, plan.title(kind, id), found)


def _stamp(now: datetime | None) -> str:
    return (now or datetime.now(UTC)).astimezone(UTC).isoformat(timespec="seconds")
