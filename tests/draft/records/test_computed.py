"""Fields that are worked out of a record's others: known wherever fields are, and stored nowhere."""

from pathlib import Path

import pytest

from planner_desktop.checks.find import find_problems
from planner_desktop.draft import Draft
from planner_desktop.draft.plan import plan_json
from planner_desktop.draft.plan.plan_schema import plan_schema
from planner_desktop.errors import FormPackError, QueryError
from planner_desktop.formpack import read
from tests.language import draft_of, printed, write

COST = """\
  cost:
    label: ค่าใช้จ่าย
    parent: project
    fields:
      name: {type: text, label: ชื่อ}
      amount: {type: baht, label: จำนวน}
      double: {type: computed, label: สองเท่า, sql: cost.amount * :factor, format: baht, number: true}
      said: {type: computed, label: คำ, sql: "name || coalesce(' ' || baht(double), '')"}
  total:
    label: รวม
    single: true
    fields:
      note: {type: text, label: หมายเหตุ}
      whole: {type: computed, label: ทั้งหมด, sql: "(SELECT sum(double) FROM cost_row)", format: baht|dash}
values: {factor: 2}
"""
SCREEN = "  - {table: cost, fields: [name, amount, said, double]}\n  - {form: total}\n"


def draft_with_costs(draft: Draft) -> Draft:
    draft.add("cost", {"name": "ค่าจ้าง", "amount": 100_000}, parent=1)
    draft.add("cost", {"name": "ค่าวัสดุ"}, parent=1)
    return draft


def test_it_is_printed_by_paths_bare_rows_and_views_and_one_may_use_another(tmp_path: Path) -> None:
    section = """\
document:
  - {list: cost, item: "{said} {double|baht|dash} {cost.said} {total.whole|baht}"}
  - {list: "SELECT id AS project FROM project LIMIT 1", item: "{project.cost.said|and}"}
  - {list: cost WHERE double > 100 AND :total.whole > 100, item: "{name}"}
"""
    with draft_of(tmp_path, records=COST, section=section, cover=SCREEN) as draft:
        assert printed(draft_with_costs(draft)) == [
            "ค่าจ้าง 2,000 2,000 ค่าจ้าง 2,000 2,000", "ค่าวัสดุ - ค่าวัสดุ 2,000", "ค่าจ้าง 2,000 และค่าวัสดุ", "ค่าจ้าง",
        ]  # fmt: skip


def test_officers_read_it_with_its_format_fresh_after_each_edit(tmp_path: Path) -> None:
    with draft_of(tmp_path, records=COST, cover=SCREEN) as draft:
        draft_with_costs(draft)
        assert draft.shown(draft.record("total", 1), "whole") == "2,000"
        draft.set("cost", 2, "amount", 50_000)
        assert draft.shown(draft.record("total", 1), "whole") == "3,000"
        assert draft.computed("cost", ["double", "said"]) == {
            1: {"double": 200_000, "said": "ค่าจ้าง 2,000"},
            2: {"double": 100_000, "said": "ค่าวัสดุ 1,000"},
        }
        assert draft.computed_from("total", ["whole"]) >= {"cost", "total"}


def test_it_is_no_column_and_in_no_json_and_a_check_may_name_it(tmp_path: Path) -> None:
    checks = "checks:\n  - {id: dear, severity: note, record: cost, field: double, sql: cost WHERE double > 1, message: '{said}'}\n"
    with draft_of(tmp_path, records=COST, cover=SCREEN, section=checks) as draft:
        draft_with_costs(draft)
        columns = [row[1] for row in draft.database.execute("PRAGMA table_info(cost)")]
        assert {"name", "amount"} <= set(columns)
        assert not {"double", "said"} & set(columns)
        plan = plan_json.to_plan(draft)
        assert "double" not in str(plan["records"]["cost"])
        assert "double" not in str(plan_schema(draft.pack)["properties"]["records"])
        found = [(problem.field, problem.message) for problem in find_problems(draft) if problem.check == "dear"]
        assert found == [("double", "ค่าจ้าง 2,000")]


def test_what_cannot_be_worked_out_is_told(tmp_path: Path) -> None:
    with draft_of(tmp_path, records=COST.replace("baht(double)", "abs(-9223372036854775808)"), cover=SCREEN) as draft:
        draft_with_costs(draft)
        with pytest.raises(QueryError, match="a computed field"):
            draft.computed("cost", ["said"])


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("sql: cost.amount * :factor", "sql: cost.amont", "records.yaml:25: the SQL does not prepare: there is no column “cost.amont” — Did you mean “amount”?"),
        (":factor", ":faktor", "records.yaml:25: the query uses :faktor, which nothing around it yields"),
        ("format: baht,", "format: bath,", "records.yaml:25: there is no format “bath” — Did you mean “baht”?"),
        ("type: text, label: หมายเหตุ", "type: computed, label: ห, sql: '1'", "a record has fields that are entered"),
        ("sql: cost.amount * :factor, ", "", "`sql` or `text`, and `type: computed`, belong together"),
        ("label: สองเท่า, ", "label: สองเท่า, required: true, ", "a computed field is not entered"),
        ("double: {", "select: {", "SQL keeps the word “select” for itself"),
        ("values:", "views: {cost_row: SELECT 1}\nvalues:", "“cost_row” is the view of the record “cost” with its computed fields"),
    ],
)  # fmt: skip
def test_a_mistake_in_one_is_found_where_it_stands(tmp_path: Path, old: str, new: str, says: str) -> None:
    folder = write(tmp_path, records=COST.replace(old, new, 1), cover=SCREEN)
    with pytest.raises(FormPackError) as error:
        read(folder)
    assert says in error.value.message


def test_where_one_is_shown_may_be_no_condition_of_a_screen(tmp_path: Path) -> None:
    with pytest.raises(FormPackError, match="has no field “double”"):
        read(write(tmp_path, records=COST, cover="  - {table: cost, where: {double: 1}}\n"))
