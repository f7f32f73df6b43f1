"""A draft from anyone is only data: what its file says besides rows is ours, or is never run."""

import gzip
import re
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

import pytest

from planner_desktop.app_paths import SAMPLES
from planner_desktop.draft import Draft
from planner_desktop.draft.file import file, pages, schema, seal
from planner_desktop.draft.file.repair import repair
from planner_desktop.draft.history.backups import Backups
from planner_desktop.draft.plan import plan_json
from planner_desktop.errors import DraftError, FileOverwrittenError, FormPackError
from planner_desktop.formpack import FormPack
from planner_desktop.formpack.stored import read_stored
from tests.formpack.test_refusals import FILES as SMALL

FILES = Path(__file__).parent / "files"
ENDLESS = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n"

Change = Callable[[sqlite3.Connection], object]


def sql(*statements: str) -> Change:
    return lambda connection: [connection.execute(statement) for statement in statements]


def rewritten(kind: str, name: str, old: str, new: str) -> Change:
    """What no statement can do: the schema's own text changed."""

    def change(connection: sqlite3.Connection) -> None:
        connection.execute("PRAGMA writable_schema = ON")
        (text,) = connection.execute(
            "SELECT sql FROM sqlite_master WHERE (type, name) = (?, ?)", [kind, name]
        ).fetchone()
        assert old in text
        connection.execute(
            "UPDATE sqlite_master SET sql = ? WHERE (type, name) = (?, ?)", [text.replace(old, new), kind, name]
        )

    return change


def added(kind: str, name: str, table: str, text: str) -> Change:
    def change(connection: sqlite3.Connection) -> None:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("INSERT INTO sqlite_master VALUES (?, ?, ?, 0, ?)", [kind, name, table, text])

    return change


HOSTILE: dict[str, Change] = {
    "amounts of another project": sql(
        "CREATE TRIGGER extra AFTER UPDATE OF budget ON project WHEN NEW.id <> 1 "
        "BEGIN UPDATE project SET budget = budget + 300 WHERE id = 1; END"
    ),
    "opening never ends": sql(f"CREATE TRIGGER extra AFTER INSERT ON session BEGIN {ENDLESS}; END"),
    "edits are swallowed": sql("CREATE TRIGGER extra BEFORE UPDATE ON project BEGIN SELECT RAISE(IGNORE); END"),
    "the history is not written": sql("DROP TRIGGER project_update"),
    "a trigger of ours that does more": rewritten(
        "trigger", "project_update", "; END", "; UPDATE project SET budget = 0 WHERE id = 1; END"
    ),
    "a view": sql(f"CREATE VIEW extra AS {ENDLESS}"),
    "a view for a table": sql(
        "ALTER TABLE typing RENAME TO hidden_typing",
        f"CREATE VIEW typing AS SELECT 'x' kind, 1 row, 'y' field, 'z' text, ({ENDLESS}) at",
    ),
    "a virtual table": sql("CREATE VIRTUAL TABLE extra USING fts5(text)"),
    "a virtual table nobody knows": added("table", "extra", "extra", "CREATE VIRTUAL TABLE extra USING nowhere(x)"),
    "an expression index": sql("CREATE INDEX extra ON project (hex(zeroblob(1000000)))"),
    "a partial index": sql("CREATE UNIQUE INDEX extra ON setting (value) WHERE length(value) > 1000000"),
    "a unique index": sql("CREATE UNIQUE INDEX extra ON project (position, name)"),
    "an index in another collation": sql("CREATE INDEX extra ON project (name COLLATE NOCASE)"),
    "one more table": sql("CREATE TABLE extra (a)"),
    "one more column": sql("ALTER TABLE project ADD COLUMN extra TEXT"),
    "a generated amount": rewritten(
        "table", "project", '"budget" INTEGER', '"budget" INTEGER AS (position * 100) STORED'
    ),
    "a generated column": sql(
        "ALTER TABLE setting RENAME COLUMN value TO kept",
        "ALTER TABLE setting ADD COLUMN value TEXT AS (hex(zeroblob(400000000)))",
    ),
    "a check that never ends": rewritten(
        "table", "project", '"budget" INTEGER', '"budget" INTEGER CHECK (hex(zeroblob(400000000)) > 1)'
    ),
    "a default of a gigabyte": rewritten(
        "table", "project", '"remark" TEXT', '"remark" TEXT DEFAULT (hex(randomblob(500000000)))'
    ),
    "another default": rewritten("table", "project", '"budget" INTEGER', '"budget" INTEGER DEFAULT 100'),
    "a collation": rewritten("table", "project", '"name" TEXT', '"name" TEXT COLLATE NOCASE'),
    "a key that replaces": rewritten("table", "setting", "PRIMARY KEY", "PRIMARY KEY ON CONFLICT REPLACE"),
    "rows dropped silently": rewritten("table", "action", '"label" TEXT NOT NULL', '"label" TEXT NOT NULL ON CONFLICT IGNORE'),
    "links that delete": rewritten("table", "key_result_projects", "ON DELETE CASCADE", "ON DELETE SET NULL"),
    "amounts that may be text": rewritten("table", "project", "STRICT", ""),
    "no rowid": rewritten("table", "setting", "STRICT", "STRICT, WITHOUT ROWID"),
    "statistics that are a view": added(
        "view", "sqlite_stat1", "sqlite_stat1", f"CREATE VIEW sqlite_stat1 AS SELECT 1 tbl, 2 idx, ({ENDLESS}) stat"
    ),
    "a trigger among the statistics": sql("ANALYZE", "CREATE TABLE sqlite (a)"),
    "a name that lies": added("index", "extra", "project", f"CREATE VIEW extra AS {ENDLESS}"),
}  # fmt: skip


@pytest.fixture
def plan(tmp_path: Path, pack: FormPack) -> Path:
    """A closed draft with two projects."""
    path = tmp_path / "แผน จากที่อื่น.bmaplan"
    with Draft.create(path, pack) as draft:
        for name, budget in (("โครงการแรก", 100_000), ("โครงการที่สอง", 200_000)):
            draft.add("project", {"name": name, "budget": budget, "funding": "funded"})
    return path


def change(path: Path, how: Change) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.create_function("seal", -1, lambda *_values: b"", deterministic=True)
    connection.create_function("baht", 1, lambda value: value, deterministic=True)
    try:
        how(connection)
    finally:
        connection.close()


def projects(draft: Draft) -> list[tuple[object, object]]:
    return [(r.values["name"], r.values["budget"]) for r in draft.records("project")]


AS_ENTERED = [("โครงการแรก", 100_000), ("โครงการที่สอง", 200_000)]


@pytest.mark.parametrize("how", HOSTILE)
def test_what_the_program_does_not_make_is_never_run_and_can_be_repaired(plan: Path, tmp_path: Path, how: str) -> None:
    try:
        change(plan, HOSTILE[how])
    except (sqlite3.Error, MemoryError) as error:  # a newer one tries at once what shall take the memory
        pytest.skip(f"this SQLite makes no such file: {error}")
    before = plan.read_bytes()
    for read_only in (True, False):
        with Draft.open(plan, read_only=read_only) as draft:
            assert draft.read_only
            assert "does not make" in draft.opened.reason or "damaged" in draft.opened.reason
            assert draft.opened.damage
            assert projects(draft) == AS_ENTERED
            plan_json.to_plan(draft)
    assert plan.read_bytes() == before
    new = tmp_path / "ซ่อมแล้ว.bmaplan"
    report = repair(plan, new)
    assert list(report.lines()) or how == "a name that lies"  # which SQLite itself does not read
    with Draft.open(new) as draft:
        assert not draft.read_only
        draft.set("project", 2, "budget", 250_000)
        assert projects(draft) == [AS_ENTERED[0], ("โครงการที่สอง", 250_000)]


def test_a_history_of_other_fields_than_the_form_pack_has_does_not_keep_a_draft_from_repair(tmp_path: Path) -> None:
    field = "      note: {type: text, label: หมายเหตุ}\n"
    whole = SMALL["records.yaml"].replace("      divisions:", f"{field}      divisions:")
    pack = read_stored("small", {name: text.encode() for name, text in (SMALL | {"records.yaml": whole}).items()})
    path = tmp_path / "แผน.bmaplan"
    with Draft.create(path, pack) as draft:
        draft.add("project", {"name": "โครงการ", "note": "ก"})
    connection = sqlite3.connect(path, isolation_level=None)
    seal.add_function(connection)
    less = whole.replace(field, "").encode()
    connection.execute("UPDATE form_pack_file SET content = ? WHERE path = 'records.yaml'", [less])
    connection.close()
    repair(path, tmp_path / "ซ่อม.bmaplan")
    with Draft.open(tmp_path / "ซ่อม.bmaplan") as draft:
        assert [(record.values["name"], "note" in record.values) for record in draft.records("project")] == [
            ("โครงการ", False)
        ]


def compared(plan: Path) -> None:
    with closing(file.connect(plan, read_only=True)) as database, Draft.open(plan, read_only=True) as draft:
        schema.compare(database, draft.pack, file.in_memory)


def test_the_reason_names_what_is_not_ours_and_the_way_on(plan: Path) -> None:
    change(plan, HOSTILE["amounts of another project"])
    with pytest.raises(DraftError, match=r"trigger 'extra'.*\n.*repaired into a new file"):
        compared(plan)


def other_letters(connection: sqlite3.Connection) -> None:
    """The same schema as other versions of sqlite-utils, and people, write it."""
    connection.execute("PRAGMA writable_schema = ON")
    for kind, name, text in connection.execute("SELECT type, name, sql FROM sqlite_master").fetchall():
        if text is None:
            continue
        if kind == "trigger":
            new = re.sub(r"^(.*? ON \w+) (WHEN|BEGIN) ", r"\1\n  FOR EACH ROW -- ours\n\2 ", text)
            new = new.replace(" SET ", "\tset /* ! */ ")
            new = re.sub(r"\bNEW\.(\w+)", r'new."\1"', new)
        else:
            new = re.sub(r'"(\w+)"', r"[\1]", text)
            new = re.sub(r"\s+", " ", new).replace("[name]", "name").replace("TEXT", "text")
        connection.execute("UPDATE sqlite_master SET sql = ? WHERE (type, name) = (?, ?)", [new, kind, name])
    (version,) = connection.execute("PRAGMA schema_version").fetchone()
    connection.execute(f"PRAGMA schema_version = {version + 1}")


@pytest.mark.parametrize(
    "how",
    [
        other_letters,
        sql("ANALYZE"),
        sql("PRAGMA auto_vacuum = FULL", "VACUUM"),
        sql(
            "ALTER TABLE project RENAME COLUMN remark TO remark_", "ALTER TABLE project RENAME COLUMN remark_ TO remark"
        ),
        sql("DROP INDEX idx_change_action", "CREATE INDEX other_name ON change (action)"),
    ],
    ids=["letters", "statistics", "vacuum", "renamed there and back", "an index by another name"],
)
def test_what_means_the_same_opens_as_before(plan: Path, how: Change) -> None:
    change(plan, how)
    for _again in range(2):
        with Draft.open(plan) as draft:
            assert not draft.opened.reason
            assert not draft.read_only
            draft.set("project", 2, "budget", 250_000)
            assert projects(draft) == [AS_ENTERED[0], ("โครงการที่สอง", 250_000)]
            draft.undo()
            assert projects(draft) == AS_ENTERED


def test_an_older_draft_with_triggers_of_others_is_migrated_without_them(tmp_path: Path) -> None:
    path = tmp_path / "เก่า.bmaplan"
    path.write_bytes(gzip.decompress((FILES / "format-1.bmaplan.gz").read_bytes()))
    change(path, sql("CREATE TRIGGER extra AFTER UPDATE ON project BEGIN UPDATE project SET budget = 1; END"))
    with Draft.open(path) as draft:
        assert not draft.read_only
        assert 1 not in [budget for _name, budget in projects(draft)]
        found = draft.database.execute("SELECT count(*) FROM sqlite_master WHERE name = 'extra'").fetchone()
        assert found == (0,)


def test_an_older_draft_with_a_view_is_read_as_damaged(tmp_path: Path) -> None:
    path = tmp_path / "เก่า.bmaplan"
    path.write_bytes(gzip.decompress((FILES / "format-1.bmaplan.gz").read_bytes()))
    change(path, sql(f"CREATE VIEW extra AS {ENDLESS}"))
    with pytest.raises(DraftError):  # format 1 has no seals by which to repair it
        Draft.open(path)


def test_a_file_replaced_while_it_is_open_runs_nothing(plan: Path) -> None:
    with suppress(FileOverwrittenError), Draft.open(plan) as draft:  # told again when it is closed
        change(plan, HOSTILE["amounts of another project"])
        with pytest.raises(DraftError, match=r"replaced|its own version"):
            draft.set("project", 2, "budget", 250_000)
        with pytest.raises(DraftError, match=r"replaced|its own version"):
            draft.snapshot()
        assert projects(draft) == AS_ENTERED


def test_backups_of_a_replaced_file_are_refused(plan: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from datetime import UTC, datetime

    from planner_desktop.draft.history import backups

    monkeypatch.setattr(backups, "user_data", lambda: tmp_path / "user")
    with suppress(FileOverwrittenError), Draft.open(plan) as draft:
        found = Backups.of(draft)
        assert found
        found.make(datetime.now(UTC))
        change(plan, HOSTILE["opening never ends"])
        with pytest.raises(DraftError, match="does not make"):
            found.make(datetime.now(UTC))
        assert len(found.listing()) == 1


def test_a_form_pack_that_shadows_the_draft_s_own_tables_is_refused(plan: Path) -> None:
    def shadowing(connection: sqlite3.Connection) -> None:
        (content,) = connection.execute("SELECT content FROM form_pack_file WHERE path = '30-part-one.yaml'").fetchone()
        content = content.replace(b"\nviews:\n", b"\nviews:\n  setting: SELECT 'backups' AS name, 'off' AS value\n")
        connection.create_function("seal", -1, seal.of_row, deterministic=True)
        assert b"setting:" in content
        connection.execute("UPDATE form_pack_file SET content = ? WHERE path = ?", [content, "30-part-one.yaml"])

    change(plan, shadowing)
    with pytest.raises(FormPackError, match="“setting” is a table that the draft has already"):
        Draft.open(plan)


def test_nobody_but_the_program_changes_the_schema(draft: Draft) -> None:
    for statement in ("CREATE TEMP TRIGGER t AFTER UPDATE ON project BEGIN SELECT 1; END", "DROP TABLE setting",
                      "ATTACH ':memory:' AS other", "CREATE VIEW v AS SELECT 1", "REINDEX"):  # fmt: skip
        with pytest.raises(sqlite3.DatabaseError, match=r"not authorized|too many attached"):
            draft.database.execute(statement)


def test_a_sample_opens_as_ours(tmp_path: Path) -> None:
    for sample in sorted(SAMPLES.glob("*.json")):
        path = tmp_path / f"{sample.stem}.bmaplan"
        plan_json.read_plan(sample, path).close()
        with Draft.open(path) as draft:
            assert not draft.opened.reason


def test_what_was_found_to_be_ours_is_known_at_the_next_start(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for _start in range(2):  # as at the first start of the program, and at the next
        monkeypatch.setattr(schema, "_ours", {})
        Draft.open(plan).close()
    monkeypatch.setattr(schema, "_ours", {})
    with monkeypatch.context() as patch:
        patch.delattr(schema, "_tables")
        Draft.open(plan).close()
    change(plan, lambda connection: connection.execute("CREATE VIEW v AS SELECT 1"))
    with pytest.raises(schema.ForeignSchemaError), closing(file.connect(plan)):
        pass


def test_an_index_that_lacks_a_row_is_damage(plan: Path) -> None:
    def lacking(connection: sqlite3.Connection) -> None:
        """A row that is in the table and not in its index, so that a look by the index does not find it."""
        row = "type = 'index' AND name = 'idx_change_action'"
        connection.execute("PRAGMA writable_schema = ON")
        kept = connection.execute(f"SELECT * FROM sqlite_master WHERE {row}").fetchone()
        connection.execute(f"DELETE FROM sqlite_master WHERE {row}")
        (version,) = connection.execute("PRAGMA schema_version").fetchone()
        connection.execute(f"PRAGMA schema_version = {version + 1}")
        connection.execute("UPDATE change SET action = action")
        connection.execute("INSERT INTO change (action, record, row) VALUES (1, 'project', 1)")
        connection.execute("INSERT INTO sqlite_master VALUES (?, ?, ?, ?, ?)", kept)
        connection.execute(f"PRAGMA schema_version = {version + 2}")

    change(plan, lacking)
    with Draft.open(plan) as draft:
        assert draft.opened.damage
        assert projects(draft) == AS_ENTERED


def test_a_journal_that_names_another_file_deletes_nothing(plan: Path, tmp_path: Path) -> None:
    other = tmp_path / "สำคัญ.docx"
    other.write_bytes(b"")
    name = str(other).encode()
    header = b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + bytes(4) + bytes(4) + (1).to_bytes(4, "big")
    header += (512).to_bytes(4, "big") + (4096).to_bytes(4, "big")
    end = (1).to_bytes(4, "big") + name + len(name).to_bytes(4, "big") + (sum(name) & 0xFFFFFFFF).to_bytes(4, "big")
    plan.with_name(f"{plan.name}-journal").write_bytes(header.ljust(512, b"\0") + end + header[:8])
    for read_only in (True, False):
        with Draft.open(plan, read_only=read_only) as draft:
            assert projects(draft) == AS_ENTERED
    assert other.exists()


@pytest.mark.parametrize(("field", "value"), [("text", ""), ("text", '[{"paragraph": 1}]'), ("text", "[" * 5000)])
def test_rich_text_that_is_none_is_damage_whatever_its_seal_says(plan: Path, field: str, value: str) -> None:
    def typed(connection: sqlite3.Connection) -> None:
        connection.create_function("seal", -1, seal.of_row, deterministic=True)
        connection.execute(f"UPDATE foreword SET {field} = ?", [value])

    change(plan, typed)
    with Draft.open(plan) as draft:
        assert draft.opened.damage
        assert list(draft.opened.damage.lines()) == ["คำนำ 1: “คำนำ” could not be read"]
        assert plan_json.to_plan(draft)


def test_a_file_whose_rows_share_their_pages_is_read_within_bounds() -> None:
    count, size = 200, 4092 * 198  # 900 cells of one page, and all of them go on in the same pages
    here = 489  # as many as stand in the page itself
    kind = 12 + 2 * (size - 4)
    long = b"\x04" + bytes([0x80 | kind >> 14, 0x80 | kind >> 7 & 0x7F, kind & 0x7F]) + bytes(here - 4)
    cell = bytes([0x80 | size >> 14, 0x80 | size >> 7 & 0x7F, size & 0x7F, 1]) + long + (3).to_bytes(4, "big")
    leaf = b"\x0d\0\0" + (900).to_bytes(2, "big") + bytes(3) + (2000).to_bytes(2, "big") * 900
    chain = b"".join((n + 1).to_bytes(4, "big") + bytes(4092) for n in range(3, count + 1))
    content = bytes(4096) + (leaf.ljust(2000, b"\0") + cell).ljust(4096, b"\0") + chain
    sizes = [sum(len(value) for value in row if isinstance(value, bytes)) for _id, row in pages.rows(content)]
    assert sizes
    assert sizes[0] == size - 4
    assert sum(sizes) < 4 * len(content)
