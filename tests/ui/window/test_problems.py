"""The panel of problems: why and how to mend, filters, walking by keys, a table for Excel."""

import csv
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from planner_desktop.checks import Problem, find_problems, standings
from planner_desktop.draft import Draft
from planner_desktop.ui.session.focus import focused_place
from planner_desktop.ui.window.main_window import MainWindow
from tests.mended import mend
from tests.ui.keys import Keys
from tests.ui.looked import looked_at


@pytest.fixture
def sample(sample: Draft) -> Draft:
    """The sample without what is wrong in it."""
    mend(sample)
    return sample


@pytest.fixture
def troubled(qtbot: QtBot, sample_window: MainWindow, sample: Draft) -> MainWindow:
    """A window with an error in the evaluation, and two projects that stand nowhere."""
    with looked_at(qtbot, sample_window):
        sample.set("potential_indicator", sample.ids("potential_indicator")[0], "weight", 5)
        for name in ("โครงการลอย", "โครงการล่อง"):
            sample.add("project", {"name": name, "funding": "dash"})
    return sample_window


def checks(problems: list[Problem]) -> list[str]:
    return [problem.check for problem in problems]


def test_keys_lead_from_problem_to_problem_from_anywhere(keys: Keys, troubled: MainWindow, sample: Draft) -> None:
    troubled.go_to_section("vision")
    first, second = sample.ids("project")[-2:]
    keys.press("Ctrl+F8")
    assert focused_place() is not None
    assert focused_place()[:2] == ("project", first)  # type: ignore[index]
    assert "โครงการลอย" in troubled.statusBar().currentMessage()
    keys.press("Ctrl+F8")
    assert focused_place()[:2] == ("project", second)  # type: ignore[index]
    keys.press("Ctrl+F8")
    assert troubled.page is not None
    assert troubled.page.section.id == "evaluation"
    keys.press("Ctrl+Shift+F8")
    assert focused_place()[:2] == ("project", second)  # type: ignore[index]


def test_the_marked_problem_tells_why_and_how_to_mend_it(keys: Keys, troubled: MainWindow) -> None:
    troubled.go_to_section("evaluation")
    keys.press("F8")
    problem = troubled.problems.tree.problem()
    assert problem is not None
    assert problem.check == "weights-not-thirty"
    details = troubled.problems.panel.details
    assert details.message.said() == problem.message
    assert "70" in details.why.said()
    assert details.fix.said() == problem.fix
    assert details.why_label.isVisible()
    keys.press("Return")
    assert troubled.page is not None
    assert troubled.page.isAncestorOf(troubled.focusWidget())


def test_putting_the_list_away_leads_back_into_the_form(qtbot: QtBot, keys: Keys, troubled: MainWindow) -> None:
    assert troubled.page is not None
    for put_away in (partial(keys.press, "F8"), troubled.problems.panel.shut.emit):
        keys.press("F8")
        assert troubled.problems.tree.hasFocus()
        put_away()
        qtbot.waitUntil(lambda: troubled.page is not None and troubled.page.isAncestorOf(troubled.focusWidget()))


def test_problems_can_be_filtered_and_grouped_by_severity(troubled: MainWindow) -> None:
    panel = troubled.problems.panel
    troubled.show_problems()
    assert checks(panel.tree.order()) == ["project-nowhere", "project-nowhere", "weights-not-thirty"]
    panel.grouping.setCurrentIndex(1)
    assert checks(panel.tree.order()) == ["weights-not-thirty", "project-nowhere", "project-nowhere"]
    panel.filters["warning"].click()
    assert checks(panel.tree.order()) == ["weights-not-thirty"]
    assert len(panel.problems) == 3


def test_what_is_marked_and_shut_stays_so_when_problems_change(
    qtbot: QtBot, troubled: MainWindow, sample: Draft
) -> None:
    tree = troubled.problems.tree
    troubled.show_problems()
    second = tree.order()[1]
    tree.mark(second)
    evaluation = tree.topLevelItem(1)
    assert evaluation is not None
    evaluation.setExpanded(False)
    with looked_at(qtbot, troubled):
        sample.set("project", second.id or 0, "name", "โครงการล่องลอย")
    marked = tree.problem()
    assert marked is not None
    assert (marked.id, "โครงการล่องลอย" in marked.message) == (second.id, True)
    assert [tree.topLevelItem(n).isExpanded() for n in range(2)] == [True, False]  # type: ignore[union-attr]
    with looked_at(qtbot, troubled):
        sample.delete("project", [second.id or 0])
    assert tree.problem() is not None


def test_the_button_names_the_count_in_the_colour_of_the_worst(
    qtbot: QtBot, troubled: MainWindow, sample: Draft
) -> None:
    button = troubled.foot.problems_button
    assert button.text() == "✗ 3 problems"
    error = button.styleSheet()
    with looked_at(qtbot, troubled):
        sample.undo()
        sample.undo()
        sample.undo()
    assert button.text() == "✓ No problems found"
    assert button.styleSheet() != error


def test_the_list_is_exported_for_excel(qtbot: QtBot, troubled: MainWindow, tmp_path: Path) -> None:
    out = tmp_path / "ปัญหา.csv"
    with qtbot.waitSignal(troubled.progress.worker.over):
        troubled.files.export_problems(troubled.problems.tree.order(), out)
    qtbot.waitUntil(lambda: not troubled.progress.is_busy)
    assert out.read_bytes().startswith(b"\xef\xbb\xbf")
    head, first, *_more, last = csv.reader(out.read_text("utf-8-sig").splitlines())
    assert head[:6] == ["Section", "Severity", "Problem", "Why", "How to fix", "Record"]
    assert head[6:] == ["Accepted because", "Accepted by", "Accepted on"]
    assert first[0] == "ส่วนราชการและโครงการ"
    assert first[5].endswith("โครงการลอย")
    assert all(last[:5])


def test_the_list_is_copied_for_excel(troubled: MainWindow) -> None:
    troubled.show_problems()
    troubled.problems.copy_wanted.emit(troubled.problems.tree.order())
    lines = QApplication.clipboard().text().split("\n")
    assert len(lines) == 4
    assert all(line.count("\t") == 8 for line in lines)


def test_of_many_problems_the_first_are_listed_and_the_others_when_they_are_wanted(
    keys: Keys, qtbot: QtBot, sample_window: MainWindow, sample: Draft
) -> None:
    window = sample_window
    with sample.action("fill"):
        for n in range(1000):
            sample.add("project", {"name": f"โครงการที่ {n}", "funding": "none"})
    window.watch.stop()
    problems = find_problems(sample)
    window._found((problems, standings(sample, problems)))
    keys.press("F8")
    tree = window.problems.tree
    nowhere = [problem for problem in tree.order() if problem.check == "project-nowhere"]
    assert len(nowhere) == 1000
    head = tree.topLevelItem(0)
    assert head is not None
    before = head.childCount()
    assert before < 300
    more = head.child(before - 1)
    assert more is not None
    tree.setCurrentItem(more)
    keys.press("Return")
    qtbot.waitUntil(lambda: tree.problem() == nowhere[before - 1])
    tree.mark(nowhere[-1])
    assert tree.problem() == nowhere[-1]


def test_what_is_left_is_told_apart_from_what_is_wrong(qtbot: QtBot, window: MainWindow, draft: Draft) -> None:
    button, problems = window.foot.problems_button, window.problems
    qtbot.waitUntil(lambda: bool(problems.problems))
    left = sum(problem.check == "required" for problem in problems.problems)
    assert button.text() == f"✗ {len(problems.problems) - left} problems · {left} fields left"
