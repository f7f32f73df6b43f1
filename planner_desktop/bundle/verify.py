"""Verifying a bundle that came from elsewhere: nothing in it is believed that cannot be checked.

The zip is built as bundles are (`unpacking`); it holds the files of `layout` and no other, each in every manifest;
plan, draft and PDF are of one plan, and the label says what the draft says (`agreeing`).
"""

import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import bagit

from planner_desktop import leftovers, whole_file
from planner_desktop.bundle import given_out, layout
from planner_desktop.bundle.consistency import agree
from planner_desktop.bundle.machine import not_looked_at, of_machine
from planner_desktop.bundle.refusal import Fault, RefusedError, ask_again, ask_for_ours, does_not_verify, is_no_bundle
from planner_desktop.bundle.taken import Taken
from planner_desktop.bundle.unpacking import MAX_LABEL, unpack
from planner_desktop.draft import Draft
from planner_desktop.errors import PlannerError
from planner_desktop.i18n import _

MAX_MANIFEST = 1_000_000
"""Bytes of a list of checksums."""
_LONGEST, _MOST_TOLD = 300, 20
"""Letters and lines of what is told of files that are wrong."""
_LABELS = {"bagit.txt": 200, "bag-info.txt": MAX_LABEL}
_MANIFESTS = {f"{kind}-{name}.txt": MAX_MANIFEST for kind in ("manifest", "tagmanifest") for name in layout.CHECKSUMS}
_TAGS = _LABELS | _MANIFESTS


@dataclass(frozen=True, slots=True)
class BundleReport:
    """Whose plan a verified bundle holds, who made it when and with what. What it does not say is empty.

    `author`, `made_at` and `program` are what the label says; the others were compared with the plan. `remarks` tell
    what could not be checked, `pdf` how the PDF was compared (`pdf_compared.Word`), `unread` why nothing could be
    `taken` of the plan by the edition that is installed here; `incomplete` that it was given out though errors stand
    (`given_out`).
    """

    agency: str
    identifier: str
    edition: str
    edition_version: str
    author: str
    made_at: str
    program: str
    files: int
    size: int
    plan_sha256: str = ""
    signature: str = ""
    pdf: str = ""
    remarks: tuple[str, ...] = ()
    unread: str = ""
    incomplete: Mapping[str, str] = field(default_factory=dict)
    taken: Taken | None = None


def verify_bundle(path: Path, *, print_again: bool = False) -> BundleReport:
    """Check a bundle's files against its checksums and each other, and say whose it is.

    `print_again` also prints the plan again, and holds what is drawn in the PDF against that.
    Raises RefusedError if it does not verify, NotLookedAtError if nothing can be said of it.
    """
    with verified(path, print_again=print_again) as (report, _folder):
        return report


@contextmanager
def verified(path: Path, *, print_again: bool = False) -> Iterator[tuple[BundleReport, Path]]:
    """A bundle that verifies, and the folder with its files, which is there until the end.

    Raises RefusedError, and NotLookedAtError where nothing can be said of it.
    """
    path = path.absolute()
    with ExitStack() as open_folder:
        try:
            folder = unpack(path, open_folder.enter_context(leftovers.temporary_folder()))
            report = _verify(path, folder, print_again)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, UnicodeError) as error:
            raise _damaged(path, error) from error
        except (OSError, PlannerError) as error:
            if told := of_machine(error):
                raise not_looked_at(path, told) from error
            if isinstance(error, PlannerError):
                raise
            raise _damaged(path, error) from error
        yield report, folder / "data"


@contextmanager
def opened(path: Path) -> Iterator[Draft]:
    """The draft in a bundle that verifies, for reading. Raises BundleError, DraftError."""
    with verified(path) as (_report, folder), Draft.open(folder / layout.DRAFT, read_only=True) as draft:
        yield draft


def _verify(path: Path, folder: Path, print_again: bool) -> BundleReport:
    _look_at_tags(path, folder)
    bag = _bag(path, folder)
    _look_at_files(path, folder, bag)
    label = {name: _said(bag, name) for name in bag.info}
    agreed = agree(path, folder / "data", label, print_again=print_again)
    files = [file for file in (folder / "data").rglob("*") if file.is_file()]
    return BundleReport(
        agency=label.get(layout.AGENCY, ""),
        identifier=label.get(layout.IDENTIFIER, ""),
        edition=label.get(layout.EDITION, ""),
        edition_version=label.get(layout.EDITION_VERSION, ""),
        author=label.get(layout.AUTHOR, ""),
        made_at=label.get(layout.MADE_AT, "") or label.get(layout.DATE, ""),
        program=label.get(layout.SOFTWARE, ""),
        files=len(files),
        size=sum(file.stat().st_size for file in files),
        plan_sha256=label.get(layout.PLAN_SHA256, ""),
        remarks=agreed.remarks,
        signature=agreed.signature,
        pdf=agreed.pdf,
        unread=agreed.unread,
        incomplete=given_out.incomplete(label),
        taken=agreed.taken,
    )


def _damaged(path: Path, error: Exception) -> RefusedError:
    if isinstance(error, OSError):
        told = whole_file.told(error)
    elif isinstance(error, (bagit.BagError, ValueError)):
        told = _("its lists or its label are not as they should be")
    else:
        told = _("what is packed in it cannot be unpacked")
    problem = _("{path} is not a bundle, or is damaged: {problem}").format(path=path, problem=told)
    return RefusedError(problem, [Fault("zip", told, fix=_("Ask the agency to send it again."))])


def _look_at_tags(path: Path, folder: Path) -> None:
    """What the library reads must be short and in UTF-8: it reads in whatever way the bag names, and all at once."""
    for name, most in _TAGS.items():
        file = folder / name
        if not file.is_file():
            problem = _("{name} is missing").format(name=name)
            raise does_not_verify(path, Fault("files", problem, name, ask_again()))
        if file.stat().st_size > most:
            raise is_no_bundle(path, _("{name} is too long").format(name=name), name)
        try:
            file.read_text(encoding="utf-8")
        except UnicodeError as error:
            raise is_no_bundle(path, _("{name} is not in UTF-8").format(name=name), name) from error
    said = (folder / "bagit.txt").read_text(encoding="utf-8").split("\n")
    if said[1:2] != ["Tag-File-Character-Encoding: UTF-8"] or "".join(said[2:]).strip():
        raise is_no_bundle(path, _("its lists are not in UTF-8"), "bagit.txt")


def _bag(path: Path, folder: Path) -> bagit.Bag:
    try:
        bag = bagit.Bag(str(folder))
        bag.validate()
    except bagit.BagValidationError as error:
        details: Sequence[Exception] = getattr(error, "details", ()) or [error]
        told = list(dict.fromkeys(_told(detail, folder) for detail in details))  # there are two lists, of one fault
        lines = "\n".join([line for line, _name in told[:_MOST_TOLD]] + ["…"] * (len(told) > _MOST_TOLD))
        problem = _("{path} does not verify: files are missing or were changed\n{problem}")
        faults = [Fault("checksums", line, name, ask_again()) for line, name in told]
        raise RefusedError(problem.format(path=path, problem=lines), faults) from error
    except (bagit.BagError, ValueError) as error:  # ValueError: a tag file that is not as BagIt has it
        raise _damaged(path, error) from error
    return bag


def _told(error: Exception, folder: Path) -> tuple[str, str]:
    """What is wrong with a file, in our words, and its name; the library says it in English and technically."""
    name = " ".join(str(getattr(error, "path", "")).split())[:_LONGEST]
    if isinstance(error, bagit.FileMissing):
        return _("“{name}” stands in the lists of checksums and is missing").format(name=name), name
    if isinstance(error, bagit.UnexpectedFile):
        return _("no list of checksums names “{name}”").format(name=name), name
    if isinstance(error, bagit.ChecksumMismatch):
        return _("“{name}” was changed or is damaged: its checksum is another").format(name=name), name
    if isinstance(error, bagit.FileNormalizationConflict):
        name = " ".join(str(error.file_a).split())[:_LONGEST]
        return _("two files are called “{name}”, in letters that only a computer tells apart").format(name=name), name
    if not (folder / "data").is_dir():
        return _("{name} is missing").format(name="data"), "data"
    return _("the number or size of its files is not what its label says"), "bag-info.txt"


def _look_at_files(path: Path, folder: Path, bag: bagit.Bag) -> None:
    """Every file is one that a bundle has, and is vouched for by every list that should."""
    present = {file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()}
    format_2 = bag.info.get(layout.FORMAT) == "2"
    payload = layout.PAYLOAD + (layout.SINCE_FORMAT_2 if format_2 else ())
    if missing := [name for name in payload if f"data/{name}" not in present]:
        problem = _("{path} verifies, but is no bundle of a plan: {names} is missing")
        fix = _("Ask the agency for the file that the program made.")
        faults = [Fault("files", _("{name} is missing").format(name=name), f"data/{name}", fix) for name in missing]
        raise RefusedError(problem.format(path=path, names=", ".join(missing)), faults)
    may_be = payload + (layout.MAY_BE if format_2 else ())
    known = {*_TAGS, *(f"data/{name}" for name in may_be)}
    folders = (layout.ATTACHMENTS, *((layout.TABLES, layout.SCANS) if format_2 else ()))
    for name in sorted(present - known):
        if not name.startswith(tuple(f"data/{folder}/" for folder in folders)) or name.count("/") != 2:
            told = _("{path} holds a file that does not belong in a bundle: “{name}”").format(path=path, name=name)
            raise RefusedError(told, [Fault("files", told.replace(str(path), path.name), name, ask_for_ours())])
    # On Windows bagit writes the names with that system's separator.
    listed = {bagit.normalize_unicode(Path(name).as_posix()): set(by) for name, by in bag.entries.items()}
    for name in sorted(present):
        vouched = listed.get(bagit.normalize_unicode(name))
        if not name.startswith("tagmanifest-") and vouched != set(layout.CHECKSUMS):
            problem = _("not every list of checksums names “{name}”").format(name=name)
            raise does_not_verify(path, Fault("checksums", problem, name, ask_again()))


def _said(bag: bagit.Bag, name: str) -> str:
    value = bag.info.get(name, "")
    return ", ".join(value) if isinstance(value, list) else str(value)
