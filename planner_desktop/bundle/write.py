"""Writing a bundle: its files gathered in a folder, made a BagIt 1.0 bag, zipped, and put in place whole."""

import logging
import shutil
import threading
import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from importlib.metadata import version
from pathlib import Path
from typing import Any

import bagit

from planner_desktop import __version__, file_names, leftovers, whole_file
from planner_desktop.bundle import label, layout, overview, readme, report, signed_pdf, tables
from planner_desktop.bundle import scans as scanned
from planner_desktop.bundle.consistency import agree
from planner_desktop.checks.ready import refuse
from planner_desktop.document.export import plan_pdf
from planner_desktop.document.making import DocumentCancelledError, MadeFile
from planner_desktop.document.pdf import Made
from planner_desktop.draft import Draft
from planner_desktop.draft.history import incomplete, sending, versions
from planner_desktop.draft.plan import clean_copy, plan_schema
from planner_desktop.draft.plan.plan_json import write_plan
from planner_desktop.errors import BundleError
from planner_desktop.i18n import _
from planner_desktop.stopping import Cancelled, Progress

logging.getLogger("bagit").addHandler(logging.NullHandler())  # what it logs it also raises, and we say it better

_bagging = threading.Lock()
_BANGKOK = timedelta(hours=7)
_GATHERED, _PDF_MADE, _WORD_MADE, _BAGGED, _ZIPPED = 0.15, 0.6, 0.8, 0.85, 0.9  # of the whole work, for the progress


class BundleCancelledError(BundleError):
    """The user stopped the bundle being made; nothing was written."""


def write_bundle(
    draft: Draft,
    path: Path,
    *,
    pdf: Callable[[Progress], Made] | None = None,
    word: Callable[[Progress], MadeFile] | None = None,
    signed: Path | None = None,
    scans: Sequence[Path] = (),
    with_history: bool = False,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Path:
    """Write the draft's bundle to `path` and return its absolute path; none where errors stand, unless it is marked.

    `pdf` makes the draft's PDF, where it may be made already; `signed` is that PDF as it was signed and goes along in
    its place. `word` makes the Word file that goes along, `scans` are files of scanned pages. The draft inside holds
    the plan alone; `with_history` also how it came about, by whom, and the officer's notes.

    `progress` is told how much is done, from 0 to 1; `cancelled` is asked now and then whether to stop. The file
    appears whole, and only once it was read back from its drive; until then what stood at `path` stays.
    Raises BundleError, BundleCancelledError, DocumentError, PlanJsonError or QueryError.
    """
    path = path.absolute()

    def step(done: float) -> None:
        if cancelled is not None and cancelled():
            raise BundleCancelledError(_("The bundle was not made: you stopped it."))
        if progress is not None:
            progress(done)

    def share(start: float, end: float) -> Progress:
        return lambda done: step(start + (end - start) * done)

    make_pdf = pdf or (lambda told: plan_pdf(draft, progress=told, cancelled=cancelled))
    try:
        # `making` says at once, before the long work, if this is no place to write to.
        with whole_file.making(path) as part, leftovers.temporary_folder() as folder:
            bag = folder / folder_name(draft)
            bag.mkdir()
            with clean_copy.cleaned(draft) as plain:
                info = _info(plain, with_history) | _enclose(bag, signed, scans, with_word=word is not None)
                info |= _marked(draft)
                found = report.report(plain, info)
                if layout.INCOMPLETE not in info:
                    refuse(found["counts"]["error"])
                _gather(plain, bag, info, found, with_history)
            step(_GATHERED)
            if signed is None:
                make_pdf(share(_GATHERED, _PDF_MADE)).write(bag / layout.PDF)
            if word is not None:
                word(share(_PDF_MADE, _WORD_MADE)).write(bag / layout.WORD)
            if signed is not None:
                _look_at_signed(bag, info, signed)
            step(_WORD_MADE)
            _make_bag(bag, info)
            step(_BAGGED)
            packed = folder / "packed.zip"
            _zip(bag, packed, sending.moment(draft) + _BANGKOK, share(_BAGGED, _ZIPPED))
            whole_file.copy_and_read_back(packed, part, share(_ZIPPED, 1.0))
    except DocumentCancelledError as error:
        raise BundleCancelledError(_("The bundle was not made: you stopped it.")) from error
    except OSError as error:
        raise BundleError(*whole_file.cannot_be_written(path, error)) from error
    except bagit.BagError as error:
        raise BundleError(_("The bundle cannot be made: {problem}").format(problem=error)) from error
    if progress is not None:
        progress(1.0)
    return path


def folder_name(draft: Draft) -> str:
    """What the bag is called, and its zip if the officer wants it: agency, year and version."""
    edition = draft.pack.edition
    agency = sending.value_at(draft, edition.abbreviation) or sending.value_at(draft, edition.agency)
    version = versions.state(draft).number
    return file_names.safe(f"{agency.strip('.') or edition.id}_{edition.year}_v{version}", letters=60, most=180)


def _enclose(bag: Path, signed: Path | None, scans: Sequence[Path], *, with_word: bool) -> dict[str, str]:
    """Take in what does not come of the draft; the lines of the label about it. Raises BundleError, OSError."""
    lines = {}
    if signed is not None:
        lines[layout.PDF_SIGNATURES] = str(signed_pdf.take(signed, bag / layout.PDF))
    if scans:
        lines[layout.SCANNED] = ", ".join(scanned.take(scans, bag / layout.SCANS))
    if with_word:
        lines[layout.WITH_WORD] = "yes"
    return lines


def _marked(draft: Draft) -> dict[str, str]:
    mark = incomplete.marked(draft)
    if mark is None:
        return {}
    return {layout.INCOMPLETE: mark.reason, layout.INCOMPLETE_BY: mark.by, layout.INCOMPLETE_AT: mark.at}


def _look_at_signed(bag: Path, info: Mapping[str, str], signed: Path) -> None:
    """Look at a signed PDF as who receives the bundle will. Raises BundleError."""
    try:
        agree(bag, bag, info, print_again=True)
    except BundleError as error:
        raise BundleError(
            _("{path} is not the PDF of the plan as it is now").format(path=signed),
            _("Export the PDF again and have that signed, or leave the signed one out."),
        ) from error


def _gather(draft: Draft, folder: Path, info: dict[str, str], found: dict[str, Any], with_history: bool) -> None:
    write_plan(draft, folder / layout.PLAN, bare=True)
    (folder / layout.SCHEMA).write_bytes(plan_schema.as_bytes(draft.pack))
    clean_copy.write(draft, folder / layout.DRAFT, with_history=with_history)
    (folder / layout.README).write_bytes(readme.as_bytes(info))
    (folder / layout.TABLES).mkdir()
    for name, content in tables.tables(draft):
        (folder / layout.TABLES / name).write_bytes(content)
    (folder / layout.REPORT).write_bytes(report.as_bytes(found))
    (folder / layout.OVERVIEW).write_text(overview.page(draft, info, found), encoding="utf-8", newline="\n")


def _info(draft: Draft, with_author: bool) -> dict[str, str]:
    """The lines of bag-info.txt: whose plan this is, when and with what the bundle was made, and by whom if wanted."""
    moment = sending.moment(draft)
    made = {
        layout.FORMAT: "2",
        layout.AUTHOR: draft.author if with_author else "",
        layout.DATE: (moment + _BANGKOK).date().isoformat(),
        layout.MADE_AT: moment.isoformat(timespec="seconds"),
        layout.SOFTWARE: f"planner_desktop {__version__}, bagit {version('bagit')}",
    }
    return {name: " ".join(value.split()) for name, value in made.items() if value} | label.of_plan(draft)


def _make_bag(folder: Path, info: dict[str, str]) -> None:
    # The library works in the process's current folder and puts it back; two at a time would mix theirs up.
    with _bagging:
        bag = bagit.make_bag(str(folder), dict(info), checksums=list(layout.CHECKSUMS))
        # It writes the draft standard's number; the layout is that of BagIt 1.0 (RFC 8493) all the same.
        (folder / "bagit.txt").write_bytes(b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n")
        bag.save()


def _zip(folder: Path, target: Path, moment: datetime, told: Progress) -> None:
    """Zip the bag; its files bear the plan's date, so that the same plan is the same zip."""
    files = sorted(file for file in folder.rglob("*") if file.is_file())
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, file in enumerate(files):
            entry = zipfile.ZipInfo(file.relative_to(folder.parent).as_posix(), moment.timetuple()[:6])
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            with file.open("rb") as content, archive.open(entry, "w") as packed:
                shutil.copyfileobj(content, packed, 1 << 20)
            told(number / len(files))
