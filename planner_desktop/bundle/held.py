"""Whether a bundle is newer or older than what is held of its agency already."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Literal

from planner_desktop.bundle import layout
from planner_desktop.bundle.unpacking import label_of
from planner_desktop.bundle.verdict import Verdict
from planner_desktop.errors import BundleError
from planner_desktop.frozen import Frozen
from planner_desktop.i18n import _
from planner_desktop.thai.dates import moment_in_bangkok


class Held(Frozen):
    """A bundle that is held: whose, its identifier, when it was made (ISO 8601), its SHA-256, and how it is named here.

    `plan_sha256` is that of its plan's data, empty where it is not known.
    """

    agency: str
    identifier: str
    made_at: str
    sha256: str
    name: str
    plan_sha256: str = ""


def held_in(folder: Path) -> Iterator[Held]:
    """What the labels of the bundles in a folder say; what is no bundle is passed over. Raises BundleError."""
    if not folder.is_dir():
        raise BundleError(
            _("There is no folder {path}").format(path=folder),
            _("Give a collection (.bmacollect), or a folder with bundles."),
        )
    for path in sorted(folder.rglob("*.zip")):
        try:
            label = label_of(path)
            with path.open("rb") as file:
                sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        except (BundleError, OSError):
            continue
        yield Held(
            agency=label.get(layout.AGENCY, ""),
            identifier=label.get(layout.IDENTIFIER, ""),
            made_at=label.get(layout.MADE_AT, "") or label.get(layout.DATE, ""),
            sha256=sha256,
            name=path.name,
            plan_sha256=label.get(layout.PLAN_SHA256, ""),
        )


def against(verdict: Verdict, held: Iterable[Held]) -> Verdict:
    """The verdict with what it says against the newest of what is held of the same agency, edition and year."""
    about = verdict.about
    if not about:
        return verdict
    of_plan = [each for each in held if _plan_of(each.identifier) == _plan_of(about["identifier"])]
    if not of_plan:
        return replace(verdict, against="first", against_told=_("Nothing is held of this plan yet."))
    if same := next((each for each in of_plan if _is_same(each, verdict)), None):
        told = _("The same is held already: {name}").format(name=same.name)
        return replace(verdict, against="same", against_told=told)
    newest = max(of_plan, key=_age)
    mine = Held(about["agency"], about["identifier"], about["made_at"], verdict.sha256, "")
    word: Literal["newer", "older"] = "newer" if _age(mine) > _age(newest) else "older"
    if _age(mine)[0] == _age(newest)[0]:
        told = _("It has the number of what is held and says otherwise: {name}, version {version} of {date}")
    elif word == "newer":
        told = _("It is newer than what is held: {name}, version {version} of {date}")
    else:
        told = _("It is OLDER than what is held: {name}, version {version} of {date}")
    version, date = _version(newest.identifier), moment_in_bangkok(newest.made_at)
    return replace(verdict, against=word, against_told=told.format(name=newest.name, version=version, date=date))


def _is_same(held: Held, verdict: Verdict) -> bool:
    digest = verdict.about["plan_sha256"]
    same_plan = bool(digest) and held.plan_sha256 == digest and held.identifier == verdict.about["identifier"]
    return held.sha256 == verdict.sha256 or same_plan


def _plan_of(identifier: str) -> str:
    """Edition, agency and year: all of an identifier but the version."""
    return identifier.rpartition("/")[0]


def _version(identifier: str) -> int:
    number = identifier.rpartition("/")[2]
    return int(number) if number.isdecimal() and len(number) < 10 else 0


def _age(held: Held) -> tuple[int, str]:
    return age(held.identifier, held.made_at)


def age(identifier: str, made_at: str) -> tuple[int, str]:
    """What is greater of the newer of two bundles of a plan: the number of the version, then when it was made."""
    return _version(identifier), made_at
