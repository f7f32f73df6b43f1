"""Sentences that a plan says in two ways, and words that only their neighbours show to be wrong."""

from planner_desktop.thai.proof_neighbours import Neighbours
from planner_desktop.thai.proof_spelling import Spelling, slid_marks
from planner_desktop.thai.proof_wording import variants
from tests.audit.printed import of_kind, paragraph

ROADS = "โครงการสำรวจและซ่อมแซมถนนสายหลักในพื้นที่ชั้นในของกรุงเทพมหานครให้ปลอดภัย"


def test_a_sentence_that_stands_otherwise_elsewhere_is_told_with_both_places() -> None:
    other = ROADS.replace("สายหลัก", "สายรอง")
    (found,) = of_kind("wording-differs", paragraph(ROADS, 1), paragraph(f"1. {ROADS}", 4), paragraph(other, 9))
    assert (found.lines, found.stated, found.found) == ((1, 9), "ซ่อมแซมถนนสายรองใน", "ซ่อมแซมถนนสายหลักใน")


def test_the_same_sentence_with_other_spaces_is_no_fault() -> None:
    assert not of_kind("wording-differs", paragraph(ROADS, 1), paragraph(ROADS.replace("ใน", " ใน"), 4))


def test_a_letter_that_is_another_in_a_whole_sentence_is_a_slip_and_is_told_as_one() -> None:
    (slip,) = variants([ROADS, ROADS.replace("ถนน", "ถนอม")], [2, 1])
    assert (slip.text, slip.other, slip.is_slip) == (1, 0, True)


def test_letters_in_another_order_are_damage_and_no_other_wording() -> None:
    assert not list(variants([ROADS, ROADS.replace("ปลอดภัย", "ปลอดภยั")], [1, 1]))
    assert [flaw.meant for flaw in slid_marks("ตามเปา้หมาย เชน่ การเข้าสู่สังคม")] == ["เป้าหมาย", "เช่น"]


def test_a_word_between_two_that_mostly_have_another_between_them_is_told() -> None:
    texts = [f"ด้านการงบประมาณ {n}" for n in range(4)]
    neighbours = Neighbours([*texts, "ด้านกรงบประมาณ"])
    assert [flaw.meant for flaw in neighbours.misplaced("ด้านกรงบประมาณ")] == ["การ"]
    assert not neighbours.misplaced(texts[0])


def test_a_word_one_letter_off_a_common_one_is_told_though_the_plan_has_it_nowhere_else() -> None:
    assert [flaw.meant for flaw in Spelling(()).misspelt("ในรูปแบดิจิทัลเพื่อ")] == ["รูปแบบ"]
