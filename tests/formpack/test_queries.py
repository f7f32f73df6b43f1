"""A form pack's SQL can read the draft, for a limited time, and nothing else."""

import pytest

from planner_desktop.draft import Draft
from planner_desktop.errors import QueryError
from planner_desktop.formpack import queries


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM project",
        "UPDATE cover SET title = 'x'",
        "DROP TABLE project",
        "ATTACH 'x.db' AS x",
        "PRAGMA writable_schema = 1",
        "SELECT load_extension('x')",
        "CREATE TEMP TABLE t (a)",
    ],
)
def test_a_query_that_does_more_than_read_is_refused(draft: Draft, sql: str) -> None:
    with pytest.raises(QueryError, match="may only read"):
        draft.query(sql)
    draft.add("project", {"name": "ยังแก้ไขได้"})  # the refusal does not outlive the query


def test_a_query_that_never_ends_is_stopped(draft: Draft, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "TIME_LIMIT", 0.05)
    endless = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n"
    with pytest.raises(QueryError, match="takes too long"):
        draft.query(endless, where="40-part-two.yaml")


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT project FROM key_result_projects JOIN evaluated_kr USING (key_result)",
        "SELECT project FROM key_result_projects JOIN evaluated_kr e ON e.key_result = key_result_projects.key_result",
        "SELECT project FROM key_result_projects WHERE key_result IN (SELECT key_result FROM evaluated_kr)",
    ],
)
def test_every_table_that_a_query_looks_into_is_known(draft: Draft, sql: str) -> None:
    """SQLite's authorizer says nothing of a table that only USING joins."""
    seen: queries.Seen = {}
    queries.run(draft.database.conn, sql, draft.pack.values(), "", seen)
    assert seen == {sql: {"key_result_projects", "evaluated_kr"}}
