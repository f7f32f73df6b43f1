"""A corrected form pack of a draft's edition is taken up in the same file, as one step that undo takes back."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from planner_desktop.app_paths import FORMS
from planner_desktop.checks.find import find_problems
from planner_desktop.draft import Draft
from planner_desktop.draft.file import form_packs, seal
from planner_desktop.draft.file.repair import repair
from planner_desktop.draft.history import changes, sending
from planner_desktop.draft.history.versions import state
from planner_desktop.draft.plan import plan_json, updating
from planner_desktop.draft.plan.moving import left_behind
from planner_desktop.errors import DraftError
from planner_desktop.formpack import FormPack, read, tables
from tests.conftest import EDITION


@pytest.fixture
def corrected(tmp_path: Path) -> FormPack:
    """The edition with a field renamed, one taken away, one of names made links, one new, a record new, texts other."""
    folder = tmp_path / "corrected" / EDITION
    folder.mkdir(parents=True)
    (folder / "edition.yaml").write_text(f"from: {EDITION}\nversion: 99\n", encoding="utf-8")
    names = ("50-part-three.yaml", "01-cover.yaml")
    files = {name: (FORMS / EDITION / name).read_text("utf-8") for name in names}
    for name, content in files.items():
        (folder / name).write_text(content, encoding="utf-8")
    (folder / "66-risks.yaml").write_text(RISKS, encoding="utf-8")
    return read(folder)


RISKS = """\
title: ความเสี่ยง
records:
  risk:
    label: ความเสี่ยง
    fields:
      name: {type: text, label: ความเสี่ยง}
      project: {type: link, to: project, label: โครงการ}
      divisions: {type: links, to: division, label: ส่วนราชการ}
screen:
  - table: risk
document:
  - paragraph: ความเสี่ยงของแผน
"""


def small(tmp_path: Path, name: str, records: str, version: int = 1, **files: str) -> FormPack:
    folder = tmp_path / name
    folder.mkdir()
    for file, content in SMALL.items():
        said = content.replace("RECORDS\n", records).replace("VERSION", str(version))
        (folder / file).write_text(said, encoding="utf-8")
    for file, content in files.items():
        (folder / f"{file.replace('_', '-', 1)}.yaml").write_text(content, encoding="utf-8")
    return read(folder)


SMALL = {
    "edition.yaml": """\
id: small
title: เล็ก
year: 2568
version: VERSION
agency: cover.agency
abbreviation: cover.agency
agencies: agencies
document_title: "{agency}"
""",
    "records.yaml": """\
catalogues:
  agencies: {file: agencies.csv, label: หน่วยงาน}
records:
RECORDS
""",
    "agencies.csv": "abbreviation,name,parent\nสกต.,สำนักงานการต่างประเทศ,\n",
    "10-cover.yaml": """\
title: ปก
records:
  cover:
    label: ปก
    single: true
    fields:
      agency: {type: text, label: หน่วยงาน}
screen:
  - form: cover
  - table: project
""",
}
BEFORE = """\
  agency:
    label: หน่วยงาน
    fields:
      name: {type: text, label: ชื่อ}
      abbreviation: {type: text, label: ชื่อย่อ}
  project:
    label: โครงการ
    fields:
      name: {type: text, label: ชื่อ}
      host: {type: text, label: เจ้าภาพ}
      note: {type: text, label: หมายเหตุ}
      amount: {type: baht, label: งบประมาณ}
  step:
    label: ขั้นตอน
    parent: project
    fields:
      name: {type: text, label: ขั้นตอน}
"""
AFTER = """\
  agency:
    label: หน่วยงาน
    fields:
      name: {type: text, label: ชื่อ}
      abbreviation: {type: text, label: ชื่อย่อ}
  project:
    label: โครงการ/กิจกรรม
    fields:
      name: {type: text, label: ชื่อ}
      hosts: {type: links, to: agency, label: เจ้าภาพ, was: host}
      budget: {type: baht, label: งบประมาณ, was: amount}
      code: {type: text, label: รหัส}
  risk:
    label: ความเสี่ยง
    parent: project
    fields:
      name: {type: text, label: ความเสี่ยง}
"""


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[Draft]:
    """A plan with a history: agencies that are typed by name, a note, steps."""
    draft = Draft.create(tmp_path / "แผน.bmaplan", small(tmp_path, "before", BEFORE))
    for name, abbreviation in (("สำนักคลัง", "สนค."), ("สำนักการแพทย์", "สนพ.")):
        draft.add("agency", {"name": name, "abbreviation": abbreviation})
    first = draft.add("project", {"name": "ก", "host": "สนค., สนพ.", "note": "จด", "amount": 100})
    gone = draft.add("project", {"name": "ข"})
    draft.add("project", {"name": "ค", "host": "สนค. และใครไม่รู้"})
    draft.delete("project", [gone])
    draft.add("step", {"name": "ขั้นแรก"}, parent=first)
    draft.refuse("project", first, "amount", "สิบบาท", "ไม่ใช่จำนวน")
    yield draft
    draft.close()


def whole(draft: Draft) -> dict[str, object]:
    """All that a draft holds, but for its history."""
    database = draft.database
    tables = [row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    held = {name: database.execute(f"SELECT rowid, * FROM {name} ORDER BY rowid").fetchall() for name in tables}
    return {name: rows for name, rows in held.items() if name not in ("action", "change", "tally", "session")}


def taken_up(draft: Draft, pack: FormPack) -> None:
    updating.update(draft, updating.prepared(draft, pack))


def test_it_is_one_step_in_the_same_file_that_undo_takes_back_and_redo_does_again(plan: Draft, tmp_path: Path) -> None:
    later = small(tmp_path, "after", AFTER, 2)
    before, path, steps = whole(plan), plan.path, plan.database.execute("SELECT count(*) FROM action").fetchone()[0]
    taken_up(plan, later)
    after = whole(plan)
    assert plan.pack.edition.version == 2
    assert plan.database.execute("SELECT count(*) FROM action").fetchone()[0] == steps + 1
    project = plan.records("project")[0]
    assert (project.values["name"], project.values["budget"], project.values["code"]) == ("ก", 100, None)
    assert [plan.title("agency", id) for id in project.links["hosts"]] == ["สำนักคลัง", "สำนักการแพทย์"]
    assert [(r.field, r.text) for r in plan.refusals()] == [("budget", "สิบบาท")]
    plan.undo()
    assert (whole(plan), plan.pack.edition.version) == (before, 1)
    assert plan.records("project")[0].values["host"] == "สนค., สนพ."
    plan.redo()
    assert (whole(plan), plan.pack.edition.version) == (after, 2)
    plan.close()
    assert path is not None
    with Draft.open(path) as again:
        assert not again.read_only
        assert (whole(again), again.pack.edition.version) == (after, 2)
        assert again.database.execute("PRAGMA foreign_key_check").fetchall() == []


def test_what_was_done_before_and_after_it_can_be_undone_over_it(plan: Draft, tmp_path: Path) -> None:
    states = [whole(plan)]
    plan.set("project", 1, "name", "ก ข")
    states.append(whole(plan))
    taken_up(plan, small(tmp_path, "after", AFTER, 2))
    states.append(whole(plan))
    plan.add("risk", {"name": "ฝน"}, parent=1)
    plan.set("project", 1, "hosts", [2])
    states.append(whole(plan))
    plan.undo()
    plan.undo()
    assert whole(plan) == states[2]
    plan.undo()
    assert whole(plan) == states[1]
    plan.undo()
    assert whole(plan) == states[0]
    while plan.undo_label():
        plan.undo()
    assert plan.ids("project") == []
    while plan.redo_label():
        plan.redo()
    assert whole(plan) == states[3]


def test_what_has_no_place_is_listed_and_kept(plan: Draft, tmp_path: Path) -> None:
    ready = updating.prepared(plan, small(tmp_path, "after", AFTER, 2))
    left = {(each.record, each.title, each.field, each.value) for each in ready.plan.left}
    assert left == {
        ("โครงการ", "ก", "หมายเหตุ", "จด"),
        ("โครงการ", "ค", "เจ้าภาพ", "สนค. และใครไม่รู้"),
        ("ขั้นตอน", "ขั้นแรก", "", ""),
        ("ขั้นตอน", "ขั้นแรก", "ขั้นตอน", "ขั้นแรก"),
    }
    updating.update(plan, ready)
    assert tuple(left_behind(plan)) == ready.plan.left
    plan.undo()
    assert left_behind(plan) == []
    plan.close()


def test_earlier_moments_and_the_history_are_read_over_it(plan: Draft, tmp_path: Path) -> None:
    plan.set("project", 1, "host", "สนค.")
    moment = plan.database.execute("SELECT max(id) FROM action").fetchone()[0]
    before = plan_json.to_plan(plan)
    taken_up(plan, small(tmp_path, "after", AFTER, 2))
    plan.set("project", 1, "hosts", [])
    with changes.state_at(plan, moment) as then:
        assert plan_json.to_plan(then) == before
        assert then.pack.edition.version == 1
    with changes.state_at(plan, moment + 1) as then:
        assert then.links("project", 1, "hosts") == [1]
    found = changes.changes(plan)
    assert ("project", "hosts", "สำนักคลัง", "") in {(c.kind, c.field, c.before, c.after) for c in found}
    plan.close()


def test_the_history_names_it_with_the_version_before_and_what_had_no_place(plan: Draft, tmp_path: Path) -> None:
    taken_up(plan, small(tmp_path, "after", AFTER, 2))
    (change, *_before) = changes.changes(plan)
    assert (change.what, change.kind, change.standing) == ("edition", "", True)
    assert change.before == "Version 1 of the edition"
    assert changes.in_words(plan, change)[3] == "เล็ก – Version 1 of the edition → Version 2 of the edition"
    first, *left = change.after.splitlines()
    assert first == "Version 2 of the edition"
    assert any("สนค. และใครไม่รู้" in line for line in left)
    assert "edition" not in {each.what for each in changes.changes(plan, "project")}
    assert "edition" not in {each.what for each in changes.changes(plan, section="cover")}
    plan.undo()
    assert changes.changes(plan)[0].standing is False
    plan.close()


def test_it_is_turned_alike_where_its_rows_were_sealed_beforehand(plan: Draft, tmp_path: Path) -> None:
    before = whole(plan)
    taken_up(plan, small(tmp_path, "after", AFTER, 2))
    after, step = whole(plan), plan.undo_step()
    assert step is not None
    for turn, back, wanted in ((plan.undo, True, before), (plan.redo, False, after)):
        with plan.snapshot() as now:
            ready = form_packs.ready_to_turn(now.database, step[0], back=back)
        assert ready is not None
        turn(None, ready)
        assert whole(plan) == wanted
        assert list(seal.broken(plan.database, [seal.of(shape) for shape in tables.shapes(plan.pack.records)])) == []
    assert form_packs.ready_to_turn(plan.database, step[0] - 1, back=True) is None
    plan.close()


def test_a_single_record_that_nobody_filled_is_not_said_to_have_no_place(plan: Draft, tmp_path: Path) -> None:
    notes = "\n  notes:\n    label: บันทึก\n    single: true\n    fields:\n      text: {label: ข้อความ}\n"
    with Draft.new_in_memory(small(tmp_path, "with-notes", BEFORE + notes[1:])) as draft:
        ready = updating.prepared(draft, small(tmp_path, "without", BEFORE, 2))
        assert ready.plan.left == ()
        draft.set("notes", draft.ids("notes")[0], "text", "จำไว้")
        ready = updating.prepared(draft, read(tmp_path / "without"))
        left = [(each.record, each.title, each.field, each.value) for each in ready.plan.left]
        assert left == [("บันทึก", "", "", ""), ("บันทึก", "", "ข้อความ", "จำไว้")]
    plan.close()


def test_a_version_that_was_sent_stays_what_it_was(plan: Draft, tmp_path: Path) -> None:
    sending.submit(plan, "ส่ง")
    with pytest.raises(DraftError, match="was sent"):
        taken_up(plan, small(tmp_path, "after", AFTER, 2))
    assert plan.pack.edition.version == 1
    sending.returned(plan, "แก้")
    taken_up(plan, read(tmp_path / "after"))
    assert state(plan).number == 2
    with sending.open_version(plan, 1) as sent:
        assert sent.pack.edition.version == 1
        assert sent.records("project")[0].values["note"] == "จด"
    plan.close()


def test_a_step_that_fails_leaves_the_draft_as_it_was(
    plan: Draft, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready = updating.prepared(plan, small(tmp_path, "after", AFTER, 2))
    before = whole(plan)
    risk = [1, 1, 1, 77, "ไม่มีโครงการ", "0" * 16]
    made_up = form_packs.ready(plan.database, ready.ready.state | {"tables": {"risk": [risk]}})
    ready = replace(ready, ready=made_up)
    with pytest.raises(DraftError):
        updating.update(plan, ready)
    assert whole(plan) == before
    assert plan.undo_label().startswith("type into")
    plan.set("project", 1, "note", "ยังแก้ได้")
    with pytest.raises(DraftError, match="changed meanwhile"):
        updating.update(plan, ready)
    plan.close()


def test_a_draft_that_took_one_up_is_repaired_with_its_history(plan: Draft, tmp_path: Path) -> None:
    taken_up(plan, small(tmp_path, "after", AFTER, 2))
    held = whole(plan)
    plan.close()
    assert plan.path is not None
    repair(plan.path, tmp_path / "ซ่อม.bmaplan")
    with Draft.open(tmp_path / "ซ่อม.bmaplan") as mended:
        assert {k: v for k, v in whole(mended).items() if k == "project"} == {"project": held["project"]}
        mended.undo()
        assert mended.pack.edition.version == 1


def test_a_draft_of_the_shipped_edition_takes_up_a_corrected_one(sample: Draft, corrected: FormPack) -> None:
    plan = plan_json.to_plan(sample)["records"]
    ready = updating.prepared(sample, corrected)
    assert ready.plan.left == ()
    assert {("added", "ความเสี่ยง", "section"), ("added", "ความเสี่ยง", "record")} <= {
        (change.what, change.where, change.name) for change in ready.changes
    }
    assert set(ready.ready.state["tables"]) == {"risk", "risk_divisions"}
    updating.update(sample, ready)
    now = plan_json.to_plan(sample)["records"]
    assert {kind: rows for kind, rows in now.items() if kind != "risk"} == plan
    find_problems(sample)
    sample.undo()
    assert json.dumps(plan_json.to_plan(sample)["records"]) == json.dumps(plan)
