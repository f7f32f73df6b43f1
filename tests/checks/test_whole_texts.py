"""Texts that are held against the whole plan: names, abbreviations, years and codes, and what stays unsaid."""

import pytest

from planner_desktop.checks import LiveProblems, find_problems
from planner_desktop.draft import Draft
from planner_desktop.formpack import rich_text
from tests.checks.cases import Case, Records, cases, found, hold

ALL = (2565, 2567, 2568)
LONG = "โครงการพัฒนาระบบสารสนเทศเพื่อการบริหารจัดการเมือง"


def running(text: str) -> Records:
    """A situation that says this."""
    return (("situation", {"text": rich_text.dump(rich_text.from_plain(text))}),)


def project(name: str, **values: object) -> Records:
    return (("project", {"name": name, "funding": "none", **values}),)


CASES = [
    *cases(
        (2567, 2568),
        "agency-name-near",
        running("ร่วมกับสำนักวัฒนธรรม กีฬา และการท่องเทียว"),
        running("ร่วมกับสำนักวัฒนธรรม กีฬา และการท่องเที่ยว และสำนักพิมพ์"),
    ),
    *cases(
        ALL,
        "project-name-near",
        running(f"งานสำคัญคือ{LONG.replace('สารสนเทศ', 'สารสนเทส')} ในปีนี้"),
        running(f"งานสำคัญคือ{LONG} ในปีนี้"),
        project(LONG),
    ),
    *cases(
        ALL,
        "name-nearly-another",
        project(LONG.replace("สารสนเทศ", "สารสนเทส")),
        project(f"{LONG} ระยะที่ 2"),
        project(LONG),
    ),
    *cases(ALL, "name-nearly-another", project(f"{LONG}ๆ ระยะที่ 1"), project(f"{LONG} ระยะที่ 2"), project(f"{LONG} ระยะที่ 1")),
    *cases(ALL, "abbreviation-unexplained", running("เบิกจ่ายผ่าน กบค."), running("เบิกจ่ายผ่านกองบัญชีกลาง (กบค.) แล้ว กบค. ตรวจ")),
    *cases(
        (2567, 2568),
        "abbreviation-near",
        running("ทั้งนี้ กวด. รับผิดชอบ"),
        running("ทั้งนี้ กรด. รับผิดชอบ"),
        (("division", {"name": "กรด.", "full_name": "กองรายได้"}),),
    ),
    *cases(ALL, "abbreviation-near", running("ตาม พรบ. นี้"), running("ตาม พ.ร.บ. นี้")),
    *cases(
        ALL,
        "stale-year",
        project("จัดทำแผนปฏิบัติราชการ ประจำปีงบประมาณ พ.ศ. 2561"),
        project("รายงานผลการดำเนินงานประจำปี พ.ศ. 2561 และแผนระยะ 5 ปี (พ.ศ. 2561 - 2565)"),
    ),
    *[
        Case(year, "stale-year", running(f"แผนปฏิบัติราชการประจำปี พ.ศ. {year - 1} เล่มนี้"), right)
        for year in ALL
        for right in (
            running(f"แผนปฏิบัติราชการประจำปี พ.ศ. {year} ต่อจากแผนปฏิบัติราชการประจำปี พ.ศ. {year - 1}"),
            running(f"ผลการดำเนินงานตามแผนปฏิบัติราชการประจำปี พ.ศ. {year - 1}"),
        )
    ],
    *cases(
        ALL,
        "old-figures",
        running("มีบุคลากร 240 คน (ข้อมูล ณ เดือนตุลาคม 2560)"),
        running("มีบุคลากร 240 คน (ข้อมูล ณ เดือนตุลาคม 2567)"),
    ),
    *cases(
        [2568],
        "names-other-code",
        running("แผนนี้รองรับด้านที่ 4 ของกรุงเทพมหานคร"),
        running("แผนนี้รองรับด้านที่ 7 ส่วนยุทธศาสตร์ชาติมีด้านที่ 4"),
        (("dimension", {"code": "1", "name": "มิติ"}), ("theme", {"code": "7", "name": "เศรษฐกิจดี", "dimension": 1})),
    ),
    *cases(
        [2568],
        "names-other-code",
        running("แผนนี้รองรับด้านที่ 7 โปร่งใสดี"),
        running("แผนนี้รองรับด้านที่ 7 เศรษฐกิจดี"),
        (("dimension", {"code": "1", "name": "มิติ"}), ("theme", {"code": "7", "name": "เศรษฐกิจดี", "dimension": 1})),
    ),
    *cases(ALL, "numbering-gap", running("1) รายได้\n2) รายจ่าย\n4) พัสดุ"), running("1) รายได้\n1. ก\n2. ข\n2) รายจ่าย\n3) พัสดุ")),
    *cases(ALL, "number-typed", project("2. โครงการ ก"), project("2.5 ล้านต้น")),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=str)
def test_what_a_text_says_is_held_against_the_plan(case: Case) -> None:
    hold(case)


def test_a_text_that_goes_through_the_whole_plan_of_the_city_is_left_alone() -> None:
    themes = " ".join(f"ด้านที่ {n}" for n in range(1, 10))
    base: Records = (("dimension", {"code": "1", "name": "มิติ"}), ("theme", {"code": "7", "name": "ก", "dimension": 1}))
    assert "names-other-code" not in found(2568, (*base, *running(f"แผนของกรุงเทพมหานครมี {themes}")))


@pytest.mark.parametrize(("codes", "is_found"), [(("7402", "7401", "7999"), True), (("7402", "7999"), False)])
def test_a_code_that_the_catalogue_lacks_is_told_where_it_has_the_others(
    codes: tuple[str, ...], is_found: bool
) -> None:
    records: Records = tuple(("key_result", {"code": code, "name": "ก", "target": "1 แผน"}) for code in codes)
    assert ("code-not-listed" in found(2568, records)) is is_found


def test_what_one_text_says_is_looked_at_again_when_another_changes(sample: Draft) -> None:
    live, project = LiveProblems(), sample.ids("project")[0]
    sample.set("project", project, "name", LONG)
    sample.enter("foreword", 1, "text", f"งานสำคัญคือ{LONG} ในปีนี้")
    assert "project-name-near" not in {problem.check for problem in live.update(sample)}
    sample.set("project", project, "name", LONG.replace("บริหาร", "บริหาน"))
    assert "project-name-near" in {problem.check for problem in live.update(sample, {"project"})}
    sample.set("project", project, "budget", 100_000)
    assert live.update(sample, {"project"}) == find_problems(sample)
