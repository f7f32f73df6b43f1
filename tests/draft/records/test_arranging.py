"""Records put into another order, and doubled."""

from planner_desktop.draft import Draft


def texts(draft: Draft) -> str:
    return "".join(str(record.values["text"]) for record in draft.records("mission"))


def missions(draft: Draft, letters: str) -> dict[str, int]:
    return {letter: draft.add("mission", {"text": letter}) for letter in letters}


def written(draft: Draft) -> int:
    return int(draft.database.execute("SELECT count(*) FROM change").fetchone()[0])


def test_records_take_the_places_that_they_held_among_the_others(draft: Draft) -> None:
    ids = missions(draft, "abcdef")
    draft.arrange("mission", [ids["e"], ids["c"], ids["a"]])
    assert texts(draft) == "ebcdaf"
    draft.undo()
    assert texts(draft) == "abcdef"


def test_only_what_gets_another_place_is_written(draft: Draft) -> None:
    ids = missions(draft, "abcdef")
    before = written(draft)
    draft.move("mission", ids["b"], 2)
    assert (texts(draft), written(draft) - before) == ("acbdef", 2)
    draft.delete("mission", [ids["a"]])
    before = written(draft)
    draft.add("mission", {"text": "x"}, at=0)
    assert (texts(draft), written(draft) - before) == ("xcbdef", 1)
    draft.add("mission", {"text": "y"}, at=2)
    assert texts(draft) == "xcybdef"


def test_records_of_equal_places_keep_their_order_when_one_is_put_in(draft: Draft) -> None:
    missions(draft, "abc")
    draft.database.execute("UPDATE mission SET position = 1")
    draft.add("mission", {"text": "x"}, at=1)
    assert texts(draft) == "axbc"


def test_records_under_others_are_arranged_under_their_own(draft: Draft) -> None:
    one, two = draft.add("project", {"name": "1"}), draft.add("project", {"name": "2"})
    ids = {name: draft.add("project_item", {"name": name}, parent=one if name < "c" else two) for name in "abcd"}
    draft.arrange("project_item", [ids["d"], ids["b"], ids["c"], ids["a"]])
    assert [record.values["name"] for record in draft.records("project_item")] == ["b", "a", "d", "c"]


def test_a_copy_has_all_that_stands_under_the_record_and_its_links(draft: Draft) -> None:
    division = draft.add("division", {"name": "ฝ่าย"})
    first = draft.add("project", {"name": "ก", "budget": 100, "funding": "amount", "divisions": [division]})
    draft.add("project", {"name": "ข"})
    draft.add("project_item", {"name": "ย่อย"}, parent=first)
    (copy,) = draft.duplicate("project", [first])
    names = [record.values["name"] for record in draft.records("project")]
    record = draft.record("project", copy)
    assert (names, record.values["budget"], record.links["divisions"]) == (["ก", "ก", "ข"], 100, (division,))
    assert [item.values["name"] for item in draft.records("project_item", copy)] == ["ย่อย"]
    draft.undo()
    assert len(draft.ids("project")) == 2


def test_copies_of_several_stand_together_behind_the_last(draft: Draft) -> None:
    ids = missions(draft, "abcd")
    draft.duplicate("mission", [ids["a"], ids["c"]])
    assert texts(draft) == "abcacd"
