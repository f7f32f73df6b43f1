"""The drafts to go on with: what their cards tell, and that they follow what becomes of the files."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from planner_desktop.draft import Draft
from planner_desktop.draft.history import sending
from planner_desktop.plans import draft_cards, recent
from planner_desktop.ui.program import Program
from planner_desktop.ui.start import draft_rows
from planner_desktop.ui.start.draft_rows import DraftRow
from tests.mended import mend
from tests.patience import PATIENCE
from tests.ui.keys import Keys
from tests.ui.start_program import opened, running, shown, worked_on


@pytest.fixture
def program() -> Iterator[Program]:
    with running() as program:
        yield program


def said(row: DraftRow) -> str:
    return "\n".join(
        [row.name, draft_rows.state(row)[0], draft_rows.about(row), draft_rows.progress(row), *draft_rows.told(row)]
    )


def test_a_card_tells_whose_plan_it_is_how_far_it_has_come_and_what_was_done_last(
    program: Program, sample: Draft, draft_path: Path
) -> None:
    mend(sample)
    sample.set("foreword", 1, "text", None)
    project = sample.ids("project")[0]
    sample.set("project", project, "name", "ชื่อใหม่")
    label, section = sample.undo_label(), sample.pack.sections_showing("project")[0].title
    worked_on(program, sample)
    (row,) = program.show_start().recents.rows()  # at once, nothing was looked for yet
    told = said(row)
    assert row.card.path == draft_path
    assert "สำนักงานการต่างประเทศ\nDraft\nแผนปฏิบัติราชการประจำปี พ.ศ. 2568  ·  edited today" in told
    assert f"{row.card.sections - 1} of {row.card.sections} sections complete" in told
    assert f"Last: {label} in the section “{section}”" in told
    assert program.start
    assert program.start.content.go_on_button.text() == "Go on: plan"
    assert program.start.content.go_on_button.property("role") == "first"


def test_a_file_that_changed_elsewhere_is_read_again_one_that_did_not_is_not(
    qtbot: QtBot, program: Program, sample: Draft, draft_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    worked_on(program, sample)
    with monkeypatch.context() as unreadable:
        unreadable.setattr(draft_cards, "_one_at_a_time", None)
        start = shown(qtbot, program, tmp_path)
        assert not start.bar.isVisible()
        start.close()
    with Draft.open(draft_path) as elsewhere:
        elsewhere.set("foreword", 1, "text", None)
        sending.submit(elsewhere, "")
        sending.returned(elsewhere, "ขาดภาคผนวก", "สยป.")
    qtbot.waitUntil(lambda: program.start is None)
    before = recent.cards()[0]
    (row,) = shown(qtbot, program, tmp_path).recents.rows()
    assert row.card.done == before.done - 1
    assert "Returned, version 2 is being written" in said(row)
    assert "ขาดภาคผนวก" in said(row)
    assert recent.cards() == [row.card]


def test_a_drive_that_does_not_answer_holds_up_nothing(
    qtbot: QtBot, program: Program, draft: Draft, draft_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    worked_on(program, draft)
    away = recent.DraftCard(tmp_path / "ไดรฟ์" / "ค้าง.bmaplan", agency="สำนักการคลัง", title="แผน")
    recent.keep(away)
    answers, look = threading.Event(), draft_cards.look

    def slow(card: recent.DraftCard) -> recent.DraftCard | None:
        if card.path == away.path:
            answers.wait(PATIENCE)
        return look(card)

    monkeypatch.setattr(draft_cards, "look", slow)
    monkeypatch.setattr("planner_desktop.ui.start.background_checks.PATIENCE_MS", 60)
    start = program.show_start()
    qtbot.waitUntil(lambda: start.recents.rows()[0].waiting and start.new.known is not None)
    assert "does not answer" in said(start.recents.rows()[0])
    assert not start.recents.rows()[1].waiting
    start.open(draft_path)
    opened(qtbot, program)  # and the page, still waiting, closes
    qtbot.waitUntil(lambda: program.start is None)
    answers.set()


def test_a_file_that_is_gone_says_so(qtbot: QtBot, program: Program, draft: Draft, tmp_path: Path) -> None:
    worked_on(program, draft)
    assert draft.path
    draft.path.rename(tmp_path / "ย้าย.bmaplan")
    start = shown(qtbot, program, tmp_path)
    (row,) = start.recents.rows()
    assert draft_rows.state(row)[0] == "File not found"
    assert not start.content.go_on_button.isEnabled()


def test_a_session_that_was_cut_off_is_told(qtbot: QtBot, program: Program, sample: Draft, tmp_path: Path) -> None:
    assert sample.path
    copy = sample.path.read_bytes()
    worked_on(program, sample)
    sample.path.write_bytes(copy)  # as it is when the program ends without closing it
    (row,) = shown(qtbot, program, tmp_path).recents.rows()
    assert "ended without closing" in said(row)


def test_an_edit_right_before_closing_is_not_missed(
    qtbot: QtBot, program: Program, sample: Draft, tmp_path: Path
) -> None:
    worked_on(program, sample)
    complete = recent.cards()[0].done
    assert sample.path
    window = program.open(sample.path)
    assert window
    window.session.draft.set("foreword", 1, "text", None)
    window.close()  # before the problems are looked for
    QApplication.processEvents()
    (row,) = shown(qtbot, program, tmp_path).recents.rows()
    assert row.card.done == complete - 1


def test_a_draft_is_taken_out_of_the_list_and_put_back(
    qtbot: QtBot, keys: Keys, program: Program, draft: Draft, sample_copy: Path, tmp_path: Path
) -> None:
    worked_on(program, draft)
    recent.remember(sample_copy)
    start = shown(qtbot, program, tmp_path)
    keys.press("Delete")
    assert [row.card.path for row in start.recents.rows()] == [draft.path]
    assert recent.known() == [draft.path]
    assert sample_copy.is_file()
    start.bar.next_button.click()
    assert recent.known() == [sample_copy, draft.path]
    assert start.recents.rows()[0].card.agency == "สำนักงานการต่างประเทศ"
    keys.press("Down", "Delete")
    assert recent.known() == [sample_copy]


@pytest.fixture
def sample_copy(tmp_path: Path) -> Path:
    from planner_desktop.draft.plan.new_plan import new_from_sample

    path = tmp_path / "ตัวอย่าง.bmaplan"
    new_from_sample("2568-international-affairs", path).close()
    return path


def test_the_menu_of_a_card_leads_to_the_same(
    qtbot: QtBot, program: Program, sample_copy: Path, tmp_path: Path
) -> None:
    recent.remember(sample_copy)
    start = shown(qtbot, program, tmp_path)
    actions = {action.text(): action for action in start.recents.menu_of(start.recents.rows()[0]).actions()}
    assert not actions["Restore a backup…"].isEnabled()
    actions["Begin a new plan with this one"].trigger()
    assert start.new.begin.source().path == sample_copy
    assert start.new.agency_line.text() == "สำนักงานการต่างประเทศ"
    actions["Open"].trigger()
    assert opened(qtbot, program).session.draft.path == sample_copy


def test_a_screen_reader_hears_the_card(qtbot: QtBot, program: Program, sample_copy: Path, tmp_path: Path) -> None:
    recent.remember(sample_copy)
    start = shown(qtbot, program, tmp_path)
    heard = start.recents.item(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "สำนักงานการต่างประเทศ" in heard
    assert "sections complete" in heard


def test_the_list_of_an_older_version_is_read(tmp_path: Path) -> None:
    (tmp_path / "recent.json").write_text('["/a/ก.bmaplan"]', "utf-8")
    assert recent.known() == [Path("/a/ก.bmaplan")]
    recent.remember(tmp_path / "ข.bmaplan")
    assert recent.known() == [tmp_path / "ข.bmaplan", Path("/a/ก.bmaplan")]
    (tmp_path / "recent.json").write_text("no list", "utf-8")
    assert recent.cards() == []
