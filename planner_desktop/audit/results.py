"""Every mention of a key result or indicator: in the list, in the tables of the parts, where it is evaluated."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from planner_desktop.audit.blocks import Gantt, Items, Paragraph, Row, Table
from planner_desktop.audit.parts import Place
from planner_desktop.audit.projects import is_total
from planner_desktop.audit.template import Known
from planner_desktop.regex import regex
from planner_desktop.thai.digits import to_arabic

Level = Literal["list", "city", "agency", "own", "goal", "evaluation", "past", "scores", "steps", "policy"]
"""Where it is mentioned: the list of KRs, the city's table, the agency's targets, the agency's own issues in part 2,
goals and tactics of the long plan, an evaluation, results of the year before, the caption of scoring levels, steps, and
the table of the governor's policies."""

_CODE = regex(r"OKR\s*:?\s*(\d{4}(?:-\d)?)")
_BRACKETED_CODE = regex(r"\(\s*OKR\s*\d{4}\s*\)")
_KPI = regex(r"^\s*(?:KPI\s*)?(\d\.\d+\.\d+(?:\.\d+)?)\s*:?\s")
_FRONT = regex(
    r"^\s*(?:\d+\.?\s+)?(?:ยุทธศาสตร์ที่ \d+ ยุทธศาสตร์ย่อยที่ \d+\.\d+\s*)?"
    r"(?:OKR\s*\d*(?:-\d)?|(?:KPI\s*)?\d\.\d+\.\d+(?:\.\d+)?|KPI\s*[\d.]+|KR\s*\d+)?\s*:?\s*"
)
_KR = regex(r"\bKR\s*(\d{1,2})\s*:")
_ROLE = regex(r"(?<![A-Za-z])([HR])(?![A-Za-z])")
_FOUR = regex(r"(?<![\d.])\d{4}(?:-\d)?(?!\d)")
_TARGET = regex(r"\(ค่าเป้าหมาย\s*:\s*([^)]*)\)|ค่าเป้าหมาย\s*:\s*(.+)$")
_SUB_STRATEGY = regex(r"ยุทธศาสตร์ย่อยที่ (\d+\.\d+)")
_IS_KR = regex(r"KR|Key Result|ตัววัดผล")
_SAID_KR = regex(r"^(?:-\s*)?(?:ตัววัดผล|ตัวชี้วัด)[^()]{0,60}\((?:KR|KPI|KR\s*/\s*KPI|Key Results?\s*:\s*KR)\)[\s:)]*")
_SAID_KPI = regex(r"^(?:ชื่อตัวชี้วัด(?:ที่\s*\d+)?\s*:?\s*|(?=KPI\s*\d\.\d))")
_KR_NUMBER = regex(r"^KR\s*\d*\s*[:)\s]+")


_SCORES = regex(r"เกณฑ์การให้คะแนน\s*(?:ตัวชี้วัด)?\s*[“\"]?(.+?)[”\"]?$")
_SEVERAL = regex(r"\s(?=KPI\s*\d\.\d)")
_OF_CHART = regex(r"^(?:ชื่อ)?ตัวชี้วัด(?:ที่\s*\d+)?\s*:?\s*")
_DETAIL = regex(r"\s*\([^()]*[0-9๐-๙][^()]*\)$")
_SHORTEST = 8


@dataclass(frozen=True, slots=True)
class Result:
    """A key result or indicator where it is printed once."""

    name: str
    line: int
    level: Level
    block: int
    code: str = ""
    target: str | None = None
    previous: str | None = None
    earlier: str | None = None
    role: str = ""
    role_text: str = ""
    host: str = ""
    support: str = ""
    number: str = ""
    printed: str = ""
    """The whole cell or line that names it."""
    is_kr: bool = True
    definition: str = ""


def of_table(at: int, table: Table, known: Known, place: Place) -> Iterator[Result]:
    """The results of a table; none where it has no results."""
    columns = {meaning: n for n, meaning in reversed(list(enumerate(known.meanings))) if meaning}
    if "measure" in columns:
        yield from _measured(at, table, columns, place)
        return
    if "name" not in columns or "amount" in columns or not {"target", "projects"} & columns.keys():
        return
    title = table.titles[columns["name"]]
    level = _level(columns, place, title)
    for row in table.rows:
        name = " ".join(_cell(row, columns, "name").split())
        if len(name) < 4 or is_total(row):
            continue
        said = " ".join((_cell(row, columns, "codes"), name))
        role_text = _cell(row, columns, "role")
        role = _ROLE.findall(role_text)
        yield Result(
            name=bare_name(name),
            line=row.line,
            level=level,
            block=at,
            code=_code(name, "", place) or _code(said, _cell(row, columns, "codes"), place),
            target=_said(row, columns, "target"),
            previous=_said(row, columns, "previous"),
            earlier=_said(row, columns, "earlier"),
            role="/".join(dict.fromkeys(role)),
            role_text=role_text,
            host=_cell(row, columns, "host"),
            support=_cell(row, columns, "support"),
            number=_cell(row, columns, "number"),
            printed=name,
            is_kr=bool(_IS_KR.search(title)) or level == "evaluation",
            definition=_cell(row, columns, "definition"),
        )


def _measured(at: int, table: Table, columns: dict[str, int], place: Place) -> Iterator[Result]:
    """The results beside whose projects a table of policies names; one that goes over several rows once."""
    seen = set()
    for row in table.rows:
        name = " ".join(_cell(row, columns, "measure").split())
        if len(name) < _SHORTEST or name in seen:
            continue
        seen.add(name)
        yield Result(
            name=bare_name(name),
            line=row.line,
            level="policy",
            block=at,
            code=_code(name, "", place),
            target=_with_unit(_cell(row, columns, "target"), _cell(row, columns, "unit")),
            printed=name,
            is_kr=False,
        )


def _with_unit(target: str, unit: str) -> str:
    """A target whose unit stands in a column of its own."""
    plain = " ".join(target.split())
    return f"{plain} {unit}".strip() if plain.replace(",", "").isdecimal() else plain


def _level(columns: dict[str, int], place: Place, title: str) -> Level:
    if place.part == "evaluation":
        return "evaluation"
    if place.part == "front":
        return "past" if "past" in columns else "list"
    if "host" in columns:
        return "city"
    return "agency" if _IS_KR.search(title) else "goal"


def of_caption(at: int, table: Table, place: Place) -> Iterator[Result]:
    """The result whose scoring levels a table holds, by its caption."""
    if found := _SCORES.search(" ".join(table.caption.split())):
        yield Result(bare_name(found[1]), table.line, "scores", at, printed=table.caption, is_kr=False)


def of_chart(at: int, chart: Gantt, place: Place) -> Iterator[Result]:
    """The indicators that the steps of a chart are for."""
    for said in _SEVERAL.split(_OF_CHART.sub("", " ".join(chart.kpi.split()), count=1)):
        name = _DETAIL.sub("", bare_name(said))
        if len(name) >= _SHORTEST:
            yield Result(name, chart.line, "steps", at, code=_code(said, "", place), printed=said, is_kr=False)


def of_items(at: int, block: Items, place: Place, before: Paragraph | None) -> Iterator[Result]:
    """The results that a list names: the list of KRs, or those of an issue of the agency's own."""
    heading = place.headings[-1] if place.headings else ""
    level: Level
    if place.part == "front" and (_IS_KR.search(heading) or heading.lstrip("- ").startswith("ตัวชี้วัด")):
        level = "list"
    elif place.part == "agency" and before is not None and _SAID_KR.match(before.text):
        level = "own"
    else:
        return
    for item in block.items:
        text = " ".join(item.text.split())
        target = _TARGET.search(text)
        name = bare_name(_TARGET.sub("", text))
        if len(name) >= 8:
            yield Result(
                name=name,
                line=item.line,
                level=level,
                block=at,
                code=_code(text, "", place),
                target=next(filter(None, target.groups()), "").strip() if target else None,
                printed=text,
            )


def of_paragraph(at: int, block: Paragraph, place: Place) -> Iterator[Result]:
    """The result that a paragraph names: one of an issue of the agency's own, or one whose steps or rows follow."""
    found = _SAID_KR.match(block.text) or (_SAID_KPI.match(block.text) if place.part == "evaluation" else None)
    if not found or place.part not in ("agency", "evaluation"):
        return
    said = block.text[found.end() :]
    own = place.part == "agency"
    name = bare_name(said) if own else _DETAIL.sub("", bare_name(_KR_NUMBER.sub("", said)))
    if len(name) >= _SHORTEST:
        yield Result(
            name=name,
            line=block.line,
            level="own" if own else "steps",
            block=at,
            code=_code(name if own else said, "", place) if own or not said.startswith("KR") else "",
            printed=block.text,
            is_kr=own,
        )


def _code(text: str, cell: str, place: Place) -> str:
    """The code by which a result is known: of an OKR, of a KPI, or of a KR under its sub-strategy."""
    plain = to_arabic(text)
    if found := _CODE.search(plain):
        return found[1]
    if found := _KPI.match(to_arabic(cell)) or _KPI.match(plain) or re.search(r"KPI\s*(\d\.\d+\.\d+(?:\.\d+)?)", plain):
        return str(found[1])
    if cell and (four := _FOUR.findall(to_arabic(cell))):
        return str(four[-1])
    if found := _KR.search(plain):
        under = _SUB_STRATEGY.search(plain) or _SUB_STRATEGY.search(" ".join(reversed(place.headings)))
        return f"{under[1]} KR {found[1]}" if under else ""
    return ""


def bare_name(text: str) -> str:
    """A result's name without its number and code."""
    plain = " ".join(text.split()).lstrip("- ")
    return _BRACKETED_CODE.sub("", _FRONT.sub("", plain, count=1)).strip()


def _cell(row: Row, columns: dict[str, int], meaning: str) -> str:
    return row.cells[columns[meaning]] if meaning in columns else ""


def _said(row: Row, columns: dict[str, int], meaning: str) -> str | None:
    return " ".join(row.cells[columns[meaning]].split()) if meaning in columns else None
