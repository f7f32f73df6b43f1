"""Scanned pages of a bundle, such as those that were signed on paper: PDFs and pictures, few and no larger than pages.

Their names tell nothing but the order, and of pictures goes along only what draws them: not where they were taken.
"""

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pypdfium2

from planner_desktop import pictures, whole_file
from planner_desktop.bare_pictures import bare
from planner_desktop.bundle import layout
from planner_desktop.bundle.pdf_actions import active
from planner_desktop.errors import BundleError, PictureRefused
from planner_desktop.i18n import _

MOST_FILES, MOST_PAGES = 99, 400
MOST_BYTES = 100_000_000
"""Of all files together."""
_KINDS = {"PNG": "png", "JPEG": "jpg"}


class UnfitError(Exception):
    """A file is no scan as bundles have them; the words say why."""


def take(paths: Sequence[Path], folder: Path) -> list[str]:
    """Put the files into the folder, in their order, and return what they are called there. Raises BundleError."""
    if len(paths) > MOST_FILES:
        raise BundleError(
            _("There are more than {most} scanned files").format(most=MOST_FILES),
            _("Scan the pages into one PDF, or leave out what was not signed."),
        )
    names, left = [], MOST_BYTES
    for number, path in enumerate(paths, 1):
        try:
            content = whole_file.read(path, left)
            kind = kind_of(path, decoded=True)
        except UnfitError as error:
            problem = str(error)
        except OSError as error:
            problem = whole_file.told(error)
        else:
            left -= len(content)
            folder.mkdir(exist_ok=True)
            names.append(f"{number:02}.{kind}")
            whole_file.write(folder / names[-1], content if kind == "pdf" else bare(content))
            continue
        raise BundleError(
            _("{path} cannot go along as a scanned page: {problem}").format(path=path, problem=problem),
            _("Give PDF, JPEG or PNG files, {size} MB together at most.").format(size=MOST_BYTES // 1_000_000),
        )
    return names


def kind_of(path: Path, *, decoded: bool = False) -> str:
    """What a scanned file is: pdf, jpg or png; `decoded` looks whether a picture is whole, too.

    Raises UnfitError where it is none of them, damaged, too large, or does more than to be read; OSError.
    """
    with path.open("rb") as file:
        start = file.read(5)
    if start == b"%PDF-":
        _look_at_pdf(path)
        return "pdf"
    if path.stat().st_size > pictures.MAX_BYTES:
        raise UnfitError(_("it is neither PDF nor JPEG nor PNG"))
    try:
        picture = pictures.Picture(path.read_bytes())
        if picture.format not in _KINDS:
            raise UnfitError(_("it is neither PDF nor JPEG nor PNG"))
        if decoded:
            picture.image(1000, 1000)
    except PictureRefused as refused:
        raise UnfitError(refused.message) from refused
    return _KINDS[picture.format]


def _look_at_pdf(path: Path) -> None:
    try:
        with closing(pypdfium2.PdfDocument(path)) as pdf:
            if not 0 < len(pdf) <= MOST_PAGES:
                raise UnfitError(_("it has more than {most} pages, or none").format(most=MOST_PAGES))
            if told := active(pdf, path):
                raise UnfitError(told)
    except pypdfium2.PdfiumError as error:
        raise UnfitError(_("it is a damaged PDF, or one with a password")) from error


def look(data: Path, said: str) -> None:
    """Hold the scans in a bundle against what its label says of them. Raises UnfitError."""
    folder = data / layout.SCANS
    present = sorted(file.name for file in folder.iterdir()) if folder.is_dir() else []
    if ", ".join(present) != said or len(present) > MOST_FILES:
        raise UnfitError(_("the files in {name} are not those that the label names").format(name=layout.SCANS))
    left = MOST_BYTES
    for number, name in enumerate(present, 1):
        file = folder / name
        left -= file.stat().st_size
        try:
            problem = _("they are too large together") if left < 0 else _problem(file, number)
        except UnfitError as error:
            problem = str(error)
        if problem:
            told = _("{name} is no scanned page: {problem}")
            raise UnfitError(told.format(name=f"{layout.SCANS}/{name}", problem=problem))


def _problem(file: Path, number: int) -> str:
    """What is wrong with a scan that is the so-manieth; empty where nothing is. Raises UnfitError."""
    kind = kind_of(file)
    if file.name != f"{number:02}.{kind}":
        return _("it is not called as what it holds")
    if kind != "pdf" and bare(content := file.read_bytes()) != content:
        return _("it holds more than the picture")
    return ""
