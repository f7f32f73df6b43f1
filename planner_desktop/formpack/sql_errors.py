"""What SQLite says of a query, in our words, with the word of the query that it is about."""

import re
from dataclasses import dataclass

from planner_desktop.formpack.suggestions import meant
from planner_desktop.i18n import _, later
from planner_desktop.regex import regex

_KEYWORDS = (
    "SELECT", "DISTINCT", "FROM", "WHERE", "AND", "OR", "NOT", "IN", "IS", "NULL", "LIKE", "BETWEEN", "EXISTS", "JOIN",
    "LEFT", "USING", "ON", "GROUP", "HAVING", "ORDER", "BY", "DESC", "LIMIT", "UNION", "ALL", "CASE", "WHEN", "THEN",
    "ELSE", "END", "AS",
)  # fmt: skip
_WORDS = regex(r"'[^']*'|[^\s(),]+")
"""A text in quotation marks, or what stands between spaces, brackets and commas."""
_LONGEST = 30
"""The letters of a query that a finding repeats."""


@dataclass(frozen=True, slots=True)
class SqlMistake:
    """`message` for the writer of the query. `word` stands where the mistake is.

    `missing` is a column, a table or a function (its `kind`) that there is not; of the kind `ambiguous` it is a column
    that there is more than once, and of the kind `syntax` nothing is missing.
    """

    message: str
    word: str = ""
    missing: str = ""
    kind: str = ""


_SAID: tuple[tuple[str, str, str], ...] = (
    (r"no such column: (\S+)", later("there is no column “{name}”"), "column"),
    (r"no such table: (?:\w+\.)?(\S+)", later("there is no record or view “{name}”"), "table"),
    (r"no such function: (\S+)", later("SQL has no function “{name}”"), "function"),
    (
        r"ambiguous column name: (\S+)",
        later("several tables have a column “{name}”: write the table before it"),
        "ambiguous",
    ),
    (r'near "(.+)": syntax error', later("“{name}” cannot stand here"), "syntax"),
    (r'unrecognized token: "(.*)"', later("“{name}” is no word of SQL, or a quotation mark is missing"), ""),
    (r"wrong number of arguments to function (\w+)\(\)", later("“{name}” is given too many or too few values"), ""),
    (r"misuse of (?:aggregate|window)(?: function)?:? (\w+)\(\)", later("“{name}()” cannot stand here"), ""),
    (r"incomplete input()", later("the query ends too early: a word or a bracket is missing"), ""),
    (
        r"SELECTs to the left and right of (.+) do not have the same number of result columns",
        later("the queries before and after {name} do not yield the same number of columns"),
        "",
    ),
    (
        r"sub-select returns (\d+) columns - expected 1",
        later("the query in brackets yields {name} columns where one value is meant"),
        "",
    ),
)  # fmt: skip


def told(problem: str) -> SqlMistake:
    """What is wrong with a query of which SQLite says this."""
    for pattern, message, kind in _SAID:
        if found := re.fullmatch(pattern, problem, re.DOTALL):
            name = found[1].strip().split("\n")[0][:_LONGEST]
            missing = name.rpartition(".")[2] if kind not in ("", "syntax") else ""
            return SqlMistake(_(message).format(name=name), name, missing, kind)
    return SqlMistake(problem)


def mend_of_syntax(sql: str, word: str) -> str:
    """The advice for a query that cannot be read from `word` on: that, or the word before it, is nearly one of SQL."""
    words = _WORDS.findall(sql)
    place = next((n for n, each in enumerate(words) if each.casefold() == word.casefold()), None)
    if word.upper() in ("BY", "SORT"):
        return _("Write: {text}").format(text="ORDER BY")
    for each in words[max(place - 1, 0) : place + 1] if place is not None else ():
        if each.upper() not in _KEYWORDS and (fix := meant(each.upper(), _KEYWORDS)):
            return fix
    return _("Look at the word before it, and at the commas, quotation marks and brackets there.")
