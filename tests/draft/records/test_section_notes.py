"""The officer's notes on sections: they stay with the draft, and go nowhere else."""

from pathlib import Path

from planner_desktop.app_paths import FORMS
from planner_desktop.draft import Draft
from planner_desktop.draft.plan import moving
from planner_desktop.draft.plan.plan_json import write_plan
from planner_desktop.draft.records.section_notes import SectionNote, keep, section_notes
from planner_desktop.formpack import read

WAITS = SectionNote("รอข้อมูลจากฝ่ายการคลัง", waiting=True)


def test_a_note_survives_closing_and_copying(draft: Draft, tmp_path: Path) -> None:
    keep(draft, "vision", WAITS)
    draft.save_as(tmp_path / "copy.bmaplan")
    with Draft.open(tmp_path / "copy.bmaplan", read_only=True) as copy:
        assert section_notes(copy) == {"vision": WAITS}


def test_a_note_is_no_undo_step_and_an_empty_one_goes(draft: Draft) -> None:
    keep(draft, "vision", WAITS)
    assert draft.undo_label() == ""
    keep(draft, "vision", SectionNote())
    assert section_notes(draft) == {}


def test_a_note_is_not_in_the_submitted_data(draft: Draft, tmp_path: Path) -> None:
    keep(draft, "vision", WAITS)
    write_plan(draft, tmp_path / "plan.json")
    assert WAITS.text not in (tmp_path / "plan.json").read_text("utf-8")


def test_moving_takes_notes_along_those_without_a_section_to_the_first(draft: Draft, tmp_path: Path) -> None:
    keep(draft, "vision", WAITS)
    keep(draft, "agency-strategies", SectionNote("ถาม สยป."))
    with moving.move(draft, read(FORMS / "bma-2565"), tmp_path / "moved.bmaplan") as moved:
        notes = section_notes(moved)
    assert notes["vision"] == WAITS
    assert notes["cover"].text == "ยุทธศาสตร์ของหน่วยงาน: ถาม สยป."
