"""The city's plan, made of the plans of all agencies by what the edition prints."""

from pathlib import Path

import pytest

from planner_desktop.collect import city_plan
from planner_desktop.collect.across import report
from planner_desktop.collect.collection import Collection
from planner_desktop.collect.opening import make
from planner_desktop.document.outline import Heading, Paragraph, Table, plain
from planner_desktop.draft import Draft
from tests.collect.two_plans import HOST, OTHER, named, put
from tests.document.conftest import pdftotext, squeeze
from tests.document.test_conformance import failures

EDITIONS = ("bma-2565", "bma-2567", "bma-2568")


def _tables(desk: Collection) -> list[Table]:
    return [block for block in city_plan.document(desk).blocks if isinstance(block, Table)]


@pytest.mark.parametrize("edition", EDITIONS)
def test_it_has_the_sums_of_all_agencies_and_the_projects_of_each(edition: str, tmp_path: Path) -> None:
    with make(tmp_path / "แผน.bmacollect", edition) as desk:
        for agency in (HOST, OTHER):
            put(desk, edition, agency)
        made = city_plan.document(desk)
        pdf = city_plan.write(desk, tmp_path / "แผน.pdf")
    assert made.title == f"แผนปฏิบัติราชการกรุงเทพมหานคร ประจำปี พ.ศ. {edition[-4:]}"
    assert made.watermark == "ร่าง"
    heads = [plain(block.text) for block in made.blocks if isinstance(block, Heading)]
    assert heads[-2:] == [OTHER, HOST]  # the order of the catalogue
    tables = [block for block in made.blocks if isinstance(block, Table)]
    totals = [[plain(cell.text) for cell in table.rows[-1].cells] for table in tables[:2]]
    assert all("2,000,000" in said for said in totals)
    bars = [cell.length for row in tables[0].rows for cell in row.cells if cell.length]
    assert bars
    assert max(bars) == 1.0
    text = squeeze(pdftotext(tmp_path / "แผน.pdf"))
    assert squeeze(f"โครงการของ{HOST}") in text
    assert squeeze("ยังไม่ได้รับแผนของ 75 หน่วยงาน") in text
    assert not pdf.boxes
    if edition == "bma-2568":
        assert failures(pdf.data) == []


def test_the_word_for_a_draft_goes_when_every_plan_was_accepted(tmp_path: Path) -> None:
    with make(tmp_path / "แผน.bmacollect", "bma-2568") as desk:
        receipt = put(desk, "bma-2568", HOST)
        desk.connection.execute("DELETE FROM agency WHERE name <> ?", (HOST,))
        assert city_plan.document(desk).watermark
        desk.follow(desk.decisions.add("accepted", receipt, "ก", "2024-10-02T00:00:00+00:00"))
        assert not city_plan.document(desk).watermark


def test_bars_are_as_long_as_their_numbers_are_large(tmp_path: Path) -> None:
    with make(tmp_path / "แผน.bmacollect", "bma-2568") as desk:
        put(desk, "bma-2568", HOST)
        put(desk, "bma-2568", OTHER, lambda draft: draft.set("project", 1, "budget", 250_000_00))
        (table,) = [each for each in _tables(desk) if len(each.rows) == 3 and len(each.columns) == 5][:1]
    assert [row.cells[-1].length for row in table.rows[:2]] == [0.25, 1.0]


def test_it_tells_of_each_agency_what_it_hosts_and_carries_out_and_lists_what_is_not_counted(tmp_path: Path) -> None:
    with make(tmp_path / "แผน.bmacollect", "bma-2568") as desk:
        put(desk, "bma-2568", HOST, lambda draft: _coded(draft, "9114"))
        put(desk, "bma-2568", OTHER, _coded_and_refused)
        rows = [[plain(cell.text) for cell in row.cells] for table in _tables(desk) for row in table.rows]
    assert ["1", OTHER, "-", "9114", "1"] in rows
    assert ["2", HOST, "9114", "-", "1"] in rows
    assert any(row[1:3] == ["สกต.", f"โครงการของ{OTHER}"] and row[-1] == "1,000,000" for row in rows)


def test_a_shared_result_has_the_name_and_the_target_of_one_plan_the_hosts_before_all(tmp_path: Path) -> None:
    said = {
        "สำนักการคลัง": ("ก ชื่อแรกตามอักษร", "ร้อยละ 100"),
        OTHER: ("ของเจ้าภาพ", "5 แห่ง"),
        HOST: ("ของเจ้าภาพ", "ร้อยละ 100"),
    }

    def told() -> list[list[str]]:
        rows = [[plain(cell.text) for cell in row.cells] for table in _tables(desk) for row in table.rows]
        return [row[1:3] for row in rows if row[0] == "7777" and len(row) == 6]

    def change(draft: Draft, name: str, target: str) -> None:
        _coded(draft, "7777")
        draft.set("key_result", 1, "name", name)
        draft.set("key_result", 1, "target", target)

    with make(tmp_path / "แผน.bmacollect", "bma-2568") as desk:
        for agency, (name, target) in said.items():
            put(desk, "bma-2568", agency, lambda draft, name=name, target=target: change(draft, name, target))  # type: ignore[misc]
        assert told() == [["ของเจ้าภาพ", "ร้อยละ 100"]]
        put(desk, "bma-2568", HOST, lambda draft: change(draft, "ฮ ใหม่", "ร้อยละ 7"))
        assert told() == [["ฮ ใหม่", "ร้อยละ 7"]]


def test_several_hosts_of_a_result_of_the_city_stand_in_the_order_of_the_catalogue(tmp_path: Path) -> None:
    def change(draft: Draft, agency: str) -> None:
        _coded(draft, "9114")
        draft.set("key_result", 1, "hosts", [named(draft, agency)])

    with make(tmp_path / "แผน.bmacollect", "bma-2568") as desk:
        for agency in (HOST, OTHER):
            put(desk, "bma-2568", agency, lambda draft, agency=agency: change(draft, agency))  # type: ignore[misc]
        rows = [[plain(cell.text) for cell in row.cells] for table in _tables(desk) for row in table.rows]
        assert [row[4:] for row in report(desk, "city-measures").rows if row[0] == "9114"] == [("สกต., สนน.", 2)]
    assert ["สกต., สนน.", "2"] in [row[4:] for row in rows if row[0] == "9114"]


def test_who_is_not_in_the_catalogue_is_counted_apart(tmp_path: Path) -> None:
    with make(tmp_path / "แผน.bmacollect", "bma-2568") as desk:
        for agency in (HOST, OTHER):
            put(desk, "bma-2568", agency)
        assert "ไม่อยู่ในบัญชีรายชื่อ" not in _summary(desk)
        desk.connection.execute(
            "UPDATE main.bundle SET agency = 'สำนักใหม่', abbreviation = '', key = 'สำนักใหม่' WHERE id = 2"
        )
        text = _summary(desk)
    assert "ของหน่วยงาน 1 หน่วยงาน จากทั้งหมด 77 หน่วยงาน และหน่วยงานที่ไม่อยู่ในบัญชีรายชื่ออีก 1 หน่วยงาน มีโครงการ" in text
    assert "ยังไม่ได้รับแผนของ 76 หน่วยงาน" in text
    assert "หน่วยงานที่ไม่อยู่ในบัญชีรายชื่อ 1 หน่วยงาน: สำนักใหม่" in text


def _summary(desk: Collection) -> str:
    return "\n".join(plain(block.text) for block in city_plan.document(desk).blocks if isinstance(block, Paragraph))


def _coded(draft: Draft, code: str) -> None:
    draft.set("key_result", 1, "code", code)


def _coded_and_refused(draft: Draft) -> None:
    _coded(draft, "9114")
    draft.set("project", 1, "funding", "refused")
