"""Steps of a chart that deal with instalments which an earlier step has dealt with."""

from collections.abc import Iterator

from planner_desktop.audit.audited import Audited
from planner_desktop.audit.blocks import Gantt, Step
from planner_desktop.audit.finding import Finding, at_lines
from planner_desktop.i18n import _
from planner_desktop.regex import regex
from planner_desktop.thai.digits import to_arabic

_RANGE = regex(r"^\W*\d*[.)]?\s*(.*?)งวดที่\s*(\d+)\s*[-–]\s*(\d+)")


def find(plan: Audited) -> Iterator[Finding]:
    """Overlaps and repeated steps of each chart, by the words before the instalments."""
    for placed, chart in plan.charts:
        ranges: dict[str, list[tuple[int, int, Step]]] = {}
        for step in chart.steps:
            if found := _RANGE.match(to_arabic(step.text)):
                ranges.setdefault("".join(found[1].split()), []).append((int(found[2]), int(found[3]), step))
        for same in ranges.values():
            yield from _repeated(same, placed.place.said, chart)
        first = next((same for same in ranges.values() if _overlap(same)), None)
        if first:
            yield _finding(
                "range-overlap",
                [step for same in ranges.values() for _from, _to, step in same],
                placed.place.said,
                ", ".join(dict.fromkeys(f"{begin} - {end}" for begin, end, _step in first)),
                _("Instalments overlap: {ranges}"),
            )


def _overlap(ranges: list[tuple[int, int, Step]]) -> bool:
    return any(one[:2] != other[:2] and one[0] <= other[0] <= one[1] for one in ranges for other in ranges)


def _repeated(ranges: list[tuple[int, int, Step]], place: str, _chart: Gantt) -> Iterator[Finding]:
    seen: dict[tuple[int, int], Step] = {}
    for begin, end, step in ranges:
        if before := seen.get((begin, end)):
            yield _finding(
                "step-repeated",
                [before, step],
                place,
                f"{begin} - {end}",
                _("Two steps deal with instalments {ranges}"),
            )
        seen.setdefault((begin, end), step)


def _finding(kind: str, steps: list[Step], place: str, ranges: str, message: str) -> Finding:
    return Finding(
        kind,
        "warning",
        at_lines(*(step.line for step in steps)),
        place,
        ranges,
        "",
        message.format(ranges=ranges),
        _("Give each instalment to one step."),
    )
