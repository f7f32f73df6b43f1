"""A form pack's text filled with the columns of a row, as the document has it."""

from collections.abc import Mapping
from typing import Any

from planner_desktop.document.outline import Run, Text
from planner_desktop.errors import QueryError
from planner_desktop.formpack import template
from planner_desktop.formpack.formats import printed
from planner_desktop.i18n import _


def filled(text: str, row: Mapping[str, Any]) -> Text:
    """A form pack's text with the row's columns in it. Raises QueryError."""
    missing = sorted(template.columns(text) - row.keys())
    if missing:  # in a draft's own form pack, that no lint has seen
        raise QueryError(_("no query yields a column “{name}”").format(name=missing[0]))
    runs: list[Run] = []
    for piece in template.pieces(text):
        part = printed(row[piece.column], piece.formats) if piece.column else piece.text
        if part and runs and runs[-1].bold == piece.bold:
            runs[-1] = Run(runs[-1].text + part, piece.bold)
        elif part:
            runs.append(Run(part, piece.bold))
    return tuple(runs)


def says_nothing(text: str, row: Mapping[str, Any]) -> bool:
    """Whether a text names columns and all of them are empty."""
    columns = template.columns(text)
    return bool(columns) and all(row[column] in (None, "") for column in columns)
