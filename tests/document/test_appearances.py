"""Where a record stands in the document."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from planner_desktop.document.appearances import appearances, linked_from, naming
from planner_desktop.document.fill import fill
from planner_desktop.draft import Draft
from planner_desktop.draft.plan.new_plan import new_from_sample


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[Draft]:
    with new_from_sample("2568-international-affairs", tmp_path / "แผน.bmaplan") as draft:
        yield draft


def places(draft: Draft, kind: str, id: int) -> list[tuple[str, str]]:
    name = naming(draft, kind, id)
    return [(place.section, place.row) for place in appearances(fill(draft), name)] if name else []


def test_a_project_is_found_in_every_table_that_prints_it_with_its_row(plan: Draft) -> None:
    project = plan.ids("project")[0]
    assert places(plan, "project", project) == [("part-one", "1"), ("part-one", "1"), ("evaluation", "6")]
    (link,) = linked_from(plan, "project", project)
    assert (link.kind, link.field) == ("key_result", "projects")
    assert link.title.startswith("7402 ")


def test_a_name_within_a_longer_one_is_not_taken_for_it(plan: Draft) -> None:
    project = plan.ids("project")[0]
    whole = plan.title("project", project)
    part = plan.add("project", {"name": whole[:30]})
    assert places(plan, "project", part) == []
    key_result = linked_from(plan, "project", project)[0].id
    plan.set("key_result", key_result, "projects", [project, part])
    assert places(plan, "project", part) != []


def test_a_project_that_nothing_links_to_is_nowhere(plan: Draft) -> None:
    project = plan.add("project", {"name": "โครงการที่ยังไม่ได้เลือก"})
    assert places(plan, "project", project) == []
    assert linked_from(plan, "project", project) == []


def test_a_key_result_is_looked_for_by_its_name_not_its_code(plan: Draft) -> None:
    assert places(plan, "key_result", plan.ids("key_result")[0])[0][0] == "key-results"


def test_a_record_without_a_name_is_not_looked_for(plan: Draft) -> None:
    assert naming(plan, "project", plan.add("project")) is None
