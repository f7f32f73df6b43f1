"""A part that is handed out is a draft of its own, with the whole plan in it and nothing of how that came about."""

import gzip
import sqlite3
from pathlib import Path

import pytest

from planner_desktop.draft import Draft
from planner_desktop.draft.file import identity
from planner_desktop.draft.history import sending
from planner_desktop.draft.history.comparison import compare
from planner_desktop.draft.parts import handing
from planner_desktop.draft.plan import clean_copy, plan_json
from planner_desktop.draft.records import handed_parts as handed_parts_room
from planner_desktop.draft.records.handed_parts import Given, handed_parts, own_part
from planner_desktop.errors import DraftError
from tests.draft.parts.conftest import Hand

DIVISION = "กรด."


def test_a_part_holds_the_plan_and_not_its_history(plan: Draft, hand: Hand) -> None:
    first = plan.ids("project")[0]
    plan.set("project", first, "name", "ชื่อที่พิมพ์ผิดแล้วแก้")
    plan.undo()
    plan.remember("section_notes", '{"10-cover": {"text": "ถามหัวหน้า"}}')
    path = hand(DIVISION)
    content = path.read_bytes()
    assert "ชื่อที่พิมพ์ผิดแล้วแก้".encode() not in content
    assert "ถามหัวหน้า".encode() not in content
    with Draft.open(path) as part:
        assert not part.read_only
        assert plan_json.to_plan(part) == plan_json.to_plan(plan)
        assert part.undo_label() == ""
        assert [part.uid("project", id) for id in part.ids("project")] == [
            plan.uid("project", id) for id in plan.ids("project")
        ]


def test_a_part_says_whose_it_is_and_what_was_handed_out_is_kept_in_both(plan: Draft, hand: Hand) -> None:
    path = hand(DIVISION, note="ขอตัวเลขด้วย")
    (kept,) = handed_parts(plan)
    with Draft.open(path) as part:
        held = own_part(part)
        assert held is not None
        assert (held.division, held.note, held.handed_by) == (DIVISION, "ขอตัวเลขด้วย", "นักวิเคราะห์")
        assert (held.key, held.origin, held.base) == (kept.key, identity.draft_id(plan), kept.base)
        assert identity.draft_id(part) != held.origin, "its backups are its own"
        part.set("project", handing_own(part)[0], "name", "ชื่อใหม่จากกอง")
        with handing.open_state(part, held.base) as base:
            assert compare(base, plan) == []
    with Draft.open(plan.path or Path(), read_only=True) as again:
        assert handed_parts(again) == [kept]


def handing_own(part: Draft) -> list[int]:
    """The projects that a part may fill."""
    assert part.limits
    return [id for id in part.ids("project") if part.limits.allows("project", id)]


def test_the_records_of_a_division_are_found_by_what_links_to_it(plan: Draft) -> None:
    id = handing.division_named(plan, DIVISION)
    assert id is not None
    given = handing.of_division(plan, id)
    assert given.records[0] == ("division", plan.uid("division", id))
    projects = {plan.uid("project", p.id) for p in plan.records("project") if id in p.links["divisions"]}
    assert projects
    assert {uid for kind, uid in given.records if kind == "project"} == projects
    assert "project" in given.new
    assert handing.counts(plan, given)["project"] == len(projects)


def test_a_division_that_the_plan_has_not_is_refused_with_those_it_has(plan: Draft) -> None:
    with pytest.raises(DraftError) as refused:
        handing.division_named(plan, "กองที่ไม่มี")
    assert DIVISION in refused.value.fix


def test_a_part_is_never_written_over_a_file_nor_kept_where_it_could_not_be_written(plan: Draft, hand: Hand) -> None:
    path = hand(DIVISION)
    before = path.read_bytes()
    with pytest.raises(DraftError, match="exists"):
        hand(DIVISION)
    assert path.read_bytes() == before
    assert len(handed_parts(plan)) == 1


def test_no_file_is_left_of_a_part_that_the_draft_could_not_keep(
    plan: Draft, hand: Hand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_arguments: object) -> None:
        raise DraftError("the disk is full")

    keep = handed_parts_room.insert
    monkeypatch.setattr(
        handed_parts_room,
        "insert",
        lambda database, part: full() if database is plan.database else keep(database, part),
    )
    with pytest.raises(DraftError, match="full"):
        hand(DIVISION)
    assert list(tmp_path.glob("*.bmapart")) == []
    assert handed_parts(plan) == []


def test_nothing_to_fill_is_no_part(plan: Draft, hand: Hand) -> None:
    with pytest.raises(DraftError, match="Nothing"):
        hand(DIVISION, Given())
    with pytest.raises(DraftError, match="section"):
        hand(DIVISION, Given(("no-such",)))


def test_a_plan_that_was_sent_is_handed_out_no_more_and_a_part_neither_sent_nor_parted(
    plan: Draft, hand: Hand, tmp_path: Path
) -> None:
    path = hand(DIVISION)
    with Draft.open(path) as part:
        with pytest.raises(DraftError, match=DIVISION):
            sending.submit(part)
        with pytest.raises(DraftError, match=DIVISION):
            handing.hand_out(part, tmp_path / "x.bmapart", handing.Wanted(DIVISION, "", Given(("cover",))))
    sending.submit(plan)
    with pytest.raises(DraftError, match="sent"):
        hand("กกง.")


def test_a_copy_of_the_plan_tells_nobody_whom_its_parts_went_to_and_a_copy_of_a_part_stays_one(
    plan: Draft, hand: Hand, tmp_path: Path
) -> None:
    path = hand(DIVISION)
    clean_copy.write(plan, tmp_path / "ให้ผู้อื่น.bmaplan")
    with Draft.open(tmp_path / "ให้ผู้อื่น.bmaplan") as copy:
        assert handed_parts(copy) == []
        assert copy.limits is None
    with Draft.open(path) as part:
        clean_copy.write(part, tmp_path / "แฟลชไดรฟ์.bmapart")
    with Draft.open(tmp_path / "แฟลชไดรฟ์.bmapart") as copy:
        assert copy.limits is not None
        with handing.open_state(copy, copy.limits.part.base) as base:
            assert base.ids("project")


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE handed_part SET given = '[]'",
        "UPDATE handed_part SET division = 'ทั้งหมด'",
        "UPDATE handed_state SET sha256 = 'x'",
        "DELETE FROM handed_part",
        "CREATE TRIGGER other AFTER UPDATE ON project BEGIN DELETE FROM handed_part; END",
    ],
)
def test_a_part_that_another_program_wrote_into_is_only_read(hand: Hand, sql: str) -> None:
    path = hand(DIVISION)
    connection = sqlite3.connect(path)
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        if "handed" in name:
            connection.execute(f"DROP TRIGGER {name}")
    connection.execute(sql)
    connection.commit()
    connection.close()
    with Draft.open(path) as part:
        assert part.read_only
        assert part.opened.damage or part.opened.reason


def test_what_is_no_part_is_refused_under_that_name_and_left_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "ไม่ใช่.bmapart"
    for content in (b"", b"PK\x03\x04" * 100, gzip.compress(b"x" * 1000), b"SQLite format 3\x00" + bytes(200)):
        path.write_bytes(content)
        with pytest.raises(DraftError):
            Draft.open(path)
        assert path.read_bytes() == content
