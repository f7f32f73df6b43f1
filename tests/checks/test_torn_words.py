"""Words that a space tore, as PDFs leave them, are problems with what they should be; all are mended in one step."""

from planner_desktop.checks import find_problems
from planner_desktop.checks.problem import TORN
from planner_desktop.draft import Draft
from planner_desktop.draft.records.replacing import replace
from planner_desktop.draft.records.search import Query, find, places
from planner_desktop.formpack import rich_text
from planner_desktop.formpack.rich_text import NOTE, RichList, RichParagraph


def torn(draft: Draft) -> Draft:
    draft.enter("project", draft.add("project"), "name", "โครงการก าจัดขยะของส านักงาน")
    blocks = (
        RichParagraph(paragraph=f"ข้อ{NOTE} ด าเนินการแล้ว", notes=("ค าอธิบาย",), bold=((5, 14),)),
        RichList(list=("ก", "ส านัก"), levels=(1, 2), italic=((2, 8),)),
    )
    draft.enter("situation", 1, "text", rich_text.dump(blocks) or "")
    return draft


def test_torn_words_are_told_with_what_they_should_be(draft: Draft) -> None:
    assert not [problem for problem in find_problems(draft) if problem.check == TORN]
    found = [problem for problem in find_problems(torn(draft)) if problem.check == TORN]
    assert {(problem.kind, problem.field, problem.severity) for problem in found} == {
        ("project", "name", "warning"),
        ("situation", "text", "warning"),
    }
    (name,) = [problem for problem in found if problem.kind == "project"]
    assert "ส านักงาน" in name.message
    assert "โครงการกำจัดขยะของสำนักงาน" in name.message


def test_all_are_mended_in_one_step_that_is_taken_back(draft: Draft) -> None:
    torn(draft)
    found = find(places(draft), Query("", torn=True))
    assert [match.meant for match in found if match.place.kind == "situation"] == ["ดำเนินการแล้ว", "คำอธิบาย", "สำนัก"]
    assert replace(draft, found, "").count == len(found)
    (project,) = draft.records("project")
    assert project.values["name"] == "โครงการกำจัดขยะของสำนักงาน"
    assert rich_text.load(str(draft.record("situation", 1).values["text"])) == (
        RichParagraph(paragraph=f"ข้อ{NOTE} ดำเนินการแล้ว", notes=("คำอธิบาย",), bold=((5, 18),)),
        RichList(list=("ก", "สำนัก"), levels=(1, 2), italic=((2, 7),)),
    )
    assert not find(places(draft), Query("", torn=True))
    draft.undo()
    (project,) = draft.records("project")
    assert project.values["name"] == "โครงการก าจัดขยะของส านักงาน"
