"""The short ways to write a form pack's SQL, made whole: `project WHERE carried`, `agency_issue`, `:part_one.kr_label`.

What stands in string literals, quoted names and comments is never touched.
"""

import re
from collections.abc import Callable, Container

from planner_desktop.formpack import computed_rows, paths
from planner_desktop.formpack.computed_rows import source
from planner_desktop.formpack.form_pack import FormPack
from planner_desktop.formpack.formats import BLANK
from planner_desktop.regex import regex

_TOKEN = regex(
    r"(?P<kept>'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|`[^`]*`|\[[^\]]*\]|--[^\n]*|/\*.*?(?:\*/|\Z))"
    r"|(?<![\w:]):(?P<name>[a-z][a-z0-9_]*)(?:\.(?P<field>[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)*))?"
    r"|(?<![\w.)\]\"'`])\.(?P<own>[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)*)(?P<null>\s+IS\s+(?:NOT\s+)?NULL\b)?"
    r"|(?P<bracket>[()])|\b(?P<select>SELECT|VALUES)\b",
    re.DOTALL | re.IGNORECASE,
)
_START = regex(r"(?:\s+|--[^\n]*(?:\n|\Z)|/\*.*?\*/)*(?P<word>[A-Za-z_]\w*)?", re.DOTALL)
_ONE_NAME = regex(r"((?:not\s+)?)([a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)*)", re.IGNORECASE)
_WHOLE_QUERY = {"SELECT", "WITH", "VALUES"}
_BARE = regex(r"[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)*")
_BEHIND_A_TABLE = {
    "", "WHERE", "ORDER", "GROUP", "HAVING", "LIMIT", "JOIN", "LEFT", "INNER", "CROSS", "NATURAL", "FULL", "RIGHT",
    "UNION", "EXCEPT", "INTERSECT", "WINDOW", "INDEXED", "NOT",
}  # fmt: skip
"""What stands behind a table's name where it gets no other name."""


def named(sql: str) -> set[tuple[str, str]]:
    """The `:name` and `:record.field` of a query, and longer paths, as pairs whose second part may be empty."""
    return {(found["name"], found["field"] or "") for found in _TOKEN.finditer(sql) if found["name"]}


def own_paths(sql: str) -> list[str]:
    """The paths of a query that begin with its own row, without their dot: `divisions.name` of `.divisions.name`."""
    return [found["own"] for found in _TOKEN.finditer(sql) if found["own"]]


def with_meanings(
    sql: str,
    meaning: Callable[[str, str], str | None],
    own: Callable[[str, str, bool], str] = lambda path, null, _: f".{path}{null}",
) -> str:
    """SQL with what `meaning` says of a `:name` or `:record.field` in its place; None leaves it as it is.

    `own` says what a path from the query's own row means with the `IS NULL` or `IS NOT NULL` behind it, if there is
    one, and is told whether it stands inside a SELECT.
    """
    in_select = [False]

    def put(found: re.Match[str]) -> str:
        if found["own"]:
            return own(found["own"], found["null"] or "", in_select[-1])
        if found["bracket"] == "(":
            in_select.append(in_select[-1])
        elif found["bracket"] and len(in_select) > 1:
            in_select.pop()
        elif found["select"]:
            in_select[-1] = True
        said = meaning(found["name"], found["field"] or "") if found["name"] else None
        return found[0] if said is None else said

    return _TOKEN.sub(put, sql)


def row_of(sql: str, pack: FormPack) -> tuple[str, str] | None:
    """The kind of record that a query which begins with a table yields, and what SQL calls that table there."""
    sql = summed(sql)[1] or sql
    found = _START.match(sql)
    word = (found and found["word"]) or ""
    kind = word if word in pack.records else word.removesuffix(computed_rows.ENDING)
    if not found or kind not in pack.records or (word != kind and word != computed_rows.name(kind)):
        return None
    behind = re.match(r"\s*(?:AS\s+)?(?P<word>\w*)", sql[found.end("word") :], re.IGNORECASE)
    alias = behind["word"] if behind else ""
    return kind, word if alias.upper() in _BEHIND_A_TABLE else alias


def condition(when: str) -> str:
    """A condition that is a name alone, `cover.link` or `not with_okr`, as SQL: whether anything is said there.

    Neither nothing, 0 and no nor the dots of an empty template say anything.
    """
    found = _ONE_NAME.fullmatch(when)
    return f"{found[1]}coalesce(:{found[2]}, '') NOT IN ('', 0, '{BLANK}')" if found else when


def literal(value: str | float) -> str:
    """A constant as SQL writes it."""
    return "'" + value.replace("'", "''") + "'" if isinstance(value, str) else str(value)


_SUMS = regex(
    r"(?:count|total\s+(?P<columns>[a-z]\w*(?:\s*,\s*[a-z]\w*)*))\s+of\s+(?=(?P<table>[a-z]\w*))", re.IGNORECASE
)
_GROUPS = regex(r"\bGROUP\s+BY\s+(?P<columns>[a-z]\w*(?:\s*,\s*[a-z]\w*)*)", re.IGNORECASE)


def summed(sql: str) -> tuple[str, str]:
    """A query `count of TABLE …` or `total COLUMN, … of TABLE …` parted into what it selects and what stands behind.

    It selects `count`, the sum of each column under the column's name, `with_COLUMN` and `without_COLUMN` (how many
    rows have something there, and nothing), and what it is grouped by. Both parts are empty where it is another query.
    """
    found = _SUMS.match(sql)
    if not found:
        return "", ""
    rest = sql[found.end() :]
    selected = ["count(*) AS count"]
    for name in re.findall(r"\w+", found["columns"] or ""):
        without = f"count(*) - count({name}) AS without_{name}"
        selected += [f"sum({name}) AS {name}", f"count({name}) AS with_{name}", without]
    grouped = _GROUPS.search(rest)
    return ", ".join([*re.findall(r"\w+", grouped["columns"] if grouped else ""), *selected]), rest


def whole(sql: str, pack: FormPack) -> str:
    """A query that begins with the name of a table as a SELECT.

    What is only a record's name, or a path from one to others, depends on the row around it: see `placed`.
    """
    selected, rest = summed(sql)
    if selected:
        return _from_table(rest, pack).replace("*", selected, 1)
    return sql if is_bare(sql, pack) else _from_table(sql, pack)


def _from_table(sql: str, pack: FormPack) -> str:
    found = _START.match(sql)
    word = (found and found["word"]) or ""
    if not found or not word or word.upper() in _WHOLE_QUERY:
        return sql
    before, after = sql[: found.start("word")], sql[found.end("word") :]
    if word not in pack.records:
        return f"{before}SELECT * FROM {word}{after}"
    behind = _START.match(after)
    alias = f" AS {word}" if ((behind and behind["word"]) or "").upper() in _BEHIND_A_TABLE else ""
    return f"{before}SELECT * FROM {source(word, pack)}{alias}{after}"


def first_word(sql: str) -> str:
    """The table that a query begins with, or its first word, comments aside; empty where it begins otherwise."""
    found = _START.match(summed(sql)[1] or sql)
    return (found and found["word"]) or ""


def is_bare(sql: str, pack: FormPack) -> bool:
    """Whether a query is only a record's name or a path to records: `agency_issue`, `tactic.projects`."""
    return _BARE.fullmatch(sql) is not None and ("." in sql or sql in pack.records)


def placed(sql: str, pack: FormPack, around: Container[str]) -> str:
    """A query as it is run where rows `around` yield these columns.

    A record's name yields its records in their order, and where its parent's id is around, only those under that; a
    path the records that it leads to from the row around. `number` is the place among them.
    """
    if not is_bare(sql, pack):
        return sql
    if "." in sql:
        return _led_to(sql, pack, around)
    parent = pack.records[sql].parent
    if parent and parent in around:
        return _numbered(sql, pack, f"{source(sql, pack)} t WHERE t.{parent} = :{parent}", "t.position, t.id")
    return _numbered(sql, pack, f"{source(sql, pack)} t", ", ".join([*paths.in_order(sql, pack), "t.id"]))


def _led_to(path: str, pack: FormPack, around: Container[str]) -> str:
    try:
        way = paths.way(path, pack, around)
    except paths.NoWayError:
        return f"SELECT * FROM {path}"  # which fails; lint says better why
    kind = way.steps[-1].kind
    return _numbered(kind, pack, paths.rows(way, pack), "w._place") if kind else f"SELECT * FROM {path}"


def _numbered(kind: str, pack: FormPack, rows: str, order: str) -> str:
    number = "" if "number" in pack.records[kind].fields else f", row_number() OVER (ORDER BY {order}) AS number"
    return f"SELECT t.*{number} FROM {rows} ORDER BY {order}"
