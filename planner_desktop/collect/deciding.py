"""What the desk decides on a plan that was received: who looks at it, remarks, returning it, accepting it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from planner_desktop import whole_file
from planner_desktop.collect.collection import Collection
from planner_desktop.collect.decisions import Decision
from planner_desktop.collect.received_plan import plan_of
from planner_desktop.collect.wording import standing_name
from planner_desktop.draft.history import returning
from planner_desktop.draft.history.returning import Remark, Returned
from planner_desktop.errors import CollectionError
from planner_desktop.i18n import _
from planner_desktop.thai.dates import format_moment

DECIDED = ("accepted", "returned")


def look(
    collection: Collection, receipt: str, who: str, by: str, now: datetime | None = None, saw: int | None = None
) -> None:
    """Note who looks at a plan; nobody where that is empty. Raises CollectionError.

    `saw`, here and in what follows: so many decisions were known to whoever decides this (`PlanSeen.decisions`); all
    that this program knows if it is not given. What another decided after that is told instead.
    """
    with _on(collection, receipt, saw, ("looks",)):
        collection.decide("looks", receipt, by, now, {"who": who.strip()})


def remark(
    collection: Collection, receipt: str, said: Remark, by: str, now: datetime | None = None, saw: int | None = None
) -> None:
    """Keep a remark for when the plan is returned. Raises CollectionError."""
    if not said.text.strip():
        raise CollectionError(_("A remark needs words"), _("Say what is to be mended."))
    if said.kind or said.record:
        _received(collection, receipt)
        said = _found(collection, receipt, said)
    with _on(collection, receipt, saw, DECIDED):
        collection.decide("comment", receipt, by, now, vars(said))


def withdraw(
    collection: Collection, receipt: str, number: int, by: str, now: datetime | None = None, saw: int | None = None
) -> None:
    """Take back a remark, by its number among those on the plan, counted from 1. Raises CollectionError."""
    with _on(collection, receipt, saw, ("withdrawn", *DECIDED)):
        if not 1 <= number <= len(remarks_on(collection, receipt)):
            raise CollectionError(
                _("{receipt} has no remark {number}").format(receipt=receipt, number=number),
                _("`collect show` lists them."),
            )
        collection.decide("withdrawn", receipt, by, now, {"number": number})


def accept(collection: Collection, receipt: str, by: str, now: datetime | None = None, saw: int | None = None) -> None:
    """Accept a plan; one with errors only where it was accepted all the same by its agency. Raises CollectionError."""
    with _on(collection, receipt, saw, DECIDED) as row:
        if row["errors"]:  # also of a plan that was returned since
            raise CollectionError(
                _("{receipt} has {count} errors and cannot be accepted").format(receipt=receipt, count=row["errors"]),
                _("Return it to the agency."),
            )
        if row["verdict"] == "accepted":
            last = next(each for each in reversed(collection.decisions.all) if _is_on(each, receipt, ("accepted",)))
            raise CollectionError(
                _("{receipt} was accepted already, by {who}, {when}").format(
                    receipt=receipt, who=last.by or "–", when=_moment(last.at)
                ),
                _("Nothing is left to be done."),
            )
        collection.decide("accepted", receipt, by, now, {})


def give_back(
    collection: Collection,
    receipt: str,
    text: str,
    by: str,
    out: Path,
    now: datetime | None = None,
    saw: int | None = None,
) -> int:
    """Return a plan with the reason and all remarks on it, as a file that the agency's program opens; how many
    remarks there are. Raises CollectionError; then nothing was decided, and there is no file.
    """
    with _on(collection, receipt, saw, DECIDED) as row:
        remarks = remarks_on(collection, receipt)
        if not text.strip() and not remarks:
            raise CollectionError(
                _("A plan is returned with a reason"), _("Say what is to be mended, or make remarks.")
            )
        returned = Returned(
            receipt=receipt,
            agency=row["agency"],
            identifier=row["identifier"],
            returned_at=_stamp(now),
            returned_by=by,
            reason=text.strip(),
            remarks=tuple(remarks),
        )
        try:
            whole_file.write(out, returning.as_json(returned))
        except OSError as error:
            raise CollectionError(*whole_file.cannot_be_written(out, error)) from error
        try:
            collection.decide("returned", receipt, by, now, {"text": text.strip()} if text.strip() else {})
        except CollectionError:
            with suppress(OSError):  # the agency must not get what was not decided; that it was not is what counts
                whole_file.remove(out)
            raise
    return len(remarks)


@contextmanager
def _on(collection: Collection, receipt: str, saw: int | None, whats: Sequence[str]) -> Iterator[dict[str, Any]]:
    """The row of a plan that is about to be decided on. Raises CollectionError where another was quicker."""
    known = len(collection.decisions.all) if saw is None else saw
    with collection.deciding():
        row = _received(collection, receipt)
        for each in collection.decisions.all[known:]:
            if _is_on(each, receipt, whats):
                raise CollectionError(
                    told(each),
                    _("Nothing of yours was decided. Look at the plan as it stands now, and decide again."),
                )
        yield row


def _is_on(decision: Decision, receipt: str, whats: Sequence[str]) -> bool:
    return decision.receipt == receipt and decision.what in whats


def told(decision: Decision) -> str:
    """What another decided meanwhile, with who did and when."""
    return _("Meanwhile: {what} ({receipt}), by {who}, {when}").format(
        what=_called(decision), receipt=decision.receipt, who=decision.by or "–", when=_moment(decision.at)
    )


def _called(decision: Decision) -> str:
    if decision.what == "looks":
        return _("{who} looks at it").format(who=decision.says["who"] or _("nobody"))
    words = {"withdrawn": _("a remark was taken back"), "comment": _("a remark was made")}
    return words.get(decision.what) or standing_name(decision.what)


def _moment(at: str) -> str:
    return format_moment(datetime.fromisoformat(at))


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
