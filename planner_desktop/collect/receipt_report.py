"""What was found when a bundle was received, as a PDF with its receipt: to be kept, or sent to the agency.

It is made of the tables and of what was decided, also of what was refused, whose file nobody keeps.
"""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from planner_desktop import file_names, stopping
from planner_desktop.bundle import verdict_page
from planner_desktop.bundle.verdict import Group, Place, Verdict, number_of, of_problems
from planner_desktop.checks.problem import SEVERITIES
from planner_desktop.collect.collection import Collection
from planner_desktop.collect.wording import against_told, standing_name
from planner_desktop.errors import CollectionError
from planner_desktop.i18n import _
from planner_desktop.thai.dates import format_moment

_ABOUT = ("agency", "identifier", "edition", "edition_version", "made_at")


def verdict_on(collection: Collection, receipt: str) -> Verdict:
    """The verdict on the bundle of a receipt, as it was when it was received. Raises CollectionError."""
    row = _row(collection, receipt)
    remarks = tuple(filter(None, (row["problem"] or "").splitlines()))
    said: dict[str, Any] = {"receipt": receipt, "name": row["name"], "sha256": row["sha256"]}
    if row["verdict"] == "refused":
        group = Group("refused", "error", len(remarks), tuple(Place(each) for each in remarks), "", "")
        return Verdict("refused", {each: int(each == "error") for each in SEVERITIES}, (group,), **said)
    problems = collection.rows(
        'SELECT severity, "check", section, kind, record, field, message, why, fix, accepted FROM problem'
        " WHERE bundle = :id ORDER BY number",
        row,
    )
    received = collection.receipts.of(row["sha256"])
    kept = received.says if received is not None else {}  # of what was received before it was kept there is none
    about = {name: row[name] for name in _ABOUT if row[name]} | {"incomplete": kept.get("incomplete") or {}}
    said |= {"about": about, "remarks": remarks, "signature": str(kept.get("signature") or "")}
    said["against_told"] = against_told(row)
    return Verdict(**vars(of_problems([tuple(each.values()) for each in problems])) | said)


def facts(collection: Collection, receipt: str) -> list[tuple[str, str]]:
    """What else is known of a receipt: when it was received and by whom, and what was decided since."""
    row = _row(collection, receipt)
    when = format_moment(datetime.fromisoformat(row["received_at"]))
    known = [(_("Received"), f"{when} {row['received_by'] or ''}".strip())]
    if row["verdict"] in ("returned", "accepted"):
        known.append((_("Standing"), standing_name(row["verdict"])))
    return [*known, (_("Number of the file"), number_of(row["sha256"]))]


def file_name(collection: Collection, receipt: str) -> str:
    """What the PDF of a receipt is called."""
    row = _row(collection, receipt)
    said = (row["abbreviation"] or "").rstrip(".") or row["agency"] or Path(row["name"]).stem
    return file_names.safe(f"{receipt} {said}.pdf")


def write(collection: Collection, receipt: str, path: Path) -> None:
    """Write the PDF of one receipt. Raises CollectionError, DocumentError."""
    verdict_page.write(verdict_on(collection, receipt), path, facts(collection, receipt))


def write_all(
    collection: Collection,
    receipts: Sequence[str],
    folder: Path,
    progress: stopping.Progress = lambda _share: None,
) -> list[Path]:
    """Write a PDF for each receipt into a folder, and say which those are; one that is there already is written anew.

    Raises CollectionError, DocumentError.
    """
    written = []
    for receipt in stopping.counted(receipts, progress):
        path = folder / file_name(collection, receipt)
        write(collection, receipt, path)
        written.append(path)
    return written


def _row(collection: Collection, receipt: str) -> dict[str, Any]:
    rows = collection.rows("SELECT * FROM main.bundle WHERE receipt = :receipt", {"receipt": receipt})
    if not rows:
        raise CollectionError(
            _("There is no receipt {receipt} in this collection").format(receipt=receipt),
            _("`collect receipts` lists them."),
        )
    return rows[0]
