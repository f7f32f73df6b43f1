"""Every mention of a project in a plan's tables: its row in a part, in a summary, and what an evaluation names."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from planner_desktop.audit.amounts import Budget, is_refused, read_budget
from planner_desktop.audit.blocks import Row, Table
from planner_desktop.audit.parts import Part, Place
from planner_desktop.audit.template import Known
from planner_desktop.exchange.plain_names import plain_name
from planner_desktop.regex import regex
from planner_desktop.thai.digits import to_arabic

TOTAL = regex(r"^\s*(?:รวม|ยอดรวม|Grand total|Total)", re.IGNORECASE)
_SUB = regex(r"^\s*(\d+\.\d+)(?![\d,])")
_ITEM = regex(r"(?:^|(?<=\s))(?:\d{1,2}\.|-)\s*(?=(?:โครงการ|กิจกรรม|การ|ระบบ|จัดหา|อบรม|สัมมนา|ค่า))")
_REPEATED = regex(r"โครงการซ้ำ")
_DROPPED = regex(r"\*?ไม่ได้(?:ดำ)?เนินโครงการ|\*?ไม่ได้ดำเนินการ|ไม่เสนอโครงการ")
_FOUR = regex(r"(?<![\d.])\d{4}(?:-\d)?(?!\d)")
_THREE = regex(r"(?<!\d)P?(\d{3})(?!\d)")
_DOTTED = regex(r"(?:[ก-ฮ]{1,5}\.)+(?:[ก-ฮ]{1,5}\.)*")
_AND = regex(r"\s*(?:,|/|\bและ|(?<=[.ฯ])\s+|\s+และ\s*|\s+(?=(?:ส่วน|ฝ่าย|กอง|กลุ่มงาน)[ก-๙]))\s*")
_IN_BRACKETS = regex(r"\(([^()]*)\)")
_BAHT = regex(r"(?:งบประมาณ\s*)?([\d,]+(?:\.\d+)?)\s*(?:\.-)?\s*บาท")


@dataclass(frozen=True, slots=True)
class Mention:
    """A project where it is printed once. `table` is the place of its table among the plan's blocks."""

    name: str
    budget: Budget
    line: int
    table: int
    part: Part
    summary: bool
    number: str = ""
    divisions: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    policies: tuple[str, ...] = ()
    policy_text: str | None = None
    is_sub: bool = False
    refused: bool = False
    repeated: bool = False
    result_code: str = ""
    alone: bool = True
    """Whether it is the only project of its cell, so that what stands in the row is its own."""

    @property
    def amount(self) -> int | None:
        """The amount that its budget states, in satang; None where it states none."""
        return self.budget.amount

    @property
    def order(self) -> tuple[int, int]:
        """Sorts mentions as they stand in the plan: number of the table, then the line."""
        return self.table, self.line

    @property
    def in_part(self) -> bool:
        """Whether it is a row of a part's own table, and not of a summary or an evaluation."""
        return self.part in ("city", "agency", "routine") and not self.summary

    @property
    def in_summary(self) -> bool:
        """Whether it is a row of a summary."""
        return self.part in ("city", "agency", "routine") and self.summary

    @property
    def counts(self) -> bool:
        """Whether it counts to the totals of its table."""
        return not (self.is_sub or self.refused)


def is_total(row: Row) -> bool:
    """Whether a row is a table's total."""
    return any(TOTAL.match(cell) for cell in row.cells[:3])


def mentions(at: int, table: Table, known: Known, place: Place) -> list[Mention]:
    """The projects of a table; none where it has no projects."""
    columns = {meaning: n for n, meaning in reversed(list(enumerate(known.meanings))) if meaning}
    if "projects" in columns:
        return [one for row in table.rows for one in _evaluated(at, row, columns, place)]
    if "name" in columns and "amount" in columns:
        return _listed(at, table, columns, place)
    return []


def _listed(at: int, table: Table, columns: dict[str, int], place: Place) -> list[Mention]:
    found: list[Mention] = []
    for row in table.rows:
        if is_total(row):
            continue
        name, amount = row.cells[columns["name"]], row.cells[columns["amount"]]
        codes, policies = _cell(row, columns, "codes"), _cell(row, columns, "policy")
        if not plain_name(name):
            if found and (codes or policies) and not amount:
                found[-1] = _with_codes(found[-1], codes, policies)
            continue
        if place.part == "refused" and not amount and len({*filter(None, row.cells)}) == 1:
            continue
        of_row = list(_of_row(at, row, columns, place, name, amount))
        if found and not codes and "codes" in columns and not place.summary:  # the cell is merged with the one above
            of_row = [replace(one, codes=found[-1].codes) for one in of_row]
        found += of_row
    return found


def _of_row(at: int, row: Row, columns: dict[str, int], place: Place, name: str, amount: str) -> Iterator[Mention]:
    names = [part.strip() for part in _ITEM.split(name) if part.strip()]
    budget = read_budget(amount)
    sub = _SUB.match(to_arabic(name))
    whole = Mention(
        name=name,
        budget=budget,
        line=row.line,
        table=at,
        part=place.part,
        summary=place.summary,
        number=sub[1] if sub else _cell(row, columns, "number").strip(),
        divisions=divisions(_cell(row, columns, "division")),
        codes=tuple(_FOUR.findall(to_arabic(_cell(row, columns, "codes")))),
        policies=tuple(_THREE.findall(to_arabic(_cell(row, columns, "policy")))),
        policy_text=_cell(row, columns, "policy") if "policy" in columns else None,
        is_sub=bool(sub) or budget.bracketed,
        refused=budget.refused
        or place.part == "refused"
        or bool(_DROPPED.search(name))
        or is_refused(_cell(row, columns, "division")),
        repeated=bool(_REPEATED.search(name)),
    )
    if len(names) < 2 or len(names) != len(budget.amounts):
        yield whole
        return
    for part, one in zip(names, budget.amounts, strict=True):
        yield replace(whole, name=part, budget=replace(budget, amounts=(one,)), alone=False)


def _with_codes(mention: Mention, codes: str, policies: str) -> Mention:
    return replace(
        mention,
        codes=(*mention.codes, *_FOUR.findall(to_arabic(codes))),
        policies=(*mention.policies, *_THREE.findall(to_arabic(policies))),
    )


def _evaluated(at: int, row: Row, columns: dict[str, int], place: Place) -> Iterator[Mention]:
    cell = " ".join(row.cells[columns["projects"]].split())
    items = [part.strip() for part in _ITEM.split(cell) if part.strip(" -")]
    code = _FOUR.findall(to_arabic(_cell(row, columns, "codes")))
    for item in items:
        if len(plain_name(item)) < 4:
            continue
        amount = _cell(row, columns, "amount") if "amount" in columns else _budget_said(item)
        yield Mention(
            name=item,
            budget=read_budget(amount),
            line=row.line,
            table=at,
            part=place.part,
            summary=False,
            divisions=divisions(_cell(row, columns, "division")),
            refused=is_refused(item),
            repeated=bool(_REPEATED.search(item)),
            result_code=code[0] if code else "",
            alone=len(items) == 1,
        )


def _budget_said(item: str) -> str:
    """What an evaluation says of a project's budget behind its name; nothing where it does not."""
    if found := list(_BAHT.finditer(to_arabic(item))):
        return found[-1][1]
    return next((said for said in _IN_BRACKETS.findall(item) if "งบประมาณ" in said), "")


def _cell(row: Row, columns: dict[str, int], meaning: str) -> str:
    return row.cells[columns[meaning]] if meaning in columns else ""


def divisions(text: str) -> tuple[str, ...]:
    """The divisions that a cell names, in order of their letters: abbreviations with dots, or names."""
    plain = " ".join(text.split()).strip(" -")
    if not plain or plain == "N/A":
        return ()
    dotted = _DOTTED.findall(plain)
    if dotted and sum(map(len, dotted)) >= len(plain.replace(" ", "").replace("และ", "").replace(",", "")) - 2:
        return tuple(sorted(set(dotted)))
    if "ฯ" in plain:
        return tuple(sorted({part.replace(" ", "") for part in _AND.split(plain) if part}))
    return (plain.replace(" ", ""),)
