"""What the template asks for and the plan has not: its parts, and the day of the staffing's figures."""

from collections.abc import Iterator
from difflib import SequenceMatcher

from planner_desktop.audit.audited import Audited, Said
from planner_desktop.audit.finding import Finding, at_lines, short
from planner_desktop.audit.template import parts_of
from planner_desktop.i18n import _
from planner_desktop.regex import regex
from planner_desktop.thai.compared import compared

_STAFF = regex(r"\d+\s*อัตรา|(?:ข้าราชการ|ลูกจ้าง|บุคลากร)[^.]{0,40}?จำนวน\s*[\d,]+\s*คน")
_AS_OF = regex(r"ณ\s*(?:วันที่|เดือน|สิ้น)|ข้อมูล\s*(?:ณ|เมื่อ)")
_LIKE = 0.72


def find(plan: Audited) -> Iterator[Finding]:
    """Parts that are missing, and staffing without a day."""
    headings = [said for said in plan.texts if said.role == "heading"]
    if headings:
        yield from _parts(plan, headings)
    yield from _staffing(plan)


def _parts(plan: Audited, headings: list[Said]) -> Iterator[Finding]:
    """The template's parts without a heading that is like theirs, in a plan that has most of them."""
    texts = [compared(said.text) for said in headings]
    asked = parts_of(plan.template.pack)
    missing = [heading for heading in asked if not _is_among(compared(heading), texts)]
    if len(missing) * 2 >= len(asked):
        return  # it is a piece of a plan
    contents = [said for said in plan.texts if said.place.part == "contents"]
    beside = (contents or headings)[-1]
    for heading in missing:
        yield Finding(
            "template-part-missing",
            "warning",
            at_lines(beside.line),
            beside.place.said,
            "",
            heading,
            _("The plan has no part “{heading}”").format(heading=short(heading, 60)),
            _("Add the part that the template asks for, or say that there is nothing for it."),
        )


def _is_among(heading: str, texts: list[str]) -> bool:
    if any(heading in text for text in texts):
        return True
    return any(SequenceMatcher(None, heading, text, autojunk=False).ratio() >= _LIKE for text in texts)


def _staffing(plan: Audited) -> Iterator[Finding]:
    """Numbers of staff in the front part without the day they are of."""
    front = [said for said in plan.texts if said.place.part == "front"]
    told = [said for said in front if said.role in ("text", "item", "cell") and _STAFF.search(said.text)]
    if told and not any(_AS_OF.search(said.text) for said in front if said.at in _around(told)):
        yield Finding(
            "staffing-date",
            "note",
            at_lines(*(said.line for said in told)),
            told[0].place.said,
            short(told[0].text, 80),
            "ข้อมูล ณ วันที่ …",
            _("The staffing says no day of which its figures are"),
            _("Write ข้อมูล ณ วันที่ … beside the figures."),
        )


def _around(told: list[Said]) -> set[int]:
    return {said.at + near for said in told for near in (-2, -1, 0, 1, 2)}
