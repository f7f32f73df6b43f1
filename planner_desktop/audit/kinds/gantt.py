"""Gantt charts: weights, cumulative progress, months, numbers of steps and years."""

from collections.abc import Iterator
from itertools import pairwise

from planner_desktop.audit.audited import Audited, Placed
from planner_desktop.audit.blocks import Gantt, Step
from planner_desktop.audit.finding import Finding, at_lines, short
from planner_desktop.checks import Severity
from planner_desktop.i18n import _
from planner_desktop.regex import regex
from planner_desktop.thai.digits import to_arabic

_COUNT = regex(r"รวม\s*(\d+)\s*ขั้นตอน")
_YEAR = regex(r"25\d\d")
_EXACT = 0.01


def find(plan: Audited) -> Iterator[Finding]:
    """What a chart of steps gets wrong, each kind once for a chart."""
    for placed, chart in plan.charts:
        weighed = [step for step in chart.steps if step.weight is not None]
        if not weighed and chart.steps:
            yield _finding(
                placed,
                "gantt-no-weights",
                "error",
                [chart.line, *(step.line for step in chart.steps)],
                "",
                "100",
                _("“{name}” has steps without weights").format(name=short(chart.name, 50)),
                _("Give each step its part of the work in percent."),
            )
        elif _repeats_cumulative(weighed):
            yield _repeating(placed, chart, weighed)
        else:
            yield from _sums(placed, chart, weighed)
            yield from _cumulative(placed, weighed)
        yield from _months(placed, chart)
        yield from _counted(placed, chart)
        yield from _years(plan, placed, chart)


def _finding(
    placed: Placed, kind: str, severity: Severity, lines: list[int], stated: str, found: str, message: str, fix: str
) -> Finding:
    return Finding(kind, severity, at_lines(*lines), placed.place.said, stated, found, message, fix)


def _is_top(step: Step) -> bool:
    return "." not in step.number.strip(". ")


def _plain(weight: float) -> str:
    return f"{weight:g}"


def _repeats_cumulative(steps: list[Step]) -> bool:
    """Whether the weights are the cumulative progress again: 60, 70, 80, 90, 100."""
    return (
        len(steps) > 2
        and all(step.weight == step.cumulative for step in steps)
        and any(one.weight != two.weight for one, two in pairwise(steps))
        and sum(step.weight or 0 for step in steps) > 100 + _EXACT
    )


def _repeating(placed: Placed, chart: Gantt, steps: list[Step]) -> Finding:
    total = sum(step.weight or 0 for step in steps)
    return _finding(
        placed,
        "weights-repeat-cumulative",
        "error",
        [step.line for step in steps] + ([chart.total.line] if chart.total else []),
        ", ".join(_plain(step.weight or 0) for step in steps),
        _plain(total),
        _("“{name}” repeats the progress as weights, which make {total}").format(
            name=short(chart.name, 50), total=_plain(total)
        ),
        _("Write each step's own part of the work."),
    )


def _sums(placed: Placed, chart: Gantt, steps: list[Step]) -> Iterator[Finding]:
    tops = [step for step in steps if _is_top(step)]
    sums = {round(sum(step.weight or 0 for step in some), 2) for some in (steps, tops)}
    if steps and not any(abs(total - 100) < _EXACT for total in sums):
        total = _plain(sum(step.weight or 0 for step in steps))
        yield _finding(
            placed,
            "gantt-sum",
            "error",
            [step.line for step in steps] + ([chart.total.line] if chart.total else []),
            " + ".join(_plain(step.weight or 0) for step in steps),
            total,
            _("The steps of “{name}” make {total}, not 100").format(name=short(chart.name, 50), total=total),
            _("Correct the weights of the steps."),
        )


def _cumulative(placed: Placed, steps: list[Step]) -> Iterator[Finding]:
    before: Step | None = None
    reached = 0.0
    for step in steps:
        if step.cumulative is None:
            continue
        expected = reached + (step.weight or 0)
        if abs(step.cumulative - expected) > _EXACT:
            yield _finding(
                placed,
                "gantt-cumulative",
                "error",
                [step.line, *([before.line] if before else [])],
                _plain(step.cumulative),
                _plain(expected),
                _("“{name}” reaches {stated}, but its weight makes {found}").format(
                    name=short(step.text, 50), stated=_plain(step.cumulative), found=_plain(expected)
                ),
                _("Correct the weight, or the cumulative progress."),
            )
        before, reached = step, step.cumulative


def _months(placed: Placed, chart: Gantt) -> Iterator[Finding]:
    if not any(step.months for step in chart.steps):
        return
    for step in chart.steps:
        if not step.months and _is_top(step):
            yield _finding(
                placed,
                "gantt-no-months",
                "warning",
                [step.line],
                step.text[:80],
                "",
                _("Step {number} “{name}” has no months").format(number=step.number, name=short(step.text, 50)),
                _("Draw when the step is done."),
            )


def _counted(placed: Placed, chart: Gantt) -> Iterator[Finding]:
    if chart.total is None:
        if any(step.weight is not None for step in chart.steps):
            yield _finding(
                placed,
                "gantt-total-missing",
                "note",
                [chart.steps[-1].line],
                "",
                _("total"),
                _("“{name}” has no total below its steps").format(name=short(chart.name, 50)),
                _("Write the number of steps and the sum of their weights."),
            )
        return
    stated = _COUNT.search(to_arabic(chart.total.text))
    tops = [step for step in chart.steps if _is_top(step)]
    if stated and int(stated[1]) not in (len(tops), len(chart.steps)):
        yield _finding(
            placed,
            "count-vs-rows",
            "error",
            [chart.total.line, *(step.line for step in tops)],
            stated[1],
            str(len(tops)),
            _("{stated} steps are stated; the chart has {found}").format(stated=stated[1], found=len(tops)),
            _("Count the steps again."),
        )
    if chart.total.weight is not None and chart.total.cumulative is None:
        yield _finding(
            placed,
            "gantt-total-missing",
            "note",
            [chart.total.line],
            _plain(chart.total.weight),
            "100 100",
            _("The total of “{name}” lacks the cumulative progress").format(name=short(chart.name, 50)),
            _("Write 100 in both columns of the total."),
        )


def _years(plan: Audited, placed: Placed, chart: Gantt) -> Iterator[Finding]:
    years = [int(year) for year in _YEAR.findall(to_arabic(chart.years))]
    if years and (min(years) < plan.year - 1 or plan.year not in years):
        yield _finding(
            placed,
            "gantt-year",
            "error",
            [chart.line],
            chart.years,
            f"{plan.year - 1} {plan.year}",
            _("Above the months of “{name}” stands {years}").format(name=short(chart.name, 40), years=chart.years),
            _("Write the years of the plan above the months."),
        )
