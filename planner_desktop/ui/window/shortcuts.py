"""All keys, for the sheet of keys: read from the actions of menus and lists, and from the tables that widgets go by.

Nothing is written down here but the order in which they are told.
"""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenuBar

from planner_desktop.i18n import _
from planner_desktop.ui.fields import base, links, rich, rich_input, rich_line_below
from planner_desktop.ui.finding import panel
from planner_desktop.ui.kit import pick_line
from planner_desktop.ui.kit.action_text import plain
from planner_desktop.ui.kit.key_table import KeyRow, KeyTable, read, rows
from planner_desktop.ui.preview import view
from planner_desktop.ui.screens import part, section_page, where_used
from planner_desktop.ui.screens.board.box import BOARD, LINE
from planner_desktop.ui.screens.gantt import screen as gantt
from planner_desktop.ui.screens.gantt.actions import MONTHS, STEPS
from planner_desktop.ui.screens.matrix import screen as matrix
from planner_desktop.ui.screens.matrix.view import MATRIX
from planner_desktop.ui.screens.table.actions import TABLE
from planner_desktop.ui.screens.tree.view import TREE
from planner_desktop.ui.window import palette, problem_tree, sections_panel
from planner_desktop.ui.window.commands import actions, keys_of


def of_menus(bar: QMenuBar) -> Iterator[tuple[str, list[KeyRow]]]:
    """The keys of each menu's actions; those of the list that has the focus are told with the lists."""
    found: dict[str, list[KeyRow]] = {}
    for above, action in actions(bar):
        keys = ", ".join(read(key) for key in dict.fromkeys(keys_of(action)))
        if keys and action.shortcutContext() != Qt.ShortcutContext.WidgetShortcut:
            found.setdefault(above[0], []).append((plain(action.text()), keys))
    yield from found.items()


def of_widgets() -> Iterator[tuple[str, list[KeyRow]]]:
    """The keys that hold in lists and in other widgets."""

    def told(*tables: KeyTable) -> list[KeyRow]:
        return [row for table in tables for row in rows(table)]

    yield _("Sections and forms"), told(section_page.KEYS, part.KEYS, base.KEYS, sections_panel.KEYS, where_used.KEYS)
    yield _(TABLE.title), TABLE.rows()
    yield _(TREE.title), TREE.rows()
    yield _(BOARD.title), BOARD.rows() + told(LINE)
    yield _(STEPS.title), STEPS.rows() + told(gantt.KEYS)
    yield _(MONTHS.title), MONTHS.rows()
    yield _(MATRIX.title), MATRIX.rows() + told(matrix.KEYS)
    yield _("Lists to pick from"), told(pick_line.KEYS, links.KEYS)
    yield _("Running text"), told(rich.KEYS, rich_input.TABLE_KEYS, rich_line_below.KEYS)
    yield _("List of problems"), told(problem_tree.KEYS)
    yield _("Preview"), told(view.KEYS)
    yield _("Find and replace"), told(panel.KEYS)
    yield _("By name"), told(palette.KEYS)
