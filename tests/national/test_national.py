"""Collections stand together as Parquet and in PostgreSQL; every engine that reads them comes to the same sums."""

import json
import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from planner_desktop.errors import CollectionError
from planner_desktop.formpack import FormPack
from planner_desktop.formpack.editions import edition_pack
from planner_desktop.national import asking, postgres, shape, warehouse

pytest.importorskip("duckdb", reason="DuckDB is an extra: make test-more")


@pytest.fixture(scope="module")
def edition() -> FormPack:
    return edition_pack("bma-2568")


@pytest.fixture(scope="module")
def folder(collection: Path, edition: FormPack, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """That collection, and the same as another one and a year before, with amounts that differ."""
    folder = tmp_path_factory.mktemp("คลังรวม ทุกปี")
    warehouse.put(folder, collection)
    tables = shape.tables(edition)
    with closing(warehouse.opened(collection)) as held:
        for other, year in (("ปทุมธานี", 2568), ("กรุงเทพมหานคร", 2567)):
            for name, columns in tables.items():
                rows = held.execute(shape.selecting(name, columns), {"collection": other}).fetchall()
                budget = [*columns].index("budget") if "budget" in columns else None
                changed = [
                    [year if n == 1 else value // 3 if n == budget and value else value for n, value in enumerate(row)]
                    for row in rows
                ]
                assert warehouse.write(folder, other, name, columns, changed) == len(rows)
    return folder


def sqlite_rows(folder: Path, edition: FormPack, sql: str) -> list[tuple[Any, ...]]:
    """The same asked of SQLite, with all rows of the Parquet files in it."""
    with closing(sqlite3.connect(":memory:")) as plain, warehouse.connected() as duck:
        warehouse.shown(duck, folder, edition)
        for name, columns in shape.tables(edition).items():
            plain.execute(f"CREATE TABLE {name} ({', '.join(columns)})")
            rows = duck.execute(f"SELECT {', '.join(columns)} FROM {name}").fetchall()
            plain.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' * len(columns))})", rows)
        return plain.execute(sql).fetchall()


def alike(rows: Sequence[Sequence[Any]]) -> list[tuple[Any, ...]]:
    """Rows whose numbers are Python's, in one order."""
    plain = [tuple(value if value is None or isinstance(value, str) else int(value) for value in row) for row in rows]
    return sorted(plain, key=repr)


def test_every_row_of_a_collection_is_in_the_folder_once_also_when_it_is_put_in_again(
    collection: Path, folder: Path, edition: FormPack
) -> None:
    again = warehouse.put(folder, collection)
    with closing(sqlite3.connect(collection)) as held, warehouse.connected() as duck:
        warehouse.shown(duck, folder, edition)
        for name in shape.tables(edition):
            stored = held.execute(f"SELECT count(*) FROM {name}").fetchone()[0]
            mine = "collection = 'กรุงเทพมหานคร' AND year = 2568"
            assert again[name] == stored == duck.execute(f"SELECT count(*) FROM {name} WHERE {mine}").fetchone()[0]
        names = "SELECT name FROM project WHERE collection = 'ปทุมธานี' ORDER BY name"
        assert [row[0] for row in duck.execute(names).fetchall()] == sorted(
            row[0] for row in held.execute("SELECT name FROM project").fetchall()
        )


def test_the_six_reports_say_the_same_on_duckdb_and_sqlite(folder: Path, edition: FormPack) -> None:
    known = asking.reports(edition)
    assert len(known) == 6
    for each in known:
        table = asking.report(folder, edition, each.id)
        assert table.rows, each.id
        assert alike(table.rows) == alike(sqlite_rows(folder, edition, each.sql)), each.id
    by_year = {row[0]: row for row in asking.report(folder, edition, "national-budget-by-year").rows}
    assert by_year.keys() == {2567, 2568}
    assert by_year[2568][1] == 4


def test_clickhouse_reads_the_same_files_and_comes_to_the_same_sums(folder: Path, edition: FormPack) -> None:
    """In a process of its own: the engine takes over signals and memory."""
    pytest.importorskip("chdb", reason="chdb is half a gigabyte: make test-more")
    script = """
import json, sys
from chdb.session import Session
folder, tables, sql = sys.argv[1], json.loads(sys.argv[2]), sys.argv[3]
session = Session()
session.query("CREATE DATABASE plans; USE plans")
for name in tables:
    session.query(f"CREATE VIEW plans.{name} AS SELECT *, toInt64(extract(_path, 'year=([0-9]+)')) AS year"
                  f" FROM file('{folder}/{name}/year=*/*.parquet', 'Parquet') SETTINGS use_hive_partitioning = 0")
print(session.query(f"SELECT * FROM ({sql}) FORMAT JSONCompact", "JSONCompact"))
"""
    for each in asking.reports(edition):
        names = json.dumps([name for name in shape.tables(edition) if (folder / name).is_dir()])
        ran = subprocess.run(
            [sys.executable, "-c", script, str(folder), names, each.sql], capture_output=True, text=True, check=False
        )
        assert ran.returncode == 0, ran.stderr[-2000:]
        rows = json.loads(ran.stdout)["data"]
        kinds = [column.type for column in each.columns.values()]
        typed = [[v if v is None or k == "text" else int(v) for v, k in zip(row, kinds, strict=True)] for row in rows]
        assert alike(typed) == alike(asking.report(folder, edition, each.id).rows), each.id


def test_a_collection_is_copied_to_postgresql_whole_and_again_in_its_own_place(
    collection: Path, database: str, edition: FormPack, tmp_path: Path
) -> None:
    pytest.importorskip("psycopg", reason="psycopg is an extra: make test-more")
    import sqlalchemy

    counts = postgres.copy(collection, database)
    assert postgres.copy(collection, database) == counts
    warehouse.put(tmp_path / "คลัง", collection)
    engine = sqlalchemy.create_engine(database.replace("postgresql://", "postgresql+psycopg://"))
    with engine.connect() as connection:
        for name, count in counts.items():
            assert connection.execute(sqlalchemy.text(f"SELECT count(*) FROM {name}")).scalar() == count
        for each in asking.reports(edition):
            sql = each.sql.replace(":", "\\:")
            rows = connection.execute(sqlalchemy.text(f"SELECT {', '.join(each.columns)} FROM ({sql}) r")).fetchall()
            assert alike(rows) == alike(asking.report(tmp_path / "คลัง", edition, each.id).rows), each.id
    engine.dispose()


def test_what_cannot_be_reached_or_read_is_told(collection: Path, edition: FormPack, tmp_path: Path) -> None:
    with pytest.raises(CollectionError, match="holds no collections"):
        asking.report(tmp_path, edition, "national-funding")
    (tmp_path / "อะไร.bmacollect").write_text("no")
    with pytest.raises(CollectionError, match="is no collection"):
        warehouse.put(tmp_path, tmp_path / "อะไร.bmacollect")
    pytest.importorskip("psycopg", reason="psycopg is an extra: make test-more")
    with pytest.raises(CollectionError, match="The database cannot be written"):
        postgres.copy(collection, f"postgresql://nobody@/none?host={tmp_path}")
