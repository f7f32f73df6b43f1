"""A form pack's text with a row's columns in it."""

from planner_desktop.document.outline import Run, Runs
from planner_desktop.draft.records.scope import Scope
from planner_desktop.formpack import template


def filled(text: str, row: Scope) -> Runs:
    """A form pack's text with the row's columns, and what paths lead to from it, in it. Raises QueryError."""
    runs: list[Run] = []
    for piece, part in template.told(text, row.said):
        if part and runs and runs[-1].bold == piece.bold:
            runs[-1] = Run(runs[-1].text + part, piece.bold)
        elif part:
            runs.append(Run(part, piece.bold))
    return tuple(runs)


def says_nothing(text: str, row: Scope) -> bool:
    """Whether a text names columns and all of them are empty."""
    named = [piece for piece in template.pieces(text) if piece.column]
    return bool(named) and not any(map(row.says_something, named))
