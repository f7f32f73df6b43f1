"""A file that is no draft, dropped on the start page: what can be done with it is asked, and done."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from planner_desktop.app_paths import SAMPLES
from planner_desktop.bundle import write_bundle
from planner_desktop.document.export import plan_pdf
from planner_desktop.draft import Draft
from planner_desktop.draft.history import incomplete
from planner_desktop.draft.plan.new_plan import new_from_sample
from planner_desktop.ui.auditing.verdict_sheet import VerdictSheet
from planner_desktop.ui.program import Program
from planner_desktop.ui.start import StartPage
from planner_desktop.ui.start.file_choice import FileSheet
from planner_desktop.ui.start.next_year import NextYearSheet
from planner_desktop.ui.taking.sheet import TakingSheet
from tests.ui.auditing.test_audit_sheet import dropped_on
from tests.ui.start.test_word_plan import word_file
from tests.ui.start_program import opened, running, shown, worked_on
from tests.ui.taking.test_taking import filled

DRAFT, NEXT_YEAR = range(2)
VERIFY = 0


@pytest.fixture
def program() -> Iterator[Program]:
    with running() as program:
        yield program


def _asked(start: StartPage) -> FileSheet:
    (sheet,) = start.findChildren(FileSheet)
    return sheet


def _next_year(qtbot: QtBot, program: Program, start: StartPage) -> Draft:
    """Have the sheet of the next year make its plan."""
    qtbot.waitUntil(lambda: start.findChild(NextYearSheet) is not None)
    sheet = start.findChild(NextYearSheet)
    assert sheet is not None
    qtbot.waitUntil(sheet.begin_button.isEnabled)
    sheet.begin_button.click()
    return opened(qtbot, program).session.draft


def test_the_next_year_begins_with_data(qtbot: QtBot, program: Program, tmp_path: Path) -> None:
    start = shown(qtbot, program, tmp_path)
    assert dropped_on(start, SAMPLES / "2568-personnel.json")
    _asked(start).buttons[NEXT_YEAR].click()
    assert _next_year(qtbot, program, start).pack.edition.year == 2569


def test_data_is_made_a_draft_of_the_same_year(qtbot: QtBot, program: Program, tmp_path: Path) -> None:
    start = shown(qtbot, program, tmp_path)
    assert dropped_on(start, SAMPLES / "2568-personnel.json")
    _asked(start).buttons[DRAFT].click()
    draft = opened(qtbot, program).session.draft
    assert (draft.path, draft.pack.edition.year) == (tmp_path / "2568-personnel.bmaplan", 2568)


def test_a_bundle_is_verified_or_the_next_year_begins_with_it(qtbot: QtBot, program: Program, tmp_path: Path) -> None:
    bundle = tmp_path / "ชุดส่งมอบ.zip"
    with new_from_sample("2568-personnel", tmp_path / "ก.bmaplan") as draft:
        incomplete.mark(draft, "ยังมีช่องที่รอกรอก")
        write_bundle(draft, bundle, pdf=lambda _told: plan_pdf(draft))
        projects = len(draft.ids("project"))
    start = shown(qtbot, program, tmp_path)
    assert dropped_on(start, bundle)
    _asked(start).buttons[VERIFY].click()
    told = start.findChild(VerdictSheet)
    assert told is not None
    qtbot.waitUntil(lambda: told.verdict is not None)
    assert told.verdict
    assert told.verdict.about["agency"]
    told.close()
    qtbot.waitUntil(lambda: start.findChild(FileSheet) is None)
    assert dropped_on(start, bundle)
    _asked(start).buttons[NEXT_YEAR].click()
    made = _next_year(qtbot, program, start)
    assert (made.pack.edition.year, len(made.ids("project"))) == (2569, projects)


def test_the_next_year_begins_with_a_word_file_and_tells_its_doubts(
    qtbot: QtBot, program: Program, tmp_path: Path
) -> None:
    start = shown(qtbot, program, tmp_path)
    assert dropped_on(start, word_file(tmp_path / "แผน.docx"))
    _asked(start).buttons[NEXT_YEAR].click()
    made = _next_year(qtbot, program, start)
    assert (made.pack.edition.year, len(made.ids("project"))) == (2569, 1)


def test_a_workbook_is_taken_into_a_draft_of_the_list(qtbot: QtBot, program: Program, tmp_path: Path) -> None:
    path = tmp_path / "สกต.bmaplan"
    with new_from_sample("2568-personnel", path) as draft:
        book = filled(draft, tmp_path / "กรอกแล้ว.xlsx")
    worked_on(program, Draft.open(path))
    start = shown(qtbot, program, tmp_path)
    assert dropped_on(start, book)
    _asked(start).buttons[0].click()
    window = opened(qtbot, program)
    qtbot.waitUntil(lambda: window.findChild(TakingSheet) is not None)


@pytest.mark.parametrize("name", ["ตาราง.csv", "ตาราง.ods", "ตาราง.xlsx"])
def test_of_a_table_with_no_draft_it_is_told_how_it_is_pasted(
    name: str, qtbot: QtBot, program: Program, tmp_path: Path
) -> None:
    start = shown(qtbot, program, tmp_path)
    assert dropped_on(start, tmp_path / name)
    assert "Ctrl+Shift+V" in _asked(start).guide.text()
    assert not _asked(start).buttons


@pytest.mark.parametrize(
    ("name", "content"), [("แผน.pdf", b"%PDF-1.7\n"), ("แผน.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")]
)
def test_of_a_pdf_or_an_old_word_file_it_is_told_how_to_get_a_docx(
    name: str, content: bytes, qtbot: QtBot, program: Program, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes(content + b" " * 600)
    start = shown(qtbot, program, tmp_path)
    assert dropped_on(start, path)
    qtbot.waitUntil(lambda: not start.bar.isHidden())
    assert "Word" in start.bar.text.text()
