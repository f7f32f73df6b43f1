"""What no agency can see alone: the edition's queries over the plans of all of them, as problems and as tables."""

from collections.abc import Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any

from planner_desktop.checks.listing import severity_name
from planner_desktop.checks.problem import SEVERITIES, Severity
from planner_desktop.collect.collection import Collection
from planner_desktop.errors import CollectionError
from planner_desktop.formpack import formats, template
from planner_desktop.formpack.collecting import CrossCheck, CrossReport, Spread
from planner_desktop.frozen import Frozen
from planner_desktop.i18n import _

Rows = list[dict[str, Any]]
PROBLEMS = "problems"
"""The id of the table of problems; no report has it."""


class CrossProblem(Frozen):
    """A problem between plans, at a record of one of them or at one as a whole; of no plan where all lack it."""

    check: str
    severity: Severity
    agency: str
    receipt: str
    kind: str
    record: str
    message: str
    fix: str
    why: str


class Place(Frozen):
    """Where a row leads: to the plan of a receipt, and to a record of it by kind and uid where it is of one."""

    agency: str
    receipt: str
    kind: str = ""
    record: str = ""


class CrossTable(Frozen):
    """A report as it was worked out: the heads and types of its columns, its rows, and where each of them leads.

    `behind` has what the query yielded of each row, by which `detail` finds what stands behind it. `chart`: whether the
    last column is also to be seen as bars.
    """

    id: str
    title: str
    heads: tuple[str, ...]
    types: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    places: tuple[Place | None, ...] = ()
    behind: tuple[dict[str, Any], ...] = ()
    has_detail: bool = False
    chart: bool = False

    def totals(self) -> tuple[Any, ...]:
        """What the amounts of each column come to, below its column; nothing where there are none, or one row only.

        Counts are no amounts: an agency that stands in two rows is one.
        """
        amounts = [kind == "satang" for kind in self.types]
        if not any(amounts) or amounts[0] or len(self.rows) < 2:
            return ()
        columns = enumerate(amounts)
        return tuple(sum(row[n] or 0 for row in self.rows) if is_amount else None for n, is_amount in columns)

    def data(self) -> dict[str, Any]:
        """The table as JSON has it: amounts in satang, and the receipt and record that a row leads to."""
        leads = [vars(place) if place else None for place in self.places]
        return {"id": self.id, "title": self.title, "heads": self.heads, "types": self.types, "rows": self.rows} | (
            {"places": leads} if any(leads) else {}
        )


class Behind(Frozen):
    """A record that stands behind a row of a report; an amount in satang where it has one."""

    place: Place
    name: str
    budget: int | None


def problems(collection: Collection) -> list[CrossProblem]:
    """Every problem between plans, the gravest first. Raises QueryError."""
    plans = _plans(collection)
    checks = (check for across in collection.pack.across.values() for check in across.checks)
    found = [problem for check in checks for problem in _found(collection, check, plans)]
    return sorted(found, key=lambda problem: SEVERITIES.index(problem.severity))


def as_table(found: Sequence[CrossProblem]) -> CrossTable:
    """Problems as a table, to be written with the others."""
    heads = (_("Severity"), _("Agency"), _("Receipt"), _("What is wrong"), _("How to mend it"), _("Why"))
    rows = tuple(
        (severity_name(each.severity), each.agency or None, each.receipt or None, each.message, each.fix, each.why)
        for each in found
    )
    places = tuple(Place(each.agency, each.receipt, each.kind, each.record) if each.receipt else None for each in found)
    title = _("What is wrong between the plans")
    return CrossTable(PROBLEMS, title, heads, ("text",) * len(heads), rows, places)


def _found(collection: Collection, check: CrossCheck, plans: dict[int, dict[str, Any]]) -> Iterator[CrossProblem]:
    for row in collection.asked(check.sql, check.id):
        plan = plans.get(row["bundle"], {})
        message, fix, why = (_filled(text, collection, row) for text in (check.message, check.fix, check.why))
        yield CrossProblem(
            check=check.id,
            severity=check.severity,
            agency=plan.get("agency") or "",
            receipt=plan.get("receipt", ""),
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
    return [report for across in collection.pack.across.values() for report in across.reports]


def title_of(collection: Collection, said: CrossReport) -> str:
    """What a table is called."""
    return _filled(said.title, collection, {})


def report(collection: Collection, name: str) -> CrossTable:
    """One of them, worked out. Raises CollectionError where there is none of that name, QueryError."""
    said = _known(collection, name)
    rows = collection.asked(said.sql, said.id)
    title = title_of(collection, said)
    columns = said.columns.values()
    heads = tuple(each.label for each in columns)
    types: tuple[str, ...] = tuple(each.type for each in columns)
    told = tuple(tuple(row[column] for column in said.columns) for row in rows)
    if said.spread:
        heads, types, told, rows = _spread(said.spread, rows, heads, types, told)
    plans = _plans(collection)
    places = tuple(_place(plans, row) for row in rows)
    return CrossTable(said.id, title, heads, types, told, places, tuple(rows), bool(said.detail), bool(said.chart))


def _spread(
    spread: Spread, rows: Rows, heads: tuple[str, ...], types: tuple[str, ...], told: tuple[tuple[Any, ...], ...]
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[tuple[Any, ...], ...], Rows]:
    """The report with a column for each value: rows that say the same before it are one, which leads as the first."""
    order = spread.order or spread.by
    values = [value for value, _place in sorted({(row[spread.by], row[order]) for row in rows}, key=itemgetter(1))]
    cells: dict[tuple[Any, ...], dict[Any, Any]] = {}
    firsts: dict[tuple[Any, ...], dict[str, Any]] = {}
    for row, (*own, cell) in zip(rows, told, strict=True):
        cells.setdefault(tuple(own), {})[row[spread.by]] = cell
        firsts.setdefault(tuple(own), row)
    return (
        (*heads[:-1], *map(str, values)),
        (*types[:-1], *(types[-1] for _value in values)),
        tuple((*own, *(of_row.get(value) for value in values)) for own, of_row in cells.items()),
        list(firsts.values()),
    )


def detail(collection: Collection, name: str, row: Mapping[str, Any]) -> list[Behind]:
    """The records behind a row of a report, which is one of its `behind`. Raises CollectionError, QueryError."""
    said = _known(collection, name)
    plans = _plans(collection)
    found = collection.asked(said.detail, said.id, row) if said.detail else []
    return [Behind(place, str(each["name"] or ""), each["budget"]) for each in found if (place := _place(plans, each))]


def _known(collection: Collection, name: str) -> CrossReport:
    known = {each.id: each for each in reports(collection)}
    if name not in known:
        raise CollectionError(
            _("The edition has no report “{name}”").format(name=name),
            _("There are: {names}").format(names=", ".join(known) or "–"),
        )
    return known[name]


def _plans(collection: Collection) -> dict[int, dict[str, Any]]:
    return {row["id"]: row for row in collection.rows("SELECT id, agency, receipt FROM main.bundle")}


def _place(plans: Mapping[int, dict[str, Any]], row: Mapping[str, Any]) -> Place | None:
    plan = plans.get(row.get("bundle") or 0)
    if plan is None:
        return None
    return Place(plan["agency"] or "", plan["receipt"], row.get("kind") or "", row.get("record") or "")
