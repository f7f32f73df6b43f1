"""Parts come back: what divisions filled is in the plan, in any order, and what both sides changed is asked."""

import itertools
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from planner_desktop.draft import Draft
from planner_desktop.draft.file import seal
from planner_desktop.draft.file.own_tables import HANDED_PART
from planner_desktop.draft.merging import resolving
from planner_desktop.draft.merging.conflicts import open_conflicts
from planner_desktop.draft.parts import handing, taking
from planner_desktop.draft.plan import plan_json, updating
from planner_desktop.draft.records.handed_parts import Given, handed_parts
from planner_desktop.errors import DraftError
from planner_desktop.formpack import read
from tests.conftest import EDITION
from tests.draft.parts.conftest import Hand

DIVISION = "กรด."


def fill(path: Path, edit: Callable[[Draft], object], who: str = "สมชาย") -> None:
    """A division opens its part, edits and closes it."""
    with Draft.open(path) as part:
        part.author = who
        edit(part)


def own(part: Draft, kind: str = "project") -> list[int]:
    assert part.limits
    return [id for id in part.ids(kind) if part.limits.allows(kind, id)]


def take(plan: Draft, path: Path) -> taking.Taking:
    with plan.snapshot() as now:
        ready = taking.prepared(now, path)
    taking.take(plan, ready)
    return ready


def names(draft: Draft) -> list[str]:
    return [str(record.values["name"]) for record in draft.records("project")]


def test_what_a_division_filled_comes_as_one_step_and_is_told_first(plan: Draft, hand: Hand) -> None:
    path = hand(DIVISION)
    before = plan_json.to_plan(plan)

    def edit(part: Draft) -> None:
        mine = own(part)
        part.set("project", mine[0], "name", "ชื่อจากกอง")
        part.add("project", {"name": "โครงการใหม่ของกอง"})
        part.delete("project", [mine[-1]])

    fill(path, edit)
    with plan.snapshot() as now:
        ready = taking.prepared(now, path)
    assert plan_json.to_plan(plan) == before, "it is only tried"
    assert {(d.what, d.title) for d in ready.differences if d.kind == "project"} >= {("added", "โครงการใหม่ของกอง")}
    assert (ready.by, ready.outside) == ("สมชาย", ())
    done = taking.take(plan, ready)
    assert (done.added, done.deleted, done.conflicts) == (1, 1, 0)
    assert "ชื่อจากกอง" in names(plan)
    (part,) = handed_parts(plan)
    assert (part.came_by, part.came_as) == ("สมชาย", path.name)
    after = plan_json.to_plan(plan)
    plan.undo()
    assert plan_json.to_plan(plan) == before
    assert handed_parts(plan)[0].came_at == "", "it is out again, for nothing of it is in the plan"
    plan.redo()
    assert plan_json.to_plan(plan) == after
    assert handed_parts(plan)[0].came_by == "สมชาย"


def test_both_sides_change_different_fields_of_one_record_and_different_records(plan: Draft, hand: Hand) -> None:
    path = hand(DIVISION)
    with Draft.open(path, read_only=True) as part:
        first, second = own(part)[:2]
    fill(path, lambda part: part.enter("project", first, "budget", "1234"))
    plan.set("project", first, "name", "ชื่อที่สำนักแก้")
    plan.set("project", second, "name", "อีกชื่อ")
    assert take(plan, path).told.conflicts == 0
    record = plan.record("project", first)
    assert (record.values["name"], record.values["budget"]) == ("ชื่อที่สำนักแก้", 123400)
    assert plan.title("project", second) == "อีกชื่อ"


def test_the_same_field_on_both_sides_is_asked_and_neither_text_is_lost(plan: Draft, hand: Hand) -> None:
    path = hand(DIVISION)
    with Draft.open(path, read_only=True) as part:
        id = own(part)[0]
    fill(path, lambda part: part.set("project", id, "name", "ของกอง"))
    before = plan.title("project", id)
    plan.set("project", id, "name", "ของสำนัก")
    assert take(plan, path).told.conflicts == 1
    assert plan.title("project", id) == "ของสำนัก"
    with Draft.open(plan.path or Path(), read_only=True) as again:
        (asked,) = open_conflicts(again)
    assert [asked.value(side) for side in ("base", "mine", "theirs")] == [before, "ของสำนัก", "ของกอง"]
    assert (asked.name, asked.theirs_by, asked.mine_by) == (DIVISION, "สมชาย", "นักวิเคราะห์")
    resolving.resolve(plan, asked, "theirs")
    assert plan.title("project", id) == "ของกอง"
    assert open_conflicts(plan) == []
    plan.undo()
    assert open_conflicts(plan) == [asked]


def test_what_one_side_deleted_and_the_other_changed_is_asked_and_stays(plan: Draft, hand: Hand) -> None:
    path = hand(DIVISION)
    with Draft.open(path, read_only=True) as part:
        first, second = own(part)[:2]
    fill(path, lambda part: part.delete("project", [first]))
    plan.set("project", first, "name", "สำนักแก้ไว้")
    assert take(plan, path).told.conflicts == 1
    assert plan.title("project", first) == "สำนักแก้ไว้"
    assert {each.what for each in open_conflicts(plan)} == {"deleted"}
    assert second in plan.ids("project")


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))), ids=str)
def test_three_parts_come_back_in_any_order_and_nothing_is_lost(
    plan: Draft, hand: Hand, order: tuple[int, ...]
) -> None:
    """Three divisions: each changes, adds and deletes; two of them and the officer change one key result."""
    divisions = ("กรด.", "กกง.", "กบช.")
    shared = next(record.id for record in plan.records("key_result"))
    uid = plan.uid("key_result", shared)
    paths = []
    for name in divisions:
        id = handing.division_named(plan, name)
        assert id is not None
        given = handing.of_division(plan, id)
        records = tuple(dict.fromkeys((*given.records, ("key_result", uid))))
        paths.append(hand(name, Given((), records, given.new)))

    def edit(part: Draft) -> None:
        assert part.limits
        name = part.limits.part.division
        mine = [id for id in own(part) if len(part.record("project", id).links["divisions"]) == 1]
        part.set("project", mine[0], "name", f"แก้โดย {name}")
        part.add("project", {"name": f"ใหม่จาก {name}"})
        if len(mine) > 1:
            part.delete("project", [mine[-1]])
        part.set("key_result", shared, "target", f"เป้าของ {name}")

    for path, name in zip(paths, divisions, strict=True):
        fill(path, edit, name)
    plan.set("key_result", shared, "name", "ชื่อที่สำนักแก้")
    before = len(plan.ids("project"))
    gone = added = 0
    for n in order:
        told = take(plan, paths[n]).told
        gone, added = gone + told.deleted, added + told.added
    assert (added, len(plan.ids("project"))) == (3, before + 3 - gone)
    for name in divisions:
        assert f"แก้โดย {name}" in names(plan)
        assert f"ใหม่จาก {name}" in names(plan)
    record = plan.record("key_result", shared)
    assert record.values["name"] == "ชื่อที่สำนักแก้"
    said = {record.values["target"]} | {c.value("theirs") for c in open_conflicts(plan) if c.field == "target"}
    assert said >= {f"เป้าของ {name}" for name in divisions}, "what is not in the plan is asked"
    assert all(part.came_at for part in handed_parts(plan))


def test_a_part_that_comes_again_brings_only_what_is_new(plan: Draft, hand: Hand) -> None:
    path = hand(DIVISION)
    with Draft.open(path, read_only=True) as part:
        id = own(part)[0]
    fill(path, lambda part: part.set("project", id, "name", "ครั้งแรก"))
    take(plan, path)
    plan.enter("project", id, "budget", "500")
    fill(path, lambda part: part.set("project", id, "name", "ครั้งที่สอง"))
    ready = take(plan, path)
    assert ready.told.conflicts == 0
    assert [(d.before, d.after) for d in ready.differences] == [("ครั้งแรก", "ครั้งที่สอง")]
    assert plan.record("project", id).values["budget"] == 50_000
    assert take(plan, path).differences == ()


def test_an_attached_file_comes_along(plan: Draft, hand: Hand, tmp_path: Path) -> None:
    path = hand(DIVISION, Given(("annex",)))
    kind, field = next(
        (kind, name)
        for p in plan.pack.section("annex").screen
        for kind in p.edits(plan.pack)
        for name, spec in plan.spec(kind).fields.items()
        if spec.field_type.attached
    )
    file = tmp_path / "หลักฐาน.txt"
    file.write_text("หลักฐานของกอง", encoding="utf-8")

    def edit(part: Draft) -> None:
        name = part.attach(file)
        ids = part.ids(kind)
        part.set(kind, ids[0] if ids else part.add(kind), field, name)

    fill(path, edit)
    take(plan, path)
    held = [plan.attachment(a.name).decode() for a in plan.attachments() if a.name.endswith(".txt")]
    assert "หลักฐานของกอง" in held


def test_what_is_not_in_the_part_is_not_taken_whatever_its_file_holds(plan: Draft, hand: Hand) -> None:
    """Someone edited the file with another program, as a plan of their own."""
    path = hand(DIVISION)
    with Draft.open(path, read_only=True) as part:
        mine = own(part)[0]
        other = next(id for id in part.ids("project") if id not in own(part))
    with Draft.open(path) as part:
        part.limits = None
        part.set("project", mine, "name", "ของกองเอง")
        part.set("project", other, "name", "ของกองอื่นที่แอบแก้")
        part.set("cover", 1, "agency", "หน่วยงานอื่น")
        part.delete("mission", part.ids("mission")[:1])
        part.arrange("project", list(reversed(part.ids("project"))))
    before, missions = plan.title("project", other), plan.ids("mission")
    ready = take(plan, path)
    assert plan.title("project", mine) == "ของกองเอง"
    assert plan.title("project", other) == before
    assert plan.ids("mission") == missions
    assert len(ready.outside) >= 3
    assert any("ของกองอื่นที่แอบแก้" in each for each in ready.outside)


def test_a_part_that_claims_more_than_it_was_given_gets_no_more(plan: Draft, hand: Hand) -> None:
    path = hand(DIVISION)
    with Draft.open(path) as part, part.saving():
        given = '{"sections": ["cover"], "records": [], "new": []}'
        part.database.execute("UPDATE handed_part SET given = ?", [given])
    fill(path, lambda part: part.set("cover", 1, "agency", "หน่วยงานอื่น"))
    ready = take(plan, path)
    assert ready.outside
    assert ready.differences == ()


def test_a_draft_restored_from_before_takes_the_part_as_its_file_tells(plan: Draft, hand: Hand, tmp_path: Path) -> None:
    plan.save_as(tmp_path / "สำรอง.bmaplan")
    path = hand(DIVISION)
    with Draft.open(path, read_only=True) as part:
        id = own(part)[0]
    fill(path, lambda part: part.set("project", id, "name", "ของกอง"))
    with Draft.open(tmp_path / "สำรอง.bmaplan") as restored:
        assert handed_parts(restored) == []
        take(restored, path)
        assert restored.title("project", id) == "ของกอง"
        assert [part.came_by for part in handed_parts(restored)] == ["สมชาย"]


def test_a_corrected_edition_that_was_taken_up_meanwhile_is_no_hindrance(
    plan: Draft, hand: Hand, tmp_path: Path
) -> None:
    path = hand(DIVISION)
    with Draft.open(path, read_only=True) as part:
        id = own(part)[0]
    fill(path, lambda part: part.set("project", id, "name", "ของกอง"))
    folder = tmp_path / "corrected" / EDITION
    folder.mkdir(parents=True)
    (folder / "edition.yaml").write_text(f"from: {EDITION}\nversion: 99\n", encoding="utf-8")
    updating.update(plan, updating.prepared(plan, read(folder)))
    take(plan, path)
    assert plan.title("project", id) == "ของกอง"


def test_files_that_are_no_part_of_this_plan_are_refused_and_nothing_is_changed(
    plan: Draft, hand: Hand, tmp_path: Path, sample: Draft
) -> None:
    path = hand(DIVISION)
    before = plan_json.to_plan(plan)
    broken = tmp_path / "เสีย.bmapart"
    content = bytearray(path.read_bytes())
    at = content.index("โครงการ".encode())
    content[at : at + 3] = b"xyz"
    broken.write_bytes(content)
    empty = tmp_path / "ว่าง.bmapart"
    empty.write_bytes(b"PK\x03\x04 no draft")
    copy = tmp_path / "สำเนา.bmaplan"
    plan.save_as(copy)
    for file, says in ((broken, "damaged"), (empty, "no"), (copy, "no part"), (tmp_path / "ไม่มี.bmapart", "no file")):
        with pytest.raises(DraftError, match=says):
            taking.prepared(plan, file)
    with pytest.raises(DraftError, match="another plan"):
        taking.prepared(sample, path)
    with Draft.open(path) as part, pytest.raises(DraftError, match=DIVISION):
        taking.prepared(part, path)
    assert plan_json.to_plan(plan) == before


def test_a_base_that_was_changed_in_the_file_is_not_believed(plan: Draft, hand: Hand) -> None:
    path = hand(DIVISION)
    with closing(sqlite3.connect(path)) as connection:
        seal.add_function(connection)
        connection.execute("UPDATE handed_state SET plan = x'00'")
        connection.commit()
    assert HANDED_PART.counted
    with Draft.open(path, read_only=True) as part:
        assert part.limits
        with pytest.raises(DraftError, match="damaged"):
            handing.open_state(part, part.limits.part.base)
    assert take(plan, path).differences == (), "the plan's own draft keeps what was handed out"


def test_a_merge_that_was_worked_out_before_the_plan_changed_is_not_written(plan: Draft, hand: Hand) -> None:
    path = hand(DIVISION)
    fill(path, lambda part: part.add("project", {"name": "ใหม่"}))
    with plan.snapshot() as now:
        ready = taking.prepared(now, path)
    plan.set("cover", 1, "agency", "หน่วยงานใหม่")
    before = plan_json.to_plan(plan)
    with pytest.raises(DraftError, match="meanwhile"):
        taking.take(plan, ready)
    assert plan_json.to_plan(plan) == before
    assert handed_parts(plan)[0].came_at == ""
