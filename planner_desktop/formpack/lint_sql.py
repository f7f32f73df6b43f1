"""Mistakes in a form pack's SQL that SQLite takes: words that are no choice of a field, texts compared as numbers.

SQLite knows neither choices nor that a target is text, so the text of a query is read. A column is known by its name,
where all fields of that name are of the same type.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from planner_desktop.formpack.record_spec import FieldSpec, RecordSpec
from planner_desktop.regex import regex

_COLUMN = r"(?:\b[a-z]\w*\.|\(SELECT )?\b(?P<column>[a-z]\w*)(?: FROM \w+\)|\s*,\s*''\s*\))?"
_WORD = regex(_COLUMN + r"\s*(?:=|==|<>|!=|\bIS(?:\s+NOT)?)\s*'(?P<word>[^']*)'", re.IGNORECASE)
_IN = regex(_COLUMN + r"\s+(?:NOT\s+)?IN\s*\(\s*(?P<words>'[^']*'(?:\s*,\s*'[^']*')*)\s*\)", re.IGNORECASE)
_CASE = regex(r"\bCASE\s+" + _COLUMN + r"\s+(?P<words>WHEN\s+'.*?)\s*\b(?:ELSE|END|CASE)\b", re.IGNORECASE | re.DOTALL)
_WHEN = regex(r"\bWHEN\s+'([^']*)'\s+THEN", re.IGNORECASE)
_TEXT = regex(r"'([^']*)'")
_NUMBER = regex(
    r"(?:\b[a-z]\w*\.)?\b(?P<column>[a-z]\w*)\s*(?:<=|>=|<|>|=)\s*\d|\b(?:sum|avg|total)\(\s*(?:\w+\.)?(?P<added>\w+)\s*\)",
    re.IGNORECASE,
)
Fields = Mapping[str, Sequence[FieldSpec]]


@dataclass(frozen=True, slots=True)
class WrongWord:
    """A text that a query compares with a choice field, and that is none of its words."""

    word: str
    column: str
    choices: tuple[str, ...]


def by_name(records: Mapping[str, RecordSpec]) -> dict[str, list[FieldSpec]]:
    """The fields of all records by their names."""
    found: dict[str, list[FieldSpec]] = {}
    for record in records.values():
        for name, spec in record.fields.items():
            found.setdefault(name, []).append(spec)
    return found


def wrong_words(sql: str, fields: Fields) -> Iterator[WrongWord]:
    """The texts of a query that are compared with choice fields and are none of their words."""
    for column, words in _compared(sql):
        specs = fields.get(column, ())
        if specs and all(spec.choices for spec in specs):
            choices = tuple(dict.fromkeys(word for spec in specs for word in spec.choices))
            yield from (WrongWord(word, column, choices) for word in words if word and word not in choices)


def _compared(sql: str) -> Iterator[tuple[str, list[str]]]:
    for found in _WORD.finditer(sql):
        yield found["column"].lower(), [found["word"]]
    for found in _IN.finditer(sql):
        yield found["column"].lower(), _TEXT.findall(found["words"])
    for found in _CASE.finditer(sql):
        yield found["column"].lower(), _WHEN.findall(found["words"])


def texts_as_numbers(sql: str, fields: Fields) -> list[str]:
    """The text fields that a query compares with numbers or adds up."""
    names = [(found["column"] or found["added"]).lower() for found in _NUMBER.finditer(_TEXT.sub("''", sql))]
    return [name for name in dict.fromkeys(names) if _all_texts(fields.get(name, ()))]


def _all_texts(specs: Sequence[FieldSpec]) -> bool:
    return bool(specs) and all(spec.field_type.sql_type is str and not spec.choices for spec in specs)


def may_be_months(column: str, sql: str, fields: Fields) -> bool:
    """Whether a query's column can hold months: it is a field of that type, or one of that type under another name."""
    if any(spec.field_type.months for spec in fields.get(column, ())):
        return True
    named = re.findall(rf"\b(\w+)\s+AS\s+{re.escape(column)}\b", sql, re.IGNORECASE)
    known = column in fields or any(name in fields for name in named)
    return not known or any(spec.field_type.months for name in named for spec in fields.get(name, ()))
