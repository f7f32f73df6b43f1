"""Projects, key results, all of part 2 and the evaluation of plan 002, entered by keys alone, are what the sample holds."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from planner_desktop.draft import Draft, Record
from planner_desktop.draft.plan.new_plan import new_from_sample
from planner_desktop.formpack.screen_parts import TablePart
from planner_desktop.ui.window.main_window import MainWindow
from tests.ui.conftest import SAMPLE
from tests.ui.keys import Keys

PART_TWO = ("agency_issue", "agency_objective", "agency_kpi", "alignment")
EVALUATION = ("evaluated_kr", "potential_indicator", "evaluation")


@pytest.fixture
def wanted(tmp_path: Path) -> Iterator[Draft]:
    with new_from_sample(SAMPLE, tmp_path / "wanted.bmaplan") as draft:
        yield draft


def shown(draft: Draft, kind: str) -> list[dict[str, str]]:
    """The records of a kind as an officer reads them, without ids."""
    return [{name: draft.shown(record, name) for name in draft.spec(kind).fields} for record in draft.records(kind)]


def tab_to(keys: Keys, name: str) -> None:
    """Press Tab until what has the focus is called so."""
    for _step in range(40):
        if keys.focused().accessibleName() == name:
            return
        keys.press("Tab")
    raise AssertionError(f"Tab does not lead to {name}")


def go_to(keys: Keys, window: MainWindow, kind: str) -> None:
    """Press Ctrl+PageDown until the section is shown on which records of this kind are entered."""
    pack = window.session.draft.pack
    wanted = pack.sections_showing(kind)[0].id
    while window.page is None or window.page.section.id != wanted:
        keys.press("Ctrl+PgDown")


def enter_divisions(keys: Keys, wanted: Draft) -> None:
    for division in wanted.records("division"):
        keys.write(wanted.shown(division, "name"))
        keys.press("Tab")
        if full_name := wanted.shown(division, "full_name"):
            keys.write(full_name)
        keys.press("Tab")


def pick(keys: Keys, wanted: Draft, record: Record, field: str) -> None:
    for line in filter(None, wanted.shown(record, field).split("\n")):
        keys.write(line)
        keys.press("Return")


def enter_projects(keys: Keys, wanted: Draft) -> None:
    for project in wanted.records("project"):
        keys.write(wanted.shown(project, "name"))
        keys.press("Tab")
        keys.write(wanted.shown(project, "budget"))
        for field in ("divisions", "policies"):
            keys.press("Tab")
            pick(keys, wanted, project, field)
        keys.press("Tab")


def enter_key_results(keys: Keys, window: MainWindow, wanted: Draft) -> None:
    """What the table shows in its cells, the rest in the form beside it."""
    fields = wanted.spec("key_result").fields
    shown_in_table = next(p.field_names for p in wanted.pack.section("key-results").screen if isinstance(p, TablePart))
    for record in wanted.records("key_result"):
        for name in shown_in_table:
            if fields[name].type == "yes_no":
                keys.press(*["Space"] * bool(record.values[name]))
            elif fields[name].type == "links":
                pick(keys, wanted, record, name)
                keys.press("Tab")
            else:
                keys.write(wanted.shown(record, name))
                keys.press("Tab")
        keys.press("F9")
        for name, field in fields.items():
            if name not in shown_in_table and wanted.shown(record, name):
                tab_to(keys, field.label)
                if field.type in ("link", "links"):
                    pick(keys, wanted, record, name)
                else:
                    keys.write(wanted.shown(record, name))
        keys.press("F9", "Tab")


def enter_evaluation(keys: Keys, wanted: Draft, component: str) -> None:
    for record in wanted.records("evaluated_kr", where={"component": component}):
        pick(keys, wanted, record, "key_result")  # Enter takes it, and goes on to the next row


def enter_potential(keys: Keys, wanted: Draft) -> None:
    """The template brings the indicators: what is entered is projects and divisions, and a name that differs."""
    names = [row["name"] for row in wanted.pack.catalogues["potential_indicators"]]
    for record in wanted.records("potential_indicator"):
        keys.press("Tab")
        if wanted.shown(record, "name") not in names:
            keys.write(wanted.shown(record, "name"))
        keys.press("Tab", "Tab")
        pick(keys, wanted, record, "projects")
        keys.press("Tab")
        pick(keys, wanted, record, "divisions")
        keys.press("Tab")


def add_below(keys: Keys, nth: int) -> None:
    """Add the nth kind that may stand below the chosen record of the tree."""
    keys.press("Ctrl+Ins", *["Down"] * nth, "Return")


def enter_part_two(keys: Keys, wanted: Draft) -> None:
    for issue in wanted.records("agency_issue"):
        keys.press("Ins")
        keys.write(wanted.shown(issue, "name"))
        keys.press("F9")
        for n, objective in enumerate(wanted.records("agency_objective", parent=issue.id)):
            if n:
                keys.press("Ins")  # beside the one before
            else:
                add_below(keys, 0)
            keys.write(wanted.shown(objective, "name"))
            keys.press("F9")
            enter_objective(keys, wanted, objective)
        keys.press("Left", "Left")  # shut the objective, go to the issue


def enter_objective(keys: Keys, wanted: Draft, objective: Record) -> None:
    for nth, kind in enumerate(("agency_kpi", "alignment")):
        for record in wanted.records(kind, parent=objective.id):
            add_below(keys, nth)
            for n, field in enumerate(wanted.spec(kind).fields):
                if n:
                    keys.press("Tab")
                if wanted.spec(kind).fields[field].type in ("link", "links"):
                    pick(keys, wanted, record, field)
                else:
                    keys.write(wanted.shown(record, field))
            keys.press("F9", "Left")  # to the objective


def test_a_plan_by_keyboard_alone(keys: Keys, window: MainWindow, draft: Draft, wanted: Draft) -> None:
    go_to(keys, window, "division")
    enter_divisions(keys, wanted)
    assert shown(draft, "division") == shown(wanted, "division")
    keys.press("Alt+PgDown")
    enter_projects(keys, wanted)
    assert shown(draft, "project") == shown(wanted, "project")
    go_to(keys, window, "key_result")
    enter_key_results(keys, window, wanted)
    assert shown(draft, "key_result") == shown(wanted, "key_result")
    go_to(keys, window, "agency_issue")
    enter_part_two(keys, wanted)
    for kind in PART_TWO:
        assert shown(draft, kind) == shown(wanted, kind)
    go_to(keys, window, "evaluated_kr")
    enter_evaluation(keys, wanted, "agenda")
    keys.press("Alt+PgDown")
    enter_evaluation(keys, wanted, "function")
    assert shown(draft, "evaluated_kr") == shown(wanted, "evaluated_kr")
    keys.press("Alt+PgDown")
    enter_potential(keys, wanted)
    for kind in EVALUATION:
        assert shown(draft, kind) == shown(wanted, kind)
