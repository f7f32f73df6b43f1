"""Notes on sections come along with a merge: nothing of them is lost, and nothing of them is asked."""

from pathlib import Path

from planner_desktop.draft import Draft
from planner_desktop.draft.merging.copies import merge_copy
from planner_desktop.draft.merging.noting import merged
from planner_desktop.draft.parts import handing, taking
from planner_desktop.draft.records.handed_parts import Given
from planner_desktop.draft.records.section_notes import SectionNote, keep, section_notes

WAITS = SectionNote("รอตัวเลขจากกองคลัง", waiting=True)


def test_a_note_of_one_side_comes_and_two_stand_both_with_whose_the_other_is() -> None:
    mine = {"cover": SectionNote("ของฉัน"), "swot": SectionNote("เดิม")}
    theirs = {"cover": SectionNote("ของเขา"), "swot": SectionNote("เดิม แก้แล้ว"), "vision": WAITS}
    assert merged({"swot": SectionNote("เดิม")}, mine, theirs, "กองคลัง") == {
        "cover": SectionNote("ของฉัน · กองคลัง: ของเขา"),
        "swot": SectionNote("เดิม แก้แล้ว"),
        "vision": WAITS,
    }
    assert merged({"vision": WAITS}, {"vision": WAITS}, {}, "กองคลัง") == {"vision": SectionNote()}
    assert merged({"vision": WAITS}, {}, {"vision": WAITS}, "กองคลัง") == {}


def test_a_divisions_notes_come_back_with_its_part_once(sample: Draft, tmp_path: Path) -> None:
    first, second = [section.id for section in sample.pack.sections][:2]
    keep(sample, first, SectionNote("ของเจ้าของแผน"))
    path = tmp_path / "ส่วน.bmapart"
    handing.hand_out(sample, path, handing.Wanted("กองคลัง", "", Given((second,))))
    with Draft.open(path) as part:
        assert section_notes(part) == {}
        keep(part, first, SectionNote("ถามกลับ"))
        keep(part, second, WAITS)
    taking.take(sample, taking.prepared(sample, path))
    assert section_notes(sample) == {first: SectionNote("ของเจ้าของแผน · กองคลัง: ถามกลับ"), second: WAITS}
    keep(sample, second, SectionNote())
    taking.take(sample, taking.prepared(sample, path))
    assert second not in section_notes(sample), "what came once and was taken away came again"


def test_two_copies_lose_no_note(sample: Draft, tmp_path: Path) -> None:
    first, second = [section.id for section in sample.pack.sections][:2]
    keep(sample, first, SectionNote("ก่อนแยก"))
    sample.save_as(tmp_path / "สำเนา.bmaplan")
    keep(sample, first, SectionNote("หลังแยก"))
    with Draft.open(tmp_path / "สำเนา.bmaplan") as copy:
        keep(copy, second, WAITS)
        copy.set("cover", 1, "agency", "สำนักใหม่")
        merge_copy(sample, copy, "สำเนา")
    assert section_notes(sample) == {first: SectionNote("หลังแยก · สำเนา: ก่อนแยก"), second: WAITS}
