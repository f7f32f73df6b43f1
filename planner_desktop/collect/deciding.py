"""What the desk decides on a plan that was received: who looks at it, remarks, returning it, accepting it."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from planner_desktop import whole_file
from planner_desktop.collect.collection import Collection
from planner_desktop.collect.decisions import What
from planner_desktop.errors import CollectionError
from planner_desktop.frozen import Frozen
from planner_desktop.i18n import _

FORMAT, FORMAT_VERSION = "bmareturn", 1
SUFFIX = ".bmareturn"


class Remark(Frozen):
    """What is said of a plan: of a field of a record (by kind and uid), of a record, or of the whole."""

    text: str
    kind: str = ""
    record: str = ""
    field: str = ""


def look(collection: Collection, receipt: str, who: str, by: str, now: datetime | None = None) -> None:
    """Note who looks at a plan; nobody where that is empty. Raises CollectionError."""
    _received(collection, receipt)
    _decide(collection, "looks", receipt, by, now, who=who.strip())


def remark(collection: Collection, receipt: str, said: Remark, by: str, now: datetime | None = None) -> None:
    """Keep a remark for when the plan is returned. Raises CollectionError."""
    _received(collection, receipt)
    if not said.text.strip():
        raise CollectionError(_("A remark needs words"), _("Say what is to be mended."))
    if said.record:
        _known(collection, receipt, said)
    _decide(collection, "comment", receipt, by, now, **vars(said))


def accept(collection: Collection, receipt: str, by: str, now: datetime | None = None) -> None:
    """Accept a plan; one with errors only where it was accepted all the same by its agency. Raises CollectionError."""
    row = _received(collection, receipt)
    if row["verdict"] == "wrong":
        raise CollectionError(
            _("{receipt} has {count} errors and cannot be accepted").format(receipt=receipt, count=row["errors"]),
            _("Return it to the agency."),
        )
    _decide(collection, "accepted", receipt, by, now)


def give_back(collection: Collection, receipt: str, text: str, by: str, out: Path, now: datetime | None = None) -> int:
    """Return a plan with the reason and all remarks on it, as a file that the agency's program opens; how many
    remarks there are. Raises CollectionError; then nothing was decided.
    """
    row = _received(collection, receipt)
    remarks = remarks_on(collection, receipt)
    if not text.strip() and not remarks:
        raise CollectionError(_("A plan is returned with a reason"), _("Say what is to be mended, or make remarks."))
    at = _stamp(now)
    data = {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "receipt": receipt,
        "agency": row["agency"],
        "identifier": row["identifier"],
        "returned_at": at,
        "returned_by": by,
        "reason": text.strip(),
        "remarks": [vars(each) for each in remarks],
    }
    try:
        whole_file.write(out, (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode())
    except OSError as error:
        raise CollectionError(*whole_file.cannot_be_written(out, error)) from error
    _decide(collection, "returned", receipt, by, now, **({"text": text.strip()} if text.strip() else {}))
    return len(remarks)


def remarks_on(collection: Collection, receipt: str) -> Sequence[Remark]:
    """The remarks on a plan, in the order in which they were made."""
    rows = collection.rows(
        "SELECT r.text, r.kind, r.record, r.field FROM remark r JOIN main.bundle b ON b.id = r.bundle"
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


def _known(collection: Collection, receipt: str, said: Remark) -> None:
    """Raises CollectionError where the edition has no such field."""
    spec = collection.pack.records.get(said.kind)
    if spec is None or (said.field and said.field not in spec.fields):
        raise CollectionError(
            _("The edition has no field “{name}”").format(name=f"{said.kind}.{said.field}".strip(".")),
            _("Give kind, record and field as `collect show` lists them."),
        )


def _decide(collection: Collection, what: What, receipt: str, by: str, now: datetime | None, **says: Any) -> None:
    try:
        decision = collection.decisions.add(what, receipt, by, _stamp(now), **says)
        collection.follow(decision)
    except OSError as error:
        raise CollectionError(*whole_file.cannot_be_written(collection.decisions.path, error)) from error


def _stamp(now: datetime | None) -> str:
    return (now or datetime.now(UTC)).astimezone(UTC).isoformat(timespec="seconds")
