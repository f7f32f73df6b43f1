"""The tables in which collections stand together: those of one, with the collection and the year before each row."""

from collections.abc import Mapping

from planner_desktop.formpack import FormPack

TEXT, NUMBER = "TEXT", "BIGINT"
"""The types of columns, in words that DuckDB and PostgreSQL both know; amounts are satang."""
_TYPES = {"text": TEXT, "number": NUMBER, "satang": NUMBER, "yes_no": NUMBER}
FIRST = {"collection": TEXT, "year": NUMBER, "bundle": NUMBER}
BUNDLE = {
    "receipt": TEXT, "agency": TEXT, "abbreviation": TEXT, "edition": TEXT, "version": TEXT, "verdict": TEXT,
    "errors": NUMBER, "warnings": NUMBER,
}  # fmt: skip

Columns = Mapping[str, str]


def tables(pack: FormPack) -> dict[str, Columns]:
    """Each table with the types of its columns: the plans, then what the edition collects of each."""
    collected = {
        name: {
            **FIRST,
            "kind": TEXT,
            "record": TEXT,
            **{column: _TYPES[spec.type] for column, spec in table.columns.items()},
        }
        for name, table in pack.collected.items()
    }
    return {"bundle": {**FIRST, **BUNDLE}, **collected}


def selecting(name: str, columns: Columns) -> str:
    """The query that yields a table's rows out of a collection: of the last plans of each agency and year."""
    own = ", ".join(f"{'b' if name == 'bundle' else 't'}.{column}" for column in columns if column not in FIRST)
    of = "" if name == "bundle" else f"JOIN main.{name} t ON t.bundle = b.id "
    which = "b.latest AND b.verdict <> 'refused'"
    return f"SELECT :collection, b.year, b.id, {own} FROM main.bundle b {of}WHERE {which} ORDER BY b.id"
