"""What came from last year is marked until someone looked at it: recorded, undone, and never leaving the PC."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from planner_desktop.draft import Draft
from planner_desktop.draft.file import own_tables
from planner_desktop.draft.plan import clean_copy, plan_json
from planner_desktop.draft.plan.moving import move
from planner_desktop.draft.plan.new_plan import samples
from planner_desktop.draft.records import reviews
from planner_desktop.draft.records.reviews import Mark
from planner_desktop.errors import DraftError
from planner_desktop.formpack import FormPack

SAMPLES = {sample.name: sample for sample in samples()}


@pytest.fixture
def rolled(pack: FormPack, tmp_path: Path) -> Iterator[Draft]:
    """The sample of 2567, moved to 2568."""
    with (
        plan_json.read_plan(SAMPLES["2567-strategy"].path, tmp_path / "ปีก่อน.bmaplan") as old,
        move(old, pack, tmp_path / "ปีนี้.bmaplan") as new,
    ):
        yield new


def test_what_the_edition_says_is_marked_and_stays_so_over_closing(rolled: Draft) -> None:
    marks = reviews.marks(rolled)
    projects = [Mark("project", id) for id in rolled.ids("project")]
    assert [mark for mark in marks if mark.kind == "project" and not mark.field] == projects
    assert Mark("foreword", 1, "text") in marks
    assert not any(mark.kind == "vision" for mark in marks)
    path = rolled.path
    assert path
    rolled.close()
    with Draft.open(path) as again:
        assert reviews.marks(again) == marks
        assert again.undo_label() == ""


def test_marks_are_ticked_off_and_undone(rolled: Draft) -> None:
    before = reviews.marks(rolled)
    first = Mark("project", rolled.ids("project")[0])
    assert reviews.reviewed(rolled, [first, first]) == 1
    assert reviews.marks(rolled) == [mark for mark in before if mark != first]
    assert reviews.reviewed(rolled, reviews.of(rolled, "project")) == len(rolled.ids("project")) - 1
    assert "project" not in {mark.kind for mark in reviews.marks(rolled)}
    with pytest.raises(DraftError, match="reviewed"):
        reviews.of(rolled, "project")
    rolled.undo()
    rolled.undo()
    assert reviews.marks(rolled) == before
    rolled.redo()
    assert first not in reviews.marks(rolled)


def test_a_mark_goes_with_a_new_value_and_with_its_record(rolled: Draft) -> None:
    mark = Mark("foreword", 1, "text")
    rolled.enter("foreword", 1, "text", "คำนำของปีนี้")
    assert mark not in reviews.marks(rolled)
    rolled.undo()
    assert mark in reviews.marks(rolled)
    project = rolled.ids("project")[0]
    rolled.delete("project", [project])
    assert Mark("project", project) not in reviews.marks(rolled)
    rolled.undo()
    assert Mark("project", project) in reviews.marks(rolled)


def test_marks_do_not_leave_the_pc(rolled: Draft, tmp_path: Path) -> None:
    assert reviews.marks(rolled)
    assert "to_review" not in str(plan_json.to_plan(rolled))
    clean_copy.write(rolled, tmp_path / "ให้ไป.bmaplan")
    with Draft.open(tmp_path / "ให้ไป.bmaplan") as given:
        assert reviews.marks(given) == []
    assert own_tables.TO_REVIEW.name.encode() in (tmp_path / "ให้ไป.bmaplan").read_bytes()  # only its name


def test_within_a_year_nothing_is_cleared_or_marked(sample: Draft, pack: FormPack, tmp_path: Path) -> None:
    with move(sample, pack, tmp_path / "เหมือนเดิม.bmaplan") as same:
        assert reviews.marks(same) == []
        assert [p.values["budget"] for p in same.records("project")] == [
            p.values["budget"] for p in sample.records("project")
        ]
