"""Editing a draft: each edit is in the file when the call returns, and can be taken back."""

import sqlite3
from pathlib import Path

import pytest

from planner_desktop.draft import Draft
from planner_desktop.errors import DraftError, ValueRefused
from planner_desktop.formpack import FormPack


def stored(draft: Draft, sql: str) -> list[tuple[object, ...]]:
    """What another program reads from the draft's file right now."""
    assert draft.path
    connection = sqlite3.connect(draft.path)
    try:
        return connection.execute(sql).fetchall()
    finally:
        connection.close()


def test_an_edit_is_in_the_file_when_the_call_returns(draft: Draft) -> None:
    draft.enter("cover", 1, "agency", "สำนักงานการต่างประเทศ")
    assert stored(draft, "SELECT agency FROM cover") == [("สำนักงานการต่างประเทศ",)]


def test_a_draft_is_one_file(draft: Draft) -> None:
    draft.add("project", {"name": "โครงการ"})
    assert draft.path
    assert {p.name for p in draft.path.parent.iterdir()} == {draft.path.name, f".{draft.path.name}.lock"}
    draft.close()
    assert [p.name for p in draft.path.parent.iterdir()] == [draft.path.name]


def test_money_is_whole_satang_beyond_what_a_spin_box_holds(draft: Draft) -> None:
    project = draft.add("project", {"name": "โครงการ"})
    draft.enter("project", project, "budget", "๘๘,๗๓๒,๔๘๗,๗๑๐.๒๕")
    assert stored(draft, "SELECT budget, typeof(budget), funding FROM project") == [
        (8_873_248_771_025, "integer", "amount")
    ]


@pytest.mark.parametrize(
    ("typed", "funding", "shown"),
    [
        ("-", "dash", "-"),
        ("ไม่ใช้งบประมาณ", "none", "ไม่ใช้งบประมาณ"),
        ("ไม่ได้รับงบประมาณ", "refused", "500"),
        ("โครงการต่อเนื่อง", "continuing", "500"),
        ("1,000", "amount", "1,000"),
    ],
)
def test_a_budget_is_an_amount_or_one_of_the_states(draft: Draft, typed: str, funding: str, shown: str) -> None:
    project = draft.add("project", {"name": "โครงการ"})
    draft.enter("project", project, "budget", "500")
    draft.enter("project", project, "budget", typed)
    record = draft.record("project", project)
    assert record.values["funding"] == funding
    assert draft.shown(record, "budget") == shown


def test_an_amount_typed_for_a_continuing_project_leaves_it_continuing(draft: Draft) -> None:
    project = draft.add("project", {"name": "โครงการ", "funding": "continuing"})
    draft.enter("project", project, "budget", "700")
    assert draft.record("project", project).values["funding"] == "continuing"


def test_what_is_refused_leaves_what_was_there(draft: Draft) -> None:
    project = draft.add("project", {"name": "โครงการ"})
    draft.enter("project", project, "budget", "500")
    with pytest.raises(ValueRefused):
        draft.enter("project", project, "budget", "ราวห้าร้อย")
    assert draft.record("project", project).values["budget"] == 50_000


def test_a_picked_key_result_brings_what_the_catalogue_knows(draft: Draft) -> None:
    row = next(row for row in draft.pack.catalogues["okrs"] if row["code"] == "7402")
    kr = draft.adopt("key_result", row)
    record = draft.record("key_result", kr)
    assert record.values["host"] is None
    assert [draft.title("agency", id) for id in record.links["hosts"]] == ["สนค. สำนักการคลัง"]
    assert [draft.title(kind, id) for kind in ("city_issue", "theme", "dimension") for id in draft.ids(kind)] == [
        "7.4 ปักหมุดสร้างเมืองดึงดูดการลงทุนระดับโลก",
        "ด้านที่ 7 เศรษฐกิจดี",
        "มิติที่ 1 การบริการสาธารณะ",
    ]
    assert draft.adopt("key_result", row) == kr  # picked twice, entered once


def test_a_picked_tactic_brings_its_goal_strategy_and_indicators(draft: Draft) -> None:
    draft.adopt("tactic", next(row for row in draft.pack.catalogues["tactics"] if row["code"] == "6.1.4.3"))
    assert [draft.title("strategy", id)[:15] for id in draft.ids("strategy")] == ["ยุทธศาสตร์ที่ 6"]
    assert len(draft.ids("goal_indicator")) == len(draft.ids("tactic_indicator")) == 1
    draft.undo()
    assert draft.ids("strategy") == draft.ids("goal_indicator") == []


def test_deleting_takes_along_what_stands_under_it_and_links_to_it(draft: Draft) -> None:
    project = draft.add("project", {"name": "โครงการ"})
    issue = draft.add("agency_issue", {"name": "ประเด็น"})
    objective = draft.add("agency_objective", {"name": "วัตถุประสงค์"}, parent=issue)
    draft.add("alignment", {"projects": [project]}, parent=objective)
    draft.delete("project", [project])
    assert draft.records("alignment")[0].links["projects"] == ()
    draft.delete("agency_issue", [issue])
    assert draft.ids("agency_objective") == draft.ids("alignment") == []
    draft.undo()
    draft.undo()
    assert draft.records("alignment")[0].links["projects"] == (project,)


def test_records_keep_the_order_they_are_moved_into(draft: Draft) -> None:
    a, b, c = (draft.add("mission", {"text": text}) for text in "กขค")
    draft.move("mission", c, 0)
    assert draft.ids("mission") == [c, a, b]
    new = draft.add("mission", {"text": "ง"}, at=1)
    assert draft.ids("mission") == [c, new, a, b]
    draft.delete("mission", [a])
    assert draft.add("mission", {"text": "จ"}) == draft.ids("mission")[-1]


def test_one_thing_done_is_one_step_back(draft: Draft) -> None:
    with draft.action("วาง 200 โครงการ"):
        for n in range(200):
            draft.add("project", {"name": f"โครงการ {n}"})
    assert draft.undo_label() == "วาง 200 โครงการ"
    draft.undo()
    assert (draft.ids("project"), draft.undo_label(), draft.redo_label()) == ([], "", "วาง 200 โครงการ")
    draft.redo()
    assert len(draft.ids("project")) == 200


def test_undo_reaches_back_over_closing_the_file(draft: Draft) -> None:
    draft.enter("cover", 1, "agency", "เดิม")
    draft.enter("cover", 1, "agency", "ใหม่")
    draft.close()
    assert draft.path
    with Draft.open(draft.path) as again:
        again.undo()
        assert again.record("cover", 1).values["agency"] == "เดิม"


def test_whoever_watches_is_told_what_kinds_of_record_changed(draft: Draft) -> None:
    told: list[set[str]] = []
    draft.watchers.append(told.append)
    project = draft.add("project", {"name": "โครงการ"})
    draft.set("project", project, "name", "โครงการ")  # the same again changes nothing
    draft.undo()
    assert told == [{"project"}, {"project"}]


def test_whoever_watches_is_told_the_columns_that_changed_where_no_rows_came_or_went(draft: Draft) -> None:
    told: list[set[str]] = []
    project, other = (draft.add("project", {"name": name}) for name in ("ถนน", "สวน"))
    draft.watchers.append(told.append)
    with draft.action("สองอย่าง"):
        draft.set("project", project, "name", "ทางเท้า")
        draft.set("project", project, "budget", 100)
    draft.undo()
    draft.move("project", other, 0)
    with draft.action("แก้และลบ"):
        draft.set("project", project, "name", "ทางเท้า")
        draft.delete("project", [other])
    both = {"project.name", "project.budget"}
    assert told == [both, both, {"project.position"}, {"project", "project.name"}]


def test_a_snapshot_stays_as_it_was_and_cannot_be_edited(draft: Draft) -> None:
    draft.add("project", {"name": "ก่อน"})
    with draft.snapshot() as snapshot:
        draft.add("project", {"name": "หลัง"})
        assert len(snapshot.ids("project")) == 1
        with pytest.raises(DraftError, match="reading only"):
            snapshot.add("project")


def test_an_attachment_is_kept_once_and_two_of_one_name_apart(draft: Draft, tmp_path: Path) -> None:
    first, second = tmp_path / "แบบ ปผ.pdf", tmp_path / "อื่น" / "แบบ ปผ.pdf"
    second.parent.mkdir()
    first.write_bytes(b"1")
    second.write_bytes(b"2")
    assert [draft.attach(first), draft.attach(first), draft.attach(second)] == [
        "แบบ ปผ.pdf",
        "แบบ ปผ.pdf",
        "แบบ ปผ (2).pdf",
    ]
    assert draft.attachment("แบบ ปผ (2).pdf") == b"2"


def test_a_new_draft_has_the_rows_that_the_template_prescribes(draft: Draft, pack: FormPack) -> None:
    weights = [record.values["weight"] for record in draft.records("potential_indicator")]
    assert weights == [10, 5, 5, 5, 5]
    assert draft.undo_label() == ""
