"""What a division filled comes back: it is shown first, taken as one step, and what is asked is decided side by side."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

from planner_desktop.draft import Draft
from planner_desktop.draft.merging.conflicts import open_conflicts
from planner_desktop.draft.records.handed_parts import handed_parts
from planner_desktop.ui.merging.conflicts_sheet import ConflictsSheet
from planner_desktop.ui.parts.parts_sheet import PartsSheet
from planner_desktop.ui.parts.take_sheet import TakeSheet
from planner_desktop.ui.window.main_window import MainWindow
from tests.ui.parts.conftest import DIVISION, Show


@pytest.fixture
def filled(part_file: Path) -> tuple[Path, int, int]:
    """The part as the division gives it back: two projects renamed, one added; the file, and the two."""
    with Draft.open(part_file) as part:
        part.author = "สมชาย"
        assert part.limits
        first, second = [id for id in part.ids("project") if part.limits.allows("project", id)][:2]
        part.set("project", first, "name", "ของกอง")
        part.set("project", second, "name", "ชื่อใหม่จากกอง")
        part.add("project", {"name": "โครงการเพิ่มจากกอง"})
    return part_file, first, second


def looked(qtbot: QtBot, window: MainWindow) -> TakeSheet:
    (sheet,) = window.findChildren(TakeSheet)
    qtbot.waitUntil(lambda: sheet.tried is not None or bool(sheet.outside.said()))
    return sheet


def test_a_part_that_is_dropped_on_the_plan_is_shown_and_taken_as_one_step(
    qtbot: QtBot, plan: Draft, show: Show, filled: tuple[Path, int, int]
) -> None:
    path, first, second = filled
    window = show(plan)
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(path))])
    window.dropEvent(
        QDropEvent(
            QPoint(50, 50),
            Qt.DropAction.CopyAction,
            dropped,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )
    sheet = looked(qtbot, window)
    before = plan.title("project", first)
    assert DIVISION in sheet.title.said()
    assert "สมชาย" in sheet.said.said()
    titles = {d.title for d in sheet.tree.differences}
    assert "โครงการเพิ่มจากกอง" in titles
    assert plan.title("project", first) == before, "it is only shown"
    sheet.take_button.click()
    assert plan.title("project", second) == "ชื่อใหม่จากกอง"
    assert handed_parts(plan)[0].came_by == "สมชาย"
    assert not window.findChildren(ConflictsSheet)
    window.turning.undo()
    assert plan.title("project", first) == before
    assert not handed_parts(plan)[0].came_at


def test_what_both_changed_waits_over_closing_and_is_decided_side_by_side(
    qtbot: QtBot, plan: Draft, show: Show, filled: tuple[Path, int, int]
) -> None:
    path, first, second = filled
    plan.set("project", first, "name", "ของสำนัก")
    plan.set("project", second, "name", "ชื่อใหม่จากสำนัก")
    window = show(plan)
    window.parts.take(path)
    sheet = looked(qtbot, window)
    assert "2" in sheet.asks.said()
    sheet.take_button.click()
    (conflicts,) = window.findChildren(ConflictsSheet)
    conflicts.close()
    place = plan.path
    assert place is not None
    window.close()

    window = show(Draft.open(place))
    draft = window.session.draft
    assert "2" in window.history.notice.text.said()
    window.history.notice.buttons[0].click()
    (conflicts,) = window.findChildren(ConflictsSheet)
    assert conflicts.list.count() == 2
    at = next(n for n, each in enumerate(conflicts.found) if each.uid == draft.uid("project", first))
    conflicts.list.setCurrentRow(at)
    shown = {side: widget.text.toPlainText().replace("\u200b", "") for side, widget in conflicts.sides.items()}
    assert (shown["mine"], shown["theirs"]) == ("ของสำนัก", "ของกอง")
    assert "สมชาย" in conflicts.sides["theirs"].who.said()
    assert "นักวิเคราะห์" in conflicts.sides["mine"].who.said()
    conflicts.go_button.click()
    assert window.section == "projects"
    conflicts.sides["theirs"].button.click()
    assert draft.title("project", first) == "ของกอง"
    assert conflicts.list.count() == 1
    conflicts.edit.setPlainText("ชื่อที่ตกลงกัน")
    conflicts.edit_button.click()
    assert draft.title("project", second) == "ชื่อที่ตกลงกัน"
    assert open_conflicts(draft) == []
    assert window.history.notice.isHidden()
    window.turning.undo()
    assert len(open_conflicts(draft)) == 1, "a decision is undone like any edit"
    assert conflicts.list.count() == 1


def test_a_file_that_is_no_part_is_told_in_the_sheet_and_nothing_is_taken(
    qtbot: QtBot, plan: Draft, show: Show, tmp_path: Path
) -> None:
    file = tmp_path / "ไม่ใช่.bmapart"
    file.write_bytes(b"no draft")
    window = show(plan)
    window.parts.take(file)
    sheet = looked(qtbot, window)
    assert sheet.ready is None
    assert not sheet.take_button.isEnabled()
    assert plan.undo_label() == ""


def test_parts_are_listed_with_which_came_back_and_follow_the_plan(
    qtbot: QtBot, plan: Draft, show: Show, filled: tuple[Path, int, int]
) -> None:
    window = show(plan)
    window.parts.show_parts()
    (listed,) = window.findChildren(PartsSheet)
    item = listed.tree.topLevelItem(0)
    assert item is not None
    assert item.text(0) == DIVISION
    assert "not back" in item.text(2)
    window.parts.take(filled[0])
    looked(qtbot, window).take_button.click()
    item = listed.tree.topLevelItem(0)
    assert item is not None
    assert "สมชาย" in item.text(2)


def test_a_part_is_not_dropped_on_a_part(part_window: MainWindow, part_file: Path) -> None:
    assert part_window.session.draft.limits is not None
    part_window.parts.fill(part_window.menuBar().addMenu("x"))
    assert not part_window.findChildren(TakeSheet)
