"""What the template asks of a plan: its parts, heads, labels, goals with tactics, and what its text names."""

from tests.audit.printed import PART_TWO, heading, of_kind, paragraph, table
from tests.audit.test_printed_parts import chart
from tests.audit.test_projects import PART, ROAD, TALKS, evaluated, evaluation, plan
from tests.audit.test_results import ALL, COMPLAINTS, IN_PART, LIST, listed, part_one

GOALS = [["เป้าประสงค์ที่", "ตัวชี้วัด", "ค่าเป้าหมาย", ""], ["", "", "2567", "2568"]]


def test_a_part_that_the_template_has_and_the_plan_has_not_is_told() -> None:
    parts = ["คำนำ", "สารบัญ", "สาระสำคัญของแผนปฏิบัติราชการประจำปี", "ส่วนที่ 2 การดำเนินงานตามยุทธศาสตร์ของหน่วยงาน"]
    plan = [heading(text, line) for line, text in enumerate(parts, 1)]
    assert "ภาคผนวก" in {found.found for found in of_kind("template-part-missing", *plan)}
    assert not of_kind("template-part-missing", *plan[:1])  # a piece of a plan


def test_numbers_of_staff_say_the_day_they_are_of() -> None:
    staff = [heading("ข้อมูลทั่วไป", 1), paragraph("มีอัตรากำลังข้าราชการ 123 อัตรา และลูกจ้าง 17 อัตรา", 2)]
    (found,) = of_kind("staffing-date", *staff)
    assert found.lines == (2,)
    assert not of_kind("staffing-date", *staff, paragraph("ข้อมูล ณ วันที่ 1 ตุลาคม 2567", 3))


def test_a_goal_without_any_tactic_is_told() -> None:
    rows = [["5.4.1 เมืองโปร่งใส", "ระดับ", "4", "5"], ["5.4.2 เมืองตรวจสอบได้", "ระดับ", "4", "5"]]
    part = part_one(*IN_PART)[:3]
    tactic = heading("กลยุทธ์ที่ 5.4.1.1 เปิดเผยข้อมูลการจัดซื้อจัดจ้าง", 30, 4)
    (found,) = of_kind("goal-without-tactic", *part, table(GOALS, 20, *rows), tactic)
    assert found.lines == (23,)


def test_a_text_that_names_some_of_the_themes_only_is_told() -> None:
    text = paragraph("ขับเคลื่อนด้านสิ่งแวดล้อมดี และด้านเศรษฐกิจดี", 1)
    themes = [heading(f"ด้านที่ {theme}", 20 + n, 3) for n, theme in enumerate(("3 โปร่งใสดี", "4 สิ่งแวดล้อมดี", "7 เศรษฐกิจดี"))]
    (found,) = of_kind("theme-missing-from-text", heading("คำนำ", 1), text, *part_one(*IN_PART)[:2], *themes)
    assert found.lines == (1, 20)


def test_a_column_is_headed_alike_in_all_tables_of_a_part() -> None:
    other = [head.replace("ส่วนราชการ", "ส่วนราชการที่รับผิดชอบ") for head in PART_TWO[0]]
    tables = [table(PART_TWO, 5, ROAD), table(PART_TWO, 8, TALKS), table(other, 11, ROAD)]
    (found,) = of_kind("column-head-variant", *PART, *tables)
    assert (found.lines, found.found) == ((11,), "ส่วนราชการ")


def test_a_line_that_lost_its_label_is_told() -> None:
    link = "ความเชื่อมโยงกับแผนปฏิบัติราชการกรุงเทพมหานคร ประจำปี พ.ศ. 2568"
    (found,) = of_kind("label-missing", *PART, paragraph(link, 5), paragraph(link.removeprefix("ความเชื่อมโยงกับ"), 9))
    assert found.lines == (5, 9)


def test_a_footnote_cites_codes_that_its_project_serves() -> None:
    part = part_one(*IN_PART)[:3]
    head = ["รหัส OKR (4 หลัก)", "โครงการ/กิจกรรมสำคัญ", "งบประมาณ", "ส่วนราชการ", "รหัสนโยบาย (3 หลัก)"]
    rows = table(head, 20, ["3301", f"{ROAD[1]} ¹", "1,000,000", "กวส.", "113"])
    note = {"kind": "footnote", "mark": "1", "text": "เป็นโครงการเพื่อสนับสนุน OKR 9131", "line": 23}
    (found,) = of_kind("footnote-code", *part, rows, note)
    assert (found.lines, found.stated) == ((21, 23), "9131")
    assert not of_kind("footnote-code", *part, rows, note | {"text": "เป็นโครงการเพื่อสนับสนุน OKR 3301"})


def test_a_part_states_how_many_projects_it_has_if_others_do() -> None:
    routine = [
        heading("ส่วนที่ 3 บัญชีรายการโครงการ/กิจกรรมที่มีลักษณะเป็นภารกิจประจำพื้นฐาน", 50),
        table(PART_TWO, 51, TALKS, ["รวม", "", "500", "", ""]),
    ]
    stated = paragraph("รวมจำนวน 1 โครงการ/กิจกรรม", 26)
    (found,) = of_kind("count-missing", *plan([ROAD], [ROAD]), stated, *routine)
    assert found.lines == (53,)
    assert not of_kind("count-missing", *plan([ROAD], [ROAD]), *routine)


def test_a_summary_counts_the_projects_of_its_part() -> None:
    stated = paragraph("รวมจำนวน 1 โครงการ/กิจกรรม", 26)
    (found,) = of_kind("counts-disagree", *plan([ROAD, TALKS], [ROAD]), stated)
    assert found.lines == (6, 7, 26)


def test_targets_that_break_off_and_that_cannot_both_be_are_told() -> None:
    cut = [[COMPLAINTS, "ร้อยละ 70", "เพิ่มขึ้นมากกว่า"]]
    assert [found.lines for found in of_kind("target-incomplete", *part_one(*cut))] == [(22,)]
    shares = [
        ["1", f"OKR 310{n} สัดส่วนจำนวนเรื่อง{what}ต่อเรื่องทั้งหมด", "ร้อยละ 80", "R"]
        for n, what in ((2, "ที่ดำเนินการเสร็จ"), (3, "ค้าง"))
    ]
    assert [found.lines for found in of_kind("target-implausible", *listed(*shares))] == [(4, 5)]


def test_a_list_without_targets_is_told() -> None:
    bare = [[number, name, "", ""] for number, name, _target, _role in ALL]
    head = [heading("สาระสำคัญของแผน", 1), heading("ตัววัดผลหลัก (KR)", 2, 2), table(LIST, 3, *bare)]
    assert of_kind("kr-list-without-target", *head)
    assert not of_kind("kr-list-without-target", *listed(*ALL))


def test_a_chart_calls_its_project_as_the_tables_do() -> None:
    steps = chart(("1", 40, 40), ("2", 60, 100)) | {"line": 70}
    named = steps | {"activity": f"กิจกรรมที่ 1 {ROAD[1].replace('ถนน', 'ถนนและคลอง')}"}
    assert of_kind("project-name-differs", *plan([ROAD], [ROAD]), named)
    assert not of_kind("project-name-differs", *plan([ROAD], [ROAD]), steps | {"activity": f"กิจกรรมที่ 1 {ROAD[1]}"})


def test_a_cell_left_empty_where_others_have_a_dash_is_told() -> None:
    rows = [
        [str(n), f"{ROAD[1]} ระยะที่ {n}", "1,000", "กวส.", code] for n, code in enumerate(("-", "-", "-", "", "113"))
    ]
    (found,) = of_kind("empty-cell", *PART, table(PART_TWO, 5, *rows))
    assert found.lines == (9,)


def test_a_project_that_only_the_summary_says_got_no_money_lacks_the_mark_in_its_part() -> None:
    refused = ["", ROAD[1], "1,000,000 (ไม่ได้รับงบประมาณ)", *ROAD[3:]]
    (found,) = of_kind("funding-mark-missing", *plan([ROAD], [refused, TALKS], "-"))
    assert found.lines == (6, 21)


def test_a_project_in_the_table_of_policies_has_a_policys_code() -> None:
    rows = [evaluated("3301", f"{ROAD[1]} (1,000,000 บาท)")]
    in_table = evaluation(*rows)
    in_table.insert(2, heading("ตาราง ง ความเชื่อมโยงนโยบายผู้ว่าราชการกรุงเทพมหานคร", 39, 2))
    uncoded = [*ROAD[:4], "-"]
    (found,) = of_kind("project-code-missing", *plan([uncoded], [uncoded]), *in_table)
    assert found.lines == (6, 41)
