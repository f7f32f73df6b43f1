"""The verdict on a plan: what who receives it says of its bundle, and what its agency is told before sending, alike.

A bundle that does not verify is refused, errors of the edition's checks suspend it ("wrong"), warnings do not. Every
file gets a receipt number, whatever is in it: the first digits of its SHA-256, so that the same bytes have the same
number wherever they are verified.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from pathlib import Path
from typing import Any, Literal

from planner_desktop import whole_file
from planner_desktop.bundle import given_out
from planner_desktop.bundle.machine import not_looked_at
from planner_desktop.bundle.pdf_compared import words_of
from planner_desktop.bundle.refusal import RefusedError
from planner_desktop.bundle.report import of_plan
from planner_desktop.bundle.separate_process import SECONDS, verify_apart
from planner_desktop.bundle.taken import of_problem
from planner_desktop.bundle.verify import BundleReport
from planner_desktop.checks import find_problems, listing
from planner_desktop.checks.problem import SEVERITIES, Problem
from planner_desktop.draft import Draft
from planner_desktop.errors import BundleError
from planner_desktop.frozen import Frozen
from planner_desktop.i18n import _
from planner_desktop.thai.dates import moment_in_bangkok

Word = Literal["received", "wrong", "refused"]
FORMAT, FORMAT_VERSION = "bmaverdict", 1
PLACES = 5
"""So many places of a group are told; its count says how many there are."""
_ABOUT = (
    "agency",
    "identifier",
    "edition",
    "edition_version",
    "author",
    "made_at",
    "program",
    "files",
    "size",
    "plan_sha256",
    "incomplete",
)


class Place(Frozen):
    """Where a problem is: the section, the record by kind and uid, and the field of a plan; or a file of a bundle.

    `why` and `fix` are its own, where they are not those of all of its group.
    """

    message: str
    section: str = ""
    kind: str = ""
    record: str = ""
    field: str = ""
    file: str = ""
    why: str = ""
    fix: str = ""


class Group(Frozen):
    """Problems of one kind: how many, the first places, and how to mend them where that is the same of all."""

    check: str
    severity: str
    count: int
    places: tuple[Place, ...]
    why: str
    fix: str


class Verdict(Frozen):
    """What is said of a plan. Of a draft that was not sent yet there is no receipt; of a refused bundle no agency."""

    verdict: Word
    counts: dict[str, int]
    groups: tuple[Group, ...]
    accepted: tuple[Group, ...] = ()
    receipt: str = ""
    name: str = ""
    about: Mapping[str, Any] = field(default_factory=dict)
    sha256: str = ""
    against: Literal["", "first", "same", "newer", "older"] = ""
    against_told: str = ""
    signature: str = ""
    pdf: str = ""
    remarks: tuple[str, ...] = ()

    @property
    def beside(self) -> list[str]:
        """What is told of a bundle beside its plan, a line each."""
        return list(filter(None, (self.against_told, self.signature, words_of(self.pdf), *self.remarks)))

    @property
    def on_plan(self) -> tuple[Word, dict[str, int], tuple[Group, ...], tuple[Group, ...]]:
        """What agency and receiver come to alike."""
        return self.verdict, self.counts, self.groups, self.accepted

    def as_data(self) -> dict[str, Any]:
        """The verdict as JSON, for other programs."""
        return {
            "format": FORMAT,
            "format_version": FORMAT_VERSION,
            "receipt": self.receipt,
            "verdict": self.verdict,
            "verifies": self.verdict != "refused",
            "name": self.name,
            **self.about,
            "counts": self.counts,
            "problems": [_as_data(group) for group in self.groups],
            "accepted": [_as_data(group) for group in self.accepted],
            "sha256": self.sha256,
            "against": self.against,
            "against_told": self.against_told,
            "signature": self.signature,
            "pdf": self.pdf,
            "remarks": list(self.remarks),
        }


def _as_data(group: Group) -> dict[str, Any]:
    places = [{name: value for name, value in vars(place).items() if value} for place in group.places]
    return vars(group) | {"places": places}


# ---------------------------------------------------------------- of a draft, of a bundle


def of_draft(draft: Draft, found: Sequence[Problem] | None = None) -> Verdict:
    """What the receiver will say of a plan whose bundle is made now. `found`: its problems, if they were asked already.

    Raises QueryError.
    """
    problems = of_plan(find_problems(draft) if found is None else found)
    return of_problems([of_problem(draft, problem) for problem in problems])


def of_bundle(path: Path, *, seconds: float = SECONDS, print_again: bool = False) -> Verdict:
    """The verdict on a file from anyone, which is looked at in a process of its own; `print_again` also at its pages.

    Raises BundleError where the file cannot be read at all, NotLookedAtError where nothing can be said of it.
    """
    sha256 = _sum_of(path)
    try:
        found: BundleReport | RefusedError = verify_apart(path, seconds=seconds, print_again=print_again)
    except RefusedError as error:
        found = error
    if _sum_of(path) != sha256:  # the number is of other bytes than what was looked at
        raise not_looked_at(path, _("it changed while it was read"))
    if isinstance(found, RefusedError):
        return of_refusal(found, sha256, path.name)
    return of_report(found, sha256, path.name)


def _sum_of(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        problem = _("{path} cannot be read: {problem}").format(path=path, problem=whole_file.told(error))
        raise BundleError(problem) from error


def number_of(sha256: str) -> str:
    """The receipt number of a file with this checksum: three groups of four."""
    return "-".join(sha256[at : at + 4].upper() for at in (0, 4, 8))


def of_report(report: BundleReport, sha256: str, name: str) -> Verdict:
    """The verdict on a bundle that verifies; it is refused where its plan fits no edition that is installed here."""
    about = {each: getattr(report, each) for each in _ABOUT}
    said: dict[str, Any] = {"about": about, "remarks": report.remarks, "signature": report.signature}
    said |= {"pdf": report.pdf}
    said |= {"receipt": number_of(sha256), "sha256": sha256, "name": name}
    if report.taken is None:
        fix = _("Install its edition here (forms add), or ask the agency to make it with the edition of the year.")
        place = Place(report.unread, file="data/plan.json")
        return Verdict("refused", _counts(["error"]), (Group("edition", "error", 1, (place,), "", fix),), **said)
    on_plan = of_problems(report.taken.problems)
    return Verdict(**vars(on_plan) | said)


def of_refusal(error: RefusedError, sha256: str, name: str) -> Verdict:
    """The verdict on a file that does not verify."""
    of_kinds: dict[tuple[str, str], list[Place]] = {}
    for fault in error.faults:
        of_kinds.setdefault((fault.kind, fault.fix), []).append(Place(fault.message, file=fault.place))
    groups = [
        Group(kind, "error", len(places), tuple(places[:PLACES]), "", fix) for (kind, fix), places in of_kinds.items()
    ]
    counts = _counts([]) | {"error": len(error.faults)}
    return Verdict("refused", counts, tuple(groups), receipt=number_of(sha256), sha256=sha256, name=name)


def of_problems(rows: Iterable[tuple[Any, ...]]) -> Verdict:
    """The verdict on a plan with these problems, as `taken.of_problem` has them."""
    rows = list(rows)
    left = [row for row in rows if row[-1] is None]
    counts = _counts([row[0] for row in left])
    accepted = tuple(_groups([row for row in rows if row[-1] is not None]))
    return Verdict("wrong" if counts["error"] else "received", counts, tuple(_groups(left)), accepted)


def _counts(severities: Sequence[str]) -> dict[str, int]:
    return {severity: severities.count(severity) for severity in SEVERITIES}


def _groups(rows: Sequence[tuple[Any, ...]]) -> list[Group]:
    """The problems by what they are, the gravest first, and in the order of the plan."""
    of_checks: dict[tuple[str, str], list[tuple[Any, ...]]] = {}
    for row in rows:
        of_checks.setdefault((row[0], row[1]), []).append(row)
    return [
        _group(check, severity, of)
        for (severity, check), of in sorted(of_checks.items(), key=lambda item: SEVERITIES.index(item[0][0]))
    ]


def _group(check: str, severity: str, rows: Sequence[tuple[Any, ...]]) -> Group:
    whys, fixes = ({row[at] or "" for row in rows} for at in (7, 8))
    why, fix = (of.pop() if len(of) == 1 else "" for of in (whys, fixes))
    return Group(check, severity, len(rows), tuple(_place(row, why, fix) for row in rows[:PLACES]), why, fix)


def _place(row: tuple[Any, ...], of_all: str, mends_all: str) -> Place:
    """Where a problem is; why it is one and how to mend it where its group does not tell it of all."""
    _severity, _check, section, kind, record, field, message, why, fix, accepted = row
    said = f"{message} — {' '.join(accepted.split())}" if accepted else message
    own = ("" if of_all else why or "", "" if mends_all else fix or "")
    return Place(said, section or "", kind or "", record or "", field or "", "", *own)


# ---------------------------------------------------------------- in words


def word_of(verdict: Word) -> str:
    """The verdict in a sentence."""
    return {
        "received": _("Received: nothing stands against it"),
        "wrong": _("Suspended: it has errors that must be mended"),
        "refused": _("Refused: it does not verify"),
    }[verdict]


def severity_of(group: Group) -> str:
    """What a group is called: how grave it is, and of a refused bundle what of it is at fault."""
    of_bundle = {
        "zip": _("the zip"),
        "files": _("the list of files"),
        "checksums": _("checksums"),
        "label": _("the label"),
        "plan": _("plan.json"),
        "draft": _("the draft"),
        "attachments": _("attached files"),
        "pdf": _("the PDF"),
        "word": _("the Word file"),
        "tables": _("the tables"),
        "report": _("the report of the checks"),
        "signature": _("the signatures"),
        "limits": _("time and memory"),
        "edition": _("the edition"),
    }
    return of_bundle.get(group.check) or listing.severity_name(group.severity)


def mends(group: Group) -> str:
    """How to mend a group: in one line what is the same of all, or else each of its places with its number."""
    lines = (f"{n}. {' '.join(place.fix.split())}" for n, place in enumerate(group.places, 1) if place.fix)
    return group.fix or "\n".join(lines)


def about_lines(about: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Whose plan it is, who made it when and with what, each with its label."""
    lines = (
        (_("Agency"), about.get("agency")),
        (_("Identifier"), about.get("identifier")),
        (_("Edition"), f"{about['edition']} ({about['edition_version']})" if about.get("edition") else ""),
        (_("Made by"), about.get("author")),
        (_("Made at"), moment_in_bangkok(about.get("made_at") or "")),
        (_("Made with"), about.get("program")),
        (_("Marked incomplete"), given_out.told(about.get("incomplete"))),
    )
    return [(label, " ".join(str(value).split())) for label, value in lines if value]
