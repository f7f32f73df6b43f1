"""Money that was refused, codes, styles of names, and what rows of an evaluation lack."""

from typing import Any

from tests.audit.printed import heading, of_kind, paragraph, summary, table
from tests.audit.test_projects import ROAD, TALKS, evaluated, evaluation, plan

REFUSED = ["ที่", "ชื่อโครงการ/กิจกรรมสำคัญ", "งบประมาณ", "ส่วนราชการ", "OKR"]


def refused(*rows: list[str]) -> list[dict[str, Any]]:
    return [heading("สรุปโครงการที่ไม่ได้รับการจัดสรรงบประมาณ", 60, 2), table(REFUSED, 61, *rows)]


def test_the_summary_has_the_money_of_the_parts_tables() -> None:
    (found,) = of_kind("totals-differ", *plan([ROAD], [[*ROAD[:2], "1,500,000", *ROAD[3:]]], "1,500,000"))
    assert (found.lines, found.found) == ((6, 22), "1,000,000")


def test_a_total_that_is_too_high_by_a_refused_amount_is_told_with_the_project() -> None:
    boat = ["1", "โครงการจัดซื้อเรือเก็บขยะขนาดใหญ่", "250,400", "กวส.", ""]
    (found,) = of_kind("unfunded-counted", *plan([ROAD], [ROAD], "1,250,400"), *refused(boat))
    assert found.lines == (22, 62)


def test_a_policy_code_that_is_blank_where_others_have_a_dash_is_told() -> None:
    (found,) = of_kind("policy-code-blank", *plan([ROAD, TALKS], [ROAD, [*TALKS[:4], ""]]))
    assert found.lines == (22,)


def test_a_code_of_a_key_result_has_four_digits() -> None:
    rows = [evaluated("(24.1) 3301", f"{ROAD[1]} (1,000,000 บาท)"), evaluated("3302", f"{TALKS[1]} (ไม่ใช้งบประมาณ)")]
    assert [one.lines for one in of_kind("code-format", *evaluation(*rows))] == [(41,)]
    rows[0][1] = "113"
    assert [one.lines for one in of_kind("code-column", *evaluation(*rows))] == [(41,)]


def test_an_indicator_without_a_project_is_told() -> None:
    assert [one.lines for one in of_kind("kpi-without-project", *evaluation(evaluated("3301", "-")))] == [(41,)]


def test_names_in_latin_letters_are_written_in_one_way() -> None:
    texts = [paragraph("ระบบ BMA TAX", 1), paragraph("ระบบ BMA TAX ใหม่", 2), paragraph("ระบบ BMA tax", 3)]
    assert [(one.lines, one.found) for one in of_kind("name-style-differs", *texts)] == [((3,), "BMA TAX")]


def test_an_abbreviation_that_nothing_explains_is_told_and_one_without_its_dots() -> None:
    texts = [paragraph("ร่วมกับ สยป. และ กวส.", 1), paragraph("กองวินัย (กวส.)", 2), paragraph("ของ สยป", 3)]
    assert [one.stated for one in of_kind("abbreviation-unexplained", *texts)] == ["สยป."]
    assert [one.lines for one in of_kind("abbreviation-style", *texts)] == [(3,)]


def test_words_for_districts_are_told_in_the_plan_of_another_agency() -> None:
    assert of_kind("placeholder-other-agency", heading("1.1 ตามเป้าหมายการพัฒนาของสำนักงานเขต", 3))


def test_a_project_of_an_own_issue_that_no_evaluation_names_is_told() -> None:
    rows = [evaluated("3301", f"{ROAD[1]} (1,000,000 บาท)")]
    (found,) = of_kind("project-not-evaluated", *plan([ROAD, TALKS], [ROAD, TALKS]), *evaluation(*rows))
    assert found.lines == (7, 22)


def test_the_same_rows_printed_twice_are_told() -> None:
    part = plan([ROAD, TALKS], [ROAD, TALKS])
    (found,) = of_kind("duplicate-table", *part[:4], {**part[3], "line": 10, "row_lines": [11, 12]}, *part[4:])
    assert found.lines == (6, 7, 11, 12)


def test_work_without_money_is_said_in_one_way() -> None:
    dash = ["3", "กิจกรรมปลูกต้นไม้ในสวนสาธารณะ", "-", "กวส.", "-"]
    assert [one.lines for one in of_kind("no-budget-marking", *summary(ROAD, TALKS, dash, total="1,000,000"))] == [
        (23,)
    ]
