"""Whether published catalogues fit their edition, as they must before they are signed and before they are taken."""

import csv
import io
from collections.abc import Mapping, Sequence

from planner_desktop.errors import PublishingError
from planner_desktop.formpack import FormPack, published
from planner_desktop.formpack.folder import files_of
from planner_desktop.formpack.published import Published
from planner_desktop.formpack.reading import checked
from planner_desktop.formpack.store import installed
from planner_desktop.i18n import _
from planner_desktop.thai.invisible import harmless


def catalogue_files(files: Mapping[str, bytes]) -> list[str]:
    """Which of an edition's files are catalogues."""
    return [name for name in files if name.endswith(".csv")]


def fitting(found: Published) -> FormPack:
    """The edition with what was published. Raises PublishingError, FormPackError where it does not fit."""
    files = files_of(installed()[found.edition])
    if strange := found.files.keys() - set(catalogue_files(files)):
        raise PublishingError(
            _("“{file}” is no catalogue of the edition “{name}”").format(file=sorted(strange)[0], name=found.edition),
            _("Install the newest version of the edition or the program first."),
        )
    for name, text in found.files.items():
        _look_at_texts(name, text, rows(files[name].decode("utf-8-sig"))[0])
    return checked(f"{found.edition} ({found.number})", published.over(files, found))


def _look_at_texts(name: str, text: str, head: Sequence[str]) -> None:
    """Raises PublishingError where a column is missing, or a cell holds letters that no one sees or that steer."""
    try:
        table = rows(text)
    except csv.Error as error:
        raise PublishingError(f"{name}: {error}", _("Save it as CSV in UTF-8.")) from error
    if missing := sorted(set(head) - set(table[0])):
        raise PublishingError(
            _("{file}: the column {column} is missing").format(file=name, column=", ".join(missing)),
            _("Keep the head of the table as it was."),
        )
    for number, row in enumerate(table, 1):
        if strange := next((cell for cell in row if harmless(cell) != cell), ""):
            raise PublishingError(
                _("{file}, row {number}: a letter that nobody sees stands in “{text}”").format(
                    file=name, number=number, text=harmless(strange)[:80]
                ),
                _("Type the text again."),
            )


def rows(text: str) -> list[list[str]]:
    """The cells of a table, its head first; an empty one has an empty head."""
    return list(csv.reader(io.StringIO(text.lstrip("\ufeff"), newline=""), strict=True)) or [[]]
