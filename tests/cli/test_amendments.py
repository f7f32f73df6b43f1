"""KRs that are amended after the plan was sent: what was, what is to be, why, and the memo as PDF and for Word."""

import json
from pathlib import Path

import pytest
from docx import Document as WordDocument
from pypdf import PdfReader

from planner_desktop.draft import Draft
from planner_desktop.draft.plan import clean_copy
from planner_desktop.draft.records import reasons
from tests.cli.conftest import Run

WHY = "ปรับตามมติคณะกรรมการ"


@pytest.fixture
def plan(tmp_path: Path, run: Run) -> Path:
    """A plan that was sent, and whose next version amends a KR's target and a project's budget."""
    path = tmp_path / "แผน ที่แก้.bmaplan"
    assert run("new", "--sample", "2568-finance", path).status == 0
    assert run("send", path).status == 0
    assert run("next", path).status == 0
    with Draft.open(path) as draft:
        draft.enter("key_result", draft.ids("key_result")[0], "target", "450 ราย")
        project = next(p.id for p in draft.records("project") if p.values["budget"] == 80_000_000)
        draft.enter("project", project, "budget", "1,234,567")
    return path


def told(run: Run, plan: Path, *more: str) -> dict[str, list[dict[str, object]]]:
    ran = run("amendments", plan, "--json", *more)
    assert ran.status == 0
    found: dict[str, list[dict[str, object]]] = json.loads(ran.out)
    return found


def test_each_change_is_told_with_its_tables_and_what_follows(run: Run, plan: Path) -> None:
    said = told(run, plan)
    key_result = next(each for each in said["amendments"] if each["kind"] == "key_result")
    assert (key_result["before"], key_result["after"], key_result["reason"]) == ("200 ราย", "450 ราย", "")
    assert key_result["tables"]
    project = next(each for each in said["amendments"] if each["kind"] == "project")
    assert len(project["tables"]) > 1  # type: ignore[arg-type]
    assert any("1,234,567" in str(each["after"]) for each in said["consequences"])
    assert len(said["amendments"]) == 2


def test_a_reason_is_given_once_survives_and_is_undone(run: Run, plan: Path, tmp_path: Path) -> None:
    number = next(e["number"] for e in told(run, plan)["amendments"] if e["kind"] == "key_result")
    assert run("reason", plan, str(number), WHY).status == 0
    with Draft.open(plan) as draft:  # another edit of the same field keeps what was said of it
        draft.enter("key_result", draft.ids("key_result")[0], "target", "500 ราย")
    again = next(e for e in told(run, plan)["amendments"] if e["kind"] == "key_result")
    assert (again["after"], again["reason"]) == ("500 ราย", WHY)
    assert run("undo", plan).status == 0
    assert run("undo", plan).status == 0
    assert {e["reason"] for e in told(run, plan)["amendments"]} == {""}
    assert run("redo", plan).status == 0
    with Draft.open(plan) as draft:
        assert [each.text for each in reasons.reasons(draft).values()] == [WHY]
        clean_copy.write(draft, tmp_path / "ให้ไป.bmaplan")
    with Draft.open(tmp_path / "ให้ไป.bmaplan") as given:
        assert reasons.reasons(given) == {}


def test_the_memo_is_written_as_pdf_and_for_word(run: Run, plan: Path, tmp_path: Path) -> None:
    assert run("reason", plan, "1-2", WHY).status == 0
    pdf, word = tmp_path / "บันทึก.pdf", tmp_path / "บันทึก.docx"
    assert run("amendments", plan, "--pdf", pdf, "--docx", word).status == 0
    printed = "".join(page.extract_text() for page in PdfReader(pdf).pages)
    rows = [[cell.text for cell in row.cells] for table in WordDocument(str(word)).tables for row in table.rows]
    for said in ("200 ราย", "450 ราย", "1,234,567", WHY):
        assert said.replace(" ", "") in printed.replace(" ", "").replace("\n", "")
        assert any(said in cell for row in rows for cell in row)
    assert run("amendments", plan, "--pdf", pdf).status == 2  # it is there already


def test_what_is_amended_may_be_any_other_state(run: Run, plan: Path, tmp_path: Path) -> None:
    bundle = tmp_path / "ที่ส่งไป.zip"
    assert run("export", plan, "--bundle", bundle).status == 0
    assert told(run, plan, "--since", str(bundle))["amendments"] == []
    assert len(told(run, plan, "--since", "1")["amendments"]) == 2
    assert run("amendments", plan, "--since", "7").status == 2


def test_a_record_that_is_gone_keeps_its_reason(run: Run, plan: Path) -> None:
    with Draft.open(plan) as draft:
        draft.delete("mission", draft.ids("mission")[:1])
    gone = next(e for e in told(run, plan)["amendments"] if e["kind"] == "mission")
    assert run("reason", plan, str(gone["number"]), "รวมกับพันธกิจอื่น").status == 0
    again = next(e for e in told(run, plan)["amendments"] if e["kind"] == "mission")
    assert (again["uid"], again["reason"]) == (gone["uid"], "รวมกับพันธกิจอื่น")


def test_a_plan_that_was_never_sent_needs_to_be_told_what_it_amends(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "ใหม่.bmaplan"
    assert run("new", "--agency", "สกต.", path).status == 0
    assert run("amendments", path).status == 2
