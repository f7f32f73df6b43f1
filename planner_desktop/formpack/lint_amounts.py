"""Which columns of a form pack's queries are amounts: whole satang, which no person may see without a format.

SQLite knows no type of money, so the text of each query is read: a column is an amount where its expression brings one
through, by itself or added up. What compares, counts or divides amounts, or gives them to `baht()`, is none.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from planner_desktop.regex import regex

FORMATS = frozenset({"baht", "closed", "words"})
"""The formats that show satang as an amount."""

_TOKEN = regex(r"'(?:[^']|'')*'|/\*.*?\*/|--[^\n]*|:?[A-Za-z_][A-Za-z0-9_]*|\|\||[<>!]=|==|<>|[^\s\w]|\d+", re.DOTALL)
_NO_AMOUNT = {"baht", "count", "compared", "exists", "typeof", "instr", "length", "over", "filter"}
_NO_AMOUNT |= {"row_number", "rank", "dense_rank", "ntile"}
_TEXT = {"group_concat", "printf", "format", "substr", "replace", "cast", "trim", "upper", "lower"}
_COMPARES = {"=", "==", "<", ">", "<=", ">=", "<>", "!=", "is", "in", "like", "between", "and", "or", "not"}
_ENDS_LIST = {"from", "union", "where", "group", "having", "order", "limit", "except", "intersect", "window", ";"}

Tokens = Sequence["str | Bracketed"]


@dataclass(frozen=True)
class Bracketed:
    """A bracketed part of an SQL text: its words, and brackets within it."""

    inside: tuple["str | Bracketed", ...]


@dataclass(frozen=True)
class Amounts:
    """What a query makes of amounts: `columns` that are some, `others` that are none, and amounts `raw` in a text."""

    columns: frozenset[str]
    others: frozenset[str]
    raw: frozenset[str]


def of_query(sql: str, known: frozenset[str]) -> Amounts:
    """What the query and those inside it make of amounts, where the columns `known` are some."""
    named = [_named(item) for select in _selects(_grouped(sql)) for item in _items(select)]
    columns, others, raw = set[str](), set[str](), set[str]()
    for expression, name in named:  # inner ones come first
        is_one = _amounts(expression, known | columns, raw) and not _makes_text(expression)
        (columns if is_one else others).add(name)
    return Amounts(frozenset(columns - {""}), frozenset(others - columns - {""}), frozenset(raw))


def _grouped(sql: str) -> tuple["str | Bracketed", ...]:
    open_groups: list[list[str | Bracketed]] = [[]]
    for token in _TOKEN.findall(sql):
        if token == "(":
            open_groups.append([])
        elif token == ")" and len(open_groups) > 1:
            group = Bracketed(tuple(open_groups.pop()))
            open_groups[-1].append(group)
        elif not token.startswith(("/*", "--", ":")):
            open_groups[-1].append(token if token.startswith("'") else token.lower())
    while len(open_groups) > 1:  # brackets that do not close: another look says that the SQL does not prepare
        group = Bracketed(tuple(open_groups.pop()))
        open_groups[-1].append(group)
    return tuple(open_groups[0])


def _selects(tokens: Tokens) -> Iterator[list["str | Bracketed"]]:
    """The tokens of every list of columns behind a SELECT, inner ones first."""
    for token in tokens:
        if isinstance(token, Bracketed):
            yield from _selects(token.inside)
    yield from _lists(tokens)


def _lists(tokens: Tokens) -> Iterator[list["str | Bracketed"]]:
    """The lists of columns at this level; UNION has several."""
    found: list[str | Bracketed] | None = None
    for token in tokens:
        if token == "select":
            found = []
        elif found is not None and isinstance(token, str) and token in _ENDS_LIST:
            yield found
            found = None
        elif found is not None:
            found.append(token)
    if found is not None:
        yield found


def _items(select: Tokens) -> Iterator[list["str | Bracketed"]]:
    item: list[str | Bracketed] = []
    for token in select:
        if token == ",":
            yield item
            item = []
        elif token != "distinct":
            item.append(token)
    yield item


def _named(item: list["str | Bracketed"]) -> tuple[list["str | Bracketed"], str]:
    """An expression and the name of its column; no name where it has none."""
    last = item[-1] if item else ""
    if not isinstance(last, str) or not re.fullmatch(r"[a-z_]\w*", last):
        return item, ""
    if len(item) > 1 and item[-2] == "as":
        return item[:-2], last
    if len(item) > 1 and (isinstance(item[-2], Bracketed) or item[-2] == "end"):
        return item[:-1], last
    return item, last


def _amounts(tokens: Tokens, known: frozenset[str], raw: set[str]) -> set[str]:
    """The amounts that an expression brings through; those that it puts into a text are noted as `raw`."""
    found, in_when = set[str](), 0
    for n, token in enumerate(tokens):
        if token in ("when", "then"):
            in_when += 1 if token == "when" else -1
        elif in_when:
            continue
        elif isinstance(token, Bracketed):
            before = tokens[n - 1] if n else ""
            inner = set[str]() if before in _NO_AMOUNT else _inner(token, known, raw)
            raw |= inner if before in _TEXT else set()
            found |= inner
        elif token in known:
            found.add(token)
        elif token in _COMPARES or (token in ("/", "%") and _amounts(tokens[n + 1 :], known, set())):
            return set()
    raw |= found if "||" in tokens else set()
    return found


def _inner(group: Bracketed, known: frozenset[str], raw: set[str]) -> set[str]:
    lists = list(_lists(group.inside)) if "select" in group.inside else [list(group.inside)]
    found = set[str]()
    for part in lists:
        for item in _items(part):
            found |= _amounts(_named(item)[0], known, raw)
    return found


def _makes_text(tokens: Tokens) -> bool:
    return "||" in tokens or any(token in _TEXT for token in tokens)
