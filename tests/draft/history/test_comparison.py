"""Two states of a plan are compared as officers read them, and anything can be brought back from the other."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner_desktop.draft import Draft
from planner_desktop.draft.history.changes import state_at
from planner_desktop.draft.history.comparison import BlockChange, compare
from planner_desktop.draft.history.restoring import restore, restore_field, restore_record, restore_section
from planner_desktop.draft.plan import plan_json
from planner_desktop.draft.plan.new_plan import samples
from planner_desktop.errors import DraftError
from planner_desktop.formpack import FormPack, fields, rich_text
from tests.draft.history.test_history import STEPS, do

SAMPLE_FILES = [sample.path for sample in samples()]


@pytest.fixture
def copy(sample: Draft, tmp_path: Path) -> Iterator[Draft]:
    """A colleague's copy of the sample plan."""
    sample.save_as(tmp_path / "ของเพื่อน.bmaplan")
    with Draft.open(tmp_path / "ของเพื่อน.bmaplan") as copy:
        yield copy


def told(old: Draft, new: Draft) -> list[tuple[str, ...]]:
    return [(d.what, d.section, d.title, d.field, d.before, d.after) for d in compare(old, new)]


@pytest.mark.parametrize("path", SAMPLE_FILES, ids=lambda path: path.stem)
def test_a_plan_does_not_differ_from_itself(path: Path, tmp_path: Path) -> None:
    with plan_json.read_plan(path, tmp_path / "a.bmaplan") as plan:
        plan_json.write_plan(plan, tmp_path / "out.json")
        with plan_json.read_plan(tmp_path / "out.json", tmp_path / "b.bmaplan") as same, plan.snapshot() as now:
            assert compare(now, plan) == compare(same, plan) == []


def test_a_field_is_told_as_it_is_read_under_its_section(sample: Draft) -> None:
    project = sample.ids("project")[0]
    with sample.snapshot() as old:
        sample.enter("project", project, "budget", "1,234,567")
        before = old.shown(old.record("project", project), "budget")
        assert ("changed", "projects", sample.title("project", project), "budget", before, "1,234,567") in told(
            old, sample
        )
        restore_field(sample, old, "project", project, "budget")
        assert sample.undo_label() == "bring back งบประมาณ"
        assert {d.field for d in compare(old, sample)} <= {"funding"}


def test_a_record_that_was_moved_is_told_alone(draft: Draft) -> None:
    ids = [draft.add("mission", {"text": text}) for text in "กขคง"]
    with draft.snapshot() as old:
        draft.move("mission", ids[3], 0)
        assert told(old, draft) == [("moved", "missions", "ง", "", "4", "1")]


def test_a_deleted_record_comes_back_in_its_place_with_what_belonged_to_it(draft: Draft) -> None:
    division = draft.add("division", {"name": "กองคลัง"})
    projects = [draft.add("project", {"name": name, "divisions": [division]}) for name in "กขค"]
    item = draft.add("project_item", {"name": "หลักสูตร"}, parent=projects[1])
    key_result = draft.add("key_result", {"name": "ผล", "projects": projects})
    with draft.snapshot() as old:
        draft.delete("division", [division])
        draft.delete("project", [projects[1]])
        draft.delete("project", [projects[0]])
        assert [d.title for d in compare(old, draft) if d.what == "deleted"] == ["กองคลัง", "ก", "ข", "หลักสูตร"]
        restore_record(draft, old, "project", projects[1])
        assert draft.ids("project") == projects[1:]
        assert draft.ids("project_item", parent=projects[1]) == [item]
        assert draft.links("key_result", key_result, "projects") == projects[1:]
        assert draft.title("division", draft.links("project", projects[1], "divisions")[0]) == "กองคลัง"
        draft.undo()
        assert draft.ids("project") == projects[2:]


def test_a_record_made_after_one_was_deleted_is_another_with_another_number(draft: Draft) -> None:
    first = draft.add("project", {"name": "ปรับปรุงถนน"})
    with draft.snapshot() as old:
        draft.delete("project", [first])
        assert draft.add("project", {"name": "จัดงานลอยกระทง"}) != first
        assert [(d.what, d.title) for d in compare(old, draft)] == [
            ("deleted", "ปรับปรุงถนน"),
            ("added", "จัดงานลอยกระทง"),
        ]
        restore(draft, old, [d for d in compare(old, draft) if d.what == "deleted"])
        assert [draft.title("project", id) for id in draft.ids("project")] == ["ปรับปรุงถนน", "จัดงานลอยกระทง"]


def test_narrative_is_compared_block_by_block(draft: Draft) -> None:
    spec = draft.spec("foreword").fields["text"]
    draft.set("foreword", 1, "text", fields.parse("หนึ่ง\nสอง\nสาม", spec))
    with draft.snapshot() as old:
        draft.set("foreword", 1, "text", fields.parse("หนึ่ง\nสองครึ่ง\nสาม\nสี่", spec))
        (found,) = compare(old, draft)
        assert found.blocks == (BlockChange("สอง", "สองครึ่ง"), BlockChange(None, "สี่"))


def test_a_section_comes_back_and_the_others_stay(sample: Draft) -> None:
    with sample.snapshot() as old:
        sample.delete("mission", sample.ids("mission"))
        sample.add("mission", {"text": "อื่น"})
        sample.enter("vision", 1, "text", "ใหม่")
        restore_section(sample, old, "missions")
        assert [d.kind for d in compare(old, sample)] == ["vision"]
        sample.undo()
        assert {d.kind for d in compare(old, sample)} == {"mission", "vision"}


def test_in_a_colleagues_copy_a_project_renamed_by_both_is_the_same(sample: Draft, copy: Draft) -> None:
    project = sample.ids("project")[0]
    with sample.action("first"):
        sample.add("mission", {"text": "ของเรา"})
    sample.enter("project", project, "name", "ก")
    copy.enter("project", project, "name", "จัดซื้อจัดจ้างทั่วไป")
    copy.add("mission", {"text": "ของเพื่อน"})
    assert [(d.what, d.kind, d.before, d.after) for d in compare(copy, sample)] == [
        ("deleted", "mission", "", ""),
        ("added", "mission", "", ""),
        ("changed", "project", "จัดซื้อจัดจ้างทั่วไป", "ก"),
    ]
    copy.close()


def test_an_attachment_of_the_same_name_is_told_from_another(draft: Draft, tmp_path: Path) -> None:
    file, other = tmp_path / "แบบ.pdf", tmp_path / "อื่น" / "แบบ.pdf"
    other.parent.mkdir()
    file.write_bytes(b"1")
    other.write_bytes(b"2")
    annex = draft.add("annex_item", {"title": "ผนวก"})
    draft.save_as(tmp_path / "copy.bmaplan")
    with Draft.open(tmp_path / "copy.bmaplan") as copy:
        for plan, path in ((draft, file), (copy, other)):
            plan.set("annex_item", annex, "file", plan.attach(path))
        assert [(d.kind, d.field) for d in compare(copy, draft)] == [("annex_item", "file")]
        restore_field(draft, copy, "annex_item", annex, "file")
        assert draft.attachment(str(draft.record("annex_item", annex).values["file"])) == b"2"
        assert compare(copy, draft) == []


def test_a_figure_comes_back_with_its_picture(draft: Draft, tmp_path: Path) -> None:
    draft.save_as(tmp_path / "copy.bmaplan")
    with Draft.open(tmp_path / "copy.bmaplan") as copy:
        (tmp_path / "แผนที่.png").write_bytes(b"png")
        name = copy.attach(tmp_path / "แผนที่.png")
        copy.set("situation", 1, "text", rich_text.dump((rich_text.RichFigure(figure=name, caption="แผนที่"),)))
        restore_section(draft, copy, "situation")
        assert draft.attachment(name) == b"png"


def test_plans_of_different_editions_are_not_compared(draft: Draft, tmp_path: Path) -> None:
    path = next(sample.path for sample in samples() if sample.edition != draft.pack.edition.id)
    with (
        plan_json.read_plan(path, tmp_path / "other.bmaplan") as other,
        pytest.raises(DraftError, match="different editions"),
    ):
        compare(other, draft)


def check_all_comes_back(draft: Draft, old: Draft) -> None:
    restore(draft, old, compare(old, draft))
    assert compare(old, draft) == []
    assert draft.database.execute("PRAGMA foreign_key_check").fetchall() == []


@given(STEPS, STEPS)
@settings(max_examples=60)
def test_after_everything_was_brought_back_nothing_differs(
    pack: FormPack, first: list[tuple[object, ...]], later: list[tuple[object, ...]]
) -> None:
    with Draft.in_memory(pack) as draft:
        for step in first:
            do(draft, step)
        with draft.snapshot() as old:
            for step in later:
                do(draft, step)
            before = plan_json.to_plan(draft)
            check_all_comes_back(draft, old)
            if plan_json.to_plan(draft) != before:
                draft.undo()
                assert plan_json.to_plan(draft) == before


@given(STEPS, STEPS, st.data())
@settings(max_examples=40)
def test_any_part_that_is_brought_back_no_longer_differs(
    pack: FormPack, first: list[tuple[object, ...]], later: list[tuple[object, ...]], data: st.DataObject
) -> None:
    with Draft.in_memory(pack) as draft:
        for step in first:
            do(draft, step)
        moment = draft.database.execute("SELECT coalesce(max(id), 0) FROM action").fetchone()[0]
        for step in later:
            do(draft, step)
        with state_at(draft, moment) as old:
            while found := compare(old, draft):
                restore(draft, old, [data.draw(st.sampled_from(found))])
                assert len(compare(old, draft)) < len(found)


@pytest.mark.parametrize("every", [1, 2])
@pytest.mark.parametrize("path", SAMPLE_FILES, ids=lambda path: path.stem)
def test_a_whole_plan_comes_back_after_much_was_deleted(path: Path, every: int, tmp_path: Path) -> None:
    with plan_json.read_plan(path, tmp_path / "a.bmaplan") as draft:
        old = draft.snapshot()
        with draft.action("damage"):
            for kind, spec in draft.pack.records.items():
                if not spec.single:
                    draft.delete(kind, draft.ids(kind)[::every])
        assert compare(old, draft)
        check_all_comes_back(draft, old)
        assert plan_json.to_plan(draft)["records"] == plan_json.to_plan(old)["records"]
        old.close()
