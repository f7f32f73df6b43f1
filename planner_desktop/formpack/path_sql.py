"""Paths as SQL: `.divisions.name` from a query's own row, `:theme.dimension.code` from the row around it.

A path stands for what it leads to, as in a text: one value, or several joined by line ends in their order, NULL where
there is none. One that ends at records yields their ids, so that `.divisions IS NULL` asks for those without any.
Behind the records or the choice field that it leads to may stand a last word: `.count` is how many there are,
`.label` the words of the choice, `.number` its place among all.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from planner_desktop.formpack import paths
from planner_desktop.formpack.form_pack import FormPack
from planner_desktop.formpack.paths import NoWayError, Step, Way
from planner_desktop.formpack.short_queries import literal

LAST = ("count", "label", "number")
"""The words that may stand behind a path in SQL."""
Wrap = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class QueryRow:
    """The row of a query that begins with a table: the kind of record that it is, and what SQL calls the table."""

    kind: str
    alias: str


def own(path: str, pack: FormPack, row: QueryRow | None, each: Wrap = str) -> str:
    """What a path from a query's own row leads to. Raises NoWayError.

    Without a `row` it begins with a column, whose name tells of which record it holds the id, or of which choice the
    word. `each` is put around every single value.
    """
    first, _dot, last = path.partition(".")
    if row is None and last in ("label", "number") and (choices := paths.choices_of(first, pack)):
        of = next(kind for kind, spec in pack.records.items() if first in spec.fields)
        return f"label('{of}.{first}', {first})" if last == "label" else _place(first, choices)
    way, last = _way(path, pack, {first}, row.kind if row else "")
    if row is not None and way.column == row.kind:
        return _from_row(way, row, pack, last, each)
    return _led_to(way.column or "1", way, way.steps, last, each)


def whether(path: str, null: str, pack: FormPack, row: QueryRow) -> str:
    """Whether a path leads from a query's own row to records, as `null` asks: `IS NULL` or `IS NOT NULL`.

    Those from which it leads somewhere are gathered once, and not sought anew for every row. Empty where it begins with
    a column, or may end at a value. Raises NoWayError.
    """
    way, last = _way(path, pack, {path.partition(".")[0]}, row.kind)
    if last or way.column != row.kind or not way.steps or way.steps[0].column or not way.steps[-1].kind:
        return ""
    negated = "" if "NOT" in null.upper() else "NOT "
    there = f"s0._here IS NOT NULL AND s{len(way.steps) - 1}._there IS NOT NULL"
    return f"({row.alias}.id {negated}IN (SELECT s0._here FROM {_joined(way.steps)} WHERE {there}))"


def around(name: str, path: str, pack: FormPack) -> str:
    """What a path leads to from the row around, whose column `name` is, or from a single record. Raises NoWayError."""
    single = name in pack.records and pack.records[name].single
    way, last = _way(f"{name}.{path}", pack, () if single else {name})
    return _led_to("1" if single else f":{name}", way, way.steps, last, str)


def _way(path: str, pack: FormPack, columns: set[str] | tuple[()], row: str = "") -> tuple[Way, str]:
    """The way of a path, and the last word behind it, if there is one."""
    try:
        return paths.way(path, pack, columns, row), ""
    except NoWayError:
        before, _dot, last = path.rpartition(".")
        if last not in LAST or not before:
            raise
        return paths.way(before, pack, columns, row), last


def _from_row(way: Way, row: QueryRow, pack: FormPack, last: str, each: Wrap) -> str:
    """What a way leads to from a row whose columns SQL knows: its first step is one of them where that can be."""
    steps = way.steps
    if not steps:
        return f"{row.alias}.id"
    column = f"{row.alias}.{steps[0].column}"
    if not steps[0].column:
        return _led_to(f"{row.alias}.id", way, steps, last, each)
    if len(steps) > 1 or (steps[0].kind and last):
        return _led_to(column, way, steps[1:], last, each)
    return each(_chosen(last, column, way))


def _chosen(last: str, value: str, way: Way) -> str:
    """A value at the end of a way, with what the last word asks of the choice that it is. Raises NoWayError."""
    field = way.field
    if not last:
        return value
    kind = next((step.kind for step in reversed(way.steps[:-1])), way.kind)
    if field is None or not field.choices or last == "count":
        raise NoWayError(last, (), kind)
    return f"label('{kind}.{way.steps[-1].column}', {value})" if last == "label" else _place(value, field.choices)


def _place(value: str, choices: Iterable[str]) -> str:
    """The place of a word among those of a choice."""
    return f"CASE {value} {' '.join(f'WHEN {literal(word)} THEN {n}' for n, word in enumerate(choices, 1))} END"


def _led_to(start: str, way: Way, steps: tuple[Step, ...], last: str, each: Wrap) -> str:
    """What steps lead to from the record whose id `start` is."""
    if last == "count" and way.field is not None:
        raise NoWayError(last, (), way.steps[-2].kind if len(way.steps) > 1 else way.kind)
    if not any(step.many for step in steps):
        value = start
        for step in steps:
            value = f"(SELECT _there FROM ({step.sql}) WHERE _here = {value})"
        return f"({value} IS NOT NULL)" if last == "count" else each(_chosen(last, value, way))
    joined = _joined(steps)
    order = ", ".join(f"s{n}._place, s{n}._there" for n in range(len(steps)))
    found, records = f"{joined} WHERE s0._here = {start}", [n for n, step in enumerate(steps) if step.kind]
    value = f"s{len(steps) - 1}._there"
    if any(steps[n].many for n in records[:-1]):  # a record that is reached twice counts once
        one = f"s{records[-1]}._there AS _record, {value} AS _value, row_number() OVER (ORDER BY {order}) AS _n"
        found, value, order = f"(SELECT {one} FROM {found}) GROUP BY _record", "_value", "min(_n)"
    if last == "count":
        return f"(SELECT count(*) FROM (SELECT {value} FROM {found}))"
    said = f"nullif({each(_chosen(last, '_v', way))}, '')"
    return f"(SELECT group_concat({said}, char(10)) FROM (SELECT {value} AS _v FROM {found} ORDER BY {order}))"


def _joined(steps: Sequence[Step]) -> str:
    """The rows of all steps, one behind the other."""
    joined = f"({steps[0].sql}) s0"
    for n, step in enumerate(steps[1:], 1):
        joined += f" JOIN ({step.sql}) s{n} ON s{n}._here = s{n - 1}._there"
    return joined
