"""What an edition says of collecting: that its queries yield their columns, of plans and of all plans together."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from typing import TYPE_CHECKING

from planner_desktop.errors import QueryError
from planner_desktop.formpack import guard, queries, template
from planner_desktop.formpack.collecting import CrossReport
from planner_desktop.formpack.form_pack import FormPack
from planner_desktop.formpack.located_yaml import Path
from planner_desktop.i18n import _

if TYPE_CHECKING:
    from planner_desktop.formpack.lint_document import DocumentLooking

OWN = ("bundle", "kind", "record")
"""The columns of every collected table beside its own: which plan, and which record of it by kind and uid."""
RECEIVED = ("id", "receipt", "agency", "abbreviation", "key", "year", "edition", "version", "latest", "verdict")
"""What queries may read of the plans themselves, in a table called `bundle`."""
OF_MANY = ("bundle", "receipt", "agency", "abbreviation", "edition", "version", "verdict", "errors", "warnings")
"""The same, where many collections and years stand together."""
AGENCIES = ("name", "abbreviation", "parent", "kind", "code", "submits", "other_names", "covers")
"""What the catalogue says of the agencies, for queries to read in a table called `agency`, each with its `key`."""
DETAIL = (*OWN, "name", "budget")
"""What stands behind a row of a report: records, their names, and amounts where they have some."""
CATALOGUE = "catalogue_"
"""Begins the name of the table that has what a catalogue of the edition says."""


def tables(pack: FormPack) -> dict[str, tuple[str, ...]]:
    """The tables of a collection that an edition's queries may read, and their columns; NAME_before is last year's."""
    collected = {name: (*OWN, *table.columns) for name, table in pack.collected.items()}
    of_a_year = {"bundle": RECEIVED} | collected
    before = {f"{name}_before": columns for name, columns in of_a_year.items()}
    return {"agency": ("place", *AGENCIES, "key")} | catalogues(pack) | of_a_year | before


def catalogues(pack: FormPack) -> dict[str, tuple[str, ...]]:
    """The tables of a collection that hold the edition's catalogues, and their columns."""
    return {CATALOGUE + name: tuple(rows[0]) for name, rows in pack.catalogues.items() if rows}


def tables_of_many(pack: FormPack) -> dict[str, tuple[str, ...]]:
    """The tables of many collections together that an edition's `national` queries may read, and their columns."""
    collected = {name: ("collection", "year", *OWN, *table.columns) for name, table in pack.collected.items()}
    return {"bundle": ("collection", "year", *OF_MANY), **collected}


def look(lint: DocumentLooking) -> None:
    """Find the queries of collecting that do not prepare, and columns that they do not yield."""
    pack = lint.pack
    for name, table in pack.collected.items():
        lint.file = pack.collected_homes[name]
        path = ("collected", name)
        if name in ("bundle", "agency"):
            problem = _("“{name}” is a table that every collection has already").format(name=name)
            lint.say(path, problem, _("Give it another name."))
        columns = lint.columns(table.sql, (*path, "sql"), set(pack.values()))
        if columns is not None:
            lint.names([*table.columns, "record", *([] if table.kind else ["kind"])], columns, (*path, "sql"))
        if table.kind and table.kind not in pack.records:
            problem = _("there is no record “{name}”").format(name=table.kind)
            lint.say((*path, "kind"), problem, lint.near(table.kind, pack.records))
    for file, reports in pack.overview.items():
        lint.file = file
        for n, report in enumerate(reports):
            columns = lint.columns(report.sql, ("overview", n, "sql"), set(pack.values()))
            if columns is not None:
                lint.names(report.columns, columns, ("overview", n, "columns"))
    with closing(guard.connect(":memory:")) as collection:
        queries.add_functions(collection)
        with collection.building():
            for name, names in tables(pack).items():
                quoted = '", "'.join(names)
                collection.execute(f'CREATE TABLE {name} ("{quoted}")')
        _across(lint, collection)
    with closing(guard.connect(":memory:")) as many:
        with many.building():
            for name, names in tables_of_many(pack).items():
                many.execute(f"CREATE TABLE {name} ({', '.join(names)})")
        for file, across in pack.across.items():
            lint.file = file
            for n, report in enumerate(across.national):
                _report(lint, many, report, ("across", "national", n))


def _across(lint: DocumentLooking, collection: guard.Connection) -> None:
    pack = lint.pack
    values = pack.values()
    for file, across in pack.across.items():
        lint.file = file
        for name, sql in across.views.items():
            if _columns(lint, collection, sql, ("across", "views", name)) is not None:
                with collection.building():
                    collection.execute(f"CREATE VIEW {name} AS {sql}")
    for file, across in pack.across.items():
        lint.file = file
        for n, check in enumerate(across.checks):
            path = ("across", "checks", n)
            columns = _columns(lint, collection, check.sql, (*path, "sql"))
            if columns is not None:
                lint.names(OWN, columns, (*path, "sql"))
                for word in ("message", "fix", "why"):
                    lint.names(template.columns(getattr(check, word)), {*columns, *values}, (*path, word))
        for n, report in enumerate(across.reports):
            _report(lint, collection, report, ("across", "reports", n))
    of_tables = [table.columns for table in pack.collected.values()]
    of_reports = [report.columns for across in pack.across.values() for report in across.reports]
    named = (pair for each in (*of_tables, *of_reports) for pair in each.items())
    amounts = {name for name, column in named if column.type == "satang"}
    of_plans, lint.sql = lint.sql, collection
    for file, across in pack.across.items():
        lint.file = file
        lint.text(across.title, ("across", "title"), set(values))
        lint.of_all_plans(across.document, ("across", "document"), amounts)
    lint.sql = of_plans


def _report(lint: DocumentLooking, collection: guard.Connection, report: CrossReport, at: Path) -> None:
    columns = _columns(lint, collection, report.sql, (*at, "sql"))
    if columns is None:
        return
    lint.names(report.columns, columns, (*at, "columns"))
    if report.spread:
        lint.names(filter(None, (report.spread.by, report.spread.order)), columns, (*at, "spread"))
    if report.detail:
        behind = _columns(lint, collection, report.detail, (*at, "detail"), columns)
        if behind is not None:
            lint.names(DETAIL, behind, (*at, "detail"))


def _columns(
    lint: DocumentLooking, collection: guard.Connection, sql: str, path: Path, around: Iterable[str] = ()
) -> list[str] | None:
    try:
        return queries.column_names(collection, sql, dict.fromkeys(around) | lint.pack.values())
    except QueryError as error:
        lint.say(path, str(error), _("Queries across agencies read the collected tables, `bundle` and `agency`."))
        return None
