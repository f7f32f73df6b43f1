"""A text that a field did not take: it stands in its own record and field, in every view, as long as its reason."""

from planner_desktop.draft import Draft
from planner_desktop.ui.screens.table.screen import TableScreen
from planner_desktop.ui.window.main_window import MainWindow
from tests.ui.keys import Keys
from tests.ui.refused import (
    BUDGET,
    FIVE,
    NAME,
    WORSE,
    WRONG,
    beside,
    is_red,
    refuse,
    texts,
    why_beside,
)
from tests.ui.screens.table.test_clipboard import html_of, put
from tests.ui.screens.test_project_editor import items_of

# ---------------------------------------------------------------- undo, redo, and its reason


def test_undo_shows_the_stored_amount_again_and_redo_the_text(
    keys: Keys, screen: TableScreen, project: int, draft: Draft
) -> None:
    refuse(keys, screen)
    assert screen.model.text(0, BUDGET) == WRONG
    assert is_red(screen, 0, BUDGET)
    assert WRONG in screen.message.said()
    keys.press("Ctrl+Z")
    assert (screen.model.text(0, BUDGET), beside(screen).typed()) == ("5,000,000", "5,000,000")
    assert not is_red(screen, 0, BUDGET)
    assert (screen.message.said(), why_beside(screen)) == ("", "")
    assert draft.record("project", project).values["budget"] == FIVE
    keys.press("Ctrl+Y")
    assert (screen.model.text(0, BUDGET), beside(screen).typed()) == (WRONG, WRONG)
    assert is_red(screen, 0, BUDGET)


def test_the_table_and_the_form_agree_at_once_and_either_mends_both(
    keys: Keys, screen: TableScreen, project: int, draft: Draft
) -> None:
    refuse(keys, screen)
    assert beside(screen).typed() == WRONG
    assert beside(screen).input.property("refused")
    assert WRONG in why_beside(screen)
    keys.write("6,000,000")
    keys.press("Return")
    assert (beside(screen).typed(), why_beside(screen), texts(draft)) == ("6,000,000", "", [])
    assert not beside(screen).input.property("refused")
    screen.table.setCurrentIndex(screen.model.index(0, BUDGET))
    beside(screen).input.setFocus()
    keys.press("Ctrl+A")
    keys.write(WORSE)
    keys.press("Tab")
    assert screen.model.text(0, BUDGET) == WORSE
    assert is_red(screen, 0, BUDGET)
    assert WORSE in screen.message.said()
    beside(screen).input.setFocus()
    keys.press("Ctrl+A")
    keys.write("7,000,000")
    keys.press("Tab")
    assert (screen.model.text(0, BUDGET), screen.message.said(), texts(draft)) == ("7,000,000", "", [])
    assert not is_red(screen, 0, BUDGET)


def test_typing_what_is_stored_already_takes_the_text_away(keys: Keys, screen: TableScreen, draft: Draft) -> None:
    refuse(keys, screen)
    keys.write("5,000,000")
    keys.press("Return")
    assert (screen.model.text(0, BUDGET), texts(draft)) == ("5,000,000", [])
    keys.press("Ctrl+Z")
    assert screen.model.text(0, BUDGET) == WRONG


def test_it_goes_with_its_record_and_comes_back_with_it(keys: Keys, screen: TableScreen, draft: Draft) -> None:
    refuse(keys, screen)
    keys.press("Ctrl+-")
    assert (screen.model.ids, screen.message.said(), texts(draft)) == ([], "", [])
    keys.press("Ctrl+Z")
    assert screen.model.text(0, BUDGET) == WRONG
    assert WRONG in screen.message.said()
    screen.table.setCurrentIndex(screen.model.index(0, BUDGET))
    keys.press("Delete")
    assert (screen.model.text(0, BUDGET), texts(draft)) == ("", [])
    keys.press("Ctrl+Z")
    assert screen.model.text(0, BUDGET) == WRONG


def test_a_filled_down_amount_takes_it_away(keys: Keys, screen: TableScreen, draft: Draft, project: int) -> None:
    draft.add("project", {"name": "สอง"})
    refuse(keys, screen, row=1)
    keys.press("Ctrl+D")
    assert (screen.model.text(1, BUDGET), texts(draft)) == ("5,000,000", [])


def test_a_replaced_text_and_one_from_the_history_take_it_away(
    keys: Keys, screen: TableScreen, window: MainWindow, draft: Draft, project: int
) -> None:
    refuse(keys, screen)
    draft.set("project", project, "budget", 100)  # as replacing and restoring do
    assert (screen.model.text(0, BUDGET), beside(screen).typed()) == ("1", "1")
    draft.undo()
    assert (screen.model.text(0, BUDGET), beside(screen).typed()) == (WRONG, WRONG)


def test_nothing_old_appears_in_records_that_are_added_after_an_undo(
    keys: Keys, screen: TableScreen, draft: Draft, project: int
) -> None:
    rows = "\n".join(f"โครงการที่ {n}\tแล้วแต่" if n == 7 else f"โครงการที่ {n}\t{n}" for n in range(1, 40))
    screen.table.setCurrentIndex(screen.model.index(1, NAME))
    put(text=rows)
    keys.press("Ctrl+V")
    assert [text for _id, _field, text in texts(draft)] == ["แล้วแต่"]
    assert len(screen.model.ids) == 40
    keys.press("Ctrl+Z")
    assert (texts(draft), screen.model.ids, screen.message.said()) == ([], [project], "")
    screen.table.setCurrentIndex(screen.model.index(1, NAME))
    put(text=rows.replace("แล้วแต่", "7"))
    keys.press("Ctrl+V")
    assert len(screen.model.ids) == 40
    assert [screen.model.text(row, BUDGET) for row in range(1, 40)] == [str(n) for n in range(1, 40)]
    assert not any(is_red(screen, row, BUDGET) for row in range(40))


# ---------------------------------------------------------------- the empty row, sub-items, pasting


def test_what_is_refused_in_the_empty_row_stands_in_a_row_of_its_own(
    keys: Keys, screen: TableScreen, draft: Draft, project: int
) -> None:
    screen.table.setCurrentIndex(screen.model.index(1, BUDGET))
    keys.write(WRONG)
    keys.press("Return")
    assert len(screen.model.ids) == 2
    assert (screen.model.text(1, BUDGET), screen.model.text(2, BUDGET)) == (WRONG, "")
    screen.table.setCurrentIndex(screen.model.index(2, NAME))
    keys.write("โครงการถัดไป")
    keys.press("Return")
    assert [screen.model.text(row, BUDGET) for row in range(4)] == ["5,000,000", WRONG, "", ""]
    keys.press("Ctrl+Z", "Ctrl+Z")
    assert (draft.ids("project"), texts(draft), screen.model.text(1, BUDGET)) == ([project], [], "")


def test_a_sub_item_keeps_its_refused_text_under_its_own_project(
    keys: Keys, screen: TableScreen, window: MainWindow, draft: Draft, project: int
) -> None:
    other = draft.add("project", {"name": "สอง"})
    below, table = items_of(window)
    table.setFocus()
    table.setCurrentIndex(table.records.index(0, BUDGET))
    keys.write("12,50")
    keys.press("Return")
    (item,) = draft.ids("project_item", parent=project)
    assert texts(draft) == [(item, "budget", "12,50")]
    assert "12,50" in below.problem.said()
    screen.table.setCurrentIndex(screen.model.index(1, NAME))
    assert (table.records.ids, below.problem.said()) == ([], "")
    screen.table.setCurrentIndex(screen.model.index(0, NAME))
    assert table.records.text(0, BUDGET) == "12,50"
    assert "12,50" in below.problem.said()
    keys.press("Ctrl+Z")
    assert draft.ids("project_item") == []
    assert other in draft.ids("project")


def test_undoing_a_paste_that_was_refused_altogether_undoes_that_paste(
    keys: Keys, screen: TableScreen, draft: Draft, project: int
) -> None:
    keys.write("6,000,000")
    keys.press("Return", "Up")
    put(html_of(("แล้วแต่",)))
    keys.press("Ctrl+V")
    assert screen.model.text(0, BUDGET) == "แล้วแต่"
    keys.press("Ctrl+Z")
    assert (screen.model.text(0, BUDGET), texts(draft)) == ("6,000,000", [])
    keys.press("Ctrl+Y")
    assert texts(draft) == [(project, "budget", "แล้วแต่")]
    screen.table.setCurrentIndex(screen.model.index(1, NAME))
    put(html_of(("ปลูกต้นไม้", "5")))
    keys.press("Ctrl+V")
    assert "แล้วแต่" in screen.message.said()  # it still waits above
    keys.press("Ctrl+Z", "Ctrl+Z", "Ctrl+Z")
    assert screen.model.text(0, BUDGET) == "5,000,000"


def test_a_refused_cell_that_the_filter_hides_is_red_when_it_is_shown(
    keys: Keys, screen: TableScreen, draft: Draft, project: int
) -> None:
    screen.model.set_filter("ขุดลอก", {})
    screen.table.setCurrentIndex(screen.model.index(1, NAME))
    put(html_of(("ปลูกต้นไม้", "แล้วแต่")))
    keys.press("Ctrl+V")
    screen.model.set_filter("", {})
    assert screen.model.text(1, BUDGET) == "แล้วแต่"
    assert is_red(screen, 1, BUDGET)


def test_several_are_told_with_their_rows_until_each_is_mended(
    keys: Keys, screen: TableScreen, draft: Draft, project: int
) -> None:
    draft.add("project", {"name": "สอง"})
    refuse(keys, screen)
    refuse(keys, screen, WORSE, row=1)
    screen.model.tell_refused()
    assert [line[:6] for line in screen.message.said().splitlines()] == ["Row 1,", "Row 2,"]
    screen.table.setCurrentIndex(screen.model.index(0, BUDGET))
    keys.write("1")
    keys.press("Return")
    assert screen.message.said() == f"Row 2, งบประมาณ: {draft.refusals()[0].why}"


# ---------------------------------------------------------------- Escape and Ctrl+S


def test_escape_on_a_red_cell_shows_what_is_stored_and_redo_or_undo_the_text(
    keys: Keys, screen: TableScreen, window: MainWindow, draft: Draft, project: int
) -> None:
    refuse(keys, screen)
    keys.press("Escape")
    assert (screen.model.text(0, BUDGET), beside(screen).typed(), texts(draft)) == ("5,000,000", "5,000,000", [])
    assert "Ctrl+Y" in window.statusBar().currentMessage()
    keys.press("Ctrl+Y")
    assert texts(draft) == [(project, "budget", WRONG)]
    keys.press("Escape", "Ctrl+Z")
    assert texts(draft) == [(project, "budget", WRONG)]


def test_escape_in_the_form_takes_back_first_what_is_typed_then_what_was_refused(
    keys: Keys, screen: TableScreen, draft: Draft
) -> None:
    refuse(keys, screen)
    beside(screen).input.setFocus()
    keys.press("Ctrl+A")
    keys.write("6 ล้านเศษ")
    keys.press("Escape")
    assert (beside(screen).typed(), screen.model.text(0, BUDGET)) == (WRONG, WRONG)
    keys.press("Escape")
    assert (beside(screen).typed(), screen.model.text(0, BUDGET), texts(draft)) == ("5,000,000", "5,000,000", [])


def test_ctrl_s_refuses_what_is_typed_at_once_and_counts_what_is_left(
    keys: Keys, screen: TableScreen, window: MainWindow, draft: Draft, project: int
) -> None:
    keys.write(WRONG)
    keys.press("Ctrl+S")
    assert texts(draft) == [(project, "budget", WRONG)]
    assert beside(screen).typed() == WRONG
    assert window.statusBar().currentMessage().startswith("Not saved: ")
    keys.press("Escape")
    screen.table.setCurrentIndex(screen.model.index(0, NAME))
    keys.press("Ctrl+S")
    assert "1 text is refused" in window.statusBar().currentMessage()
    screen.table.setCurrentIndex(screen.model.index(0, BUDGET))
    keys.press("Escape", "Ctrl+S")
    assert "refused" not in window.statusBar().currentMessage()


def test_nothing_of_it_is_kept_as_typing(keys: Keys, screen: TableScreen, window: MainWindow, draft: Draft) -> None:
    refuse(keys, screen)
    assert window.session.typing.texts == {}
    assert draft.database.execute("SELECT count(*) FROM typing").fetchone() == (0,)
