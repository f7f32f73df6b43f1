"""Problems that follow a draft are those that a first look would find, after whatever edit."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner_desktop.checks import LiveProblems, find_problems
from planner_desktop.checks.edition_checks import narrowed
from planner_desktop.checks.problem import REFUSED
from planner_desktop.draft import Draft
from planner_desktop.draft.plan import new_plan
from planner_desktop.formpack import installed, read
from planner_desktop.thai.amounts import LARGEST

EDITS = st.lists(
    st.tuples(
        st.integers(0, 10_000), st.sampled_from(["empty", "other", "delete", "add", "move", "refuse", "undo", "redo"])
    ),
    min_size=3,
    max_size=12,
)


@cache
def stored(sample: str) -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "ร่าง.bmaplan"
        new_plan.new_from_sample(sample, path).close()
        return path.read_bytes()


def edit(draft: Draft, number: int, how: str) -> None:
    """One edit, chosen by a number among all that can be edited."""
    if how in ("undo", "redo"):
        if draft.undo_label() if how == "undo" else draft.redo_label():
            draft.undo() if how == "undo" else draft.redo()
        return
    kinds = [kind for kind in draft.pack.records if draft.ids(kind)]
    kind = kinds[number % len(kinds)]
    ids, spec = draft.ids(kind), draft.spec(kind)
    id = ids[number % len(ids)]
    if how == "delete" and not spec.single:
        draft.delete(kind, [id])
    elif how == "add" and not spec.single:
        parents = draft.ids(spec.parent) if spec.parent else []
        draft.add(kind, {}, parent=parents[number % len(parents)] if parents else None)
    elif how == "move":
        draft.move(kind, id, number // 7 % len(ids))
    else:
        name = [*spec.fields][number % len(spec.fields)]
        held = draft.records(kind)[number // 7 % len(ids)]
        if how == "refuse":
            draft.refuse(kind, id, name, "ไม่รับ", "ไม่ใช่ค่าของช่องนี้")
        elif name in held.links:
            draft.set(kind, id, name, () if how == "empty" else held.links[name])
        else:
            draft.set(kind, id, name, None if how == "empty" else held.values[name])


@settings(max_examples=12)
@given(sample=st.sampled_from([each.name for each in new_plan.samples()]), edits=EDITS)
def test_what_follows_the_draft_is_what_a_first_look_finds(sample: str, edits: list[tuple[int, str]]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "ร่าง.bmaplan"
        path.write_bytes(stored(sample))
        with Draft.open(path) as draft:
            changed: set[str] = set()
            draft.watchers.append(changed.update)
            live = LiveProblems()
            assert live.update(draft) == find_problems(draft)
            for number, how in edits:
                edit(draft, number, how)
                assert live.update(draft, set(changed)) == find_problems(draft)
                changed.clear()


def test_only_what_reads_a_changed_table_is_asked_again(sample: Draft) -> None:
    live = LiveProblems()
    live.update(sample)
    asked: list[str] = []
    sample.database.conn.set_trace_callback(asked.append)
    sample.set("foreword", 1, "signed_when", "กันยายน 2567")
    asked.clear()
    live.update(sample, {"foreword"})
    sample.database.conn.set_trace_callback(None)
    assert any("FROM foreword t" in sql for sql in asked)
    assert not any("FROM project t" in sql for sql in asked)


def test_what_reads_other_columns_of_a_table_is_not_asked_again(sample: Draft) -> None:
    live, changed = LiveProblems(), set[str]()
    live.update(sample)
    live.update(sample, {*sample.pack.records})  # now it is known by columns what is read
    sample.watchers.append(changed.update)
    sample.set("project", sample.ids("project")[0], "budget", 5_000_000_00)
    assert changed == {"project.budget"}
    asked: list[str] = []
    sample.database.conn.set_trace_callback(asked.append)
    live.update(sample, changed)
    sample.database.conn.set_trace_callback(None)
    queries = [sql for sql in asked if sql.startswith("/* form pack")]
    assert any("budget" in sql for sql in queries)
    nowhere = next(
        check for section in sample.pack.sections for check in section.checks if check.id == "project-nowhere"
    )
    assert not any(narrowed(nowhere, sample.pack) in sql for sql in asked)


def test_a_sum_that_fails_is_asked_again_until_it_can_be_had(sample: Draft) -> None:
    live = LiveProblems()
    live.update(sample)
    for id in sample.ids("project"):
        sample.set("project", id, "budget", 2**62)
    assert {problem.check for problem in live.update(sample, {"project"})} >= {REFUSED}
    for id in sample.ids("project"):
        sample.set("project", id, "budget", LARGEST)
    assert live.update(sample, {"project"}) == find_problems(sample)


@pytest.mark.parametrize("edition", sorted(installed()))
def test_a_check_of_a_kind_leaves_out_computed_fields_that_nothing_names(edition: str) -> None:
    pack = read(installed()[edition])
    narrow = {}
    for section in pack.sections:
        for check in section.checks:
            sql = narrowed(check, pack)
            if sql != check.sql:
                narrow[check.id] = sql.partition(" FROM ")[0]
    assert "budget_text" not in narrow["project-nowhere"]
    assert all(" id" in columns or ".id" in columns for columns in narrow.values())
    assert "name" in narrow["project-nowhere"]
