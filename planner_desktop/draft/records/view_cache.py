"""The views of a form pack worked out once, as tables, while a draft does not change.

A document asks the same views for every place where it prints something of them. SQLite works a view out for each query
anew, and with it all that its records compute; here it does so for the first only.

Where the draft is a copy that is kept (`live_copy`), the tables stay, too: after an edit those are filled again that
read what changed, and what reads them has changed only where their rows are others now.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from types import TracebackType
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from planner_desktop.errors import QueryError, SumTooLarge
from planner_desktop.formpack import computed_rows, queries
from planner_desktop.formpack.columns_read import ColumnsRead
from planner_desktop.formpack.tables import column, table_names
from planner_desktop.regex import regex

if TYPE_CHECKING:
    from planner_desktop.draft.draft import Draft

_WORD = regex(r"[a-z_][a-z0-9_]*")
_VALUE = regex(r":([a-z_][a-z0-9_]*)")
OFTEN = 2
"""How many queries that use a view make it worth a table."""
MOST_ANSWERS = 5000
Answer = tuple[Sequence[str], Sequence[tuple[Any, ...]]]
"""A query's columns and rows."""


Key = tuple[str, tuple[Any, ...]]
"""What an answer depends on beside the tables: the query, and the values it asks for."""


class Answers:
    """What queries of one form pack answered, each for as long as nothing changes that it reads.

    `seen` are the queries that were found only to read, and the tables they read; `views` are those a query uses.
    """

    def __init__(self) -> None:
        self.seen: queries.Seen = {}
        self.views: dict[str, tuple[str, ...]] = {}
        self._known: dict[Key, Answer] = {}
        self._asks: dict[str, list[str]] = {}

    def forget(self, changed: set[str] | None, is_read: Callable[[str, set[str]], bool] | None = None) -> None:
        """Forget the answers that read something of what changed, by `is_read` or else one of its tables; all of them
        where it is None.
        """
        if changed is None or len(self._known) > MOST_ANSWERS:
            self._known = {}
            return
        tables = table_names(changed)
        stale = {sql for sql in {sql for sql, _values in self._known} if self.seen[sql] & tables}
        if is_read is not None:
            stale = {sql for sql in stale if is_read(sql, changed)}
        if stale:
            self._known = {key: rows for key, rows in self._known.items() if key[0] not in stale}

    def key(self, sql: str, values: Mapping[str, Any]) -> Key:
        """The key of the answer to a query with these values, and others that it does not ask for."""
        if sql not in self._asks:
            self._asks[sql] = list(dict.fromkeys(_VALUE.findall(sql)))
        return sql, tuple(values[name] for name in self._asks[sql] if name in values)

    def asked(self, sql: str, values: Mapping[str, Any]) -> dict[str, Any]:
        """Of these values those that the query asks for."""
        return {name: values[name] for name in self._asks[sql] if name in values}

    def known(self, key: tuple[str, tuple[Any, ...]]) -> Answer | None:
        """The answer, if it is known."""
        return self._known.get(key)

    def keep(self, key: tuple[str, tuple[Any, ...]], answer: Answer) -> None:
        """Remember an answer."""
        self._known[key] = answer


class _Made(NamedTuple):
    """A view that is a table now: the tables that it reads, its columns and its rows."""

    reads: frozenset[str]
    columns: list[str]
    rows: Sequence[tuple[Any, ...]]


class WorkedOut:
    """Runs a form pack's queries on a draft that nobody changes meanwhile; the draft's own views come back at the end.

    Of a draft that may be written every query works its views out itself. `answers` may be kept for the next time, and
    are needed where it is to `follow`.
    """

    def __init__(self, draft: Draft, answers: Answers | None = None) -> None:
        self.draft, self._answers = draft, Answers() if answers is None else answers
        self.seen = self._answers.seen
        self._learns = answers is not None
        """What queries read: it takes a third of their time, and only who follows a draft asks it."""
        self._seen = self.seen if self._learns else None
        self._views = dict([*computed_rows.views(draft.pack), *draft.pack.views.items()]) if draft.read_only else {}
        self._uses: Counter[str] = Counter()
        self._made: dict[str, _Made] = {}  # each after those that it reads
        self._left: set[str] = set()
        self._columns: dict[str, frozenset[str]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Put the draft's own views into their places again."""
        for view in self._made:
            self._unmake(view)
        self._made.clear()

    def follow(self, changed: set[str]) -> set[str]:
        """Take up that the draft is another, in what `Draft.watchers` were told; all that this changed, with the
        columns of views. The answers that read none of that are still known.
        """
        changed = set(changed)
        self._left.clear()
        for view, made in list(self._made.items()):
            if made.reads & table_names(changed) and self._is_read(self._views[view], changed):
                changed |= self._fill_again(view, made)
        self._answers.forget(changed, self._is_read)
        return changed

    def run(self, sql: str, values: Mapping[str, Any], where: str) -> Answer:
        """The columns and rows of a query. Raises QueryError."""
        key = self._answers.key(sql, values)
        if self.draft.read_only and (known := self._answers.known(key)) is not None:
            return known
        used = self._views_of(sql)
        for view in used:
            self._uses[view] += 1
            if self._uses[view] >= OFTEN:
                self._make(view)
        is_new = self._learns and sql not in self.seen
        found = queries.run(self.draft.database.conn, sql, values, where, self._seen)
        if is_new:
            self.seen[sql] = self._with_views(self.seen[sql], used)
        self._answers.keep(key, found)
        return found

    def asked(self, sql: str, values: Mapping[str, Any]) -> dict[str, Any]:
        """Of these values those that a query asks for that was run."""
        return self._answers.asked(sql, values)

    def _with_views(self, reads: frozenset[str], used: Sequence[str]) -> frozenset[str]:
        """What is read by what uses these views: what they were made of, too."""
        return reads.union(*(self._made[view].reads for view in used if view in self._made))

    def _views_of(self, sql: str) -> tuple[str, ...]:
        """The views that a query uses, those that others use first."""
        used = self._answers.views
        if sql not in used:
            used[sql] = tuple(dict.fromkeys(self._named(sql, frozenset())))
        return used[sql]

    def _named(self, sql: str, within: frozenset[str]) -> Iterator[str]:
        for word in dict.fromkeys(_WORD.findall(sql)):
            if word in self._views and word not in within:
                yield from self._named(self._views[word], within | {word})
                yield word

    def _is_read(self, sql: str, changed: set[str]) -> bool:
        """Whether a query reads something of what changed: learned when first in doubt, for it takes as long as to
        prepare it.
        """
        if sql not in self._columns:
            values = dict.fromkeys(_VALUE.findall(sql)) | self.draft.pack.values()
            try:
                self._columns[sql] = self._columns_read.of(sql, values)
            except QueryError:
                return True
        return not self._columns[sql].isdisjoint(changed)

    @cached_property
    def _columns_read(self) -> ColumnsRead:
        return ColumnsRead(self.draft.database.conn, queries.TIME_LIMIT)

    # ------------------------------------------------------------ views as tables

    def _make(self, view: str) -> None:
        """Put a table in the place of a view, unless it cannot be worked out: then each query says so."""
        if view in self._made or view in self._left:
            return
        connection = self.draft.database.conn
        sql = f"SELECT * FROM {view}"
        try:
            _names, rows = queries.run(connection, sql, self.draft.pack.values(), view, self._seen)
        except (QueryError, SumTooLarge):
            self._left.add(view)
            return
        reads = frozenset[str]()
        if self._learns:
            reads = self._with_views(self.seen[sql], self._views_of(self._views[view]))
        columns = [(name, kind) for _n, name, kind, *_ in connection.execute(f"PRAGMA temp.table_info({view})")]
        of_records = {computed_rows.name(kind) for kind in self.draft.pack.computed}
        keys = {"id"} if view in of_records else set[str]()
        said = (f'"{name}" {"INTEGER PRIMARY KEY" if name in keys else kind}' for name, kind in columns)
        with connection.building():
            connection.execute(f"DROP VIEW temp.{view}")
            connection.execute(f"CREATE TEMP TABLE {view} ({', '.join(said)})")
        self._made[view] = made = _Made(reads, [name for name, _kind in columns], rows)
        self._fill(view, made)

    def _fill(self, view: str, made: _Made) -> None:
        marks = ", ".join("?" * len(made.columns))
        self.draft.database.conn.executemany(f"INSERT INTO temp.{view} VALUES ({marks})", made.rows)

    def _fill_again(self, view: str, made: _Made) -> set[str]:
        """Work a view out once more; what changed of it. To make no other table keeps all statements prepared."""
        connection = self.draft.database.conn
        try:
            _names, rows = queries.run(connection, self._views[view], self.draft.pack.values(), view, self.seen)
        except (QueryError, SumTooLarge):
            self._unmake(view)
            del self._made[view]
            self._left.add(view)
            self._columns.clear()  # what was read of the table is read of what the view reads
            return {view}
        if rows == made.rows:
            return set()
        self._made[view] = again = made._replace(rows=rows)
        connection.execute(f"DELETE FROM temp.{view}")
        self._fill(view, again)
        return _differing(view, made, again)

    def _unmake(self, view: str) -> None:
        """Put the view into its place again."""
        connection = self.draft.database.conn
        with connection.building():
            connection.execute(f"DROP TABLE temp.{view}")
            connection.execute(f"CREATE TEMP VIEW {view} AS {self._views[view]}")


def _differing(view: str, before: _Made, after: _Made) -> set[str]:
    """What differs of two states of a view: its columns, or, where rows came or went, the view itself."""
    ids = [n for n, name in enumerate(after.columns) if name == "id"]
    if len(before.rows) != len(after.rows):
        return {view}
    numbers = range(len(after.columns))
    rows = [pair for pair in zip(before.rows, after.rows, strict=True) if pair[0] != pair[1]]
    found = {n for one, other in rows for n in numbers if one[n] != other[n]}
    return {view} if found.intersection(ids) else {column(view, after.columns[n]) for n in found}
