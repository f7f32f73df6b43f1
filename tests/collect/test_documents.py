"""The tables of a collection are documented, each with every column."""

import re
from pathlib import Path

from planner_desktop.collect.collection import Collection

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "collection.md"


def test_every_table_and_column_is_told(desk: Collection) -> None:
    text = DOCUMENT.read_text("utf-8")
    rows = re.findall(r"^\| `(\w+)` \| (.*)$", text, re.MULTILINE)
    told = {name: set(re.findall(r"`(\w+)`", row)) for name, row in reversed(rows)}  # those of a server stand behind
    tables = {row["name"] for row in desk.rows("SELECT name FROM main.sqlite_schema WHERE type = 'table'")}
    of_catalogues = {table for table in tables if table.startswith("catalogue_")}
    assert of_catalogues
    assert "`catalogue_NAME`" in text
    for table in tables - desk.pack.collected.keys() - of_catalogues:
        columns = {row["name"] for row in desk.rows(f"SELECT name FROM pragma_table_info('{table}', 'main')")}
        assert columns <= told[table], table
    assert all(spec.label for table in desk.pack.collected.values() for spec in table.columns.values())
