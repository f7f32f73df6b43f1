"""Writing a bundle: its files gathered in a folder, made a BagIt 1.0 bag, zipped, and put in place whole."""

import json
import logging
import shutil
import threading
import zipfile
from collections.abc import Callable
from datetime import datetime, timedelta
from importlib.metadata import version
from pathlib import Path

import bagit

from planner_desktop import __version__, file_names, leftovers, whole_file
from planner_desktop.bundle import label, layout, overview, report, tables
from planner_desktop.bundle.readme import readme
from planner_desktop.document.export import plan_pdf
from planner_desktop.document.pdf import DocumentCancelledError, Made
from planner_desktop.draft import Draft
from planner_desktop.draft.history import sending, versions
from planner_desktop.draft.plan import clean_copy
from planner_desktop.draft.plan.plan_json import write_plan
from planner_desktop.draft.plan.plan_schema import plan_schema
from planner_desktop.errors import BundleError
from planner_desktop.i18n import _

logging.getLogger("bagit").addHandler(logging.NullHandler())  # what it logs it also raises, and we say it better

_bagging = threading.Lock()
_BANGKOK = timedelta(hours=7)
_PDF_SHARE, _GATHERED, _BAGGED = 0.8, 0.85, 0.9  # of the whole work, for the progress


class BundleCancelledError(BundleError):
    """The user stopped the bundle being made; nothing was written."""


def write_bundle(
    draft: Draft,
    path: Path,
    *,
    pdf: Made | None = None,
    with_history: bool = False,
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Path:
    """Write the draft's bundle to `path` and return its absolute path. `pdf` is the draft's PDF, if it is made already.

    The draft inside holds the plan alone; `with_history` also how it came about, by whom, and the officer's notes.

    `progress` is told how much is done, from 0 to 1; `cancelled` is asked now and then whether to stop. The file
    appears whole or not at all: whatever stood at `path` stays until the new one is ready.
    Raises BundleError, BundleCancelledError, DocumentError, PlanJsonError or QueryError.
    """
    path = path.absolute()

    def step(done: float) -> None:
        if cancelled is not None and cancelled():
            raise BundleCancelledError(_("The bundle was not made: you stopped it."))
        if progress is not None:
            progress(done)

    try:
        # `making` says at once, before the long work, if this is no place to write to.
        with whole_file.making(path) as part, leftovers.temporary_folder() as folder:
            bag = folder / folder_name(draft)
            bag.mkdir()
            pdf = pdf or plan_pdf(draft, progress=lambda share: step(share * _PDF_SHARE), cancelled=cancelled)
            pdf.write(bag / layout.PDF)
            with clean_copy.cleaned(draft) as plain:
                info = _info(plain, with_history)
                _gather(plain, bag, info, with_history)
            step(_GATHERED)
            _make_bag(bag, info)
            step(_BAGGED)
            _zip(bag, part, sending.moment(draft) + _BANGKOK, step)
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


def _gather(draft: Draft, folder: Path, info: dict[str, str], with_history: bool) -> None:
    write_plan(draft, folder / layout.PLAN, bare=True)
    schema = json.dumps(plan_schema(draft.pack), ensure_ascii=False, indent=1)
    (folder / layout.SCHEMA).write_text(schema + "\n", encoding="utf-8", newline="\n")
    clean_copy.write(draft, folder / layout.DRAFT, with_history=with_history)
    # The mark tells old Windows editors that it is UTF-8, and its line ends are theirs: this file is for people.
    (folder / layout.README).write_text(readme(info), encoding="utf-8-sig", newline="\r\n")
    (folder / layout.TABLES).mkdir()
    for name, content in tables.tables(draft):
        (folder / layout.TABLES / name).write_bytes(content)
    found = report.report(draft)
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


def _zip(folder: Path, target: Path, moment: datetime, step: Callable[[float], None]) -> None:
    """Zip the bag; its files bear the plan's date, so that the same plan is the same zip."""
    files = sorted(file for file in folder.rglob("*") if file.is_file())
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, file in enumerate(files):
            entry = zipfile.ZipInfo(file.relative_to(folder.parent).as_posix(), moment.timetuple()[:6])
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            with file.open("rb") as content, archive.open(entry, "w") as packed:
                shutil.copyfileobj(content, packed, 1 << 20)
            step(_BAGGED + (1 - _BAGGED) * number / len(files))
