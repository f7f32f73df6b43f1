"""Functions made anew give what SQLite's own give, and end soon whatever they are given."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from planner_desktop.errors import QueryError
from planner_desktop.formpack import guard, queries

LETTERS = st.text(alphabet="aAbBก%_*?[]^-\\ .ıİK", max_size=8)
VALUES = st.one_of(st.none(), st.integers(-99, 99), LETTERS)

OURS = guard.connect(":memory:")
queries.add_functions(OURS)
SQLITES = sqlite3.connect(":memory:")


@pytest.fixture(scope="session", autouse=True)
def _closed() -> Iterator[None]:
    yield
    OURS.close()
    SQLITES.close()


def both(sql: str, *values: object) -> None:
    ours, theirs = (connection.execute(sql, values).fetchone() for connection in (OURS, SQLITES))
    assert ours == theirs, (sql, values)


@given(VALUES, VALUES, VALUES)
def test_they_give_what_sqlites_own_give(a: object, b: object, c: object) -> None:
    both("SELECT instr(?, ?)", a, b)
    if b != "":  # then older SQLites give a number back and newer ones its text
        both("SELECT replace(?, ?, ?)", a, b, c)
    both("SELECT ? LIKE ?", a, b)
    both("SELECT ? GLOB ?", a, b)
    both("SELECT trim(?, ?), ltrim(?1, ?2), rtrim(?1, ?2)", a, b)
    both("SELECT trim(?), ltrim(?1), rtrim(?1)", a)


@given(LETTERS, LETTERS)
def test_like_with_an_escape_is_sqlites(text: str, pattern: str) -> None:
    assume(not pattern.replace("\\\\", "").endswith("\\"))  # which older and newer SQLites read differently
    both("SELECT ? LIKE ? ESCAPE '\\'", text, pattern)


@pytest.mark.parametrize(
    ("text", "what", "value"),
    [
        ("ไม่น้อยกว่าร้อยละ 85", "number", 85),
        ("ไม่น้อยกว่าร้อยละ 85", "operator", "≥"),
        ("ไม่น้อยกว่าร้อยละ 85", "unit", "ร้อยละ"),
        ("90 - 94.99", "to", 94.99),
        ("90 - 94.99", "ends", "[]"),
        ("มากกว่า 0 แต่ไม่ถึง 2", "ends", "()"),
        ("เดือนละ 1 ครั้ง", "per", "เดือน"),
        ("ปี 2567 ร้อยละ 80", "year", 2567),
        ("ภายใน กันยายน 2568", "due", "2025-09"),
        ("ลดลงร้อยละ 10", "change", "less"),
        ("ร้อยละ 40 + ร้อยละ 60", "weight", 40),
        ("1 แผน รายงาน 1 ฉบับ", "parts", 2),
        ("มี", "parts", 0),
        ("มี", "number", None),
        (None, "number", None),
        (None, "parts", 0),
        (500, "number", 500),
    ],
)
def test_a_target_tells_what_it_asks_for(text: object, what: str, value: object) -> None:
    assert OURS.execute("SELECT quantity(?, ?)", (text, what)).fetchone() == (value,)


def test_each_part_of_a_target_is_asked_for_by_its_place() -> None:
    sql = "SELECT quantity(?1, 'unit', 1), quantity(?1, 'unit', 2), quantity(?1, 'unit', 3), quantity(?1, 'unit', 0)"
    assert OURS.execute(sql, ("1 แผน รายงาน 1 ฉบับ",)).fetchone() == ("แผน", "ฉบับ", None, None)


def test_levels_compare_as_they_are_written() -> None:
    sql = "SELECT quantity('90 - 94.99', 'to') < quantity('≥ 95', 'number'), quantity('2.50 %', 'number') = quantity('2.5 %', 'number')"
    assert OURS.execute(sql).fetchone() == (1, 1)


def test_what_a_target_does_not_tell_is_refused() -> None:
    with pytest.raises(sqlite3.OperationalError):
        OURS.execute("SELECT quantity('1 แผน', 'nmuber')")


LONG = "printf('%.*c', 9000000, 'a')"


@pytest.mark.parametrize(
    "sql",
    [
        f"SELECT instr({LONG}, printf('%.*c', 4000000, 'a') || 'b')",
        f"SELECT replace({LONG}, 'a', 'aaaaaaaaaaaaaaaaaaaa')",
        f"SELECT quantity({LONG}, 'number')",
        f"SELECT {LONG} LIKE '%a%a%a%a%a%a%a%a%a%a%a%a%ab'",
        f"SELECT {LONG} GLOB '*a*a*a*a*a*a*a*a*a*a*a*a*ab'",
        f"SELECT trim({LONG}, {LONG} || 'b')",
        "SELECT printf('%900000000d', 1)",
        "SELECT hex(zeroblob(900000000))",
        "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x FROM n",
        f"WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x, {LONG} FROM n",
        f"WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT group_concat({LONG}) FROM n",
        f"WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT {LONG} || x FROM n ORDER BY 1 DESC",
        "SELECT " + " + ".join(f"length(printf('%{9_000_000 + n}d', 1))" for n in range(200)),
        "SELECT 1; SELECT 2",
        "-- nothing",
        "SELECT '\0'",
        "SELECT randomblob(10)",
        "SELECT load_extension('x')",
        "SELECT * FROM pragma_database_list",
        "SELECT " + "(" * 5000 + "1" + ")" * 5000,
        "SELECT 1 UNION ALL " * 2000 + "SELECT 1",
        "SELECT " + ", ".join(["1"] * 3000),
    ],
)
def test_what_a_query_asks_for_ends_soon_or_is_refused(sql: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "TIME_LIMIT", 1.0)
    with closing(guard.connect(":memory:")) as connection:
        queries.add_functions(connection)
        with suppress(QueryError):
            columns, rows = queries.run(connection, sql, {})
            assert len(columns) * len(rows) < 10
        assert queries.run(connection, "SELECT 1", {})[1] == [(1,)]
