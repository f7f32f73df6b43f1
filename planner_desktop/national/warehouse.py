"""Collections as Parquet: a folder for each table and year in it, as Spark, Trino, ClickHouse and DuckDB read them.

    FOLDER/project/year=2568/COLLECTION.parquet

A collection that is put in again takes its own files' place; those of others are not touched.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from planner_desktop import leftovers, whole_file
from planner_desktop.collect import library
from planner_desktop.collect.held import reading
from planner_desktop.errors import CollectionError
from planner_desktop.formpack import FormPack
from planner_desktop.formpack.editions import edition_pack
from planner_desktop.i18n import _
from planner_desktop.national import shape
from planner_desktop.national.shape import Columns

Row = Sequence[Any]


@contextmanager
def connected(threads: int = 0) -> Iterator[Any]:
    """DuckDB, in memory, which fetches nothing from a network. `threads`: 0 for all cores. Raises CollectionError."""
    library.ask_for(library.NATIONAL)
    import duckdb

    says: dict[str, Any] = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
    if threads:
        says["threads"] = threads
    with closing(duckdb.connect(":memory:", config=says)) as connection:
        yield connection


def put(folder: Path, collection: Path) -> dict[str, int]:
    """Put a collection into the folder; how many rows each table got. Raises CollectionError, FormPackError."""
    with closing(opened(collection)) as held:
        said = dict(held.execute("SELECT name, value FROM about").fetchall())
        pack = edition_pack(said["edition"])
        counts = {}
        for name, columns in shape.tables(pack).items():
            rows = held.execute(shape.selecting(name, columns), {"collection": collection.stem})
            counts[name] = write(folder, collection.stem, name, columns, iter(rows))
    return counts


def opened(path: Path) -> sqlite3.Connection:
    """A collection that is only read. Raises CollectionError."""
    try:
        held = reading(path)
        held.execute("SELECT value FROM about LIMIT 1").fetchone()
    except sqlite3.Error as error:
        raise CollectionError(
            _("{path} is no collection: {problem}").format(path=path, problem=error),
            _("Give a file that ends in .bmacollect."),
        ) from error
    return held


def write(folder: Path, collection: str, name: str, columns: Columns, rows: Iterable[Row]) -> int:
    """Write the rows of one table of a collection as Parquet, by year; how many there were. Raises CollectionError.

    They go through a file of JSON lines beside it, so that memory does not grow with their number.
    """
    count = 0
    with leftovers.temporary_folder() as temporary, connected() as duck:
        lines = temporary / "rows.jsonl"
        with lines.open("w", encoding="utf-8") as file:
            for row in rows:
                count += 1
                file.write(json.dumps(dict(zip(columns, row, strict=True)), ensure_ascii=False) + "\n")
        kinds = ", ".join(f"'{column}': '{kind}'" for column, kind in columns.items())
        source = f"read_json({_literal(lines)}, format = 'newline_delimited', columns = {{{kinds}}})"
        years = [row[0] for row in duck.execute(f"SELECT DISTINCT year FROM {source} ORDER BY 1").fetchall()]
        for year in years:
            target = folder / name / f"year={year}" / f"{collection}.parquet"
            try:
                target.parent.mkdir(parents=True, exist_ok=True)
                with whole_file.making(target) as part:
                    duck.execute(
                        f"COPY (SELECT * EXCLUDE (year) FROM {source} WHERE year = {year:d})"
                        f" TO {_literal(part)} (FORMAT parquet, COMPRESSION zstd)"
                    )
            except OSError as error:
                raise CollectionError(*whole_file.cannot_be_written(target, error)) from error
    return count


def shown(duck: Any, folder: Path, pack: FormPack) -> None:
    """Have a connection see the tables in a folder by their names. Raises CollectionError where it holds none."""
    if not _holds(folder, "bundle"):
        raise CollectionError(
            _("{path} holds no collections").format(path=folder),
            _("Put some in: planner-desktop collect national put {folder} COLLECTION").format(folder=folder),
        )
    for name, columns in shape.tables(pack).items():
        files = _literal(folder / name / "year=*" / "*.parquet")
        source = (
            f"SELECT {', '.join(columns)} FROM read_parquet({files}, hive_partitioning = true,"
            f" hive_types = {{'year': BIGINT}}, union_by_name = true)"
        )
        if not _holds(folder, name):  # no plan had such a row
            source = f"SELECT {', '.join(f'NULL::{kind} AS {column}' for column, kind in columns.items())} WHERE false"
        duck.execute(f"CREATE VIEW {name} AS {source}")


def _holds(folder: Path, name: str) -> bool:
    return any((folder / name).glob("year=*/*.parquet"))


def _literal(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"
