"""A plan on its way into the tables of a collection: what is taken of it (`bundle/taken.py`) becomes their rows."""

from pathlib import Path

from planner_desktop.bundle import layout, taken
from planner_desktop.bundle.taken import Taken
from planner_desktop.checks import find_problems
from planner_desktop.draft.plan.plan_json import plan_in_memory
from planner_desktop.formpack import FormPack
from planner_desktop.formpack.guard import Connection

_OF_PROBLEM = 'severity, "check", section, kind, record, field, message, why, fix, accepted'


def take(data: Path, pack: FormPack | None = None) -> Taken:
    """What is taken of the plan in the unpacked data of a bundle that was verified before; `pack`: the desk's edition.

    Raises BundleError, PlanJsonError, QueryError.
    """
    with plan_in_memory(data / layout.PLAN, pack=pack, plain=True) as plan:
        return taken.take(plan, find_problems(plan))


def put(connection: Connection, bundle: int, taken: Taken) -> None:
    """Put what was taken of a bundle into its tables; what another year's edition collects besides has none."""
    for name, rows in taken.rows.items():
        known = {column for (column,) in connection.execute("SELECT name FROM pragma_table_info(?, 'main')", (name,))}
        if not known.issuperset(taken.columns[name]):
            continue
        columns = taken.columns[name]
        marks = ", ".join("?" * (len(columns) + 3))
        into = f"main.{name} (bundle, kind, record, {', '.join(columns)})"
        connection.executemany(f"INSERT INTO {into} VALUES ({marks})", [(bundle, *row) for row in rows])
    connection.executemany(
        f"INSERT INTO problem (bundle, number, {_OF_PROBLEM}) VALUES ({', '.join('?' * 12)})",
        [(bundle, number, *row) for number, row in enumerate(taken.problems, 1)],
    )
