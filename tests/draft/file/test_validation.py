"""What no draft of this program holds is damage, whatever its seals say: read only, and repaired into a sound draft."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from planner_desktop.cli.main import main
from planner_desktop.draft import Draft
from planner_desktop.draft.file import pages, repair, seal
from planner_desktop.draft.file.damaged_rows import MOST_BYTES
from planner_desktop.draft.file.opening import local_time
from planner_desktop.draft.records import acceptances
from planner_desktop.draft.records.acceptances import Acceptance
from planner_desktop.formpack.tables import UID
from planner_desktop.thai.dates import read_moment
from tests.reliability.doors import small_draft

Change = Callable[[sqlite3.Connection], object]


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A draft of two projects, the second deleted and brought back, a version that was returned, a problem accepted."""
    path = tmp_path / "แผน.bmaplan"
    with small_draft(path) as draft:
        draft.add("project", {"name": "ที่สอง", "budget": 200})
        draft.delete("project", [2])
        draft.undo()
        draft.database.execute(
            "INSERT INTO version (id, sent_at, sent_by, note, moment, plan, sha256, outcome, ended_at) "
            "VALUES (1, '2024-11-05T09:00:00+00:00', '', '', 0, x'', '', 'returned', '2024-11-06T09:00:00+00:00')"
        )
        acceptances.put(draft, Acceptance("0" * 16, "x", "project", draft.uid("project", 1), None, "ผิด", "เหตุผล"))
    return path


def sql(text: str) -> Change:
    return lambda connection: connection.execute(text)


CHANGES: dict[str, Change] = {
    "one uid for two records": sql(f"UPDATE project SET {UID} = (SELECT {UID} FROM project WHERE id = 1)"),
    "one uid for two kinds": sql(f"UPDATE division SET {UID} = (SELECT {UID} FROM project WHERE id = 1)"),
    "a uid that is none": sql(f"UPDATE project SET {UID} = 'x' WHERE id = 2"),
    "no uid": sql(f"UPDATE project SET {UID} = NULL WHERE id = 2"),
    "a single record elsewhere": sql("UPDATE cover SET id = 7"),
    "no single record": sql("DELETE FROM cover"),
    "two of a single record": sql(
        f"INSERT INTO cover (id, position, {UID}, agency) VALUES (2, 2, '00112233445566aa', 'ข')"
    ),
    "an id that is none": sql("UPDATE project SET id = -5 WHERE id = 2"),
    "a step of the history at no time": sql("UPDATE action SET at = 'เมื่อวาน' WHERE id = 1"),
    "a step at the end of time": sql("UPDATE action SET at = '9999-12-31T23:59:59-14:00' WHERE id = 1"),
    "a step that changed another table": sql("UPDATE change SET record = 'setting' WHERE id = 1"),
    "a version that was sent at no time": sql("UPDATE version SET sent_at = ''"),
    "a version that ended at no time": sql("UPDATE version SET ended_at = '0001-01-01T00:00:00+14:00'"),
    "a problem accepted at no time": sql("UPDATE accepted SET at = 'วันนี้'"),
    "a problem accepted that rests on nothing": sql("UPDATE accepted SET basis = 'x'"),
    "a version that came to what there is not": sql("UPDATE version SET outcome = 'x'"),
}


def change(path: Path, how: Change) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    seal.add_function(connection)
    connection.execute("PRAGMA foreign_keys = ON")
    how(connection)
    connection.close()


@pytest.mark.parametrize("how", CHANGES)
def test_what_the_program_never_writes_is_damage_and_is_repaired(how: str, plan: Path, tmp_path: Path) -> None:
    change(plan, CHANGES[how])
    before = plan.read_bytes()
    for command in (["check", str(plan)], ["export", str(plan), "--pdf", str(tmp_path / "แผน.pdf")]):
        assert main(command) in (0, 1)
    with Draft.open(plan) as draft:
        assert draft.read_only
        assert draft.opened.damage
    assert plan.read_bytes() == before
    repair.repair(plan, tmp_path / "ซ่อม.bmaplan")
    with Draft.open(tmp_path / "ซ่อม.bmaplan") as draft:
        assert draft.opened.reason == ""
        assert draft.ids("cover") == [1]
        assert draft.record("project", 1).values["name"] == "โครงการ"
        uids = [uid for kind in draft.pack.records for (uid,) in draft.database.execute(f"SELECT {UID} FROM {kind}")]
        assert len(set(uids)) == len(uids)
        draft.add("project", {"name": "อีก"})


def test_the_second_record_of_a_uid_gets_a_new_one_also_in_its_history(plan: Path, tmp_path: Path) -> None:
    with Draft.open(plan) as draft:
        first, second = draft.uid("project", 1), draft.uid("project", 2)

    def forged(connection: sqlite3.Connection) -> None:
        connection.execute(f"UPDATE project SET {UID} = ? WHERE id = 2", [first])
        for side in ("before", "after"):
            connection.execute(f"UPDATE change SET {side} = replace({side}, ?, ?)", [second, first])

    change(plan, forged)
    report = repair.repair(plan, tmp_path / "ซ่อม.bmaplan")
    assert list(report.lines()) == []
    with Draft.open(tmp_path / "ซ่อม.bmaplan") as draft:
        assert draft.uid("project", 1) == first
        other = draft.uid("project", 2)
        assert other not in (first, second)
        draft.delete("project", [2])
        draft.undo()
        assert draft.uid("project", 2) == other
        steps = 0
        while draft.undo_label():
            draft.undo()
            steps += 1
        for _step in range(steps):
            draft.redo()
        assert draft.uid("project", 1) == first
        assert draft.uid("project", 2) == other


def test_a_tail_that_no_page_belongs_to_is_no_part_of_a_draft(plan: Path, tmp_path: Path) -> None:
    with plan.open("r+b") as file:
        file.truncate(3_000_000_000)
    assert main(["check", str(plan)]) in (0, 1)
    assert list(repair.repair(plan, tmp_path / "ซ่อม.bmaplan").lines()) == []
    with Draft.open(tmp_path / "ซ่อม.bmaplan") as draft:
        assert [record.values["budget"] for record in draft.records("project")] == [100, 200]
    with plan.open("r+b") as file:  # its head says more than can be looked through
        file.seek(28)
        file.write((MOST_BYTES // pages.PAGE + 1).to_bytes(4, "big"))
    assert main(["repair", str(plan), "--to", str(tmp_path / "อีก.bmaplan")]) == 2


@pytest.mark.parametrize(
    "text", ["", "x", "2024-13-01T00:00", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"]
)
def test_a_moment_that_is_none_is_told_as_it_stands(text: str) -> None:
    assert read_moment(text) is None
    assert local_time(text) == text
