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
            kind = kind_of(content)
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


def kind_of(content: bytes) -> str:
    """What a scanned file is: pdf, jpg or png. Raises UnfitError where it is none of them, damaged or too large."""
    if content.startswith(b"%PDF-"):
        try:
            with closing(pypdfium2.PdfDocument(content)) as pdf:
                count = len(pdf)
        except pypdfium2.PdfiumError as error:
            raise UnfitError(_("it is a damaged PDF, or one with a password")) from error
        if not 0 < count <= MOST_PAGES:
            raise UnfitError(_("it has more than {most} pages, or none").format(most=MOST_PAGES))
        return "pdf"
    try:
        picture = pictures.Picture(content)
        if picture.format not in _KINDS:
            raise UnfitError(_("it is neither PDF nor JPEG nor PNG"))
        picture.image(1000, 1000)
    except PictureRefused as refused:
        raise UnfitError(refused.message) from refused
    return _KINDS[picture.format]


def look(data: Path, said: str) -> None:
    """Hold the scans in a bundle against what its label says of them. Raises UnfitError."""
    folder = data / layout.SCANS
    present = sorted(file.name for file in folder.iterdir()) if folder.is_dir() else []
    if ", ".join(present) != said or len(present) > MOST_FILES:
        raise UnfitError(_("the files in {name} are not those that the label names").format(name=layout.SCANS))
    left = MOST_BYTES
    for name in present:
        file = folder / name
        left -= file.stat().st_size
        if left < 0 or kind_of(file.read_bytes()) != file.suffix[1:]:
            raise UnfitError(_("{name} is no scanned page").format(name=f"{layout.SCANS}/{name}"))
