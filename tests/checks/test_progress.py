"""How far a section has come: one whose tables are empty, or that holds a refused text, is not complete."""

from planner_desktop.checks import find_problems, standings
from planner_desktop.checks.progress import Standing
from planner_desktop.draft import Draft


def standing(draft: Draft, section: str) -> Standing:
    return standings(draft, find_problems(draft))[section]


def test_a_section_with_an_empty_table_is_begun(draft: Draft) -> None:
    draft.add("division", {"name": "กองกลาง"})
    assert standing(draft, "projects").state == "begun"
    assert standing(draft, "projects").bare == 2
    project = draft.add("project", {"name": "โครงการ", "funding": "none"})
    draft.add("policy", {"code": "054", "name": "นโยบาย"})
    assert standing(draft, "projects").bare == 0
    draft.delete("project", [project])
    assert standing(draft, "projects").bare == 1
    draft.delete("policy", draft.ids("policy"))
    project = draft.add("project", {"name": "โครงการ", "funding": "none", "budget": None})
    draft.refuse("project", project, "budget", "มาก", "not an amount")
    assert (standing(draft, "projects").state, standing(draft, "projects").grave) == ("problems", True)


def test_words_entered_beside_empty_tables_earn_no_tick(draft: Draft) -> None:
    draft.set("swot", 1, "swot_heading", "การวิเคราะห์")
    assert (standing(draft, "swot").state, standing(draft, "swot").bare) == ("begun", 1)
    draft.add("swot_item", {"quadrant": "strength", "text": "คนเก่ง"})
    assert standing(draft, "swot").state == "complete"


def test_an_optional_section_needs_only_one_of_its_tables(draft: Draft) -> None:
    kind, field = "annex_item", next(iter(draft.spec("annex_item").fields))
    draft.enter(kind, draft.add(kind, {}), field, "ผนวก")
    assert standing(draft, "annex").bare == 0


def test_a_table_of_which_the_agency_has_none_lacks_nothing_once_that_is_said(draft: Draft) -> None:
    division = draft.add("division", {"name": "กองกลาง"})
    draft.add("project", {"name": "โครงการ", "funding": "none", "divisions": [division]})
    draft.add("key_result", {"name": "KR", "target": "1", "projects": draft.ids("project")})
    assert (standing(draft, "projects").state, standing(draft, "projects").bare) == ("begun", 1)
    draft.set("absent", 1, "policies", 1)
    assert (standing(draft, "projects").state, standing(draft, "projects").bare) == ("complete", 0)
    draft.undo()
    assert standing(draft, "projects").bare == 1


def test_each_part_of_a_section_tells_what_it_lacks(draft: Draft) -> None:
    draft.add("division", {"name": "กองกลาง"})
    project = draft.add("project", {"name": "โครงการ"})
    draft.refuse("project", project, "budget", "มาก", "not an amount")
    divisions, projects, policies = standing(draft, "projects").parts
    assert divisions.state == "complete"
    assert (projects.state, projects.grave, projects.left) == ("problems", True, 1)
    assert (policies.state, policies.bare) == ("begun", 1)


def test_a_problem_belongs_to_the_part_that_lists_its_record(draft: Draft) -> None:
    before = standing(draft, "evaluation").parts
    draft.add("evaluated_kr", {"component": "function"})
    after, screen = standing(draft, "evaluation").parts, draft.pack.section("evaluation").screen
    changed = [n for n, part in enumerate(after) if part.left != before[n].left]
    assert [screen[n].where for n in changed] == [{"component": "function"}]


def test_a_table_that_lists_only_some_records_is_empty_without_them(draft: Draft) -> None:
    draft.add("evaluated_kr", {"component": "function"})
    before = standing(draft, "evaluation").bare
    draft.add("evaluated_kr", {"component": "agenda"})
    assert standing(draft, "evaluation").bare == before - 1


def test_a_section_with_nothing_but_a_refused_text_has_a_problem(draft: Draft) -> None:
    assert standing(draft, "cover").state == "empty"
    draft.refuse("cover", 1, "agency", "ก", "too short")
    assert standing(draft, "cover").state == "begun"
    assert standing(draft, "cover").grave
