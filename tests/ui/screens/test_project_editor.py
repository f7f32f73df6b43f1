"""The form of a project: its amount, what stands under it, and where it will appear."""

from dataclasses import replace
from threading import Event

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from planner_desktop.draft import Draft
from planner_desktop.draft.session import Typed
from planner_desktop.entry.new_rows import new_row
from planner_desktop.entry.recovery import put_back
from planner_desktop.ui.fields.amount_said import AmountSaid
from planner_desktop.ui.kit.colours import colour
from planner_desktop.ui.screens import where_used
from planner_desktop.ui.screens.form.record_form import RecordForm
from planner_desktop.ui.screens.table.below import Below
from planner_desktop.ui.screens.table.cells import CellDelegate
from planner_desktop.ui.screens.table.detail import Detail
from planner_desktop.ui.screens.table.screen import TableScreen
from planner_desktop.ui.screens.table.view import RecordTable
from planner_desktop.ui.session.session import Session
from planner_desktop.ui.window.main_window import MainWindow
from tests.patience import PATIENCE
from tests.ui.keys import Keys
from tests.ui.screens.table.test_table import screen_of


def detail_of(window: MainWindow) -> Detail:
    detail = screen_of(window, "projects", 1).detail
    assert detail is not None
    return detail


def items_of(window: MainWindow) -> tuple[Below, RecordTable]:
    below = detail_of(window).below["project_item"]
    assert below.table is not None
    return below, below.table


def said_of(form: RecordForm) -> AmountSaid:
    said = form.editor("budget").findChild(AmountSaid)
    assert isinstance(said, AmountSaid)
    return said


def items(draft: Draft, project: int) -> list[tuple[object, ...]]:
    return [tuple(record.values.values()) for record in draft.records("project_item", parent=project)]


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("๑,๒๕๐,๐๐๐", "1,250,000"),
        ("1250000.5", "1,250,000.50"),
        ("ไม่ใช้งบประมาณ", "ไม่ใช้งบประมาณ"),
        ("12,50", ""),
    ],
)
def test_an_amount_is_told_as_it_is_read_while_it_is_typed(
    keys: Keys, window: MainWindow, draft: Draft, typed: str, says: str
) -> None:
    draft.add("project", {"name": "โครงการ"})
    form = detail_of(window).form
    form.go_to("budget")
    keys.write(typed)
    said = said_of(form).said()
    assert says in said
    assert bool(said) == bool(says)


def test_an_amount_is_told_in_words_once_these_are_read(
    qtbot: QtBot, keys: Keys, window: MainWindow, draft: Draft
) -> None:
    draft.add("project", {"name": "โครงการ", "budget": 125_000_000})
    said = said_of(detail_of(window).form)
    qtbot.waitUntil(lambda: "หนึ่งล้านสองแสนห้าหมื่นบาทถ้วน" in said.said())


def test_sub_items_are_typed_under_their_project_and_summed(keys: Keys, window: MainWindow, draft: Draft) -> None:
    project = draft.add("project", {"name": "โครงการ", "budget": 100_000_00, "funding": "amount"})
    below, table = items_of(window)
    table.setFocus()
    keys.write("หลักสูตร ก")
    keys.press("Tab")
    keys.write("๔๐,๐๐๐")
    keys.press("Return")
    assert items(draft, project) == [("หลักสูตร ก", 40_000_00, "amount")]
    assert "40,000" in below.sum.said()
    assert "60,000" in below.sum.said()
    table.setCurrentIndex(table.model().index(1, 0))
    keys.press("Ins")
    assert len(items(draft, project)) == 2
    draft.undo()
    keys.press("Ctrl+-")
    assert len(items(draft, project)) <= 1


def test_each_project_shows_its_own_sub_items(keys: Keys, window: MainWindow, draft: Draft) -> None:
    first, second = (draft.add("project", {"name": name}) for name in ("หนึ่ง", "สอง"))
    draft.add("project_item", {"name": "ก"}, parent=first)
    screen = screen_of(window, "projects", 1)
    _below, table = items_of(window)
    assert len(table.records.ids) == 1
    screen.table.setCurrentIndex(screen.model.index(1, 0))
    assert table.records.ids == []
    table.setFocus()
    keys.write("ข")
    keys.press("Return")
    assert [values[0] for values in items(draft, second)] == ["ข"]
    assert [values[0] for values in items(draft, first)] == ["ก"]


def test_a_refused_amount_of_a_new_sub_item_waits_under_its_own_project(
    keys: Keys, window: MainWindow, draft: Draft
) -> None:
    for name in ("หนึ่ง", "สอง"):
        draft.add("project", {"name": name})
    screen = screen_of(window, "projects", 1)
    below, table = items_of(window)
    table.setFocus()
    table.setCurrentIndex(table.model().index(0, 1))
    keys.write("12,50")
    keys.press("Return")
    assert below.problem.said()
    assert table.records.text(0, 1) == "12,50"
    screen.table.setCurrentIndex(screen.model.index(1, 0))
    assert table.records.text(0, 1) == ""
    screen.table.setCurrentIndex(screen.model.index(0, 0))
    assert table.records.text(0, 1) == "12,50"


def test_what_was_typed_into_a_new_sub_item_is_put_back_under_its_project(draft: Draft) -> None:
    draft.add("project", {"name": "หนึ่ง"})
    second = draft.add("project", {"name": "สอง"})
    new = new_row(draft.pack, "project_item", {"project": second})
    gone = new_row(draft.pack, "project_item", {"project": 999})
    typed = [Typed("project_item", new, "name", "หลักสูตร"), Typed("project_item", gone, "name", "ไม่มีที่")]
    draft.recovered = replace(draft.recovered, typing=tuple(typed))
    session = Session(draft)
    told = put_back(session.draft)
    assert [values[0] for values in items(draft, second)] == ["หลักสูตร"]
    assert "ไม่มีที่" in told.lines[1]
    draft.watchers.clear()


def test_a_problem_leads_to_the_field_of_a_sub_item(window: MainWindow, draft: Draft) -> None:
    draft.add("project", {"name": "หนึ่ง"})
    second = draft.add("project", {"name": "สอง"})
    item = draft.add("project_item", {"name": "ก"}, parent=second)
    window.go_to_section("missions")
    window.go_to_record("projects", "project_item", item, "funding")
    assert window.page is not None
    assert isinstance(window.page.part, TableScreen)
    assert window.page.part.detail is not None
    table = window.page.part.detail.below["project_item"].table
    assert table is not None
    assert table.hasFocus()
    assert table.chosen_ids() == [item]
    assert table.records.fields[table.currentIndex().column()] == "budget"


def test_where_a_project_appears_and_what_links_to_it_lead_there(
    qtbot: QtBot, keys: Keys, sample_window: MainWindow
) -> None:
    detail = detail_of(sample_window)
    used = detail.where_used
    assert used is not None
    qtbot.waitUntil(lambda: not used.is_busy)
    assert used.found is not None
    assert [place.section for place in used.found.places] == ["part-one", "part-one", "evaluation"]
    assert used.places.count() == 3
    assert detail.summary.said()
    used.links.setFocus()
    keys.press("Return")
    assert sample_window.page is not None
    assert sample_window.page.section.id == "key-results"


def test_a_place_is_shown_in_the_preview(qtbot: QtBot, keys: Keys, sample_window: MainWindow) -> None:
    used = detail_of(sample_window).where_used
    assert used is not None
    qtbot.waitUntil(lambda: not used.is_busy)
    used.places.setFocus()
    keys.press("End", "Return")
    pane = sample_window.preview.pane
    assert pane is not None
    qtbot.waitUntil(lambda: pane.view.typeset is not None)
    assert pane.view.typeset is not None
    page = pane.view.typeset.pages[pane.view.page]
    assert {placed.section for placed in page.slabs} == {"evaluation"}


def test_a_project_that_is_nowhere_is_told_until_it_is_chosen(qtbot: QtBot, window: MainWindow, draft: Draft) -> None:
    project = draft.add("project", {"name": "โครงการใหม่ของปีนี้"})
    used = detail_of(window).where_used
    assert used is not None
    qtbot.waitUntil(lambda: not used.is_busy)
    label = draft.spec("key_result").label
    assert label in used.message.said()
    draft.add("key_result", {"name": "ตัววัด", "projects": [project]})
    qtbot.waitUntil(lambda: used.links.count() == 1)
    assert label not in used.message.said()


def test_a_row_beside_the_form_is_not_as_high_as_all_its_text(window: MainWindow, draft: Draft) -> None:
    draft.add("project", {"name": "โครงการหนึ่ง", "funding": "none"})
    draft.add("project", {"name": "โครงการพัฒนาเครือข่าย " * 40, "funding": "none"})
    table = screen_of(window, "projects", 1).table
    table.sizes.fit()
    line = table.fontMetrics().lineSpacing()
    assert 3 * line < table.rowHeight(1) < 8 * line


def test_the_next_section_does_not_wait_for_a_look_that_takes_long(
    qtbot: QtBot, sample_window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, may_end, ended = Event(), Event(), Event()

    def looked(snapshot: Draft, *_asked: object) -> None:
        snapshot.close()
        begun.set()
        may_end.wait(PATIENCE)
        ended.set()

    monkeypatch.setattr(where_used, "_looked", looked)
    detail_of(sample_window)
    qtbot.waitUntil(begun.is_set)
    sample_window.go_to_section("vision")
    assert not ended.is_set()
    sample_window.close()
    assert not ended.is_set()
    may_end.set()
    qtbot.waitUntil(ended.is_set)


def test_an_amount_far_above_the_others_gets_a_warning_and_is_stored(
    keys: Keys, window: MainWindow, draft: Draft
) -> None:
    for budget in (400_000_00, 500_000_00, 900_000_00):
        draft.add("project", {"name": "อื่น", "budget": budget, "funding": "amount"})
    project = draft.add("project", {"name": "โครงการ"})
    table = screen_of(window, "projects", 1).table
    table.setCurrentIndex(table.records.index(3, table.records.fields.index("budget")))
    form = detail_of(window).form
    form.go_to("budget")
    keys.write("500000")
    assert "1,000" not in said_of(form).said()
    keys.write("000")
    assert "1,000 times" in said_of(form).said()
    assert "500,000 baht is usual" in said_of(form).said()
    keys.press("Tab")
    assert draft.record("project", project).values["budget"] == 500_000_000_00
    assert "1,000 times" in said_of(form).said()
    delegate = table.itemDelegate()
    assert isinstance(delegate, CellDelegate)
    colours = []
    for row in (0, 3):
        option = QStyleOptionViewItem()
        delegate.initStyleOption(option, table.records.index(row, table.records.fields.index("budget")))
        colours.append(option.palette.color(QPalette.ColorRole.Text))
    assert colours[1] == colour("begun") != colours[0]


def test_without_a_row_nothing_of_another_is_shown(keys: Keys, window: MainWindow, draft: Draft) -> None:
    draft.add("project", {"name": "โครงการ"})
    detail = detail_of(window)
    table = screen_of(window, "projects", 1).table
    assert detail.form.isVisible()
    width = table.width()
    table.setCurrentIndex(table.records.index(1, 0))
    assert not detail.form.isVisible()
    assert not any(below.isVisible() for below in detail.below.values())
    assert "No row is chosen" in detail.title.said()
    QApplication.processEvents()
    assert table.width() == width
    table.setCurrentIndex(table.records.index(0, 0))
    assert detail.form.isVisible()
    draft.undo()
    assert not detail.form.isVisible()
