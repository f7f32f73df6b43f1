"""A record has a uid of its own from the day it is made, which no other record ever gets, and keeps it wherever it goes."""

import gzip
import json
import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner_desktop import formpack
from planner_desktop.app_paths import FORMS
from planner_desktop.draft import Draft
from planner_desktop.draft.file import migrations, pages, uids
from planner_desktop.draft.file.repair import repair
from planner_desktop.draft.history.changes import state_at
from planner_desktop.draft.history.comparison import compare
from planner_desktop.draft.history.matching import Matching
from planner_desktop.draft.history.restoring import restore
from planner_desktop.draft.plan import plan_json
from planner_desktop.draft.plan.moving import move
from planner_desktop.draft.plan.new_plan import Agency, new_from_plan, new_from_sample
from planner_desktop.errors import FormPackError
from planner_desktop.formpack.editions import edition_pack
from tests.conftest import SAMPLE

FILES = Path(__file__).parent / "files"


def all_uids(draft: Draft) -> list[str]:
    return [record.uid for kind in draft.pack.records for record in draft.records(kind)]


def made(draft: Draft, uid: str) -> list[dict[str, Any]]:
    """The whole rows of a record in the history."""
    rows = draft.database.execute("SELECT before, after FROM change WHERE before IS NULL OR after IS NULL")
    return [values for row in rows for side in row if side and (values := json.loads(side)).get("uid") == uid]


# ---------------------------------------------------------------- where records come from


def test_every_record_of_a_new_plan_and_of_a_sample_has_one(draft: Draft, sample: Draft) -> None:
    for each in (draft, sample):
        found = all_uids(each)
        assert len(set(found)) == len(found) > 0
        assert all(re.fullmatch(uids.PATTERN, uid) for uid in found)


def test_two_plans_from_one_sample_share_none(tmp_path: Path) -> None:
    with new_from_sample(SAMPLE, tmp_path / "ก.bmaplan") as one, new_from_sample(SAMPLE, tmp_path / "ข.bmaplan") as two:
        assert not set(all_uids(one)) & set(all_uids(two))


def test_what_is_adopted_duplicated_or_added_again_is_another(draft: Draft) -> None:
    tactic = draft.adopt("tactic", draft.pack.catalogues["tactics"][0])
    issue = draft.add("agency_issue", {"name": "ประเด็น"})
    draft.add("agency_objective", {"name": "เป้าหมาย"}, parent=issue)
    (copy,) = draft.duplicate("agency_issue", [issue])
    assert len({draft.uid("agency_issue", issue), draft.uid("agency_issue", copy), draft.uid("tactic", tactic)}) == 3
    objectives = draft.records("agency_objective")
    assert len({record.uid for record in objectives}) == len(objectives) == 2


def test_a_number_that_was_undone_or_deleted_is_not_given_again(draft: Draft) -> None:
    first = draft.add("project", {"name": "หนึ่ง"})
    uid = draft.uid("project", first)
    draft.undo()
    second = draft.add("project", {"name": "สอง"})
    assert second != first
    assert draft.uid("project", second) != uid
    draft.delete("project", [second])
    assert draft.add("project", {"name": "สาม"}) not in (first, second)


def test_undoing_a_deletion_and_doing_it_again_bring_the_same_record(draft: Draft) -> None:
    project = draft.add("project", {"name": "หนึ่ง"})
    uid = draft.uid("project", project)
    draft.delete("project", [project])
    assert draft.uid("project", project) == ""
    draft.undo()
    assert draft.uid("project", project) == uid
    draft.undo()
    draft.redo()
    assert draft.uid("project", project) == uid
    assert made(draft, uid)


def test_what_is_restored_from_an_earlier_state_is_the_same_record(draft: Draft) -> None:
    project = draft.add("project", {"name": "หนึ่ง"})
    sub_items = [draft.add("project_item", {"name": name}, parent=project) for name in "กข"]
    known = [draft.uid("project", project), *(draft.uid("project_item", id) for id in sub_items)]
    moment = draft.database.execute("SELECT max(id) FROM action").fetchone()[0]
    draft.delete("project", [project])
    draft.add("project", {"name": "สอง"})
    with state_at(draft, moment) as old:
        assert all_uids(old)
        restore(draft, old, [d for d in compare(old, draft) if d.what == "deleted"])
    (back,) = draft.ids("project", where={"name": "หนึ่ง"})
    assert [draft.uid("project", back), *(r.uid for r in draft.records("project_item", back))] == known


# ---------------------------------------------------------------- out and in


def test_exporting_importing_and_exporting_again_keeps_every_uid(sample: Draft, tmp_path: Path) -> None:
    first, second = tmp_path / "1.json", tmp_path / "2.json"
    plan_json.write_plan(sample, first)
    with plan_json.read_plan(first, tmp_path / "again.bmaplan") as again:
        assert all_uids(again) == all_uids(sample)
        plan_json.write_plan(again, second)
    assert first.read_bytes() == second.read_bytes()


def test_a_plan_of_another_program_needs_none(sample: Draft, tmp_path: Path) -> None:
    plan = plan_json.to_plan(sample)
    kept = plan["records"]["project"][0]["uid"]
    for records in plan["records"].values():
        for record in records:
            if record["uid"] != kept:
                del record["uid"]
    (tmp_path / "plan.json").write_text(json.dumps(plan | {"format_version": 1}), encoding="utf-8")
    with plan_json.read_plan(tmp_path / "plan.json", tmp_path / "again.bmaplan") as again:
        found = all_uids(again)
        assert len(set(found)) == len(found) == len(all_uids(sample))
        assert set(found) & set(all_uids(sample)) == {kept}


def test_a_plan_keeps_them_in_another_edition_and_in_the_next_year_of_its_agency(sample: Draft, tmp_path: Path) -> None:
    projects = {record.values["name"]: record.uid for record in sample.records("project")}
    with move(sample, edition_pack("bma-2567"), tmp_path / "2567.bmaplan") as moved:
        assert {record.values["name"]: record.uid for record in moved.records("project")} == projects
        assert moved.uid("cover", 1) == sample.uid("cover", 1)
        assert len(set(all_uids(moved))) == len(all_uids(moved))
    cover = sample.record("cover", 1).values
    with new_from_plan(sample, sample.pack, Agency(str(cover["agency"])), tmp_path / "ปีหน้า.bmaplan") as ours:
        assert {record.values["name"]: record.uid for record in ours.records("project")} == projects


def test_a_plan_begun_from_another_agencys_shares_none_with_it(sample: Draft, tmp_path: Path) -> None:
    with new_from_plan(sample, sample.pack, Agency("สำนักงานอื่น"), tmp_path / "อื่น.bmaplan") as other:
        assert not set(all_uids(sample)) & set(all_uids(other))
        assert len(set(all_uids(other))) == len(all_uids(other))


def test_records_are_matched_by_uid_whatever_they_are_called_now(draft: Draft, tmp_path: Path) -> None:
    first, second = (draft.add("project", {"name": name}) for name in ("ปรับปรุงถนน", "จัดงานลอยกระทง"))
    plan_json.write_plan(draft, tmp_path / "plan.json")
    with plan_json.read_plan(tmp_path / "plan.json", tmp_path / "สำเนา.bmaplan") as copy:  # of another draft now
        copy.set("project", first, "name", "จัดงานลอยกระทง")
        copy.set("project", second, "name", "อีกชื่อหนึ่งโดยสิ้นเชิง")
        copy.move("project", second, 0)
        assert Matching(draft, copy).pairs["project"] == {first: first, second: second}


def test_a_form_pack_cannot_name_a_field_so(tmp_path: Path) -> None:
    folder = tmp_path / "pack"
    folder.mkdir()
    for file in (FORMS / "bma-2568").rglob("*"):
        if file.is_file():
            (folder / file.relative_to(FORMS / "bma-2568")).parent.mkdir(parents=True, exist_ok=True)
            (folder / file.relative_to(FORMS / "bma-2568")).write_bytes(file.read_bytes())
    records = folder / "records.yaml"
    text = records.read_text(encoding="utf-8")
    records.write_text(
        re.sub(r"(?m)^(    fields:\n)", r"\1      uid: {type: text, label: x}\n", text, count=1), "utf-8"
    )
    with pytest.raises(FormPackError) as refused:
        formpack.read(folder)
    assert "“uid” is a column that every such record has" in str(refused.value)


# ---------------------------------------------------------------- the file


@pytest.fixture
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(migrations, "user_data", lambda: tmp_path / "user")


def of_format_2(path: Path, change: Callable[[sqlite3.Connection], object] = lambda _file: None) -> Path:
    path.write_bytes(gzip.decompress((FILES / "format-2.bmaplan.gz").read_bytes()))
    with closing(sqlite3.connect(path)) as file:
        change(file)
        file.commit()
    return path


@pytest.mark.usefixtures("own_folder")
def test_copies_of_an_older_draft_give_a_record_the_same_uid_each(tmp_path: Path) -> None:
    one, two = of_format_2(tmp_path / "ก.bmaplan"), of_format_2(tmp_path / "ข.bmaplan")
    with Draft.open(one) as here, Draft.open(two) as there:
        assert all_uids(here) == all_uids(there)
        assert len(set(all_uids(here))) == len(all_uids(here))


@pytest.mark.usefixtures("own_folder")
def test_in_an_older_drafts_history_a_number_given_twice_is_two_records(tmp_path: Path) -> None:
    with Draft.open(of_format_2(tmp_path / "ก.bmaplan")) as draft:
        now = draft.records("mission")[0]
        rows = draft.database.execute(
            "SELECT before, after FROM change WHERE record = 'mission' ORDER BY id"
        ).fetchall()
        added, deleted, again = ([side for side in row if side] for row in rows)
        assert added == deleted  # of one record
        assert json.loads(added[0])["uid"] != json.loads(again[0])["uid"] == now.uid
        whole = draft.database.execute(
            "SELECT record, coalesce(before, after) FROM change WHERE before IS NULL OR after IS NULL"
        )
        assert all("uid" in json.loads(values) for kind, values in whole if kind in draft.pack.records)
        redo = draft.redo_label()
        draft.redo()
        draft.undo()
        assert draft.redo_label() == redo
        while draft.undo_label():
            draft.undo()
        while draft.redo_label():
            draft.redo()


@pytest.mark.usefixtures("own_folder")
def test_what_was_being_typed_in_an_older_draft_is_still_that_records(tmp_path: Path) -> None:
    with Draft.open(of_format_2(tmp_path / "ก.bmaplan")) as draft:
        typed = {each.text: each for each in draft.recovered.typing}
        project = typed["โครงการบ้านมั่นคงและ"]
        assert draft.uid("project", project.id) == project.uid != ""
        assert typed["พันธกิจที่กำลังพิมพ์"].uid == ""


@pytest.mark.usefixtures("own_folder")
def test_a_broken_row_of_an_older_draft_is_not_sealed_as_if_it_were_sound(tmp_path: Path) -> None:
    def falsify(file: sqlite3.Connection) -> None:
        names = file.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN ('project', 'change')"
        )
        for (name,) in names.fetchall():
            file.execute(f"DROP TRIGGER {name}")
        file.execute("UPDATE project SET budget = budget + 300 WHERE budget IS NOT NULL")

    path = of_format_2(tmp_path / "ก.bmaplan", falsify)
    with Draft.open(path) as draft:
        assert draft.read_only
        assert draft.opened.damage
    repair(path, tmp_path / "ซ่อม.bmaplan")
    with Draft.open(tmp_path / "ซ่อม.bmaplan") as repaired, Draft.open(of_format_2(tmp_path / "ข.bmaplan")) as sound:
        assert all_uids(repaired) == all_uids(sound)


@pytest.mark.usefixtures("own_folder")
def test_a_broken_row_of_the_history_stays_broken(tmp_path: Path) -> None:
    def falsify(file: sqlite3.Connection) -> None:
        names = file.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'change'")
        kept = [file.execute("SELECT sql FROM sqlite_master WHERE name = ?", [name]).fetchone()[0] for (name,) in names]
        for sql in kept:
            file.execute(f"DROP TRIGGER {sql.split()[2]}")
        file.execute("UPDATE change SET before = json_set(before, '$.name', 'ปลอม') WHERE after IS NULL")
        for sql in kept:
            file.execute(sql)

    with Draft.open(of_format_2(tmp_path / "ก.bmaplan", falsify)) as draft:
        texts = [row[0] for row in draft.database.execute("SELECT before FROM change WHERE after IS NULL")]
        assert texts
        assert all("uid" not in text for text in texts if "ปลอม" in text)


def test_repair_keeps_them(sample: Draft, tmp_path: Path) -> None:
    assert sample.path
    sample.delete("project", sample.ids("project")[-1:])
    sample.set("project", sample.ids("project")[0], "name", "ชื่อที่จะเสียหาย")
    known = dict.fromkeys(all_uids(sample))
    sample.close()
    content = bytearray(sample.path.read_bytes())
    at = content.find("ชื่อที่จะเสียหาย".encode())
    content[at : at + 6] = bytes(6)
    sample.path.write_bytes(content)
    repair(sample.path, tmp_path / "ซ่อม.bmaplan")
    with Draft.open(tmp_path / "ซ่อม.bmaplan") as repaired:
        assert not repaired.read_only
        found = all_uids(repaired)
        assert found
        assert set(found) <= set(known)


def test_a_record_whose_uid_is_damaged_gets_a_new_one_and_keeps_the_rest(draft: Draft, tmp_path: Path) -> None:
    draft.add("project", {"name": "หนึ่ง"})
    with draft.saving():
        draft.forget_history()  # else it is found there
    uid = draft.uid("project", draft.ids("project")[0])
    assert draft.path
    draft.close()
    content = draft.path.read_bytes()
    draft.path.write_bytes(content.replace(uid.encode(), uid[::-1].encode()))
    assert any(uid[::-1] in values for _row, values in pages.rows(draft.path.read_bytes()))
    repair(draft.path, tmp_path / "ซ่อม.bmaplan")
    with Draft.open(tmp_path / "ซ่อม.bmaplan") as repaired:
        (record,) = repaired.records("project")
        assert record.values["name"] == "หนึ่ง"
        assert record.uid not in ("", uid, uid[::-1])


# ---------------------------------------------------------------- always

STEPS = st.lists(
    st.tuples(
        st.sampled_from(["add", "delete", "duplicate", "undo", "redo", "move", "import", "restore"]), st.integers(0, 20)
    ),
    max_size=25,
)


@settings(max_examples=40, deadline=None)
@given(steps=STEPS)
def test_no_uid_ever_names_two_records(tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, int]]) -> None:
    """Whatever is done: a uid's records all have the name that the first had, which nobody edits here."""
    draft = Draft.in_memory(formpack.read(FORMS / "bma-2568"))
    named: dict[str, str] = {}
    count = 0
    for what, n in steps:
        ids = draft.ids("project")
        one = ids[n % len(ids)] if ids else None
        if what == "add":
            count += 1
            draft.add("project", {"name": f"โครงการที่ {count}"})
        elif what == "undo":
            draft.undo()
        elif what == "redo":
            draft.redo()
        elif what == "delete" and one:
            draft.delete("project", [one])
        elif what == "move" and one:
            draft.move("project", one, n % 3)
        elif what == "duplicate" and one:
            count += 1
            with draft.action("copy"):
                (copy,) = draft.duplicate("project", [one])
                draft.set("project", copy, "name", f"โครงการที่ {count}")
        elif what == "import":
            before, draft = draft, plan_json.from_plan(plan_json.to_plan(draft), draft.pack, "plan.json")
            before.close()
        elif what == "restore":
            last = draft.database.execute("SELECT coalesce(max(id), 0) FROM action").fetchone()[0]
            with state_at(draft, n % (last + 1)) as old:
                restore(draft, old, [d for d in compare(old, draft) if d.what == "deleted"])
        for record in draft.records("project"):
            assert named.setdefault(record.uid, str(record.values["name"])) == record.values["name"]
        assert len(set(all_uids(draft))) == len(all_uids(draft))
    draft.close()
