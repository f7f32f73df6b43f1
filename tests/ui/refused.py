"""A text that a field did not take: how the tests about it type one and see it."""

from PySide6.QtCore import Qt

from planner_desktop.draft import Draft
from planner_desktop.ui.fields.typed import LineEditor
from planner_desktop.ui.kit.colours import colour
from planner_desktop.ui.screens.table.screen import TableScreen
from tests.ui.keys import Keys

FIVE = 500_000_000
NAME, BUDGET = 0, 1
WRONG, WORSE = "ห้าล้านกว่า", "ห้าล้านเศษ"


def texts(draft: Draft) -> list[tuple[int, str, str]]:
    return [(each.id, each.field, each.text) for each in draft.refusals()]


def beside(screen: TableScreen, field: str = "budget") -> LineEditor:
    assert screen.form is not None
    editor = screen.form.editor(field)
    assert isinstance(editor, LineEditor)
    return editor


def why_beside(screen: TableScreen, field: str = "budget") -> str:
    assert screen.form is not None
    return screen.form.rows[field].message.said()


def is_red(screen: TableScreen, row: int, column: int) -> bool:
    brush = screen.model.index(row, column).data(Qt.ItemDataRole.ForegroundRole)
    return brush is not None and brush.color() == colour("bad")


def refuse(keys: Keys, screen: TableScreen, text: str = WRONG, row: int = 0) -> None:
    screen.table.setCurrentIndex(screen.model.index(row, BUDGET))
    screen.table.setFocus()
    keys.write(text)
    keys.press("Return")
    screen.table.setCurrentIndex(screen.model.index(row, BUDGET))
