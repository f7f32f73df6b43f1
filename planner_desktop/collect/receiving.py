"""Receiving a bundle: always a receipt, whatever is in it; what does not verify is refused with the reason.

The bundle is copied first and the copy is looked at, so that what was verified is what is kept. An error that the
edition's checks find suspends a plan ("wrong"); warnings do not. The same bytes again get the receipt that they have.
"""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from planner_desktop import stopping, whole_file
from planner_desktop.bundle.separate_process import verify_apart
from planner_desktop.bundle.taken import Taken
from planner_desktop.bundle.verify import BundleReport
from planner_desktop.collect.collection import RECEIVED, Collection, sha256_of
from planner_desktop.collect.decisions import Decision
from planner_desktop.errors import CollectionError, PlannerError
from planner_desktop.frozen import Frozen
from planner_desktop.i18n import _


class Receipt(Frozen):
    """What the agency is told: the number, what was found, and of what the desk has already (`again`)."""

    number: str
    verdict: str
    agency: str = ""
    version: str = ""
    problem: str = ""
    errors: int = 0
    warnings: int = 0
    again: bool = False


def bundles_in(paths: Iterable[Path]) -> list[Path]:
    """The zips among files and folders that were dropped, in the order of their names."""
    found: list[Path] = []
    for path in paths:
        found += sorted(filter(_is_sent, path.rglob("*.zip"))) if path.is_dir() else [path]
    return found


def _is_sent(path: Path) -> bool:
    """Whether a zip is not one that a collection keeps, or a hidden one."""
    return path.parent.suffix != RECEIVED and not path.name.startswith(".")


def receive(collection: Collection, path: Path, by: str, now: datetime | None = None) -> Receipt:
    """Take a bundle in. Raises CollectionError where the file cannot be read or the collection not be written.

    Until the receipt is written down it may be stopped (StoppedError), and leaves nothing.
    """
    try:
        digest = sha256_of(path)
    except OSError as error:
        problem = _("{path} cannot be read: {problem}").format(path=path, problem=error.strerror or error)
        raise CollectionError(problem) from error
    if before := _received(collection, digest):
        return _receipt(before, again=True)
    kept = collection.bundle_file(digest)
    try:
        whole_file.copy(path, kept)
        if sha256_of(kept) != digest:
            raise CollectionError(_("{path} changed while it was read").format(path=path), _("Try again."))
        says, taken = _looked_at(kept, path)
        stopping.look()  # one that was stopped may have found wrong what is not
        says |= {"name": path.name, "sha256": digest, "collects": collection.pack.edition.id}
        decision = collection.decide("received", "", by, now, says, taken)
    except OSError as error:
        raise CollectionError(*whole_file.cannot_be_written(kept, error)) from error
    finally:
        written = _received(collection, digest)
        if kept.exists() and (written is None or written.says["verdict"] == "refused"):
            whole_file.remove(kept)
    return _receipt(decision)


def _received(collection: Collection, digest: str) -> Decision | None:
    """The receipt that these bytes have."""
    known = (each for each in collection.decisions.all if each.what == "received" and each.says["sha256"] == digest)
    return next(known, None)


def _looked_at(kept: Path, path: Path) -> tuple[dict[str, Any], Taken | None]:
    """What is to be said of a bundle, and what is taken of it; None where it is refused."""
    try:
        report = verify_apart(kept)
    except PlannerError as error:
        return {"verdict": "refused", "problem": str(error).replace(str(kept), path.name)}, None
    taken = report.taken
    if taken is None:
        return {"verdict": "refused", "problem": "\n".join(report.remarks)}, None
    errors, warnings = (taken.counts.get(severity, 0) for severity in ("error", "warning"))
    return {
        "verdict": "wrong" if errors else "received",
        "agency": report.agency,
        "abbreviation": _abbreviation(report),
        "year": taken.year,
        "identifier": report.identifier,
        "version": report.identifier.rpartition("/")[2],
        "edition": report.edition,
        "edition_version": report.edition_version,
        "made_at": report.made_at,
        "errors": errors,
        "warnings": warnings,
        "problem": "\n".join(report.remarks),
    }, taken


def _abbreviation(report: BundleReport) -> str:
    parts = report.identifier.split("/")
    return parts[1] if len(parts) == 4 and parts[1] != report.agency else ""


def _receipt(decision: Decision, *, again: bool = False) -> Receipt:
    says = decision.says
    said = {name: says[name] for name in ("agency", "version", "problem", "errors", "warnings") if says.get(name)}
    return Receipt(number=decision.receipt, verdict=says["verdict"], again=again, **said)
