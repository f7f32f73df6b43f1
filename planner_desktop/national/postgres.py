"""A collection copied into a PostgreSQL database, where several reviewers ask of it at once; by SQLAlchemy and COPY."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from planner_desktop.collect import library
from planner_desktop.errors import CollectionError
from planner_desktop.formpack.editions import edition_pack
from planner_desktop.i18n import _
from planner_desktop.national import shape
from planner_desktop.national.warehouse import opened


def copy(collection: Path, url: str) -> dict[str, int]:
    """Put the tables of a collection in the place of those that the database has of it; how many rows each got.

    It is one transaction: who asks meanwhile sees what was there before. Raises CollectionError, FormPackError.
    """
    library.ask_for(library.POSTGRESQL)
    import sqlalchemy
    from sqlalchemy.exc import SQLAlchemyError

    with closing(opened(collection)) as held:
        said = dict(held.execute("SELECT name, value FROM about").fetchall())
        tables = shape.tables(edition_pack(said["edition"]))
        try:
            engine = sqlalchemy.create_engine(_with_driver(url))
            with engine.begin() as connection:
                counts = {
                    name: _copied(connection, held, collection.stem, name, columns) for name, columns in tables.items()
                }
            engine.dispose()
        except (SQLAlchemyError, OSError) as error:
            raise CollectionError(
                _("The database cannot be written: {problem}").format(problem=str(error).splitlines()[0]),
                _("Look at its address: postgresql://USER:PASSWORD@SERVER/DATABASE"),
            ) from error
    return counts


def _copied(connection: Any, held: sqlite3.Connection, collection: str, name: str, columns: shape.Columns) -> int:
    import sqlalchemy

    kinds = {shape.TEXT: sqlalchemy.Text, shape.NUMBER: sqlalchemy.BigInteger}
    table = sqlalchemy.Table(
        name, sqlalchemy.MetaData(), *(sqlalchemy.Column(column, kinds[kind]()) for column, kind in columns.items()),
        sqlalchemy.Index(f"{name}_collection", "collection", "bundle"),
    )  # fmt: skip
    table.create(connection, checkfirst=True)
    connection.execute(table.delete().where(table.c.collection == collection))
    into = f"COPY {name} ({', '.join(columns)}) FROM STDIN"
    count = 0
    with connection.connection.cursor() as cursor, cursor.copy(into) as copying:
        for row in _rows(held, collection, name, columns):
            copying.write_row(row)
            count += 1
    return count


def _rows(held: sqlite3.Connection, collection: str, name: str, columns: shape.Columns) -> Iterator[tuple[Any, ...]]:
    """The rows; PostgreSQL holds no U+0000 in a text, which no plan has either."""
    yield from held.execute(shape.selecting(name, columns), {"collection": collection})


def _with_driver(url: str) -> str:
    return url.replace("postgresql://", "postgresql+psycopg://", 1)
