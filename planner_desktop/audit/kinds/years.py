"""Years that are neither the plan's nor the one before where a year of the plan is meant."""

import re
from collections import defaultdict
from collections.abc import Iterator

from planner_desktop.audit.audited import Audited, Said
from planner_desktop.audit.finding import Finding, at_lines, short
from planner_desktop.i18n import _
from planner_desktop.regex import regex
from planner_desktop.thai.digits import to_arabic

_OF_PLAN = regex(r"แผนปฏิบัติ(?:การ)?(?:ราชการ)?[^.()]{0,30}?ประจำปี(?:งบประมาณ)?\s*(?:พ\.\s?ศ\.)?\s*(25\d\d)")
_OF_HEADING = regex(r"(?:ประจำปี|ปีงบประมาณ)(?:งบประมาณ)?\s*(?:พ\.\s?ศ\.)?\s*(25\d\d)(?!\s*[-–])")
_SPAN = regex(r"(25\d\d)\s*[-–]\s*(25\d\d)")
_PAST = regex(r"(?<!ประเมิน)ผลการ|ที่ผ่านมา|ต่อเนื่อง|รายจ่าย|ไว้เบิก|กันเงิน|ปีก่อน|ระยะ|สถานการณ์|ข้อมูล")
_AS_OF = regex(r"ข้อมูล\s*ณ\s*(?:วันที่|เดือน)?[^()\d]{0,3}[^()]{0,25}?(25\d\d)")
_DATA = regex(r"อัตรา|ค่าใช้จ่าย|สถิติ|ข้อมูล|รายได้|จำนวน|สูญเสีย|ลาออก")


def find(plan: Audited) -> Iterator[Finding]:
    """Stale years in titles, heads of targets, data and dates."""
    yield from _titles(plan)
    yield from _heads(plan)
    yield from _data(plan)
    yield from _dates(plan)


def _titles(plan: Audited) -> Iterator[Finding]:
    """The year of the plan's own title, and of headings of its parts."""
    wrong: dict[str, list[Said]] = defaultdict(list)
    for said in plan.texts:
        text = " ".join(to_arabic(said.text).split())
        years = _OF_PLAN.findall(text)
        if said.role in ("heading", "head") and said.place.part != "front" and not _PAST.search(text):
            years += _OF_HEADING.findall(text)
        for year in years:
            stale = int(year) != plan.year if said.role in ("heading", "head") else int(year) > plan.year
            if stale:
                wrong[year].append(said)
    for year, texts in wrong.items():
        yield _finding(
            texts, year, str(plan.year), _("A plan of {year} is named, “{around}”").format(
                year=year, around=short(_around(texts[0].text, year), 50)
            )
        )  # fmt: skip


def _around(text: str, year: str) -> str:
    plain = " ".join(to_arabic(text).split())
    at = max(0, plain.find(year) - 40)
    return ("…" if at else "") + plain[at : at + 50]


def _heads(plan: Audited) -> Iterator[Finding]:
    """The years over the columns of targets."""
    asked = {"target": plan.year, "previous": plan.year - 1, "earlier": plan.year - 2}
    for placed, table in plan.tables:
        for meaning, year in asked.items():
            at = placed.columns.get(meaning)
            found = re.search(r"25\d\d", to_arabic(table.titles[at])) if at is not None else None
            if found and int(found[0]) != year:
                yield Finding(
                    "stale-year",
                    "error",
                    at_lines(table.line),
                    placed.place.said,
                    found[0],
                    str(year),
                    _("Over the targets of {right} stands {year}").format(right=year, year=found[0]),
                    _("Write the years of the plan over the targets."),
                )


def _data(plan: Audited) -> Iterator[Finding]:
    """Data of the front part that ends before last year."""
    wrong: dict[str, list[Said]] = defaultdict(list)
    for said in plan.texts:
        text = " ".join(to_arabic(said.text).split())
        if said.place.part == "front" and said.role in ("heading", "head") and _DATA.search(text):
            for found in _SPAN.finditer(text):
                if int(found[2]) < plan.year - 1:
                    wrong[found[0]].append(said)
    for span, texts in wrong.items():
        yield _finding(
            texts,
            span,
            str(plan.year - 1),
            _("The data of {span} ends before {year}").format(span=span, year=plan.year - 1),
        )


def _dates(plan: Audited) -> Iterator[Finding]:
    for said in plan.texts:
        for found in _AS_OF.finditer(" ".join(to_arabic(said.text).split())):
            if int(found[1]) < plan.year - 1:
                yield Finding(
                    "staffing-date",
                    "error",
                    at_lines(said.line),
                    said.place.said,
                    found[0],
                    str(plan.year - 1),
                    _("“{date}” is older than the year before the plan").format(date=short(found[0], 50)),
                    _("Bring the figures up to date."),
                )


def _finding(texts: list[Said], stated: str, found: str, message: str) -> Finding:
    return Finding(
        "stale-year",
        "warning",
        at_lines(*(said.line for said in texts)),
        texts[0].place.said,
        stated,
        found,
        message,
        _("Write the year that is meant."),
    )
