"""What is done to the rows of a table: filled, doubled, dragged, sorted, filtered, summed."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from planner_desktop.draft import Draft
from planner_desktop.ui.screens.table.view import RecordTable
from planner_desktop.ui.window.main_window import MainWindow
from tests.ui.keys import Keys
from tests.ui.screens.table.test_table import screen_of, table_of, texts


def missions(draft: Draft, letters: str) -> None:
    for letter in letters:
        draft.add("mission", {"text": letter})


def held(draft: Draft) -> str:
    return "".join(str(text) for text in texts(draft, "mission", "text"))


def choose(table: RecordTable, first: tuple[int, int], last: tuple[int, int]) -> None:
    """By keys, as an officer does."""
    table.setCurrentIndex(table.records.index(*first))
    for _row in range(last[0] - first[0]):
        QTest.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    for _column in range(last[1] - first[1]):
        QTest.keyClick(table, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)


# ---------------------------------------------------------------- fill, double, insert


def test_the_top_row_is_filled_down_links_and_words_for_an_amount_too(
    keys: Keys, window: MainWindow, draft: Draft
) -> None:
    division = draft.add("division", {"name": "ฝ่าย"})
    draft.add("project", {"name": "ก", "funding": "none", "divisions": [division]})
    for name in "ขคง":
        draft.add("project", {"name": name, "budget": 500, "funding": "amount"})
    table = table_of(window, "projects", 1)
    choose(table, (0, 1), (2, 2))
    keys.press("Ctrl+D")
    projects = draft.records("project")
    assert [project.values["name"] for project in projects] == ["ก", "ข", "ค", "ง"]
    assert [project.values["budget"] for project in projects] == [None, None, None, 500]
    assert [project.values["funding"] for project in projects] == ["none", "none", "none", "amount"]
    assert [project.links["divisions"] for project in projects] == [(division,), (division,), (division,), ()]
    keys.press("Ctrl+Z")
    assert [project.values["budget"] for project in draft.records("project")] == [None, 500, 500, 500]


def test_one_cell_is_filled_from_above_also_in_the_empty_row(keys: Keys, window: MainWindow, draft: Draft) -> None:
    missions(draft, "ab")
    table = table_of(window, "missions")
    keys.press("Down", "Ctrl+D")
    assert held(draft) == "aa"
    keys.press("Down", "Ctrl+D")
    assert held(draft) == "aaa"
    assert table.records.rowCount() == 4
    table.setCurrentIndex(table.records.index(0, 0))
    keys.press("Ctrl+D")  # nothing is above it
    assert held(draft) == "aaa"


def test_rows_are_doubled_and_the_copies_chosen(keys: Keys, window: MainWindow, draft: Draft) -> None:
    missions(draft, "abc")
    table = table_of(window, "missions")
    choose(table, (0, 0), (1, 0))
    keys.press("Ctrl+Shift+D")
    assert held(draft) == "ababc"
    assert table.chosen_rows() == [2, 3]
    keys.press("Ctrl+Z")
    assert held(draft) == "abc"


def test_a_row_is_inserted_above_and_below(keys: Keys, window: MainWindow, draft: Draft) -> None:
    missions(draft, "ab")
    table_of(window, "missions")
    keys.press("Alt+Ins")
    keys.write("x")
    keys.press("Return", "Ins")
    keys.write("y")
    keys.press("Return")
    assert held(draft) == "xayb"


def test_a_text_of_one_line_is_edited_in_as_many_as_it_needs(keys: Keys, window: MainWindow, draft: Draft) -> None:
    draft.add("project", {"name": "โครงการพัฒนาระบบสารสนเทศเพื่อการบริหารจัดการ " * 4})
    table = table_of(window, "projects", 1)
    keys.press("F2", "Ctrl+End")
    keys.write("ใหม่")
    QApplication.processEvents()
    box = QApplication.focusWidget()
    assert box is not None
    assert box.height() >= table.rowHeight(0) - 2
    keys.press("Return")
    assert str(draft.records("project")[0].values["name"]).endswith("บริหารจัดการ ใหม่")


# ---------------------------------------------------------------- moved


def test_several_rows_move_together(keys: Keys, window: MainWindow, draft: Draft) -> None:
    missions(draft, "abcde")
    table = table_of(window, "missions")
    choose(table, (1, 0), (2, 0))
    keys.press("Alt+Down")
    assert held(draft) == "adbce"
    keys.press("Alt+Up", "Alt+Up", "Alt+Up")
    assert held(draft) == "bcade"
    assert table.chosen_rows() == [0, 1]


def drag(table: RecordTable, row: int, to: int) -> None:
    """With the mouse, from one row's number to the upper half of another's."""
    heads = table.heads

    def middle(row: int, part: int = 2) -> QPoint:
        return QPoint(heads.width() // 2, heads.sectionViewportPosition(row) + heads.sectionSize(row) // part)

    QTest.mousePress(heads.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle(row))
    for place in (middle(row) + QPoint(0, 4), middle(to), middle(to, 4)):
        QTest.mouseMove(heads.viewport(), place)
    QApplication.processEvents()


def drop(table: RecordTable) -> None:
    QTest.mouseRelease(table.heads.viewport(), Qt.MouseButton.LeftButton)


def test_chosen_rows_are_dragged_by_their_numbers_and_a_line_shows_where_they_land(
    keys: Keys, window: MainWindow, draft: Draft
) -> None:
    missions(draft, "abcde")
    table = table_of(window, "missions")
    choose(table, (0, 0), (1, 0))
    drag(table, 0, 4)
    assert table.heads.line.isVisible()
    assert table.heads.landing == 4
    drop(table)
    assert not table.heads.line.isVisible()
    assert held(draft) == "cdabe"
    assert table.chosen_rows() == [2, 3]
    assert [table.records.headerData(row, Qt.Orientation.Vertical) for row in range(6)] == [*"12345", "*"]
    keys.press("Ctrl+Z")
    assert held(draft) == "abcde"


def test_escape_ends_a_drag_and_a_press_alone_chooses_the_row(keys: Keys, window: MainWindow, draft: Draft) -> None:
    missions(draft, "abc")
    table = table_of(window, "missions")
    choose(table, (0, 0), (1, 0))
    drag(table, 0, 2)
    keys.press("Esc")
    drop(table)
    assert held(draft) == "abc"
    drag(table, 1, 1)
    table.heads.stop()
    QTest.mouseClick(
        table.heads.viewport(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        QPoint(5, table.heads.sectionViewportPosition(1) + 5),
    )
    assert table.chosen_rows() == [1]


# ---------------------------------------------------------------- sorted


def test_rows_are_sorted_once_as_in_a_dictionary(keys: Keys, window: MainWindow, draft: Draft) -> None:
    for text in ("ขา", "", "เก่า", "กก", "เกา", "ข้อ 10", "ข้อ ๙"):
        draft.add("mission", {"text": text or None})
    table_of(window, "missions")
    keys.press("Alt+Shift+Up")
    assert texts(draft, "mission", "text") == ["กก", "เกา", "เก่า", "ข้อ ๙", "ข้อ 10", "ขา", None]
    draft.add("mission", {"text": "กา"})
    assert texts(draft, "mission", "text")[-1] == "กา"  # nothing stays sorted by itself
    keys.press("Alt+Shift+Down")
    assert texts(draft, "mission", "text") == ["ขา", "ข้อ 10", "ข้อ ๙", "เก่า", "เกา", "กา", "กก", None]
    keys.press("Ctrl+Z")
    assert texts(draft, "mission", "text")[0] == "กก"


def test_amounts_are_sorted_by_value_then_words_then_nothing(keys: Keys, window: MainWindow, draft: Draft) -> None:
    for name, budget, funding in (
        ("ก", None, None),
        ("ข", 100_00, "amount"),
        ("ค", None, "none"),
        ("ง", 9_00, "amount"),
    ):
        draft.add("project", {"name": name, "budget": budget, "funding": funding})
    table = table_of(window, "projects", 1)
    table.setCurrentIndex(table.records.index(1, 1))
    keys.press("Alt+Shift+Up")
    assert texts(draft, "project", "name") == ["ง", "ข", "ค", "ก"]
    assert (table.currentIndex().row(), table.currentIndex().column()) == (1, 1)
    keys.press("Alt+Shift+Down")
    assert texts(draft, "project", "name") == ["ข", "ง", "ค", "ก"]


# ---------------------------------------------------------------- filtered


def test_the_filter_shows_rows_with_all_words_in_any_column_and_says_how_many(
    keys: Keys, window: MainWindow, draft: Draft
) -> None:
    division = draft.add("division", {"name": "ฝ่ายโยธา"})
    draft.add("project", {"name": "ถนน ABC", "budget": 123_400, "funding": "amount", "divisions": [division]})
    for name in ("คลอง", "ถนน"):
        draft.add("project", {"name": name})
    screen = screen_of(window, "projects", 1)
    keys.press("Ctrl+Shift+L")
    keys.write("ถนน ๑,๒๓๔ โยธา abc")
    keys.press("Return")
    assert QApplication.focusWidget() is screen.table
    assert [screen.model.text(row, 0) for row in range(len(screen.model.ids))] == ["ถนน ABC"]
    assert screen.filter_line is not None
    assert screen.filter_line.count.said() == "1 of 3 rows"
    QApplication.processEvents()
    assert "1 of 3 rows" in screen.foot.rows.said()
    keys.press("Esc")
    assert len(screen.model.ids) == 3
    assert not screen.filter_line.isVisible()
    assert len(draft.ids("project")) == 3


def test_a_filtered_table_has_its_numbers_its_empty_row_and_keeps_new_rows(
    keys: Keys, window: MainWindow, draft: Draft
) -> None:
    missions(draft, "abcabc")
    screen = screen_of(window, "missions")
    screen.model.set_filter("b", {})
    assert [screen.model.headerData(row, Qt.Orientation.Vertical) for row in range(3)] == ["2", "5", "*"]
    screen.table.setCurrentIndex(screen.model.index(2, 0))
    keys.write("x")
    keys.press("Return")
    assert held(draft) == "abcabcx"
    assert [screen.model.text(row, 0) for row in range(3)] == ["b", "b", "x"]
    screen.table.setCurrentIndex(screen.model.index(0, 0))
    keys.write("y")  # edited, and still to be seen
    keys.press("Return")
    assert [screen.model.text(row, 0) for row in range(3)] == ["y", "b", "x"]
    screen.model.set_filter("b", {})
    assert [screen.model.text(row, 0) for row in range(1)] == ["b"]


def test_only_the_rows_shown_are_filled_deleted_and_moved(keys: Keys, window: MainWindow, draft: Draft) -> None:
    missions(draft, "axbxc")
    screen = screen_of(window, "missions")
    screen.model.set_filter("", {"text": "x"})
    screen.table.selectAll()
    keys.press("Ctrl+-")
    assert held(draft) == "abc"
    keys.press("Ctrl+Z", "Esc")
    assert held(draft) == "axbxc"
    for letter, id in zip("12", [draft.ids("mission")[1], draft.ids("mission")[3]], strict=True):
        draft.set("mission", id, "text", letter)
    screen.model.set_filter("", {})
    hidden = draft.ids("mission")[2]
    screen.model.filter = type(screen.model.filter)("b", {}, frozenset({hidden}))
    screen.model.refresh()
    screen.table.setCurrentIndex(screen.model.index(2, 0))
    keys.press("Alt+Up")  # over the hidden one too
    assert held(draft) == "a2b1c"


def test_only_rows_with_the_value_of_the_cell(keys: Keys, window: MainWindow, draft: Draft) -> None:
    for name, funding in (("ก", "none"), ("ข", "amount"), ("ค", "none")):
        draft.add("project", {"name": name, "funding": funding, "budget": 100 if funding == "amount" else None})
    screen = screen_of(window, "projects", 1)
    keys.press("Tab", "Ctrl+L")
    assert [screen.model.text(row, 0) for row in range(2)] == ["ก", "ค"]
    assert len(screen.model.ids) == 2
    assert screen.filter_line is not None
    assert screen.filter_line.count.said() == "2 of 3 rows · only งบประมาณ: ไม่ใช้งบประมาณ"
    keys.press("Ctrl+L")
    assert len(screen.model.ids) == 3


def test_what_is_gone_to_is_shown_although_it_was_filtered_away(window: MainWindow, draft: Draft) -> None:
    missions(draft, "ab")
    screen = screen_of(window, "missions")
    screen.model.set_filter("a", {})
    window.go_to_record("missions", "mission", draft.ids("mission")[1], "text")
    assert screen.table.currentIndex().data(Qt.ItemDataRole.EditRole) == "b"
