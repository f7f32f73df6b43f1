"""Receiving a bundle: always a receipt, whatever is in it; what does not verify is refused with the reason.

The bundle is copied first and the copy is looked at, so that what was verified is what is kept. An error that the
edition's checks find suspends a plan ("wrong"); warnings do not. The same bytes again get the receipt that they have.
"""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import field
from datetime import datetime
from pathlib import Path
from typing import Any, Self

from planner_desktop import stopping, whole_file
from planner_desktop.bundle.machine import NotLookedAtError, not_looked_at, of_machine
from planner_desktop.bundle.separate_process import Verifying, verifying
from planner_desktop.bundle.taken import Taken
from planner_desktop.bundle.verify import BundleReport
from planner_desktop.collect.collection import Collection
from planner_desktop.collect.decisions import Decision
from planner_desktop.collect.places import RECEIVED, sha256_of
from planner_desktop.errors import CollectionError, PlannerError
from planner_desktop.frozen import Frozen
from planner_desktop.i18n import _


class Receipt(Frozen):
    """What the agency is told: the number, what was found, and of what the desk has already (`again`).

    `against` is what it was to the newest bundle that was held of the plan (first, newer, older, or alike: made later,
    with the same number), whose receipt and version are told, too. `incomplete`: that its agency gave it out though
    errors stand (`bundle.given_out`). `other_year` is the year of a plan that is not of the collection's, of the
    Buddhist era.
    """

    number: str
    verdict: str
    agency: str = ""
    version: str = ""
    problem: str = ""
    errors: int = 0
    warnings: int = 0
    again: bool = False
    against: str = ""
    held_receipt: str = ""
    held_version: str = ""
    incomplete: Mapping[str, str] = field(default_factory=dict)
    other_year: int = 0


def bundles_in(paths: Iterable[Path]) -> list[Path]:
    """The zips among files and folders that were dropped, in the order of their names."""
    found: list[Path] = []
    for path in paths:
        found += sorted(filter(_is_sent, path.rglob("*.zip"))) if path.is_dir() else [path]
    return found


def _is_sent(path: Path) -> bool:
    """Whether a zip is not one that a collection keeps, or a hidden one."""
    return path.parent.suffix != RECEIVED and not path.name.startswith(".")


def receive(
    collection: Collection, path: Path, by: str, now: datetime | None = None, *, print_again: bool = False
) -> Receipt:
    """Take a bundle in. Raises CollectionError where the file cannot be read or the collection not be written,
    NotLookedAtError where nothing can be said of it; then it gets no receipt. `print_again` also holds what is drawn in
    the PDF against the plan.

    Until the receipt is written down it may be stopped (StoppedError), and leaves nothing.
    """
    with Coming(collection, path, print_again=print_again) as coming:
        return coming.take_in(by, now)


class Coming:
    """A bundle that was copied beside the collection and is being verified, several at once if there are several.

    The copy is what is looked at, so that what was verified is what is kept; it is taken away again where the bundle
    is refused or gets no receipt. Raises CollectionError where it cannot be read, NotLookedAtError where it cannot be
    copied or looked at now.
    """

    def __init__(self, collection: Collection, path: Path, *, print_again: bool = False) -> None:
        self.path = path
        self._collection = collection
        self._verifying: Verifying | None = None
        try:
            self._digest = sha256_of(path)
        except OSError as error:
            if not isinstance(error, FileNotFoundError) and (told := of_machine(error)):
                held = isinstance(error, whole_file.HeldError)
                raise not_looked_at(path, told, _("Close it there and try again.") if held else "") from error
            problem = _("{path} cannot be read: {problem}").format(path=path, problem=whole_file.told(error))
            raise CollectionError(problem) from error
        self._kept = collection.bundle_file(self._digest)
        if self._receipt() is not None:
            return
        try:
            whole_file.copy(path, self._kept)
            if sha256_of(self._kept) != self._digest:
                raise not_looked_at(path, _("it changed while it was read"))
            self._verifying = verifying(self._kept, print_again=print_again)
        except OSError as error:
            raise not_looked_at(path, whole_file.told(error)) from error
        finally:
            if self._verifying is None:
                self.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def take_in(self, by: str, now: datetime | None = None) -> Receipt:
        """Write its receipt down, once it was verified. Raises CollectionError, NotLookedAtError, StoppedError."""
        before = self._receipt()
        if before is not None or self._verifying is None:
            assert before is not None
            return _receipt(self._collection, before, again=True)
        says, taken = _looked_at(self._verifying, self._kept, self.path)
        stopping.look()  # one that was stopped may have found wrong what is not
        if taken is not None and not says["problem"]:
            says["mark"] = self._collection.mark(self._kept, says["edition"], taken)
        says |= {"name": self.path.name, "sha256": self._digest, "collects": self._collection.pack.edition.id}
        with self._collection.deciding(self._kept if taken is not None else None):
            if (meanwhile := self._receipt()) is not None:  # of another at the same collection
                return _receipt(self._collection, meanwhile, again=True)
            return _receipt(self._collection, self._collection.decide("received", "", by, now, says, taken))

    def close(self) -> None:
        """Leave nothing of a bundle that was not received."""
        if self._verifying is not None:
            self._verifying.close()
        written = self._receipt()
        if self._kept.exists() and (written is None or written.says["verdict"] == "refused"):
            with suppress(OSError):  # a virus scanner holds it: refused, it is in nobody's way
                whole_file.remove(self._kept)

    def _receipt(self) -> Decision | None:
        return self._collection.receipts.of(self._digest)


def _looked_at(verifying: Verifying, kept: Path, path: Path) -> tuple[dict[str, Any], Taken | None]:
    """What is to be said of a bundle, and what is taken of it; None where it is refused."""
    try:
        report = verifying.report()
    except NotLookedAtError as error:
        raise NotLookedAtError(error.message.replace(str(kept), str(path)), error.fix) from error
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
        "signature": report.signature,
        "incomplete": dict(report.incomplete),
    }, taken


def _abbreviation(report: BundleReport) -> str:
    parts = report.identifier.split("/")
    return parts[1] if len(parts) == 4 and parts[1] != report.agency else ""


def _receipt(collection: Collection, decision: Decision, *, again: bool = False) -> Receipt:
    sql = "SELECT against, held_receipt, held_version FROM main.bundle WHERE id = :id"
    says = decision.says | (collection.rows(sql, {"id": decision.n}) or [{}])[0]
    names = (
        "agency", "version", "problem", "errors", "warnings", "against", "held_receipt", "held_version", "incomplete",
    )  # fmt: skip
    said = {name: says[name] for name in names if says.get(name)}
    other_year = year if (year := says.get("year")) not in (None, collection.year) else 0
    return Receipt(number=decision.receipt, verdict=says["verdict"], again=again, other_year=other_year, **said)
