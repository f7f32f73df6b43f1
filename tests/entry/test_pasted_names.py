"""Names from a PDF lead to the same record as whole ones."""

from planner_desktop.draft import Draft
from planner_desktop.entry.names import LinkNames
from planner_desktop.entry.picking import Candidate, matching
from planner_desktop.formpack import fields

PDF = ["ฝ่ายงานก\u0e32\u0e4dกับ", "ฝ่ายงานกำกับ", "ฝ่ายงานก ากับ", "ฝ่ายงานก\u0e4d\u0e32กับ"]


def test_divisions_that_differ_only_by_what_a_pdf_did_are_one(draft: Draft) -> None:
    names = LinkNames(draft, "division")
    assert names.read(PDF[0])[0] == ["ฝ่ายงานกำกับ"]
    taken = {names.several(name)[0].take() for name in PDF}
    assert len(taken) == 1
    assert len(draft.records("division")) == 1


def test_a_division_that_is_there_is_found_by_its_torn_name(draft: Draft) -> None:
    id = draft.add("division")
    draft.enter("division", id, "name", "สำนักงานเลขานุการ")
    assert LinkNames(draft, "division").several("ส านักงานเลขานุการ")[0].take() == id


def test_a_text_that_several_have_is_the_name_of_none(draft: Draft) -> None:
    for name in ("กองหนึ่ง", "กองสอง"):
        draft.add("division", {"name": name, "full_name": "กองกลาง"})
    draft.add("division", {"name": "กองสาม", "full_name": "กองช่าง"})
    names = LinkNames(draft, "division")
    assert names.find("กองกลาง") is None
    found = names.find("กองช่าง")
    assert found is not None
    assert found.text == "กองสาม"


def test_names_that_differ_by_a_number_are_not_much_alike(draft: Draft) -> None:
    draft.add("division", {"name": "ฝ่ายพัฒนาชุมชน 1"})
    names = LinkNames(draft, "division")
    assert names.near("ฝ่ายพัฒนาชุมชน 2") == ""
    assert names.near("ฝ่ายพัฒนชุมชน 1") == "ฝ่ายพัฒนาชุมชน 1"


def test_what_is_typed_torn_finds_what_is_whole() -> None:
    candidate = Candidate("สำนักการคลัง", lambda: 1)
    assert matching([candidate], "ส านักการคลัง") == [candidate]
    assert matching([candidate], "ส\u0e32\u0e4dนัก") == [candidate]


def test_a_text_is_mended_when_it_is_stored(draft: Draft) -> None:
    spec = draft.spec("project").fields["name"]
    assert fields.parse("ค่าน\u0e49\u0e32\u0e4dประปา\u202c ถ ึง", spec) == "ค่าน้ำประปา ถึง"


def test_a_name_with_an_and_in_it_is_one_name_in_a_list_of_several(draft: Draft) -> None:
    found = LinkNames(draft, "agency").several("สำนักวัฒนธรรม กีฬา และการท่องเที่ยว, สกก. และ สนพ.")
    assert [candidate.text.split()[0] for candidate in found] == ["สวท.", "ส.กก.", "สนพ."]
