"""A plan on its way into the tables of a collection: by the queries of the desk's own edition, never the bundle's.

What is taken of a plan is plain rows, so that many plans can be taken at once and put into the tables one by one.
"""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from planner_desktop.bundle import layout
from planner_desktop.checks import find_problems, to_mend
from planner_desktop.checks.problem import Problem
from planner_desktop.draft import Draft
from planner_desktop.draft.plan.plan_json import plan_in_memory
from planner_desktop.errors import CollectionError
from planner_desktop.formpack.guard import Connection
from planner_desktop.frozen import Frozen
from planner_desktop.i18n import _

_OF_PROBLEM = 'severity, "check", section, kind, record, field, message, why, fix, accepted'


class Taken(Frozen):
    """What a collection holds of a plan: the rows of each table, the problems, and how many of each severity count."""

    year: int
    columns: dict[str, tuple[str, ...]]
    rows: dict[str, list[tuple[Any, ...]]]
    problems: list[tuple[Any, ...]]
    counts: dict[str, int]


def take(data: Path) -> Taken:
    """What is taken of the plan in the unpacked data of a bundle. Raises CollectionError, PlanJsonError, QueryError."""
    with plan_in_memory(data / layout.PLAN) as plan:
        problems = find_problems(plan)
        return Taken(
            year=plan.pack.edition.year,
            columns={name: tuple(table.columns) for name, table in plan.pack.collected.items()},
            rows={name: list(_rows(plan, name)) for name in plan.pack.collected},
            problems=[_problem(plan, problem) for problem in problems],
            counts=Counter(problem.severity for problem in to_mend(problems)),
        )


def _rows(plan: Draft, name: str) -> Iterator[tuple[Any, ...]]:
    """The rows that the edition collects: kind and uid of the record, then the columns."""
    table = plan.pack.collected[name]
    uids: dict[str, dict[int, str]] = {}
    for row in plan.query(table.sql, where=name):
        kind = table.kind or str(row["kind"])
        if kind not in uids:
            if kind not in plan.pack.records:
                problem = _("{name} collects records that the edition has not: {kind}")
                raise CollectionError(problem.format(kind=kind, name=name))
            uids[kind] = {record.id: record.uid for record in plan.records(kind)}
        yield (kind, uids[kind].get(row["record"], ""), *(row[column] for column in table.columns))


def _problem(plan: Draft, problem: Problem) -> tuple[Any, ...]:
    uid = plan.uid(problem.kind, problem.id) if problem.id else None
    accepted = problem.accepted.reason if problem.accepted else None
    place = (problem.section, problem.kind, uid, problem.field)
    return (problem.severity, problem.check, *place, problem.message, problem.why, problem.fix, accepted)


def put(connection: Connection, bundle: int, taken: Taken) -> None:
    """Put what was taken of a bundle into its tables."""
    for name, rows in taken.rows.items():
        columns = taken.columns[name]
        marks = ", ".join("?" * (len(columns) + 3))
        into = f"main.{name} (bundle, kind, record, {', '.join(columns)})"
        connection.executemany(f"INSERT INTO {into} VALUES ({marks})", [(bundle, *row) for row in rows])
    connection.executemany(
        f"INSERT INTO problem (bundle, number, {_OF_PROBLEM}) VALUES ({', '.join('?' * 12)})",
        [(bundle, number, *row) for number, row in enumerate(taken.problems, 1)],
    )
