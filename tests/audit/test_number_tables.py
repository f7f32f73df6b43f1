from typing import Any

from tests.audit.printed import heading, of_kind, table

HEAD = ["ประเภทรายรับ", "จำนวน", "ร้อยละ"]


def income(*rows: list[str]) -> list[dict[str, Any]]:
    return [heading("สาระสำคัญของแผน", 1), table(HEAD, 10, *rows)]


def test_a_column_that_does_not_add_up_is_told() -> None:
    rows = [["ภาษี", "600.50", "60.05"], ["ค่าปรับ", "399.50", "39.95"], ["รวม", "1,000.10", "100.00"]]
    (found,) = of_kind("total-vs-rows", *income(*rows))
    assert (found.lines, found.found) == ((11, 12, 13), "1,000.00")


def test_a_percentage_that_is_not_of_the_figure_beside_it_is_told() -> None:
    rows = [
        ["ภาษี", "500", "50.00"],
        ["ค่าปรับ", "250", "25.00"],
        ["ค่าเช่า", "125", "12.50"],
        ["อื่น", "125", "12.51"],
        ["รวม", "1,000", "100.00"],
    ]
    (found,) = of_kind("percent-rounding", *income(*rows))
    assert (found.lines, found.found) == ((14, 15), "12.50")


def test_heads_that_stand_over_the_wrong_columns_are_told_once() -> None:
    rows = [["ภาษี", "50.00", "500"], ["ค่าปรับ", "25.00", "250"], ["อื่น", "25.00", "250"], ["รวม", "100.00", "1,000"]]
    (found,) = of_kind("column-heads-swapped", *income(*rows))
    assert found.lines == (10, 14)


def test_the_parts_of_one_table_make_the_figures_of_another() -> None:
    whole = [[year, amount] for year, amount in (("2563", "300"), ("2564", "400"), ("2565", "500"), ("2566", "10,001"))]
    parted = [
        ["2563", "100", "200"],
        ["2564", "100", "300"],
        ["2565", "200", "300"],
        ["2566", "4,000 (40%)", "6,000 (60%)"],
    ]
    tables = [heading("ข้อมูลทั่วไป", 1), table(["ปี", "รายจ่าย"], 5, *whole), table(["ปี", "เงินเดือน", "อื่น"], 15, *parted)]
    (found,) = of_kind("totals-differ", *tables)
    assert (found.lines, found.found) == ((9, 19), "10,000")
