"""What agencies leave out or print differently are options of the edition: every one of them prints a document."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from planner_desktop.app_paths import SAMPLES
from planner_desktop.document import fill as filling
from planner_desktop.document.outline import Heading, Paragraph, Table, plain
from planner_desktop.draft import Draft
from planner_desktop.draft.plan import plan_json


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[Draft]:
    with plan_json.read_plan(SAMPLES / "2568-personnel.json", tmp_path / "plan.bmaplan") as draft:
        yield draft


def rows(draft: Draft) -> list[list[str]]:
    """The rows of all tables."""
    tables = (block for block in filling.fill(draft).blocks if isinstance(block, Table))
    return [[plain(cell.text) for cell in row.cells] for table in tables for row in table.rows]


def said(draft: Draft) -> list[str]:
    """The headings and paragraphs."""
    return [plain(b.text) for b in filling.fill(draft).blocks if isinstance(b, Heading | Paragraph)]


def test_every_choice_of_every_option_prints(plan: Draft) -> None:
    for kind, spec in plan.pack.records.items():
        for name, field in spec.fields.items() if spec.single else ():
            before = plan.record(kind, 1).values[name]
            values: list[str | int] = [*field.choices] or ([0, 1] if field.type == "yes_no" else [])
            for value in values:
                plan.set(kind, 1, name, value)
                assert rows(plan), (kind, name, value)
            plan.set(kind, 1, name, before)


def test_a_project_of_an_integrated_plan_is_marked_named_and_counted_apart(plan: Draft) -> None:
    project = next(r for r in plan.records("project") if "HR Intelligence" in str(r.values["name"]))
    assert not [text for text in said(plan) if "แผนงานบูรณาการ" in text]
    plan.set("project", project.id, "integrated_plan", "แผนงานบูรณาการข้อมูลบุคคล")
    marked = [row for row in rows(plan) if any(cell.endswith("\n(แผนงานบูรณาการข้อมูลบุคคล)") for cell in row)]
    assert len(marked) == 2  # the table of its tactic, and the summary
    assert any(cell.startswith("* ") for cell in marked[-1])
    assert "โครงการภายใต้แผนงานบูรณาการข้อมูลบุคคล จำนวน 1 โครงการ/กิจกรรม จำนวนเงินทั้งสิ้น 3,257,700 บาท" in said(plan)


def test_sub_items_follow_their_project_in_brackets_and_are_not_counted_twice(plan: Draft) -> None:
    item = next(row for row in rows(plan) if "ผู้อำนวยการเขต" in row[1] and row[1].startswith("12.4 "))
    assert item[:3] == ["", "12.4 หลักสูตรการฝึกอบรมผู้อำนวยการเขต", "(955,000)"]
    first = next(r for r in plan.records("project") if r.values["name"] and r.values["funding"] == "none")
    plan.enter("project", first.id, "budget", "ไม่ได้รับงบประมาณ")  # shown without a number, so all others move up
    assert any(row[1].startswith("11.4 หลักสูตรการฝึกอบรมผู้อำนวยการเขต") for row in rows(plan) if len(row) > 1)


def test_a_kpi_form_names_the_negotiated_indicator_and_prints_its_five_levels(plan: Draft) -> None:
    kr = next(r for r in plan.records("key_result") if r.values["code"] == "9139")
    levels = {f"level_{n}": f"{60 * n} คน" for n in range(1, 6)}
    form = {"name": "ผู้เรียนออนไลน์ที่ทำแบบทดสอบ", "target": "320 คน", "definition": "นับผู้ที่ทำแบบทดสอบครบ"}
    plan.add("kpi_form", {**form, **levels, "key_results": [kr.id]})
    assert ["OKR 9139", "ผู้เรียนออนไลน์ที่ทำแบบทดสอบ", "320 คน", "H"] in [row[1:5] for row in rows(plan)]
    assert ["60 คน", "120 คน", "180 คน", "240 คน", "300 คน"] not in rows(plan)
    plan.set("kpi_forms", 1, "forms_printed", 1)
    assert ["60 คน", "120 คน", "180 คน", "240 คน", "300 คน"] in rows(plan)
    assert ["นิยาม/คำอธิบาย", "นับผู้ที่ทำแบบทดสอบครบ"] in rows(plan)
