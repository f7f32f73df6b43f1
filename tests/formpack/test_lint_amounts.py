"""An amount is satang in the draft, and never reaches a person but as baht: lint refuses a text that would show it raw."""

import shutil
from pathlib import Path

import pytest

from planner_desktop.app_paths import FORMS
from planner_desktop.checks import find_problems
from planner_desktop.draft import Draft
from planner_desktop.errors import FormPackError
from planner_desktop.formpack import read
from planner_desktop.formpack.lint_amounts import of_query
from tests.conftest import EDITION

KNOWN = frozenset({"budget", "whole_budget"})
CHECK = """
checks:
  - id: dear
    severity: note
    record: project
    sql: SELECT id AS record, name, budget AS quarters, baht(budget) AS said FROM project WHERE budget > 100
    message: "{message}"
    why: "{message}"
"""


def with_check(folder: Path, message: str) -> Path:
    shutil.copytree(FORMS / EDITION, folder)
    (folder / "99-dear.yaml").write_text("title: แพง\n" + CHECK.replace("{message}", message), encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("sql", "columns"),
    [
        ("SELECT sum(CASE WHEN counted THEN budget END) AS total, count(budget) AS n FROM p", {"total"}),
        ("SELECT CASE WHEN sum(budget) IS NULL THEN '-' ELSE baht(sum(budget)) END AS t, budget > 5 AS big FROM p", set()),
        ("SELECT p.budget quarters, coalesce(budget, 0) c, budget * 100 / whole_budget AS share FROM p", {"quarters", "c"}),
        ("SELECT (SELECT sum(budget) FROM p WHERE x > 5) AS total, (SELECT count(*) FROM p WHERE budget > 5) n", {"total"}),
        ("SELECT y AS z FROM (SELECT max(budget) OVER (PARTITION BY part) y FROM p)", {"y", "z"}),
        ("SELECT 1 AS n UNION SELECT whole_budget - budget AS rest FROM p", {"rest"}),
    ],
)  # fmt: skip
def test_amounts_are_followed_through_a_query(sql: str, columns: set[str]) -> None:
    found = of_query(sql, KNOWN)
    assert found.columns == columns
    assert not found.raw


@pytest.mark.parametrize(
    "sql",
    ["SELECT '(' || budget || ')' AS t FROM p", "SELECT group_concat(budget, ', ') AS t FROM p"],
)
def test_an_amount_that_goes_raw_into_a_text_is_seen(sql: str) -> None:
    assert of_query(sql, KNOWN).raw == {"budget"}


def test_a_name_that_counts_something_else_in_this_query_is_no_amount() -> None:
    assert of_query("SELECT sum(weight) AS budget FROM step", KNOWN).others == {"budget"}


def test_lint_refuses_an_amount_without_a_format(tmp_path: Path) -> None:
    with pytest.raises(FormPackError) as refused:
        read(with_check(tmp_path / "แม่แบบ", "ใช้ {quarters} บาท"))
    assert refused.value.message.count("99-dear.yaml:") == 2  # message and why
    assert "{quarters|baht}" in refused.value.message


@pytest.mark.parametrize("message", ["ใช้ {quarters|baht} บาท", "ใช้ {said} บาท"])
def test_a_message_shows_an_amount_as_the_document_does(tmp_path: Path, message: str) -> None:
    with Draft.create(tmp_path / "ร่าง.bmaplan", read(with_check(tmp_path / "แม่แบบ", message))) as draft:
        draft.add("project", {"name": "โครงการ", "budget": 358_400_050, "funding": "amount"})
        (problem,) = [problem for problem in find_problems(draft) if problem.check == "dear"]
    assert problem.message == problem.why == "ใช้ 3,584,000.50 บาท"


@pytest.mark.parametrize(
    ("sql", "fix"),
    [("budget * 100 / whole_budget", ""), ("budget / 2", "format: baht"), ("'≈ ' || budget", "baht(budget)")],
)
def test_a_computed_amount_has_a_format(tmp_path: Path, sql: str, fix: str) -> None:
    folder = shutil.copytree(FORMS / EDITION, tmp_path / "แม่แบบ")
    field = f'      shown: [เงิน, "= {sql}"]\n      whole_budget: '
    records = folder / "records.yaml"
    records.write_text(records.read_text(encoding="utf-8").replace("      whole_budget: ", field, 1), encoding="utf-8")
    if not fix:
        read(folder)
        return
    with pytest.raises(FormPackError) as refused:
        read(folder)
    assert fix in refused.value.message
