"""Checks of the whole plan stand in a records file; what they find stands where the record is entered."""

from pathlib import Path

import pytest

from planner_desktop.checks import LiveProblems, find_problems
from planner_desktop.draft import Draft
from planner_desktop.errors import FormPackError, QueryError
from planner_desktop.formpack.differing import differing
from tests.small_pack import RECORDS, small_pack

SECTION = """
    title: ปก
    screen: [form: cover]
    document: [heading: ปก]
    """
PROJECTS = """
    title: โครงการ
    screen: [table: project]
    document: [heading: โครงการ]
    """
CHECK = """checks:
  - id: found
    sql: >-
      %s
    message: “{name}” ผิด
    fix: แก้
    why: เพราะ
"""
BOTH = (
    "SELECT 'cover' AS kind, id AS record, 'agency' AS field, agency AS name FROM cover "
    "UNION ALL SELECT 'project', id, 'name', name FROM project"
)


def draft_of(folder: Path, sql: str) -> Draft:
    pack = small_pack(folder / "pack", SECTION, RECORDS + CHECK % sql, projects=PROJECTS)
    return Draft.create(folder / "ร่าง.bmaplan", pack)


def test_one_query_finds_records_of_several_kinds(tmp_path: Path) -> None:
    with draft_of(tmp_path, BOTH) as draft:
        draft.add("project", {"name": "ถนน"})
        found = [(p.section, p.kind, p.id, p.field, p.message) for p in find_problems(draft) if p.check == "found"]
    assert found == [
        ("all", "cover", 1, "agency", "“สกต.” ผิด"),
        ("projects", "project", 1, "name", "“ถนน” ผิด"),
    ]


def test_a_record_without_a_name_is_called_by_its_place(tmp_path: Path) -> None:
    with draft_of(tmp_path, "project WHERE budget IS NULL") as draft:
        for name in ("ถนน", None, None):
            draft.add("project", {"name": name})
        messages = [problem.message for problem in find_problems(draft) if problem.check == "found"]
    assert messages == ["“ถนน” ผิด", "“(no. 2, without a name)” ผิด", "“(no. 3, without a name)” ผิด"]


def test_it_is_asked_again_where_what_it_reads_changed(tmp_path: Path) -> None:
    with draft_of(tmp_path, "project WHERE budget IS NULL") as draft:
        live = LiveProblems()
        live.update(draft)
        draft.add("project", {"name": "ถนน"})
        assert live.update(draft, {"project"}) == find_problems(draft)


@pytest.mark.parametrize("sql", ["SELECT id AS record FROM project", "SELECT 'project' AS kind, name FROM project"])
def test_a_check_that_names_no_record_is_refused(tmp_path: Path, sql: str) -> None:
    with pytest.raises(FormPackError, match="record"):
        draft_of(tmp_path, sql)


def test_a_kind_that_is_no_record_is_told_where_it_is_asked(tmp_path: Path) -> None:
    with (
        draft_of(tmp_path, "SELECT 'nothing' AS kind, id AS record, agency AS name FROM cover") as draft,
        pytest.raises(QueryError, match="found"),
    ):
        find_problems(draft)


def test_a_check_that_comes_or_goes_is_told_among_what_is_other(tmp_path: Path) -> None:
    old = small_pack(tmp_path / "old", SECTION, projects=PROJECTS)
    new = small_pack(tmp_path / "new", SECTION, RECORDS + CHECK % BOTH, projects=PROJECTS)
    assert [change.what for change in differing(old, new)] == ["added"]
    assert [change.what for change in differing(new, old)] == ["removed"]


def test_a_query_may_ask_a_catalogue(tmp_path: Path) -> None:
    sql = (
        "SELECT id AS cover, listed('agencies.abbreviation', agency, 'name') AS name FROM cover "
        "WHERE listed('agencies.abbreviation', 'no such', 'name') IS NULL AND listed('nothing.name', agency, 'name') IS NULL"
    )
    with draft_of(tmp_path, f"{sql}\n    record: cover") as draft:
        assert "“สำนักงานการต่างประเทศ” ผิด" in [problem.message for problem in find_problems(draft)]
