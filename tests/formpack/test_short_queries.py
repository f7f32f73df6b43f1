"""Queries, options and values that are written short mean what they would mean written out."""

from pathlib import Path

import pytest

from planner_desktop.checks.find import find_problems
from planner_desktop.errors import FormPackError
from planner_desktop.formpack import FieldSpec, read
from planner_desktop.formpack.short_queries import named, with_meanings
from tests.language import draft_of, printed, write


def document(*blocks: str) -> str:
    return "document:\n" + "".join(f"  - {block}\n" for block in blocks)


def test_a_query_may_begin_with_a_table_and_a_records_name_is_its_records_in_their_order(tmp_path: Path) -> None:
    section = document(
        "list: project WHERE budget > 100 ORDER BY name DESC\n    item: '{name}'",
        "list: project p JOIN division d ON d.id = p.lead ORDER BY p.position\n    item: '{project} {name}'",
        "list: project\n    item: '{number} {name} {project}'",
        "list: named\n    item: '{name}'",
    )
    views = "views: {named: 'division WHERE name <> ''กอง ข'''}"
    with draft_of(tmp_path, section=section, records=views) as draft:
        assert printed(draft) == [
            "สวน", "ถนน", "1 กอง ข", "2 กอง ข", "1 ถนน 1", "2 คลอง 2", "3 สวน 3", "กอง ก", "กอง ค",
        ]  # fmt: skip


def test_a_records_name_inside_its_parent_is_those_under_it_and_links_are_those_linked(tmp_path: Path) -> None:
    section = document(
        "each: issue\n    blocks:\n      - heading: '{number} {name}'\n"
        "      - each: objective\n        blocks:\n          - heading: '{number} {name}'\n"
        "          - list: objective.projects\n            item: '{number} {name}'",
        "list: objective\n    item: '{number} {name}'",
    )
    with draft_of(tmp_path, section=section) as draft:
        assert printed(draft) == [
            "1 ประเด็นแรก", "1 ก", "1 คลอง", "2 ถนน", "2 ข", "2 ประเด็นหลัง", "1 ค", "1 สวน",  # under each other
            "1 ก", "2 ข", "3 ค",  # all, in the order of their issues
        ]  # fmt: skip


def test_by_is_once_for_each_value_with_the_first_such_row(tmp_path: Path) -> None:
    section = document("each: project\n    by: lead\n    blocks: [{heading: '{name}'}]")
    with draft_of(tmp_path, section=section) as draft:
        assert printed(draft) == ["ถนน", "สวน"]


def test_an_option_stands_for_its_value_in_queries_views_and_checks(tmp_path: Path) -> None:
    section = document("list: said\n    item: '{agency}'", "list: SELECT 1 AS n WHERE :cover.numbers\n    item: '{n}'")
    section += """\
views:
  said: "SELECT :cover.agency || ':cover.agency' AS agency -- :cover.agency"
checks:
  - {id: none, severity: note, record: project, sql: "project WHERE NOT :cover.numbers", message: "{name}"}
"""
    with draft_of(tmp_path, section=section) as draft:
        assert printed(draft) == ["สำนักหนึ่ง:cover.agency", "1"]
        draft.set("cover", 1, "numbers", 0)
        assert printed(draft) == ["สำนักหนึ่ง:cover.agency"]
        found = [(problem.message, problem.id) for problem in find_problems(draft) if problem.check == "none"]
        assert found == [("ถนน", 1), ("คลอง", 2), ("สวน", 3)]


def test_a_value_is_said_once_and_usable_in_texts_labels_and_all_sql(tmp_path: Path) -> None:
    values = "values: {fund: 'กองทุน O''', most: 2000, twice: {sql: ':most * 2'}}\n"
    section = "values: {whole: {sql: 'SELECT sum(budget) + :twice FROM project'}}\n"
    section = section.replace("'SELECT", "'(SELECT").replace("project'", "project)'")
    section += document(
        "list: SELECT :fund AS f, :whole AS w, * FROM rich\n    item: '{f} {w|baht} {fund} {fiscal_year} {name}'"
    )
    section += (
        "views: {rich: 'SELECT name FROM project WHERE budget > :most AND :fiscal_year = 2568 AND id < :twice'}\n"
    )
    cover = "  - {table: project, guide: 'ทุน {fund} ปี {previous_year} {unknown}'}\n"
    with draft_of(tmp_path, edition=values, section=section, cover=cover) as draft:
        assert printed(draft) == ["กองทุน O' 3,540 กองทุน O' 2568 ถนน", "กองทุน O' 3,540 กองทุน O' 2568 สวน"]
        pack = draft.pack
        assert (pack.edition.title, pack.records["cover"].label) == ("แผนปี 2568", "ปกปี 2568")
        assert pack.section("cover").screen[1].guide == "ทุน กองทุน O' ปี 2567 {unknown}"


def test_literals_comments_and_quoted_names_are_left_alone() -> None:
    sql = """SELECT ':a', ":b", `:c`, [:d], :e.f, x.y -- :g
        /* :h ':i */ , ':j''s', '::k', :l /* :m"""
    assert named(sql) == {("e", "f"), ("l", "")}
    assert with_meanings("SELECT :e.f, ':e.f', :l", lambda name, field: "(1)" if field else None) == (
        "SELECT (1), ':e.f', :l"
    )


@pytest.mark.parametrize(
    ("section", "says"),
    [
        (
            document("list: projekt\n    item: x"),
            "20-issues.yaml:16: the SQL does not prepare: there is no record or view “projekt” — Did you mean “project”?",
        ),
        (
            document("list: project WHERE :cover.number\n    item: x"),
            "20-issues.yaml:16: “cover.number” is no field of a single record — Did you mean “cover.numbers”?",
        ),
        (
            document("list: project WHERE :project.name\n    item: x"),
            "20-issues.yaml:16: the query uses :project, which nothing around it yields",
        ),
        (
            document("list: project WHERE name = :nam\n    item: x"),
            "20-issues.yaml:16: the query uses :nam, which nothing around it yields",
        ),
        (
            document("list: objective.projects\n    item: x"),
            "20-issues.yaml:16: no query yields a column “objective” — Put it inside `each: objective`.",
        ),
        (
            document("each: objective\n    blocks: [{list: objective.project, item: x}]"),
            "20-issues.yaml:17: no “project” is reached from “objective” in “objective.project” — Did you mean “projects”?",
        ),
        (
            document("each: project\n    by: leed\n    blocks: []"),
            "20-issues.yaml:17: no query yields a column “leed” — Did you mean “lead”?",
        ),
        (
            "values: {much: {sql: 'SELECT'}}",
            "20-issues.yaml:15: the SQL does not prepare",
        ),
        (
            "values: {cost: {sql: '1'}}\n" + document("list: SELECT 1 AS cost\n    item: x"),
            "20-issues.yaml:17: a column is called as the value “cost” of the edition",
        ),
        ("values: {fiscal_year: 1}", "20-issues.yaml:15: “fiscal_year” is defined twice"),
        ("values: {project: 1}", "20-issues.yaml:15: “project” is defined twice"),
    ],
)
def test_a_mistake_is_found_where_it_stands(tmp_path: Path, section: str, says: str) -> None:
    with pytest.raises(FormPackError) as error:
        read(write(tmp_path, section=section))
    assert says in error.value.message


def test_what_need_not_be_said(tmp_path: Path) -> None:
    """A field is text, a check a warning of the record that its query begins with, a catalogue in its own folder."""
    section = "checks:\n  - {id: dear, sql: project WHERE budget > 100, message: '{name}'}\n"
    write(tmp_path, section=section)
    (tmp_path / "records").mkdir()
    (tmp_path / "records" / "towns.yaml").write_text("catalogues: {towns: {label: เมือง}}", encoding="utf-8")
    (tmp_path / "catalogues").mkdir()
    (tmp_path / "catalogues" / "towns.csv").write_text("name\nกรุงเทพมหานคร\n", encoding="utf-8")
    pack = read(tmp_path)
    (check,) = pack.sections[-1].checks
    assert (check.record, check.severity) == ("project", "warning")
    assert pack.catalogues["towns"] == ({"name": "กรุงเทพมหานคร"},)
    assert FieldSpec(label="ก").type == "text"
