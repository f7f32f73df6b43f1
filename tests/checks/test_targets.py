"""Checks of targets, which are read as quantities, and of scoring levels."""

from typing import Any

import pytest

from tests.checks.cases import Case, Records, cases, hold

MEASURED = {2565: "kpi", 2567: "indicator", 2568: "key_result"}
"""The kind of record whose target of this year and of the one before are entered."""
NOW = {2565: "target", 2567: "target", 2568: "agency_target"}
BEFORE = {2565: "target_before", 2567: "target_previous", 2568: "agency_target_previous"}
ALL = (2565, 2567, 2568)


def target(year: int, now: str, before: str | None = None, name: str = "ตัวชี้วัด") -> Records:
    return ((MEASURED[year], {"name": name, "target": now, NOW[year]: now, BEFORE[year]: before}),)


def case(check: str, wrong: tuple[Any, ...], right: tuple[Any, ...]) -> list[Case]:
    """A case of all editions: a target, the one before, and the name of what it measures."""
    return [Case(year, check, target(year, *wrong), target(year, *right)) for year in ALL]


def levels(year: int, *texts: str | None) -> Records:
    """Scoring levels 5, 4, 3, 2 and 1."""
    said = dict(zip((5, 4, 3, 2, 1), texts, strict=True))
    if year == 2565:
        rows = [
            ("score_level", {"kpi": 1, "level": n, "percent": 20 * n, "work": t, "score": n}) for n, t in said.items()
        ]
        return (("kpi", {"name": "ก", "target": "ระดับ 5", "plan": "city"}), *rows)
    fields = {f"level_{n}": text for n, text in said.items()}
    if year == 2567:
        return (("indicator", {"name": "ก", "target": "ระดับ 5"}), ("scoring", {"indicator": 1, **fields}))
    return (("kpi_form", {"name": "ก", "target": "ระดับ 5", **fields}),)


def scored(check: str, wrong: tuple[str, ...], right: tuple[str, ...]) -> list[Case]:
    return [Case(year, check, levels(year, *wrong), levels(year, *right)) for year in ALL]


JOINED = ("ร้อยละ 80 ขึ้นไป", "ร้อยละ 70 - 79.99", "ร้อยละ 60 - 69.99", "ร้อยละ 50 - 59.99", "ต่ำกว่าร้อยละ 50")
FALLING = (
    "ร้อยละ 0",
    "มากกว่าร้อยละ 0 แต่ไม่ถึงร้อยละ 2",
    "ตั้งแต่ร้อยละ 2 แต่ไม่ถึงร้อยละ 3",
    "ตั้งแต่ร้อยละ 3 แต่ไม่ถึงร้อยละ 4",
    "ตั้งแต่ร้อยละ 4 ขึ้นไป",
)
OPEN = ("ร้อยละ 0", "มากกว่าร้อยละ 0 แต่ไม่ถึงร้อยละ 2", "ตั้งแต่ร้อยละ 2.01 แต่ไม่ถึงร้อยละ 3", *FALLING[3:])
POINTS = ("ร้อยละ 80 ขึ้นไป", "ร้อยละ 75", "ร้อยละ 70", "ร้อยละ 65", "ร้อยละ 60")
OVERLAPPING = ("ร้อยละ 80 ขึ้นไป", "ร้อยละ 70 - 80", "ร้อยละ 60 - 70", "ร้อยละ 50 - 60", "ต่ำกว่าร้อยละ 50")
SHUFFLED = ("ร้อยละ 80", "ร้อยละ 60", "ร้อยละ 70", "ร้อยละ 50", "ร้อยละ 40")
COUNTED = ("5 ครั้ง", "4 ครั้ง", "3 ครั้ง", "2 ครั้ง", "1 ครั้ง")
DONE = ("รายงานผล", "แก้ไขปัญหา", "สำรวจ", "ประชุม", "จัดทำแนวทาง")

KR = {"code": "7402", "name": "ศูนย์บริการ", "in_part_one": 1}
FORM = {"name": "ศูนย์บริการ", "key_results": [1]}


def pair(one: str, other: str) -> Records:
    """A key result with a target of the agency and another in its KPI form."""
    return (("key_result", {**KR, "target": one, "agency_target": one}), ("kpi_form", {**FORM, "target": other}))


CASES = [
    *case("target-unit-changes", ("ร้อยละ 80", "5 แผน"), ("ร้อยละ 80", "ร้อยละ 70")),
    *case("target-unit-changes", ("1 ระบบ", "ร้อยละ 100"), ("ปรับปรุงแผน", "ร้อยละ 100")),
    *case("target-falls", ("200 คน", "300 คน"), ("300 คน", "200 คน")),
    *case("target-falls", ("ไม่เกินร้อยละ 5", "ไม่เกินร้อยละ 4"), ("ไม่เกินร้อยละ 4", "ไม่เกินร้อยละ 5")),
    *case("target-falls", ("ร้อยละ 5", "ร้อยละ 9"), ("ร้อยละ 5", "ร้อยละ 9", "ร้อยละเรื่องร้องเรียนที่ลดลง")),
    *case("target-stands-still", ("อย่างน้อย 3 โครงการ", "อย่างน้อย 3 โครงการ"), ("อย่างน้อย 3 โครงการ", None)),
    *case("target-stands-still", ("ร้อยละ ๘๐", "ร้อยละ 80"), ("ระดับ 5", "ระดับ 5")),
    *case(
        "name-and-target-differ-in-kind",
        ("ร้อยละ 80", None, "จำนวนประชาชนที่ได้รับบริการ"),
        ("800 คน", None, "จำนวนประชาชนที่ได้รับบริการ"),
    ),
    *case("name-and-target-differ-in-kind", ("3 แผน", None, "ร้อยละความสำเร็จ"), ("ร้อยละ 80", None, "ร้อยละความสำเร็จ")),
    *case("name-and-target-differ-in-kind", ("ร้อยละ 60", None, "ระดับความสำเร็จ"), ("ระดับ 5", None, "ระดับความสำเร็จ")),
    *case(
        "name-and-target-differ-in-number",
        ("ร้อยละ 10", None, "รายได้เพิ่มขึ้นร้อยละ 20"),
        ("ร้อยละ 20", None, "รายได้เพิ่มขึ้นร้อยละ 20"),
    ),
    *case("target-of-several-years", ("ปี 66 (จำนวน 1 ภารกิจ) ปี 67 (จำนวน 2 ภารกิจ)",), ("2 ภารกิจ",)),
    *case("target-of-another-year", ("ร้อยละ 80 ภายในปี 2561",), ("ร้อยละ 80",)),
    *case("target-parts-not-hundred", ("ร้อยละ 40 + ร้อยละ 50",), ("ร้อยละ 40 + ร้อยละ 60",)),
    *case("target-without-number", ("เพิ่มเครือข่ายความร่วมมือ",), ("3 เครือข่าย",)),
    *case("target-without-unit", ("500",), ("500 คัน",)),
    *case("target-without-unit", ("500",), ("80", None, "ร้อยละความสำเร็จ")),
    *cases([2568], "levels-not-five", levels(2568, *JOINED[:4], None), levels(2568, *JOINED)),
    *scored("levels-out-of-order", SHUFFLED, JOINED),
    *scored("levels-out-of-order", SHUFFLED, DONE),
    *scored("levels-do-not-meet", OPEN, FALLING),
    *scored("levels-do-not-meet", POINTS, JOINED),
    *scored("levels-do-not-meet", OVERLAPPING, COUNTED),
    *cases(
        [2568],
        "target-units-differ",
        (("key_result", {**KR, "target": "200 ราย", "agency_target": "200 คน"}),),
        (("key_result", {**KR, "target": "3,000 คน", "agency_target": "200 คน"}),),
    ),
    *cases([2568], "targets-differ", pair("ร้อยละ 100", "ร้อยละ 98"), pair("ร้อยละ 100", "ร้อยละ 100")),
    *cases(
        [2568],
        "targets-differ",
        pair("1 แผน", "1 แผน รายงาน 1 ฉบับ"),
        pair("ร้อยละ 100", "ร้อยละ 100\n1. เว็บไซต์ (ร้อยละ 40)\n2. ความพึงพอใจร้อยละ 80 ขึ้นไป (ร้อยละ 60)"),
    ),
    *cases(
        [2565],
        "targets-differ",
        (("kpi", {"name": "ก", "target": "ไม่เกินร้อยละ 4", "agreed_target": "ร้อยละ 4"}),),
        (("kpi", {"name": "ก", "target": "ไม่เกินร้อยละ 4 ของงบประมาณ", "agreed_target": "ไม่เกินร้อยละ 4"}),),
    ),
    *cases(
        [2568],
        "target-differs-from-city",
        (("key_result", {**KR, "target": "1 ระบบ"}),),
        (("key_result", {**KR, "target": "ร้อยละ 100"}),),
    ),
    *cases(
        [2567],
        "target-differs-from-city",
        (("indicator", {"code": "4.1.4.1", "name": "ก", "target": "9 ชุดข้อมูล"}),),
        (("indicator", {"code": "4.1.4.1", "name": "ก", "target": "เพิ่มขึ้นอย่างน้อย 5 ชุดข้อมูล"}),),
    ),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=str)
def test_what_is_wrong_with_targets_is_found(case: Case) -> None:
    hold(case)
