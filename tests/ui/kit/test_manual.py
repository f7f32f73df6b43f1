"""F1 opens the manual at the page of what is on the screen, beside the work; keys are told by Ctrl+F1."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from pytestqt.qtbot import QtBot

from planner_desktop.i18n import set_language
from planner_desktop.manual import editions
from planner_desktop.manual.page import Title
from planner_desktop.thai.words import without_break_marks
from planner_desktop.ui.history.backups import BackupsSheet
from planner_desktop.ui.kit import manual_at
from planner_desktop.ui.kit.manual_window import ManualWindow
from planner_desktop.ui.program import Program
from planner_desktop.ui.window.main_window import MainWindow
from tests.ui.keys import Keys
from tests.ui.start_program import running, shown


@pytest.fixture(autouse=True)
def _closed() -> Iterator[None]:
    yield
    while (manual := ManualWindow.opened()) is not None:
        manual.close()


def opened(qtbot: QtBot) -> ManualWindow:
    qtbot.waitUntil(lambda: ManualWindow.opened() is not None)
    manual = ManualWindow.opened()
    assert manual is not None
    qtbot.waitUntil(lambda: bool(manual.wanted) and manual.browser.property("page") == manual.wanted)
    return manual


def title(manual: ManualWindow) -> str:
    return manual.browser.toPlainText().split("\n")[0].replace("\u200b", "").replace("\u2060", "")


def test_f1_tells_of_the_section_that_is_shown(qtbot: QtBot, keys: Keys, window: MainWindow) -> None:
    window.go_to_section("projects")
    keys.press("F1")
    manual = opened(qtbot)
    assert title(manual) == "ส่วนราชการและโครงการ"
    assert not manual.isModal()
    window.go_to_section("mission" if "mission" in window.steps.ids else window.steps.ids[8])
    manual_at.show(window)
    qtbot.waitUntil(lambda: title(manual) == window.steps.titles[window.steps.ids.index(window.page.section.id)])  # type: ignore[union-attr]
    assert ManualWindow.opened() is manual


def test_every_section_and_what_opens_beside_it_has_its_page(qtbot: QtBot, window: MainWindow) -> None:
    manual_at.show(window)
    manual = opened(qtbot)
    ids = {page.id for page in manual.pages}
    for section in window.steps.ids:
        window.go_to_section(section)
        assert manual_at.page_of(window) in ids
    window.show_problems()
    assert manual_at.page_of(window.problems.tree) == "problems"
    window.finding.show()
    assert window.finding.panel is not None
    assert manual_at.page_of(window.finding.panel.line) == "finding"
    assert manual_at.page_of(window.preview.show().view) == "preview"
    window.history.show_backups()
    assert manual_at.page_of(window.findChildren(BackupsSheet)[0]) == "backups"


def test_every_sheet_names_a_page_that_there_is(qtbot: QtBot, window: MainWindow) -> None:
    import planner_desktop.ui.history.comparing
    import planner_desktop.ui.history.copy_and_bundle
    import planner_desktop.ui.history.history_sheet
    import planner_desktop.ui.history.moving
    import planner_desktop.ui.history.refused_warning
    import planner_desktop.ui.history.sending_sheets
    import planner_desktop.ui.history.updating
    import planner_desktop.ui.screens.table.pasting_sheet
    import planner_desktop.ui.window.shortcuts_sheet  # noqa: F401
    from planner_desktop.manual import reading
    from planner_desktop.ui.kit.sheet import Sheet

    ids = {page.id for page in reading.pages()}
    sheets = [each for each in Sheet.__subclasses__() if each.__module__.startswith("planner_desktop")]
    assert len(sheets) >= 12
    for sheet in sheets:
        assert sheet.manual in ids, sheet


def test_a_sheet_opens_the_manual_at_its_own_page(qtbot: QtBot, keys: Keys, window: MainWindow) -> None:
    window.history.show_backups()
    (sheet,) = window.findChildren(BackupsSheet)
    qtbot.waitActive(sheet).__enter__()
    manual_at.show(sheet)
    assert title(opened(qtbot)) == "สำเนาสำรอง"


def test_the_start_page_has_the_manual_too(qtbot: QtBot, keys: Keys, tmp_path: Path) -> None:
    with running() as program:
        assert isinstance(program, Program)
        shown(qtbot, program, tmp_path)
        keys.press("F1")
        manual = opened(qtbot)
        assert title(manual) == "หน้าเริ่มต้น"
        assert any(page.group for page in manual.pages)  # the newest edition's sections are told there too
        manual.close()


def test_pictures_are_shown_as_wide_as_there_is_room(qtbot: QtBot, window: MainWindow) -> None:
    manual = manual_at.show(window, "first-plan")
    opened(qtbot)
    assert len(manual.browser.pictures) > 4
    for picture in manual.browser.pictures.values():
        assert 300 < picture.deviceIndependentSize().width() <= manual.browser.viewport().width()


def test_pages_are_gone_to_by_links_and_back(qtbot: QtBot, window: MainWindow) -> None:
    manual = manual_at.show(window, "first-plan")
    opened(qtbot)
    manual.go_to("sending")
    qtbot.waitUntil(lambda: title(manual).startswith("ส่งแผน"))
    manual.back_button.click()
    qtbot.waitUntil(lambda: title(manual).startswith("แผนแรก"))
    assert not manual.back_button.isEnabled()


def test_all_pages_are_searched(qtbot: QtBot, keys: Keys, window: MainWindow) -> None:
    manual = manual_at.show(window, "start")
    opened(qtbot)
    manual.line.setText("เครื่องดับกลางคัน")
    listed = [manual.list.item(n) for n in range(manual.list.count())]
    assert [item.text().replace("\u200b", "") for item in listed if not item.isHidden()] == ["คำถามที่พบบ่อย"]
    manual.line.returnPressed.emit()
    qtbot.waitUntil(lambda: title(manual) == "คำถามที่พบบ่อย")
    manual.line.setText("xyzxyz")
    assert manual.nothing.said()


def test_what_is_copied_has_no_break_marks(qtbot: QtBot, window: MainWindow) -> None:
    manual = manual_at.show(window, "start")
    opened(qtbot)
    manual.browser.selectAll()
    text = manual.browser.createMimeDataFromSelection().text()
    assert "หน้าเริ่มต้นแสดงร่างแผน" in text
    assert "\u200b" not in text


def test_the_manual_is_saved_as_pdf(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    set_language("th")
    manual = manual_at.show(window, "start")
    opened(qtbot)
    path = tmp_path / "คู่มือ ของฉัน.pdf"
    manual.save_pdf(path)
    qtbot.waitUntil(manual.pdf_button.isEnabled)
    assert path.read_bytes().startswith(b"%PDF")
    assert str(path) in manual.bar.text.said()


def test_the_manual_follows_a_change_of_colours(qtbot: QtBot, window: MainWindow) -> None:
    old = manual_at.show(window, "keys")
    opened(qtbot)
    manual_at.build_anew()
    qtbot.waitUntil(lambda: ManualWindow.opened() not in (None, old))
    assert title(opened(qtbot)) == "แป้นลัด"


def test_f1_opens_a_section_at_the_tab_that_is_shown(qtbot: QtBot, keys: Keys, window: MainWindow) -> None:
    window.go_to_section("evaluation")
    keys.press("F1")
    manual = opened(qtbot)
    assert manual.browser.verticalScrollBar().value() == 0
    assert window.page is not None
    window.page.show_part(2)
    manual_at.show(window)
    bar = manual.browser.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.value() > 0)
    seen = without_break_marks(manual.browser.cursorForPosition(QPoint(20, 30)).block().text())
    assert seen == window.page.tabs.tabText(2)
    manual.close()
    manual_at.show(window)  # now the page is still to be read
    manual = opened(qtbot)
    qtbot.waitUntil(lambda: manual.browser.verticalScrollBar().value() > 0)


def test_every_tab_has_its_place_in_the_page_of_its_section(window: MainWindow) -> None:
    pack = window.session.draft.pack
    anchors = {
        f"{page.id}#{block.anchor}"
        for page in editions.pages(pack)
        for block in page.blocks
        if isinstance(block, Title) and block.anchor
    }
    for section in pack.sections:
        for number in range(1, len(section.screen)):
            manual_at.tells_section(window, pack, section.id, number)
            assert manual_at.page_of(window) in anchors
