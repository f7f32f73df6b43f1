"""The short ways to write a form pack's SQL, made whole: `project WHERE carried`, `agency_issue`, `:part_one.kr_label`.

What stands in string literals, quoted names and comments is never touched.
"""

import re
from collections.abc import Callable, Collection

from planner_desktop.formpack.model import FormPack
from planner_desktop.formpack.tables import links_table

_TOKEN = re.compile(
    r"(?P<kept>'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|`[^`]*`|\[[^\]]*\]|--[^\n]*|/\*.*?(?:\*/|\Z))"
    r"|(?<![\w:]):(?P<name>[a-z][a-z0-9_]*)(?:\.(?P<field>[a-z][a-z0-9_]*))?",
    re.DOTALL,
)
_START = re.compile(r"(?:\s+|--[^\n]*(?:\n|\Z)|/\*.*?\*/)*(?P<word>[A-Za-z_]\w*)?", re.DOTALL)
_WHOLE_QUERY = {"SELECT", "WITH", "VALUES"}
_BARE = re.compile(r"(?P<name>[a-z][a-z0-9_]*)(?:\.(?P<step>[a-z][a-z0-9_]*))?")
_BEHIND_A_TABLE = {
    "", "WHERE", "ORDER", "GROUP", "HAVING", "LIMIT", "JOIN", "LEFT", "INNER", "CROSS", "NATURAL", "FULL", "RIGHT",
    "UNION", "EXCEPT", "INTERSECT", "WINDOW", "INDEXED", "NOT",
}  # fmt: skip
"""What stands behind a table's name where it gets no other name."""


def named(sql: str) -> set[tuple[str, str]]:
    """The `:name` and `:record.field` of a query, as pairs whose second part may be empty."""
    return {(found["name"], found["field"] or "") for found in _TOKEN.finditer(sql) if found["name"]}


def with_meanings(sql: str, meaning: Callable[[str, str], str | None]) -> str:
    """SQL with what `meaning` says of a `:name` or `:record.field` in its place; None leaves it as it is."""

    def put(found: re.Match[str]) -> str:
        said = meaning(found["name"], found["field"] or "") if found["name"] else None
        return found[0] if said is None else said

    return _TOKEN.sub(put, sql)


def literal(value: str | float) -> str:
    """A constant as SQL writes it."""
    return "'" + value.replace("'", "''") + "'" if isinstance(value, str) else str(value)


def whole(sql: str, pack: FormPack) -> str:
    """A query that begins with the name of a table as a SELECT.

    What is only a record's name, or a step from one to others, depends on the row around it: see `placed`.
    """
    found = _START.match(sql)
    word = (found and found["word"]) or ""
    if not found or not word or word.upper() in _WHOLE_QUERY or is_bare(sql, pack):
        return sql
    before, after = sql[: found.start("word")], sql[found.end("word") :]
    if word not in pack.records:
        return f"{before}SELECT * FROM {word}{after}"
    behind = _START.match(after)
    alias = f" AS {word}" if ((behind and behind["word"]) or "").upper() in _BEHIND_A_TABLE else ""
    return f"{before}SELECT * FROM {source(word, pack)}{alias}{after}"


def is_bare(sql: str, pack: FormPack) -> bool:
    """Whether a query is only a record's name, or a record and one of its links: `agency_issue`, `tactic.projects`."""
    found = _BARE.fullmatch(sql)
    return found is not None and (found["step"] is not None or found["name"] in pack.records)


def source(kind: str, pack: FormPack) -> str:
    """What to read a kind of record from: its rows with their id in a column that is called as the record, too."""
    return kind if kind in pack.records[kind].fields else f"(SELECT *, id AS {kind} FROM {kind})"


def placed(sql: str, pack: FormPack, around: Collection[str]) -> str:
    """A query as it is run where rows `around` yield these columns.

    A record's name yields its records in their order, and where its parent's id is around, only those under that; a
    record and its field of links those linked from the row around. `number` is the place among them.
    """
    if not is_bare(sql, pack):
        return sql
    kind, _dot, step = sql.partition(".")
    if step:
        return _linked(kind, step, pack)
    spec = pack.records[kind]
    order = ["t.position", "t.id"]
    under = f" WHERE t.{spec.parent} = :{spec.parent}" if spec.parent in around else ""
    here = f"t.{spec.parent}"
    for above in [] if under else reversed(pack.above(kind)):
        order.insert(0, f"(SELECT position FROM {above} WHERE id = {here})")
        here = f"(SELECT {pack.records[above].parent} FROM {above} WHERE id = {here})"
    return _numbered(kind, pack, f"{source(kind, pack)} t{under}", ", ".join(order))


def _linked(kind: str, step: str, pack: FormPack) -> str:
    spec = pack.records[kind].fields.get(step) if kind in pack.records else None
    if spec is None or spec.type != "links":
        return f"SELECT * FROM {kind}.{step}"  # which says what is wrong, and lint says it better
    to, pairs = spec.to or "", links_table(kind, step)
    rows = f"{pairs} l JOIN {source(to, pack)} t ON t.id = l.{to} WHERE l.{kind} = :{kind}"
    return _numbered(to, pack, rows, "l.position, t.id")


def _numbered(kind: str, pack: FormPack, rows: str, order: str) -> str:
    number = "" if "number" in pack.records[kind].fields else f", row_number() OVER (ORDER BY {order}) AS number"
    return f"SELECT t.*{number} FROM {rows} ORDER BY {order}"
