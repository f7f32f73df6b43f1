"""The sample is the published plan of สำนักงบประมาณกรุงเทพมหานคร 2565, cell by cell, row by row and step by step."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from planner_desktop.app_paths import SAMPLES
from planner_desktop.document.export import export_pdf
from planner_desktop.draft import Draft
from planner_desktop.draft.plan import plan_json
from planner_desktop.thai.dates import SHORT_MONTHS
from planner_desktop.thai.months import load_months
from tests.conftest import published
from tests.published.compare import LONGEST, export_unparted, squeezed
from tests.published.findings import expected, found
from tests.published.rows import differences, missing, out_of_place, printed_text, short_cells, steps

PLAN = "004"


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Draft]:
    out = tmp_path_factory.mktemp("budget") / "sample.bmaplan"
    with plan_json.read_plan(SAMPLES / "2565-budget.json", out) as draft:
        yield draft


@pytest.fixture(scope="module")
def text(sample: Draft, tmp_path_factory: pytest.TempPathFactory) -> str:
    pdf = tmp_path_factory.mktemp("budget") / "sample.pdf"
    export_unparted(sample, pdf)
    return printed_text(pdf)


def test_every_cell_and_step_of_the_published_plan_is_in_our_document(text: str) -> None:
    plan, known = published(PLAN), differences(PLAN)
    cells, gantt = list(short_cells(plan)), list(steps(plan))
    assert (len(cells), len(gantt)) == (531, 10)
    assert missing(iter(cells + gantt), text) == [(one["line"], one["cell"]) for one in known]
    for one in known:  # a row that goes on on the next page is listed in parts
        assert all(squeezed(part) in text for part in one["printed"].split(" … ")), one
        assert one["reason"]


def test_every_row_stands_in_the_published_order(text: str) -> None:
    assert out_of_place(published(PLAN), text, differences(PLAN)) == []


def test_the_bars_reach_over_the_published_months(sample: Draft) -> None:
    given = [
        step["months"] for block in published(PLAN)["blocks"] if block["kind"] == "gantt" for step in block["steps"]
    ]
    for record, months in zip(sample.records("step"), given, strict=True):
        spans = load_months(str(record.values["months"] or ""))
        ends = [SHORT_MONTHS[month - 1] for span in spans for _year, month in dict.fromkeys(span)]
        assert ends == (months or []), record.values["name"]


def test_totals_words_and_scores_are_computed(sample: Draft, text: str) -> None:
    assert "รวมงบประมาณทั้งสิ้น(สิบล้านเก้าแสนเก้าหมื่นหนึ่งพันห้าร้อยบาทถ้วน)10,991,500.-" in text
    assert "รวม1โครงการ88,000.-" in text
    assert text.count("รวม5ขั้นตอนคิดเป็นร้อยละ100100") == 2
    stated = {"ความสำเร็จในการเสนอนวัตกรรม": "9.157", "ความสำเร็จของการเบิกจ่าย": "9.282", "ความสำเร็จในการพัฒนา": "10"}
    rows = sample.query("SELECT name, weighted_text FROM past_score_line")
    for row, (name, weighted) in zip(rows, stated.items(), strict=True):
        assert row["name"].startswith(name)
        assert row["weighted_text"] == weighted


@pytest.mark.parametrize(
    ("weight", "score", "weighted"),
    [(10, "91.572", "9.157"), (15, "99.99", "14.999"), (100, "100", "100"), (20, "7.5", "1.500"), (0, "80", "0")],
)
def test_a_weighted_score_is_rounded_in_whole_thousandths(
    tmp_path: Path, weight: int, score: str, weighted: str
) -> None:
    with plan_json.read_plan(SAMPLES / "2565-budget.json", tmp_path / "plan.bmaplan") as draft:
        (first, *_others) = draft.ids("past_score")
        draft.set("past_score", first, "weight", weight)
        draft.enter("past_score", first, "score", score)
        (row,) = draft.query("SELECT weighted_text FROM past_score_line WHERE id = :first", {"first": first})
        assert row["weighted_text"] == weighted


def test_an_indicator_prints_its_form_in_the_annex_if_asked_for(tmp_path: Path, text: str) -> None:
    assert "แบบปผ.กทม.01" not in text
    with plan_json.read_plan(SAMPLES / "2565-budget.json", tmp_path / "plan.bmaplan") as draft:
        (kpi,) = draft.ids("kpi", where={"plan": "city"})
        draft.set("kpi", kpi, "form_in_annex", 1)
        draft.set("kpi", kpi, "baseline", "ระดับ 4")
        export_pdf(draft, tmp_path / "plan.pdf")
    form = printed_text(tmp_path / "plan.pdf").split("แบบปผ.กทม.01ระดับความสำเร็จ")[-1]
    assert "ค่าเป้าหมายระดับ5ข้อมูลพื้นฐาน(Baseline)ระดับ4" in form
    assert "วิธีคำนวณวัดจากระดับความสำเร็จของการดำเนินการ5ขั้นตอนแหล่งข้อมูล-" in form
    levels = [form.index(f"เกณฑ์การให้คะแนนระดับ{level}") for level in (5, 4, 3, 2, 1)]
    assert levels == sorted(levels)
    assert "(30คะแนน)" in form


def test_the_checks_find_what_the_published_plan_got_wrong(sample: Draft) -> None:
    assert found(sample) == expected("004")


def test_the_sample_holds_no_running_text_of_the_published_plan(sample: Draft) -> None:
    """Names, codes and figures are facts; sentences are written anew."""
    ours = squeezed(
        "\n".join(
            str(value or "")
            for kind in (
                "foreword",
                "situation",
                "division",
                "swot_item",
                "vision",
                "mission",
                "kpi",
                "component_indicator",
            )
            for record in sample.records(kind)
            for name, value in record.values.items()
            if name not in ("name", "agencies", "activities")
        )
    )
    blocks = published(PLAN)["blocks"]
    long = [block["text"] for block in blocks if block["kind"] == "paragraph" and len(block["text"]) > 300]
    long += [c for b in blocks if b["kind"] == "table" for row in b["rows"] for c in row if len(c) > LONGEST]
    long += [item for block in blocks if block["kind"] == "list" for item in block["items"]]
    assert len(long) > 30
    for theirs in map(squeezed, long):
        pieces = (theirs[n : n + 60] for n in range(0, max(1, len(theirs) - 60), 20))
        assert not [piece for piece in pieces if len(piece) == 60 and piece in ours]
