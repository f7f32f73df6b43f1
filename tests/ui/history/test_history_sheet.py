"""Who changed what and when, what differs from then, and bringing it back."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from planner_desktop.draft import Draft
from planner_desktop.draft.file import author
from planner_desktop.draft.history import sources
from planner_desktop.draft.history.backups import Backups
from planner_desktop.ui.history import difference_tree
from planner_desktop.ui.history.backups import BackupsSheet
from planner_desktop.ui.history.comparing import CompareSheet
from planner_desktop.ui.history.difference_tree import DifferenceTree
from planner_desktop.ui.history.history_model import PAGE
from planner_desktop.ui.history.history_sheet import HistorySheet
from planner_desktop.ui.kit.sheet import Sheet
from planner_desktop.ui.window.main_window import MainWindow
from tests.ui.keys import Keys


def history(window: MainWindow) -> HistorySheet:
    sheet = window.findChild(HistorySheet)
    assert isinstance(sheet, HistorySheet)
    return sheet


def choose(sheet: HistorySheet, what: str, kind: str) -> None:
    row = next(n for n, change in enumerate(sheet.model.rows) if (change.what, change.kind) == (what, kind))
    sheet.table.selectRow(row)


def compared(qtbot: QtBot, window: MainWindow) -> CompareSheet:
    sheet = window.findChild(CompareSheet)
    assert isinstance(sheet, CompareSheet)
    qtbot.waitUntil(sheet.progress.isHidden)
    return sheet


def test_the_history_tells_who_when_and_what_and_brings_it_back(
    qtbot: QtBot, keys: Keys, sample_window: MainWindow, sample: Draft
) -> None:
    project = sample.ids("project")[0]
    old = str(sample.record("project", project).values["name"])
    sample.author = "สมหญิง"
    sample.set("project", project, "name", "ชื่อใหม่")
    keys.press("Ctrl+Shift+H")
    sheet = history(sample_window)
    row = [str(sheet.model.index(0, n).data(Qt.ItemDataRole.AccessibleTextRole)) for n in range(4)]
    assert row[1] == "สมหญิง"
    assert "ชื่อใหม่" in row[3]
    for text, shown in ((sheet.texts.before, old), (sheet.texts.after, "ชื่อใหม่")):
        text.selectAll()
        text.copy()
        assert QApplication.clipboard().text() == shown
    sheet.before_button.click()
    qtbot.waitUntil(lambda: sample.record("project", project).values["name"] == old)
    sample.undo()
    assert sample.record("project", project).values["name"] == "ชื่อใหม่"
    sheet.go_button.click()
    assert sample_window.page is not None
    assert sample_window.page.section.id == "projects"


def test_a_deleted_record_is_brought_back_as_one_step(qtbot: QtBot, sample_window: MainWindow, sample: Draft) -> None:
    project = sample.ids("project")[2]
    before = sample.record("project", project)
    sample.delete("project", [project])
    sample_window.history.show_history()
    sheet = history(sample_window)
    choose(sheet, "deleted", "project")
    assert not sheet.go_button.isEnabled()
    sheet.before_button.click()
    qtbot.waitUntil(lambda: project in sample.ids("project"))
    assert sample.record("project", project) == before
    sample.undo()
    assert project not in sample.ids("project")


def test_the_history_of_the_field_at_hand(keys: Keys, sample_window: MainWindow, sample: Draft) -> None:
    first, second = sample.ids("project")[:2]
    for project in (first, second):
        sample.set("project", project, "name", f"โครงการ {project}")
        sample.enter("project", project, "budget", "100")
    sample_window.go_to_record("projects", "project", second, "name")
    keys.press("Ctrl+Alt+H")
    sheet = history(sample_window)
    assert [(change.id, change.field) for change in sheet.model.rows] == [(second, "name")]
    sheet.scope.setCurrentIndex(2)
    assert {(change.id, change.kind) for change in sheet.model.rows} == {(second, "project")}
    sheet.scope.setCurrentIndex(0)
    assert {change.id for change in sheet.model.rows} >= {first, second}


def test_a_long_history_comes_page_by_page(window: MainWindow, draft: Draft) -> None:
    mission = draft.add("mission")
    for n in range(3 * PAGE):
        draft.set("mission", mission, "text", f"พันธกิจ {n}")
    window.history.show_history()
    sheet = history(window)
    assert len(sheet.model.rows) == PAGE
    for _page in range(5):
        sheet.model.fetchMore(sheet.model.index(-1, -1))
    assert len(sheet.model.rows) == 3 * PAGE + 1
    assert not sheet.model.canFetchMore(sheet.model.index(-1, -1))


def test_the_name_in_the_history_can_be_chosen(keys: Keys, window: MainWindow, draft: Draft) -> None:
    window.history.show_history()
    sheet = history(window)
    sheet.author.setText("สมชาย ใจดี")
    sheet.author.editingFinished.emit()
    draft.add("mission")
    assert draft.database.execute("SELECT author FROM action ORDER BY id DESC").fetchone() == ("สมชาย ใจดี",)
    assert author.author_name() == "สมชาย ใจดี"


def test_what_is_ticked_is_brought_back_from_an_earlier_moment(
    qtbot: QtBot, sample_window: MainWindow, sample: Draft
) -> None:
    project, other = sample.ids("project")[:2]
    sample.set("vision", 1, "text", "วิสัยทัศน์ก่อน")
    old = sample.record("project", project).values["name"]
    sample.set("project", project, "name", "ชื่อใหม่")
    sample.set("project", other, "name", "ชื่อใหม่อีกชื่อ")
    sample_window.history.show_history()
    sheet = history(sample_window)
    choose(sheet, "changed", "vision")
    sheet.compare_button.click()
    comparison = compared(qtbot, sample_window)
    assert {difference.new for difference in comparison.tree.differences} == {project, other}
    assert not comparison.back_button.isEnabled()
    item = next(i for i in comparison.tree.items() if i.data(0, Qt.ItemDataRole.UserRole).new == project)
    item.setCheckState(0, Qt.CheckState.Checked)
    qtbot.waitUntil(comparison.back_button.isEnabled)
    comparison.back_button.click()
    assert sample.record("project", project).values["name"] == old
    assert sample.record("project", other).values["name"] == "ชื่อใหม่อีกชื่อ"
    qtbot.waitUntil(lambda: len(comparison.tree.differences) == 1)
    sample.undo()
    assert sample.record("project", project).values["name"] == "ชื่อใหม่"


def test_a_section_is_ticked_as_a_whole(qtbot: QtBot, sample_window: MainWindow, sample: Draft, tmp_path: Path) -> None:
    sample.save_as(tmp_path / "อื่น.bmaplan")
    titles = [sample.title("project", id) for id in sample.ids("project")]
    sample.delete("project", sample.ids("project")[1:3])
    sample_window.history.states.compare(sources.file(tmp_path / "อื่น.bmaplan"))
    comparison = compared(qtbot, sample_window)
    section = comparison.tree.topLevelItem(0)
    assert section is not None
    section.setCheckState(0, Qt.CheckState.Checked)
    qtbot.waitUntil(comparison.back_button.isEnabled)
    comparison.back_button.click()
    assert [sample.title("project", id) for id in sample.ids("project")] == titles


def test_many_differences_are_listed_bit_by_bit_and_counted_once_when_a_section_is_ticked(
    qtbot: QtBot, window: MainWindow, draft: Draft, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft.save_as(tmp_path / "อื่น.bmaplan")
    with draft.action("x"):
        for n in range(25):
            draft.add("mission", {"text": f"พันธกิจ {n}"})
    seen: list[tuple[int, bool]] = []
    list_some = DifferenceTree._list_some

    def noting(tree: DifferenceTree) -> None:
        list_some(tree)
        seen.append((sum(1 for _item in tree.items()), tree.isEnabled()))

    monkeypatch.setattr(difference_tree, "AT_ONCE", 10)
    monkeypatch.setattr(DifferenceTree, "_list_some", noting)
    window.history.states.compare(sources.file(tmp_path / "อื่น.bmaplan"))
    comparison = compared(qtbot, window)
    qtbot.waitUntil(lambda: not comparison.progress.isVisible())
    assert seen == [(10, False), (20, False), (25, True)]
    told: list[int] = []
    comparison.tree.ticks.connect(told.append)
    section = comparison.tree.topLevelItem(0)
    assert section is not None
    section.setCheckState(0, Qt.CheckState.Checked)
    qtbot.waitUntil(lambda: "25" in comparison.back_button.text())
    assert told == [25]
    draft.add("mission")  # what was ticked stays so where the list is made anew
    qtbot.waitUntil(lambda: seen[-1] == (26, True))
    assert len(comparison.tree.ticked()) == 25


def test_a_file_of_another_edition_is_told(qtbot: QtBot, sample_window: MainWindow, tmp_path: Path) -> None:
    (tmp_path / "x.bmaplan").write_text("no draft")
    sample_window.history.states.compare(sources.file(tmp_path / "x.bmaplan"))
    sheet = sample_window.findChild(CompareSheet)
    assert isinstance(sheet, CompareSheet)
    qtbot.waitUntil(lambda: "x.bmaplan" in sheet.guide.said() and not sheet.progress.is_busy)


def test_a_backup_is_made_listed_compared_and_restored(
    qtbot: QtBot, sample_window: MainWindow, sample: Draft, tmp_path: Path
) -> None:
    with qtbot.waitSignal(sample_window.history.auto_backup.made):
        sample_window.history.auto_backup.look()
    qtbot.waitUntil(lambda: not sample_window.history.auto_backup._worker.is_busy)
    sample.set("vision", 1, "text", "วิสัยทัศน์ใหม่")
    sample_window.history.show_backups()
    sheet = sample_window.findChild(BackupsSheet)
    assert isinstance(sheet, BackupsSheet)
    item = sheet.list.topLevelItem(0)
    assert item is not None
    qtbot.waitUntil(lambda: item.text(3) == "1")
    sheet.compare_button.click()
    assert [d.kind for d in compared(qtbot, sample_window).tree.differences] == ["vision"]
    target = tmp_path / "กู้คืน.bmaplan"
    backup = sheet.chosen()
    assert backup is not None
    with qtbot.waitSignal(sample_window.open_wanted) as wanted:
        sheet.restore(backup, target)
    assert wanted.args == [target]
    with Draft.open(target) as restored:
        assert restored.records("vision")[0].values["text"] != "วิสัยทัศน์ใหม่"


def test_no_backup_is_made_while_none_is_due(qtbot: QtBot, sample_window: MainWindow, sample: Draft) -> None:
    backups = Backups.of(sample)
    assert backups is not None
    backups.make(datetime.now(UTC))
    sample_window.history.auto_backup.look()
    qtbot.waitUntil(lambda: not sample_window.history.auto_backup._worker.is_busy)
    assert len(backups.listing()) == 1


@pytest.mark.parametrize("key", ["Ctrl+Shift+H", "Ctrl+Shift+B"])
def test_the_screens_open_and_close_by_keyboard(qtbot: QtBot, keys: Keys, window: MainWindow, key: str) -> None:
    keys.press(key)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeWindow(), Sheet))
    assert keys.focused().accessibleName()
    keys.press("Escape")
    qtbot.waitUntil(lambda: window.findChildren(Sheet) == [])


@pytest.mark.parametrize(("section", "field"), [("vision", "text"), ("missions", "text")])
def test_a_field_and_a_cell_offer_their_history(
    keys: Keys, sample_window: MainWindow, sample: Draft, section: str, field: str
) -> None:
    sample_window.go_to_section(section)
    keys.press("F6")
    sample_window.to_form()
    place = keys.focused().rect().center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, place, keys.focused().mapToGlobal(place))
    QApplication.sendEvent(keys.focused(), event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    menu.actions()[-1].trigger()
    menu.close()
    assert history(sample_window).scope.currentData().field == field
