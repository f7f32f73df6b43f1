"""What a server holds of a collection, in a schema of its own: the decisions, line by line, and the bundles.

Both are the very bytes that lie in the folder of each PC. Rows are only ever added: the server refuses to change one,
and a bundle whose bytes are not those of its name.
"""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from planner_desktop import stopping, whole_file
from planner_desktop.collect.places import sha256_of
from planner_desktop.collect.server.address import Address
from planner_desktop.errors import CollectionError
from planner_desktop.i18n import _

FORMAT = "1"
LINES = 500
"""So many decisions are fetched at a time."""
PIECE = 4_000_000
"""Bytes of a bundle that are fetched at a time."""

_MAKE = """
CREATE TABLE {0}.about (name text PRIMARY KEY, value text NOT NULL);
CREATE TABLE {0}.decision (
    n bigint PRIMARY KEY CHECK (n > 0),
    line text NOT NULL,
    "at" text GENERATED ALWAYS AS (line::json ->> 'at') STORED,
    "by" text GENERATED ALWAYS AS (line::json ->> 'by') STORED,
    what text GENERATED ALWAYS AS (line::json ->> 'what') STORED,
    receipt text GENERATED ALWAYS AS (line::json ->> 'receipt') STORED
);
CREATE TABLE {0}.bundle (
    sha256 text PRIMARY KEY,
    bytes bytea NOT NULL,
    size bigint GENERATED ALWAYS AS (octet_length(bytes)) STORED,
    CONSTRAINT whole CHECK (sha256 = encode(sha256(bytes), 'hex'))
);
ALTER TABLE {0}.bundle ALTER COLUMN bytes SET STORAGE EXTERNAL;
CREATE FUNCTION {0}.only_added() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'rows of % are only ever added', TG_TABLE_NAME; END $$;
CREATE TRIGGER only_added BEFORE UPDATE OR DELETE OR TRUNCATE ON {0}.decision
    FOR EACH STATEMENT EXECUTE FUNCTION {0}.only_added();
CREATE TRIGGER only_added BEFORE UPDATE OR DELETE OR TRUNCATE ON {0}.bundle
    FOR EACH STATEMENT EXECUTE FUNCTION {0}.only_added();
"""


class Tables:
    """The tables of one collection, asked through a connection. What the server says is raised as psycopg's errors."""

    def __init__(self, connection: Any, address: Address) -> None:
        self._connection = connection
        self._schema = '"' + address.schema.replace('"', '""') + '"'
        self._told = address.told

    def _rows(self, sql: str, values: tuple[Any, ...] = (), *, binary: bool = False) -> list[tuple[Any, ...]]:
        found = self._connection.execute(sql.replace("{}", self._schema), values, binary=binary)
        return list(found.fetchall())

    # ------------------------------------------------------------ made

    def are_there(self) -> bool:
        """Whether there is a collection in the schema."""
        return self._rows("SELECT to_regclass(%s) IS NOT NULL", (f"{self._schema}.decision",))[0][0] is True

    def make(self, schema: str, edition: str) -> None:
        """Make them, empty. Raises CollectionError where the database holds no Unicode."""
        encoding = self._rows("SHOW server_encoding")[0][0]
        if encoding != "UTF8":
            raise CollectionError(
                _("The database holds {encoding}, not UTF8").format(encoding=encoding),
                _("Have one made: createdb --encoding UTF8 --template template0 NAME"),
            )
        if not self._rows("SELECT 1 FROM pg_namespace WHERE nspname = %s", (schema,)):
            self._connection.execute(f"CREATE SCHEMA {self._schema}")
        self._connection.execute(_MAKE.replace("{0}", self._schema))
        for row in (("format", FORMAT), ("edition", edition)):
            self._connection.execute(f"INSERT INTO {self._schema}.about VALUES (%s, %s)", row)

    def edition(self) -> str:
        """The edition whose plans are collected. Raises CollectionError where a newer program made the tables."""
        about = dict(self._rows("SELECT name, value FROM {}.about"))
        if about.get("format") != FORMAT:
            raise CollectionError(
                _("{server} was made by another version of the program").format(server=self._told),
                _("Take the version that the others have."),
            )
        return str(about["edition"])

    # ------------------------------------------------------------ decisions

    def lock(self) -> None:
        """Let nobody else decide until this transaction ends."""
        self._rows("SELECT pg_advisory_xact_lock(%s::regclass::oid::bigint)", (f"{self._schema}.decision",))

    def lines(self, first: int) -> Iterator[tuple[int, bytes]]:
        """The lines from a number on, each with its own."""
        while True:
            sql = "SELECT n, line FROM {}.decision WHERE n >= %s ORDER BY n LIMIT %s"
            rows = self._rows(sql, (first, LINES))
            yield from ((n, line.encode() + b"\n") for n, line in rows)
            if len(rows) < LINES:
                return
            first = rows[-1][0] + 1

    def digest(self, last: int) -> str:
        """The SHA-256 of all lines up to a number, as their file has them."""
        text = "coalesce(string_agg(line || chr(10), '' ORDER BY n), '')"
        sql = f"SELECT encode(sha256(convert_to({text}, 'UTF8')), 'hex') FROM {{}}.decision WHERE n <= %s"
        return str(self._rows(sql, (last,))[0][0])

    def add(self, n: int, line: bytes) -> None:
        """Add a decision."""
        sql = f"INSERT INTO {self._schema}.decision (n, line) VALUES (%s, %s)"
        self._connection.execute(sql, (n, line.decode().rstrip("\n")))

    # ------------------------------------------------------------ bundles

    def put_bundle(self, file: Path) -> None:
        """Add a bundle, if it is not there; its name is its SHA-256. Raises OSError."""
        sql = f"INSERT INTO {self._schema}.bundle (sha256, bytes) VALUES (%s, %b) ON CONFLICT DO NOTHING"
        self._connection.execute(sql, (file.stem, file.read_bytes()))

    def fetch_bundle(self, sha256: str, to: Path) -> None:
        """Write a bundle where it belongs, unless it lies there. Raises CollectionError, OSError; then nothing is there
        that was not before.
        """
        if to.is_file() and sha256_of(to) == sha256:
            return
        sizes = self._rows("SELECT size FROM {}.bundle WHERE sha256 = %s", (sha256,))
        if not sizes:
            raise CollectionError(
                _("The bundle {sha256} is missing on {server}").format(sha256=sha256, server=self._told),
                _("Whoever looks after the server puts it back from a backup, or who received it from its folder."),
            )
        whole = hashlib.sha256()
        with whole_file.making(to) as part:
            with part.open("wb") as file:
                for start in range(1, sizes[0][0] + 1, PIECE):
                    stopping.look()
                    sql = "SELECT substring(bytes FROM %s FOR %s) FROM {}.bundle WHERE sha256 = %s"
                    piece = self._rows(sql, (start, PIECE, sha256), binary=True)[0][0]
                    whole.update(piece)
                    file.write(piece)
            if whole.hexdigest() != sha256:
                raise CollectionError(
                    _("The bundle {sha256} was changed on {server}, and is not taken").format(
                        sha256=sha256, server=self._told
                    ),
                    _("Whoever looks after the server puts it back from a backup, or who received it from its folder."),
                )


def schemas(connection: Any) -> list[str]:
    """The schemas of a database that hold a collection."""
    sql = (
        "SELECT table_schema FROM information_schema.columns WHERE table_name = 'decision' AND column_name = 'line'"
        " ORDER BY table_schema"
    )
    return [row[0] for row in connection.execute(sql).fetchall()]
