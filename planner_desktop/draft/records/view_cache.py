"""The views of a form pack worked out once, as tables, while a draft does not change.

A document asks the same views for every place where it prints something of them. SQLite works a view out for each query
anew, and with it all that its records compute; here it does so for the first only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from planner_desktop.errors import QueryError, SumTooLarge
from planner_desktop.formpack import computed_rows, queries
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


class Answers:
    """What queries of one form pack answered, each for as long as no table changes that it reads.

    `seen` are the queries that were found only to read, and the tables they read; `views` are those a query uses.
    """

    def __init__(self) -> None:
        self.seen: queries.Seen = {}
        self.views: dict[str, tuple[str, ...]] = {}
        self._known: dict[tuple[str, tuple[Any, ...]], Answer] = {}
        self._asks: dict[str, list[str]] = {}

    def forget(self, changed: set[str] | None) -> None:
        """Forget the answers that read one of the tables that changed; all of them where it is None."""
        if changed is None or len(self._known) > MOST_ANSWERS:
            self._known = {}
        else:
            self._known = {key: rows for key, rows in self._known.items() if not self.seen[key[0]] & changed}

    def key(self, sql: str, values: Mapping[str, Any]) -> tuple[str, tuple[Any, ...]]:
        """What an answer depends on beside the tables: the query, and the values it asks for."""
        if sql not in self._asks:
            self._asks[sql] = list(dict.fromkeys(_VALUE.findall(sql)))
        return sql, tuple(values[name] for name in self._asks[sql] if name in values)

    def known(self, key: tuple[str, tuple[Any, ...]]) -> Answer | None:
        """The answer, if it is known."""
        return self._known.get(key)

    def keep(self, key: tuple[str, tuple[Any, ...]], answer: Answer) -> None:
        """Remember an answer."""
        self._known[key] = answer


class WorkedOut:
    """Runs a form pack's queries on a draft that nobody changes meanwhile; the draft's own views come back at the end.

    Of a draft that may be written every query works its views out itself. `answers` may be kept for the next time.
    """

    def __init__(self, draft: Draft, answers: Answers | None = None) -> None:
        self._draft, self._answers = draft, Answers() if answers is None else answers
        self.seen = self._answers.seen
        self._views = dict([*computed_rows.views(draft.pack), *draft.pack.views.items()]) if draft.read_only else {}
        self._uses: Counter[str] = Counter()
        self._made: dict[str, frozenset[str]] = {}
        self._left: set[str] = set()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        connection = self._draft.database.conn
        with connection.building():
            for view in self._made:
                connection.execute(f"DROP TABLE temp.{view}")
                connection.execute(f"CREATE TEMP VIEW {view} AS {self._views[view]}")

    def run(self, sql: str, values: Mapping[str, Any], where: str) -> Answer:
        """The columns and rows of a query. Raises QueryError."""
        key = self._answers.key(sql, values)
        if self._draft.read_only and (known := self._answers.known(key)) is not None:
            return known
        used = self._views_of(sql)
        for view in used:
            self._uses[view] += 1
            if self._uses[view] >= OFTEN:
                self._make(view)
        is_new = sql not in self.seen
        found = queries.run(self._draft.database.conn, sql, values, where, self.seen)
        if is_new:  # what its views were made of is read, too
            self.seen[sql] = self.seen[sql].union(*(self._made.get(view, ()) for view in used))
        self._answers.keep(key, found)
        return found

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

    def _make(self, view: str) -> None:
        """Put a table in the place of a view, unless it cannot be worked out: then each query says so."""
        if view in self._made or view in self._left:
            return
        connection = self._draft.database.conn
        sql = f"SELECT * FROM {view}"
        try:
            _names, rows = queries.run(connection, sql, self._draft.pack.values(), view, self.seen)
        except (QueryError, SumTooLarge):
            self._left.add(view)
            return
        reads = self.seen[sql].union(*(self._made.get(other, ()) for other in self._views_of(self._views[view])))
        columns = [(name, kind) for _n, name, kind, *_ in connection.execute(f"PRAGMA temp.table_info({view})")]
        of_records = {computed_rows.name(kind) for kind in self._draft.pack.computed}
        keys = {"id"} if view in of_records else set[str]()
        said = (f'"{name}" {"INTEGER PRIMARY KEY" if name in keys else kind}' for name, kind in columns)
        with connection.building():
            connection.execute(f"DROP VIEW temp.{view}")
            connection.execute(f"CREATE TEMP TABLE {view} ({', '.join(said)})")
        marks = ", ".join("?" * len(columns))
        connection.executemany(f"INSERT INTO temp.{view} VALUES ({marks})", rows)
        self._made[view] = reads
