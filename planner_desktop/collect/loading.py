"""A plan on its way into the tables of a collection: by the queries of the desk's own edition, never the bundle's."""

from collections.abc import Iterator
from typing import Any

from planner_desktop.checks.problem import Problem
from planner_desktop.draft import Draft
from planner_desktop.errors import CollectionError
from planner_desktop.formpack.guard import Connection
from planner_desktop.i18n import _


def collect(connection: Connection, bundle: int, plan: Draft) -> None:
    """Put the rows that the edition collects of a plan into their tables. Raises CollectionError, QueryError."""
    for name, table in plan.pack.collected.items():
        columns = tuple(table.columns)
        marks = ", ".join("?" * (len(columns) + 3))
        uids: dict[str, dict[int, str]] = {}
        into = f"main.{name} (bundle, kind, record, {', '.join(columns)})"
        connection.executemany(f"INSERT INTO {into} VALUES ({marks})", list(_rows(plan, name, uids, bundle)))


def _rows(plan: Draft, name: str, uids: dict[str, dict[int, str]], bundle: int) -> Iterator[tuple[Any, ...]]:
    table = plan.pack.collected[name]
    for row in plan.query(table.sql, where=name):
        kind = table.kind or str(row["kind"])
        if kind not in uids:
            if kind not in plan.pack.records:
                problem = _("{name} collects records that the edition has not: {kind}")
                raise CollectionError(problem.format(kind=kind, name=name))
            uids[kind] = {record.id: record.uid for record in plan.records(kind)}
        yield (bundle, kind, uids[kind].get(row["record"], ""), *(row[column] for column in table.columns))


def keep_problems(connection: Connection, bundle: int, plan: Draft, problems: list[Problem]) -> None:
    """Put what the checks found into its table."""
    connection.executemany(
        'INSERT INTO problem (bundle, number, severity, "check", section, kind, record, field, message, why, fix,'
        " accepted) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (
                bundle, n, problem.severity, problem.check, problem.section, problem.kind,
                _uid(plan, problem), problem.field, problem.message, problem.why, problem.fix,
                problem.accepted.reason if problem.accepted else None,
            )
            for n, problem in enumerate(problems, 1)
        ),
    )  # fmt: skip


def _uid(plan: Draft, problem: Problem) -> str | None:
    return plan.uid(problem.kind, problem.id) if problem.id else None
