"""What SQLite says of a query, in our words, with the word of the query that it is about."""

import re
from dataclasses import dataclass

from planner_desktop.i18n import _, later


@dataclass(frozen=True, slots=True)
class Told:
    """`message` for the writer of the query. `word` stands where the mistake is.

    `missing` is a column, a table or a function (its `kind`) that there is not.
    """

    message: str
    word: str = ""
    missing: str = ""
    kind: str = ""


_SAID: tuple[tuple[str, str, str], ...] = (
    (r"no such column: (\S+)", later("there is no column “{name}”"), "column"),
    (r"no such table: (?:\w+\.)?(\S+)", later("there is no record or view “{name}”"), "table"),
    (r"no such function: (\S+)", later("SQL has no function “{name}”"), "function"),
    (r"ambiguous column name: (\S+)", later("several tables have a column “{name}”: write the table before it"), ""),
    (r'near "(.+)": syntax error', later("“{name}” cannot stand here"), ""),
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


def told(problem: str) -> Told:
    """What is wrong with a query of which SQLite says this."""
    for pattern, message, kind in _SAID:
        if found := re.fullmatch(pattern, problem):
            name = found[1]
            return Told(_(message).format(name=name), name, name.rpartition(".")[2] if kind else "", kind)
    return Told(problem)
