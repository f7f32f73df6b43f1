"""The verdict on a bundle as a PDF, set as the plan itself is: to be kept, or sent back to the agency."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from planner_desktop import whole_file
from planner_desktop.bundle.pdf_compared import words_of
from planner_desktop.bundle.verdict import Group, Verdict, about_lines, mends, severity_of, word_of
from planner_desktop.checks.listing import severity_name
from planner_desktop.checks.problem import SEVERITIES
from planner_desktop.document.outline import (
    Cell,
    Column,
    Document,
    Heading,
    OutlineBlock,
    Paragraph,
    PrintedSection,
    Row,
    Run,
    Table,
)
from planner_desktop.document.pdf import make_pdf
from planner_desktop.errors import DocumentError
from planner_desktop.i18n import _


def write(verdict: Verdict, path: Path, facts: Sequence[tuple[str, str]] = ()) -> None:
    """Write the verdict to `path`; `facts` are what else is known of it, each with its label. Raises DocumentError."""
    try:
        whole_file.write(path, as_pdf(verdict, facts))
    except OSError as error:
        raise DocumentError(*whole_file.cannot_be_written(path, error)) from error


def as_pdf(verdict: Verdict, facts: Sequence[tuple[str, str]] = ()) -> bytes:
    """The bytes of the PDF. Raises DocumentError."""
    title = _("Verdict on the bundle of a plan") if verdict.receipt else _("Verdict on a plan before it is sent")
    blocks = [Heading((Run(title),), contents=False, align="center"), *_blocks(verdict, facts)]
    return make_pdf(Document(title, "", [PrintedSection("verdict", tuple(blocks))])).data


def _blocks(verdict: Verdict, known: Sequence[tuple[str, str]]) -> Iterator[OutlineBlock]:
    facts = [
        *([(_("Receipt"), verdict.receipt)] if verdict.receipt else []),
        *known,
        (_("Verdict"), word_of(verdict.verdict)),
        *([(_("File"), verdict.name)] if verdict.name else []),
        *about_lines(verdict.about),
        *((_("Signatures"), verdict.signature) for _one in (0,) if verdict.signature),
        *((_("The PDF"), told) for told in (words_of(verdict.pdf),) if told),
        *((_("What is held"), verdict.against_told) for _one in (0,) if verdict.against_told),
        *((severity_name(severity), str(verdict.counts[severity])) for severity in SEVERITIES),
    ]
    rows = [Row([Cell((Run(name, bold=True),)), Cell((Run(value),))]) for name, value in facts]
    yield Table([Column(width=4.0), Column()], [], rows)
    for remark in verdict.remarks:
        yield Paragraph((Run(remark),), style="plain")
    for title, groups in ((_("What was found"), verdict.groups), (_("Accepted"), verdict.accepted)):
        if groups:
            yield Heading((Run(title),), level=2, contents=False)
            yield _table(groups)


def _table(groups: tuple[Group, ...]) -> Table:
    heads = (_("Kind"), _("How many"), _("First places"), _("How to mend it"))
    head = Row([Cell((Run(text, bold=True),), align="center", shaded=True) for text in heads])
    columns = [Column(width=2.6), Column(width=1.6), Column(share=3.0), Column(share=2.0)]
    return Table(columns, [head], [_row(group) for group in groups])


def _row(group: Group) -> Row:
    places = [
        f"{n}. {place.message}{f' [{place.file}]' if place.file else ''}" for n, place in enumerate(group.places, 1)
    ]
    if group.count > len(places):
        places.append("…")
    texts = (severity_of(group), str(group.count), "\n".join(" ".join(each.split()) for each in places), mends(group))
    return Row([Cell((Run(text),), align="right" if text.isdecimal() else "left") for text in texts])
