"""What differs as a page to print, or to send with the next version."""

from collections.abc import Callable, Sequence
from html import escape
from itertools import groupby
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize, QPdfWriter, QTextDocument

from planner_desktop import whole_file
from planner_desktop.draft.changes import what_name
from planner_desktop.draft.comparison import Difference
from planner_desktop.formpack import FormPack
from planner_desktop.i18n import _
from planner_desktop.thai.words import with_break_marks

STYLE = """body { font-family: Sarabun, sans-serif; font-size: 11pt; } table { border-collapse: collapse; }
th, td { border: 1px solid #888; padding: 4px 6px; vertical-align: top; text-align: left; }"""


def html(
    title: str, differences: Sequence[Difference], pack: FormPack, shown: Callable[[str], str] = lambda text: text
) -> str:
    """The page: a table for each section with what stood there and what stands now; each text as `shown` makes it."""

    def said(text: str) -> str:
        return escape(shown(text)).replace("\n", "<br>")

    titles = {section.id: section.title for section in pack.sections}
    parts = [f"<html><head><meta charset='utf-8'><title>{escape(title)}</title><style>{STYLE}</style></head><body>"]
    parts.append(f"<h2>{said(title)}</h2>")
    for section, group in groupby(differences, key=lambda difference: difference.section):
        parts.append(f"<h3>{said(titles.get(section, _('Elsewhere')))}</h3><table width='100%'><tr>")
        parts += [f"<th>{said(head)}</th>" for head in (_("Where"), _("Before"), _("After"))]
        parts.append("</tr>")
        for difference in group:
            parts.append("<tr>" + "".join(f"<td>{said(text)}</td>" for text in _row(difference, pack)) + "</tr>")
        parts.append("</table>")
    return "\n".join([*parts, "</body></html>"])


def _row(difference: Difference, pack: FormPack) -> tuple[str, str, str]:
    spec = pack.records[difference.kind]
    where = spec.label if spec.single else f"{spec.label}: {difference.title}"
    if difference.what == "changed":
        shown = difference.before, difference.after
        if difference.blocks:
            sides = zip(*((block.before or "", block.after or "") for block in difference.blocks), strict=True)
            shown = tuple("\n".join(filter(None, side)) for side in sides)  # type: ignore[assignment]
        return f"{where} – {spec.fields[difference.field].label}", *shown
    return f"{where} ({what_name(difference.what)})", difference.before, difference.after


def write_page(path: Path, title: str, differences: Sequence[Difference], pack: FormPack) -> None:
    """Write the page as a PDF or, where the name says so, as a web page. Raises OSError."""
    if path.suffix.lower() in (".html", ".htm"):
        whole_file.write(path, html(title, differences, pack).encode())
        return
    path = path if path.suffix else path.with_suffix(".pdf")
    content = QBuffer()
    content.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(content)
    writer.setTitle(title)
    # The text document brings margins of 2 cm itself.
    writer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4),
            QPageLayout.Orientation.Portrait,
            QMarginsF(0, 0, 0, 0),
            QPageLayout.Unit.Millimeter,
        )
    )
    document = QTextDocument()
    document.setHtml(html(title, differences, pack, with_break_marks))
    document.print_(writer)
    whole_file.write(path, bytes(content.data().data()))
