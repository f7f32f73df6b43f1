"""What a receiver takes of the plan in a bundle, by the queries and checks of its own edition, never the bundle's.

It is plain rows: they go from the process in which a bundle is verified to the one that asked for it, and many plans
can be taken at once.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from planner_desktop.checks import to_mend
from planner_desktop.checks.problem import SEVERITIES, Problem
from planner_desktop.draft import Draft
from planner_desktop.draft.records.records import Records
from planner_desktop.errors import BundleError
from planner_desktop.formpack.tables import UID
from planner_desktop.frozen import Frozen
from planner_desktop.i18n import _


class Taken(Frozen):
    """The rows of each table that the edition collects, the problems, and how many of each severity count."""

    year: int
    columns: dict[str, tuple[str, ...]]
    rows: dict[str, list[tuple[Any, ...]]]
    problems: list[tuple[Any, ...]]
    counts: dict[str, int]


def take(plan: Draft, found: Sequence[Problem]) -> Taken:
    """What is taken of a plan in which the checks found this. Raises BundleError, QueryError."""
    counts = Counter[str](problem.severity for problem in to_mend(found))
    return of_records(plan, [of_problem(plan, problem) for problem in found], counts)


def of_records(plan: Records, problems: list[tuple[Any, ...]], counts: Mapping[str, int]) -> Taken:
    """What is taken of these records, whose problems are known already, as `of_problem` has them.

    Raises BundleError, QueryError.
    """
    return Taken(
        year=plan.pack.edition.year,
        columns={name: tuple(table.columns) for name, table in plan.pack.collected.items()},
        rows={name: list(_rows(plan, name)) for name in plan.pack.collected},
        problems=problems,
        counts={severity: counts[severity] for severity in SEVERITIES if counts.get(severity)},
    )


def _rows(plan: Records, name: str) -> Iterator[tuple[Any, ...]]:
    """The rows that the edition collects: kind and uid of the record, then the columns."""
    table = plan.pack.collected[name]
    uids: dict[str, dict[int, str]] = {}
    for row in plan.query(table.sql, where=name):
        kind = table.kind or str(row["kind"])
        if kind not in uids:
            if kind not in plan.pack.records:
                problem = _("{name} collects records that the edition has not: {kind}")
                raise BundleError(problem.format(kind=kind, name=name))
            uids[kind] = dict(plan.database.execute(f"SELECT id, {UID} FROM {kind}").fetchall())
        yield (kind, uids[kind].get(row["record"], ""), *(row[column] for column in table.columns))


def of_problem(plan: Draft, problem: Problem) -> tuple[Any, ...]:
    """Severity, check, section, kind and uid of the record, field, message, why, fix, why it was accepted."""
    uid = plan.uid(problem.kind, problem.id) if problem.id else None
    accepted = problem.accepted.reason if problem.accepted else None
    place = (problem.section, problem.kind, uid, problem.field)
    return (problem.severity, problem.check, *place, problem.message, problem.why, problem.fix, accepted)


def from_data(data: dict[str, Any]) -> Taken:
    """As it was before it went through JSON."""
    return Taken(
        year=data["year"],
        columns={name: tuple(columns) for name, columns in data["columns"].items()},
        rows={name: [tuple(row) for row in rows] for name, rows in data["rows"].items()},
        problems=[tuple(row) for row in data["problems"]],
        counts=data["counts"],
    )
