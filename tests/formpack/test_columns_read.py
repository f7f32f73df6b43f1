"""What a query depends on, by tables and columns."""

import pytest

from planner_desktop.draft import Draft
from planner_desktop.formpack.columns_read import ColumnsRead

NAMES = {"project", "project.name"}


@pytest.mark.parametrize(
    ("sql", "reads"),
    [
        ("SELECT count(*) FROM project", {"project"}),
        ("SELECT name FROM project", NAMES),
        ("SELECT name FROM (SELECT * FROM project)", NAMES),
        ("SELECT id FROM project ORDER BY name", NAMES),
        ("SELECT name FROM project_row", NAMES),  # of a view that works out budgets, divisions, …
        ("SELECT p.id FROM project p JOIN division d USING (name)", {*NAMES, "division", "division.name"}),
        ("SELECT 1 WHERE EXISTS (SELECT 1 FROM project WHERE budget > 0)", {"project", "project.budget"}),
        (
            "SELECT division FROM project_divisions WHERE project = 1",
            {"project_divisions", "project_divisions.project", "project_divisions.division"},
        ),
    ],
)
def test_a_query_depends_on_the_columns_that_it_takes_and_on_which_rows_there_are(
    sample: Draft, sql: str, reads: set[str]
) -> None:
    assert ColumnsRead(sample.database.conn, 1.0).of(sql, {}) == reads
