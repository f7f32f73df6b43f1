from planner_desktop.audit.amounts import read_budget
from tests.audit.printed import findings, of_kind, paragraph, summary

ROAD = ["1", "โครงการสำรวจถนนในพื้นที่ชั้นใน", "1,000,000", "กวส.", "-"]
TREES = ["2", "โครงการปลูกต้นไม้ริมทางสายหลัก", "250,000.50", "กวส.", "-"]
TALKS = ["3", "กิจกรรมรับฟังความเห็นของชุมชน", "ไม่ใช้งบประมาณ", "กวส.", "-"]
REFUSED = ["", "โครงการจัดซื้อเรือเก็บขยะขนาดใหญ่", "9,000,000 (ไม่ได้รับ งบประมาณ)", "กวส.", "-"]
RIGHT = "1,250,000.50"


def test_a_total_that_is_the_sum_of_its_rows_is_no_fault() -> None:
    assert not of_kind("total-vs-rows", *summary(ROAD, TREES, TALKS, REFUSED, total=RIGHT))


def test_a_wrong_total_is_told_with_the_line_of_the_total_and_of_each_row_that_has_money() -> None:
    (found,) = of_kind("total-vs-rows", *summary(ROAD, TREES, TALKS, total="1,205,000.50"))
    assert (found.lines, found.stated, found.found) == ((21, 22, 24), "1,205,000.50", RIGHT)
    assert found.severity == "error"


def test_a_total_row_without_an_amount_is_told() -> None:
    assert of_kind("total-missing", *summary(ROAD, total=""))
    assert not of_kind("total-missing", *summary(TALKS, total=""))


def test_the_sentence_behind_a_table_is_compared_with_its_total_and_its_rows() -> None:
    said = paragraph("โครงการ/กิจกรรมสำคัญ รวมจำนวน.....2.....โครงการ จำนวนเงินทั้งสิ้น.....1,250,000.80.....บาท", 30)
    found = findings(*summary(ROAD, TREES, total=RIGHT), said)
    assert [one.lines for one in found if one.kind == "totals-differ"] == [(23, 30)]
    assert [one.lines for one in found if one.kind == "total-vs-rows"] == [(21, 22, 30)]


def test_a_stated_number_of_projects_is_counted() -> None:
    said = paragraph("โครงการ/กิจกรรมสำคัญ รวมจำนวน 4 โครงการ/กิจกรรม จำนวนเงินทั้งสิ้น 1,250,000.50 บาท", 30)
    (found,) = of_kind("count-vs-rows", *summary(ROAD, TREES, TALKS, REFUSED, total=RIGHT), said)
    assert (found.stated, found.found, found.lines) == ("4", "3", (21, 22, 23, 30))


def test_projects_with_and_without_money_are_counted_apart() -> None:
    said = paragraph("รวมจำนวน 3 โครงการ/กิจกรรม (ใช้งบประมาณ 2 โครงการ / ไม่ใช้งบประมาณ 2 โครงการ/กิจกรรม)", 30)
    found = findings(*summary(ROAD, TREES, TALKS, total=RIGHT), said)
    assert [one.lines for one in found if one.kind == "funded-count-mismatch"] == [(23, 30)]
    assert [one.stated for one in found if one.kind == "counts-disagree"] == ["3"]


def test_a_project_without_money_that_has_a_number_and_is_counted_is_told() -> None:
    said = paragraph("รวมจำนวน 2 โครงการ จำนวนเงินทั้งสิ้น 1,000,000 บาท", 30)
    (found,) = of_kind("unfunded-counted", *summary(ROAD, ["2", *REFUSED[1:]], total="1,000,000"), said)
    assert found.lines == (22, 30)


def test_the_parts_of_a_project_make_the_project() -> None:
    parts = [["", "1.1 หลักสูตรต้น", "(600,000)", "", ""], ["", "1.2 หลักสูตรปลาย", "(500,000)", "", ""]]
    (found,) = of_kind("sub-items", *summary(ROAD, *parts, total="1,000,000"))
    assert (found.lines, found.found, found.severity) == ((21, 22, 23), "1,100,000", "error")
    parts[1][2] = "(400,000)"
    assert not of_kind("sub-items", *summary(ROAD, *parts, total="1,000,000"))


def test_an_amount_in_words_is_that_of_its_digits() -> None:
    said = "จำนวนเงินทั้งสิ้น 1,000,000 บาท ({words})"
    assert not of_kind("amount-words", paragraph(said.format(words="หนึ่งล้านบาทถ้วน"), 3))
    (found,) = of_kind("amount-words", paragraph(said.format(words="หนึ่งแสนบาทถ้วน"), 3))
    assert (found.lines, found.found) == ((3,), "หนึ่งล้านบาทถ้วน")


def test_budgets_are_read_as_plans_print_them() -> None:
    assert read_budget("10,991,500.-").amount == 1_099_150_000
    assert read_budget("(14,805,850)").bracketed
    assert read_budget("32,724,100 (โครงการต่อเนื่อง 65 – 68)").amount == 3_272_410_000
    assert read_budget("372,200 386,600").amounts == (37_220_000, 38_660_000)
    assert read_budget("9,950,000 *ไม่ได้รับงบประมาณ").refused
    assert read_budget("ไม่ใช้ งบประมาณ").state == "none"
    assert read_budget("(ใช้งบประมาณภายใต้โครงการที่เกี่ยวข้อง)").state == "within"
