"""The tables of a collection: those that each has, and those that its edition collects (`docs/collection.md`).

All of them are worked out of the bundles and the decisions, and made anew whenever these or the edition are others.
"""

from collections.abc import Iterator

from planner_desktop.formpack import FormPack
from planner_desktop.formpack.lint_collecting import AGENCIES, catalogues

APPLICATION_ID = int.from_bytes(b"bmac", "big")
FORMAT = 4

OWN = {
    # What the tables were worked out of: format, edition, form pack, how many decisions.
    "about": "name TEXT PRIMARY KEY, value TEXT NOT NULL",
    # One row for each receipt. `verdict`: received, wrong (errors stand), refused (it does not verify), returned,
    # accepted. `latest`: the newest of its agency and year that is not refused, by the number of its version, then
    # by when it was made. `against`: what it was to the newest that was held when it came (first, newer, older, or
    # alike: made later, with the same number), whose receipt and version are `held_receipt` and `held_version`.
    "bundle": """id INTEGER PRIMARY KEY, receipt TEXT NOT NULL UNIQUE, received_at TEXT NOT NULL,
        received_by TEXT NOT NULL, name TEXT NOT NULL, sha256 TEXT NOT NULL, agency TEXT, abbreviation TEXT,
        key TEXT, year INTEGER, edition TEXT,
        edition_version TEXT, identifier TEXT, version TEXT, made_at TEXT, verdict TEXT NOT NULL, problem TEXT,
        errors INTEGER, warnings INTEGER, looked_at_by TEXT, against TEXT, held_receipt TEXT,
        held_version TEXT, latest INTEGER NOT NULL DEFAULT 0""",
    # What the checks of the edition find in a plan, as the agency's own program finds it.
    "problem": """bundle INTEGER NOT NULL REFERENCES bundle, number INTEGER NOT NULL, severity TEXT NOT NULL,
        "check" TEXT NOT NULL, section TEXT, kind TEXT, record TEXT, field TEXT, message TEXT NOT NULL, why TEXT,
        fix TEXT, accepted TEXT, PRIMARY KEY (bundle, number)""",
    # What was said of a plan at the desk, of all of it or of a field.
    "remark": """id INTEGER PRIMARY KEY, bundle INTEGER NOT NULL REFERENCES bundle, at TEXT NOT NULL, by TEXT NOT NULL,
        what TEXT NOT NULL, kind TEXT, record TEXT, field TEXT, title TEXT, was TEXT, text TEXT NOT NULL""",
    # The agencies of the edition's catalogue, in its order.
    "agency": f"place INTEGER PRIMARY KEY, {', '.join(f'{name} TEXT' for name in AGENCIES)}, key TEXT",
}
_TYPES = {"text": "TEXT", "number": "INTEGER", "satang": "INTEGER", "yes_no": "INTEGER"}


def statements(pack: FormPack) -> Iterator[str]:
    """The SQL that makes the tables of a collection of an edition."""
    for name, columns in OWN.items():
        yield f"CREATE TABLE {name} ({columns})"
    for name, table in pack.collected.items():
        typed = ", ".join(f"{column} {_TYPES[spec.type]}" for column, spec in table.columns.items())
        yield (
            f"CREATE TABLE {name} (bundle INTEGER NOT NULL REFERENCES bundle, kind TEXT NOT NULL, record TEXT NOT NULL,"
            f" {typed})"
        )
        yield f"CREATE INDEX {name}_bundle ON {name} (bundle)"
        for column in (column for column, spec in table.columns.items() if spec.key):
            yield f"CREATE INDEX {name}_{column} ON {name} ({column})"
    for name, names in catalogues(pack).items():
        typed = '" TEXT, "'.join(names)
        yield f'CREATE TABLE {name} ("{typed}" TEXT)'


def shown(pack: FormPack, year: int) -> Iterator[tuple[str, str]]:
    """The views that an edition's queries read: the latest plans of a year, those of the year before, and its own."""
    for suffix, of in (("", year), ("_before", year - 1)):
        yield f"bundle{suffix}", f"SELECT * FROM main.bundle WHERE latest AND year = {of:d}"
        for name in pack.collected:
            latest = f"SELECT id FROM main.bundle WHERE latest AND year = {of:d}"
            yield f"{name}{suffix}", f"SELECT * FROM main.{name} WHERE bundle IN ({latest})"
    for across in pack.across.values():
        yield from across.views.items()
