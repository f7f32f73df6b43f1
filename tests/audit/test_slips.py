"""What small slips of a printed plan are told: remarks, empty tables, instalments, hyphens, decimals, abbreviations."""

from tests.audit.printed import EVALUATION, PART_TWO, heading, of_kind, paragraph, summary, table

NAME = "โครงการเพิ่มประสิทธิภาพในการจัดเก็บรายได้ของกรุงเทพมหานคร"


def test_a_remark_names_the_row_by_its_number_and_name() -> None:
    rows = [
        ["1", "โครงการสำรวจถนนและทางเท้าทั่วกรุงเทพมหานคร", "100", "กวส.", "-"],
        ["2", NAME, "200", "กวส.", "-"],
    ]
    blocks = summary(*rows, total="300")
    wrong = paragraph(f"หมายเหตุ ลำดับที่ 1 {NAME.replace('ในการ', 'ในการรับ')} ไม่ได้รับงบประมาณ", 30)
    (number,) = of_kind("row-reference", *blocks, wrong)
    assert (number.stated, number.found, set(number.lines)) == ("1", "2", {30, 21, 22})
    assert [one.lines for one in of_kind("project-name-differs", *blocks, wrong)] == [(22, 30)]
    right = paragraph(f"หมายเหตุ ลำดับที่ 2 {NAME} ไม่ได้รับงบประมาณ", 30)
    assert not of_kind("row-reference", *blocks, right)
    assert not of_kind("project-name-differs", *blocks, right)


def test_a_table_of_dashes_and_a_blank_baseline_are_told() -> None:
    head = ["เป้าประสงค์ที่", "ตัวชี้วัด", "ค่าเป้าหมาย"]
    (empty,) = of_kind("empty-table", table(head, 3, ["-", "-", "-"]))
    assert empty.lines == (3, 4)
    assert not of_kind("empty-table", table(head, 3, ["1", "-", "-"]))
    blank = [["พ.ศ. 2565 : พ.ศ. 2566 :", "ก", "1"], ["พ.ศ. 2565 : - พ.ศ. 2566 : 4", "ข", "1"]]
    assert [one.lines for one in of_kind("baseline-empty", table(head, 3, *blank))] == [(4,)]


def test_instalments_that_overlap_are_told() -> None:
    def chart(*texts: str) -> dict[str, object]:
        steps = [
            {"no": str(at), "text": text, "weight": 25, "cumulative": 25 * at, "months": ["ต.ค."], "line": 10 + at}
            for at, text in enumerate(texts, 1)
        ]
        return {"kind": "gantt", "activity": "กิจกรรม", "columns": ["ขั้นตอน"], "steps": steps, "line": 9}

    (found,) = of_kind("range-overlap", chart("ตรวจรับงาน งวดที่ 1 - 5", "ตรวจรับงาน งวดที่ 5 - 10"))
    assert found.lines == (11, 12)
    assert not of_kind("range-overlap", chart("ส่งมอบงาน งวดที่ 1 - 5", "ตรวจรับงาน งวดที่ 1 - 5"))
    assert of_kind("step-repeated", chart("ตรวจรับงาน งวดที่ 1 - 5", "ตรวจรับงาน งวดที่ 1 - 5"))


def test_one_number_with_other_decimals_than_its_column_is_told() -> None:
    head = ["รายรับ", "จำนวน", "แห่ง"]
    rows = [["ภาษี", "1,200", "1"], ["ค่าปรับ", "300", "1"], ["ค่าเช่า", "80", "1"], ["อื่น ๆ", "20.00", "1"]]
    assert [one.stated for one in of_kind("decimal-format", table(head, 3, *rows))] == ["20.00"]
    assert not of_kind("decimal-format", table(head, 3, *rows[:3], ["อื่น ๆ", "20.50", "1"]))


def test_a_hyphen_within_a_word_is_told_where_the_plan_writes_it_in_one() -> None:
    told = of_kind("stray-hyphen", paragraph("สถาบันพัฒนา- ทรัพยากรบุคคล", 4), paragraph("พัฒนาทรัพยากรบุคคล", 5))
    assert [one.lines for one in told] == [(4,)]
    assert not of_kind("stray-hyphen", paragraph("รายรับ- รายจ่าย", 4), paragraph("รายรับ รายจ่าย", 5))


def test_abbreviations_in_latin_letters_are_explained_and_others_end_in_a_dot() -> None:
    (unknown,) = of_kind("abbreviation-unexplained", paragraph("พัฒนาระบบ HRIS ให้ทันสมัย", 4))
    assert unknown.stated == "HRIS"
    assert not of_kind("abbreviation-unexplained", paragraph("ระบบ (Human Information System : HRIS) ใหม่", 4))
    assert [one.lines for one in of_kind("abbreviation-style", paragraph("สำนักงาน ป.ป.ช กำหนด", 4))] == [(4,)]


def test_a_project_with_a_policys_code_is_in_the_table_of_policies() -> None:
    rows = [
        ["1", "1. โครงการสำรวจถนนทั่วกรุง", "100", "กวส.", "123"],
        ["2", "2. โครงการลอกคลองทั่วกรุง", "200", "กวส.", "124"],
    ]
    blocks = [
        heading("ส่วนที่ 2", 1),
        heading("การดำเนินงานตามยุทธศาสตร์ของหน่วยงาน", 2, 2),
        table(PART_TWO, 5, *rows),
        heading("การประเมินผลการปฏิบัติราชการ", 10),
        heading("ตาราง ง แสดงความเชื่อมโยงนโยบายผู้ว่าราชการกรุงเทพมหานคร", 11, 2),
        table(EVALUATION, 12, ["1", "3301", "ถนนดี", "1", "H", "โครงการสำรวจถนนทั่วกรุง (100 บาท)", "กวส."]),
    ]
    assert [one.lines for one in of_kind("policy-project-missing", *blocks)] == [(7,)]


def test_a_code_before_another_results_name_is_told() -> None:
    name = "จำนวนกิจกรรมที่มาจากการบูรณาการความร่วมมือของเครือข่าย"
    blocks = [paragraph(f"KPI 7.2.1.2 : {name}", 4), paragraph(f"KPI 7.2.1.2 : {name}", 5)]
    (found,) = of_kind("kr-code-differs", *blocks, paragraph(f"KPI 7.2.1 {name}", 6))
    assert (found.stated, found.found, found.lines) == ("KPI 7.2.1", "KPI 7.2.1.2", (4, 5, 6))
    assert not of_kind("kr-code-differs", *blocks)


def test_two_writings_of_a_term_are_told() -> None:
    blocks = [paragraph("ตัววัดผลหลัก (KR)", 4), paragraph("ตัววัดผลหลัก (KR)", 5), paragraph("ตัวชี้วัดผลหลัก (KR)", 6)]
    assert [one.lines for one in of_kind("term-variant", *blocks)] == [(6,)]


def test_a_word_of_another_language_between_thai_ones_is_told() -> None:
    assert [found.stated for found in of_kind("foreign-word", paragraph("จำนวนเรื่อง que ดำเนินการแล้ว", 3))]
    assert not of_kind("foreign-word", paragraph("แจ้งผ่าน app ของกรุงเทพมหานคร", 3))


def test_a_name_in_latin_letters_that_is_a_letter_off_is_misspelt() -> None:
    texts = [
        paragraph("ผ่าน Traffy Fondue แล้ว", 1),
        paragraph("ระบบ Traffy Fondue", 2),
        paragraph("ระบบ Trafy Fondue", 3),
    ]
    assert [(found.lines, found.found) for found in of_kind("misspelling", *texts)] == [((3,), "Traffy Fondue")]


def test_an_abbreviation_that_everyone_knows_has_its_dot() -> None:
    assert of_kind("abbreviation-style", paragraph("ลอกท่อ 20 กม แล้ว", 1))
    assert not of_kind("abbreviation-style", paragraph("ลอกท่อ 20 กม. แล้ว", 1))


def test_numbers_have_a_space_behind_them_where_most_have() -> None:
    texts = [paragraph(f"{n}. โครงการสำรวจถนนสายที่ {n}", n) for n in range(1, 9)]
    (found,) = of_kind("number-spacing", *texts, paragraph("9.โครงการสำรวจคลอง", 9))
    assert found.lines == (9,)
    assert not of_kind("number-spacing", *texts)


def test_a_source_is_of_all_years_of_its_table() -> None:
    front = [heading("สาระสำคัญของแผน", 1), paragraph("ตารางที่ 1 รายได้", 2)]
    rows = [["ภาษี", "100", "200"], ["ค่าปรับ", "10", "20"], ["อื่น ๆ", "1", "2"]]
    incomes = table(["ประเภท", "ปี 2566", "ปี 2567"], 3, *rows)
    (found,) = of_kind("source-year", *front, incomes, paragraph("ที่มา : กองรายได้ (ข้อมูลปี 2567)", 8))
    assert found.lines == (3, 8)
    assert not of_kind("source-year", *front, incomes, paragraph("ที่มา : กองรายได้ (ปี 2566 และ 2567)", 8))
