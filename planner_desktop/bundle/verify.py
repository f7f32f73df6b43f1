"""Verifying a bundle that came from elsewhere: nothing in it is trusted before its checksums agree."""

import json
import stat
import unicodedata
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

import bagit

from planner_desktop import leftovers
from planner_desktop.bundle import layout
from planner_desktop.draft.plan_json import FORMAT
from planner_desktop.errors import BundleError
from planner_desktop.i18n import _

MAX_FILES = 2_000
MAX_BYTES = 2_000_000_000
"""Far above any plan with its attachments; a bundle that would unpack to more is not unpacked."""


@dataclass(frozen=True, slots=True)
class BundleReport:
    """Whose plan a verified bundle holds, who made it when and with what. What it does not say is empty."""

    agency: str
    identifier: str
    edition: str
    edition_version: str
    author: str
    made_at: str
    program: str
    files: int
    size: int


def verify_bundle(path: Path) -> BundleReport:
    """Check a bundle's files against its checksums and say whose it is. Raises BundleError if it does not verify."""
    path = path.absolute()
    try:
        with leftovers.temporary_folder() as folder, zipfile.ZipFile(path) as archive:
            bag_folder = _unpack(path, archive, folder)
            return _verify(path, bag_folder)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise BundleError(
            _("{path} is not a bundle, or is damaged: {problem}").format(path=path, problem=error),
            _("Ask the agency to send it again."),
        ) from error
    except OSError as error:
        raise BundleError(
            _("{path} cannot be read: {problem}").format(path=path, problem=error.strerror or error)
        ) from error


def _unpack(path: Path, archive: zipfile.ZipFile, folder: Path) -> Path:
    """Unpack what may be unpacked; the folder of the bag."""

    def refuse(problem: str) -> BundleError:
        return BundleError(
            _("{path} is not a bundle of this program: {problem}").format(path=path, problem=problem),
            _("Do not use it, and ask the agency for the file that the program made."),
        )

    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    if len(entries) > MAX_FILES or sum(entry.file_size for entry in entries) > MAX_BYTES:
        raise refuse(_("it would unpack to too much"))
    tops, names = set(), set()
    for entry in entries:
        name = PurePosixPath(entry.filename)
        drive_or_backslash = any(mark in entry.filename for mark in ":\\\0")
        if name.is_absolute() or ".." in name.parts or len(name.parts) < 2 or drive_or_backslash:
            raise refuse(_("it holds a file with the unsafe name “{name}”").format(name=entry.filename))
        if stat.S_ISLNK(entry.external_attr >> 16):
            raise refuse(_("it holds a link, “{name}”").format(name=entry.filename))
        tops.add(name.parts[0])
        names.add(unicodedata.normalize("NFC", entry.filename))
    if len(tops) != 1 or len(names) != len(entries):
        raise refuse(_("it does not hold exactly one folder, or one file twice"))
    for entry in entries:
        archive.extract(entry, folder)
    return folder / tops.pop()


def _verify(path: Path, folder: Path) -> BundleReport:
    try:
        bag = bagit.Bag(str(folder))
        bag.validate()
    except bagit.BagValidationError as error:
        details = "\n".join(str(detail) for detail in getattr(error, "details", ())) or str(error)
        raise BundleError(
            _("{path} does not verify: files are missing or were changed\n{problem}").format(
                path=path, problem=details
            ),
            _("Do not use it, and ask the agency to send it again."),
        ) from error
    except (bagit.BagError, ValueError) as error:  # ValueError: a tag file that is not in its encoding, or not as BagIt
        raise BundleError(
            _("{path} is not a bundle, or is damaged: {problem}").format(path=path, problem=error),
            _("Ask the agency to send it again."),
        ) from error
    missing = [name for name in layout.PAYLOAD if not (folder / "data" / name).is_file()]
    if missing:
        raise BundleError(
            _("{path} verifies, but is no bundle of a plan: {names} is missing").format(
                path=path, names=", ".join(missing)
            ),
            _("Ask the agency for the file that the program made."),
        )
    _agree(path, bag, _plan(path, folder / "data" / layout.PLAN))
    files = [file for file in (folder / "data").rglob("*") if file.is_file()]
    return BundleReport(
        agency=_said(bag, layout.AGENCY),
        identifier=_said(bag, layout.IDENTIFIER),
        edition=_said(bag, layout.EDITION),
        edition_version=_said(bag, layout.EDITION_VERSION),
        author=_said(bag, layout.AUTHOR),
        made_at=_said(bag, layout.MADE_AT) or _said(bag, layout.DATE),
        program=_said(bag, layout.SOFTWARE),
        files=len(files),
        size=sum(file.stat().st_size for file in files),
    )


def _plan(path: Path, file: Path) -> dict[str, Any]:
    try:
        plan = json.loads(file.read_text(encoding="utf-8"))
    except (ValueError, RecursionError) as error:
        raise BundleError(
            _("{path}: {name} cannot be read: {problem}").format(path=path, name=file.name, problem=error)
        ) from error
    if not isinstance(plan, dict) or plan.get("format") != FORMAT:
        raise BundleError(_("{path}: {name} is not a plan of this program").format(path=path, name=file.name))
    return plan


def _agree(path: Path, bag: bagit.Bag, plan: dict[str, Any]) -> None:
    """The bag's label and the plan inside must mean the same edition."""
    edition = plan.get("edition")
    inside = edition.get("id") if isinstance(edition, dict) else None
    if inside != _said(bag, layout.EDITION):
        raise BundleError(
            _("{path}: the bundle is labelled as edition “{label}”, but its plan is of edition “{inside}”").format(
                path=path, label=_said(bag, layout.EDITION), inside=inside
            )
        )


def _said(bag: bagit.Bag, name: str) -> str:
    value = bag.info.get(name, "")
    return ", ".join(value) if isinstance(value, list) else str(value)
