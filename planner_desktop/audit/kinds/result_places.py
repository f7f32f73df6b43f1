"""Key results of the list that no table has, and of tables that the list has not; what is not evaluated; codes."""

from collections.abc import Iterable, Iterator

from planner_desktop.audit.audited import Audited
from planner_desktop.audit.finding import Finding, at_lines, short
from planner_desktop.audit.results import Level, Result
from planner_desktop.audit.template import tables_of
from planner_desktop.checks import Severity
from planner_desktop.i18n import _
from planner_desktop.regex import regex

_LEAST = 3
_MANY = 3
_FOUR = regex(r"\d{4}")


def find(plan: Audited) -> Iterator[Finding]:
    """Where results are missing, and what they lack there."""
    listed = [one for one in plan.results if one.level == "list"]
    if len(listed) >= _LEAST:
        yield from _not_listed(plan)
        yield from _only_listed(plan)
        yield from _own(plan)
        yield from _bare_list(plan, listed)
    yield from _not_evaluated(plan)
    yield from _without_code(plan)
    yield from _counted(plan)


def _has(group: list[Result], *levels: Level) -> bool:
    return any(one.level in levels for one in group)


def _not_listed(plan: Audited) -> Iterator[Finding]:
    groups = [group for group in plan.result_groups if not _has(group, "list", "past")]
    of_part = [group for group in groups if any(_is_of_part(one) for one in group)]
    evaluated = [[one for one in group if _is_evaluated(one)] for group in groups if group not in of_part]
    add = _("Add it to the list.")
    message = _("“{name}” is not in the list of key results")
    yield from _each(plan, "kr-missing-from-list", "error", of_part, message, add)
    message = _("“{name}” is evaluated, but not in the list of key results")
    yield from _each(plan, "kr-evaluated-not-listed", "note", filter(None, evaluated), message, add)


def _is_of_part(one: Result) -> bool:
    return one.level in ("city", "agency") or (one.level == "goal" and bool(one.code))


def _is_evaluated(one: Result) -> bool:
    return one.level == "evaluation" and bool(one.number and one.target)


def _only_listed(plan: Audited) -> Iterator[Finding]:
    if not any(one.level in ("city", "agency", "goal") for one in plan.results):
        return
    lone = [
        group
        for group in plan.result_groups
        if _has(group, "list")
        and not _has(group, "city", "agency", "goal", "own")
        and not any("R" in one.role for one in group)
    ]
    fix = _("Add it to the table of its theme or issue.")
    if len(lone) <= _MANY:
        message = _("“{name}” is listed, but in no table of a part")
        yield from _each(plan, "kr-missing-from-table", "error", lone, message, fix)
        return
    message = _("{count} listed key results are in no table, such as “{name}”").format(
        count=len(lone), name=_named(lone[0][0])
    )
    yield _finding(plan, "kr-missing-from-table", "warning", _all_of(lone), message, fix)


def _bare_list(plan: Audited, listed: list[Result]) -> Iterator[Finding]:
    """A list that says no target, where the edition's list has them; and its results that no part has."""
    if len(listed) >= _LEAST and not any(one.target or one.role for one in listed) and _asks_targets(plan):
        yield _finding(
            plan,
            "kr-list-without-target",
            "note",
            listed,
            _("The list of {count} key results says no target").format(count=len(listed)),
            _("Write the target, and H or R, behind each."),
        )


def _asks_targets(plan: Audited) -> bool:
    return any(
        {"target", "role"} & {column.meaning for column in table.columns} and "key" in table.section
        for table in tables_of(plan.template.pack)
    )


def _own(plan: Audited) -> Iterator[Finding]:
    """Key results of the agency's own issues: in the list, and with a target."""
    own = [group for group in plan.result_groups if _has(group, "own")]
    unlisted = [group for group in own if not _has(group, "list")]
    kind, fix = "kr-missing-from-list", _("Add it to the list.")
    message = _("“{name}” of an own issue is not in the list of key results")
    if len(unlisted) < len(own):
        yield from _each(plan, kind, "warning", unlisted, message, fix)
    elif unlisted:
        rows = [one for one in _all_of(unlisted) if one.level == "own"]
        yield _finding(plan, kind, "note", rows, message.format(name=_named(rows[0])), fix)
    silent = [one for group in own if not any(one.target for one in group) for one in group if one.level == "own"]
    if silent:
        yield _finding(
            plan,
            "kr-without-target",
            "warning",
            silent,
            _("{count} key results of own issues have no target").format(count=len(silent)),
            _("Write the target behind the name."),
        )


def _not_evaluated(plan: Audited) -> Iterator[Finding]:
    """Listed results that the evaluation lacks, in plans that evaluate most of those they list."""
    listed = [group for group in plan.result_groups if _has(group, "list", "goal") and _has(group, "list", "city")]
    evaluated = sum(_has(group, "evaluation") for group in listed)
    with_role = sum(one.level == "evaluation" and bool(one.role) for one in plan.results)
    if with_role < _LEAST and evaluated * 2 < len(listed):
        return
    lacking = [
        group
        for group in plan.result_groups
        if _has(group, "city", "list") and not _has(group, "evaluation") and any(one.is_kr for one in group)
    ]
    message, fix = _("“{name}” is not evaluated"), _("Add it to the evaluation.")
    yield from _each(plan, "kr-not-evaluated", "warning", lacking, message, fix)


def _without_code(plan: Audited) -> Iterator[Finding]:
    """Rows without a code where others of their level, or of the evaluation, have one of four digits."""
    coded = [one for one in plan.results if _FOUR.fullmatch(one.code[:4])]
    if len(coded) < _LEAST:
        return
    for level in ("list", "evaluation"):
        rows = [one for one in plan.results if one.level == level and one.is_kr and (level == "list" or one.role)]
        lacking = [one for one in rows if not one.code]
        if lacking:
            yield _finding(
                plan,
                "kr-without-code",
                "warning",
                lacking,
                _("{count} key results have no code, such as “{name}”").format(
                    count=len(lacking), name=_named(lacking[0])
                ),
                _("Write the code of four digits."),
            )


_STATED = regex(r"\((?P<rest>[^()]*?)(?P<least>อย่างน้อย)?จำนวน\s*(?P<count>\d+)\s*KRs?\)")


def _counted(plan: Audited) -> Iterator[Finding]:
    """The number of key results that a heading states, against the rows of the table below."""
    for placed, _table in plan.tables:
        if not placed.place.headings or not (found := _STATED.search(placed.place.headings[-1])):
            continue
        rows = [one for one in plan.results if one.block == placed.at]
        count, stated = len(rows), int(found["count"])
        if not rows or (count >= stated if found["least"] else count == stated):
            continue
        yield Finding(
            "count-vs-rows",
            "error",
            at_lines(*(one.line for one in rows)),
            placed.place.said,
            str(stated),
            str(count),
            _("The heading states {stated} key results; the table has {found}").format(stated=stated, found=count),
            _("Count them again, and correct the heading or the table."),
        )


def _all_of(groups: list[list[Result]]) -> list[Result]:
    return [one for group in groups for one in group]


def _each(
    plan: Audited, kind: str, severity: Severity, groups: Iterable[list[Result]], message: str, fix: str
) -> Iterator[Finding]:
    """A finding for each result; `message` names it."""
    for group in groups:
        yield _finding(plan, kind, severity, group, message.format(name=_named(group[0])), fix)


def _named(one: Result) -> str:
    name = short(one.name, 50)
    return f"{one.code} {name}" if one.code else name


def _finding(plan: Audited, kind: str, severity: Severity, rows: list[Result], message: str, fix: str) -> Finding:
    return Finding(
        kind,
        severity,
        at_lines(*(one.line for one in rows)),
        plan.place_of(rows[0].block),
        short(rows[0].name, 120),
        "",
        message,
        fix,
    )
