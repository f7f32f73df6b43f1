"""Finding over the whole plan as an officer does it: typing, going from match to match, replacing and undoing it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from planner_desktop.draft import Draft
from planner_desktop.ui.finding.panel import FindPanel
from planner_desktop.ui.window.main_window import MainWindow
from tests.ui.keys import Keys


def panel(window: MainWindow) -> FindPanel:
    assert window.finding.panel is not None
    return window.finding.panel


def find(qtbot: QtBot, keys: Keys, window: MainWindow, text: str, key: str = "Ctrl+F") -> FindPanel:
    """Ask for the panel and type what to find."""
    keys.press(key)
    with qtbot.waitSignal(window.finding.search.found):
        keys.write(text)
    return panel(window)


def listed(of: FindPanel) -> list[tuple[str, str, str]]:
    return [(m.place.kind, m.place.field, m.found) for m in of.results._matches]


def projects(draft: Draft, *names: str) -> list[int]:
    return [draft.add("project", {"name": name}) for name in names]


def test_what_is_typed_is_found_section_by_section(
    qtbot: QtBot, keys: Keys, sample_window: MainWindow, sample: Draft
) -> None:
    found = find(qtbot, keys, sample_window, "กรุงเทพมหานคร")
    heads = [found.results.topLevelItem(n) for n in range(found.results.topLevelItemCount())]
    titles = [section.title for section in sample.pack.sections]
    said = [head.text(0).rpartition(" (")[0] for head in heads if head]
    assert len(said) > 3
    assert said == [title for title in titles if title in said]
    assert sum(head.childCount() for head in heads if head) == len(listed(found))
    assert str(len(listed(found))) in found.count.said()
    with qtbot.waitSignal(sample_window.finding.search.found):
        keys.write("ฯฯฯ")
    assert listed(found) == []
    assert found.count.said() == "Nothing found"


def test_enter_leads_to_the_field_with_the_match_chosen(
    qtbot: QtBot, keys: Keys, window: MainWindow, draft: Draft
) -> None:
    draft.set("vision", draft.ids("vision")[0], next(iter(draft.spec("vision").fields)), "เมืองน่าอยู่ ปี ๒๕๖๘")
    found = find(qtbot, keys, window, "ปี 2568")
    assert found.line.hasFocus()
    keys.press("Return")
    assert window.page is not None
    assert window.page.section.id == "vision"
    keys.write("ปีหน้า")
    keys.press("Tab")
    assert "เมืองน่าอยู่ ปีหน้า" in str(draft.records("vision")[0].values)


def test_f3_goes_on_from_anywhere_and_round(qtbot: QtBot, keys: Keys, window: MainWindow, draft: Draft) -> None:
    ids = projects(draft, "ขุดลอกคลอง ก", "ขุดลอกคลอง ข", "อื่น")
    find(qtbot, keys, window, "ขุดลอก")
    gone: list[int] = []

    def step(key: str) -> None:
        keys.press(key)
        match = panel(window).results.chosen()
        assert match is not None
        assert not panel(window).line.hasFocus()
        gone.append(match.place.id)

    for key in ("F3", "F3", "F3", "Shift+F3"):
        step(key)
    assert gone == [ids[0], ids[1], ids[0], ids[1]]


def test_escape_closes_the_panel_and_f3_opens_it_again(
    qtbot: QtBot, keys: Keys, window: MainWindow, draft: Draft
) -> None:
    projects(draft, "ขุดลอกคลอง")
    before = QApplication.focusWidget()
    found = find(qtbot, keys, window, "ขุดลอก")
    keys.press("Escape")
    assert not found.isVisible()
    assert QApplication.focusWidget() is before
    keys.press("F3")
    assert found.isVisible()
    assert window.page is not None
    assert window.page.section.id == "projects"


def test_what_is_chosen_in_a_text_is_looked_for(qtbot: QtBot, keys: Keys, window: MainWindow) -> None:
    window.go_to_section("cover")
    line = keys.focused()
    assert isinstance(line, QLineEdit)
    keys.write("สำนักการโยธา")
    line.setSelection(5, 7)
    with qtbot.waitSignal(window.finding.search.found):
        keys.press("Ctrl+F")
    assert panel(window).line.text() == "การโยธา"
    assert [found for _kind, _field, found in listed(panel(window))] == ["การโยธา"]


def test_the_list_follows_the_draft(qtbot: QtBot, keys: Keys, window: MainWindow, draft: Draft) -> None:
    found = find(qtbot, keys, window, "ขุดลอก")
    assert listed(found) == []
    with qtbot.waitSignal(window.finding.search.found):
        projects(draft, "ขุดลอกคลอง")
    assert len(listed(found)) == 1


def test_replacing_all_that_is_ticked_is_undone_in_one_step(
    qtbot: QtBot, keys: Keys, window: MainWindow, draft: Draft
) -> None:
    projects(draft, "ขุดลอกคลอง ขุดลอกท่อ", "ขุดลอกบึง", "เก็บขยะ")

    def names() -> list[object]:
        return [project.values["name"] for project in draft.records("project")]

    found = find(qtbot, keys, window, "ขุดลอก", key="Ctrl+H")
    found.by.setFocus()
    keys.write("พัฒนา")
    head = found.results.topLevelItem(0)
    assert head is not None
    left_out = head.child(1)
    assert left_out is not None
    left_out.setCheckState(0, Qt.CheckState.Unchecked)
    assert "2" in found.replace_button.text()
    with qtbot.waitSignal(window.finding.search.found):
        keys.press("Ctrl+Return")
    assert names() == ["พัฒนาคลอง ขุดลอกท่อ", "พัฒนาบึง", "เก็บขยะ"]
    assert window.bar.text.said() == "Replaced in 2 places, 2 records"
    window.bar.next_button.click()
    assert names() == ["ขุดลอกคลอง ขุดลอกท่อ", "ขุดลอกบึง", "เก็บขยะ"]
    window.session.redo()
    assert names() == ["พัฒนาคลอง ขุดลอกท่อ", "พัฒนาบึง", "เก็บขยะ"]


def test_amounts_are_replaced_only_where_ticked_and_refusals_are_told(
    qtbot: QtBot, keys: Keys, window: MainWindow, draft: Draft
) -> None:
    (project,) = projects(draft, "จัดซื้อ 500 ชุด")
    draft.set("project", project, "funding", "amount")
    draft.set("project", project, "budget", 50000)
    found = find(qtbot, keys, window, "500", key="Ctrl+H")
    found.by.setText("ห้าร้อย")
    assert [m.place.field for m in found.results.to_replace()] == ["name"]
    head = found.results.topLevelItem(0)
    assert head is not None
    head.setCheckState(0, Qt.CheckState.Checked)
    assert [m.place.field for m in found.results.to_replace()] == ["name", "budget"]
    found.replace_button.click()
    values = draft.record("project", project).values
    assert (values["name"], values["budget"]) == ("จัดซื้อ ห้าร้อย ชุด", 50000)
    assert "Left as it was: จัดซื้อ 500 ชุด" in window.bar.text.said()


@pytest.mark.parametrize(("width", "at_side"), [(911, False), (1366, True)])
def test_the_panel_leaves_room_for_the_form(
    qtbot: QtBot, keys: Keys, window: MainWindow, width: int, at_side: bool
) -> None:
    window.resize(width, 512)
    found = find(qtbot, keys, window, "แผน", key="Ctrl+H")
    QApplication.processEvents()
    assert window.width() == width
    assert window.height() == 512
    side = Qt.DockWidgetArea.RightDockWidgetArea
    assert (window.dockWidgetArea(found) == side) == at_side
    assert found.results.height() > 2 * found.fontMetrics().lineSpacing()


def test_torn_words_are_shown_as_they_will_be_and_mended_in_one_step(
    qtbot: QtBot, keys: Keys, window: MainWindow, draft: Draft
) -> None:
    first, second = projects(draft, "ก าจัดขยะ", "งานส านักงาน")
    menu = next(
        action for action in window.findChildren(QAction) if "ขาดกลางคำ" in action.text() or "torn" in action.text()
    )
    menu.trigger()
    qtbot.waitUntil(lambda: len(panel(window).results.to_replace()) == 2)
    assert [match.meant for match in panel(window).results.to_replace()] == ["กำจัดขยะ", "งานสำนักงาน"]
    assert not panel(window).line.isEnabled()
    keys.press("Ctrl+Return")
    assert draft.record("project", first).values["name"] == "กำจัดขยะ"
    assert draft.record("project", second).values["name"] == "งานสำนักงาน"
    qtbot.waitUntil(lambda: panel(window).results.to_replace() == [])
    draft.undo()
    assert draft.record("project", second).values["name"] == "งานส านักงาน"
    keys.press("Ctrl+H")
    assert panel(window).line.isEnabled()
