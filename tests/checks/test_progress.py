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
