"""Projects that a summary forgot, that only a summary has, or that stand in two parts."""

from collections.abc import Iterator
from difflib import SequenceMatcher

from planner_desktop.audit.audited import Audited
from planner_desktop.audit.finding import Finding, at_lines, short
from planner_desktop.audit.parts import Part
from planner_desktop.audit.projects import Mention
from planner_desktop.checks import Severity
from planner_desktop.exchange.plain_names import bare_key, plain_name
from planner_desktop.i18n import _

_ALIKE = 0.6
"""So alike are names of work with the same codes, division and money, if it is the same."""


def find(plan: Audited) -> Iterator[Finding]:
    """Projects whose tables do not agree on where they belong."""
    summarised = {one.part for one in plan.projects if one.in_summary}
    detailed = {one.part for one in plan.projects if one.in_part}
    renamed = _renamed(plan)
    for part, summary in renamed:
        yield _finding(
            plan,
            "project-name-differs",
            "warning",
            [part, summary],
            _("“{name}” is “{other}” in the summary").format(
                name=short(plain_name(part.name)), other=short(plain_name(summary.name))
            ),
            _("Write the same name in every table."),
        )
    paired = {one for pair in renamed for one in pair}
    for group in plan.project_groups:
        if not paired.intersection(group):
            yield from _in_summaries(plan, group, summarised, detailed)
        yield from _in_two_parts(plan, group)
        yield from _refused_elsewhere(plan, group)


def _in_summaries(plan: Audited, group: list[Mention], summarised: set[Part], detailed: set[Part]) -> Iterator[Finding]:
    name = short(plain_name(group[0].name))
    parts: tuple[Part, ...] = ("city", "agency", "routine")
    for part in parts:
        rows = [one for one in group if one.in_part and one.part == part]
        sums = [one for one in group if one.in_summary and one.part == part]
        elsewhere = [one for one in group if one.in_summary and one.part != part]
        if rows and not sums and part in summarised:
            dropped = any(one.refused for one in rows)
            message = (
                _("“{name}” is in the summary of another part only") if elsewhere else _("“{name}” is in no summary")
            )
            yield _finding(
                plan,
                "project-missing-from-summary",
                "warning" if dropped or elsewhere else "error",
                [*rows, *elsewhere],
                message.format(name=name),
                _("Add it to the summary, or say why it is left out."),
            )
        if sums and part in detailed and not any(one.in_part for one in group):
            others = [one for one in group if one.part == "evaluation"]
            yield _finding(
                plan,
                "project-only-in-summary",
                "error",
                [*sums, *others],
                _("“{name}” is in the summary, but in no table of a part").format(name=name),
                _("Add it to the table of its part, or take it out of the summary."),
            )
    if group[0].part == "continuing" and not any(one.in_part or one.in_summary for one in group):
        yield _finding(
            plan,
            "project-only-in-summary",
            "warning",
            group,
            _("“{name}” continues, but is in no table of a part").format(name=name),
            _("Add it to the table of its part."),
        )


def _renamed(plan: Audited) -> list[tuple[Mention, Mention]]:
    """Rows of a part that no summary has, with the row that only the summary has: the same work by another name."""
    lone = [group for group in plan.project_groups if len({one.in_summary for one in group if _is_row(one)}) == 1]
    rows = [group[0] for group in lone if group[0].in_part]
    sums = [one for group in lone for one in group[:1] if one.in_summary]
    pairs = []
    for row in rows:
        alike = [
            one
            for one in sums
            if one.part == row.part
            and (one.codes, one.divisions, one.amount) == (row.codes, row.divisions, row.amount)
            and (row.codes or row.amount)
            and SequenceMatcher(None, bare_key(one.name), bare_key(row.name), autojunk=False).ratio() > _ALIKE
        ]
        if len(alike) == 1:
            pairs.append((row, alike[0]))
    return pairs


def _is_row(mention: Mention) -> bool:
    return mention.in_part or mention.in_summary


def _in_two_parts(plan: Audited, group: list[Mention]) -> Iterator[Finding]:
    rows = [one for one in group if one.in_part]
    parts = {one.part for one in rows}
    if len(parts) > 1 and not any(one.repeated for one in rows):
        yield _finding(
            plan,
            "project-in-two-parts",
            "warning",
            rows,
            _("“{name}” is in two parts, and would count twice").format(name=short(plain_name(group[0].name))),
            _("Keep it in one part, or mark it as repeated."),
        )
    sums = [one for one in group if one.in_summary and one.counts]
    if len({one.part for one in sums}) > 1:
        yield _finding(
            plan,
            "double-counted",
            "warning",
            sums,
            _("“{name}” counts in two summaries").format(name=short(plain_name(group[0].name))),
            _("Count it in one summary."),
        )


def _refused_elsewhere(plan: Audited, group: list[Mention]) -> Iterator[Finding]:
    """Projects that one table says got no money, and another counts."""
    refused = [one for one in group if one.refused and one.part != "refused"]
    counted = [one for one in group if not one.refused and (one.in_part or one.in_summary)]
    listed = [one for one in group if one.part == "refused"]
    name = short(plain_name(group[0].name))
    if refused and counted and all(one.in_summary for one in refused) and all(one.in_part for one in counted):
        yield _finding(
            plan,
            "funding-mark-missing",
            "warning",
            [*refused, *counted],
            _("“{name}” got no money, which only the summary says").format(name=name),
            _("Say so in the table of its part, too."),
        )
    elif refused and counted and any(one.amount for one in refused):
        yield _finding(
            plan,
            "unfunded-counted",
            "error",
            [*refused, *counted],
            _("“{name}” got no money, but is counted in another table").format(name=name),
            _("Mark it as without money everywhere, and leave it out of the totals."),
        )
    elif refused and counted and any(one.number for one in counted):
        yield _finding(
            plan,
            "project-dropped-counted",
            "warning",
            [*refused, *counted],
            _("“{name}” is not carried out, but is counted in another table").format(name=name),
            _("Leave it out of the summary."),
        )
    if listed and counted:
        yield _finding(
            plan,
            "project-in-two-states",
            "note",
            [*counted, *listed],
            _("“{name}” is listed as without money, and stands in the plan").format(name=name),
            _("Say in the list which part of the project got no money."),
        )


def _finding(plan: Audited, kind: str, severity: Severity, mentions: list[Mention], message: str, fix: str) -> Finding:
    first = mentions[0]
    return Finding(
        kind,
        severity,
        at_lines(*(one.line for one in mentions)),
        plan.place_of(first.table),
        short(plain_name(first.name), 120),
        "",
        message,
        fix,
    )
