"""What divisions changed in their copies comes into the plan per record and field; what only a person decides is asked."""

from pathlib import Path

import pytest

from planner_desktop.draft import Draft
from planner_desktop.draft.merging.apply import prepared, told
from planner_desktop.draft.merging.conflicts import OpenConflict, open_conflicts
from planner_desktop.draft.merging.resolving import Choice, choices, close, is_changed_since, resolve, resolve_with
from planner_desktop.draft.merging.sources import Source
from planner_desktop.draft.merging.state import read
from planner_desktop.errors import DraftError, ValueRefused
from tests.draft.merging.conftest import Handed, plan


def only(draft: Draft) -> OpenConflict:
    (conflict,) = open_conflicts(draft)
    return conflict


def test_what_one_division_changed_is_taken_over_as_one_undo_step(handed: Handed) -> None:
    draft, theirs = handed.draft, handed.copy("กอง ก")
    project = draft.ids("project")[0]
    theirs.enter("project", project, "name", "โครงการใหม่")
    theirs.add("project", {"name": "โครงการเพิ่ม"})
    theirs.delete("project", [draft.ids("project")[1]])
    before = plan(draft)
    merged = handed.merge("กอง ก")
    assert (merged.added, merged.deleted, merged.conflicts) == (1, 1, 0)
    assert plan(draft) == plan(theirs)
    assert draft.undo_label() == "merge ส่วนของ กอง ก"
    draft.undo()
    assert plan(draft) == before
    draft.redo()
    assert plan(draft) == plan(theirs)


def test_different_fields_of_one_record_are_both_taken(handed: Handed) -> None:
    """https://github.com/MerginMaps/geodiff/issues/146"""
    draft, a, b = handed.draft, handed.copy("ก"), handed.copy("ข")
    project = draft.ids("project")[0]
    a.enter("project", project, "name", "ชื่อใหม่")
    b.enter("project", project, "budget", "4321")
    assert handed.merge("ก").conflicts == handed.merge("ข").conflicts == 0
    values = draft.record("project", project).values
    assert (values["name"], values["budget"]) == ("ชื่อใหม่", 432100)


def test_the_same_change_on_both_sides_is_no_conflict(handed: Handed) -> None:
    """https://github.com/MerginMaps/geodiff/issues/152"""
    draft, a, b = handed.draft, handed.copy("ก"), handed.copy("ข")
    for copy in (a, b):
        copy.enter("project", draft.ids("project")[0], "name", "ชื่อเดียวกัน")
    handed.merge("ก")
    label = draft.undo_step()
    assert handed.merge("ข").conflicts == 0
    assert draft.record("project", draft.ids("project")[0]).values["name"] == "ชื่อเดียวกัน"
    assert draft.undo_step() != label  # that it was merged is known


def test_a_text_that_both_changed_is_asked_and_neither_is_lost(handed: Handed) -> None:
    draft, a, b = handed.draft, handed.copy("ก"), handed.copy("ข")
    project = draft.ids("project")[0]
    was = draft.record("project", project).values["name"]
    a.enter("project", project, "name", "ชื่อของ ก")
    b.enter("project", project, "name", "ชื่อของ ข")
    handed.merge("ก")
    assert handed.merge("ข").conflicts == 1
    conflict = only(draft)
    assert (conflict.value("base"), conflict.value("mine"), conflict.value("theirs")) == (was, "ชื่อของ ก", "ชื่อของ ข")
    assert (conflict.theirs_by, conflict.theirs_at) == ("ข", "2025-01-01T00:00:00+00:00")
    assert (conflict.mine_by, conflict.mine_at[:2]) == (draft.author, "20")
    assert draft.record("project", project).values["name"] == "ชื่อของ ก"
    assert choices(conflict) == ["mine", "theirs", "base"]
    resolve(draft, conflict, "theirs")
    assert draft.record("project", project).values["name"] == "ชื่อของ ข"
    assert open_conflicts(draft) == []
    draft.undo()
    assert only(draft) == conflict
    resolve(draft, conflict, "mine")
    assert draft.record("project", project).values["name"] == "ชื่อของ ก"
    draft.undo()
    resolve(draft, conflict, "base")
    assert draft.record("project", project).values["name"] == was
    draft.undo()
    resolve_with(draft, conflict, "ชื่อที่ตกลงกัน")
    assert draft.record("project", project).values["name"] == "ชื่อที่ตกลงกัน"
    draft.undo()
    with pytest.raises(DraftError, match="decided so"):
        resolve(draft, conflict, "both")
    assert only(draft) == conflict


def test_a_value_that_the_field_refuses_leaves_the_conflict_open(handed: Handed) -> None:
    draft, a, b = handed.draft, handed.copy("ก"), handed.copy("ข")
    project = draft.ids("project")[0]
    a.enter("project", project, "budget", "100")
    b.enter("project", project, "budget", "200")
    handed.merge("ก")
    handed.merge("ข")
    with pytest.raises(ValueRefused):
        resolve_with(draft, only(draft), "มาก")
    assert only(draft).value("theirs") == 20000


def test_conflicts_survive_closing_and_later_merges(handed: Handed, tmp_path: Path) -> None:
    """https://github.com/MerginMaps/db-sync/issues/152"""
    draft, a, b, c = handed.draft, handed.copy("ก"), handed.copy("ข"), handed.copy("ค")
    one, two = draft.ids("project")[:2]
    a.enter("project", one, "name", "ก")
    b.enter("project", one, "name", "ข")
    c.enter("project", two, "name", "ค")
    for name in "กขค":
        handed.merge(name)
    conflict = only(draft)
    draft.save_as(tmp_path / "ต่อ.bmaplan")
    with Draft.open(tmp_path / "ต่อ.bmaplan") as again:
        assert only(again) == conflict
        assert is_changed_since(again, conflict) is False
        again.enter("project", one, "name", "แก้ด้วยมือ")
        assert is_changed_since(again, conflict)
        close(again, [conflict])
        assert open_conflicts(again) == []


def test_merging_the_same_part_twice_changes_nothing(handed: Handed) -> None:
    draft, a, b = handed.draft, handed.copy("ก"), handed.copy("ข")
    project = draft.ids("project")[0]
    a.enter("project", project, "name", "ก")
    b.enter("project", project, "name", "ข")
    b.add("project", {"name": "โครงการเพิ่ม"})
    handed.merge("ก")
    handed.merge("ข")
    step, conflict = draft.undo_step(), only(draft)
    for name in "กขก":
        handed.merge(name, "2025-02-02T00:00:00+00:00")
        assert draft.undo_step() == step
    resolve(draft, conflict, "mine")
    draft.delete("project", [draft.ids("project")[-1]])
    step = draft.undo_step()
    handed.merge("ข")
    assert draft.undo_step() == step  # what was decided stays decided


def test_a_part_that_comes_again_corrected_asks_nothing_of_what_was_merged(handed: Handed) -> None:
    draft, a, b = handed.draft, handed.copy("ก"), handed.copy("ข")
    project, other = draft.ids("project")[:2]
    a.enter("project", project, "name", "ก หนึ่ง")
    a.enter("project", other, "name", "ก อื่น")
    b.enter("project", other, "name", "ข อื่น")
    handed.merge("ข")
    assert handed.merge("ก").conflicts == 1
    a.enter("project", project, "name", "ก สอง")
    assert handed.merge("ก").conflicts == 1
    assert draft.record("project", project).values["name"] == "ก สอง"
    assert only(draft).value("theirs") == "ก อื่น"
    a.enter("project", other, "name", "ข อื่น")
    assert handed.merge("ก").conflicts == 0
    assert open_conflicts(draft) == []


def test_a_change_against_a_deletion_is_asked_and_the_record_is_kept(handed: Handed) -> None:
    """https://github.com/MerginMaps/geodiff/pull/250"""
    draft, a, b = handed.draft, handed.copy("ก"), handed.copy("ข")
    project = draft.ids("project")[0]
    a.delete("project", [project])
    b.enter("project", project, "name", "ยังทำอยู่")
    for first, second in ("กข", "ขก"):
        handed.merge(first)
        assert handed.merge(second).conflicts == 1
        conflict = only(draft)
        assert conflict.what == "deleted"
        (id,) = draft.ids("project", where={"name": "ยังทำอยู่"})
        assert draft.uid("project", id) == conflict.uid == b.uid("project", project)
        side: Choice = "mine" if conflict.value("theirs") else "theirs"  # that deleted it
        other: Choice = "theirs" if side == "mine" else "mine"
        resolve(draft, conflict, other)
        assert draft.id_of("project", conflict.uid) == id
        draft.undo()
        resolve(draft, conflict, side)
        assert draft.id_of("project", conflict.uid) is None
        for _n in range(3):
            draft.undo()


def test_trying_a_merge_tells_what_it_does_and_writes_nothing(handed: Handed) -> None:
    draft, a = handed.draft, handed.copy("ก")
    a.enter("project", draft.ids("project")[0], "name", "ก")
    step = draft.undo_step()
    trial = prepared(draft, handed.base, read(a), Source("ก", "ก"))
    assert (told(trial.result).changed, draft.undo_step()) == (1, step)
