"""The report of an audit as a document to print: a summary, the findings by section, what could not be judged."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from planner_desktop.audit.blocks import Plan
from planner_desktop.audit.finding import Finding, by_place
from planner_desktop.audit.listing import counted, named, recognised
from planner_desktop.audit.run import Report
from planner_desktop.checks import SEVERITIES
from planner_desktop.checks.listing import severity_name
from planner_desktop.document.outline import (
    Cell,
    Column,
    Document,
    Heading,
    NewPage,
    OutlineBlock,
    Paragraph,
    PrintedSection,
    Row,
    Run,
    Runs,
    Table,
)
from planner_desktop.document.pdf import write_pdf
from planner_desktop.i18n import _


def write_report(report: Report, path: Path) -> int:
    """Write the report as PDF; how many pages it has. Raises DocumentError."""
    return write_pdf(document(report), path).pages


def document(report: Report) -> Document:
    """The report as an outline, to be typeset as a PDF."""
    title = _("Audit of {plan}").format(plan=report.plan.source)
    parts = [
        PrintedSection("summary", tuple(_summary(report, title))),
        PrintedSection("findings", tuple(_findings(report))),
    ]
    if report.not_judged:
        parts.append(PrintedSection("not-judged", tuple(_not_judged(report.not_judged))))
    return Document(title, "planner_desktop", parts)


def _text(words: str, *, bold: bool = False) -> Runs:
    return (Run(words, bold=bold),)


def _summary(report: Report, title: str) -> Iterator[OutlineBlock]:
    yield NewPage("portrait")
    yield Paragraph(_text(title), "title")
    for words in (report.plan.agency, recognised(report), counted(report)):
        if words:
            yield Paragraph(_text(words), "center")
    places = by_place(report.findings)
    if places:
        head = [_("Section"), *map(severity_name, SEVERITIES)]
        yield Table(
            (Column(4.0), *(Column(width=2.2) for _severity in SEVERITIES)),
            (Row([Cell(_text(words, bold=True), "center") for words in head]),),
            [
                Row(
                    [
                        Cell(_text(named(place))),
                        *(Cell(_text(str(count or "–")), "center") for count in _of_each(found)),
                    ]
                )
                for place, found in places.items()
            ],
        )


def _of_each(findings: Sequence[Finding]) -> list[int]:
    """How many findings there are of each severity."""
    counts = Counter(found.severity for found in findings)
    return [counts[severity] for severity in SEVERITIES]


def _findings(report: Report) -> Iterator[OutlineBlock]:
    if not report.findings:
        return
    yield NewPage("landscape")
    yield Heading(_text(_("Findings")), 1)
    columns = (Column(width=1.8), Column(width=2.6), Column(4.0), Column(2.0), Column(2.0), Column(3.0))
    head = [_("Severity"), _("Lines"), _("Problem"), _("Stated"), _("Should be"), _("How to fix")]
    rows = []
    for place, found in by_place(report.findings).items():
        rows.append(Row([Cell(_text(named(place), bold=True), columns=len(columns))], "group", shaded=True))
        rows += [_row(one, report.plan) for one in found]
    yield Table(columns, (Row([Cell(_text(words, bold=True), "center") for words in head]),), rows)


def _row(found: Finding, plan: Plan) -> Row:
    lines = (plan.where(found.lines) if plan.places else ", ".join(map(str, found.lines))) or "–"
    words = (severity_name(found.severity), lines, found.message, found.stated, found.found, found.fix)
    return Row([Cell(_text(word)) for word in words])


def _not_judged(told: Sequence[str]) -> Iterator[OutlineBlock]:
    yield NewPage("portrait")
    yield Heading(_text(_("Could not be judged")), 1)
    for words in told:
        yield Paragraph(_text(words), "plain", label="-")
