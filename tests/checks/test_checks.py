"""What the checks find, where they send the officer, and how the steps of the wizard are marked."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from planner_desktop import csv_table
from planner_desktop.checks import Problem, find_problems, listing, section_states, standings
from planner_desktop.document.fill import fill
from planner_desktop.draft import Draft
from planner_desktop.errors import DraftError, SumTooLarge, ValueRefused
from planner_desktop.formpack import installed, read
from planner_desktop.thai.amounts import LARGEST


def checks(draft: Draft) -> set[str]:
    return {problem.check for problem in find_problems(draft)}


def coming(draft: Draft, change: Callable[[], object]) -> list[Problem]:
    """The problems that a change brings: the sample has some of its own, as its published plan has."""
    before = find_problems(draft)
    change()
    return [problem for problem in find_problems(draft) if problem not in before]


def test_a_new_draft_lacks_what_is_required_and_says_where(draft: Draft) -> None:
    problem = find_problems(draft)[0]
    assert (problem.section, problem.kind, problem.id, problem.field) == ("cover", "cover", 1, "agency")
    assert "หน่วยงาน" in problem.message


def test_a_project_that_stands_nowhere_is_found(sample: Draft) -> None:
    (problem,) = coming(sample, lambda: sample.add("project", {"name": "โครงการลอย", "funding": "within"}))
    project = sample.ids("project")[-1]
    assert (problem.check, problem.section, problem.id) == ("project-nowhere", "projects", project)
    assert "โครงการลอย" in problem.message


def test_a_project_without_its_amount_is_found(sample: Draft) -> None:
    project = next(r for r in sample.records("project") if r.values["budget"])
    (problem,) = coming(sample, lambda: sample.set("project", project.id, "budget", None))
    assert (problem.check, problem.severity) == ("project-without-budget", "error")


def test_weights_that_do_not_add_up_are_found(sample: Draft) -> None:
    first = sample.ids("potential_indicator")[0]
    (problem,) = coming(sample, lambda: sample.set("potential_indicator", first, "weight", 5))
    assert (problem.check, problem.severity) == ("weights-not-thirty", "error")
    assert "25" in problem.message


def test_a_key_result_evaluated_twice_is_found(sample: Draft) -> None:
    first = sample.records("evaluated_kr")[0]
    sample.add("evaluated_kr", {"component": "function", "key_result": first.values["key_result"]})
    assert "kr-evaluated-twice" in checks(sample)


def test_the_steps_say_how_far_they_are(draft: Draft, sample: Draft) -> None:
    new = section_states(draft, find_problems(draft))
    assert (new["cover"], new["contents"], new["evaluation"], new["swot"]) == ("empty", "computed", "empty", "empty")
    draft.enter("cover", 1, "abbreviation", "สกต.")
    assert section_states(draft, find_problems(draft))["cover"] == "begun"

    assert section_states(sample, find_problems(sample))["cover"] == "complete"
    sample.set("potential_indicator", sample.ids("potential_indicator")[0], "weight", 5)
    assert section_states(sample, find_problems(sample))["evaluation"] == "problems"


def test_every_problem_of_a_new_draft_says_why_it_is_one(draft: Draft) -> None:
    problems = find_problems(draft)
    assert problems
    assert all(problem.why for problem in problems)


@pytest.mark.parametrize("edition", installed())
def test_every_check_of_every_edition_says_why(edition: str) -> None:
    checks = [check for section in read(installed()[edition]).sections for check in section.checks]
    assert [check.id for check in checks if not check.why] == []


def test_what_is_left_is_counted_by_section(draft: Draft) -> None:
    before = standings(draft, find_problems(draft))["cover"]
    draft.enter("cover", 1, "agency", "สำนักงานการต่างประเทศ")
    after = standings(draft, find_problems(draft))["cover"]
    assert (before.left - after.left, after.wrong) == (1, 0)


def test_a_note_is_no_fault_of_its_section(sample: Draft) -> None:
    new = coming(sample, lambda: sample.set("printing", 1, "final", 0))
    assert [(p.check, p.section, p.severity) for p in new] == [("still-a-draft", "cover", "note")]
    problems = find_problems(sample)
    cover = standings(sample, problems)["cover"]
    assert (cover.state, cover.wrong) == ("complete", 0)


def test_the_problems_are_a_table_that_excel_opens_in_thai(sample: Draft, tmp_path: Path) -> None:
    sample.add("project", {"name": "โครงการลอย", "funding": "none"})
    table = listing.rows(sample, find_problems(sample))
    csv_table.write(tmp_path / "ปัญหา.csv", table)
    written = (tmp_path / "ปัญหา.csv").read_bytes()
    assert written.startswith(b"\xef\xbb\xbf")
    assert list(csv.reader(written.decode("utf-8-sig").splitlines())) == table
    assert listing.as_text(table).count("\n") == len(find_problems(sample))


def test_a_table_that_cannot_be_written_says_so(sample: Draft, tmp_path: Path) -> None:
    with pytest.raises(DraftError, match=r"no folder"):
        csv_table.write(tmp_path / "no folder" / "x.csv", [])


def test_what_a_field_would_not_take_is_an_error_wherever_the_draft_came_from(sample: Draft) -> None:
    first, second, *_ = sample.ids("project")
    sample.set("project", first, "budget", LARGEST + 1)
    sample.set("project", second, "budget", -1)
    sample.set("policy", sample.ids("policy")[0], "code", "<b>")
    found = [p for p in find_problems(sample) if p.check == "refused"]
    assert {(p.kind, p.field, p.severity) for p in found} == {
        ("project", "budget", "error"),
        ("policy", "code", "error"),
    }
    assert [p.id for p in found if p.kind == "project"] == [first, second]
    assert "999,999,999,999.99" in found[0].message + found[1].message


def test_a_date_in_a_free_text_that_is_in_no_calendar_is_told(sample: Draft) -> None:
    sample.set("foreword", 1, "signed_when", "32 สมกราคม 9999")
    (problem,) = [p for p in find_problems(sample) if p.check == "refused"]
    assert (problem.kind, problem.field, problem.severity) == ("foreword", "signed_when", "warning")
    assert "สมกราคม" in problem.message
    with pytest.raises(ValueRefused):
        sample.enter("foreword", 1, "signed_when", "32 มกราคม 2568")


def test_sums_that_cannot_be_had_hide_no_problem(sample: Draft) -> None:
    for id in sample.ids("project"):
        sample.set("project", id, "budget", 2**62)
    refused = [p for p in find_problems(sample) if p.check == "refused"]
    assert len(refused) == len(sample.ids("project"))
    with pytest.raises(SumTooLarge):
        fill(sample)


def test_ninety_thousand_of_the_largest_amounts_add_up() -> None:
    assert 90_000 * LARGEST < 2**63


@pytest.mark.parametrize("edition", ["bma-2565", "bma-2567", "bma-2568"])
def test_what_is_entered_twice_is_found_however_its_thai_was_damaged(edition: str, tmp_path: Path) -> None:
    with Draft.create(tmp_path / "ซ้ำ.bmaplan", read(installed()[edition])) as draft:
        for kind, names in {
            "division": ["ฝ่ายงานกำกับ", "ฝ่ายงานก ากับ", "ฝ่ายโยธา", "ฝ่าย โยธา"],
            "project": ["โครงการที่ 1", "โครงการที่ ๑", "โครงการที่ 2", "โครงการก าหนดผัง", "โครงการกำหนดผัง"],
        }.items():
            for name in names:
                draft.add(kind, {"name": name})
        found = [problem for problem in find_problems(draft) if problem.check.endswith("-twice")]
    assert [(problem.check, problem.message.split("“")[1].split("”")[0]) for problem in found] == [
        ("division-twice", "ฝ่ายงานก ากับ"),
        ("division-twice", "ฝ่าย โยธา"),
        ("project-twice", "โครงการที่ ๑"),
        ("project-twice", "โครงการกำหนดผัง"),
    ]
