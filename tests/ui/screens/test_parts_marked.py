"""The tabs of a section show where its tick is missing, and an empty table can be said to stay so."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from planner_desktop.draft import Draft
from planner_desktop.ui.screens.section_page import SectionPage
from planner_desktop.ui.window.main_window import MainWindow
from tests.ui.keys import Keys
from tests.ui.looked import looked_at
from tests.ui.window.test_sections_panel import step


def page_of(window: MainWindow, section: str) -> SectionPage:
    window.go_to_section(section)
    assert window.page is not None
    return window.page


def marked(page: SectionPage) -> list[str]:
    """What each tab that bears a mark says is missing."""
    tabs = page.tabs
    assert [not tabs.tabIcon(n).isNull() for n in range(tabs.count())] == [
        bool(tabs.tabToolTip(n)) for n in range(tabs.count())
    ]
    return [tabs.tabToolTip(n) for n in range(tabs.count())]


def test_the_tab_of_a_part_that_lacks_something_says_what(
    qtbot: QtBot, keys: Keys, window: MainWindow, draft: Draft
) -> None:
    page = page_of(window, "projects")
    assert marked(page) == ["1 empty table"] * 3
    with looked_at(qtbot, window):
        draft.add("division", {"name": "กองกลาง"})
    assert marked(page) == ["", "1 empty table", "1 empty table"]
    table = page.show_part(1)
    table.start()
    keys.write("โครงการ")
    keys.press("Tab")
    keys.write("มาก")  # no amount
    with looked_at(qtbot, window):
        keys.press("Tab")
    assert marked(page)[1] == "1 field left · 2 problems"
    assert "1 field left" in page.tabs.accessibleTabName(1)
    page_of(window, "cover")
    assert marked(page_of(window, "projects"))[0] == ""


def test_who_has_no_policies_says_so_and_gets_the_tick(
    qtbot: QtBot, keys: Keys, window: MainWindow, draft: Draft
) -> None:
    with looked_at(qtbot, window):
        division = draft.add("division", {"name": "กองกลาง"})
        project = draft.add("project", {"name": "โครงการ", "funding": "none", "divisions": [division]})
        draft.add("key_result", {"name": "KR", "target": "1", "projects": [project]})
    page = page_of(window, "projects")
    assert step(window, "projects").state == "begun"
    page.show_part(2).start()
    keys.press("Shift+Tab")
    with looked_at(qtbot, window):
        keys.press("Space")
    assert step(window, "projects").state == "complete"
    assert marked(page) == ["", "", ""]
    label = draft.spec("absent").fields["policies"].label
    assert label in draft.undo_label()
    with looked_at(qtbot, window):
        keys.press("Ctrl+Z")
    assert step(window, "projects").state == "begun"
    with looked_at(qtbot, window):
        keys.press("Ctrl+Y")
    assert step(window, "projects").state == "complete"


def test_it_is_not_asked_of_a_table_that_lists_something(window: MainWindow, draft: Draft) -> None:
    part = page_of(window, "projects").show_part(2)
    box = part.absent
    assert box.isVisible()
    draft.add("policy", {"code": "054"})
    assert not box.isVisible()
    draft.undo()
    assert box.isVisible()


def test_a_click_on_a_tab_leads_into_its_part(qtbot: QtBot, keys: Keys, window: MainWindow) -> None:
    """Qt would give the focus of what is hidden to what comes next in the window: a button of the bar above."""
    page = page_of(window, "cover")
    window.bar.show_done("Done", "Open")
    page.start()
    QTest.mouseClick(page.tabs, Qt.MouseButton.LeftButton, pos=page.tabs.tabRect(1).center())
    assert page.number == 1
    assert page.part is not None
    assert page.part.isAncestorOf(page.focusWidget())
    page.tabs.setFocus()
    keys.press("Left")
    assert page.number == 0
    assert page.tabs.hasFocus()
