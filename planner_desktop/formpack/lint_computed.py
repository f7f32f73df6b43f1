"""What a form pack's computed fields say: SQL that does not prepare, formats that there are not."""

import re
import sqlite3
from contextlib import suppress

from planner_desktop.errors import QueryError
from planner_desktop.formpack import computed_rows, guard, lint_amounts, more_fields, queries, template
from planner_desktop.formpack.lint_document import DocumentLooking
from planner_desktop.formpack.located_yaml import Path
from planner_desktop.formpack.record_spec import FieldSpec
from planner_desktop.i18n import _


def look(looking: DocumentLooking, schema: guard.Connection) -> None:
    """Look through all computed fields; `schema` is an empty database with the form pack's tables, for this alone."""
    pack = looking.pack
    with schema.building():
        for name, sql in (*computed_rows.views(pack), *pack.views.items()):
            with suppress(sqlite3.Error):  # which is told where that view is looked at
                schema.execute(f"CREATE VIEW {name} AS {sql}")
    broken: set[str] = set()
    for kind, fields in pack.computed.items():
        names: list[str] = []
        for name, spec in fields.items():
            looking.file, path = more_fields.place(kind, name, pack.homes)
            for unknown in sorted({*filter(None, spec.format.split("|"))} - template.FORMATS.keys()):
                said = _("there is no format “{name}”").format(name=unknown)
                looking.say((*path, "format"), said, looking.near(unknown, template.FORMATS))
            if broken & set(re.findall(r"\w+", spec.sql or "")):  # which cannot but be wrong, too
                continue
            if _prepares(looking, schema, kind, [*names, name]):
                names.append(name)
            else:
                broken |= {name, computed_rows.name(kind)}
            _amount(looking, name, spec, path)


def _amount(looking: DocumentLooking, name: str, spec: FieldSpec, path: Path) -> None:
    """Whether the field is an amount, which screens and pages show by its format."""
    if spec.text is not None:  # which is made SQL that is right where the text is
        return
    made = lint_amounts.of_query(f"SELECT ({spec.sql}) AS {name}", frozenset(looking.amounts))
    said = bool(lint_amounts.FORMATS.intersection(spec.format.split("|")))
    if name in made.columns and not said:
        problem = _("“{name}” is an amount in satang and would be shown a hundred times too large").format(name=name)
        looking.say(path, problem, _("Write: {text}").format(text="format: baht"))
    if name in made.columns or said:
        looking.amounts.add(name)
    looking.raw(made, (*path, "sql"))


def _prepares(looking: DocumentLooking, schema: guard.Connection, kind: str, names: list[str]) -> bool:
    """Whether the last of these fields of a record is SQL that works; a finding where not."""
    spec = looking.pack.computed[kind][names[-1]]
    _file, path = more_fields.place(kind, names[-1], looking.pack.homes)
    sql, path = spec.sql or "", (*path, "sql" if spec.text is None else "text")
    if spec.text is not None:
        before = len(looking.found)
        fields = {*looking.pack.records[kind].fields, *looking.pack.computed[kind], *looking.pack.values()}
        looking.text(spec.text, path, fields, kind)
        if len(looking.found) > before:
            return False
    if not looking.options(sql, path, set()):
        return False
    try:
        queries.column_names(schema, computed_rows.query(kind, looking.pack, names), {})
    except QueryError as error:
        looking.refused(str(error), sql, path, {*looking.pack.records[kind].fields, *names})
        return False
    looking.compared(sql, path)
    return True
