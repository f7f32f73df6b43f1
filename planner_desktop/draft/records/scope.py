"""What a form pack's text may name where it stands: the columns of rows, and what paths lead to from them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from planner_desktop.errors import QueryError
from planner_desktop.formpack import FormPack, paths, template
from planner_desktop.formpack.formats import Blank, printed
from planner_desktop.formpack.template import TemplatePart
from planner_desktop.i18n import _

RunSql = Callable[[str], Sequence[tuple[Any, ...]]]
"""Yields the rows of a query. Raises QueryError."""


class Reach:
    """Follows paths through one state of a draft. A step is read as a whole, once, however many rows take it."""

    def __init__(self, pack: FormPack, run: RunSql, empty: Blank | None = None) -> None:
        self._pack, self._run, self._empty = pack, run, empty
        self._ways: dict[tuple[str, bool], tuple[paths.Way, list[dict[Any, Any]]]] = {}
        self._read: dict[str, dict[Any, Any]] = {}
        self._worked_out: dict[str, Any] = {}
        self._words: dict[str, Mapping[str, str]] = {}

    def value(self, name: str, columns: Mapping[str, Any]) -> Any:
        """What a path leads to from a row; a tuple where that may be several values. Also a value of the edition.

        Raises QueryError where it leads nowhere.
        """
        if name in self._pack.expressions:
            return self._value_of_edition(name)
        way, leads = self._way(name, columns)
        value = columns[way.column] if way.column else 1
        if isinstance(value, Blank):
            return value
        if way.many:
            value = _several(value, way.steps, leads) or None
        else:
            for lead in leads:
                value = lead.get(value)
        return self._empty if self._empty is not None and value in (None, "") else value

    def words(self, name: str, columns: Mapping[str, Any]) -> Mapping[str, str]:
        """The words of the choice that a column or path yields; none where it is no choice."""
        if name in columns:
            if name not in self._words:
                self._words[name] = paths.choices_of(name, self._pack)
            return self._words[name]
        field = None if name in self._pack.expressions else self._way(name, columns)[0].field
        return field.choices if field else {}

    def _value_of_edition(self, name: str) -> Any:
        if name not in self._worked_out:
            self._worked_out[name] = self._run(f"SELECT {self._pack.expressions[name]}")[0][0]
        return self._worked_out[name]

    def _way(self, name: str, columns: Mapping[str, Any]) -> tuple[paths.Way, list[dict[Any, Any]]]:
        """A path's way, and what each of its steps leads to."""
        key = name, name.partition(".")[0] in columns
        if key not in self._ways:
            try:
                way = paths.way(name, self._pack, columns)
            except paths.NoWayError as error:
                raise QueryError(_("no query yields a column “{name}”").format(name=name)) from error
            self._ways[key] = way, [self._leads(step) for step in way.steps]
        return self._ways[key]

    def _leads(self, step: paths.Step) -> dict[Any, Any]:
        """What a step leads to from everywhere: a value, or a list where that may be several."""
        if step.sql not in self._read:
            rows = self._run(f"SELECT _here, _there FROM ({step.sql}) ORDER BY _place, _there")
            if step.many:
                several: dict[Any, list[Any]] = {}
                for here, there in rows:
                    several.setdefault(here, []).append(there)
                self._read[step.sql] = several
            else:
                self._read[step.sql] = dict(rows)
        return self._read[step.sql]


def _several(start: Any, steps: Sequence[paths.Step], leads: Sequence[Mapping[Any, Any]]) -> tuple[Any, ...]:
    """All that steps lead to; a record that is reached twice counts once."""
    found = [start]
    for step, lead in zip(steps, leads, strict=True):
        if step.many:
            found = [there for here in found for there in lead.get(here, ())]
        else:
            found = [lead[here] for here in found if here in lead]
        if step.kind:
            found = list(dict.fromkeys(found))
    return tuple(found)


class Scope(dict[str, Any]):
    """The columns of a row and of those around it by name, with the `reach` of paths from there."""

    def __init__(self, columns: Mapping[str, Any], reach: Reach) -> None:
        super().__init__(columns)
        self.reach = reach

    def with_row(self, row: Mapping[str, Any]) -> Scope:
        """A scope in which the columns of a row are known too, before those of the rows around it."""
        inner = Scope(self, self.reach)
        inner.update(row)
        return inner

    def value(self, name: str) -> Any:
        """A column, or what a path leads to. Raises QueryError where there is no such."""
        return self[name] if name in self else self.reach.value(name, self)

    def said(self, piece: TemplatePart) -> str:
        """What a piece of a text with a column or path says. Raises QueryError."""
        piece, value = self._first(piece)
        if "label" in piece.formats:
            return printed(value, piece.formats, self.reach.words(piece.column, self))
        return printed(value, piece.formats)

    def says_something(self, piece: TemplatePart) -> bool:
        """Whether a piece of a text with a column or path has a value, whatever its formats print for none."""
        return self._first(piece)[1] not in (None, "")

    def _first(self, piece: TemplatePart) -> tuple[TemplatePart, Any]:
        """The first of what a piece asks that says something, or the last, and its value."""
        column = piece.column
        value = self[column] if column in self else self.reach.value(column, self)
        for other in piece.others:
            if value not in (None, ""):
                break
            piece, value = other, self.value(other.column) if other.column else other.text
        return piece, value

    def plain(self, text: str) -> str:
        """A form pack's text with what it names in it, on one line, as messages have it. Raises QueryError."""
        return " ".join("".join(part for _piece, part in template.told(text, self.said)).split())
