"""The report of an audit as a document to print: a summary, the findings by section, what could not be judged."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

from planner_desktop.audit.finding import Finding
from planner_desktop.audit.listing import counted, recognised
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
    """The report laid out."""
    title = _("Audit of {plan}").format(plan=report.plan.source)
    parts = [
        PrintedSection("summary", tuple(_summary(report, title))),
        PrintedSection("findings", tuple(_findings(report.findings))),
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
    by_place = Counter((found.place, found.severity) for found in report.findings)
    places = list(dict.fromkeys(found.place for found in report.findings))
    if places:
        head = [_("Section"), *map(severity_name, SEVERITIES)]
        yield Table(
            (Column(4.0), *(Column(width=2.2) for _severity in SEVERITIES)),
            (Row([Cell(_text(words, bold=True), "center") for words in head]),),
            [
                Row(
                    [
                        Cell(_text(place or "–")),
                        *(Cell(_text(str(by_place[place, of] or "–")), "center") for of in SEVERITIES),
                    ]
                )
                for place in places
            ],
        )


def _findings(findings: Sequence[Finding]) -> Iterator[OutlineBlock]:
    if not findings:
        return
    yield NewPage("landscape")
    yield Heading(_text(_("Findings")), 1)
    columns = (Column(width=1.8), Column(width=2.6), Column(4.0), Column(2.0), Column(2.0), Column(3.0))
    head = [_("Severity"), _("Lines"), _("Problem"), _("Stated"), _("Should be"), _("How to fix")]
    for place, found in groupby(findings, key=lambda finding: finding.place):
        yield Heading(_text(place or "–"), 2)
        yield Table(
            columns,
            (Row([Cell(_text(words, bold=True), "center") for words in head]),),
            [_row(finding) for finding in found],
        )


def _row(found: Finding) -> Row:
    lines = ", ".join(map(str, found.lines)) or "–"
    words = (severity_name(found.severity), lines, found.message, found.stated, found.found, found.fix)
    return Row([Cell(_text(word)) for word in words])


def _not_judged(told: Sequence[str]) -> Iterator[OutlineBlock]:
    yield NewPage("portrait")
    yield Heading(_text(_("Could not be judged")), 1)
    for words in told:
        yield Paragraph(_text(words), "plain", label="-")
