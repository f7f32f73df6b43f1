"""One project with two budgets."""

from collections import Counter
from collections.abc import Iterator

from planner_desktop.audit.audited import Audited
from planner_desktop.audit.finding import Finding, at_lines, short
from planner_desktop.audit.projects import Mention
from planner_desktop.exchange.plain_names import plain_name
from planner_desktop.i18n import _
from planner_desktop.regex import regex
from planner_desktop.thai.amounts import format_baht

_WHOLE = regex(r"\([\d,]{5,}(?:\.\d+)?\s*บาท\)")
_YEARS = regex(r"25\d\d\s*[-–]\s*25\d\d|\d\d\s*[-–]\s*\d\d")
_LEAST = 100_00
"""Less than a hundred baht is no budget, but one in millions."""


def find(plan: Audited) -> Iterator[Finding]:
    """Projects whose amounts differ between the tables that name them."""
    for group in plan.project_groups:
        yield from _in_another_unit(plan, group)
        whole = [one for one in group if _WHOLE.search(one.name) and not _YEARS.search(one.name)]
        if any(one.part != "evaluation" for one in whole):
            yield _whole_or_share(plan, whole)
            continue
        with_money = [one for one in group if one.amount and one.part not in ("refused", "continuing")]
        amounts = Counter(one.amount for one in with_money)
        if len(amounts) > 1:
            yield _finding(plan, with_money)
        without = [one for one in group if one.budget.none and one.part not in ("refused", "continuing")]
        if amounts and without and not any(one.refused for one in group):
            yield _finding(plan, [*with_money, *without])


def _finding(plan: Audited, mentions: list[Mention]) -> Finding:
    said = list(dict.fromkeys(format_baht(one.amount) if one.amount else one.budget.text for one in mentions))
    first = mentions[0]
    return Finding(
        "project-budget-differs",
        "error",
        at_lines(*(one.line for one in mentions)),
        plan.place_of(first.table),
        said[0],
        ", ".join(said[1:]),
        _("“{name}” has {amounts}").format(name=short(plain_name(first.name)), amounts=" / ".join(said)),
        _("Write the same budget in every table."),
    )


def _in_another_unit(plan: Audited, group: list[Mention]) -> Iterator[Finding]:
    for one in group:
        if one.amount and one.amount < _LEAST and not one.is_sub:
            yield Finding(
                "budget-unit",
                "error",
                at_lines(one.line),
                plan.place_of(one.table),
                one.budget.text.strip(),
                "",
                _("“{name}” has {amount} baht, in millions perhaps").format(
                    name=short(plain_name(one.name)), amount=one.budget.text.strip()
                ),
                _("Write the whole amount in baht."),
            )


def _whole_or_share(plan: Audited, mentions: list[Mention]) -> Finding:
    first = mentions[0]
    return Finding(
        "whole-or-share",
        "warning",
        at_lines(*(one.line for one in mentions)),
        plan.place_of(first.table),
        first.budget.text.strip(),
        " ".join(_WHOLE.findall(first.name)),
        _("“{name}” has a whole amount and a share, but no years").format(name=short(plain_name(first.name))),
        _("Write from which to which year the project goes, and this year's share."),
    )
