"""Remarks under a table that speak of one of its rows by number and name."""

from collections.abc import Iterator

from planner_desktop.audit.audited import Audited, Said
from planner_desktop.audit.finding import Finding, at_lines, short
from planner_desktop.audit.kinds.project_names import difference
from planner_desktop.audit.projects import Mention
from planner_desktop.exchange.plain_names import alike, key, plain_name
from planner_desktop.i18n import _
from planner_desktop.regex import regex
from planner_desktop.thai.digits import to_arabic

_REMARK = regex(r"ลำดับ(?:ที่)?\s*(\d{1,3})\s*\.?\s*((?:โครงการ|กิจกรรม).{10,200}?)(?=\s*(?:$|ไม่ได้|ได้รับ|เนื่องจาก|ลำดับ|,))")
_NUMBER = regex(r"\s*(\d{1,3})\.(?!\d)")
_ALIKE = 0.88


def find(plan: Audited) -> Iterator[Finding]:
    """Remarks whose number is another row's, or whose name is not that of the row."""
    for said in plan.texts:
        if said.role not in ("text", "item"):
            continue
        for found in _REMARK.finditer(to_arabic(said.text)):
            above = _table_above(plan, said)
            best = max(above, key=lambda one: alike(one.name, found[2]), default=None)
            if best is not None and alike(best.name, found[2]) >= _ALIKE:
                yield from _judged(plan, said, found[1], found[2], best, above)


def _judged(plan: Audited, said: Said, number: str, name: str, row: Mention, above: list[Mention]) -> Iterator[Finding]:
    if _number(row) and _number(row) != number:
        others = [one.line for one in above if _number(one) == number]
        yield Finding(
            "row-reference",
            "error",
            at_lines(said.line, row.line, *others),
            said.place.said,
            number,
            _number(row),
            _("The remark says row {stated}, “{name}” is row {found}").format(
                stated=number, name=short(plain_name(name), 40), found=_number(row)
            ),
            _("Write the number of the row."),
        )
    if key(name) != key(row.name):
        group = next((group for group in plan.project_groups if row in group), [row])
        yield Finding(
            "project-name-differs",
            "warning",
            at_lines(said.line, *(one.line for one in group)),
            said.place.said,
            short(plain_name(name), 120),
            short(plain_name(row.name), 120),
            _("The remark calls “{name}” “{other}”").format(
                name=short(plain_name(row.name)), other=short(difference(plain_name(row.name), plain_name(name)))
            ),
            _("Write the same name in every table."),
        )


def _number(mention: Mention) -> str:
    found = _NUMBER.match(to_arabic(mention.name))
    return found[1] if found else mention.number


def _table_above(plan: Audited, said: Said) -> list[Mention]:
    """The projects of the last table above a remark."""
    tables = [one.table for one in plan.projects if one.table < said.at and not one.is_sub]
    return [one for one in plan.projects if one.table == max(tables)] if tables else []
