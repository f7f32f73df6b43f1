from typing import Any

from planner_desktop.audit.projects import divisions
from planner_desktop.exchange.plain_names import Groups, bare_key, plain_name
from tests.audit.printed import EVALUATION, PART_TWO, heading, of_kind, summary, table

PART = [heading("ส่วนที่ 2", 1), heading("การดำเนินงานตามยุทธศาสตร์ของหน่วยงาน", 2, 2), heading("ประเด็นการพัฒนาที่ 1 ถนนดี", 3, 3)]
ROAD = ["1", "โครงการสำรวจถนนในพื้นที่ชั้นในของกรุงเทพมหานคร", "1,000,000", "กวส.", "113"]
TALKS = ["2", "กิจกรรมรับฟังความเห็นของชุมชนริมคลอง", "ไม่ใช้งบประมาณ", "กรด.", "-"]


def plan(part: list[list[str]], summed: list[list[str]], total: str = "1,000,000") -> list[dict[str, Any]]:
    return [*PART, table(PART_TWO, 5, *part), *summary(*summed, total=total)]


def evaluation(*rows: list[str], line: int = 40) -> list[dict[str, Any]]:
    return [
        heading("การประเมินผลการปฏิบัติราชการ ประจำปีงบประมาณ พ.ศ. 2568", line - 2),
        heading("1.1 ประสิทธิภาพของการดำเนินงาน (Agenda Base)", line - 1, 4),
        table(EVALUATION, line, *rows),
    ]


def evaluated(code: str, projects: str, division: str = "กวส.") -> list[str]:
    return ["1", code, f"จำนวนถนนที่สำรวจตามรหัส {code}", "5 สาย", "H", projects, division]


def test_one_project_with_two_budgets_is_told_with_all_its_lines() -> None:
    other = [*ROAD[:2], "1,100,000", *ROAD[3:]]
    (found,) = of_kind("project-budget-differs", *plan([ROAD], [other], "1,100,000"))
    assert (found.lines, found.stated, found.found) == ((6, 21), "1,000,000", "1,100,000")


def test_one_project_under_two_divisions_is_told() -> None:
    (found,) = of_kind("project-division-differs", *plan([ROAD], [[*ROAD[:3], "กวด.", "113"]]))
    assert found.lines == (6, 21)
    assert not of_kind("project-division-differs", *plan([ROAD], [[*ROAD[:3], "กวส.\n", "113"]]))


def test_one_project_with_two_names_is_told_and_spaces_make_no_other_name() -> None:
    assert of_kind("project-name-differs", *plan([ROAD], [[ROAD[0], ROAD[1].replace("สำรวจ", "สำรวด"), *ROAD[2:]]]))
    assert not of_kind("project-name-differs", *plan([ROAD], [[ROAD[0], ROAD[1].replace("ใน", " ใน"), *ROAD[2:]]]))


def test_a_project_that_the_summary_forgot_is_told() -> None:
    (found,) = of_kind("project-missing-from-summary", *plan([ROAD, TALKS], [ROAD]))
    assert found.lines == (7,)


def test_a_project_that_only_the_summary_has_is_told() -> None:
    (found,) = of_kind("project-only-in-summary", *plan([ROAD], [ROAD, TALKS]))
    assert found.lines == (22,)


def test_different_policy_codes_of_a_project_are_told() -> None:
    (found,) = of_kind("policy-codes-differ", *plan([ROAD], [[*ROAD[:4], "-"]]))
    assert found.lines == (6, 21)


def test_a_project_that_one_table_says_got_no_money_is_not_to_be_counted_in_another() -> None:
    refused = ["", ROAD[1], "1,000,000 (ไม่ได้รับงบประมาณ)", *ROAD[3:]]
    assert of_kind("unfunded-counted", *plan([refused], [ROAD, TALKS]))


def test_a_project_under_a_second_key_result_is_marked_as_repeated() -> None:
    rows = [evaluated("3301", f"{ROAD[1]} (1,000,000 บาท)"), evaluated("3302", f"{ROAD[1]} (1,000,000 บาท)")]
    (found,) = of_kind("repeated-project-unmarked", *plan([ROAD], [ROAD]), *evaluation(*rows))
    assert found.lines == (41, 42)
    rows[1] = evaluated("3302", f"{ROAD[1]} (1,000,000 บาท) (โครงการซ้ำ)")
    assert not of_kind("repeated-project-unmarked", *plan([ROAD], [ROAD]), *evaluation(*rows))


def test_a_project_of_an_evaluation_says_its_budget() -> None:
    rows = [evaluated("3301", ROAD[1]), evaluated("3302", f"{TALKS[1]} (ไม่ใช้งบประมาณ)")]
    (found,) = of_kind("budget-missing", *plan([ROAD], [ROAD]), *evaluation(*rows))
    assert found.lines == (41,)


def test_names_are_compared_without_their_number_and_remarks() -> None:
    assert plain_name("2. โครงการสำรวจถนน ¹ (โครงการซ้ำ)") == "โครงการสำรวจถนน"
    assert bare_key("โครงการสำรวจ-ถนน") == bare_key("กิจกรรมสำรวจ ถนน")


def test_names_that_differ_in_a_number_are_two() -> None:
    names = ["โครงการปรับปรุงถนนสายหลัก ระยะที่ 1", "โครงการปรับปรุงถนนสายหลัก ระยะที่ 2"]
    assert len(Groups(zip(names, names, strict=True)).groups) == 2


def test_divisions_are_read_apart() -> None:
    assert divisions("กวส. กรด.") == ("กรด.", "กวส.")
    assert divisions("ส่วนแผนงานฯ และ ส่วนส่งเสริมฯ") == ("ส่วนส่งเสริมฯ", "ส่วนแผนงานฯ")
    assert divisions("สำนักงานระบบ งบประมาณ") == ("สำนักงานระบบงบประมาณ",)
    assert divisions("-") == ()
