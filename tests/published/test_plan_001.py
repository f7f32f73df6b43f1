"""The sample is the published plan of สำนักยุทธศาสตร์และประเมินผล 2567, cell by cell, row by row and step by step."""

import copy
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from planner_desktop.app_paths import SAMPLES
from planner_desktop.checks import find_problems
from planner_desktop.document.fill import fill
from planner_desktop.document.outline import Table, plain
from planner_desktop.draft import Draft
from planner_desktop.draft.plan import plan_json
from tests.conftest import published
from tests.published.compare import LONGEST, export_unparted, squeezed
from tests.published.findings import expected, found
from tests.published.rows import differences, missing, out_of_place, printed_text, short_cells, steps, tables

PLAN = "001"
FOOTNOTE_MARK = re.compile(r"(?<=[ก-๙)])\d{1,2}(?=$|\s)|(?<=^2566)\d{1,2}$")
ONE_CELL = {151, 2186}
"""Tables that write a cell again in every row (and after a page break) that is one cell of ours: SWOT, outputs."""


def without_marks() -> dict[str, Any]:
    """The plan; its heads without the marks of its footnotes, which are filling instructions and stand on the screens."""
    plan = copy.deepcopy(published(PLAN))
    for table in tables(plan):
        head = [[FOOTNOTE_MARK.sub("", cell) for cell in row] for row in table["header"]]
        table["header"][:] = head
    return plan


def with_merged_cells(plan: dict[str, Any]) -> dict[str, Any]:
    """The plan with each cell that one cell of ours says for several rows in the first of them alone."""
    for table in tables(plan):
        if table["line"] in ONE_CELL:
            said: set[str] = set()
            for row in table["rows"]:
                left = [squeezed(cell) for cell in row[:2]]
                row[:2] = ["" if cell in said else shown for cell, shown in zip(left, row[:2], strict=True)]
                said.update(left)
    return plan


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Draft]:
    out = tmp_path_factory.mktemp("strategy") / "sample.bmaplan"
    with plan_json.read_plan(SAMPLES / "2567-strategy.json", out) as draft:
        yield draft


@pytest.fixture(scope="module")
def text(sample: Draft, tmp_path_factory: pytest.TempPathFactory) -> str:
    pdf = tmp_path_factory.mktemp("strategy") / "sample.pdf"
    export_unparted(sample, pdf)
    return printed_text(pdf)


def test_every_cell_and_step_of_the_published_plan_is_in_our_document(text: str) -> None:
    plan, known = without_marks(), [one for one in differences(PLAN) if "cell" in one]
    cells, gantt = list(short_cells(plan)), list(steps(plan))
    assert (len(cells), len(gantt)) == (1100, 97)
    assert missing(iter(cells + gantt), text) == [(one["line"], one["cell"]) for one in known]
    assert all(squeezed(one["printed"]) in text and one["reason"] for one in known)


def test_every_row_stands_in_the_published_order(text: str) -> None:
    listed = differences(PLAN)
    known, rows = [one for one in listed if "cell" in one], [one for one in listed if "row" in one]
    elsewhere = out_of_place(with_merged_cells(without_marks()), text, known)
    assert [(line, cells[:2]) for line, cells in elsewhere] == [(one["line"], one["row"]) for one in rows]
    assert all(one["reason"] for one in rows)


def test_totals_counts_and_scores_are_computed(text: str) -> None:
    assert "รวมงบประมาณทั้งสิ้น159,401,928สยป." in text
    assert "รวมจำนวน14โครงการ/กิจกรรมจำนวนเงินทั้งสิ้น159,401,928บาท" in text
    assert "จำนวน5โครงการจำนวนเงินทั้งสิ้น122,621,450บาท" in text
    assert "รวม11โครงการ89,669,416" in text
    for stated in (8, 10, 6):
        assert f"รวม{stated}ขั้นตอนคิดเป็นร้อยละ100100" in text
    assert "(โครงการซ้ำกับ7.2)" in text
    assert "(โครงการซ้ำกับ4.1)" in text


def test_what_was_refused_or_is_still_asked_for_is_told_and_not_counted(text: str) -> None:
    """The published plan counts 17, 6 and 14 projects and sums what is asked for as granted (lines 1972, 2167, 2344)."""
    said = "ไม่รวมโครงการที่ไม่ได้รับหรืออยู่ระหว่างขอจัดสรรงบประมาณจำนวน{}โครงการจำนวนเงิน{}บาท"
    for number, amount in ((3, "39,950,000"), (1, "25,000,000"), (3, "57,873,534")):
        assert said.format(number, amount) in text
    assert 89_669_416 + 10_289_912 + 12_900_000 == 112_859_328  # the published sum of part 3


@pytest.mark.parametrize(("funding", "counted"), [("amount", 12), ("pending", 11), ("refused", 11), ("none", 12)])
def test_every_table_counts_alike(tmp_path: Path, funding: str, counted: int) -> None:
    with plan_json.read_plan(SAMPLES / "2567-strategy.json", tmp_path / "plan.bmaplan") as draft:
        routine = draft.record("output", draft.ids("output")[1]).links["projects"]
        asked = next(id for id in routine if draft.record("project", id).values["funding"] == "pending")
        draft.set("project", asked, "funding", funding)
        (table,) = (
            b
            for b in fill(draft).blocks
            if isinstance(b, Table) and "แผนงาน/ผลผลิต" in [plain(c.text) for c in b.head[0].cells]
        )
        rows = [[plain(cell.text) for cell in row.cells] for row in table.rows]
    assert f"รวม {counted} โครงการ" in rows[-1]
    numbers = [row[0] for row in rows if row[0].isdigit()]
    assert numbers == [str(number) for number in range(1, counted + 1)]


def test_swot_codes_are_those_of_the_published_plan(sample: Draft) -> None:
    codes = [
        row["code"]
        for row in sample.query("SELECT code FROM swot_coded ORDER BY quadrant, factor_order, nth, position")
    ]
    given = [f"{letter}{n}" for letter, last in (("O", 8), ("S", 10), ("T", 6), ("W", 7)) for n in range(1, last + 1)]
    assert codes == given


def test_months_that_the_published_text_has_lost_are_left_empty(sample: Draft) -> None:
    given = [s["months"] for block in published(PLAN)["blocks"] if block["kind"] == "gantt" for s in block["steps"]]
    ours = [r.values["months"] for kind in ("step", "sub_step") for r in sample.records(kind)]
    assert set(given) == set(ours) == {None}
    assert len(given) == len(ours)


def test_bars_stand_under_the_months_of_one_and_of_two_years(tmp_path: Path) -> None:
    """The sample has no months; these are given to the first step of a table of each span."""
    with plan_json.read_plan(SAMPLES / "2567-strategy.json", tmp_path / "plan.bmaplan") as draft:
        kinds = {span: draft.ids("activity", where={"years": span})[0] for span in ("one", "two")}
        for span, months in (("one", "2023-11/2024-01"), ("two", "2024-02/2024-03 2025-08")):
            step = draft.ids("step", where={"activity": kinds[span]})[0]
            draft.set("step", step, "months", months)
            draft.set("step", step, "bar_label", f"งวด {span}")
        tables = [block for block in fill(draft).blocks if isinstance(block, Table)]
    bars = [
        [(plain(cell.text), cell.columns) for cell in row.cells if cell.bar]
        for table in tables
        for row in table.rows
        if any(cell.bar for cell in row.cells)
    ]
    assert bars == [[("งวด one", 3)], [("งวด two", 1), ("", 1)]]


def test_swot_has_a_column_for_each_field_of_work(tmp_path: Path) -> None:
    with plan_json.read_plan(SAMPLES / "2567-strategy.json", tmp_path / "plan.bmaplan") as draft:
        draft.add("work_field", {"name": "ด้านสถิติ"})
        heads = [[plain(c.text) for c in b.head[0].cells] for b in fill(draft).blocks if isinstance(b, Table)]
    assert heads[0] == ["SWOT", "ด้านแผน", "ด้านเทคโนโลยีสารสนเทศ", "ด้านสถิติ"]


def test_the_checks_find_what_the_published_plan_got_wrong(sample: Draft) -> None:
    assert found(sample) == expected("001")


def test_the_sample_holds_no_running_text_of_the_published_plan(sample: Draft) -> None:
    """Names, codes and figures are facts; sentences are written anew."""
    written = {
        "foreword": ("text",),
        "situation": ("text",),
        "vision": ("text",),
        "mission": ("text",),
        "swot_setting": ("intro",),
        "swot_item": ("text",),
        "indicator": ("definition", "formula", "data_source", "evidence"),
        "questionnaire": ("intro", "note"),
        "project": ("remark",),
    }
    values = [r.values[name] for kind, names in written.items() for r in sample.records(kind) for name in names]
    ours = squeezed("\n".join(str(value or "") for value in values))
    blocks = published(PLAN)["blocks"]
    long = [block["text"] for block in blocks if block["kind"] == "paragraph" and len(block["text"]) > 300]
    long += [
        c for block in blocks if block["kind"] == "table" for row in block["rows"] for c in row if len(c) > LONGEST
    ]
    assert len(long) > 30
    for theirs in map(squeezed, long):
        pieces = (theirs[n : n + 60] for n in range(0, max(1, len(theirs) - 60), 20))
        assert not [piece for piece in pieces if len(piece) == 60 and piece in ours]


@pytest.mark.parametrize(
    ("kind", "field", "value", "check"),
    [
        ("swot_item", "factor", "law", "swot-factor-of-the-other-side"),
        ("project", "budget", None, "project-without-budget"),
        ("project", "divisions", [], "project-without-division"),
        ("sub_strategy", "projects", [], "sub-strategy-without-project"),
        ("strategy", "dimension", 2, "strategy-in-the-wrong-dimension"),
        ("alignment", "projects", [1], "project-in-both-parts"),
        ("indicator", "key_result", None, "table-a-without-key-result"),
    ],
)
def test_a_mistake_in_the_first_record_is_found(tmp_path: Path, kind: str, field: str, value: Any, check: str) -> None:
    with plan_json.read_plan(SAMPLES / "2567-strategy.json", tmp_path / "plan.bmaplan") as draft:
        draft.set(kind, draft.ids(kind)[0], field, value)
        assert check in [problem.check for problem in find_problems(draft)]


def test_a_negotiated_indicator_needs_a_weight_and_scoring(tmp_path: Path) -> None:
    with plan_json.read_plan(SAMPLES / "2567-strategy.json", tmp_path / "plan.bmaplan") as draft:
        draft.set("indicator", draft.ids("indicator")[0], "negotiated", 1)
        found = {problem.check for problem in find_problems(draft)}
    assert {"negotiated-without-weight", "negotiated-without-scoring"} <= found
