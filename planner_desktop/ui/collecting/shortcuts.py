"""The keys of the desk that stand in none of its menus, for the sheet of keys and the manual's page of them."""

from collections.abc import Iterator

from planner_desktop.i18n import _
from planner_desktop.ui.collecting import across_sheet, board_view, desk_start, reviewing
from planner_desktop.ui.kit.key_table import KeyRow, rows
from planner_desktop.ui.returned.remarks_dock import RemarkList


def of_widgets() -> Iterator[tuple[str, list[KeyRow]]]:
    """The keys that hold in the desk's lists, and in the window in which a plan is read there."""
    yield _("Board of agencies"), rows(board_view.KEYS)
    yield _("Plan that is read at the desk"), rows(reviewing.KEYS)
    yield _("Remarks on the plan"), rows(RemarkList.keys)
    yield _("Across all agencies"), rows(across_sheet.KEYS)
    yield _("Collections opened last"), rows(desk_start.KnownList.keys) + rows(desk_start.KEYS)
