"""Steps, numbering, the contents, names and figures of a printed plan."""

from typing import Any

from tests.audit.printed import findings, heading, of_kind, paragraph, table


def chart(*weights: tuple[str, float | None, float | None], total: dict[str, Any] | None = None) -> dict[str, Any]:
    steps = [
        {
            "no": number,
            "text": f"ขั้นตอน {number}",
            "weight": weight,
            "cumulative": reached,
            "months": ["ต.ค."],
            "line": 10 + at,
        }
        for at, (number, weight, reached) in enumerate(weights)
    ]
    return {
        "kind": "gantt",
        "activity": "กิจกรรมสำรวจถนน",
        "columns": ["ขั้นตอน"],
        "steps": steps,
        "stated_total": total,
        "line": 9,
    }


def test_the_weights_of_steps_make_100() -> None:
    (found,) = of_kind("gantt-sum", chart(("1", 40, 40), ("2", 50, 90)))
    assert (found.lines, found.found) == ((10, 11), "90")
    assert not of_kind("gantt-sum", chart(("1", 40, 40), ("2", 60, 100)))


def test_progress_follows_the_weights() -> None:
    (found,) = of_kind("gantt-cumulative", chart(("1", 40, 40), ("2", 20, 70), ("3", 40, 110)))
    assert (found.lines, found.found) == ((10, 11), "60")


def test_weights_that_repeat_the_progress_are_told_once() -> None:
    found = findings(chart(("1", 60, 60), ("2", 70, 70), ("3", 100, 100)))
    assert [one.kind for one in found if one.kind.startswith(("gantt-s", "gantt-c", "weights"))] == [
        "weights-repeat-cumulative"
    ]


def test_steps_without_weights_and_numbers_that_repeat_are_told() -> None:
    kinds = {one.kind: one.lines for one in findings(chart(("1", None, None), ("1", None, None), ("3", None, None)))}
    assert kinds["gantt-no-weights"] == (9, 10, 11, 12)
    assert kinds["numbering-gap"] == (10, 11, 12)


def test_a_stated_number_of_steps_is_counted() -> None:
    total = {"text": "รวม 3 ขั้นตอน คิดเป็นร้อยละ", "weight": 100, "cumulative": 100, "line": 20}
    (found,) = of_kind("count-vs-rows", chart(("1", 40, 40), ("2", 60, 100), total=total))
    assert found.lines == (10, 11, 20)


def items(*texts: str) -> dict[str, Any]:
    return {"kind": "list", "items": list(texts), "line": 10}


def test_a_gap_in_a_list_is_told_with_both_sides_of_it() -> None:
    (found,) = of_kind("numbering-gap", items("1. ถนน", "2. คลอง", "4. สะพาน", "5. อุโมงค์"))
    assert found.lines == (11, 12)
    assert not of_kind("numbering-gap", items("3. ถนน", "4. คลอง", "5. สะพาน"))


def contents(*rows: list[str]) -> dict[str, Any]:
    return table(["รายการ", "หน้า"], 3, *rows)


def test_the_contents_agree_with_the_headings() -> None:
    blocks = [
        heading("สารบัญ", 2),
        contents(["คำนำ", "ก"], ["สาระสำคัญของแผนปฏิบัติราชการ", "1"], ["ส่วนที่ 1 การดำเนินงานของเมือง", ""], ["ภาคผนวก", "9"]),
        heading("สาระสำคัญของแผนปฏิบัติราชการประจำปี", 20),
        heading("ส่วนที่ 1", 30),
        heading("การดำเนินการของเมือง", 31, 2),
        heading("การประเมินผลการปฏิบัติราชการ", 40),
        heading("ภาคผนวก", 50),
    ]  # fmt: skip
    found = {one.kind: one.lines for one in findings(*blocks)}
    assert found["contents-page-missing"] == (6,)
    assert found["contents-vs-heading"] == (6, 31)
    assert found["contents-missing"] == (7, 40)


def test_one_issue_with_two_numbers_is_told() -> None:
    blocks = [
        heading("ประเด็นการพัฒนาที่ 4.1 การจัดการขยะและน้ำเสีย", 5),
        paragraph("ประเด็นการพัฒนาที่ 4.2 การจัดการขยะและน้ำเสีย", 9),
    ]
    assert [one.lines for one in of_kind("issue-number-differs", *blocks)] == [(5, 9)]


def test_a_theme_bears_the_name_that_the_edition_has() -> None:
    assert of_kind("theme-name-differs", heading("ด้านที่ 4 ด้านสิ่งแวดล้อม", 5))
    assert not of_kind("theme-name-differs", heading("ด้านที่ 4 ด้านสิ่งแวดล้อมดี", 5))


def test_the_titles_of_plan_and_agencies_are_exact() -> None:
    blocks = [heading("แผนปฏิบัติการประจำปี พ.ศ. 2568", 1), paragraph("ร่วมกับสำนักงานโยธา", 5)]
    found = {one.kind: one.found for one in findings(*blocks)}
    assert found["plan-title-differs"] == "แผนปฏิบัติราชการประจำปี"
    assert found["agency-name-differs"] == "สำนักการโยธา"


def test_another_year_in_the_title_of_the_plan_is_told() -> None:
    (found,) = of_kind("stale-year", heading("แผนปฏิบัติราชการประจำปี พ.ศ. 2567", 1))
    assert (found.stated, found.found) == ("2567", "2568")


def test_a_figure_of_the_text_is_that_of_the_table() -> None:
    rows = [["ภาษี", "26,705.16", "1"], ["ค่าปรับ", "100.00", "1"], ["ค่าเช่า", "5.00", "1"]]
    blocks = [
        heading("สาระสำคัญของแผน", 1),
        paragraph("จัดเก็บได้ 26,705.17 ล้านบาท", 2),
        table(["รายรับ", "จำนวน", "แห่ง"], 3, *rows),
    ]
    assert [one.lines for one in of_kind("text-vs-table", *blocks)] == [(2, 4)]


def test_a_percentage_is_of_a_figure_that_is_named() -> None:
    said = "มีที่ดิน 1,099 แปลง ไม่ได้ใช้ 16 แปลง คิดเป็นร้อยละ {share} ของทั้งหมด"
    (found,) = of_kind("percent-in-text", heading("สาระสำคัญ", 1), paragraph(said.format(share=3), 2))
    assert found.found == "1.46"
    assert not of_kind("percent-in-text", heading("สาระสำคัญ", 1), paragraph(said.format(share="1.46"), 2))


def test_levels_leave_no_value_out() -> None:
    head = ["ระดับความสำเร็จ", "เกณฑ์ร้อยละความสำเร็จ", "วิธีวัดผลการดำเนินงาน", "คะแนนที่ได้รับ"]
    rows = [
        ["3", "100", "ตั้งแต่ร้อยละ 3.01 แต่ไม่ถึงร้อยละ 4.00", "3"],
        ["2", "80", "ตั้งแต่ร้อยละ 2.01 แต่ไม่ถึงร้อยละ 3.00", "2"],
        ["1", "60", "มากกว่าร้อยละ 0 แต่ไม่ถึงร้อยละ 2.00", "1"],
    ]
    blocks = [heading("ตาราง ก แสดงตัวชี้วัด", 1), table(head, 3, *rows)]
    from planner_desktop.audit.run import audit
    from planner_desktop.audit.transcribed import plan_of

    found = audit(plan_of({"fiscal_year": 2567, "blocks": blocks}, "plan.json"), "bma-2567").findings
    assert [one.lines for one in found if one.kind == "level-gap"] == [(4, 5), (5, 6)]
    assert not [one for one in found if one.kind == "level-order"]
    rows[1][0] = "4"
    found = audit(plan_of({"fiscal_year": 2567, "blocks": blocks}, "plan.json"), "bma-2567").findings
    assert [one.lines for one in found if one.kind == "level-order"] == [(4, 5, 6)]
