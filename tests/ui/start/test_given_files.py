"""A file that others give an agency is opened by a double click: on the plan at hand, or else on the start page."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from planner_desktop.draft import Draft
from planner_desktop.ui.history.published import PublishedSheet
from tests.ui.start_program import running


@pytest.fixture(params=["ร่วม.bmashare", "เพิ่ม.bmacatalogue", "ใหม่.BMAKEYS"])
def given(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A file of each kind, which none of them is inside."""
    path = tmp_path / str(request.param)
    path.write_text("{}", encoding="utf-8")
    return path


def test_it_is_shown_on_the_plan_that_is_open(qtbot: QtBot, sample: Draft, given: Path) -> None:
    with running() as program:
        window = program.show_draft(sample)
        program.take(given)
        assert program.start is None

        def told() -> bool:
            sheet = window.findChild(PublishedSheet)
            return given.name in (sheet.guide.text() if sheet is not None else window.bar.text.said())

        qtbot.waitUntil(told)


def test_without_a_plan_the_start_page_takes_it_or_says_what_is_wanted(qtbot: QtBot, given: Path) -> None:
    with running() as program:
        program.take(given)
        start = program.start
        assert start is not None
        if given.suffix == ".bmashare":
            assert "none is open" in start.bar.text.said()
        else:
            assert start.findChild(PublishedSheet) is not None
        qtbot.waitUntil(start.settled)
