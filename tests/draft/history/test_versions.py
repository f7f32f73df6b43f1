"""A plan is sent, comes back with a reason, and goes on as the next version; every version stays as it was sent."""

import hashlib
from datetime import UTC, datetime
from pathlib import Path

import pytest

from planner_desktop.draft import Draft
from planner_desktop.draft.history.changes import state_at
from planner_desktop.draft.history.comparison import compare
from planner_desktop.draft.history.sending import (
    changed_since,
    open_version,
    plan_bytes,
    reopen,
    returned,
    submit,
    withdraw,
)  # fmt: skip
from planner_desktop.draft.history.versions import state, versions
from planner_desktop.draft.plan import plan_json
from planner_desktop.draft.plan.new_plan import samples
from planner_desktop.errors import DraftError

MONDAY = datetime(2026, 1, 5, 2, 30, tzinfo=UTC)
FRIDAY = datetime(2026, 1, 9, 8, 0, tzinfo=UTC)
SAMPLE_FILES = [sample.path for sample in samples()]


def test_a_plan_goes_to_the_office_and_back_as_version_2(sample: Draft) -> None:
    sample.author = "สมศรี"
    assert (state(sample).word, state(sample).number, state(sample).sent) == ("draft", 1, False)
    submit(sample, "ส่งทางหนังสือที่ กท 0401/12", now=MONDAY)
    now = state(sample)
    assert (now.word, now.number, now.at, now.by, now.sent) == ("sent", 1, MONDAY, "สมศรี", True)
    returned(sample, "งบประมาณไม่ตรงกับข้อบัญญัติ", "สยป.", now=FRIDAY)
    now = state(sample)
    assert (now.word, now.number, now.at, now.by, now.reason, now.sent) == (
        "returned", 2, FRIDAY, "สยป.", "งบประมาณไม่ตรงกับข้อบัญญัติ", False,
    )  # fmt: skip
    assert submit(sample).number == 2
    first, second = versions(sample)
    assert (first.note, first.outcome, second.outcome) == ("ส่งทางหนังสือที่ กท 0401/12", "returned", None)


def test_what_was_sent_is_not_edited_until_there_is_a_next_version(sample: Draft, tmp_path: Path) -> None:
    sample.enter("vision", 1, "text", "ก่อนส่ง")
    (tmp_path / "แนบ.txt").write_text("x")
    submit(sample)
    for edit in (
        lambda: sample.enter("vision", 1, "text", "หลังส่ง"),
        lambda: sample.add("mission"),
        lambda: sample.attach(tmp_path / "แนบ.txt"),
        sample.undo,
    ):
        with pytest.raises(DraftError, match="Version 1 was sent"):
            edit()
    with state_at(sample, 0) as before:
        assert before.record("vision", 1).values["text"] != "ก่อนส่ง"
    sample.remember("section", "projects")  # looking around is no editing
    reopen(sample, "พบคำผิด")
    sample.enter("vision", 1, "text", "หลังส่ง")
    assert state(sample).word == "reopened"


def test_a_sending_that_did_not_happen_leaves_no_version(sample: Draft) -> None:
    submit(sample)
    assert withdraw(sample).word == "draft"
    sample.add("mission", {"text": "ก"})
    assert submit(sample).number == 1


def test_steps_are_taken_in_their_order_only(sample: Draft) -> None:
    for step in (withdraw, reopen, lambda draft: returned(draft, "x")):
        with pytest.raises(DraftError, match="No version"):
            step(sample)
    submit(sample)
    with pytest.raises(DraftError, match="was sent"):
        submit(sample)
    with pytest.raises(DraftError, match="There is no version 7"):
        open_version(sample, 7)


def test_the_state_is_in_the_file(sample: Draft) -> None:
    submit(sample)
    sample.close()
    assert sample.path
    with Draft.open(sample.path) as again:
        assert state(again).sent
        with pytest.raises(DraftError), again.action("edit"):
            pass
    with Draft.open(sample.path, read_only=True) as again, again.snapshot() as snapshot:
        assert state(snapshot).sent
        with pytest.raises(DraftError):
            returned(again, "x")


@pytest.mark.parametrize("path", SAMPLE_FILES, ids=lambda path: path.stem)
def test_a_version_opens_exactly_as_it_was_sent(path: Path, tmp_path: Path) -> None:
    with plan_json.read_plan(path, tmp_path / "a.bmaplan") as draft:
        (tmp_path / "แผนที่.png").write_bytes(b"png")
        draft.attach(tmp_path / "แผนที่.png")
        sent = plan_json.to_plan(draft)
        version = submit(draft)
        assert hashlib.sha256(plan_bytes(draft)).hexdigest() == version.sha256
        with open_version(draft, 1) as then:
            assert compare(then, draft) == []
        reopen(draft)
        for kind, spec in draft.pack.records.items():
            if not spec.single:
                draft.delete(kind, draft.ids(kind)[::2])
        with open_version(draft, 1) as then:
            assert plan_json.to_plan(then) == sent
            assert then.attachment("แผนที่.png") == b"png"
            with pytest.raises(DraftError, match="reading only"):
                then.add("mission")


def test_a_returned_plan_shows_what_changed_since(sample: Draft) -> None:
    project = sample.add("project", {"name": "ชื่อเดิม"})
    gone = sample.add("mission", {"text": "พันธกิจที่ตัดออก"})
    submit(sample)
    returned(sample, "แก้ชื่อโครงการ")
    assert changed_since(sample, 1) == []
    sample.enter("project", project, "name", "อีกชื่อหนึ่งโดยสิ้นเชิง")
    sample.delete("mission", [gone])
    assert sample.add("mission", {"text": "อื่น"}) != gone
    assert [(d.what, d.title, d.before, d.after) for d in changed_since(sample, 1)] == [
        ("deleted", "พันธกิจที่ตัดออก", "", ""),
        ("added", "อื่น", "", ""),
        ("changed", "อีกชื่อหนึ่งโดยสิ้นเชิง", "ชื่อเดิม", "อีกชื่อหนึ่งโดยสิ้นเชิง"),
    ]


def test_a_version_damaged_inside_the_file_is_told_not_shown(sample: Draft) -> None:
    submit(sample)
    sample.database.execute("UPDATE version SET plan = zeroblob(10)")
    with pytest.raises(DraftError, match="is damaged inside"):
        open_version(sample, 1)


def test_versions_are_saved_out_of_a_damaged_draft(sample: Draft, tmp_path: Path) -> None:
    submit(sample, "เลขที่ 12")
    sample.close()
    assert sample.path
    content = sample.path.read_bytes()
    number = content.index(sample.pack.edition.agency.encode())  # inside the form pack, far from the versions
    sample.path.write_bytes(content[:number] + b"#" + content[number + 1 :])
    with Draft.open(sample.path) as damaged:
        assert damaged.opened.damage
        assert [version.note for version in versions(damaged)] == ["เลขที่ 12"]
        with open_version(damaged, 1) as then:
            assert then.ids("project")


def test_a_version_takes_little_room(sample: Draft) -> None:
    submit(sample)
    (size,) = sample.database.execute("SELECT length(plan) FROM version").fetchone()
    assert size < 30_000
