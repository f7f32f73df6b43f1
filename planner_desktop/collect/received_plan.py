"""The plan of a receipt, opened from its bundle by the desk's own edition: to be read, and compared with another."""

from planner_desktop import leftovers
from planner_desktop.bundle import layout
from planner_desktop.bundle.unpacking import unpack
from planner_desktop.closing import closed_on_error
from planner_desktop.collect.collection import Collection
from planner_desktop.collect.places import sha256_of
from planner_desktop.draft import Draft
from planner_desktop.draft.history.sources import Source
from planner_desktop.draft.plan.carrying import Carrying
from planner_desktop.draft.plan.plan_json import plan_in_memory
from planner_desktop.errors import CollectionError
from planner_desktop.i18n import _


def plan_of(collection: Collection, receipt: str) -> Draft:
    """The plan of a receipt, in memory and only for reading. Raises CollectionError, PlanJsonError."""
    rows = collection.rows("SELECT * FROM main.bundle WHERE receipt = :receipt", {"receipt": receipt})
    if not rows or rows[0]["verdict"] == "refused":
        raise CollectionError(
            _("There is no plan of receipt {receipt} in this collection").format(receipt=receipt),
            _("`collect board` lists them."),
        )
    file = collection.bundle_file(rows[0]["sha256"])
    if not file.is_file() or sha256_of(file) != rows[0]["sha256"]:
        raise CollectionError(
            _("{path} is missing or was changed: the bundle of receipt {receipt}").format(path=file, receipt=receipt),
            _("Put it back from a backup, or ask {agency} for it.").format(agency=rows[0]["agency"]),
        )
    with leftovers.temporary_folder() as folder:
        plan = plan_in_memory(unpack(file, folder) / "data" / layout.PLAN)
    plan.read_only = True
    plan.opened.reason = _("it was received as {receipt}").format(receipt=receipt)
    return plan


def to_compare(collection: Collection, receipt: str) -> Source:
    """The plan of a receipt to set beside another; one of another edition is carried into that one's first."""

    def open(beside: Draft) -> Draft:
        plan = plan_of(collection, receipt)
        if plan.pack.edition.id == beside.pack.edition.id:
            return plan
        with plan, closed_on_error(Draft.new_in_memory(beside.pack)) as carried:
            Carrying(plan, carried).run()
        return carried

    return Source(_("receipt {receipt}").format(receipt=receipt), open)
