"""What no agency can see alone: the edition's queries over the plans of all of them, as problems and as tables."""

from collections.abc import Iterator, Mapping
from typing import Any

from planner_desktop.checks.problem import SEVERITIES, Severity
from planner_desktop.collect.collection import Collection
from planner_desktop.errors import CollectionError
from planner_desktop.formpack import formats, template
from planner_desktop.formpack.collecting import CrossCheck, CrossReport
from planner_desktop.frozen import Frozen
from planner_desktop.i18n import _


class CrossProblem(Frozen):
    """A problem between plans, at a record of one of them."""

    check: str
    severity: Severity
    agency: str
    receipt: str
    kind: str
    record: str
    message: str
    fix: str
    why: str


class CrossTable(Frozen):
    """A report as it was worked out: the heads and types of its columns, and its rows."""

    id: str
    title: str
    heads: tuple[str, ...]
    types: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]


def problems(collection: Collection) -> list[CrossProblem]:
    """Every problem between plans, the gravest first. Raises QueryError."""
    plans = {row["id"]: row for row in collection.rows("SELECT id, agency, receipt FROM main.bundle")}
    checks = (check for checks in collection.pack.cross_checks.values() for check in checks)
    found = [problem for check in checks for problem in _found(collection, check, plans)]
    return sorted(found, key=lambda problem: SEVERITIES.index(problem.severity))


def _found(collection: Collection, check: CrossCheck, plans: dict[int, dict[str, Any]]) -> Iterator[CrossProblem]:
    for row in collection.asked(check.sql, check.id):
        plan = plans[row["bundle"]]
        message, fix, why = (_filled(text, collection, row) for text in (check.message, check.fix, check.why))
        yield CrossProblem(
            check=check.id,
            severity=check.severity,
            agency=plan["agency"] or "",
            receipt=plan["receipt"],
            kind=row["kind"] or "",
            record=row["record"] or "",
            message=message,
            fix=fix,
            why=why,
        )


def _filled(text: str, collection: Collection, row: Mapping[str, Any]) -> str:
    """A text with what a row says in its places."""
    values = collection.pack.values() | dict(row)

    def say(piece: template.TemplatePart) -> str:
        said = (formats.printed(values[one.column], one.formats) if one.column else one.text for one in piece.asked)
        return next(filter(None, said), "")

    return "".join(part for _piece, part in template.told(text, say))


def reports(collection: Collection) -> list[CrossReport]:
    """The tables that the edition makes of all plans, in its order."""
    return [report for reports in collection.pack.reports.values() for report in reports]


def report(collection: Collection, name: str) -> CrossTable:
    """One of them, worked out. Raises CollectionError where there is none of that name, QueryError."""
    known = {each.id: each for each in reports(collection)}
    if name not in known:
        raise CollectionError(
            _("The edition has no report “{name}”").format(name=name),
            _("There are: {names}").format(names=", ".join(known) or "–"),
        )
    said = known[name]
    columns = said.columns.values()
    rows = tuple(tuple(row[column] for column in said.columns) for row in collection.asked(said.sql, said.id))
    title = _filled(said.title, collection, {})
    return CrossTable(name, title, tuple(each.label for each in columns), tuple(each.type for each in columns), rows)
