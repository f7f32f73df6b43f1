"""Scoring levels: side by side in a form, filled evenly, looked over."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from planner_desktop.app_paths import FORMS
from planner_desktop.draft import Draft
from planner_desktop.entry.scoring_numbers import filled_between
from planner_desktop.formpack import read
from planner_desktop.ui.screens.form.record_form import RecordForm
from planner_desktop.ui.screens.scoring import ScoringLevels
from planner_desktop.ui.session.session import Session
from tests.ui.keys import Keys

LEVELS = [f"level_{n}" for n in range(1, 6)]


@pytest.fixture
def plan(draft_path: Path) -> Iterator[Draft]:
    with Draft.create(draft_path, read(FORMS / "bma-2568")) as draft:
        draft.add("kpi_form", {"name": "ตัวชี้วัด"})
        yield draft


def form_of(qtbot: QtBot, draft: Draft, kind: str) -> RecordForm:
    form = RecordForm(Session(draft), kind)
    qtbot.addWidget(form)
    form.resize(800, 700)
    with qtbot.waitActive(form):
        form.show()
        form.activateWindow()
    form.load(draft.ids(kind)[0])
    return form


@pytest.fixture
def form(qtbot: QtBot, plan: Draft) -> RecordForm:
    return form_of(qtbot, plan, "kpi_form")


def levels_of(form: RecordForm) -> ScoringLevels:
    (levels,) = form.findChildren(ScoringLevels)
    return levels


def stored(draft: Draft, fields: list[str] = LEVELS) -> list[object]:
    record = draft.records("kpi_form")[0]
    return [record.values[name] for name in fields]


def test_levels_are_typed_one_after_the_other_and_filled_between(keys: Keys, form: RecordForm, plan: Draft) -> None:
    form.go_to("level_1")
    assert form.editor("level_1").input.hasFocus()
    keys.write("ร้อยละ ๖๐")
    keys.press("Tab", "Tab", "Tab", "Tab")
    assert form.editor("level_5").input.hasFocus()
    keys.write("ร้อยละ 80 ขึ้นไป")
    keys.press("Tab", "Space")
    assert stored(plan) == ["ร้อยละ ๖๐", "ร้อยละ ๖๕", "ร้อยละ ๗๐", "ร้อยละ ๗๕", "ร้อยละ 80 ขึ้นไป"]
    plan.undo()
    assert stored(plan) == ["ร้อยละ ๖๐", None, None, None, "ร้อยละ 80 ขึ้นไป"]


def test_levels_are_filled_from_a_target_by_steps(keys: Keys, form: RecordForm, plan: Draft) -> None:
    form.go_to("level_3")
    keys.write("จำนวน 1,000 คน ในปี 2568")
    levels = levels_of(form)
    levels.step.setFocus()
    keys.write("๒๕๐")
    keys.press("Return")
    assert stored(plan) == [f"จำนวน {n} คน ในปี 2568" for n in ("500", "750", "1,000", "1,250", "1,500")]


def test_what_cannot_be_computed_is_told_and_nothing_is_changed(keys: Keys, form: RecordForm, plan: Draft) -> None:
    form.go_to("level_1")
    keys.write("จัดทำร่าง")
    levels = levels_of(form)
    levels.fill_button.setFocus()
    keys.press("Space")
    assert "lowest and the highest" in levels.problem.said()
    assert stored(plan) == ["จัดทำร่าง", None, None, None, None]


def test_levels_that_do_not_go_on_are_pointed_out(form: RecordForm, plan: Draft) -> None:
    id, levels = plan.ids("kpi_form")[0], levels_of(form)
    for name, share in zip(LEVELS, (60, 70, 65, 90, 100), strict=True):
        plan.set("kpi_form", id, name, f"ร้อยละ {share}")
    assert "“เกณฑ์ระดับ 3” does not go on from “เกณฑ์ระดับ 2”" in levels.note.said()
    plan.set("kpi_form", id, "level_3", "ร้อยละ 75")
    assert levels.note.said() == "The steps between the levels are not even: 60, 70, 75, 90, 100"
    plan.set("kpi_form", id, "level_3", "ร้อยละ 80")
    assert levels.note.said() == ""


def test_levels_stand_in_columns_or_where_there_is_no_room_in_rows(qtbot: QtBot, form: RecordForm, plan: Draft) -> None:
    def places() -> tuple[int, int]:
        at = [form.editor(name).mapTo(form, form.editor(name).rect().topLeft()) for name in LEVELS]
        return len({point.x() for point in at}), len({point.y() for point in at})

    qtbot.waitUntil(lambda: places() == (5, 1))
    form.resize(420, 900)
    qtbot.waitUntil(lambda: places() == (1, 5))


def test_shares_of_the_work_are_added_up(qtbot: QtBot, tmp_path: Path) -> None:
    with Draft.create(tmp_path / "ร่าง.bmaplan", read(FORMS / "bma-2565")) as draft:
        id = draft.ids("component_indicator")[0] if draft.ids("component_indicator") else None
        if id is None:
            component = draft.add("component", {"code": "4"})
            id = draft.add("component_indicator", {"name": "ก"}, parent=component)
        form = form_of(qtbot, draft, "component_indicator")
        levels = levels_of(form)
        for name, share in zip(("one", "two", "three"), (25, 10, 20), strict=True):
            draft.set("component_indicator", id, f"level_{name}", share)
        assert levels.note.said() == "55 in all: 45 still missing"
        for name, share in (("four", 20), ("five", 25)):
            draft.set("component_indicator", id, f"level_{name}", share)
        assert levels.note.said() == "100 in all: complete"


@pytest.mark.parametrize(
    ("lowest", "highest", "between"),
    [
        ("7 – 13 ประเด็น", "28 – 34 ประเด็น", ["12 – 18 ประเด็น", "18 – 24 ประเด็น", "23 – 29 ประเด็น"]),
        ("ร้อยละ 60", "ร้อยละ 75", ["ร้อยละ 63.75", "ร้อยละ 67.5", "ร้อยละ 71.25"]),
        ("ร้อยละ 20", "ร้อยละ 0", ["ร้อยละ 15", "ร้อยละ 10", "ร้อยละ 5"]),
    ],
)
def test_numbers_are_computed_as_they_are_written(lowest: str, highest: str, between: list[str]) -> None:
    assert filled_between([lowest, "", "", "", highest]) == [lowest, *between, highest]
