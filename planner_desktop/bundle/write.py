"""Writing a bundle: its files gathered in a folder, made a BagIt 1.0 bag, zipped, and put in place whole."""

import json
import logging
import threading
import zipfile
from collections.abc import Callable
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

import bagit

from planner_desktop import __version__, file_names, leftovers, whole_file
from planner_desktop.bundle import label, layout
from planner_desktop.bundle.readme import readme
from planner_desktop.document.export import plan_pdf
from planner_desktop.document.pdf import DocumentCancelledError, Made
from planner_desktop.draft import Draft
from planner_desktop.draft.plan import clean_copy
from planner_desktop.draft.plan.plan_json import write_plan
from planner_desktop.draft.plan.plan_schema import plan_schema
from planner_desktop.errors import BundleError
from planner_desktop.i18n import _

logging.getLogger("bagit").addHandler(logging.NullHandler())  # what it logs it also raises, and we say it better

_bagging = threading.Lock()
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
            bag = folder / _folder_name(path)
            bag.mkdir()
            pdf = pdf or plan_pdf(draft, progress=lambda share: step(share * _PDF_SHARE), cancelled=cancelled)
            pdf.write(bag / layout.PDF)
            with clean_copy.cleaned(draft) as plain:
                info = _info(plain, with_history)
                _gather(plain, bag, info, with_history)
            step(_GATHERED)
            _make_bag(bag, info)
            step(_BAGGED)
            _zip(bag, part, step)
    except DocumentCancelledError as error:
        raise BundleCancelledError(_("The bundle was not made: you stopped it.")) from error
    except OSError as error:
        raise BundleError(*whole_file.cannot_be_written(path, error)) from error
    except bagit.BagError as error:
        raise BundleError(_("The bundle cannot be made: {problem}").format(problem=error)) from error
    if progress is not None:
        progress(1.0)
    return path


def _folder_name(path: Path) -> str:
    """The bag is named as its zip, as far as every system can make such a folder."""
    return file_names.safe(path.stem, letters=40, most=120)


def _gather(draft: Draft, folder: Path, info: dict[str, str], with_history: bool) -> None:
    write_plan(draft, folder / layout.PLAN, bare=True)
    schema = json.dumps(plan_schema(draft.pack), ensure_ascii=False, indent=1)
    (folder / layout.SCHEMA).write_text(schema + "\n", encoding="utf-8", newline="\n")
    clean_copy.write(draft, folder / layout.DRAFT, with_history=with_history)
    # The mark tells old Windows editors that it is UTF-8, and its line ends are theirs: this file is for people.
    (folder / layout.README).write_text(readme(info), encoding="utf-8-sig", newline="\r\n")


def _info(draft: Draft, with_author: bool) -> dict[str, str]:
    """The lines of bag-info.txt: whose plan this is, when and with what the bundle was made, and by whom if wanted."""
    now = datetime.now().astimezone()
    made = {
        layout.AUTHOR: draft.author if with_author else "",
        layout.DATE: now.date().isoformat(),
        layout.MADE_AT: now.isoformat(timespec="seconds"),
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


def _zip(folder: Path, target: Path, step: Callable[[float], None]) -> None:
    files = sorted(file for file in folder.rglob("*") if file.is_file())
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, strict_timestamps=False) as archive:
        for number, file in enumerate(files):
            archive.write(file, file.relative_to(folder.parent).as_posix())
            step(_BAGGED + (1 - _BAGGED) * number / len(files))
