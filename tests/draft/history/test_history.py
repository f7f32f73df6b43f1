"""The history tells who changed what and when, and leads back to every moment, also to what was undone and typed over."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from planner_desktop import i18n
from planner_desktop.draft import Draft
from planner_desktop.draft.file import author
from planner_desktop.draft.file.seal import add_function
from planner_desktop.draft.history.changes import changes, moment_at, state_at
from planner_desktop.draft.history.order import moved
from planner_desktop.draft.plan import plan_json
from planner_desktop.errors import DraftError
from planner_desktop.formpack import FormPack
from planner_desktop.formpack.editions import edition_pack


def told(draft: Draft, **asked: object) -> list[tuple[str, ...]]:
    return [(c.what, c.title, c.field, c.before, c.after) for c in changes(draft, **asked)]  # type: ignore[arg-type]


def test_an_edit_tells_who_when_and_what_stood_there(draft: Draft) -> None:
    draft.author = "สมศรี"
    draft.enter("cover", 1, "agency", "สำนักการคลัง")
    draft.author = "สมชาย"
    draft.enter("cover", 1, "agency", "สำนักการโยธา")
    last, first = changes(draft, "cover", 1, "agency")
    assert (last.author, last.before, last.after) == ("สมชาย", "สำนักการคลัง", "สำนักการโยธา")
    assert (first.author, first.before, first.after) == ("สมศรี", "", "สำนักการคลัง")
    assert first.action < last.action
    assert abs(datetime.now(UTC) - last.at) < timedelta(minutes=5)
    assert draft.spec("cover").fields["agency"].label in last.label


def test_a_thai_verb_is_set_off_from_a_name_in_latin_letters_and_from_no_other(tmp_path: Path) -> None:
    i18n.set_language("th")
    with Draft.create(tmp_path / "ก.bmaplan", edition_pack("bma-2568")) as draft:
        for kind, said in (("evaluated_kr", "ลบ KR ที่เจรจาตกลง 1 รายการ"), ("project", "ลบโครงการ/กิจกรรม 1 รายการ")):
            draft.delete(kind, [draft.add(kind)])
            assert draft.undo_label() == said


def test_amounts_and_choices_are_told_as_they_are_read(draft: Draft) -> None:
    project = draft.add("project", {"name": "โครงการ"})
    draft.enter("project", project, "budget", "1,500,000")
    assert ("changed", "โครงการ", "budget", "", "1,500,000") in told(draft, kind="project", id=project)
    assert told(draft, kind="project", id=project, field="funding") == [
        ("changed", "โครงการ", "funding", "", "ได้รับจัดสรรงบประมาณ")
    ]


def test_a_record_is_named_as_it_was_called_then(draft: Draft) -> None:
    project = draft.add("project", {"name": "ชื่อแรก"})
    draft.enter("project", project, "remark", "หมายเหตุ")
    draft.enter("project", project, "name", "ชื่อหลัง")
    draft.delete("project", [project])
    assert [(c.what, c.title) for c in changes(draft, "project")] == [
        ("deleted", "ชื่อหลัง"), ("changed", "ชื่อหลัง"), ("changed", "ชื่อแรก"), ("added", "ชื่อแรก"),
    ]  # fmt: skip


def test_links_are_told_by_name_even_when_what_they_led_to_is_gone(draft: Draft) -> None:
    a, b = (draft.add("division", {"name": name}) for name in ("กองการเงิน", "กองคลัง"))
    project = draft.add("project", {"name": "โครงการ"})
    draft.set("project", project, "divisions", [a, b])
    draft.delete("division", [a])
    assert told(draft, kind="project", field="divisions") == [
        ("changed", "โครงการ", "divisions", "กองการเงิน", ""),
        ("changed", "โครงการ", "divisions", "", "กองการเงิน\nกองคลัง"),
    ]


def test_only_what_was_moved_is_told_not_what_made_room(draft: Draft) -> None:
    ids = [draft.add("mission", {"text": text}) for text in "กขคง"]
    draft.move("mission", ids[3], 0)
    assert [c.title for c in changes(draft, "mission") if c.what == "moved"] == ["ง"]
    assert [c.what for c in changes(draft, "mission", ids[0])] == ["added"]


def test_a_section_tells_of_what_is_entered_on_it(draft: Draft) -> None:
    draft.enter("cover", 1, "agency", "สำนัก")
    draft.enter("vision", 1, "text", "วิสัยทัศน์")
    assert [c.kind for c in changes(draft, section="vision")] == ["vision"]
    assert [c.kind for c in changes(draft)] == ["vision", "cover"]


def test_the_history_is_read_page_by_page(draft: Draft) -> None:
    for n in range(10):
        draft.enter("cover", 1, "agency", str(n))
    first = changes(draft, limit=4)
    assert [c.after for c in first] == ["9", "8", "7", "6"]
    assert [c.after for c in changes(draft, limit=4, before=first[-1].action)] == ["5", "4", "3", "2"]


def test_what_was_undone_and_typed_over_is_still_there(draft: Draft) -> None:
    draft.enter("vision", 1, "text", "งานทั้งเช้า")
    lost = changes(draft)[0].action
    draft.undo()
    assert not changes(draft)[0].standing
    draft.enter("vision", 1, "text", "พลาดพิมพ์")
    assert draft.redo_label() == ""
    assert [(c.after, c.standing) for c in changes(draft, "vision")] == [("พลาดพิมพ์", True), ("งานทั้งเช้า", False)]
    with state_at(draft, lost) as then:
        assert then.record("vision", 1).values["text"] == "งานทั้งเช้า"
    assert draft.record("vision", 1).values["text"] == "พลาดพิมพ์"


def test_a_time_of_day_is_a_moment(draft: Draft) -> None:
    draft.enter("vision", 1, "text", "ก")
    done = changes(draft)[0]
    assert moment_at(draft, done.at) == done.action
    assert moment_at(draft, done.at - timedelta(hours=1)) == 0
    with state_at(draft, 0) as then:
        assert then.record("vision", 1).values["text"] is None


def test_a_damaged_history_invents_no_state(draft: Draft) -> None:
    draft.enter("vision", 1, "text", "หนึ่ง")
    draft.enter("vision", 1, "text", "สอง")
    last = changes(draft)[0].action
    draft.database.execute("UPDATE change SET _seal = zeroblob(length(_seal))")  # as if the values were other ones
    with pytest.raises(DraftError, match="is damaged"):
        state_at(draft, 0)
    state_at(draft, last).close()


def test_what_was_undone_step_by_step_is_done_again_in_the_order_it_was_done(draft: Draft) -> None:
    texts = ["หนึ่ง", "สอง", "สาม"]
    for text in texts:
        draft.enter("vision", 1, "text", text)
    for _each in texts:
        draft.undo()
    shown = []
    for _each in texts:
        draft.redo()
        shown.append(draft.shown(draft.record("vision", 1), "text"))
    assert shown == texts


def test_a_moment_has_what_several_actions_did_to_one_record(draft: Draft) -> None:
    project = draft.add("project", {"name": "ก่อน", "remark": "ก่อน"})
    then = changes(draft)[0].action
    draft.set("project", project, "name", "หลัง")
    draft.set("project", project, "remark", "หลัง")
    with state_at(draft, then) as before:
        values = before.record("project", project).values
        assert (values["name"], values["remark"]) == ("ก่อน", "ก่อน")


def test_what_a_damaged_history_says_is_not_undone(draft: Draft) -> None:
    draft.enter("vision", 1, "text", "หนึ่ง")
    draft.enter("vision", 1, "text", "สอง")
    draft.database.conn.create_function("seal", -1, lambda *_values: b"")  # the disk's letters, with no seal of ours
    draft.database.execute("UPDATE change SET before = replace(before, 'หนึ่ง', 'ไม่จริง')")
    add_function(draft.database.conn)
    with pytest.raises(DraftError, match="history is damaged"):
        draft.undo()
    assert "สอง" in draft.shown(draft.record("vision", 1), "text")


def test_a_figure_typed_does_not_keep_the_narrative_beside_it_again(draft: Draft) -> None:
    draft.enter("foreword", 1, "text", "ความนำ" * 5000)
    size = "SELECT sum(length(before) + length(after)) FROM change"
    (before,) = draft.database.execute(size).fetchone()
    draft.enter("foreword", 1, "signed_by", "ผู้อำนวยการ")
    (after,) = draft.database.execute(size).fetchone()
    assert after - before < 200


def test_undo_of_links_works_in_a_copy_of_the_file(draft: Draft, tmp_path: Path) -> None:
    divisions = [draft.add("division", {"name": name}) for name in "กขค"]
    projects = [draft.add("project", {"name": name, "divisions": divisions}) for name in "กขค"]
    draft.delete("project", projects[:2])  # holes among the pairs, which a copy might close
    draft.set("project", projects[2], "divisions", [divisions[1]])
    draft.save_as(tmp_path / "สำเนา.bmaplan")
    with Draft.open(tmp_path / "สำเนา.bmaplan") as copy:
        for _ in range(2):
            copy.undo()
        assert [r.links["divisions"] for r in copy.records("project")] == [tuple(divisions)] * 3


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("undo")),
        st.tuples(st.just("redo")),
        st.tuples(st.just("name"), st.integers(0, 5), st.sampled_from("กขค")),
        st.tuples(st.just("add"), st.sampled_from("กขค")),
        st.tuples(st.just("delete"), st.integers(0, 5)),
        st.tuples(st.just("move"), st.integers(0, 5), st.integers(0, 5)),
        st.tuples(st.just("link"), st.integers(0, 5), st.lists(st.integers(0, 5), max_size=3)),
    ),
    max_size=25,
)  # fmt: skip


def do(draft: Draft, step: tuple[object, ...]) -> None:
    """One thing that a person may do with projects."""
    projects = draft.ids("project")
    match step:
        case ("undo",):
            draft.undo()
        case ("redo",):
            draft.redo()
        case ("add", str(name)):
            draft.add("project", {"name": name, "divisions": draft.ids("division")[:1]})
        case ("name", int(n), str(name)) if projects:
            draft.enter("project", projects[n % len(projects)], "name", name)
        case ("delete", int(n)):
            if n == 0 and draft.ids("division"):
                draft.delete("division", draft.ids("division")[:1])
            elif projects:
                draft.delete("project", [projects[n % len(projects)]])
        case ("move", int(n), int(to)) if projects:
            draft.move("project", projects[n % len(projects)], to)
        case ("link", int(n), list(links)) if projects:
            divisions = draft.ids("division") or [draft.add("division", {"name": "กอง"})]
            ids = list(dict.fromkeys(divisions[link % len(divisions)] for link in links))
            draft.set("project", projects[n % len(projects)], "divisions", ids)


@example(
    [("add", "ก"), ("redo",), ("link", 1, [5, 3]), ("undo",), ("move", 1, 4), ("delete", 4), ("undo",), ("redo",),
     ("undo",), ("add", "ก"), ("move", 0, 2), ("link", 1, [3, 0]), ("undo",), ("move", 2, 4), ("undo",), ("redo",),
     ("delete", 1), ("link", 4, [1]), ("name", 3, "ค"), ("move", 5, 5), ("add", "ข"), ("add", "ก"), ("move", 1, 5),
     ("redo",), ("delete", 2)]
)  # fmt: skip
@given(STEPS)
@settings(max_examples=40)
def test_every_moment_can_be_gone_back_to(pack: FormPack, steps: list[tuple[object, ...]]) -> None:
    with Draft.in_memory(pack) as draft:
        states = {0: plan_json.to_plan(draft)}
        for step in steps:
            do(draft, step)
            done = draft.database.execute("SELECT max(id) FROM action").fetchone()[0]
            if done is not None and done not in states:
                states[done] = plan_json.to_plan(draft)
        for moment, state in states.items():
            with state_at(draft, moment) as then:
                assert plan_json.to_plan(then) == state
        assert all(change.title for change in changes(draft))


@given(st.lists(st.integers(0, 8), unique=True), st.lists(st.integers(0, 8), unique=True))
def test_what_was_not_moved_kept_its_order(before: list[int], after: list[int]) -> None:
    common = set(before) & set(after)
    gone = moved(before, after)
    stayed = common - set(gone)
    assert [x for x in before if x in stayed] == [x for x in after if x in stayed]
    if [x for x in before if x in common] == [x for x in after if x in common]:
        assert gone == []


def test_an_officer_may_choose_what_the_history_calls_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(author, "user_data", lambda: tmp_path / "ข้อมูล ผู้ใช้")
    monkeypatch.setattr("getpass.getuser", lambda: "pc0042")
    assert author.author_name() == "pc0042"
    author.set_author_name("สมศรี  ใจดี ")
    assert author.author_name() == "สมศรี ใจดี"
    author.set_author_name("")
    assert author.author_name() == "pc0042"
