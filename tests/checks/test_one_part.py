"""A project is counted once: in part 1, 2 or 3 of the plan; and what stands in a dimension belongs to it."""

from planner_desktop.checks import find_problems
from planner_desktop.draft import Draft


def found(draft: Draft, check: str) -> list[int | None]:
    return [problem.id for problem in find_problems(draft) if problem.check == check]


def part_one_project(draft: Draft) -> int:
    kr = draft.ids("key_result", where={"in_part_one": True})[0]
    return draft.record("key_result", kr).links["projects"][0]


def test_a_project_in_parts_one_and_two_is_counted_twice_until_one_is_chosen(sample: Draft) -> None:
    project, alignment = part_one_project(sample), sample.ids("alignment")[0]
    assert found(sample, "project-in-both-parts") == []
    sample.set("alignment", alignment, "projects", [*sample.record("alignment", alignment).links["projects"], project])
    assert found(sample, "project-in-both-parts") == [project]
    sample.set("project", project, "summary_in", "part_two")
    assert found(sample, "project-in-both-parts") == []
    sample.set("project", project, "summary_in", None)
    sample.set("project", project, "funding", "refused")  # counted nowhere
    assert found(sample, "project-in-both-parts") == []


def test_a_project_of_part_three_stands_in_no_other_part(sample: Draft) -> None:
    output, project = sample.ids("output")[0], part_one_project(sample)
    assert found(sample, "routine-project-in-another-part") == []
    sample.set("output", output, "projects", [*sample.record("output", output).links["projects"], project])
    assert found(sample, "routine-project-in-another-part") == [project]


def test_a_strategy_is_shown_under_a_theme_of_its_dimension(sample: Draft) -> None:
    assert found(sample, "strategy-under-the-wrong-dimension") == []
    sample.set("strategy", sample.ids("strategy")[0], "code", "7")
    assert found(sample, "strategy-under-the-wrong-dimension") == sample.ids("sub_strategy")[:1]


def test_a_theme_stands_in_its_dimension(sample: Draft) -> None:
    krs = sample.ids("key_result", where={"in_part_one": True})
    assert found(sample, "theme-in-the-wrong-dimension") == []
    issue = sample.record("key_result", krs[0]).values["city_issue"]
    theme = int(str(sample.record("city_issue", int(str(issue))).values["theme"]))
    sample.set("theme", theme, "code", "9")
    assert found(sample, "theme-in-the-wrong-dimension") == krs


def test_an_integrated_plan_is_named_as_the_template_asks(sample: Draft) -> None:
    project = sample.ids("project")[0]
    sample.set("project", project, "integrated_plan", "แผนงานบูรณาการน้ำ")
    assert found(sample, "integrated-plan-name") == []
    sample.set("project", project, "integrated_plan", "น้ำ")
    assert found(sample, "integrated-plan-name") == [project]
