"""The workbook in a file, held against the draft that it was made of."""

from pathlib import Path

from planner_desktop import whole_file
from planner_desktop.draft import Draft
from planner_desktop.errors import DraftError
from planner_desktop.exchange.workbook.read import is_workbook, workbook_of
from planner_desktop.exchange.workbook.sheet import Workbook
from planner_desktop.i18n import _
from planner_desktop.spreadsheet.changes import Preview
from planner_desktop.spreadsheet.reading import mark_of, preview
from planner_desktop.stopping import Progress


def opened(path: Path) -> Workbook:
    """The workbook of a file. Raises PlannerError."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise DraftError(
            _("{path} cannot be read: {problem}").format(path=path, problem=whole_file.told(error))
        ) from error
    if not is_workbook(content):
        raise DraftError(
            _("{path} is no workbook").format(path=path),
            _("Give the workbook that was exported and filled in, saved as .xlsx."),
        )
    return workbook_of(content)


def preview_of(draft: Draft, path: Path, progress: Progress | None = None) -> Preview:
    """What the workbook of a file would change in a draft. Raises PlannerError, also where it is that of a part."""
    book = opened(path)
    if mark_of(book):
        raise DraftError(
            _("{path} is the workbook of a part that was handed out").format(path=path),
            _("Take it as a part: by the menu “Take what a division filled”, or by `part take`."),
        )
    return preview(draft, book, progress)
