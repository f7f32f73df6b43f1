"""Years that are stale: left from a plan of years ago where the plan's own year is meant."""

from planner_desktop.regex import regex
from planner_desktop.thai.digits import to_arabic
from planner_desktop.thai.proof import Flaw

_ERA = r"(?:งบประมาณ)?\s*(?:พ\.\s?ศ\.)?\s*"
_OF_PLAN = regex(rf"แผนปฏิบัติ(?:การ)?(?:ราชการ)?[^.()\d\n]{{0,30}}?ประจำปี{_ERA}(25\d\d)(?!\d|\s*[-–])")
_YEARLY = regex(rf"(?:ประจำปี|ปีงบประมาณ){_ERA}(25\d\d)(?!\d|\s*[-–])")
_AS_OF = regex(r"ข้อมูล\s*ณ\s*(?:วันที่|เดือน|สิ้น)?[^()\d\n]{0,3}[^()\n]{0,25}?(25\d\d)")
_PAST = regex(r"ผลการ|ที่ผ่านมา|ต่อเนื่อง|รายจ่าย|ไว้เบิก|กันเงิน|ปีก่อน|ระยะ|ตั้งแต่|เปรียบเทียบ|สถิติ|ข้อมูล")
_NEAR, _LATER = 45, 2
"""So many letters before a year tell that it is a past one; so many years ahead a plan prepares another."""


def stale_years(text: str, year: int, *, is_name: bool) -> list[Flaw]:
    """Years of a plan, or of a name that says of which year it is, that are neither `year` nor the one before.

    What is prepared for the next years, and what tells of the past, is left alone. So are other years of running text.
    """
    plain, flaws = to_arabic(text), []
    for found in (_YEARLY if is_name else _OF_PLAN).finditer(plain):
        named = int(found[1])
        before = plain[max(0, found.start() - _NEAR) : found.start()]
        if not year - 1 <= named <= year + _LATER and not _PAST.search(before):
            flaws.append(Flaw(found.start(1), found.end(1), str(year)))
    return flaws


def last_years_plan(text: str, year: int) -> list[Flaw]:
    """The plan's name with last year's year in a text that never names this year."""
    plain = to_arabic(text)
    if str(year) in plain:
        return []
    named = [found for found in _OF_PLAN.finditer(plain) if int(found[1]) == year - 1]
    told = [one for one in named if not _PAST.search(plain[max(0, one.start() - _NEAR) : one.start()])]
    return [Flaw(one.start(1), one.end(1), str(year)) for one in told]


def old_dates(text: str, year: int) -> list[Flaw]:
    """Figures “as of” a year that is before the one before the plan's."""
    plain = to_arabic(text)
    return [Flaw(one.start(), one.end()) for one in _AS_OF.finditer(plain) if int(one[1]) < year - 1]
