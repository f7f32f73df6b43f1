"""The tables that every draft has besides its form pack's records, made here and nowhere else."""

from dataclasses import field
from typing import Any

from planner_desktop.draft.file import seal
from planner_desktop.draft.file.database import Database
from planner_desktop.draft.file.seal import Sealed
from planner_desktop.formpack.tables import UID, TableShape
from planner_desktop.frozen import Frozen


class OwnTable(Frozen):
    """A table of the draft's own. `unsealed` are columns that something else vouches for, as a file's SHA-256.

    A `counted` table has its number of rows in `tally`, by which a row that vanished is missed.
    """

    name: str
    columns: dict[str, type]
    key: tuple[str, ...]
    not_null: tuple[str, ...] = ()
    defaults: dict[str, Any] = field(default_factory=dict)
    refers: tuple[tuple[str, str], ...] = ()
    unsealed: tuple[str, ...] = ()
    counted: bool = False

    @property
    def sealed(self) -> Sealed:
        """The table as `seal` knows it: its key, and the columns that are vouched for."""
        return Sealed(self.name, self.key, tuple(c for c in self.columns if c not in self.unsealed), self.counted)

    @property
    def shape(self) -> TableShape:
        """It as a table whose changes are recorded."""
        return TableShape(self.name, self.columns, key=self.key)


LEFT_BEHIND = "left_behind"  # the setting that tells what had no place when the plan was moved from another edition
IMPORT_REPORT = "import_report"  # the setting that tells what became of the document that the plan was read from
SETTING = OwnTable("setting", {"name": str, "value": str}, ("name",), counted=True)
FORM_PACK_FILE = OwnTable("form_pack_file", {"path": str, "content": bytes}, ("path",), counted=True)
ATTACHMENT = OwnTable(
    "attachment",
    {"name": str, "media_type": str, "sha256": str, "content": bytes},
    ("name",),
    unsealed=("content",),
    counted=True,
)
ACTION = OwnTable(
    "action",
    {"id": int, "at": str, "author": str, "label": str, "undone": int},
    ("id",),
    not_null=("at", "label", "undone"),
    defaults={"undone": 0},
    counted=True,
)
CHANGE = OwnTable(
    "change",
    {"id": int, "action": int, "record": str, "row": int, "before": str, "after": str},
    ("id",),
    not_null=("action", "record", "row"),
    refers=(("action", "action"),),
    counted=True,
)
TYPING = OwnTable(
    "typing",
    {"kind": str, "row": int, "field": str, "text": str, "at": str, UID: str},
    ("kind", "row", "field"),
    ("text", "at"),
)
"""What is being typed. It belongs to the record of that `uid`; without one, to a row that is not there yet."""
REFUSED = OwnTable(
    "refused",
    {UID: str, "field": str, "kind": str, "text": str, "why": str},
    (UID, "field"),
    not_null=("kind", "text", "why"),
    counted=True,
)
"""What was typed and not taken. Its changes are recorded as those of records are."""
ACCEPTED = OwnTable(
    "accepted",
    {
        "basis": str, "check_id": str, "kind": str, UID: str, "field": str,
        "message": str, "reason": str, "author": str, "at": str,
    },
    ("basis",),
    not_null=("check_id", "kind", UID, "message", "reason", "author", "at"),
    counted=True,
)  # fmt: skip
"""Problems that were accepted, each by its `basis`. Its changes are recorded as those of records are."""
TO_REVIEW = OwnTable(
    "to_review", {UID: str, "field": str, "kind": str}, (UID, "field"), not_null=("kind",), counted=True
)
"""What came from last year's plan and is to be looked at: a field, or with an empty `field` the record itself."""
CHANGE_REASON = OwnTable(
    "change_reason",
    {UID: str, "field": str, "kind": str, "reason": str, "author": str, "at": str},
    (UID, "field"),
    not_null=("kind", "reason", "author", "at"),
    counted=True,
)
"""Why a plan was amended, by the record and field that changed; also of a record that is gone."""
MERGE_CONFLICT = OwnTable(
    "merge_conflict",
    {
        "id": str, "source": str, "name": str, "what": str, "kind": str, UID: str, "field": str, "title": str,
        "base": str, "mine": str, "theirs": str, "mine_by": str, "mine_at": str, "theirs_by": str, "theirs_at": str,
    },
    ("id",),
    not_null=(
        "source", "name", "what", "kind", UID, "field", "title", "base", "mine", "theirs", "mine_by", "mine_at",
        "theirs_by", "theirs_at",
    ),
    counted=True,
)  # fmt: skip
"""What two sides changed to different things, until somebody decides. Its changes are recorded as those of records."""
MERGE_SOURCE = OwnTable(
    "merge_source",
    {"source": str, "name": str, "who": str, "at": str, "changed": str, "added": str},
    ("source",),
    not_null=("name", "who", "at", "changed", "added"),
    counted=True,
)
"""Whose changes were merged, and which, so that they are not merged again. Its changes are recorded too."""
SESSION = OwnTable("session", {"id": int, "user": str, "pc": str, "since": str, "file": str}, ("id",))
VERSION = OwnTable(
    "version",
    {
        "id": int, "sent_at": str, "sent_by": str, "note": str, "moment": int, "plan": bytes, "sha256": str,
        "outcome": str, "ended_at": str, "ended_by": str, "reason": str,
    },
    ("id",),
    not_null=("sent_at", "sent_by", "note", "moment", "plan", "sha256"),
    unsealed=("plan",),
    counted=True,
)  # fmt: skip
HANDED_PART = OwnTable(
    "handed_part",
    {
        "id": int, "key": str, "origin": str, "division": str, "division_uid": str, "given": str, "handed_at": str,
        "handed_by": str, "person": str, "deadline": str, "note": str, "base": str, "came_at": str, "came_by": str,
        "came_as": str,
    },
    ("id",),
    not_null=(
        "key", "origin", "division", "division_uid", "given", "handed_at", "handed_by", "person", "deadline", "note",
        "base",
    ),
    counted=True,
)  # fmt: skip
"""The parts that were handed out, each to a division; in a part's own file that part. Its changes are recorded as those
of records are: what came back is taken again once its taking was undone."""
HANDED_STATE = OwnTable(
    "handed_state",
    {"sha256": str, "size": int, "plan": bytes},
    ("sha256",),
    not_null=("size", "plan"),
    unsealed=("plan",),
    counted=True,
)
"""The plan as it was when a part was handed out, or as it came back: compressed plan JSON, by its SHA-256, and how many
bytes it is."""

FORMAT_1 = (SETTING, FORM_PACK_FILE, ATTACHMENT, ACTION, CHANGE)
SINCE_FORMAT_2 = (TYPING, SESSION, VERSION)
SINCE_FORMAT_3 = (REFUSED,)
SINCE_FORMAT_4 = (ACCEPTED,)
SINCE_FORMAT_5 = (HANDED_PART, HANDED_STATE, TO_REVIEW, CHANGE_REASON, MERGE_CONFLICT, MERGE_SOURCE)
TABLES = FORMAT_1 + SINCE_FORMAT_2 + SINCE_FORMAT_3 + SINCE_FORMAT_4 + SINCE_FORMAT_5
"""All but `recording`, which names the action being recorded, and `tally`, which counts the rows of the others."""
RECORDED = (REFUSED, ACCEPTED, HANDED_PART, TO_REVIEW, CHANGE_REASON, MERGE_CONFLICT, MERGE_SOURCE)
"""Those that undo and redo turn."""


def build(database: Database) -> None:
    """Make the tables of a new draft, inside the caller's transaction."""
    seal.build_tally(database)
    for table in TABLES:
        create(database, table)
    database.table("change").create_index(["action"])
    database.tables.create_table("recording", {"id": int, "action": int}, pk="id", strict=True)
    database.table("recording").insert({"id": 1, "action": None})


def create(database: Database, table: OwnTable) -> None:
    """Make one of the tables, sealed, inside the caller's transaction."""
    from sqlite_utils.db import ForeignKey

    database.tables.create_table(
        table.name,
        seal.layout(table.columns),
        pk=table.key if len(table.key) > 1 else table.key[0],
        foreign_keys=[ForeignKey(table.name, column, other, "id") for column, other in table.refers],
        not_null=table.not_null,
        defaults=table.defaults,
        strict=True,
    )
    seal.keep(database, table.sealed)


def put_setting(database: Database, name: str, value: str) -> None:
    """Keep a setting, inside the caller's transaction."""
    database.execute(
        "INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        [name, value],
    )
