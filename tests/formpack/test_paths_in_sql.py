"""Paths inside SQL, sums that are written short, and computed fields that are said as a text."""

from pathlib import Path

import pytest

from planner_desktop.checks.find import find_problems
from planner_desktop.errors import FormPackError
from planner_desktop.formpack import read
from tests.language import draft_of, printed, write


def listed(rows: str, item: str = "{said}") -> str:
    quoted = rows.replace("'", "''")
    return f"document:\n  - list: '{quoted}'\n    item: '{item}'\n"


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ("SELECT .project.divisions.name AS said FROM (SELECT *, id AS project FROM project)", ["กอง ค\nกอง ก", "กอง ข", ""]),
        ("SELECT .lead.name AS said FROM project", ["กอง ข", "กอง ข", ""]),
        ("SELECT .funding.label AS said FROM project", ["ได้รับจัดสรร", "ไม่ใช้งบประมาณ", "ได้รับจัดสรร"]),
        ("SELECT name AS said FROM project ORDER BY .funding.number DESC, position", ["คลอง", "ถนน", "สวน"]),
        ("SELECT name AS said FROM project WHERE '.lead.name' = \".lead.name\" -- .lead.name", ["ถนน", "คลอง", "สวน"]),
    ],
)  # fmt: skip
def test_in_a_select_a_path_begins_with_a_column(tmp_path: Path, rows: str, says: list[str]) -> None:
    with draft_of(tmp_path, section=listed(rows)) as draft:
        assert printed(draft) == says


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ("project WHERE .divisions IS NULL", ["สวน"]),
        ("project WHERE NOT .divisions is not null", ["สวน"]),
        ("project p WHERE .divisions.count = 2", ["ถนน"]),
        ("project WHERE .divisions.name = 'กอง ค' || char(10) || 'กอง ก'", ["ถนน"]),
        ("project WHERE .objective.issue.name = 'ประเด็นหลัง'", ["สวน"]),
        ("project WHERE .lead.name = 'กอง ข'", ["ถนน", "คลอง"]),
        ("project WHERE .funding.label = 'ไม่ใช้งบประมาณ'", ["คลอง"]),
        ("issue WHERE .objective.projects IS NOT NULL ORDER BY .number DESC", ["ประเด็นหลัง", "ประเด็นแรก"]),
        ("issue WHERE .objective.projects.count = 2", ["ประเด็นแรก"]),
        ("objective WHERE .number = 2", ["ข"]),
        ("objective ORDER BY .issue.position DESC, position", ["ค", "ก", "ข"]),
        ("division WHERE id IN (SELECT lead FROM project WHERE .lead.name = 'กอง ข')", ["กอง ข"]),
    ],
)
def test_a_query_of_a_record_has_paths_from_its_own_row(tmp_path: Path, rows: str, says: list[str]) -> None:
    with draft_of(tmp_path, section=listed(rows, "{name}")) as draft:
        assert printed(draft) == says


def test_records_from_which_a_path_leads_to_others_are_sought_once_for_all_rows(tmp_path: Path) -> None:
    with draft_of(tmp_path, section=listed("project WHERE .divisions IS NULL", "{name}")) as draft:
        asked: list[str] = []
        draft.database.conn.set_trace_callback(asked.append)
        printed(draft)
        draft.database.conn.set_trace_callback(None)
        (sql,) = {each for each in asked if "project_divisions" in each}
        plan = [step for *_numbers, step in draft.database.execute(f"EXPLAIN QUERY PLAN {sql}")]
    assert any("LIST SUBQUERY" in step for step in plan)
    assert not any("CORRELATED" in step for step in plan)


def test_a_record_that_is_reached_twice_counts_once_and_stands_where_it_was_first(tmp_path: Path) -> None:
    section = listed("SELECT .issue.objective.projects.divisions.name AS said FROM (SELECT id AS issue FROM issue)")
    with draft_of(tmp_path, section=section) as draft:
        draft.set("project", 2, "divisions", [1, 2])
        assert printed(draft) == ["", "กอง ก\nกอง ข\nกอง ค"]  # the later issue was made first


def test_a_path_may_begin_with_the_row_around(tmp_path: Path) -> None:
    section = """\
document:
  - each: objective
    blocks:
      - {list: "project WHERE id IN (SELECT project FROM objective_projects WHERE objective = :objective)", item: "{name}",
         when: ":objective.issue.name = 'ประเด็นแรก' AND :objective.projects.lead.name = 'กอง ข'"}
      - {heading: ไม่มี, when: not objective.projects}
"""
    with draft_of(tmp_path, section=section) as draft:
        assert printed(draft) == ["ถนน", "คลอง", "ไม่มี"]


def test_counts_and_sums_are_written_short_also_by_groups_and_in_checks(tmp_path: Path) -> None:
    section = """\
document:
  - {list: total budget of project, item: "{count} {budget|baht} {with_budget} {without_budget}"}
  - {list: total budget of project WHERE .divisions IS NULL GROUP BY funding, item: "{funding|label} {budget|baht}"}
  - {list: count of project HAVING count > 3, item: "{count}"}
checks:
  - {id: few, severity: note, sql: count of project HAVING count <> 4, message: "มี {count} โครงการ"}
"""
    with draft_of(tmp_path, section=section) as draft:
        assert printed(draft) == ["3 3,500 2 1", "ได้รับจัดสรร 2,500"]
        (few,) = [problem for problem in find_problems(draft) if problem.check == "few"]
        assert (few.message, few.kind, few.id) == ("มี 3 โครงการ", "project", None)


TEXTS = """\
  cost:
    label: ค่าใช้จ่าย
    parent: project
    fields:
      name: {label: ชื่อ}
      amount: {type: baht, label: จำนวน}
      unit: {label: หน่วย}
      said: {text: "{name or 'ไม่มีชื่อ'}[ ({amount|baht} บาท)] {fiscal_year}"}
      by: {text: "{unit or project.divisions.name|commas}"}
      of: "= {project.funding|label}[/{project.lead.name}]"
"""


def test_a_computed_field_may_be_a_text(tmp_path: Path) -> None:
    section = listed("cost WHERE by <> ''", "{said}: {by} {cost.of}")
    with draft_of(tmp_path, records=TEXTS, section=section) as draft:
        draft.add("cost", {"name": "ค่าจ้าง", "amount": 100_000}, parent=1)
        draft.add("cost", {"unit": "กอง"}, parent=3)
        draft.add("cost", parent=3)
        assert printed(draft) == ["ค่าจ้าง (1,000 บาท) 2568: กอง ค, กอง ก ได้รับจัดสรร/กอง ข", "ไม่มีชื่อ 2568: กอง ได้รับจัดสรร"]
        assert draft.computed("cost", ["by"])[3] == {"by": None}


@pytest.mark.parametrize(
    ("item", "says"),
    [
        ("{lead.name or 'ไม่ or มี'}", ["กอง ข", "กอง ข", "ไม่ or มี"]),
        ("{budget|baht or lead.name|brackets}", ["1,000", "(กอง ข)", "2,500"]),
        ("[({budget|baht}) ]{name}", ["(1,000) ถนน", "คลอง", "(2,500) สวน"]),
        ("[{lead.name}: {budget|baht} ]**[{name}]**", ["กอง ข: 1,000 ถนน", "คลอง", "สวน"]),
        ("[ก] {name}", ["[ก] ถนน", "[ก] คลอง", "[ก] สวน"]),
        ("{position|raised}", ["¹", "²", "³"]),
    ],
)
def test_a_text_has_parts_that_may_say_nothing(tmp_path: Path, item: str, says: list[str]) -> None:
    with draft_of(tmp_path, section=listed("SELECT *, id AS project FROM project", item.replace("'", "''"))) as draft:
        assert printed(draft) == says


@pytest.mark.parametrize(
    ("file", "said", "finding"),
    [
        ("section", listed("project WHERE .divsions IS NULL", "{name}"), "no “divsions” is reached from “project” in “project.divsions” — Did you mean “divisions”?"),
        ("section", listed("SELECT .lead.nmae AS said FROM project"), "no “nmae” is reached from “division” in “lead.nmae” — Did you mean “name”?"),
        ("section", listed("project WHERE :agency.name", "{name}"), "“agency.name” is no field of a single record"),
        ("section", listed("project WHERE .name.label IS NULL", "{name}"), "no “label” is reached from"),
        ("records", TEXTS.replace("{name or", "{nam or"), "no query yields a column “nam” — Did you mean “name”?"),
        ("records", TEXTS.replace("divisions.name", "divisions.nam"), "no “nam” is reached from “division” in “project.divisions.nam”"),
        ("records", TEXTS.replace("{amount|baht}", "{amount}"), "“amount” is an amount in satang"),
        ("records", TEXTS.replace('text: "{unit', 'sql: unit, text: "{unit'), "a computed field has `sql` or `text`, not both"),
    ],
)  # fmt: skip
def test_lint_tells_where_a_path_leads_nowhere(tmp_path: Path, file: str, said: str, finding: str) -> None:
    with pytest.raises(FormPackError) as refused:
        read(write(tmp_path, **{file: said}))
    assert finding in str(refused.value)


def test_a_path_through_a_record_that_is_missing_is_told_as_that(tmp_path: Path) -> None:
    folder = write(tmp_path, section=listed("project WHERE .lead.name IS NULL", "{name}"))
    records = folder / "records.yaml"
    text = records.read_text("utf-8")
    records.write_text(text.replace("lead: {type: link, to: division", "lead: {type: link, to: divisoin"), "utf-8")
    with pytest.raises(FormPackError) as refused:
        read(folder)
    assert "there is no record “divisoin”" in str(refused.value)
