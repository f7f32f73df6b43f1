"""Lint tells a mistake once, where its cause is, and finds what SQLite takes and never means."""

from collections.abc import Callable
from pathlib import Path

import pytest

from planner_desktop.formpack.fields import TypeName
from planner_desktop.formpack.lint_sql import by_name, may_be_months, texts_as_numbers, wrong_words
from planner_desktop.formpack.reading import look
from planner_desktop.formpack.record_spec import FieldSpec, RecordSpec
from tests.formpack.test_refusals import FILES

VIEWS = """\
views:
  priced: SELECT name, budget FROM project
  dear: SELECT * FROM priced WHERE budget > 100
parts:
  all:
    - list: SELECT name FROM dear
      item: "{nmae}"
screen:
"""
PRINTED = 'document:\n  - part: all\n  - part: all\n  - list: SELECT name FROM priced\n    item: "{name}"\n'

Looked = Callable[..., list[str]]


@pytest.fixture
def looked(tmp_path: Path) -> Looked:
    """What is found in the small form pack with views and a part, with one thing changed."""

    def findings(old: str, new: str, file: str = "10-cover.yaml") -> list[str]:
        cover = FILES["10-cover.yaml"].replace("screen:\n", VIEWS).replace("document:\n", PRINTED)
        for name, content in (FILES | {"10-cover.yaml": cover}).items():
            changed = content.replace(old, new) if name == file else content
            assert name != file or changed != content
            (tmp_path / name).write_text(changed, encoding="utf-8")
        return [str(finding) for finding in look(tmp_path)[1]]

    return findings


def test_what_reads_a_broken_view_is_no_mistake_of_its_own(looked: Looked) -> None:
    assert looked("priced: SELECT name, budget FROM", "priced: SELECT name, price FROM") == [
        "10-cover.yaml:9: the SQL does not prepare: there is no column “price” — Write one of: budget, id, name, "
        "position, uid"
    ]


def test_what_is_missing_is_told_once_with_all_its_places(looked: Looked) -> None:
    (one,) = looked("      budget: {type: baht, label: งบประมาณ}\n", "", "records.yaml")
    assert one.startswith("10-cover.yaml:9: the SQL does not prepare: there is no column “budget”")
    assert "(also at 10-cover.yaml:23)" in one


def test_a_mistake_in_a_part_names_what_prints_it(looked: Looked) -> None:
    (one,) = looked("title: ปก", "title: หน้าปก")
    assert one.startswith("10-cover.yaml:14: no query yields a column “nmae”")
    assert "(printed from 10-cover.yaml:18, 10-cover.yaml:19) — Did you mean “name”?" in one


def test_a_line_of_a_long_query_is_named(looked: Looked) -> None:
    query = "dear: >\n    SELECT name,\n      budget\n    FROM priced\n    WHERE bugdet > 100"
    (one, *_others) = looked("dear: SELECT * FROM priced WHERE budget > 100", query)
    assert one.startswith("10-cover.yaml:14: the SQL does not prepare: there is no column “bugdet”")


def test_a_file_that_would_be_passed_over_is_told(looked: Looked, tmp_path: Path) -> None:
    (tmp_path / "30-more.yml").write_text("title: x", encoding="utf-8")
    assert "30-more.yml:1: the file is not read: its name must end in .yaml" in looked("{nmae}", "{name}")


def field(type: TypeName, **choices: str) -> FieldSpec:
    return FieldSpec(type=type, label="ก", choices=choices)


FIELDS = by_name(
    {
        "project": RecordSpec(
            label="ก",
            fields={
                "funding": field("choice", amount="ก", none="ข"),
                "name": field("text"),
                "count": field("number"),
                "period": field("months"),
            },
        ),
        "option": RecordSpec(label="ก", single=True, fields={"style": field("choice", a="ก", b="ข")}),
    }
)


@pytest.mark.parametrize(
    ("sql", "words"),
    [
        ("SELECT 1 FROM project WHERE funding = 'amuont'", ["amuont"]),
        ("SELECT 1 FROM project p WHERE p.funding IS NOT 'nil'", ["nil"]),
        ("SELECT 1 FROM project WHERE funding NOT IN ('none', 'nothing')", ["nothing"]),
        ("SELECT CASE funding WHEN 'none' THEN 1 WHEN 'non' THEN 2 ELSE 3 END", ["non"]),
        ("SELECT 1 WHERE (SELECT style FROM option) = 'c'", ["c"]),
        ("SELECT CASE (SELECT style FROM option) WHEN 'a' THEN CASE r.role WHEN 'R' THEN 1 END ELSE 2 END", []),
        ("SELECT 1 FROM project WHERE coalesce(funding, '') <> 'amount' AND name = 'amuont'", []),
    ],
)
def test_words_that_are_no_choice_are_found(sql: str, words: list[str]) -> None:
    assert [wrong.word for wrong in wrong_words(sql, FIELDS)] == words


def test_texts_compared_as_numbers_are_found() -> None:
    assert texts_as_numbers("SELECT sum(p.name) FROM project p WHERE count > 5 AND name <= 10", FIELDS) == ["name"]
    assert texts_as_numbers("SELECT sum(count) FROM project WHERE name = '5'", FIELDS) == []


def test_months_are_those_of_a_field_of_months_under_whatever_name() -> None:
    assert may_be_months("period", "SELECT period FROM project", FIELDS)
    assert may_be_months("bars", "SELECT p.period AS bars FROM project p", FIELDS)
    assert not may_be_months("name", "SELECT name FROM project", FIELDS)
    assert not may_be_months("bars", "SELECT p.name AS bars FROM project p", FIELDS)
