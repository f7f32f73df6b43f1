"""Targets of a key result that differ between its tables, and from the year before."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from planner_desktop.audit.audited import Audited
from planner_desktop.audit.finding import Finding, at_lines, short
from planner_desktop.audit.results import Result
from planner_desktop.checks import Severity
from planner_desktop.i18n import _
from planner_desktop.regex import regex
from planner_desktop.thai.compared import compared
from planner_desktop.thai.digits import to_arabic
from planner_desktop.thai.quantities import read_quantity
from planner_desktop.thai.quantity import PERCENT, Part, Quantity

_NOTHING = regex(r"[\s\"'“”.–-]*|N/A.*")
_LESS_IS_MORE = regex(r"ลดลง|ค้าง|ไม่เกิน|ซ้ำ|กันเงิน|สูญเสีย|ร้องเรียน")
_TWO_LEVELS = regex(r"ระดับ\s*[1-5]\s*[-–]\s*[1-5](?!\d)")
_ASIDE = regex(r"\s*\([^()]*\)\s*$")
_NO_NUMBER = regex(r"(?=.*[ก-๙A-Z])[^0-9]+")
_CUT = regex(r"(?:มากกว่า|ไม่น้อยกว่า|น้อยกว่า|ไม่ต่ำกว่า|ไม่เกิน|อย่างน้อย|ร้อยละ)(?:\s*$|\s+-\s)")
_DONE, _PENDING = regex(r"เสร็จ"), regex(r"ค้าง")
_OF_THIS_YEAR = ("list", "city", "agency", "own", "evaluation")


def find(plan: Audited) -> Iterator[Finding]:
    """Targets that disagree across tables or years, or say no unit."""
    for group in plan.result_groups:
        yield from _across_tables(plan, [one for one in group if one.level in _OF_THIS_YEAR])
        yield from _across_tables(plan, [one for one in group if one.level == "goal"])
        yield from _across_years(plan, group)
        yield from _without_unit(plan, group)
        yield from _several_years(plan, group)
        yield from _no_quantity(plan, group)
    yield from _empty_before(plan)
    yield from _cut_off(plan)
    yield from _ranges(plan)
    yield from _done_and_pending(plan)


def _said(target: str | None) -> bool:
    return target is not None and not _NOTHING.fullmatch(target)


def _across_tables(plan: Audited, group: list[Result]) -> Iterator[Finding]:
    told = [one for one in group if _said(one.target)]
    kinds: list[Result] = []
    for one in told:
        if not any(_same(one.target or "", other.target or "") for other in kinds):
            kinds.append(one)
    if len(kinds) < 2:
        return
    units = {_units(read_quantity(one.target or "")) for one in kinds}
    numbers = {tuple(part.number for part in read_quantity(one.target or "").parts) for one in kinds}
    only_unit = len(units) > 1 and len(numbers) == 1 and None not in units
    yield _finding(
        plan,
        "target-unit-differs" if only_unit else "kr-target-differs",
        "warning" if only_unit or not all(units) else "error",
        told,
        kinds[0].target or "",
        " / ".join(short(one.target or "", 60) for one in kinds[1:]),
        _("“{name}” has the targets {targets}").format(
            name=_named(told[0]), targets=" / ".join(short(one.target or "", 30) for one in kinds)
        ),
        _("Write the same target in every table, or say how they differ."),
    )


def _same(one: str, other: str) -> bool:
    if compared(_plain(one)) == compared(_plain(other)):
        return True
    shorter, longer = sorted((one.strip(), other.strip()), key=len)
    if longer.startswith(shorter) and re.match(r"\s+1\.\s", longer[len(shorter) :]):
        return True  # and how it is made up
    first, second = read_quantity(one), read_quantity(other)
    return bool(first and second) and _measure(first) == _measure(second) and _is_short(one) == _is_short(other)


def _plain(target: str) -> str:
    """A target without the dashes and points that only set it out."""
    return re.sub(r"[-–.,:()“”\"]", "", target)


def _is_short(target: str) -> bool:
    return len(target) < 25


def _measure(quantity: Quantity) -> list[tuple[object, ...]]:
    return [(part.least, part.most, part.above, part.below, part.unit) for part in quantity.parts]


def _units(quantity: Quantity) -> tuple[str, ...] | None:
    return tuple(part.unit for part in quantity.parts) or None


def _across_years(plan: Audited, group: list[Result]) -> Iterator[Finding]:
    """The target of a year against that of the year before; lines of a goal printed twice are one finding."""
    rows: dict[tuple[str, str, str], list[Result]] = {}
    for one in group:
        if _said(one.target) and (_said(one.previous) or _said(one.earlier)):
            rows.setdefault((one.target or "", one.previous or "", one.earlier or ""), []).append(one)
    for (target, previous, earlier), same in rows.items():
        before = previous if _said(previous) else earlier
        yield from _compared(plan, same, before, target)
        if _said(previous) and _said(earlier) and _changes_unit(earlier, previous):
            yield _unit_differs(plan, same, earlier, previous)


def _compared(plan: Audited, rows: list[Result], before: str, now: str) -> Iterator[Finding]:
    first, second = read_quantity(before), read_quantity(now)
    name = _named(rows[0])
    if compared(_ASIDE.sub("", before)) == compared(_ASIDE.sub("", now)):
        yield _finding(
            plan,
            "target-stands-still",
            "note",
            rows,
            before,
            now,
            _("“{name}” has last year's target {target}").format(name=name, target=short(now, 40)),
            _("Set a higher target, or say why it stays."),
        )
    elif _changes_unit(before, now):
        yield _unit_differs(plan, rows, before, now)
        if _falls(first, second, same_unit=False) and not _LESS_IS_MORE.search(rows[0].name):
            yield _fell(plan, rows, before, now)
    elif _falls(first, second, same_unit=True) and not _LESS_IS_MORE.search(rows[0].name + now):
        yield _fell(plan, rows, before, now)


def _fell(plan: Audited, rows: list[Result], before: str, now: str) -> Finding:
    return _finding(
        plan,
        "target-falls",
        "warning",
        rows,
        now,
        before,
        _("“{name}” falls from {before} to {now}").format(
            name=_named(rows[0]), before=short(before, 30), now=short(now, 30)
        ),
        _("Check the two years, or say why it falls."),
    )


def _unit_differs(plan: Audited, rows: list[Result], before: str, now: str) -> Finding:
    return _finding(
        plan,
        "target-unit-differs",
        "warning",
        rows,
        before,
        now,
        _("“{name}” is measured otherwise than last year").format(name=_named(rows[0])),
        _("Measure both years in one unit."),
    )


def _changes_unit(before: str, now: str) -> bool:
    first, second = read_quantity(before), read_quantity(now)
    return bool(first and second) and len(first.parts) == len(second.parts) == 1 and _units(first) != _units(second)


def _falls(first: Quantity, second: Quantity, *, same_unit: bool) -> bool:
    if not (first and second and len(first.parts) == len(second.parts) == 1):
        return False
    one, other = first.parts[0], second.parts[0]
    counted = same_unit or not ({one.unit, other.unit} & {"ร้อยละ", "ระดับ"})
    before, now = _least(one), _least(other)
    return counted and before is not None and now is not None and now < before


def _least(part: Part) -> Decimal | None:
    return None if part.operator in ("≤", "<") else part.number


def _without_unit(plan: Audited, group: list[Result]) -> Iterator[Finding]:
    bare = [
        one
        for one in group
        if one.target and re.fullmatch(r"[\d,]+(?:\s*\(สะสม [\d,]+\))?", one.target.strip()) and one.level != "past"
    ]
    if bare:
        yield _finding(
            plan,
            "target-unit-missing",
            "warning",
            bare,
            bare[0].target or "",
            "",
            _("“{name}” has the target {target} without a unit").format(name=_named(bare[0]), target=bare[0].target),
            _("Write what is counted behind the number."),
        )


def _several_years(plan: Audited, group: list[Result]) -> Iterator[Finding]:
    for one in group:
        years = {part.year for part in read_quantity(one.target or "").parts if part.year}
        if len(years) > 1:
            yield _finding(
                plan,
                "target-several-years",
                "warning",
                [one],
                one.target or "",
                str(plan.year),
                _("“{name}” has targets of {count} years in one").format(name=_named(one), count=len(years)),
                _("Write the target of the plan's year alone."),
            )


def _no_quantity(plan: Audited, group: list[Result]) -> Iterator[Finding]:
    """Targets without any number, by which nobody can say whether they were reached."""
    bare = [one for one in group if one.target and one.level != "past" and _NO_NUMBER.fullmatch(to_arabic(one.target))]
    if bare:
        yield _finding(
            plan,
            "target-not-a-quantity",
            "note",
            bare,
            bare[0].target or "",
            "",
            _("“{name}” has a target without a number").format(name=_named(bare[0])),
            _("Write how much, how many or which level is to be reached."),
        )


def _empty_before(plan: Audited) -> Iterator[Finding]:
    empty = [one for one in plan.results if one.previous == "" and _said(one.target) and one.level != "evaluation"]
    if empty:
        yield _finding(
            plan,
            "target-previous-missing",
            "warning",
            empty,
            "",
            "-",
            _("{count} targets of the year before are empty").format(count=len(empty)),
            _("Write the target, or “-” where there was none."),
        )


def _cut_off(plan: Audited) -> Iterator[Finding]:
    """Targets that end where a number should follow: “เพิ่มขึ้นมากกว่า”."""
    cut = [one for one in plan.results for target in (one.target, one.previous) if target and _CUT.search(target)]
    if cut:
        yield _finding(
            plan,
            "target-incomplete",
            "warning",
            cut,
            cut[0].target or "",
            "",
            _("The target of “{name}” breaks off").format(name=_named(cut[0])),
            _("Write the number that the target asks for."),
        )


def _ranges(plan: Audited) -> Iterator[Finding]:
    """Results of the year before that are two levels."""
    for placed, table in plan.tables:
        at = placed.columns.get("past")
        if at is None:
            continue
        for row in table.rows:
            if found := _TWO_LEVELS.search(to_arabic(row.cells[at])):
                yield Finding(
                    "result-range",
                    "note",
                    at_lines(row.line),
                    placed.place.said,
                    found[0],
                    "",
                    _("The result “{result}” is two levels").format(result=found[0]),
                    _("Write the level that was reached."),
                )


def _done_and_pending(plan: Audited) -> Iterator[Finding]:
    """A share of what is done and one of what is pending that make more than 100 together."""
    for one, other in pairwise(one for one in plan.results if one.level in _OF_THIS_YEAR):
        if one.block == other.block and _DONE.search(one.name) and _PENDING.search(other.name):
            shares = [read_quantity(target or "").parts for target in (one.target, other.target)]
            numbers = [parts[0].number for parts in shares if len(parts) == 1 and parts[0].unit == PERCENT]
            if len(numbers) == 2 and all(numbers) and sum(filter(None, numbers)) > 100:
                yield _finding(
                    plan,
                    "target-implausible",
                    "warning",
                    [one, other],
                    one.target or "",
                    other.target or "",
                    _("{done} percent done and {pending} percent pending cannot both be").format(
                        done=numbers[0], pending=numbers[1]
                    ),
                    _("Set the share that may be pending against the one that is to be done."),
                )


def _named(one: Result) -> str:
    name = short(one.name, 50)
    return f"{one.code} {name}" if one.code else name


def _finding(
    plan: Audited, kind: str, severity: Severity, rows: list[Result], stated: str, found: str, message: str, fix: str
) -> Finding:
    return Finding(
        kind,
        severity,
        at_lines(*(one.line for one in rows)),
        plan.place_of(rows[0].block),
        short(stated, 120),
        short(found, 120),
        message,
        fix,
    )
