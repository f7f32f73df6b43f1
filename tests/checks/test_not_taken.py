"""What was typed and refused is a problem of its own, an error, until the field has a value."""

from planner_desktop.checks.find import find_problems
from planner_desktop.checks.problem import NOT_TAKEN, Problem
from planner_desktop.draft import Draft


def not_taken(draft: Draft) -> list[Problem]:
    return [problem for problem in find_problems(draft) if problem.check == NOT_TAKEN]


def test_a_refused_text_is_an_error_at_its_record_and_field_until_it_is_mended(draft: Draft) -> None:
    project = draft.add("project", {"name": "ขุดลอกคลอง", "funding": "amount"})
    draft.refuse("project", project, "budget", "ห้าล้าน\nกว่า", "not an amount")
    (problem,) = not_taken(draft)
    assert (problem.severity, problem.kind, problem.id, problem.field) == ("error", "project", project, "budget")
    assert problem.section == draft.pack.sections_showing("project")[0].id
    assert "“ขุดลอกคลอง”: “ห้าล้าน กว่า” in “งบประมาณ” is not in the plan: not an amount" in problem.message
    draft.enter("project", project, "budget", "5000000")
    assert not_taken(draft) == []
    draft.undo()
    assert not_taken(draft) == [problem]
    draft.delete("project", [project])
    assert not_taken(draft) == []
