"""What the desk shows of a plan that was received, and of all receipts: read from the tables."""

from collections.abc import Mapping
from typing import Any

from planner_desktop.bundle.held import age
from planner_desktop.collect.collection import Collection
from planner_desktop.collect.deciding import remarks_on
from planner_desktop.draft.history.returning import Remark
from planner_desktop.errors import CollectionError
from planner_desktop.frozen import Frozen
from planner_desktop.i18n import _


class PlanSeen(Frozen):
    """A receipt with what is known of its plan.

    `bundle` is its row; `problems` are those that its agency did not accept with a reason; `versions` the receipts of
    the agency's plans of the year that were not refused, the newest first; `before` and `last_year` the receipts of
    what it may be compared with, empty where there is none. `decisions`: so many were known when it was looked at.
    `incomplete`: that its agency gave it out though errors stand (`bundle.given_out`).
    """

    bundle: dict[str, Any]
    problems: list[dict[str, Any]]
    remarks: list[Remark]
    versions: list[dict[str, Any]]
    before: str
    last_year: str
    decisions: int
    incomplete: Mapping[str, str]


def seen(collection: Collection, receipt: str) -> PlanSeen:
    """What is known of a receipt. Raises CollectionError where there is none of that number."""
    of, decisions = {"receipt": receipt}, len(collection.decisions.all)
    found = collection.rows("SELECT * FROM main.bundle WHERE receipt = :receipt", of)
    if not found:
        raise CollectionError(
            _("There is no receipt {receipt} in this collection").format(receipt=receipt),
            _("`collect board` lists them."),
        )
    bundle = found[0]
    problems = collection.rows(
        "SELECT p.* FROM problem p JOIN main.bundle b ON b.id = p.bundle WHERE b.receipt = :receipt"
        " AND accepted IS NULL ORDER BY number",
        of,
    )
    versions = collection.rows(
        "SELECT * FROM main.bundle WHERE compared(agency) = compared(:agency) AND year = :year"
        " AND verdict <> 'refused'",
        bundle,
    )
    versions.sort(key=_age, reverse=True)
    last_year = collection.rows(
        "SELECT receipt FROM main.bundle WHERE latest AND compared(agency) = compared(:agency) AND year = :year - 1",
        bundle,
    )
    received = collection.receipts.of(bundle["sha256"])
    return PlanSeen(
        bundle=bundle,
        problems=problems,
        remarks=list(remarks_on(collection, receipt)),
        versions=versions,
        before=next((each["receipt"] for each in versions if _age(each) < _age(bundle)), ""),
        last_year=last_year[0]["receipt"] if last_year else "",
        decisions=decisions,
        incomplete=(received.says.get("incomplete") or {}) if received is not None else {},
    )


def _age(bundle: dict[str, Any]) -> tuple[int, str, int]:
    return *age(bundle["identifier"] or "", bundle["made_at"] or ""), bundle["id"]


def receipts(collection: Collection) -> list[dict[str, Any]]:
    """Every receipt in the order of their numbers, also of what was refused."""
    return collection.rows("SELECT * FROM main.bundle ORDER BY id")
