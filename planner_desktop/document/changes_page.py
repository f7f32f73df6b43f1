"""What differs as a page to print, or to send with the next version."""

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby
from pathlib import Path

from planner_desktop import whole_file
from planner_desktop.document.outline import (
    Cell,
    Column,
    Document,
    Heading,
    OutlineBlock,
    PrintedSection,
    Row,
    Run,
    Table,
)
from planner_desktop.draft.history.changes import what_name
from planner_desktop.draft.history.comparison import Difference
from planner_desktop.errors import DraftError
from planner_desktop.formpack import FormPack
from planner_desktop.i18n import _

STYLE = """body { font-family: Sarabun, sans-serif; font-size: 11pt; } table { border-collapse: collapse; }
th, td { border: 1px solid #888; padding: 4px 6px; vertical-align: top; text-align: left; }"""
HTML = (".html", ".htm")
SHARES = (2, 3, 3)
"""Of the width of the page, by column."""
ChangeRows = list[tuple[str, str, str]]


def kinds_of_file() -> tuple[str, ...]:
    """The kinds of file that the page can be, as a file dialog tells them."""
    return _("PDF document (*.pdf)"), _("Web page (*.html)")


def write_page(path: Path, title: str, differences: Sequence[Difference], pack: FormPack) -> Path:
    """Write the page as a web page where the name says so, else as a PDF; where it is. Raises DraftError."""
    heads, tables = (_("Where"), _("Before"), _("After")), list(_tables(differences, pack))
    try:
        if path.suffix.lower() in HTML:
            whole_file.write(path, _html(title, heads, tables).encode())
            return path
        from planner_desktop.document.pdf import make_pdf  # a web page needs no fonts

        path = path if path.suffix else path.with_suffix(".pdf")
        make_pdf(_document(title, heads, tables)).write(path)
    except OSError as error:
        raise DraftError(*whole_file.cannot_be_written(path, error)) from error
    return path


def place_of(difference: Difference, pack: FormPack) -> str:
    """The record that a difference is about, and which field of it, or what happened to it."""
    spec = pack.records[difference.kind]
    where = spec.label if spec.single else f"{spec.label}: {difference.title}"
    if difference.what == "changed":
        return f"{where} – {spec.fields[difference.field].label}"
    return f"{where} ({what_name(difference.what)})"


def _tables(differences: Sequence[Difference], pack: FormPack) -> Iterator[tuple[str, ChangeRows]]:
    """The title of each section with what stood there and what stands now."""
    titles = {section.id: section.title for section in pack.sections}
    for section, group in groupby(differences, key=lambda difference: difference.section):
        yield titles.get(section, _("Elsewhere")), [(place_of(each, pack), *sides(each)) for each in group]


def sides(difference: Difference) -> tuple[str, str]:
    """What stood there and what stands now; of a rich text only the blocks that differ."""
    if not difference.blocks:
        return difference.before, difference.after
    before = filter(None, (block.before for block in difference.blocks))
    after = filter(None, (block.after for block in difference.blocks))
    return "\n".join(before), "\n".join(after)


def _html(title: str, heads: Sequence[str], tables: Sequence[tuple[str, ChangeRows]]) -> str:
    def said(text: str) -> str:
        return escape(text).replace("\n", "<br>")

    parts = [f"<html><head><meta charset='utf-8'><title>{escape(title)}</title><style>{STYLE}</style></head><body>"]
    parts.append(f"<h2>{said(title)}</h2>")
    for section, rows in tables:
        parts.append(f"<h3>{said(section)}</h3><table width='100%'>")
        parts.append("<tr>" + "".join(f"<th>{said(head)}</th>" for head in heads) + "</tr>")
        parts += ["<tr>" + "".join(f"<td>{said(text)}</td>" for text in row) + "</tr>" for row in rows]
        parts.append("</table>")
    return "\n".join([*parts, "</body></html>"])


def _document(title: str, heads: Sequence[str], tables: Sequence[tuple[str, ChangeRows]]) -> Document:
    blocks: list[OutlineBlock] = [Heading((Run(title),), contents=False)]
    head = Row([Cell((Run(text, bold=True),)) for text in heads])
    for section, rows in tables:
        blocks.append(Heading((Run(section),), 2, contents=False))
        columns = [Column(share) for share in SHARES]
        blocks.append(Table(columns, [head], [Row([Cell((Run(text),)) for text in row]) for row in rows]))
    return Document(title, "planner_desktop", [PrintedSection("changes", blocks)])
