"""What the checks find, where they send the officer, and how the steps of the wizard are marked."""

from planner_desktop.checks import find_problems, section_states
from planner_desktop.draft import Draft


def checks(draft: Draft) -> set[str]:
    return {problem.check for problem in find_problems(draft)}


def test_a_new_draft_lacks_what_is_required_and_says_where(draft: Draft) -> None:
    problem = find_problems(draft)[0]
    assert (problem.section, problem.kind, problem.id, problem.field) == ("cover", "cover", 1, "agency")
    assert "หน่วยงาน" in problem.message


def test_a_project_that_stands_nowhere_is_found(sample: Draft) -> None:
    project = sample.add("project", {"name": "โครงการลอย", "funding": "none"})
    (problem,) = find_problems(sample)
    assert (problem.check, problem.section, problem.id) == ("project-nowhere", "projects", project)
    assert "โครงการลอย" in problem.message


def test_a_project_without_its_amount_is_found(sample: Draft) -> None:
    project = next(r for r in sample.records("project") if r.values["budget"])
    sample.set("project", project.id, "budget", None)
    assert checks(sample) == {"project-without-budget"}


def test_weights_that_do_not_add_up_are_found(sample: Draft) -> None:
    sample.set("potential_indicator", sample.ids("potential_indicator")[0], "weight", 5)
    (problem,) = find_problems(sample)
    assert (problem.check, problem.severity) == ("weights-not-thirty", "error")
    assert "25" in problem.message


def test_a_key_result_evaluated_twice_is_found(sample: Draft) -> None:
    first = sample.records("evaluated_kr")[0]
    sample.add("evaluated_kr", {"component": "function", "key_result": first.values["key_result"]})
    assert "kr-evaluated-twice" in checks(sample)


def test_the_steps_say_how_far_they_are(draft: Draft, sample: Draft) -> None:
    new = section_states(draft, find_problems(draft))
    assert (new["cover"], new["contents"], new["evaluation"], new["swot"]) == ("empty", "computed", "empty", "empty")
    draft.enter("cover", 1, "agency", "สำนักงานการต่างประเทศ")
    assert section_states(draft, find_problems(draft))["cover"] == "begun"

    assert set(section_states(sample, find_problems(sample)).values()) == {"complete", "computed", "empty"}
    sample.set("potential_indicator", sample.ids("potential_indicator")[0], "weight", 5)
    assert section_states(sample, find_problems(sample))["evaluation"] == "problems"
