"""Projects of an evaluation: repeated ones without a mark, ones without a budget, and ones of no other table."""

from collections import defaultdict
from collections.abc import Iterator

from planner_desktop.audit.audited import Audited
from planner_desktop.audit.blocks import Table
from planner_desktop.audit.finding import Finding, at_lines, short
from planner_desktop.audit.parts import Part
from planner_desktop.audit.projects import Mention
from planner_desktop.exchange.plain_names import bare_key, plain_name
from planner_desktop.i18n import _

_LONG = 20


def find(plan: Audited) -> Iterator[Finding]:
    """What an evaluation says of projects, against the other tables."""
    evaluated = [one for one in plan.projects if one.part == "evaluation"]
    asked = [one for one in evaluated if _says_budgets(plan, one)]
    yield from _repeated(plan, asked)
    yield from _without_budget(plan, asked)
    yield from _only_here(plan, evaluated)
    yield from _not_evaluated(plan, evaluated)


def _says_budgets(plan: Audited, mention: Mention) -> bool:
    """Whether its table asks for the budget behind each project's name."""
    placed = plan.blocks[mention.table]
    at = placed.columns.get("projects")
    if at is None or not isinstance(placed.block, Table):
        return False
    if "งบประมาณ" in placed.block.titles[at]:
        return True
    beside = [one for one in plan.projects if plan.place_of(one.table) == plan.place_of(mention.table)]
    return "amount" not in placed.columns and sum(one.budget.state != "blank" for one in beside) > len(beside) / 2


def _repeated(plan: Audited, mentions: list[Mention]) -> Iterator[Finding]:
    """The same project under a later key result, without the mark that it is repeated."""
    asked = set(mentions)
    series: dict[tuple[int, tuple[str, ...]], list[Mention]] = defaultdict(list)
    for at, members in enumerate(plan.project_groups):
        for one in members:
            if one in asked:
                series[at, plan.blocks[one.table].place.headings[:2]].append(one)
    for group in series.values():
        unmarked = [one for one in group[1:] if not one.repeated]
        if unmarked:
            yield Finding(
                "repeated-project-unmarked",
                "note",
                at_lines(group[0].line, *(one.line for one in unmarked)),
                plan.place_of(unmarked[0].table),
                short(plain_name(unmarked[0].name), 120),
                "(โครงการซ้ำ)",
                _("“{name}” is repeated without (โครงการซ้ำ)").format(name=short(plain_name(unmarked[0].name))),
                _("Write (โครงการซ้ำ) behind it where it stands again."),
            )


def _without_budget(plan: Audited, mentions: list[Mention]) -> Iterator[Finding]:
    silent = [one for one in mentions if one.budget.state == "blank" and not one.repeated]
    by_table: dict[str, list[Mention]] = defaultdict(list)
    for one in silent:
        by_table[plan.place_of(one.table)].append(one)
    for place, group in by_table.items():
        yield Finding(
            "budget-missing",
            "warning",
            at_lines(*(one.line for one in group)),
            place,
            short(plain_name(group[0].name), 120),
            _("an amount, or that none is used"),
            _("{count} projects say no budget, such as “{name}”").format(
                count=len(group), name=short(plain_name(group[0].name))
            ),
            _("Write the amount, or ไม่ใช้งบประมาณ, behind the name."),
        )


def _only_here(plan: Audited, evaluated: list[Mention]) -> Iterator[Finding]:
    elsewhere = {one for group in plan.project_groups if any(not _of_evaluation(m) for m in group) for one in group}
    if not any(one.in_part for one in plan.projects):
        return
    lone = [one for one in evaluated if one not in elsewhere and not _names_one(plan, one)]
    by_place: dict[str, list[Mention]] = defaultdict(list)
    for one in lone:
        if _says_budgets(plan, one) or "amount" in plan.blocks[one.table].columns:
            by_place["budgets" if _says_budgets(plan, one) else plan.place_of(one.table)].append(one)
    for group in by_place.values():
        names = list(dict.fromkeys(plain_name(one.name) for one in group))
        yield Finding(
            "project-only-in-evaluation",
            "note",
            at_lines(*(one.line for one in group)),
            plan.place_of(group[0].table),
            short(", ".join(names), 120),
            "",
            _("{count} activities are in the evaluation only, such as “{name}”").format(
                count=len(names), name=short(names[0])
            ),
            _("Add them to a part of the plan, if they are work of its own."),
        )


def _of_evaluation(mention: Mention) -> bool:
    return mention.part == "evaluation"


def _names_one(plan: Audited, mention: Mention) -> bool:
    """Whether a project of another table is named in this one's longer text."""
    own = bare_key(mention.name)
    return any(
        (known := bare_key(one.name)) and len(known) > 15 and (known in own or own in known)
        for one in plan.projects
        if not _of_evaluation(one)
    )


def _not_evaluated(plan: Audited, evaluated: list[Mention]) -> Iterator[Finding]:
    """Projects of a key result that is evaluated, which the evaluation does not name under it."""
    yield from _part_not_evaluated(plan, "agency")
    codes = {one.result_code: one for one in evaluated if one.result_code}
    if len(codes) < 2:
        yield from _part_not_evaluated(plan, "city")
        return
    for group in plan.project_groups:
        rows = [one for one in group if one.in_part or one.in_summary]
        if any(one.refused for one in rows) or not (rows and rows[0].in_part and rows[-1].in_summary):
            continue
        wanted = {code for one in rows for code in one.codes} & codes.keys()
        if wanted and not any(_of_evaluation(one) for one in group) and not _is_named(plan, rows[0]):
            yield Finding(
                "project-not-evaluated",
                "warning",
                at_lines(*(one.line for one in rows), *(codes[code].line for code in wanted)),
                plan.place_of(rows[0].table),
                short(plain_name(rows[0].name), 120),
                " ".join(sorted(wanted)),
                _("“{name}” is not evaluated under {codes}").format(
                    name=short(plain_name(rows[0].name)), codes=" ".join(sorted(wanted))
                ),
                _("Add it to the key result in the evaluation."),
            )


def _part_not_evaluated(plan: Audited, part: Part) -> Iterator[Finding]:
    """Projects of a part that no evaluation names, where it names others of them."""
    of_part = [group for group in plan.project_groups if any(one.in_part and one.part == part for one in group)]
    asked = [group for group in of_part if not any(one.refused for one in group)]
    named = [group for group in asked if any(_of_evaluation(one) for one in group) or _is_named(plan, group[0])]
    if len(named) * 3 < len(asked):
        return
    for group in asked:
        rows = [one for one in group if one.in_part or one.in_summary]
        if all(group is not other for other in named) and any(one.in_summary for one in rows):
            yield Finding(
                "project-not-evaluated",
                "note",
                at_lines(*(one.line for one in rows)),
                plan.place_of(rows[0].table),
                short(plain_name(rows[0].name), 120),
                "",
                _("“{name}” is in no evaluation").format(name=short(plain_name(rows[0].name))),
                _("Add it to the key result that it serves."),
            )


def _is_named(plan: Audited, mention: Mention) -> bool:
    """Whether a cell of an evaluation has the project's name among other words, or most of it."""
    own = bare_key(mention.name)
    keys = (bare_key(one.name) for one in plan.projects if _of_evaluation(one))
    return any(own in known or (len(known) > _LONG and known in own) for known in keys)
