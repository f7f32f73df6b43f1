"""A plan from its start to what is submitted, by command alone."""

import json
import sys
import zipfile
from pathlib import Path

import pymupdf
import pytest

from planner_desktop.app_paths import FORMS
from planner_desktop.draft import Draft
from planner_desktop.formpack.folder import files_of
from planner_desktop.thai.dates import moment_in_bangkok
from tests.cli.conftest import Run
from tests.conftest import EDITION, SAMPLE


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "แผน ปี 2568"
    folder.mkdir()
    return folder


@pytest.fixture
def plan(out: Path, run: Run) -> Path:
    assert run("new", "--sample", SAMPLE, out / "ร่าง.bmaplan").status == 0
    return out / "ร่าง.bmaplan"


@pytest.mark.parametrize("asked", ["สกต.", "สกต", "สำนักงานการต่างประเทศ"])
def test_new_fills_in_the_agency_from_the_catalogue(run: Run, out: Path, asked: str) -> None:
    ran = run("new", "--edition", EDITION, "--agency", asked, out / "ใหม่.bmaplan")
    assert ran.status == 0
    assert str(out / "ใหม่.bmaplan") in ran.out
    with Draft.open(out / "ใหม่.bmaplan") as draft:
        (cover,) = draft.records("cover")
        assert cover.values["agency"] == "สำนักงานการต่างประเทศ"
        assert cover.values["abbreviation"] == "สกต."
        prescribed = [kind for kind, spec in draft.pack.records.items() if spec.preset]
        assert all(draft.ids(kind) for kind in prescribed)
        assert not draft.undo_label()


def test_new_takes_the_newest_edition_when_none_is_named(run: Run, out: Path) -> None:
    assert run("new", "--agency", "สกต.", out / "ใหม่.bmaplan").status == 0
    newest = run("forms", "list").out.split("\t")[0]
    with Draft.open(out / "ใหม่.bmaplan") as draft:
        assert draft.pack.edition.id == newest


def test_an_unknown_agency_is_answered_with_some_near(run: Run, out: Path) -> None:
    ran = run("new", "--agency", "ต่างประเทศ", out / "ใหม่.bmaplan")
    assert ran.status == 2
    assert "สำนักงานการต่างประเทศ (สกต.)" in ran.err
    assert not list(out.iterdir())


def test_samples_lists_what_new_can_start_from(run: Run) -> None:
    listed = json.loads(run("samples", "--json").out)
    assert SAMPLE in [sample["name"] for sample in listed]
    assert all(sample["agency"] and sample["edition"] for sample in listed)
    assert SAMPLE in run("samples").out


def test_what_is_exported_and_imported_exports_the_same(run: Run, plan: Path, out: Path) -> None:
    assert run("export", plan, "--json", out / "1.json").status == 0
    assert run("import", out / "1.json", out / "again.bmaplan").status == 0
    assert run("export", out / "again.bmaplan", "--json", out / "2.json").status == 0
    assert (out / "1.json").read_bytes() == (out / "2.json").read_bytes()


def test_export_makes_all_three_and_names_them(run: Run, plan: Path, out: Path) -> None:
    targets = [out / name for name in ("แผน.json", "แผน.pdf", "ชุดส่งมอบ.zip")]
    ran = run("export", plan, "--json", targets[0], "--pdf", targets[1], "--bundle", targets[2])
    assert ran.status == 0
    assert targets[1].read_bytes().startswith(b"%PDF-")
    for target in targets:
        assert target.is_file()
        assert str(target) in ran.out
    verified = json.loads(run("verify", targets[2], "--json").out)
    assert verified["verifies"] is True
    assert verified["edition"] == EDITION


def test_export_replaces_a_file_only_when_told_to(run: Run, plan: Path, out: Path) -> None:
    (out / "แผน.json").write_text("mine")
    refused = run("export", plan, "--json", out / "แผน.json", "--pdf", out / "แผน.pdf")
    assert refused.status == 2
    assert "--overwrite" in refused.err
    assert (out / "แผน.json").read_text() == "mine"
    assert not (out / "แผน.pdf").exists()
    assert run("export", plan, "--json", out / "แผน.json", "--overwrite").status == 0
    assert json.loads((out / "แผน.json").read_text(encoding="utf-8"))["format"] == "bmaplan"


def test_export_never_writes_over_the_draft_itself(run: Run, plan: Path) -> None:
    before = plan.read_bytes()
    assert run("export", plan, "--json", plan, "--overwrite").status == 2
    assert plan.read_bytes() == before


def test_check_exits_1_where_there_are_errors_and_says_where(run: Run, out: Path) -> None:
    run("new", "--agency", "สกต.", out / "ใหม่.bmaplan")
    ran = run("check", out / "ใหม่.bmaplan", "--json")
    found = json.loads(ran.out)
    assert ran.status == 1
    assert found["errors"] == sum(problem["severity"] == "error" for problem in found["problems"])
    assert {"section", "message", "fix", "kind", "id", "field"} <= set(found["problems"][0])
    said = run("check", out / "ใหม่.bmaplan")
    assert said.status == 1
    assert found["problems"][0]["message"] in said.out


def test_check_writes_the_list_as_a_table_and_never_over_the_draft(run: Run, out: Path) -> None:
    plan, table = out / "ใหม่.bmaplan", out / "ปัญหา.csv"
    run("new", "--agency", "สกต.", plan)
    assert run("check", plan, "--csv", table).status == 1
    assert len(table.read_text("utf-8-sig").splitlines()) > 1
    assert run("check", plan, "--csv", plan).status == 2
    assert plan.read_bytes().startswith(b"SQLite")


def test_check_exits_0_on_the_complete_sample(run: Run, plan: Path) -> None:
    ran = run("check", plan)
    assert ran.status == 0, ran.out


def test_verify_exits_1_where_a_bundle_was_changed(run: Run, out: Path) -> None:
    (out / "ชุด.zip").write_bytes(b"PK\x05\x06" + bytes(18))
    ran = run("verify", out / "ชุด.zip", "--json")
    assert ran.status == 1
    assert json.loads(ran.out)["verifies"] is False
    said = run("verify", out / "ชุด.zip").out
    assert "ไม่รับ" in said
    assert json.loads(ran.out)["receipt"] in said


def test_verify_says_that_a_bundle_is_marked_incomplete_why_by_whom_and_when(run: Run, out: Path) -> None:
    plan, bundle = out / "ร่าง.bmaplan", out / "ชุด.zip"
    run("new", "--sample", "2568-personnel", plan)
    run("author", "นางสาวสมหญิง รักงาน")
    assert run("export", plan, "--bundle", bundle, "--incomplete", "รอส่วนราชการตอบ").status == 0
    data = json.loads(run("verify", bundle, "--json").out)
    assert (data["incomplete"]["reason"], data["incomplete"]["by"]) == ("รอส่วนราชการตอบ", "นางสาวสมหญิง รักงาน")
    ran = run("verify", bundle, "--report", out / "ผล.pdf")
    told = f"รอส่วนราชการตอบ (นางสาวสมหญิง รักงาน, {moment_in_bangkok(data['incomplete']['at'])})"
    (line,) = [line for line in ran.out.splitlines() if told in line]
    assert line.startswith("  ระบุว่ายังไม่สมบูรณ์: ")
    with pymupdf.open(out / "ผล.pdf") as pdf:  # type: ignore[no-untyped-call]
        assert "ระบุว่ายังไม่สมบูรณ์" in pdf[0].get_text()
    mends = [line for line in ran.out.splitlines() if "วิธีแก้ไข: กรอก “" in line]
    assert ("“ส่วนราชการที่รับผิดชอบ”" in mends[0], "“โครงการ/กิจกรรม”" in mends[1]) == (True, True)


@pytest.mark.skipif(sys.platform == "win32", reason="there is a screen always")
def test_the_window_says_so_where_there_is_no_screen(run: Run, plan: Path) -> None:
    for ran in (run(), run("open", plan)):
        assert ran.status == 2
        assert "จอภาพ" in ran.err


def test_a_plan_is_typeset_once_for_its_pdf_and_its_bundle_and_letters_without_a_glyph_are_told(
    run: Run, plan: Path, out: Path
) -> None:
    with Draft.open(plan) as draft:
        draft.set("vision", 1, "text", "เมือง 漢")
    ran = run("export", plan, "--pdf", out / "แผน.pdf", "--bundle", out / "ชุด.zip")
    assert ran.status == 0
    assert "วิสัยทัศน์" in ran.err
    assert "漢" in ran.err
    with zipfile.ZipFile(out / "ชุด.zip") as bundle:
        (pdf,) = (name for name in bundle.namelist() if name.endswith("plan.pdf"))
        assert bundle.read(pdf) == (out / "แผน.pdf").read_bytes()


def test_a_text_that_is_not_in_the_plan_is_named_when_it_is_exported_and_checked(
    run: Run, plan: Path, out: Path
) -> None:
    with Draft.open(plan) as draft:
        (project, *_rest) = draft.ids("project")
        draft.refuse("project", project, "budget", "ห้าล้านกว่า", "ไม่ใช่จำนวนเงิน")
    for option in ("--pdf", "--bundle", "--json"):
        ran = run("export", plan, option, out / f"plan{option}")
        assert ran.status == 0
        assert "“ห้าล้านกว่า”" in ran.err
        assert "“ห้าล้านกว่า”" not in ran.out
    ran = run("check", plan)
    assert ran.status == 1
    assert "“ห้าล้านกว่า”" in ran.out
    assert "not-taken" in run("check", plan, "--json").out


def test_a_text_that_was_being_typed_is_named_too(run: Run, plan: Path, out: Path) -> None:
    with Draft.open(plan) as draft:
        draft.typing("vision", 1, "text", "เมืองที่ยังพิมพ์ไม่จบ")
    ran = run("export", plan, "--pdf", out / "plan.pdf")
    assert (ran.status, "“เมืองที่ยังพิมพ์ไม่จบ”" in ran.err) == (0, True)
    assert "“เมืองที่ยังพิมพ์ไม่จบ”" in run("check", plan).err


def test_a_plan_is_moved_to_another_edition_and_what_that_does_is_told(run: Run, tmp_path: Path) -> None:
    old, new = tmp_path / "ปี 2567.bmaplan", tmp_path / "ปี 2568.bmaplan"
    assert run("new", "--sample", "2567-strategy", old).status == 0
    shown = run("move", old, "--edition", EDITION)
    assert shown.status == 0
    assert "ไม่มีที่ให้อยู่: " in shown.out
    assert "  → " in shown.out
    told = json.loads(run("move", old, new, "--edition", EDITION, "--years", "--json").out)
    assert told["years"]
    again = json.loads(run("move", new, "--edition", EDITION, "--json").out)
    assert again["left"] == []
    with Draft.open(new) as draft:
        kind, id, field, _way = told["years"][0]["key"]
        assert told["years"][0]["offered"] in draft.shown(draft.record(kind, id), field)
    assert run("move", old, new, "--edition", EDITION).status == 2


def test_a_corrected_edition_is_taken_up_by_a_draft(run: Run, plan: Path, tmp_path: Path) -> None:
    assert json.loads(run("update", plan, "--json").out)["version"] is None
    folder = tmp_path / "corrected" / EDITION
    folder.mkdir(parents=True)
    (folder / "edition.yaml").write_text(f"from: {EDITION}\nversion: 99\ncontact: สยป. โทร. 1555\n", encoding="utf-8")
    foreword = files_of(FORMS / EDITION)["02-foreword.yaml"].decode("utf-8")
    corrected = foreword.replace("- เดือน ปี", "- ลงนามเมื่อ")
    corrected = corrected.replace("suggest agencies.name,", "suggest agencies.name reset,")
    (folder / "02-foreword.yaml").write_text(corrected, "utf-8")
    assert run("forms", "add", folder).status == 0
    looked = run("update", plan, "--look")
    assert "ลงนามเมื่อ" in looked.out
    assert "(reset)" in looked.out
    with Draft.open(plan, read_only=True) as draft:
        assert draft.pack.edition.version < 99
    told = json.loads(run("update", plan, "--json").out)
    assert (told["version"], told["taken_up"], told["plan"]["left"]) == (99, True, [])
    with Draft.open(plan) as draft:
        assert draft.pack.edition.version == 99
        draft.undo()
        assert draft.pack.edition.version < 99
    assert run("forms", "remove", EDITION).status == 0


def test_what_has_no_place_in_a_plan_of_an_older_version_is_said_when_it_is_imported(
    run: Run, plan: Path, out: Path
) -> None:
    assert run("export", plan, "--json", out / "แผน.json").status == 0
    data = json.loads((out / "แผน.json").read_text("utf-8"))
    data["edition"]["version"] = 0
    data["records"]["gone"] = [{"id": 1, "name": "ของเดิม"}]
    (out / "แผน.json").write_text(json.dumps(data), "utf-8")
    ran = run("import", out / "แผน.json", out / "นำเข้า.bmaplan")
    assert ran.status == 0
    assert "ของเดิม" in ran.out
