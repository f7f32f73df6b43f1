"""README.html of a bundle: the plan for a reviewer without this program, in any browser, with no network.

One page that brings all it needs: how the plan stands, what the edition counts of it (`overview`), with bars; the
tables that are collected, with a search; the problems; the files; and how to verify the bundle. It is worked out of the
plan, the report and the label alone, so that who receives it can make it again. Every word of them is escaped.
"""

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Any

from planner_desktop.bundle import layout
from planner_desktop.bundle.page_parts import POLICY, SCRIPT, link, section, style
from planner_desktop.bundle.readme import steps
from planner_desktop.checks.listing import severity_name
from planner_desktop.checks.problem import SEVERITIES
from planner_desktop.draft import Draft
from planner_desktop.formpack.collecting import CollectedColumn, CrossReport
from planner_desktop.i18n import _
from planner_desktop.thai.amounts import format_baht
from planner_desktop.thai.dates import moment_in_bangkok

_NUMBERS = ("satang", "number")


def page(draft: Draft, said: Mapping[str, str], report: Mapping[str, Any]) -> str:
    """The page about the bundle whose label says this, with this report in it. Raises QueryError."""
    title, agency = said.get(layout.DESCRIPTION, ""), said.get(layout.AGENCY, "")
    sent = moment_in_bangkok(said[layout.SENT_AT]) if layout.SENT_AT in said else ""
    state = _("Version {number}").format(number=said.get(layout.VERSION, ""))
    state += " · " + (_("sent on {when}").format(when=sent) if sent else _("a draft, not sent yet"))
    links = {
        "overview": _("Overview"),
        "tables": _("Tables"),
        "problems": _("Problems"),
        "files": _("Files"),
        "verify": _("How to verify"),
    }
    anchors = "".join(f'<a href="#{id}">{escape(name)}</a>' for id, name in links.items())
    parts = [
        "<!doctype html>",
        '<html lang="th"><head><meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(f'{title} {agency}')}</title><style>{style()}</style></head><body>",
        f'<div class="top"><header><h1>{escape(title)}</h1><p>{escape(agency)} · {escape(state)}</p></header></div>',
        f"<nav><div>{anchors}</div></nav><main>",
        *_incomplete(said),
        '<div id="overview">',
        *_standing(said, report),
        *(part for reports in draft.pack.overview.values() for each in reports for part in _counted(draft, each)),
        '</div><div id="tables">',
        *(part for name in draft.pack.collected for part in _collected(draft, name)),
        "</div>",
        *_problems(draft, report),
        *_files(said),
        section(_("How to verify that nothing was changed or lost"), id="verify"),
        f"<pre>{escape(chr(10).join(steps()))}</pre></section>",
        f"</main><script>{SCRIPT}</script></body></html>",
    ]
    return "\n".join(parts) + "\n"


def _incomplete(said: Mapping[str, str]) -> Iterator[str]:
    if layout.INCOMPLETE in said:
        by = _("{by}, {when}").format(
            by=said.get(layout.INCOMPLETE_BY, ""), when=moment_in_bangkok(said.get(layout.INCOMPLETE_AT, ""))
        )
        yield section(_("Incomplete: given out though errors stand"), kind="stop")
        yield f"<p>{escape(said[layout.INCOMPLETE])}<br><small>{escape(by)}</small></p></section>"


def _standing(said: Mapping[str, str], report: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong and who vouches for it, as numbers; and whose plan it is."""
    counts = report["counts"]
    scans = said.get(layout.SCANNED, "")
    yield section(_("How the plan stands"))
    yield from _cards(
        [
            *((severity_name(each), str(counts[each]), each == "error" and counts[each] > 0) for each in SEVERITIES),
            (_("Accepted with a reason"), str(len(report["accepted"])), False),
            (_("Electronic signatures of the PDF"), said.get(layout.PDF_SIGNATURES, "0"), False),
            (_("Scanned files"), str(len(scans.split(", ")) if scans else 0), False),
        ]
    )
    facts = (
        (_("Identifier"), said.get(layout.IDENTIFIER, "")),
        (_("Edition"), f"{said.get(layout.EDITION, '')} ({said.get(layout.EDITION_VERSION, '')})"),
        (_("Plan as of"), moment_in_bangkok(said.get(layout.MADE_AT, ""))),
        (_("Made by"), said.get(layout.AUTHOR, "")),
        (_("Made with"), said.get(layout.SOFTWARE, "")),
    )
    yield '<dl style="margin-top:.8rem">'
    yield from (f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in facts if value)
    yield "</dl></section>"


def _cards(cards: Sequence[tuple[str, str, bool]]) -> Iterator[str]:
    """Numbers with what they are of; the last says whether one is bad."""
    yield '<div class="cards">'
    for name, value, bad in cards:
        yield f"<div{' class=bad' if bad else ''}><b>{escape(value)}</b>{escape(name)}</div>"
    yield "</div>"


def _counted(draft: Draft, report: CrossReport) -> Iterator[str]:
    """What is counted of the plan: one row as numbers, more as a table, with a bar for the last column if wanted."""
    rows = [[row[name] for name in report.columns] for row in draft.query(report.sql, where=report.id)]
    columns = list(report.columns.values())
    if not rows:
        return
    yield section(report.title)
    if len(rows) == 1 and not report.chart:
        said = (_said(value, column.type) for value, column in zip(rows[0], columns, strict=True))
        yield from _cards([(column.label, value or "0", False) for column, value in zip(columns, said, strict=True)])
    else:
        longest = max((row[-1] or 0 for row in rows), default=0) if report.chart else 0
        yield f'<div class="wide"><table><thead><tr>{_heads(columns, bars=bool(longest))}</tr></thead><tbody>'
        for row in rows:
            bar = f'<td class="chart">{_bar(row[-1] or 0, longest)}</td>' if longest else ""
            yield f"<tr>{_cells(row, columns)}{bar}</tr>"
        yield "</tbody></table></div>"
    yield "</section>"


def _bar(value: int, longest: int) -> str:
    return f'<div class="bar" style="width:{100 * value // longest}%"></div>' if value > 0 else ""


def _heads(columns: Sequence[CollectedColumn], *, bars: bool = False) -> str:
    heads = (f"<th{_aligned(column)}>{escape(column.label)}</th>" for column in columns)
    return "".join(heads) + ("<th></th>" if bars else "")


def _aligned(column: CollectedColumn) -> str:
    return ' class="n"' if column.type in _NUMBERS else ""


def _cells(row: Sequence[Any], columns: Sequence[CollectedColumn]) -> str:
    return "".join(
        f"<td{_aligned(column)}>{escape(_said(value, column.type))}</td>"
        for value, column in zip(row, columns, strict=True)
    )


def _said(value: Any, kind: str) -> str:
    if value is None:
        return ""
    if kind == "yes_no":
        return "✓" if value else ""
    return format_baht(value) if kind == "satang" else f"{value:,}" if kind == "number" else str(value)


def _collected(draft: Draft, name: str) -> Iterator[str]:
    table = draft.pack.collected[name]
    rows = draft.query(table.sql, where=name)
    if not rows:
        return
    names = [name for name, column in table.columns.items() if not column.key]
    columns = [table.columns[name] for name in names]
    find = _("Find in this table")
    shown = _("{shown} of {all} rows").format(shown=f'<span id="{name}-count">{len(rows)}</span>', all=len(rows))
    yield section(table.label)
    yield '<div class="find">'
    yield f'<input type="search" data-of="{name}" placeholder="{escape(find)}" aria-label="{escape(find)}">'
    yield f'<small>{shown}</small></div><div class="wide"><table id="{name}">'
    yield f"<thead><tr>{_heads(columns)}</tr></thead><tbody>"
    yield from (f"<tr>{_cells([row[name] for name in names], columns)}</tr>" for row in rows)
    yield "</tbody></table></div></section>"


def _problems(draft: Draft, report: Mapping[str, Any]) -> Iterator[str]:
    """What the agency's checks found, errors first; each opens to why it is one and how it is mended."""
    titles = {section.id: section.title for section in draft.pack.sections}
    yield section(_("Problems"), id="problems")
    groups = [
        (severity_name(each), [found for found in report["problems"] if found["severity"] == each], each == "error")
        for each in SEVERITIES
    ]
    groups.append((_("Accepted with a reason"), report["accepted"], True))
    if not any(found for _name, found, _open in groups):
        none = _("No problems found")
        yield f"<p>{escape(none)}</p>"
    for name, found, is_open in groups:
        if not found:
            continue
        yield f"<details{' open' if is_open else ''}><summary>{escape(name)} ({len(found)})</summary><ul>"
        for each in found:
            why = " · ".join(filter(None, (titles.get(each["section"], ""), each.get("why"), each.get("fix"))))
            if "reason" in each:
                why = _("Accepted because: {reason} ({by})").format(
                    reason=each["reason"],
                    by=_("{by}, {when}").format(
                        by=each.get("accepted_by", ""), when=moment_in_bangkok(each.get("accepted_at", ""))
                    ),
                )
            yield f'<li class="{each["severity"]}">{escape(each["message"])}<br><small>{escape(why)}</small></li>'
        yield "</ul></details>"
    yield "</section>"


def _files(said: Mapping[str, str]) -> Iterator[str]:
    """What lies beside the page."""
    signed = layout.PDF_SIGNATURES in said
    files = {
        layout.PDF: _("the plan, signed electronically") if signed else _("the plan, to read and to print"),
        layout.WORD: _("the plan as a Word file") if layout.WITH_WORD in said else "",
        **{f"{layout.SCANS}/{name}": _("scanned pages") for name in said.get(layout.SCANNED, "").split(", ") if name},
        f"{layout.TABLES}/": _("the tables of the plan as CSV, described in datapackage.json; amounts are in baht"),
        layout.PLAN: _("the plan as data (JSON in UTF-8), for other systems to read; amounts are in satang"),
        layout.REPORT: _("what the agency's own checks found, and what it accepted with a reason"),
        layout.DRAFT: _("the plan as this program edits it; it is an SQLite database"),
    }
    yield section(_("Files"), id="files") + "<dl>"
    yield from (f"<dt>{link(name)}</dt><dd>{escape(what)}</dd>" for name, what in files.items() if what)
    yield "</dl></section>"
