"""Links ticked in a matrix, with the keyboard and the mouse."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from planner_desktop.draft import Draft
from planner_desktop.ui.kit.colours import colour
from planner_desktop.ui.screens.matrix.screen import MatrixScreen
from planner_desktop.ui.screens.table.screen import TableScreen
from planner_desktop.ui.window.main_window import MainWindow
from tests.ui.keys import Keys


def plan(draft: Draft, projects: int = 4, key_results: int = 3) -> tuple[list[int], list[int]]:
    """Projects and key results with codes 7401, 7402…; their ids."""
    return (
        [draft.add("project", {"name": f"โครงการ {'กขคง'[n % 4]}{n}"}) for n in range(projects)],
        [draft.add("key_result", {"code": str(7401 + n), "name": f"ตัววัดผล {n}"}) for n in range(key_results)],
    )


def matrix_of(window: MainWindow, section: str = "key-results", part: int = 1) -> MatrixScreen:
    window.go_to_section(section)
    assert window.page is not None
    screen = window.page.show_part(part)
    assert isinstance(screen, MatrixScreen)
    screen.start()
    return screen


def linked(draft: Draft) -> list[list[int]]:
    """The projects of each key result."""
    return [list(record.links["projects"]) for record in draft.records("key_result")]


def middle(screen: MatrixScreen, row: int, column: int) -> QPoint:
    return screen.view.visualRect(screen.matrix.index(row, column)).center()


def test_space_ticks_and_the_arrows_move(keys: Keys, window: MainWindow, draft: Draft) -> None:
    projects, _key_results = plan(draft)
    matrix_of(window)
    keys.press("Space", "Down", "Space", "Right", "Space")
    assert linked(draft) == [projects[:2], [projects[1]], []]
    keys.press("Space")
    assert linked(draft) == [projects[:2], [], []]
    draft.undo()
    assert linked(draft) == [projects[:2], [projects[1]], []]


def test_the_tick_of_the_current_cell_is_to_be_seen(keys: Keys, window: MainWindow, draft: Draft) -> None:
    plan(draft)
    screen = matrix_of(window)

    def accent() -> float:
        """How much of the current cell is painted in the colour of the tick's box."""
        cell = screen.view.viewport().grab(screen.view.visualRect(screen.view.currentIndex())).toImage()
        pixels = [cell.pixelColor(x, y).rgb() for x in range(cell.width()) for y in range(cell.height())]
        return pixels.count(colour("accent").rgb()) / len(pixels)

    before = accent()
    keys.press("Space")
    assert before < accent() < 0.5


def test_several_chosen_cells_are_ticked_in_one_step(keys: Keys, window: MainWindow, draft: Draft) -> None:
    projects, _key_results = plan(draft)
    matrix_of(window)
    keys.press("Shift+Down", "Shift+Down", "Shift+Right", "Space")
    assert linked(draft) == [projects[:3], projects[:3], []]
    keys.press("Del")
    assert linked(draft) == [[], [], []]
    draft.undo()
    draft.undo()
    assert linked(draft) == [[], [], []]
    assert "key_result" not in draft.undo_label()


def test_a_click_ticks_and_a_drag_is_one_step_to_undo(window: MainWindow, draft: Draft) -> None:
    projects, _key_results = plan(draft)
    screen = matrix_of(window)
    left, port = Qt.MouseButton.LeftButton, screen.view.viewport()
    QTest.mouseClick(port, left, pos=middle(screen, 0, 2))
    assert linked(draft) == [[], [], [projects[0]]]
    QTest.mousePress(port, left, pos=middle(screen, 0, 1))
    for row in (1, 2):
        QTest.mouseMove(port, middle(screen, row, 1))
    assert screen.matrix.is_on(screen.matrix.pair(2, 1))  # drawn already
    assert linked(draft)[1] == []
    QTest.mouseRelease(port, left, pos=middle(screen, 2, 1))
    assert linked(draft)[1] == projects[:3]
    draft.undo()
    assert linked(draft) == [[], [], [projects[0]]]


def test_new_links_come_after_those_that_are_there(keys: Keys, window: MainWindow, draft: Draft) -> None:
    projects, key_results = plan(draft)
    draft.set("key_result", key_results[0], "projects", [projects[2], projects[1]])
    matrix_of(window)
    keys.press("Space")
    assert linked(draft)[0] == [projects[2], projects[1], projects[0]]


def test_counts_follow_and_what_has_no_tick_is_told_and_sifted(keys: Keys, window: MainWindow, draft: Draft) -> None:
    projects, key_results = plan(draft)
    draft.set("key_result", key_results[1], "projects", projects[:3])
    screen = matrix_of(window)
    matrix = screen.matrix
    assert [matrix.of_row[id] for id in projects] == [1, 1, 1, 0]
    assert [matrix.of_column[id] for id in key_results] == [0, 3, 0]
    assert (matrix.bare_rows(), matrix.bare_columns()) == (1, 2)
    screen.only_bare.click()
    assert [side.id for side in matrix.rows] == [projects[3]]
    draft.undo()
    assert matrix.bare_rows() == 4


def test_rows_and_columns_are_narrowed_by_words_and_thai_digits(keys: Keys, window: MainWindow, draft: Draft) -> None:
    projects, _key_results = plan(draft)
    screen = matrix_of(window)
    keys.press("Ctrl+Shift+L")
    keys.write("ข")
    screen.column_filter.setFocus()
    keys.write("๗๔๐๓")
    keys.press("Return", "Space")
    assert [side.id for side in screen.matrix.rows] == [projects[1]]
    assert [side.short for side in screen.matrix.columns] == ["7403"]
    assert linked(draft) == [[], [], [projects[1]]]


def test_a_matrix_follows_edits_made_elsewhere(window: MainWindow, draft: Draft) -> None:
    screen = matrix_of(window)
    assert screen.matrix.rowCount() == 0
    assert screen.message.said()
    assert not screen.view.isVisible()
    plan(draft)
    assert screen.view.isVisible()
    assert (screen.matrix.rowCount(), screen.matrix.columnCount()) == (4, 3)
    draft.delete("project", draft.ids("project")[:1])
    assert screen.matrix.rowCount() == 3


def test_enter_opens_the_project_of_the_row(keys: Keys, window: MainWindow, draft: Draft) -> None:
    projects, _key_results = plan(draft)
    matrix_of(window)
    keys.press("Down", "Return")
    assert window.page is not None
    assert window.page.section.id == "projects"
    assert isinstance(window.page.part, TableScreen)
    assert window.page.part.table.chosen_ids() == [projects[1]]


def test_a_large_matrix_draws_only_what_is_seen(window: MainWindow, draft: Draft) -> None:
    with draft.action("many"):
        plan(draft, 300, 60)
    screen = matrix_of(window)
    asked: list[object] = []
    is_on = screen.matrix.is_on
    screen.matrix.is_on = lambda pair: asked.append(pair) or is_on(pair)  # type: ignore[method-assign,func-returns-value]
    screen.view.grab()
    assert 0 < len(asked) < 1500  # of 18,000


def test_an_emptied_matrix_does_not_send_typing_to_the_steps(
    qtbot: QtBot, keys: Keys, window: MainWindow, draft: Draft
) -> None:
    _projects, key_results = plan(draft)
    matrix_of(window)
    draft.delete("key_result", key_results)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not window.steps.list)
    keys.write("ป")
    assert window.page is not None
    assert window.page.section.id == "key-results"
