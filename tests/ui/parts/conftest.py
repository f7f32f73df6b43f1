"""Windows of a plan with divisions, and of a part of it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from planner_desktop.draft import Draft
from planner_desktop.draft.parts import handing
from planner_desktop.draft.plan.new_plan import new_from_sample
from planner_desktop.ui.window.main_window import MainWindow

DIVISION = "กรด."
Show = Callable[[Draft], MainWindow]


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[Draft]:
    with new_from_sample("2568-finance", tmp_path / "แผน.bmaplan") as draft:
        draft.author = "นักวิเคราะห์"
        yield draft


@pytest.fixture
def part_file(plan: Draft, tmp_path: Path) -> Path:
    id = handing.division_named(plan, DIVISION)
    assert id is not None
    path = tmp_path / "ส่วน กรด.bmapart"
    given = handing.of_division(plan, id)
    wanted = handing.Wanted(DIVISION, plan.uid("division", id), given, deadline="2026-12-15", note="ขอเป้าหมายด้วย")
    handing.hand_out(plan, path, wanted)
    return path


@pytest.fixture
def show(open_window: Show) -> Show:
    """Show a draft in a window, which is closed in the end."""
    return open_window


@pytest.fixture
def part_window(plan: Draft, part_file: Path, show: Show) -> MainWindow:
    plan.close()
    return show(Draft.open(part_file))
