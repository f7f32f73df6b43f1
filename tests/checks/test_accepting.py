"""A warning that was accepted stays so until what it rests on changes; undo and redo take it back and bring it again."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner_desktop import i18n
from planner_desktop.checks import LiveProblems, Problem, find_problems, standings, to_mend
from planner_desktop.checks.accepting import accept, can_be_accepted, leaving, take_back
from planner_desktop.checks.problem import EMPTY, REQUIRED, TORN
from planner_desktop.draft import Draft
from planner_desktop.draft.history import sending
from planner_desktop.draft.plan import new_plan
from planner_desktop.draft.records.acceptances import acceptances
from planner_desktop.errors import DraftError

CHECK = "integrated-plan-name"
REASON = "ชื่อนี้เป็นไปตามเอกสารงบประมาณ"
EDITS = st.lists(
    st.tuples(
        st.integers(0, 10_000),
        st.sampled_from(["name", "text", "add before", "move", "delete other", "links", "undo", "redo"]),
    ),
    min_size=1,
    max_size=10,
)


@pytest.fixture
def project(sample: Draft) -> int:
    """A project whose integrated plan has a name that is warned of."""
    id = sample.ids("project")[1]
    sample.set("project", id, "integrated_plan", "แผนบูรณาการป้องกันน้ำท่วม")
    return id


def found(draft: Draft, check: str = CHECK, id: int | None = None) -> Problem:
    (problem,) = (each for each in find_problems(draft) if each.check == check and id in (None, each.id))
    return problem


def test_it_stands_apart_with_reason_author_and_moment_and_is_counted_no_more(sample: Draft, project: int) -> None:
    before = find_problems(sample)
    sample.author = "วิภา"
    accept(sample, found(sample), f" {REASON}\nตามหนังสือ สงป. ")
    problem = found(sample)
    assert problem.accepted
    assert (problem.accepted.reason, problem.accepted.author) == (f"{REASON}\nตามหนังสือ สงป.", "วิภา")
    assert problem.accepted.at.startswith("20")
    assert problem.accepted.message == problem.message
    assert find_problems(sample)[-1] == problem
    assert len(to_mend(find_problems(sample))) == len(before) - 1
    assert standings(sample, find_problems(sample))["projects"].wrong == 0


def test_an_edit_of_something_else_leaves_it_and_one_of_what_it_rests_on_has_it_back(
    sample: Draft, project: int
) -> None:
    accept(sample, found(sample), REASON)
    sample.set("project", project, "name", "ชื่อใหม่")
    sample.set("project", project, "budget", 1_000_00)
    sample.move("project", project, 0)
    assert found(sample).accepted
    sample.set("project", project, "integrated_plan", "แผนบูรณาการน้ำ")
    assert found(sample).accepted is None
    sample.undo()
    assert found(sample).accepted
    sample.set("project", project, "integrated_plan", None)
    assert CHECK not in {each.check for each in find_problems(sample)}
    assert acceptances(sample)  # it is in the draft, and counts for nothing
    sample.undo()
    assert found(sample).accepted


def test_undo_takes_it_away_and_what_was_taken_back_can_be_had_again(sample: Draft, project: int) -> None:
    accept(sample, found(sample), REASON)
    accepted = found(sample)
    sample.undo()
    assert found(sample).accepted is None
    sample.redo()
    assert found(sample) == accepted
    take_back(sample, accepted)
    assert found(sample).accepted is None
    assert acceptances(sample) == {}
    sample.undo()
    assert found(sample) == accepted


def test_it_is_of_one_record_and_goes_with_it(sample: Draft, project: int) -> None:
    (copy,) = sample.duplicate("project", [project])
    accept(sample, found(sample, id=project), REASON)
    assert found(sample, id=copy).accepted is None  # it says the same of another project
    sample.delete("project", [project])
    assert acceptances(sample) == {}
    sample.undo()
    assert found(sample, id=project).accepted


def test_a_reason_is_wanted_and_an_error_is_only_mended(sample: Draft, project: int) -> None:
    with pytest.raises(DraftError, match="reason"):
        accept(sample, found(sample), " \n ")
    sample.set("potential_indicator", sample.ids("potential_indicator")[0], "weight", 5)
    error = found(sample, "weights-not-thirty")
    assert not can_be_accepted(error)
    with pytest.raises(DraftError, match="cannot be accepted"):
        accept(sample, error, REASON)


def test_what_is_required_and_does_not_apply_lacks_nothing_once_it_is_said_why(draft: Draft) -> None:
    before = standings(draft, find_problems(draft))
    for problem in find_problems(draft):
        if problem.check in (REQUIRED, EMPTY) and problem.section in ("cover", "missions"):
            accept(draft, problem, "หน่วยงานไม่มี")
    after = standings(draft, find_problems(draft))
    assert (before["cover"].left > 0, after["cover"].left, after["cover"].state) == (True, 0, "complete")
    assert (before["missions"].bare, after["missions"].bare, after["missions"].state) == (1, 0, "complete")
    id = draft.add("mission", {"text": "พันธกิจ"})
    draft.delete("mission", [id])
    assert standings(draft, find_problems(draft))["missions"].bare == 0


def test_torn_words_are_accepted_as_these_words_wherever_they_stand(sample: Draft, project: int) -> None:
    sample.set("project", project, "name", "โครงการทดสอบ น าเข้า")
    accept(sample, found(sample, TORN), "เป็นชื่อเฉพาะ")
    sample.set("project", project, "name", "โครงการทดสอบที่สอง น าเข้า")
    assert found(sample, TORN).accepted
    sample.set("project", project, "name", "โครงการทดสอบ น าเข้า ด าเนินการ")
    assert found(sample, TORN).accepted is None


def test_what_leaves_the_pc_says_nothing_of_what_is_found_no_more(sample: Draft, project: int) -> None:
    accept(sample, found(sample), REASON)
    with leaving(sample) as plan:
        assert plan is sample
    sample.set("project", project, "integrated_plan", None)
    with leaving(sample) as plan:
        assert acceptances(plan) == {}
    assert acceptances(sample)


@cache
def stored() -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "ร่าง.bmaplan"
        with new_plan.new_from_sample("2568-international-affairs", path) as draft:
            draft.set("project", draft.ids("project")[1], "integrated_plan", "แผนบูรณาการป้องกันน้ำท่วม")
            accept(draft, found(draft), REASON)
            draft.forget_history()
        return path.read_bytes()


def edit(draft: Draft, project: int, number: int, how: str) -> None:
    """An edit of something that the warning does not rest on."""
    others = [id for id in draft.ids("project") if id != project]
    if how == "name":
        draft.set("project", project, "name", f"โครงการที่ {number}")
    elif how == "text":
        other = others[number % len(others)]
        draft.set("project", other, "integrated_plan", f"แผนอื่น {number}")
    elif how == "add before":
        draft.add("project", {"name": f"โครงการ {number}"}, at=0)
    elif how == "move":
        draft.move("project", project, number % (len(others) + 1))
    elif how == "delete other" and len(others) > 1:
        draft.delete("project", [others[number % len(others)]])
    elif how == "links":
        divisions = draft.ids("division")
        draft.set("project", project, "divisions", divisions[number % len(divisions) :])
    elif how == "undo" and draft.undo_label():
        draft.undo()
    elif how == "redo" and draft.redo_label():
        draft.redo()


@settings(max_examples=15)
@given(EDITS)
def test_any_edits_of_something_else_leave_it_and_undo_is_exact(edits: list[tuple[int, str]]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "ร่าง.bmaplan"
        path.write_bytes(stored())
        with Draft.open(path) as draft:
            project = draft.ids("project")[1]
            kept, changed = acceptances(draft), set[str]()
            draft.watchers.append(changed.update)
            live = LiveProblems()
            live.update(draft)
            for number, how in edits:
                edit(draft, project, number, how)
                problems = live.update(draft, set(changed))
                changed.clear()
                assert problems == find_problems(draft)
                assert found(draft, id=project).accepted
            draft.set("project", project, "integrated_plan", "แผนที่เปลี่ยนไป")
            assert found(draft, id=project).accepted is None
            accept(draft, found(draft, id=project), "อีกเหตุผลหนึ่ง")
            both = acceptances(draft)
            for _turn in range(2):
                draft.undo()
                assert acceptances(draft) == kept
                draft.redo()
                assert acceptances(draft) == both
            draft.undo()
            draft.undo()
            assert found(draft, id=project).accepted == kept[found(draft, id=project).basis]


@pytest.mark.parametrize("sample", [each.name for each in new_plan.samples()])
def test_every_warning_and_note_can_be_accepted_and_no_two_in_one(sample: str, tmp_path: Path) -> None:
    with new_plan.new_from_sample(sample, tmp_path / "แผน.bmaplan") as draft:
        mild = [problem for problem in find_problems(draft) if problem.severity != "error"]
        assert all(can_be_accepted(problem) for problem in mild)
        told = {problem.basis: problem.message for problem in mild}
        assert [told[problem.basis] for problem in mild] == [problem.message for problem in mild]


@pytest.mark.parametrize("sample", [each.name for each in new_plan.samples()])
def test_it_holds_in_whichever_language_the_problem_is_told(sample: str, tmp_path: Path) -> None:
    with new_plan.new_from_sample(sample, tmp_path / "แผน.bmaplan") as draft:
        told = {problem.basis for problem in find_problems(draft)}
        i18n.set_language("th")
        assert {problem.basis for problem in find_problems(draft)} == told


def test_a_version_that_was_sent_tells_what_was_accepted_then_and_the_next_one_keeps_it(sample: Draft) -> None:
    first, second = [problem for problem in find_problems(sample) if can_be_accepted(problem)][:2]
    accept(sample, first, "ตรวจแล้ว")
    sending.submit(sample)
    sending.reopen(sample)
    assert {each.basis for each in find_problems(sample) if each.accepted} == {first.basis}
    accept(sample, second, "ตรวจแล้วเช่นกัน")
    with sending.open_version(sample, 1) as sent:
        assert {each.basis for each in find_problems(sent) if each.accepted} == {first.basis}
