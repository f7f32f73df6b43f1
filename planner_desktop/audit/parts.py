"""Which part of a plan a block stands in, by the headings above it.

The words are the field's own and the same in all editions: a plan of the city's work, one of the agency's own, routine
work, their summaries, the evaluation, what got no money, and what goes on from years before.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from planner_desktop.audit.blocks import Block, Heading, Plan
from planner_desktop.regex import regex

Part = Literal["front", "contents", "city", "agency", "routine", "evaluation", "refused", "continuing", "annex"]

_CITY = r"แผนปฏิบัติ(?:การ)?(?:ราชการ)?กรุงเทพมหานคร|ยุทธศาสตร์การพัฒนา(?:กรุงเทพมหานคร|รุงเทพมหานคร)"
_AGENCY = r"(?:ยุทธศาสตร์(?:ของ)?|ภารกิจ(?:สำคัญ)?(?:ของ)?)หน่วยงาน"
_ITEM = r"^(?:\d\. ?)?โครงการ/กิจกรรม"
_PART = r"^(?:ส่วนที่ \d )?"
_BEGINS = r"(?:การดำเนินงานตาม|กลยุทธ์และโครงการ.*ตาม|มาตรการและโครงการ.*ตาม|ความสอดคล้องกับ)"
_EVALUATION = r"การประเมินผลการปฏิบัติ|การติดตาม(?:และ)?ประเมินผล|^ตาราง [ก-จ](?:\.|\s)|(?:Performance|Potential) Base"
_RULES: tuple[tuple[re.Pattern[str], Part | None, bool], ...] = (
    (regex(r"^สารบัญ"), "contents", False),
    (regex(r"ไม่ได้รับ(?:การ)?(?:จัดสรร)?งบประมาณ"), "refused", False),
    (regex(r"ดำเนินการต่อเนื่อง|โครงการต่อเนื่อง"), "continuing", False),
    (regex(r"^ภาคผนวก"), "annex", False),
    (regex(r"^(?:คำนำ|สาระสำคัญ)"), "front", False),
    (regex(_EVALUATION), "evaluation", False),
    (regex(rf"{_ITEM}.*(?:{_CITY})"), "city", True),
    (regex(rf"{_ITEM}.*{_AGENCY}"), "agency", True),
    (regex(rf"{_ITEM}.*ประจำ(?:พื้นฐาน)?"), "routine", True),
    (regex(rf"{_PART}สรุปโครงการ"), None, True),
    (regex(r"ประจำ(?:ปี)?พื้นฐาน"), "routine", False),
    (regex(rf"{_PART}{_BEGINS}(?:{_CITY})"), "city", False),
    (regex(r"^มาตรการและโครงการ"), "city", False),
    (regex(rf"{_PART}การดำเนินงานตาม{_AGENCY}"), "agency", False),
)
"""The part that a heading begins (None: the same as before), and whether it is a summary; the first that fits."""
_COVER = regex("แผนปฏิบัติ")
_LONGEST = 70


def _shortened(heading: str) -> str:
    return heading if len(heading) <= _LONGEST else heading[: _LONGEST - 1].rstrip() + "…"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a block stands: its part, whether in a summary of it, and the headings above it from the uppermost."""

    part: Part
    summary: bool
    headings: tuple[str, ...]

    @property
    def said(self) -> str:
        """The place in words: the uppermost heading and the one next above."""
        headings = self.headings[1:] if self.headings and _COVER.match(self.headings[0]) else self.headings
        return " / ".join(dict.fromkeys(_shortened(heading) for heading in headings[:1] + headings[-1:]))


def places(plan: Plan) -> Iterator[tuple[Block, Place]]:
    """Every block with its place."""
    part: Part = "front"
    summary = False
    above: list[Heading] = []
    for block in plan.blocks:
        if isinstance(block, Heading):
            while above and above[-1].level >= block.level:
                above.pop()
            above.append(block)
            part, summary = _entered(block, part, summary)
        headings = tuple(" ".join(heading.text.split()) for heading in above)
        yield block, Place(part, summary, headings)


def _entered(heading: Heading, part: Part, summary: bool) -> tuple[Part, bool]:
    text = " ".join(heading.text.split())
    for pattern, entered, in_summary in _RULES:
        if pattern.search(text):
            if entered in ("city", "agency", "routine") and in_summary and _is_own_part(heading):
                return entered, False
            return entered or part, in_summary
    return part, summary


def _is_own_part(heading: Heading) -> bool:
    """A part of its own that bears the name of a summary: “โครงการ/กิจกรรมตามภารกิจสำคัญของหน่วยงาน”."""
    return "โครงการ/กิจกรรมตาม" in heading.text and heading.level <= 2
