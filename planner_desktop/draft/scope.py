"""What a form pack's text may name where it stands: the columns of rows, and what paths lead to from them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from planner_desktop.errors import QueryError
from planner_desktop.formpack import FormPack, paths, template
from planner_desktop.formpack.formats import Blank, printed
from planner_desktop.formpack.template import Piece
from planner_desktop.i18n import _

Run = Callable[[str], Sequence[tuple[Any, ...]]]
"""Yields the rows of a query. Raises QueryError."""


class Reach:
    """Follows paths through one state of a draft. A step is read as a whole, once, however many rows take it."""

    def __init__(self, pack: FormPack, run: Run, empty: Blank | None = None) -> None:
        self._pack, self._run, self._empty = pack, run, empty
        self._ways: dict[tuple[str, bool], paths.Way] = {}
        self._read: dict[str, dict[Any, list[Any]]] = {}
        self._worked_out: dict[str, Any] = {}
        self._words: dict[str, Mapping[str, str]] = {}

    def value(self, name: str, columns: Mapping[str, Any]) -> Any:
        """What a path leads to from a row; a tuple where that may be several values. Also a value of the edition.

        Raises QueryError where it leads nowhere.
        """
        if name in self._pack.expressions:
            return self._value_of_edition(name)
        way = self._way(name, columns)
        start = columns[way.column] if way.column else 1
        if isinstance(start, Blank):
            return start
        found: list[Any] = [start]
        for step in way.steps:
            there = self._column(step)
            found = [value for one in found for value in there.get(one, ())]
            if step.kind:
                found = list(dict.fromkeys(found))
        value = (tuple(found) if way.many else found[0]) if found else None
        return self._empty if self._empty is not None and value in (None, "") else value

    def words(self, name: str, columns: Mapping[str, Any]) -> Mapping[str, str]:
        """The words of the choice that a column or path yields; none where it is no choice."""
        if name in columns:
            if name not in self._words:
                self._words[name] = paths.choices_of(name, self._pack)
            return self._words[name]
        field = None if name in self._pack.expressions else self._way(name, columns).field
        return field.choices if field else {}

    def _value_of_edition(self, name: str) -> Any:
        if name not in self._worked_out:
            self._worked_out[name] = self._run(f"SELECT {self._pack.expressions[name]}")[0][0]
        return self._worked_out[name]

    def _way(self, name: str, columns: Mapping[str, Any]) -> paths.Way:
        key = name, name.partition(".")[0] in columns
        if key not in self._ways:
            try:
                self._ways[key] = paths.way(name, self._pack, columns)
            except paths.NoWayError as error:
                raise QueryError(_("no query yields a column “{name}”").format(name=name)) from error
        return self._ways[key]

    def _column(self, step: paths.Step) -> dict[Any, list[Any]]:
        if step.sql not in self._read:
            read: dict[Any, list[Any]] = {}
            for here, there in self._run(f"SELECT here, there FROM ({step.sql}) ORDER BY place, there"):
                read.setdefault(here, []).append(there)
            self._read[step.sql] = read
        return self._read[step.sql]


class Scope(dict[str, Any]):
    """The columns of a row and of those around it by name, with the `reach` of paths from there."""

    def __init__(self, columns: Mapping[str, Any], reach: Reach) -> None:
        super().__init__(columns)
        self.reach = reach

    def with_row(self, row: Mapping[str, Any]) -> Scope:
        """The scope inside a row."""
        inner = Scope(self, self.reach)
        inner.update(row)
        return inner

    def value(self, name: str) -> Any:
        """A column, or what a path leads to. Raises QueryError where there is no such."""
        return self[name] if name in self else self.reach.value(name, self)

    def said(self, piece: Piece) -> tuple[Any, tuple[str, ...], Mapping[str, str]]:
        """The value of a text's piece, its formats and, for `label`, the words of its choice. Raises QueryError."""
        words = self.reach.words(piece.column, self) if "label" in piece.formats else {}
        return self.value(piece.column), piece.formats, words

    def plain(self, text: str) -> str:
        """A form pack's text with what it names in it, on one line, as messages have it. Raises QueryError."""
        parts = (printed(*self.said(piece)) if piece.column else piece.text for piece in template.pieces(text))
        return " ".join("".join(parts).split())
