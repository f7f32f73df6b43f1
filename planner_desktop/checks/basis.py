"""What a problem rests on, as a digest: as long as that is the same, it is the same problem.

An acceptance is kept by it. So an edit of anything else leaves the acceptance, and an edit of what the problem rests on
has the problem back. A record is told by its uid.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from planner_desktop.checks.asking import Asking
from planner_desktop.formpack import template
from planner_desktop.formpack.model import CheckSpec
from planner_desktop.formpack.tables import UID, column, links_table, whole
from planner_desktop.regex import regex

_LETTERS = 16
_QUOTED = regex(r"'[^']*'")
_WORD = regex(r"[a-z_][a-z0-9_]*")
_PLACES = frozenset({"id", "record", "kind", "field", "position", UID})
"""Columns that tell which record it is and where it stands: it may be moved, and others put before it."""


def basis(check: str, kind: str, uid: str, field: str | None, *values: object) -> str:
    """The digest of a problem: the check, the record by its uid, its field, and the values that it rests on."""
    text = json.dumps([check, kind, uid, field, values], ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_LETTERS]


def of_row(
    asking: Asking, check: CheckSpec, row: Mapping[str, Any], kind: str, id: int | None, field: str | None
) -> str:
    """The digest of what an edition's check found: a row of its query, and the value of the field that it names.

    Of the row count the columns that the query names, as an edition's `SELECT *` brings them all, and what the message
    says of other records.
    """
    named = _named(check.sql)
    values = {name: value for name, value in row.items() if name in named and name not in _PLACES and name != kind}
    reached = {path: asking.row(row).value(path) for path in _paths(check.message)}
    uid = asking.uids(kind).get(id, "") if id is not None else ""
    held = None if field is None or field in values or not uid else _held(asking, kind, id or 0, field)
    return basis(check.id, kind, uid, field, sorted(values.items()), sorted(reached.items()), held)


def _held(asking: Asking, kind: str, id: int, field: str) -> object:
    """What a field of a record holds."""
    spec = asking.draft.spec(kind)
    asking.reads |= whole([links_table(kind, field)]) if field in spec.pairs else {kind, column(kind, field)}
    if field in spec.pairs:
        return asking.draft.links(kind, id, field)
    if field in spec.columns:
        return asking.draft.database.execute(f"SELECT {field} FROM {kind} WHERE id = ?", [id]).fetchone()[0]
    return None  # worked out of others, which the query reads


@lru_cache(maxsize=1024)
def _named(sql: str) -> frozenset[str]:
    return frozenset(_WORD.findall(_QUOTED.sub("", sql)))


@lru_cache(maxsize=1024)
def _paths(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_found(text)))


def _found(text: str) -> Iterator[str]:
    for piece in template.pieces(text):
        yield from (each.column for each in piece.asked if "." in each.column)
