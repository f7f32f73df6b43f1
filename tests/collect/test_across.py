"""What no agency can see alone: the edition's queries over the plans of all of them."""

import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest

from planner_desktop.bundle import write_bundle
from planner_desktop.collect.across import problems, report, reports
from planner_desktop.collect.collection import Collection
from planner_desktop.collect.opening import make
from planner_desktop.collect.receiving import receive
from planner_desktop.collect.report_files import write_csv, write_workbook
from planner_desktop.collect.wording import year_told
from planner_desktop.draft import Draft
from planner_desktop.draft.history import incomplete
from planner_desktop.draft.plan.new_plan import new_from_sample
from planner_desktop.errors import CollectionError
from planner_desktop.exchange.workbook.read import workbook_of
from planner_desktop.thai.dictionary import word_ends
from tests.collect.conftest import ABROAD, FINANCE, PERSONNEL
from tests.collect.two_plans import HOST, OTHER, put


@pytest.fixture
def three(desk: Collection, bundles: dict[str, Path]) -> Collection:
    for name in (FINANCE, PERSONNEL, ABROAD):
        receive(desk, bundles[name], "ก")
    return desk


def test_key_results_that_agencies_name_differently_are_found_in_the_published_plans(three: Collection) -> None:
    found = [problem for problem in problems(three) if problem.check == "across-other-name"]
    of_7402 = next(problem for problem in found if problem.message.startswith("7402"))
    assert "การจัดตั้งศูนย์บริการข้อมูล" in of_7402.message
    assert (of_7402.severity, of_7402.kind, of_7402.receipt) == ("warning", "key_result", "2568-0003")
    assert all(problem.record for problem in found)


def test_a_host_whose_plan_lacks_the_key_result_is_an_error(
    desk: Collection, bundles: dict[str, Path], tmp_path: Path
) -> None:
    with new_from_sample(ABROAD, tmp_path / "ก.bmaplan") as draft:
        host = draft.adopt(
            "agency", next(row for row in draft.pack.catalogues["agencies"] if row["name"] == "สำนักการคลัง")
        )
        missing = next(record for record in draft.records("key_result") if record.values["code"] == "7402")
        draft.set("key_result", missing.id, "hosts", [host])
        draft.set("key_result", missing.id, "code", "7499")
        sent = write_bundle(draft, tmp_path / "ก.zip")
    receive(desk, sent, "ก")
    assert "across-host-without" not in [problem.check for problem in problems(desk)]  # its plan has not come
    receive(desk, bundles[FINANCE], "ก")
    (found,) = [problem for problem in problems(desk) if problem.check == "across-host-without"]
    assert found.severity == "error"
    assert found.message == "สำนักงานการต่างประเทศ ระบุว่า สำนักการคลัง เป็นเจ้าภาพ 7499 แต่แผนของ สำนักการคลัง ไม่มี"


def test_one_project_with_money_in_two_plans_is_a_warning_in_both(
    desk: Collection, bundles: dict[str, Path], tmp_path: Path
) -> None:
    with Draft.open(bundles[FINANCE].with_suffix(".bmaplan"), read_only=True) as other:
        name = next(
            r.values["name"] for r in other.records("project") if r.values["budget"] and r.values["funding"] == "amount"
        )
    with new_from_sample(ABROAD, tmp_path / "ก.bmaplan") as draft:
        id = draft.add("project", {"name": f" {name}", "funding": "amount", "budget": 100_00})
        uid = draft.uid("project", id)
        sent = write_bundle(draft, tmp_path / "ก.zip")
    for path in (sent, bundles[FINANCE]):
        receive(desk, path, "ก")
    found = [problem for problem in problems(desk) if problem.check == "across-same-project"]
    assert {problem.receipt for problem in found} == {"2568-0001", "2568-0002"}
    assert uid in {problem.record for problem in found}


def test_sums_are_those_of_the_plans_to_the_satang(three: Collection, bundles: dict[str, Path]) -> None:
    table = report(three, "budget-by-agency")
    assert table.types[-1] == "satang"
    for _agency, count, _without, budget in table.rows:
        assert (count, budget) in {_sum(bundles[name].with_suffix(".bmaplan")) for name in (FINANCE, PERSONNEL, ABROAD)}
    assert sum(row[-1] for row in table.rows) == sum(row[-1] or 0 for row in report(three, "budget-by-theme").rows)


def _sum(path: Path) -> tuple[int, int]:
    with Draft.open(path, read_only=True) as draft:
        rows = draft.query("SELECT budget, funding FROM project_row WHERE counted")
        return len(rows), sum(row["budget"] or 0 for row in rows if row["funding"] in ("amount", "continuing"))


def test_last_years_plans_are_set_beside_this_years(three: Collection, tmp_path: Path) -> None:
    with new_from_sample("2567-strategy", tmp_path / "ก่อน.bmaplan") as draft:
        draft.set("cover", 1, "agency", "สำนักการคลัง")
        incomplete.mark(draft, "ตามเล่มที่เผยแพร่")
        sent = write_bundle(draft, tmp_path / "ก่อน.zip")
        before = draft.query("SELECT sum(budget) AS budget FROM project_row WHERE counted AND funding IS NOT 'none'")
    assert year_told(receive(three, sent, "ก")).startswith("It is of the year 2567")
    rows = {row[0]: row for row in report(three, "against-last-year").rows}
    assert rows["สำนักการคลัง"][1] == before[0]["budget"]
    assert rows["สำนักงานการต่างประเทศ"][1] is None
    assert len(report(three, "budget-by-agency").rows) == 3


def test_every_report_can_be_made_also_of_nothing(desk: Collection) -> None:
    for each in reports(desk):
        table = report(desk, each.id)
        assert len(table.heads) == len(table.types) == len(each.columns) - bool(each.spread)
        assert "{" not in table.title
    with pytest.raises(CollectionError, match="no report “nothing”"):
        report(desk, "nothing")


def test_a_workbook_has_a_sheet_for_each_report_and_no_text_becomes_a_formula(tmp_path: Path) -> None:
    evil = '=HYPERLINK("http://x","ก")'
    with make(tmp_path / "แผน.bmacollect", "bma-2568") as desk:
        put(desk, "bma-2568", HOST, lambda draft: draft.set("project", 1, "name", evil))
        put(desk, "bma-2568", OTHER, lambda draft: draft.set("project", 1, "funding", "refused"))
        tables = [report(desk, each.id) for each in reports(desk)]
        write_workbook(tmp_path / "ก.xlsx", "แผน", tables)
        write_csv(tmp_path / "ก.csv", report(desk, "unfunded"))
    book = workbook_of((tmp_path / "ก.xlsx").read_bytes())
    assert next(sheet.name for sheet in book.sheets) in ("สารบัญ", "Contents")
    assert len(book.sheets) == 1 + len(tables)
    with zipfile.ZipFile(tmp_path / "ก.xlsx") as file:
        sheets = [file.read(name).decode() for name in file.namelist() if name.startswith("xl/worksheets/sheet")]
        charts = [name for name in file.namelist() if name.startswith("xl/charts/chart")]
    assert not any("<f>" in sheet for sheet in sheets)
    assert len(charts) == sum(table.chart and bool(table.rows) for table in tables)
    assert "1,000,000" in (tmp_path / "ก.csv").read_text("utf-8-sig")


def test_a_workbook_has_totals_in_bold_where_the_screen_has_them_and_a_csv_file_none(tmp_path: Path) -> None:
    with make(tmp_path / "แผน.bmacollect", "bma-2568") as desk:
        for agency in (HOST, OTHER):
            put(desk, "bma-2568", agency)
        tables = [report(desk, "budget-by-agency"), report(desk, "measures-by-agency")]
        write_workbook(tmp_path / "ก.xlsx", "แผน", tables)
        write_csv(tmp_path / "ก.csv", tables[0])
    _contents, budget, measures = workbook_of((tmp_path / "ก.xlsx").read_bytes()).sheets
    budget_rows, measure_rows = list(budget.rows()), list(measures.rows())
    assert [cell.text for cell in budget_rows[-1][1].values() if cell.text] in (
        ["รวม", "2000000"],
        ["Total", "2000000"],
    )
    assert len(budget_rows) == 1 + 1 + 2 + 1  # the title, the heads, the agencies, the totals
    assert len(measure_rows) == 1 + 1 + len(tables[1].rows)
    with zipfile.ZipFile(tmp_path / "ก.xlsx") as file:
        cells = ElementTree.fromstring(file.read("xl/worksheets/sheet2.xml")).iterfind(".//{*}row[last()]/{*}c")
        styles = ElementTree.fromstring(file.read("xl/styles.xml"))
    bold = [font.find("{*}b") is not None for font in styles.iterfind(".//{*}fonts/{*}font")]
    looks = [bold[int(look.get("fontId", 0))] for look in styles.iterfind(".//{*}cellXfs/{*}xf")]
    assert all(looks[int(cell.get("s", 0))] for cell in cells)
    assert len((tmp_path / "ก.csv").read_text("utf-8-sig").splitlines()) == 3


def test_names_of_sheets_end_with_a_word(tmp_path: Path) -> None:
    with make(tmp_path / "แผน.bmacollect", "bma-2568") as desk:
        tables = [report(desk, each.id) for each in reports(desk)]
        write_workbook(tmp_path / "ก.xlsx", "แผน", tables)
    names = [sheet.name for sheet in workbook_of((tmp_path / "ก.xlsx").read_bytes()).sheets[1:]]
    assert len({name.lower() for name in names}) == len(tables)
    for n, (name, table) in enumerate(zip(names, tables, strict=True), 1):
        assert len(name) <= 31
        title = " ".join(f"{n} {table.title.replace('/', ' ')}".split())
        end = len(" ".join(name.split()))
        assert title.startswith(" ".join(name.split()))
        assert end == len(title) or end in word_ends(title) or title[end] == " ", name
