"""What rows of an evaluation lack: a project, a host that is named, steps in the charts."""

from collections.abc import Iterator
from difflib import SequenceMatcher

from planner_desktop.audit.audited import Audited
from planner_desktop.audit.blocks import Row
from planner_desktop.audit.finding import Finding, at_lines, short
from planner_desktop.audit.results import Result
from planner_desktop.exchange.plain_names import bare_key
from planner_desktop.i18n import _
from planner_desktop.regex import regex

_IN_BRACKETS = regex(r"\s*\([^()]+\)\s*")
_DISTRICT = regex(r"ของสำนักงานเขต|ของสำนักเขต")
_COMMON = regex(r"กรุงเทพมหานคร|ความสำเร็จ|ความพึงพอใจ|ระดับ|ร้อยละ")
_SHARED = 13
"""So many letters that an indicator and a chart have in common make the chart the indicator's."""


def find(plan: Audited) -> Iterator[Finding]:
    """Rows of the evaluation and of the city's key results that lack a part."""
    yield from _without_project(plan)
    yield from _hosts(plan)
    yield from _without_steps(plan)
    yield from _of_districts(plan)


def _without_project(plan: Audited) -> Iterator[Finding]:
    for placed, table in plan.tables:
        at = placed.columns.get("projects")
        if at is None or placed.place.part != "evaluation":
            continue
        for row in table.rows:
            if row.cells[at].strip() == "-":
                name = _name(row)
                yield Finding(
                    "kpi-without-project",
                    "warning",
                    at_lines(row.line),
                    placed.place.said,
                    "-",
                    "",
                    _("“{name}” has no project").format(name=short(name, 50)),
                    _("Name the project or activity that reaches it."),
                )


def _name(row: Row) -> str:
    return max(row.cells, key=len)


def _hosts(plan: Audited) -> Iterator[Finding]:
    """Divisions in brackets where others name the agency before them."""
    hosts = [one for one in plan.results if one.level == "city" and one.host.strip()]
    unclear = [one for one in hosts if _IN_BRACKETS.fullmatch(one.host)]
    if unclear and len(unclear) < len(hosts):
        yield Finding(
            "host-unclear",
            "note",
            at_lines(*(one.line for one in unclear)),
            plan.place_of(unclear[0].block),
            unclear[0].host,
            next(one.host for one in hosts if one not in unclear),
            _("{count} key results name a division, but no host agency").format(count=len(unclear)),
            _("Write the agency before the division in brackets."),
        )


def _without_steps(plan: Audited) -> Iterator[Finding]:
    """Indicators that were negotiated or are evaluated, in a plan with charts of steps, without a chart."""
    if not plan.charts:
        return
    charts = [_known("".join((chart.kpi, chart.project, chart.activity))) for _placed, chart in plan.charts]
    for group in plan.result_groups:
        asked = [one for one in group if one.level == "evaluation" and one.target and (one.number or one.code)]
        if asked and not any(_is_of(one, chart) for one in group for chart in charts):
            yield Finding(
                "steps-missing",
                "error",
                at_lines(*(one.line for one in asked)),
                plan.place_of(asked[0].block),
                short(asked[0].name, 120),
                "",
                _("“{name}” has no chart of steps").format(name=short(asked[0].name, 50)),
                _("Add the steps of its project or activity."),
            )


def _known(text: str) -> str:
    return _COMMON.sub("", bare_key(text))


def _is_of(one: Result, chart: str) -> bool:
    own = _known(one.name)
    found = SequenceMatcher(None, own, chart, autojunk=False).find_longest_match()
    return found.size >= min(_SHARED, max(len(own) - 2, 6))


def _of_districts(plan: Audited) -> Iterator[Finding]:
    """Words of the template for districts, in the plan of another agency."""
    if "เขต" in plan.plan.agency:
        return
    wrong = [said for said in plan.texts if said.role in ("heading", "head") and _DISTRICT.search(said.text)]
    if wrong:
        yield Finding(
            "placeholder-other-agency",
            "note",
            at_lines(*(said.line for said in wrong)),
            wrong[0].place.said,
            short(wrong[0].text, 120),
            plan.plan.agency,
            _("Headings speak of a district office, the plan is of {agency}").format(
                agency=short(plan.plan.agency, 50)
            ),
            _("Write the headings as the template has them for this agency."),
        )
