"""What a screen reader hears: every field has a name, every cell tells its row, the head of its column and its value.

Asked of Qt's own accessibility, which AT-SPI and UI Automation hand on.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QGuiApplication
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QWidget
from pytestqt.qtbot import QtBot

from planner_desktop.draft import Draft
from planner_desktop.draft.plan.new_plan import new_from_sample
from planner_desktop.ui.screens.gantt.grid import MonthGrid
from planner_desktop.ui.screens.matrix.view import MatrixView
from planner_desktop.ui.screens.table import clipboard
from planner_desktop.ui.screens.table.view import RecordTable
from planner_desktop.ui.window.main_window import MainWindow
from scripts.screenshots import screens

Opener = Callable[[Draft], MainWindow]
SAMPLES = ["2568-international-affairs", "2567-strategy", "2565-budget"]
CELLS = {QAccessible.Role.Cell, QAccessible.Role.ListItem, QAccessible.Role.TreeItem}
LISTENED = 40
"""So many cells of a table are listened to."""
ROWS = 5000


@pytest.fixture(autouse=True)
def reader() -> Iterator[None]:
    """As if a screen reader was running."""
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


def name(interface: QAccessibleInterface) -> str:
    return str(interface.text(QAccessible.Text.Name))


def heard(view: QAbstractItemView, count: int = LISTENED) -> Iterator[tuple[QAccessible.Role, str]]:
    interface = QAccessible.queryAccessibleInterface(view)
    for n in range(min(interface.childCount(), count)):
        if (child := interface.child(n)) is not None:
            yield child.role(), name(child)


def faults(window: MainWindow) -> Iterator[str]:
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or not widget.isEnabled() or isinstance(widget, QHeaderView):
            continue
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus:
            interface = QAccessible.queryAccessibleInterface(widget)
            if not name(interface):
                yield f"{type(widget).__name__} {widget.objectName()} has no name"
        if isinstance(widget, QAbstractItemView):
            for role, said in heard(widget):
                if role in CELLS and not said:
                    yield f"a cell of {type(widget).__name__} says nothing"
                if "\u200b" in said and role != QAccessible.Role.ListItem:
                    yield f"{type(widget).__name__} says marks of the screen: {said}"


@pytest.mark.parametrize("sample", SAMPLES)
def test_every_field_and_cell_of_every_screen_is_told(sample: str, open_window: Opener, tmp_path: Path) -> None:
    window = open_window(new_from_sample(sample, tmp_path / "plan.bmaplan"))
    wrong = [f"{screen}: {fault}" for screen in screens(window) for fault in faults(window)]
    assert wrong == []


@pytest.mark.parametrize("sample", SAMPLES)
def test_a_cell_tells_row_head_and_value(sample: str, open_window: Opener, tmp_path: Path) -> None:
    window = open_window(new_from_sample(sample, tmp_path / "plan.bmaplan"))
    kinds: set[type] = set()
    for _screen in screens(window):
        for table in window.findChildren(RecordTable):
            if table.isVisible():
                kinds.add(RecordTable)
                records = table.records
                said = [text for role, text in heard(table, 400) if role == QAccessible.Role.Cell]
                wanted = [(row, column) for row in range(records.rowCount()) for column in range(records.columnCount())]
                for (row, column), text in zip(wanted, said, strict=False):
                    assert records.field(column).label in text
                    assert (records.text(row, column) or "empty") in text
                    assert f"row {row + 1}," in text if records.id(row) is not None else "new row" in text
        for matrix in window.findChildren(MatrixView):
            if matrix.isVisible():
                kinds.add(MatrixView)
                said = [text for role, text in heard(matrix, 60) if role == QAccessible.Role.Cell]
                assert all(" × " in text and text.endswith(("linked", "not linked")) for text in said)
        for grid in window.findChildren(MonthGrid):
            if grid.isVisible():
                kinds.add(MonthGrid)
                said = [text for role, text in heard(grid, 60) if role == QAccessible.Role.Cell]
                assert all(text and (text[0].isdigit() or text.startswith(("new row", "+"))) for text in said)
    assert RecordTable in kinds


def test_thousands_of_rows_are_pasted_and_deleted_while_a_reader_listens(
    qtbot: QtBot, window: MainWindow, draft: Draft
) -> None:
    window.go_to_section("projects")
    assert window.page is not None
    window.page.show_part(0)
    table = next(each for each in window.findChildren(RecordTable) if each.isVisible())
    data = QMimeData()
    data.setText("\n".join(f"ส่วนราชการที่ {n}" for n in range(ROWS)))
    QGuiApplication.clipboard().setMimeData(data)
    table.setCurrentIndex(table.records.index(table.records.rowCount() - 1, 0))
    clipboard.paste(table)
    qtbot.waitUntil(lambda: len(draft.ids("division")) == ROWS)
    qtbot.waitUntil(lambda: table.records.rowCount() == ROWS + 1)
    told = [text for role, text in heard(table, 3000) if role == QAccessible.Role.Cell]
    assert len(told) > 1000
    assert all(text.startswith("row ") for text in told)
    table.selectRow(0)
    table.selectAll()
    table.list_actions.delete()
    qtbot.waitUntil(lambda: draft.ids("division") == [])
    qtbot.waitUntil(lambda: table.records.rowCount() == 1)
    left = [text for role, text in heard(table) if role == QAccessible.Role.Cell]
    assert left[0].startswith("new row")
