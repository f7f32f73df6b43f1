"""README.txt of a bundle: what is in it and how to verify it without this program."""

from collections.abc import Mapping
from datetime import date

from planner_desktop.bundle import layout
from planner_desktop.i18n import _
from planner_desktop.thai.dates import format_date


def readme(info: Mapping[str, str]) -> str:
    """The text, in the user's language, about the bundle with these lines in its bag-info.txt."""
    contents = {
        layout.PDF: _("the plan, to read and to print"),
        layout.PLAN: _("the plan as data (JSON in UTF-8), for other systems to read; amounts are in satang"),
        layout.SCHEMA: _("what plan.json may hold (JSON Schema 2020-12)"),
        layout.OVERVIEW: _("the plan at a glance, for any browser: sums, charts, tables with a search, problems"),
        layout.TABLES: _("the tables of the plan as CSV, described in datapackage.json; amounts are in baht"),
        layout.REPORT: _("what the agency's own checks found, and what it accepted with a reason"),
        layout.DRAFT: _("the plan as this program edits it; it is an SQLite database"),
        layout.ATTACHMENTS: _("the attached files, if there are any"),
    }
    if layout.WITH_WORD in info:
        contents[layout.WORD] = _("the plan as a Word file")
    if layout.SCANNED in info:
        contents[layout.SCANS] = _("scanned pages")
    if layout.PDF_SIGNATURES in info:
        contents[layout.PDF] = _("the plan, signed electronically")
    made = _("Bundle made on {date} by {author}") if layout.AUTHOR in info else _("Bundle made on {date}")
    lines = [
        info.get(layout.DESCRIPTION, ""),
        info.get(layout.AGENCY, ""),
        *([_("Incomplete: {reason}").format(reason=info[layout.INCOMPLETE])] if layout.INCOMPLETE in info else []),
        made.format(date=format_date(date.fromisoformat(info[layout.DATE])), author=info.get(layout.AUTHOR)),
        "",
        _("What is in this folder"),
        *(f"  {name} - {what}" for name, what in contents.items()),
        "",
        _("How to verify that nothing was changed or lost"),
        *steps(),
    ]
    return "\n".join(lines) + "\n"


def as_bytes(info: Mapping[str, str]) -> bytes:
    """The file. Its mark tells old Windows editors that it is UTF-8, and its line ends are theirs: it is for people.

    Raises ValueError, LookupError where the lines say no date.
    """
    return readme(info).replace("\n", "\r\n").encode("utf-8-sig")


def steps() -> list[str]:
    """How a bundle is verified, a line each."""
    return [
        _("1. With planner_desktop: planner-desktop verify FILE.zip"),
        _("2. With any BagIt tool: the unzipped folder is a BagIt 1.0 bag (RFC 8493). bagit.py --validate FOLDER"),
        _("3. With what Windows has: in the folder “data”, run certutil -hashfile plan.pdf SHA256"),
        _("   and compare with the line of data/plan.pdf in manifest-sha256.txt, for each file alike."),
        _("4. On Linux or macOS: in the folder that holds bagit.txt, run sha256sum -c manifest-sha256.txt"),
        "",
        _("The checksums show damage and loss. They do not show who made the bundle."),
    ]
