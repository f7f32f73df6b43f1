"""What is done to the records of a list without a screen: each one undo step, and why it cannot be done."""

import json

import pytest

from planner_desktop.draft import Draft
from planner_desktop.entry import copied_records
from planner_desktop.entry.list_actions import ChosenRecords, pasted_lines, place_for
from planner_desktop.formpack import FormPack


def issues(draft: Draft, letters: str = "กขค") -> list[int]:
    return [draft.add("agency_issue", {"name": letter}) for letter in letters]


def held(draft: Draft, kind: str = "agency_issue") -> str:
    return "".join(str(record.values["name"] or "_") for record in draft.records(kind))


def of(draft: Draft, *chosen: int) -> ChosenRecords:
    return ChosenRecords(draft, "agency_issue", chosen)


def test_records_are_added_beside_others_and_at_the_end(draft: Draft) -> None:
    first, second, _third = issues(draft)
    of(draft).add(first)
    of(draft).add(second, above=True)
    of(draft).add()
    assert held(draft) == "ก__ขค_"


def test_several_move_together_and_stop_at_the_ends(draft: Draft) -> None:
    first, second, third, last = issues(draft, "กขคง")
    of(draft, first, third).move(1)
    assert held(draft) == "ขงกค"
    of(draft, first, third).move(1)
    assert held(draft) == "ขงกค"
    draft.undo()
    assert held(draft) == "กขคง"
    assert of(draft, first, second).why_not("up") == "It is the first in the list"
    assert of(draft, last).why_not("down") == "It is the last in the list"
    assert of(draft, last).why_not("up") == ""


def test_a_list_in_an_order_of_its_own_is_not_moved_in(draft: Draft) -> None:
    first, *_others = issues(draft)
    ordered = ChosenRecords(draft, "agency_issue", (first,), is_sorted=True)
    assert ordered.why_not("down") == "The list is in the order of one of its columns"
    ordered.move(1)
    assert not ordered.place(2)
    assert held(draft) == "กขค"


def test_nothing_chosen_and_a_draft_that_is_only_read_say_so(draft: Draft) -> None:
    assert of(draft).why_not("delete") == "Nothing is chosen in the list"
    assert of(draft).why_not("add") == ""
    (first,) = issues(draft, "ก")
    read = ChosenRecords(draft, "agency_issue", (first,), writable=False)
    assert read.why_not("delete") == read.why_not("add") == "The draft is open for reading only"
    assert read.why_not("copy") == ""


def test_cells_are_emptied_with_the_words_that_stand_for_an_amount_and_links(draft: Draft) -> None:
    division = draft.add("division", {"name": "ฝ่าย"})
    project = draft.add("project", {"name": "ก", "funding": "none", "divisions": [division]})
    cells = [(project, name) for name in ("name", "budget", "divisions")]
    ChosenRecords(draft, "project", (project,)).clear(cells)
    record = draft.record("project", project)
    assert (record.values["name"], record.values["funding"], record.links["divisions"]) == (None, None, ())
    draft.undo()
    assert draft.record("project", project).links["divisions"] == (division,)


def test_texts_become_records_one_undo_step(draft: Draft) -> None:
    first, *_others = issues(draft, "กข")
    of(draft).add_texts(["ค", "ง"], first)
    assert held(draft) == "กคงข"
    draft.undo()
    assert held(draft) == "กข"


def test_copied_records_bring_all_under_them_and_outlive_the_original(draft: Draft) -> None:
    first, second = issues(draft, "กข")
    objective = draft.add("agency_objective", {"name": "ใต้"}, parent=first)
    draft.add("agency_kpi", {"name": "วัด"}, parent=objective)
    copied = of(draft, first).copy()
    assert [line.count("\t") for line in copied.text.splitlines()] == [0, 1, 2]
    of(draft, first).delete()
    assert held(draft, "agency_kpi") == ""
    new = of(draft).paste(copied.data, second)
    assert held(draft) == "ขก"
    assert [record.parent for record in draft.records("agency_objective")] == new
    assert held(draft, "agency_kpi") == "วัด"
    draft.undo()
    assert held(draft) == "ข"


def test_copied_records_are_pasted_into_another_draft_as_far_as_they_fit(draft: Draft, pack: FormPack) -> None:
    division = draft.add("division", {"name": "ฝ่าย"})
    draft.add("project", {"name": "ก", "budget": 500, "funding": "amount", "divisions": [division]})
    copied = ChosenRecords(draft, "project", draft.ids("project")).copy()
    with Draft.in_memory(pack) as other:
        (new,) = ChosenRecords(other, "project").paste(copied.data)
        record = other.record("project", new)
        assert (record.values["name"], record.values["budget"]) == ("ก", 500)
        assert record.links["divisions"] == ()
    (again,) = ChosenRecords(draft, "project").paste(copied.data)
    assert draft.record("project", again).links["divisions"] == (division,)


@pytest.mark.parametrize(
    "data",
    ["", "[]", "null", "{", '{"kind": "division", "records": [{}]}', '{"kind": "project", "records": 3}', "[" * 99_999],
)
def test_what_is_no_such_record_is_not_pasted(draft: Draft, data: str) -> None:
    assert ChosenRecords(draft, "project").paste(data) == []
    assert draft.undo_label() is None or "paste" not in draft.undo_label()


def test_values_that_no_field_takes_are_left_out(draft: Draft) -> None:
    values = {"name": "ก", "budget": "มาก", "funding": "nonsense", "divisions": 7, "unknown": 1, "id": 99}
    below = {"activity": [{"values": {}}], "cover": [{"values": {"name": "x"}}]}
    data = json.dumps({"kind": "project", "records": [{"values": values, "below": below}, "text", None]})
    new = ChosenRecords(draft, "project").paste(data)
    assert len(new) == 3
    record = draft.record("project", new[0])
    assert (record.values["name"], record.values["budget"], record.links["divisions"]) == ("ก", None, ())
    assert record.id != 99


def test_the_kind_that_was_copied_is_told(draft: Draft) -> None:
    (first,) = issues(draft, "ก")
    assert copied_records.kind_of(of(draft, first).copy().data) == "agency_issue"
    assert copied_records.kind_of("nonsense") == ""


def test_a_new_record_goes_where_one_of_its_kind_may_stand(draft: Draft) -> None:
    first, _second = issues(draft, "กข")
    objective = draft.add("agency_objective", {"name": "ใต้"}, parent=first)
    kpi = draft.add("agency_kpi", {"name": "วัด"}, parent=objective)
    near = ("agency_kpi", kpi)
    assert place_for(draft, "agency_kpi", near) == (objective, kpi)
    assert place_for(draft, "agency_objective", near) == (first, objective)
    assert place_for(draft, "agency_issue", ("agency_issue", first)) == (None, first)
    assert place_for(draft, "agency_kpi", ("agency_objective", objective)) == (objective, None)
    assert place_for(draft, "agency_kpi", None) == (None, None)


def test_pasted_lines_lose_their_marks() -> None:
    assert pasted_lines("1. ก\n- ข\n\n(๓) ค ง") == ["ก", "ข", "ค ง"]
