"""Checks of what every plan says of itself, of its catalogues, and of tables in its running text."""

import json

import pytest

from planner_desktop.checks import find_problems
from planner_desktop.checks.catalogue_checks import DIFFERS
from planner_desktop.checks.tables_in_text import TABLES, WIDE, WORDLESS, unsaid
from planner_desktop.draft import Draft
from tests.checks.cases import Case, Records, cases, hold

ALL = (2565, 2567, 2568)
TABLE = {"table": [["ปี", "รายรับ"], ["2566", "5"]], "head": 1}


def cover(**values: object) -> Records:
    return (("cover", {"agency": "สำนักการคลัง", **values}),)


def text(*blocks: dict[str, object]) -> Records:
    return (("situation", {"text": json.dumps(blocks, ensure_ascii=False)}),)


def foreword(**values: object) -> Records:
    return (("foreword", {"text": json.dumps([{"paragraph": "ที่มา"}]), **values}),)


NAMED = {**TABLE, "caption": "รายรับ ปี 2566"}
KEYED = {
    2565: ("theme", {"code": "3"}),
    2567: ("strategy", {"code": "5"}),
    2568: ("key_result", {"code": "7402", "target": "ร้อยละ 100"}),
}
NAMES = {
    2565: "มหานครสำหรับทุกคน",
    2567: "ส่งเสริมการสร้างเมืองประชาธิปไตยแบบมีส่วนร่วม",
    2568: "การจัดตั้งศูนย์บริการข้อมูลสำหรับผู้ทำงานชาวต่างชาติ (Expat) ใน กทม.",
}


def keyed(year: int, name: str) -> Records:
    """A record that a catalogue has, by its key."""
    kind, values = KEYED[year]
    return ((kind, {**values, "name": name}),)


def wide(columns: int) -> dict[str, object]:
    """A table of so many columns of amounts."""
    return {
        "table": [[f"ปี {n}" for n in range(columns)], ["12,345"] * columns],
        "caption": "ตารางที่ 1",
        "note": "ที่มา: กอง",
    }


ANNEX = {"title": "แบบ ปผ. กทม. 01"}
CASES = [
    *cases(
        [2565, 2567, 2568],
        "annex-item-without-document",
        (("annex_item", ANNEX),),
        (("annex_item", {**ANNEX, "link": "https://bangkok.go.th"}),),
    ),
    *cases(ALL, "agency-name-inexact", cover(agency="สำนักงานการคลัง"), cover()),
    *cases(ALL, "agency-abbreviation-differs", cover(abbreviation="กวด."), cover(abbreviation="สนค.")),
    *cases(ALL, "title-without-year", cover(title="แผนปฏิบัติราชการประจำปี พ.ศ. 2560"), cover()),
    *cases(ALL, "foreword-unsigned", foreword(), foreword(signed_by="สำนักการคลัง", signed_when="กันยายน 2567")),
    *cases(
        ALL,
        "staffing-without-date",
        text({"paragraph": "มีอัตรากำลัง 123 อัตรา"}),
        text({"paragraph": "มีอัตรากำลัง 123 อัตรา (ข้อมูล ณ วันที่ 1 ตุลาคม 2567)"}),
    ),
    *cases(ALL, WIDE, text(wide(60)), text(wide(12))),
    *cases(ALL, TABLES, text(NAMED), text({**NAMED, "note": "ที่มา: กองรายได้"})),
    *(Case(year, DIFFERS, keyed(year, NAMES[year] + " ใหม่"), keyed(year, NAMES[year])) for year in ALL),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_what_a_plan_says_of_itself_is_checked(case: Case) -> None:
    hold(case)


@pytest.mark.parametrize(
    ("block", "said"),
    [
        (TABLE, "no name"),
        (NAMED, "source"),
        ({"table": [["ปี", "รายรับ"], ["ก่อน", "5"]], "caption": "รายรับ", "note": "ที่มา: กองรายได้"}, "year"),
        ({"figure": "ผัง.png"}, "Figure 1"),
    ],
)
def test_a_table_or_figure_that_says_too_little_is_told_once(block: dict[str, object], said: str) -> None:
    (told,) = unsaid(json.dumps([{"paragraph": "ก"}, block], ensure_ascii=False))
    assert said in told.message
    assert told.fix


def test_a_picture_is_asked_for_in_words(draft: Draft) -> None:
    def asked(block: dict[str, object]) -> list[str]:
        draft.set("situation", 1, "text", json.dumps([block], ensure_ascii=False))
        return [problem.message for problem in find_problems(draft) if problem.check == WORDLESS]

    (told,) = asked({"figure": "ผัง.png", "caption": "ภาพที่ 1"})
    assert "ภาพที่ 1" in told
    assert asked({"figure": "ผัง.png", "caption": "ภาพที่ 1", "alt": "ผังของสำนัก"}) == []
