"""Record tables by keyboard."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication

from planner_desktop.draft import Draft
from planner_desktop.errors import DraftError
from planner_desktop.ui.screens.table.screen import TableScreen
from planner_desktop.ui.screens.table.view import RecordTable
from planner_desktop.ui.window.main_window import MainWindow
from tests.ui.keys import Keys

Reader = Callable[[], Draft]


def screen_of(window: MainWindow, section: str, part: int = 0) -> TableScreen:
    window.go_to_section(section)
    assert window.page is not None
    screen = window.page.show_part(part)
    assert isinstance(screen, TableScreen)
    screen.start()
    return screen


def table_of(window: MainWindow, section: str, part: int = 0) -> RecordTable:
    return screen_of(window, section, part).table


def texts(draft: Draft, kind: str, field: str) -> list[object]:
    return [record.values[field] for record in draft.records(kind)]


def test_typing_and_enter_makes_one_record_after_another(keys: Keys, window: MainWindow, stored: Reader) -> None:
    table_of(window, "missions")
    for text in ("พันธกิจหนึ่ง", "พันธกิจสอง", "พันธกิจสาม"):
        keys.write(text)
        keys.press("Return")
    assert texts(stored(), "mission", "text") == ["พันธกิจหนึ่ง", "พันธกิจสอง", "พันธกิจสาม"]


def test_tab_goes_over_the_cells_and_on_to_a_new_row(keys: Keys, window: MainWindow, stored: Reader) -> None:
    table = table_of(window, "projects")
    for text in ("ฝ่ายหนึ่ง", "ชื่อเต็มหนึ่ง", "ฝ่ายสอง", "ชื่อเต็มสอง"):
        keys.write(text)
        keys.press("Tab")
    assert texts(stored(), "division", "name") == ["ฝ่ายหนึ่ง", "ฝ่ายสอง"]
    assert texts(stored(), "division", "full_name") == ["ชื่อเต็มหนึ่ง", "ชื่อเต็มสอง"]
    assert (table.currentIndex().row(), table.currentIndex().column()) == (2, 0)
    keys.press("Tab")  # a record may begin with its second field
    assert QApplication.focusWidget() is table
    keys.press("Tab")
    assert QApplication.focusWidget() is not table  # the empty row lets go of the keyboard


def test_enter_after_tab_goes_below_where_tab_began_as_in_excel(keys: Keys, window: MainWindow, stored: Reader) -> None:
    table_of(window, "projects")
    for name, full in (("ฝ่ายหนึ่ง", "ชื่อเต็มหนึ่ง"), ("ฝ่ายสอง", "ชื่อเต็มสอง")):
        keys.write(name)
        keys.press("Tab")
        keys.write(full)
        keys.press("Return")
    assert texts(stored(), "division", "name") == ["ฝ่ายหนึ่ง", "ฝ่ายสอง"]
    assert texts(stored(), "division", "full_name") == ["ชื่อเต็มหนึ่ง", "ชื่อเต็มสอง"]
    keys.press("Ctrl+Home", "Right")
    keys.write("อื่น")
    keys.press("Return")
    keys.write("อีก")  # without Tab straight down
    keys.press("Return")
    assert texts(stored(), "division", "full_name") == ["อื่น", "อีก"]


def test_the_ends_of_a_table_are_gone_to_and_nothing_else_stays_chosen(
    keys: Keys, window: MainWindow, draft: Draft
) -> None:
    for text in ("1", "2", "3"):
        draft.add("mission", {"text": text})
    table = table_of(window, "missions")
    keys.press("Down", "Ctrl+End")
    assert table.chosen_rows() == [3]
    keys.press("Ctrl+Home")
    assert table.chosen_rows() == [0]


def test_alt_enter_starts_a_line_inside_a_cell(keys: Keys, window: MainWindow, stored: Reader) -> None:
    table_of(window, "missions")
    keys.write("หนึ่ง")
    keys.press("Alt+Return")
    keys.write("สอง")
    keys.press("Return")
    assert texts(stored(), "mission", "text") == ["หนึ่ง\nสอง"]


def test_f2_goes_on_with_the_text_and_escape_leaves_it(keys: Keys, window: MainWindow, draft: Draft) -> None:
    draft.add("mission", {"text": "เดิม"})
    table_of(window, "missions")
    keys.press("F2", "End")
    keys.write("ใหม่")
    keys.press("Esc")
    assert texts(draft, "mission", "text") == ["เดิม"]
    keys.press("F2", "End")
    keys.write("ใหม่")
    keys.press("Return")
    assert texts(draft, "mission", "text") == ["เดิมใหม่"]


def test_rows_are_inserted_deleted_moved_and_brought_back(keys: Keys, window: MainWindow, draft: Draft) -> None:
    for text in ("1", "2", "3"):
        draft.add("mission", {"text": text})
    table = table_of(window, "missions")
    keys.press("Alt+Down")
    assert texts(draft, "mission", "text") == ["2", "1", "3"]
    assert table.currentIndex().row() == 1
    keys.press("Insert")
    keys.write("ใหม่")
    keys.press("Return")
    assert texts(draft, "mission", "text") == ["2", "1", "ใหม่", "3"]
    keys.press("Ctrl+-")
    assert texts(draft, "mission", "text") == ["2", "1", "ใหม่"]
    keys.press("Ctrl+Z", "Ctrl+Z", "Ctrl+Z")
    assert texts(draft, "mission", "text") == ["2", "1", "3"]
    assert [table.records.text(row, 0) for row in range(3)] == ["2", "1", "3"]
    keys.press("Ctrl+Y")
    assert texts(draft, "mission", "text") == ["2", "1", None, "3"]


def test_a_refused_text_stays_in_the_cell_and_the_old_value_in_the_file(
    keys: Keys, window: MainWindow, draft: Draft, stored: Reader
) -> None:
    draft.add("project", {"name": "โครงการ", "budget": 100, "funding": "amount"})
    screen = screen_of(window, "projects", 1)
    keys.press("Tab")
    keys.write("มาก")
    keys.press("Return")
    assert screen.model.text(0, 1) == "มาก"
    assert "มาก" in screen.message.said()
    assert stored().records("project")[0].values["budget"] == 100
    keys.press("Up", "Tab")
    keys.write("๑,๒๓๔.๕๐")
    keys.press("Return")
    assert screen.message.said() == ""
    assert stored().records("project")[0].values["budget"] == 123450


def test_what_could_not_be_saved_stays_in_the_cell_to_be_tried_again(
    keys: Keys, window: MainWindow, draft: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft.add("project", {"name": "เดิม"})
    screen = screen_of(window, "projects", 1)

    def full(*_edit: object) -> None:
        raise DraftError("disk full")

    with monkeypatch.context() as broken:
        broken.setattr(draft, "enter", full)
        keys.write("ใหม่")
        keys.press("Return")
    assert (screen.model.text(0, 0), screen.message.said()) == ("ใหม่", "disk full")
    assert draft.records("project")[0].values["name"] == "เดิม"


def test_words_may_stand_for_an_amount(keys: Keys, window: MainWindow, draft: Draft) -> None:
    draft.add("project", {"name": "โครงการ"})
    screen = screen_of(window, "projects", 1)
    keys.press("Tab")
    keys.write("ไม่ใช้งบประมาณ")
    keys.press("Return")
    assert draft.records("project")[0].values["funding"] == "none"
    assert screen.model.text(0, 1) == "ไม่ใช้งบประมาณ"


def test_an_amount_above_two_billion(keys: Keys, window: MainWindow, draft: Draft) -> None:
    draft.add("project", {"name": "โครงการ"})
    screen_of(window, "projects", 1)
    keys.press("Tab")
    keys.write("88,732,487,710")
    keys.press("Return")
    assert draft.records("project")[0].values["budget"] == 8_873_248_771_000


def test_links_are_picked_in_a_panel_over_the_cell(keys: Keys, window: MainWindow, draft: Draft) -> None:
    draft.add("division", {"name": "ส่วนแผนงานฯ"})
    draft.add("project", {"name": "โครงการ"})
    table = table_of(window, "projects", 1)
    keys.press("Tab", "Tab")
    keys.write("แผน")
    keys.press("Return")
    keys.write("ฝ่ายใหม่")
    keys.press("Return", "Tab")
    assert [draft.title("division", id) for id in draft.records("project")[0].links["divisions"]] == [
        "ส่วนแผนงานฯ",
        "ฝ่ายใหม่",
    ]
    assert table.panel is None
    assert QApplication.focusWidget() is table
    assert table.currentIndex().column() == 3
    keys.write("202")
    keys.press("Return", "Esc")
    assert [draft.title("policy", id) for id in draft.records("project")[0].links["policies"]] == [
        "202 สนับสนุนศูนย์กลางธุรกิจระหว่างประเทศในกรุงเทพฯ"
    ]
    draft.undo()
    assert draft.ids("policy") == []


def test_a_box_is_ticked_with_space(keys: Keys, window: MainWindow, draft: Draft) -> None:
    draft.add("key_result", {"name": "KR"})
    table = table_of(window, "key-results")
    table.setCurrentIndex(table.records.index(0, table.records.fields.index("in_part_one")))
    keys.press("Space")
    assert draft.records("key_result")[0].values["in_part_one"] == 1
    keys.press("Space")
    assert draft.records("key_result")[0].values["in_part_one"] == 0


def test_rows_come_from_the_catalogue(keys: Keys, window: MainWindow, draft: Draft) -> None:
    screen = screen_of(window, "key-results")
    screen.add_line.setFocus()
    keys.write("7402")
    assert screen.add_line.listed()
    keys.press("Return")
    assert draft.title("key_result", draft.ids("key_result")[0]).startswith("7402")
    assert screen.add_line.hasFocus()
    keys.write("7402")
    assert not screen.add_line.listed()
    assert screen.add_line.list is not None
    assert "it is in the table already" in screen.add_line.list.preview.text()
    assert screen.add_line.list.isVisible()
    keys.press("Return", "Esc")
    assert not screen.add_line.list.isVisible()
    assert len(draft.ids("key_result")) == 1


def test_a_new_row_gets_the_values_of_its_table(keys: Keys, window: MainWindow, draft: Draft) -> None:
    draft.add("key_result", {"name": "KR ก"})
    screen = screen_of(window, "evaluation", 1)
    keys.write("KR ก")
    keys.press("Return", "Esc")
    evaluated = draft.records("evaluated_kr")[0]
    assert evaluated.values == {"component": "function", "key_result": draft.ids("key_result")[0]}
    assert len(screen.model.ids) == 1


def test_the_drafts_own_key_results_are_found_for_the_table_that_links_to_them(
    keys: Keys, window: MainWindow, draft: Draft
) -> None:
    draft.add("key_result", {"name": "KR ฟฟฟ"})
    screen = screen_of(window, "evaluation", 0)
    screen.add_line.setFocus()
    keys.write("ฟฟฟ")
    assert [line.partition("  ")[0] for line in screen.add_line.listed()][:1] == ["KR ฟฟฟ"]
    keys.press("Return")
    evaluated = draft.records("evaluated_kr")
    assert [each.values for each in evaluated] == [{"component": "agenda", "key_result": draft.ids("key_result")[0]}]
    keys.write("7402")  # and those of the list, which become the draft's
    keys.press("Return")
    assert len(draft.ids("key_result")) == len(draft.ids("evaluated_kr")) == 2
    keys.write("ฟฟฟ")
    assert not screen.add_line.listed()
    draft.undo()
    assert len(draft.ids("key_result")) == len(draft.ids("evaluated_kr")) == 1


def test_delete_takes_the_words_away_that_stand_for_an_amount(keys: Keys, window: MainWindow, draft: Draft) -> None:
    draft.add("project", {"name": "ก", "funding": "none"})
    table = screen_of(window, "projects", 1).table
    table.setCurrentIndex(table.records.index(0, table.records.fields.index("budget")))
    keys.press("Del")
    assert table.currentIndex().data() == ""
    assert (texts(draft, "project", "funding"), texts(draft, "project", "budget")) == ([None], [None])
    draft.undo()
    assert texts(draft, "project", "funding") == ["none"]


def test_delete_in_a_table_of_one_column_empties_the_cell(keys: Keys, window: MainWindow, draft: Draft) -> None:
    draft.add("mission", {"text": "พันธกิจ"})
    table = screen_of(window, "missions").table
    assert table.records.columnCount() == 1
    table.setCurrentIndex(table.records.index(0, 0))
    keys.press("Del")
    assert texts(draft, "mission", "text") == [None]


def test_the_chosen_row_is_a_form_beside(keys: Keys, window: MainWindow, draft: Draft) -> None:
    draft.add("project", {"name": "ก"})
    draft.add("project", {"name": "ข"})
    screen = screen_of(window, "projects", 1)
    assert screen.form is not None
    keys.press("Down")
    assert screen.form.id == draft.ids("project")[1]
    screen.form.go_to("whole_budget")
    keys.write("500")
    keys.press("Tab")
    assert draft.records("project")[1].values["whole_budget"] == 50000


def test_cells_are_copied_and_pasted_as_in_a_spreadsheet(keys: Keys, window: MainWindow, draft: Draft) -> None:
    draft.add("division", {"name": "ก"})
    table = table_of(window, "projects")
    QApplication.clipboard().setText('ฝ่าย\tชื่อเต็ม\r\n"สอง\nบรรทัด"\tข\r\n')
    keys.press("Ctrl+V")
    assert texts(draft, "division", "name") == ["ฝ่าย", "สอง บรรทัด"]
    assert texts(draft, "division", "full_name") == ["ชื่อเต็ม", "ข"]
    table.selectAll()
    keys.press("Ctrl+C")
    assert QApplication.clipboard().text() == "ฝ่าย\tชื่อเต็ม\nสอง บรรทัด\tข\n"
    keys.press("Ctrl+Z")
    assert texts(draft, "division", "name") == ["ก"]


def test_links_are_pasted_by_name(keys: Keys, window: MainWindow, draft: Draft) -> None:
    draft.add("division", {"name": "ส่วนแผนงานฯ"})
    table_of(window, "projects", 1)
    QApplication.clipboard().setText("โครงการ\t๕๐๐\tส่วนแผนงานฯ\t202")
    keys.press("Ctrl+V")
    (project,) = draft.records("project")
    assert (project.values["budget"], project.values["funding"]) == (50000, "amount")
    assert project.links["divisions"] == tuple(draft.ids("division"))
    assert len(project.links["policies"]) == 1


def test_delete_empties_cells_and_takes_whole_rows(keys: Keys, window: MainWindow, draft: Draft) -> None:
    draft.add("division", {"name": "ก", "full_name": "ข"})
    table = table_of(window, "projects")
    keys.press("Tab", "Del")
    assert texts(draft, "division", "full_name") == [None]
    table.selectRow(0)
    keys.press("Del")
    assert draft.ids("division") == []
