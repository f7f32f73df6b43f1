from typing import Any

from tests.audit.printed import EVALUATION, findings, heading, of_kind, table

CITY = [
    "ประเด็นการพัฒนา/วัตถุประสงค์หลัก (Objective)",
    "ตัววัดผลหลัก (Key Result : KR)",
    "ค่าเป้าหมาย (Target)",
    "หน่วยงาน รับผิดชอบหลัก",
    "หน่วยงาน สนับสนุน",
]
TARGETS = [["ตัววัดผลหลัก (Key Result : KR)", "ค่าเป้าหมาย (Target) ระดับหน่วยงาน", ""], ["", "2567", "2568"]]
LIST = ["ที่", "ตัววัดผลหลัก (KR)", "ค่าเป้าหมาย", "H/R"]
COMPLAINTS = "OKR 3301 ร้อยละของเรื่องร้องเรียนที่แก้ไขแล้วเสร็จ"
TREES = "OKR 4201 จำนวนต้นไม้ที่ปลูกใหม่ริมถนนสายหลัก"
ROADS = "OKR 7101 จำนวนถนนที่สำรวจแล้วในพื้นที่ชั้นใน"


def part_one(*targets: list[str], line: int = 20) -> list[dict[str, Any]]:
    return [
        heading("ส่วนที่ 1", line - 3),
        heading("การดำเนินงานตามแผนปฏิบัติราชการกรุงเทพมหานคร ประจำปี พ.ศ. 2568", line - 2, 2),
        heading("ด้านที่ 3 โปร่งใสดี", line - 1, 3),
        table(TARGETS, line, *targets),
    ]


def listed(*rows: list[str]) -> list[dict[str, Any]]:
    return [heading("สาระสำคัญของแผน", 1), heading("ตัววัดผลหลัก (KR)", 2, 2), table(LIST, 3, *rows)]


def evaluation(*rows: list[str], head: str = "1.1 (Agenda Base)") -> list[dict[str, Any]]:
    return [heading("การประเมินผลการปฏิบัติราชการ", 40), heading(head, 41, 2), table(EVALUATION, 42, *rows)]


def evaluated(name: str, target: str, role: str = "H") -> list[str]:
    code, _space, rest = name.removeprefix("OKR ").partition(" ")
    return ["1", code, rest, target, role, "กิจกรรมสำรวจ (ไม่ใช้งบประมาณ)", "กวส."]


ALL = [["1", COMPLAINTS, "ร้อยละ 80", "H"], ["2", TREES, "500 ต้น", "H"], ["3", ROADS, "16 ถนน", "H"]]
IN_PART = [[COMPLAINTS, "ร้อยละ 70", "ร้อยละ 80"], [TREES, "400 ต้น", "500 ต้น"], [ROADS, "10 ถนน", "16 ถนน"]]


def test_targets_that_agree_are_no_fault() -> None:
    kinds = {found.kind for found in findings(*listed(*ALL), *part_one(*IN_PART))}
    assert not {kind for kind in kinds if kind.startswith(("target", "kr-"))}


def test_a_target_that_differs_between_tables_is_told() -> None:
    rows = evaluation(evaluated(TREES, "600 ต้น"))
    (found,) = of_kind("kr-target-differs", *listed(*ALL), *part_one(*IN_PART), *rows)
    assert found.lines == (5, 23, 43)


def test_a_unit_that_differs_between_tables_is_told_apart() -> None:
    (found,) = of_kind("target-unit-differs", *listed(["1", TREES, "500 แห่ง", "H"]), *part_one([TREES, "-", "500 ต้น"]))
    assert found.lines == (4, 22)


def test_targets_that_fall_stand_still_or_change_their_unit_are_told() -> None:
    rows = [[ROADS, "20 ถนน", "16 ถนน"], [TREES, "500 ต้น", "500 ต้น"], [COMPLAINTS, "5 เรื่อง", "ร้อยละ 80"]]
    found = {one.kind: one.lines for one in findings(*part_one(*rows))}
    assert (found["target-falls"], found["target-stands-still"], found["target-unit-differs"]) == ((22,), (23,), (24,))


def test_a_percentage_for_what_is_counted_is_told() -> None:
    (found,) = of_kind("name-target-kind", *part_one([TREES, "-", "ร้อยละ 90"]))
    assert found.lines == (22,)


def test_a_number_without_a_unit_is_told() -> None:
    assert of_kind("target-unit-missing", *part_one([TREES, "-", "500"]))


def test_a_key_result_of_a_table_that_the_list_lacks_is_told() -> None:
    new = "OKR 9111 จำนวนฐานข้อมูลภาษีที่เป็นปัจจุบัน"
    (found,) = of_kind("kr-missing-from-list", *listed(*ALL), *part_one(*IN_PART, [new, "-", "1 ฐานข้อมูล"]))
    assert found.lines == (25,)


def test_a_listed_key_result_that_no_table_has_is_told() -> None:
    (found,) = of_kind("kr-missing-from-table", *listed(*ALL), *part_one(*IN_PART[:2]))
    assert found.lines == (6,)


def test_a_key_result_by_another_name_is_told() -> None:
    renamed = [ROADS.replace("สำรวจแล้ว", "สำรวจและซ่อมแล้ว"), *IN_PART[2][1:]]
    (found,) = of_kind("kr-name-differs", *listed(*ALL), *part_one(*IN_PART[:2], renamed))
    assert found.lines == (6, 24)


def test_a_key_result_that_takes_part_in_one_table_and_leads_in_another_is_told() -> None:
    (found,) = of_kind("role-differs", *listed(*ALL), *evaluation(evaluated(TREES, "500 ต้น", "R")))
    assert found.lines == (5, 43)


def test_a_stated_number_of_key_results_is_counted() -> None:
    rows = evaluation(evaluated(TREES, "500 ต้น"), head="1.1 (Agenda Base) (จำนวน 2 KRs)")
    (found,) = of_kind("count-vs-rows", *rows)
    assert (found.stated, found.found) == ("2", "1")
    assert not of_kind("count-vs-rows", *evaluation(evaluated(TREES, "500 ต้น"), head="1.2 (อย่างน้อยจำนวน 1 KRs)"))


def test_years_over_the_targets_are_those_of_the_plan() -> None:
    old = table([TARGETS[0], ["", "2566", "2567"]], 20, IN_PART[0])
    found = of_kind("stale-year", *part_one(IN_PART[0])[:3], old)
    assert {one.stated for one in found} == {"2566", "2567"}


def test_weights_make_what_the_heading_says() -> None:
    head = ["ตัวชี้วัด", "โครงการ/กิจกรรม", "งบประมาณ", "ส่วนราชการที่รับผิดชอบ"]
    said = "องค์ประกอบที่ 2 (Potential Base) กำหนดค่าน้ำหนักคะแนนร้อยละ 30 จำนวน 2 ตัวชี้วัด ดังนี้"
    rows = [["2.1 การเบิกจ่าย กำหนดค่าน้ำหนักคะแนนร้อยละ 20", "", "", ""], ["2.2 นวัตกรรม", "", "", ""]]
    blocks = [heading("การประเมินผลการปฏิบัติราชการ", 40), heading(said, 41, 2), table(head, 42, *rows)]
    assert [one.lines for one in of_kind("weight-missing", *blocks)] == [(44,)]
    assert [one.lines for one in of_kind("weights-sum", *blocks)] == [(41, 43, 44)]


def test_a_target_without_a_number_is_no_quantity() -> None:
    rows = part_one([TREES, "400 ต้น", "ปลูกต้นไม้ริมถนน"], [ROADS, "-", "-"])
    assert [found.lines for found in of_kind("target-not-a-quantity", *rows)] == [(22,)]


def test_a_role_is_held_against_the_host_that_the_editions_list_has() -> None:
    complaints = "OKR 3101 ร้อยละของเรื่องทั้งหมดที่แจ้งผ่าน Traffy Fondue ได้รับการแก้ไข"
    rows = evaluation(evaluated(complaints, "ร้อยละ 80", "H"))
    (found,) = of_kind("role-differs", *rows, agency="สำนักการคลัง")
    assert found.lines == (43,)
    rows = evaluation(evaluated(complaints, "ร้อยละ 80", "R"))
    assert not of_kind("role-differs", *rows, agency="สำนักการคลัง")
