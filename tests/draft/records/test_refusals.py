"""A refused text belongs to its record and field: it is undone, redone and kept like an entry, and is no part of the plan."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner_desktop import formpack
from planner_desktop.app_paths import FORMS
from planner_desktop.draft import Draft
from planner_desktop.draft.file.repair import salvage
from planner_desktop.draft.history.changes import changes, state_at
from planner_desktop.draft.history.restoring import restore_refused
from planner_desktop.draft.plan import plan_json
from planner_desktop.draft.plan.moving import left_behind, move
from planner_desktop.draft.records.affected import touched


@pytest.fixture
def project(draft: Draft) -> int:
    return draft.add("project", {"name": "โครงการ", "budget": 500_000_000, "funding": "amount"})


def texts(draft: Draft) -> list[tuple[int, str, str]]:
    return [(each.id, each.field, each.text) for each in draft.refusals()]


def test_undo_takes_it_away_and_not_the_edit_before_it(draft: Draft, project: int) -> None:
    before = plan_json.to_plan(draft)
    draft.refuse("project", project, "budget", "ห้าล้านกว่า", "why")
    assert texts(draft) == [(project, "budget", "ห้าล้านกว่า")]
    assert plan_json.to_plan(draft) == before
    draft.undo()
    assert texts(draft) == []
    assert draft.record("project", project).values["budget"] == 500_000_000
    draft.redo()
    assert texts(draft) == [(project, "budget", "ห้าล้านกว่า")]


def test_any_new_value_takes_it_away_and_undoing_that_brings_it_back(draft: Draft, project: int) -> None:
    draft.refuse("project", project, "budget", "ห้าล้านกว่า", "why")
    draft.refuse("project", project, "budget", "ห้าล้านเศษ", "why")
    draft.enter("project", project, "budget", "5,000,000")  # what it held already
    assert texts(draft) == []
    draft.undo()
    assert texts(draft) == [(project, "budget", "ห้าล้านเศษ")]
    draft.undo()
    assert texts(draft) == [(project, "budget", "ห้าล้านกว่า")]


def test_it_goes_with_its_record_and_comes_back_with_it(draft: Draft, project: int) -> None:
    item = draft.add("project_item", {"name": "รายการ"}, parent=project)
    draft.refuse("project_item", item, "budget", "สองแสนกว่า", "why")
    draft.delete("project", [project])
    assert texts(draft) == []
    assert draft.database.execute("SELECT count(*) FROM refused").fetchone() == (0,)
    draft.undo()
    assert texts(draft) == [(item, "budget", "สองแสนกว่า")]


def test_it_never_stands_in_another_record(draft: Draft, project: int) -> None:
    other = draft.add("project", {"name": "อื่น"})
    draft.refuse("project", other, "budget", "ไม่แน่ใจ", "why")
    draft.undo()
    draft.undo()
    draft.add("project", {"name": "ใหม่"})
    assert texts(draft) == []
    assert project in draft.ids("project")


def test_it_survives_closing_and_is_saved_by_a_repair(draft: Draft, project: int) -> None:
    draft.refuse("project", project, "budget", "ห้าล้านกว่า", "why")
    assert draft.path
    draft.close()
    with Draft.open(draft.path) as again:
        assert texts(again) == [(project, "budget", "ห้าล้านกว่า")]
        again.undo()
        assert texts(again) == []
        again.redo()
    database, _report = salvage(Path(draft.path))
    assert database.execute("SELECT text FROM refused").fetchall() == [("ห้าล้านกว่า",)]
    database.close()


def test_what_is_taken_back_can_be_had_again(draft: Draft, project: int) -> None:
    draft.refuse("project", project, "budget", "ห้าล้านกว่า", "why")
    draft.take_back("project", project, "budget")
    assert texts(draft) == []
    draft.undo()
    assert texts(draft) == [(project, "budget", "ห้าล้านกว่า")]


def test_the_history_tells_of_refused_texts_by_record_and_field(draft: Draft, project: int) -> None:
    draft.refuse("project", project, "budget", "ห้าล้านกว่า", "why")
    draft.refuse("project", project, "budget", "ห้าล้านเศษ", "why")
    draft.enter("project", project, "budget", "6,000,000")
    draft.enter("project", project, "name", "อื่น")
    told = [(each.what, each.field, each.before, each.after) for each in changes(draft, "project", project)]
    assert told == [
        ("changed", "name", "โครงการ", "อื่น"),
        ("changed", "budget", "5,000,000", "6,000,000"),
        ("refused", "budget", "ห้าล้านกว่า", "ห้าล้านเศษ"),
        ("refused", "budget", "", "ห้าล้านกว่า"),
        ("added", "", "", ""),
    ]
    assert changes(draft, "project", project, "budget") == changes(draft, "project", project)[1:4]
    assert changes(draft, section="cover") == []
    other = draft.add("project", {"name": "ไม่เกี่ยว"})
    assert [each.what for each in changes(draft, "project", other)] == ["added"]
    draft.delete("project", [project])
    gone = [each.what for each in changes(draft, "project", project, "budget")]
    assert gone == ["changed", "refused", "refused"]


def test_an_action_leads_to_what_it_refused(draft: Draft, project: int) -> None:
    draft.refuse("project", project, "budget", "ห้าล้านกว่า", "why")
    step = draft.undo_step()
    assert step is not None
    assert [each[:3] for each in touched(draft, step[0])] == [("project", project, "budget")]
    draft.undo()
    assert [each[:3] for each in touched(draft, step[0])] == [("project", project, "budget")]


def test_a_refused_text_is_brought_back_from_an_earlier_moment(draft: Draft, project: int) -> None:
    draft.refuse("project", project, "budget", "ห้าล้านกว่า", "why")
    moment = draft.undo_step()
    assert moment is not None
    draft.enter("project", project, "budget", "6,000,000")
    with state_at(draft, moment[0]) as then:
        restore_refused(draft, then, "project", project, "budget")
    assert texts(draft) == [(project, "budget", "ห้าล้านกว่า")]
    with state_at(draft, moment[0] - 1) as then:
        restore_refused(draft, then, "project", project, "budget")
    assert texts(draft) == []
    assert draft.record("project", project).values["budget"] == 600_000_000


def test_moving_takes_refused_texts_along_or_lists_them(draft: Draft, project: int, tmp_path: Path) -> None:
    draft.refuse("project", project, "budget", "ห้าล้านกว่า", "why")
    draft.refuse("project", project, "first_year", "มาก", "why")
    pack = formpack.read(FORMS / "bma-2567")
    assert "first_year" not in pack.records["project"].fields
    with move(draft, pack, tmp_path / "moved.bmaplan") as moved:
        assert texts(moved) == [(moved.ids("project")[0], "budget", "ห้าล้านกว่า")]
        (left,) = [each for each in left_behind(moved) if each.value == "มาก"]
        assert (left.title, left.field) == ("โครงการ", draft.spec("project").fields["first_year"].label)


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["add", "refuse", "enter", "delete", "undo", "redo", "duplicate"]),
        st.integers(0, 5),
        st.sampled_from(["name", "budget"]),
    ),
    max_size=20,
)


@settings(max_examples=30, deadline=None)
@given(steps=STEPS)
def test_undo_and_redo_go_through_the_same_states(steps: list[tuple[str, int, str]]) -> None:
    with Draft.in_memory(formpack.read(FORMS / "bma-2568")) as draft:
        states, now = [(plan_json.to_plan(draft), texts(draft))], 0
        for count, (what, n, field) in enumerate(steps):
            ids = draft.ids("project")
            one = ids[n % len(ids)] if ids else None
            if what == "undo" and now:
                draft.undo()
                now -= 1
            elif what == "redo" and now + 1 < len(states):
                draft.redo()
                now += 1
            elif what == "add":
                draft.add("project", {"name": f"{count}"})
            elif what == "refuse" and one:
                draft.refuse("project", one, field, f"ข้อความ {count}", "why")
            elif what == "enter" and one:
                draft.enter("project", one, field, f"{count}")
            elif what == "delete" and one:
                draft.delete("project", [one])
            elif what == "duplicate" and one:
                draft.duplicate("project", [one])
            state = plan_json.to_plan(draft), texts(draft)
            if what not in ("undo", "redo") and state != states[now]:
                states[now + 1 :] = [state]
                now += 1
            assert state == states[now]
            assert {id for id, _field, _text in texts(draft)} <= set(draft.ids("project"))
        moment = draft.database.execute("SELECT coalesce(max(id), 0) FROM action WHERE undone = 0").fetchone()[0]
        with state_at(draft, moment) as then:
            assert texts(then) == states[now][1]
