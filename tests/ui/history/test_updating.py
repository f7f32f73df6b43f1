"""A corrected form of the edition is offered by the window, shown, taken up in place, and taken back by undo."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from planner_desktop.checks import find_problems, standings
from planner_desktop.draft import Draft
from planner_desktop.draft.history import sending
from planner_desktop.formpack import store
from planner_desktop.ui.history.history_sheet import HistorySheet
from planner_desktop.ui.history.updating import UpdateSheet
from planner_desktop.ui.program import Program
from planner_desktop.ui.window.main_window import MainWindow
from tests.conftest import EDITION

RISKS = """\
title: ความเสี่ยงของแผน
records:
  risk:
    label: ความเสี่ยง
    fields:
      name: {type: text, label: ความเสี่ยง}
screen:
  - table: risk
document:
  - paragraph: ความเสี่ยง
"""


@pytest.fixture
def program(qtbot: QtBot) -> Iterator[Program]:
    program = Program()
    yield program
    for window in list(program.windows):
        window.close()


@pytest.fixture
def corrected(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A higher version of the edition is installed, with one more section and one less."""
    monkeypatch.setattr(store, "user_data", lambda: tmp_path / "ข้อมูล")
    folder = tmp_path / "corrected" / EDITION
    folder.mkdir(parents=True)
    (folder / "edition.yaml").write_text(f"from: {EDITION}\nversion: 99\nwithout: [trends]\n", encoding="utf-8")
    (folder / "66-risks.yaml").write_text(RISKS, encoding="utf-8")
    store.add(folder)


def sections(window: MainWindow) -> list[str]:
    return [section.id for section in window.session.in_use.sections]


def test_it_is_offered_shown_taken_up_in_the_same_window_and_taken_back(
    qtbot: QtBot, program: Program, sample: Draft, corrected: None, tmp_path: Path
) -> None:
    sample.save_as(tmp_path / "เปิด.bmaplan")
    window = program.show_draft(Draft.open(tmp_path / "เปิด.bmaplan"))
    window.go_to_section("trends")
    qtbot.waitUntil(lambda: "99" in window.bar.text.text())
    window.bar.next_button.click()
    sheet = window.findChild(UpdateSheet)
    assert sheet is not None
    qtbot.waitUntil(sheet.take_button.isEnabled)
    group = sheet.tree.topLevelItem(0)
    assert group is not None
    rows = [item.text(0) for n in range(group.childCount()) if (item := group.child(n))]
    assert "ความเสี่ยงของแผน" in rows
    sheet.take_up()
    qtbot.waitUntil(lambda: program.windows != [window])
    (after,) = program.windows
    assert "99" in after.bar.text.text()
    assert after.bar.next_button.text() == "Undo"
    after.history.show_history()
    history = after.findChild(HistorySheet)
    assert history is not None
    assert history.model.rows[0].what == "edition"
    assert "99" in history.model.index(0, 2).data()
    assert "99" in history.texts.after.toPlainText()
    for button in (history.go_button, history.before_button, history.after_button):
        assert not button.isEnabled()  # undo takes it back
    assert history.compare_button.isEnabled()
    history.close()
    assert {"risks"} - set(sections(after)) == set()
    assert "trends" not in sections(after)
    after.go_to_section("risks")
    assert after.session.draft.undo_label()
    problems = find_problems(after.session.draft)
    found = problems, standings(after.session.draft, problems)
    after.turning.undo()
    after.watch.found.emit(found)  # that came just now is of the form pack that is no more
    qtbot.waitUntil(lambda: program.windows != [after])
    (back,) = program.windows
    qtbot.waitUntil(lambda: back.statusBar().currentMessage().startswith("Undone: take up"))
    assert "risks" not in sections(back)
    assert "trends" in sections(back)
    assert back.session.draft.pack.edition.version < 99


def test_while_a_version_is_sent_the_sheet_says_why_it_cannot_be_taken_up(
    qtbot: QtBot, program: Program, sample: Draft, corrected: None, tmp_path: Path
) -> None:
    sample.save_as(tmp_path / "ส่ง.bmaplan")
    window = program.show_draft(Draft.open(tmp_path / "ส่ง.bmaplan"))
    sending.submit(window.session.draft)
    window.history.show_update()
    sheet = window.findChild(UpdateSheet)
    assert sheet is not None
    qtbot.waitUntil(lambda: sheet.tree.topLevelItemCount() > 0)
    assert not sheet.take_button.isEnabled()
    assert "was sent and cannot be edited" in sheet.guide.text()


def test_where_there_is_none_the_sheet_says_so(qtbot: QtBot, window: MainWindow) -> None:
    window.history.show_update()
    sheet = window.findChild(UpdateSheet)
    assert sheet is not None
    qtbot.waitUntil(lambda: "newest form" in sheet.guide.text())
    assert not sheet.take_button.isEnabled()
