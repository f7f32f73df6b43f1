"""Every change of a row is written down, before and after it, by triggers in the transaction that makes it.

The history (`draft/history/`) reads what they wrote. While the table `recording` names no action, nothing is written.
"""

from planner_desktop.draft.file.database import Database
from planner_desktop.formpack.tables import TableShape


def record_changes(database: Database, shape: TableShape) -> None:
    """Have triggers write every change of a table, where it is found by record."""

    def values(row: str) -> str:
        return "json_object(" + ", ".join(f"'{c}', {row}.{c}" for c in shape.columns) + ")"

    def differing(row: str) -> str:
        # '$[0]' is nowhere in an object: nothing is taken out for a column that differs.
        same = (f"CASE WHEN OLD.{c} IS NEW.{c} THEN '$.{c}' ELSE '$[0]' END" for c in shape.columns)
        return f"json_remove({values(row)}, {', '.join(same)})"

    database.execute("CREATE INDEX IF NOT EXISTS idx_change_record_row ON change (record, row)")
    update = f"UPDATE OF {', '.join(shape.columns)}"  # the row's seal follows every change and is none
    changed = "(" + " OR ".join(f"OLD.{c} IS NOT NEW.{c}" for c in shape.columns) + ")"
    for event, row, when, before, after in (
        ("INSERT", "NEW", "TRUE", "NULL", values("NEW")),
        (update, "NEW", changed, differing("OLD"), differing("NEW")),
        ("DELETE", "OLD", "TRUE", values("OLD"), "NULL"),
    ):
        database.execute(
            f"CREATE TRIGGER {shape.name}_{event.split()[0].lower()} AFTER {event} ON {shape.name} "
            f"WHEN (SELECT action FROM recording) IS NOT NULL AND {when} BEGIN "
            "INSERT INTO change (action, record, row, before, after) "
            f"VALUES ((SELECT action FROM recording), '{shape.name}', {row}.rowid, {before}, {after}); END"
        )
