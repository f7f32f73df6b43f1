"""Whether what stands in a draft's file besides rows is what the program makes: before any of it can run.

SQLite runs what a file brings along: triggers with every change, views and generated columns with every look, checks
and index expressions in between. A draft from anyone may hold some that change amounts behind the officer's back. So
the file's tables, indexes and triggers are compared with those that `file.build` makes for the same form pack; by what
they mean, not by their letters, for other versions of sqlite-utils, and ALTER TABLE, write them otherwise.
"""

import hashlib
import marshal
import re
import sqlite3
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from functools import cache
from pathlib import Path

from planner_desktop import __version__, json_cache
from planner_desktop.draft.file.database import Database
from planner_desktop.errors import DraftError
from planner_desktop.formpack import FormPack, guard
from planner_desktop.formpack.cache import digest
from planner_desktop.i18n import _
from planner_desktop.regex import regex

SECONDS = 20.0  # for looking; ours takes some milliseconds
MOST_PARTS = 20_000  # tables, indexes and triggers; the largest of our editions has 500

SchemaPart = tuple[str, str]
"""What kind of thing it is, and its name."""
_WITHOUT_REFERENCES = 2  # a format of marshal's in which what is equal is written alike
SchemaRow = tuple[str, str, str]
"""A row of `sqlite_master`: kind, name, SQL."""
Schema = dict[SchemaPart, str]
"""What each part of a database means, in one way of writing."""

_STATISTICS = regex(r"create table sqlite_stat[1-4] \( [a-z]+( , [a-z]+)* \)")  # what ANALYZE leaves; only rows
_TOKEN = regex(
    r"(?P<space>[ \t\n\f\r]+|--[^\n]*|/\*(?:.*?\*/|.*))"
    r"|(?P<string>'(?:[^']|'')*')"
    r"|(?P<quoted>\"(?:[^\"]|\"\")*\"|\[[^\]]*\]|`(?:[^`]|``)*`)"
    r"|(?P<word>[A-Za-z0-9_$\x80-\U0010ffff]+)"
    r"|(?P<sign>.)",
    re.DOTALL,
)
_HEADS = {
    "table": regex(r"CREATE\s+TABLE\s", re.ASCII | re.IGNORECASE),
    "index": regex(r"CREATE\s+(UNIQUE\s+)?INDEX\s", re.ASCII | re.IGNORECASE),
    "trigger": regex(r"CREATE\s+TRIGGER\s", re.ASCII | re.IGNORECASE),
}
_SMALL = {letter: letter + 32 for letter in range(ord("A"), ord("Z") + 1)}  # SQLite knows no other capitals
_TABLE_WORDS_TEXT = """
    create table primary key not null default references foreign on delete cascade set strict integer text blob
"""
_TABLE_WORDS = frozenset(_TABLE_WORDS_TEXT.split())
"""All that a table of ours is said with. Any other word may mean what SQLite's pragmas do not tell: CHECK, COLLATE."""
_MEANINGFUL_TEXT = """
    abort always as asc autoincrement check collate conflict constraint deferrable deferred desc fail generated
    ignore immediate initially match replace rollback rowid stored unique using virtual without
"""
_MEANINGFUL = frozenset(_MEANINGFUL_TEXT.split())
"""Words of that kind which a column of a form pack may have as its name; ours are quoted then."""
_TRIGGER_WORDS_TEXT = """
    after and as before begin by case create cross delete each else end exists from group having in insert
    instead into is join limit not null of offset on or order raise recursive replace returning row rowid select
    set table temp then trigger true union update using values when where with false new old
"""
_TRIGGER_WORDS = frozenset(_TRIGGER_WORDS_TEXT.split())
"""Words that mean something else where they are quoted."""


class ForeignSchemaError(DraftError):
    """Something stands in the file that the program does not make; `parts` names it, for a log and the curious."""

    def __init__(self, parts: Iterable[SchemaPart]) -> None:
        self.parts = ", ".join(f"{kind} {name[:80]!r}" for kind, name in list(parts)[:10])
        super().__init__(
            _("The file holds parts that this program does not make ({parts})").format(parts=self.parts),
            _("They were not run. What was entered can be repaired into a new file without them."),
        )


def look(database: Database) -> None:
    """See that nothing in a file runs when its rows are read: plain tables only. Raises ForeignSchemaError.

    The first look at any file, whatever its format; nothing of it was used before.
    """
    with database.conn.limited(SECONDS):
        here = letters(database)
        if here not in _ours and here not in _kept(_any_of_ours()):
            _tables(database, _rows(database))


def compare(database: Database, pack: FormPack, build: Callable[[FormPack], Database]) -> None:
    """See that a draft of today's format holds exactly what the program makes (`build`). Raises ForeignSchemaError."""
    name = f"schemas/{digest(pack.files, _program())}.json"
    here = letters(database)
    if name in _ours.get(here, ()):
        return
    known = _kept(name)
    if here not in known:
        found = _read(database)
        with closing(build(pack)) as built:
            ours = _read(built)
        if found != ours:
            raise ForeignSchemaError(
                sorted(part for part in found.keys() | ours.keys() if found.get(part) != ours.get(part))
            )
        json_cache.keep(name, sorted({*known, here}))
    if here not in (plain := _kept(_any_of_ours())):
        json_cache.keep(_any_of_ours(), sorted({*plain, here}))
    _ours.setdefault(here, set()).add(name)


def letters(database: Database) -> str:
    """A sum of what stands in the schema letter by letter: what has the same means the same."""
    rows = database.execute("SELECT type, name, tbl_name, sql FROM main.sqlite_master").fetchall()
    return hashlib.blake2b(marshal.dumps(rows, _WITHOUT_REFERENCES), digest_size=32).hexdigest()


def drop_triggers(database: Database) -> None:
    """Take every trigger away, inside the caller's transaction, so that none of a file from anyone runs."""
    for kind, name, _sql in _rows(database):
        if kind == "trigger":
            database.execute(f"DROP TRIGGER {quoted(name)}")


def quoted(name: str) -> str:
    """A name as SQL takes it, whatever letters are in it."""
    return '"' + name.replace('"', '""') + '"'


# ---------------------------------------------------------------- what the program makes


_ours: dict[str, set[str]] = {}  # letters of schemas that were found to be ours, and for which form packs


def _kept(name: str) -> set[str]:
    """Letters that were found to mean what the program makes for a form pack: to make it takes longer than to open."""
    known = json_cache.recall(name)
    return set(known) if isinstance(known, list) and all(isinstance(each, str) for each in known) else set()


def _any_of_ours() -> str:
    """Where the letters of all schemas are kept that were found to mean what this program makes."""
    return f"schemas/{digest({}, _program())}.json"


@cache
def _program() -> bytes:
    """What makes drafts: the version, SQLite's, and the code's age, for in a clone that changes without the version."""
    rooms = (Path(__file__).parent, Path(guard.__file__).parent)
    code = [(f.name, f.stat().st_mtime_ns) for room in rooms for f in sorted(room.glob("*.py"))]
    return repr((__version__, sys.version, sqlite3.sqlite_version, code)).encode()


# ---------------------------------------------------------------- what stands in a file


def _rows(database: Database) -> list[SchemaRow]:
    """The schema's rows, but for statistics and the indexes that belong to a table anyway.

    Raises ForeignSchemaError where there is anything but plain tables, indexes and triggers.
    """
    found = []
    for kind, name, _table, sql in database.execute("SELECT type, name, tbl_name, sql FROM main.sqlite_master"):
        if kind == "index" and sql is None:  # of a primary key
            continue
        head = _HEADS.get(kind)
        if not (isinstance(name, str) and isinstance(sql, str) and head and head.match(sql)):
            raise ForeignSchemaError([(str(kind), str(name))])
        if not (kind == "table" and name.startswith("sqlite_stat") and _STATISTICS.fullmatch(normal(sql))):
            found.append((kind, name, sql))
        if len(found) > MOST_PARTS:
            raise ForeignSchemaError([("parts", str(len(found)))])
    return found


def _read(database: Database) -> Schema:
    """What everything in a database means; nothing of it is run. Raises ForeignSchemaError."""
    rows = _rows(database)
    triggers = {(kind, name): normal(sql) for kind, name, sql in rows if kind == "trigger"}
    return triggers | _tables(database, rows)


def _tables(database: Database, rows: list[SchemaRow]) -> Schema:
    """What the tables mean, with their indexes. Raises ForeignSchemaError where a table is not plain."""
    schema: Schema = {}
    names: set[str] = set()
    for _main, name, kind, _count, without_rowid, strict in database.execute("PRAGMA main.table_list").fetchall():
        if name.startswith("sqlite_"):
            continue
        columns = dict(_columns_of(database, name))
        said = sorted([*columns.values(), *_keys_of(database, name), *_indexes_of(database, name)])
        schema["table", name] = "\n".join([f"{kind}, without rowid {without_rowid}, strict {strict}", *said])
        names |= {word.translate(_SMALL) for word in (name, *columns)}
    names -= _MEANINGFUL
    for kind, name, sql in rows:
        if kind == "table" and (("table", name) not in schema or _words(sql) - _TABLE_WORDS - names):
            raise ForeignSchemaError([(kind, name)])
    return schema


def _columns_of(database: Database, table: str) -> Iterator[tuple[str, str]]:
    for _n, name, type, not_null, default, key, hidden in database.execute(f"PRAGMA main.table_xinfo({quoted(table)})"):
        start = "" if default is None else normal(default).strip("'")
        if hidden or not re.fullmatch(r"-?\w*", start):
            raise ForeignSchemaError([("column", f"{table}.{name}")])
        yield name, f"column {quoted(name)} {type.upper()} not null {not_null} default {start} key {key}"


def _keys_of(database: Database, table: str) -> Iterator[str]:
    keys: dict[int, list[tuple[object, ...]]] = {}
    for id, n, *said in database.execute(f"PRAGMA main.foreign_key_list({quoted(table)})").fetchall():
        keys.setdefault(id, []).append((n, *said))
    yield from (f"refers {sorted(key, key=str)}" for key in keys.values())


def _indexes_of(database: Database, table: str) -> Iterator[str]:
    for _n, name, unique, origin, partial in database.execute(f"PRAGMA main.index_list({quoted(table)})").fetchall():
        columns = database.execute(f"PRAGMA main.index_xinfo({quoted(name)})").fetchall()
        said = [(column, down, collation) for _n, _id, column, down, collation, key in columns if key]
        if partial or any(column is None for column, _down, _collation in said):  # something to work out
            raise ForeignSchemaError([("index", name)])
        yield f"index, unique {unique}, {origin} {said}"


# ---------------------------------------------------------------- SQL in one way of writing


def normal(sql: str) -> str:
    """SQL with one space between its tokens, without comments, its words small and unquoted where that is the same."""
    tokens = list(_tokens(sql))
    for n in range(len(tokens) - 3, -1, -1):
        if tokens[n : n + 3] == ["for", "each", "row"]:  # which every trigger is
            del tokens[n : n + 3]
    return " ".join(tokens)


def _tokens(sql: str) -> Iterator[str]:
    before = ""
    for token in _TOKEN.finditer(sql):
        kind, text = token.lastgroup, token[0]
        if kind == "space":
            continue
        if kind == "quoted":
            inner = text[1:-1].replace(text[-1] * 2, text[-1]).translate(_SMALL)
            plain = re.fullmatch(r"[a-z_][a-z0-9_]*", inner) and (before == "." or inner not in _TRIGGER_WORDS)
            before = inner if plain else f'"{inner}"'
        else:
            before = text.translate(_SMALL) if kind == "word" else text
        yield before


def _words(sql: str) -> set[str]:
    """The words that are not quoted."""
    return {t[0].translate(_SMALL) for t in _TOKEN.finditer(sql) if t.lastgroup == "word" and not t[0].isdigit()}
