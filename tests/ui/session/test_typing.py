"""What is being typed outlives the program, and is put back when the draft is opened again."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from planner_desktop.draft import Draft
from planner_desktop.draft.session import Typed
from planner_desktop.ui.fields.typed import LineEditor
from planner_desktop.ui.history import files
from planner_desktop.ui.screens.form.record_form import RecordForm
from planner_desktop.ui.screens.table.view import RecordTable
from planner_desktop.ui.window.main_window import MainWindow
from tests.ui.keys import Keys

Opener = Callable[[Draft], MainWindow]


def type_and_kill(path: Path, section: str, keys: str, text: str, after: str = "") -> None:
    command = [sys.executable, "-m", "tests.ui.typist", str(path), section, keys, text, after]
    with subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8", cwd=Path(__file__).parents[3]) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "typed\n"
        process.kill()


def kept(draft: Draft) -> list[tuple[int, str, str]]:
    return [(typed[0], typed[1], typed[2]) for typed in draft.database.execute("SELECT row, field, text FROM typing")]


@pytest.mark.parametrize(
    ("section", "keys", "kind", "field"),
    [
        ("vision", "", "vision", "text"),
        ("missions", "", "mission", "text"),
        ("foreword", "", "foreword", "text"),
        ("swot", "", "swot_item", "text"),
    ],
)
def test_what_was_typed_a_second_before_a_kill_is_back_in_its_field(
    draft: Draft, draft_path: Path, open_window: Opener, section: str, keys: str, kind: str, field: str
) -> None:
    draft.close()
    type_and_kill(draft_path, section, keys, "กรุงเทพฯ เมืองน่าอยู่")
    again = Draft.open(draft_path)
    window = open_window(again)
    record = again.records(kind)[-1]
    assert again.shown(record, field) == "กรุงเทพฯ เมืองน่าอยู่"
    assert window.page is not None
    assert window.page.section.id == section
    assert "กรุงเทพฯ เมืองน่าอยู่" in window.bar.text.said()
    assert "typed in the very last second may be missing" in window.bar.text.said()
    assert "lost" not in window.bar.text.said()
    assert again.pack.section(section).title in window.bar.text.said()
    assert kept(again) == []
    window.menus.undo.trigger()
    assert not any(again.shown(r, field) for r in again.records(kind))


def test_what_a_field_refuses_waits_in_the_field(
    keys: Keys, draft: Draft, draft_path: Path, open_window: Opener
) -> None:
    project = draft.add("project", {"name": "โครงการ"})
    draft.remember("section", "projects")
    draft.typing("project", project, "budget", "สองแสนบาทถ้วนๆ ห้า")
    draft.close()
    again = Draft.open(draft_path)
    open_window(again)
    table = QApplication.focusWidget()
    assert isinstance(table, RecordTable)
    assert table.currentIndex().data(Qt.ItemDataRole.EditRole) == "สองแสนบาทถ้วนๆ ห้า"
    assert again.record("project", project).values["budget"] is None
    keys.press("F2", "Ctrl+A")
    keys.write("200,000")
    keys.press("Return")
    assert again.record("project", project).values["budget"] == 20_000_000
    assert kept(again) == []


def test_what_was_pasted_into_links_is_put_back_or_waits_in_its_cell(
    keys: Keys, draft: Draft, draft_path: Path, open_window: Opener
) -> None:
    """Nothing that waits in a cell may keep a draft from being opened."""
    policy = draft.add("policy", {"code": "054"})
    known, unknown = draft.add("project", {"name": "หนึ่ง"}), draft.add("project", {"name": "สอง"})
    draft.remember("section", "projects")
    draft.typing("project", known, "policies", "P054")
    draft.typing("project", unknown, "policies", "12345 ไม่ใช่รหัส")
    draft.close()
    again = Draft.open(draft_path)
    window = open_window(again)
    assert again.links("project", known, "policies") == [policy]
    assert again.links("project", unknown, "policies") == []
    assert "054" in window.bar.text.said()
    assert kept(again) == []
    assert [(each.id, each.field, each.text) for each in again.refusals()] == [(unknown, "policies", "12345 ไม่ใช่รหัส")]
    assert "12345" not in window.bar.text.said()
    assert "1 text that its field refuses waits" in window.bar.text.said()
    assert len(again.records("policy")) == 1


def test_much_that_is_put_back_leaves_room_for_the_form(draft: Draft, draft_path: Path, open_window: Opener) -> None:
    for n in range(20):
        draft.typing("project", draft.add("project", {}), "name", f"โครงการที่ {n}")
    draft.close()
    window = open_window(Draft.open(draft_path))
    said = window.bar.text.said().splitlines()
    assert sum(line.startswith("•") for line in said) == 5
    assert "• and 16 more" in said


def test_a_kept_text_makes_no_undo_step_and_goes_when_the_field_is_left(
    qtbot: QtBot, keys: Keys, window: MainWindow, draft: Draft
) -> None:
    window.go_to_section("vision")
    keys.write("เมือง")
    qtbot.waitUntil(lambda: [text for _row, _field, text in kept(draft)] == ["เมือง"])
    assert draft.undo_label() == ""
    keys.press("Tab")
    assert kept(draft) == []
    assert draft.undo_label()


def test_escape_forgets_what_was_typed(qtbot: QtBot, keys: Keys, window: MainWindow, draft: Draft) -> None:
    window.go_to_section("missions")
    keys.write("พันธกิจ")
    qtbot.waitUntil(lambda: len(kept(draft)) == 1)
    keys.press("Escape")
    assert kept(draft) == []
    assert draft.ids("mission") == []


def test_a_refused_text_is_there_again_after_looking_elsewhere(keys: Keys, window: MainWindow, draft: Draft) -> None:
    project = draft.add("project", {"name": "โครงการ"})
    window.go_to_record("projects", "project", project, "budget")
    keys.write("ไม่ทราบ")
    keys.press("Return")
    window.go_to_section("vision")
    window.go_to_record("projects", "project", project, "budget")
    table = QApplication.focusWidget()
    assert isinstance(table, RecordTable)
    assert table.currentIndex().data(Qt.ItemDataRole.EditRole) == "ไม่ทราบ"
    keys.press("Escape")
    assert kept(draft) == []


def test_a_refused_text_of_a_form_is_there_again_after_looking_elsewhere(
    keys: Keys, window: MainWindow, draft: Draft
) -> None:
    first, second = draft.add("project"), draft.add("project")
    form = RecordForm(window.session, "project")
    form.load(first)
    editor = form.editor("first_year")
    assert isinstance(editor, LineEditor)
    editor.put("ครึ่งหนึ่ง")
    form.load(second)
    assert editor.typed() == ""
    form.load(first)
    assert editor.typed() == "ครึ่งหนึ่ง"
    assert form.rows["first_year"].message.said()
    editor.discard()
    assert kept(draft) == []


def test_what_was_typed_into_a_record_that_is_gone_is_told(draft: Draft, draft_path: Path, open_window: Opener) -> None:
    draft.typing("project", 77, "name", "โครงการที่ลบแล้ว")
    draft.close()
    again = Draft.open(draft_path)
    assert again.recovered.typing[0] == Typed("project", 77, "name", "โครงการที่ลบแล้ว", again.recovered.typing[0].at)
    window = open_window(again)
    assert "โครงการที่ลบแล้ว" in window.bar.text.said()
    assert kept(again) == []


@pytest.mark.skipif(sys.platform == "win32", reason="what is open cannot be taken away there")
def test_what_is_typed_when_the_file_vanishes_is_in_the_copy(
    qtbot: QtBot, keys: Keys, window: MainWindow, draft: Draft, tmp_path: Path
) -> None:
    assert draft.path is not None
    window.go_to_start("vision")
    keys.write("เมืองน่าอยู่")
    draft.path.unlink()
    copy = tmp_path / "สำเนา.bmaplan"
    with qtbot.waitSignal(window.open_wanted):
        files.save_copy(window, copy)
    with Draft.open(copy) as again:
        assert [(typed.kind, typed.text) for typed in again.recovered.typing] == [("vision", "เมืองน่าอยู่")]
        assert not again.opened.damage
