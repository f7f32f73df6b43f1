"""README.html of a bundle: the plan for a reviewer without this program, in any browser, with no network.

One page that brings all it needs: what the edition counts of a plan (`overview`), with bars; the tables that are
collected, with a search; the problems; and how to verify the bundle. Every word of the plan is escaped.
"""

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Any

from planner_desktop.bundle import layout
from planner_desktop.bundle.readme import steps
from planner_desktop.draft import Draft
from planner_desktop.formpack.collecting import CollectedColumn, CrossReport
from planner_desktop.i18n import _
from planner_desktop.thai.amounts import format_baht

_STYLE = """
body{font:16px/1.5 "TH Sarabun New","TH SarabunPSK",Sarabun,Tahoma,sans-serif;max-width:70rem;margin:auto;
padding:1rem;color:#1a1a1a;background:#fff}
table{border-collapse:collapse;width:100%;margin:.5rem 0 1.5rem}
th,td{border:1px solid #999;padding:.25rem .5rem;text-align:left;vertical-align:top}
th{background:#eee;position:sticky;top:0}
td.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.bar{background:#1f5fa8;height:.8rem;min-width:1px}
.error{color:#a40000;font-weight:bold}
input{font:inherit;padding:.3rem;width:100%;box-sizing:border-box}
pre{background:#f4f4f4;padding:.5rem;white-space:pre-wrap}
"""
_SCRIPT = """
for(const box of document.querySelectorAll('input[data-of]')){
  const rows=[...document.getElementById(box.dataset.of).tBodies[0].rows];
  const count=document.getElementById(box.dataset.of+'-count');
  const find=()=>{const words=box.value.toLowerCase().split(/\\s+/);let n=0;
    for(const row of rows){const text=row.textContent.toLowerCase();
      row.hidden=!words.every(word=>text.includes(word));n+=!row.hidden}
    count.textContent=n};
  box.addEventListener('input',find);find()}
"""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'"
_NUMBERS = ("satang", "number")


def page(draft: Draft, info: Mapping[str, str], report: Mapping[str, Any]) -> str:
    """The page about the bundle with these lines in its bag-info.txt and this report. Raises QueryError."""
    title = info.get(layout.DESCRIPTION, "")
    parts = [
        "<!doctype html>",
        '<html lang="th"><head><meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head><body>",
        f"<h1>{escape(title)}</h1><p>{escape(info.get(layout.AGENCY, ''))}</p>",
        *_facts(info, report),
        *(part for reports in draft.pack.overview.values() for each in reports for part in _counted(draft, each)),
        *(part for name in draft.pack.collected for part in _collected(draft, name)),
        *_problems(report),
        f"<h2>{escape(_('How to verify that nothing was changed or lost'))}</h2>",
        f"<pre>{escape(chr(10).join(steps()))}</pre>",
        f"<script>{_SCRIPT}</script></body></html>",
    ]
    return "\n".join(parts) + "\n"


def _facts(info: Mapping[str, str], report: Mapping[str, Any]) -> Iterator[str]:
    counts = report["counts"]
    facts = (
        (_("Identifier"), info.get(layout.IDENTIFIER, "")),
        (_("Edition"), f"{info.get(layout.EDITION, '')} ({info.get(layout.EDITION_VERSION, '')})"),
        (_("Version"), info.get(layout.VERSION, "")),
        (_("Date"), info.get(layout.MADE_AT, "")),
        (_("Errors"), str(counts["error"])),
        (_("Warnings"), str(counts["warning"])),
    )
    yield "<table>"
    yield from (f"<tr><th>{escape(name)}</th><td>{escape(value)}</td></tr>" for name, value in facts if value)
    yield f'</table><p><a href="{layout.PDF}">{layout.PDF}</a> · <a href="{layout.TABLES}/">{layout.TABLES}/</a></p>'


def _counted(draft: Draft, report: CrossReport) -> Iterator[str]:
    """What is counted of the plan, with a bar for the last column where the edition wants that."""
    rows = [[row[name] for name in report.columns] for row in draft.query(report.sql, where=report.id)]
    columns = list(report.columns.values())
    longest = max((row[-1] or 0 for row in rows), default=0) if report.chart else 0
    yield f"<h2>{escape(report.title)}</h2><table><thead><tr>{_heads(columns, bars=bool(longest))}</tr></thead><tbody>"
    for row in rows:
        bar = ""
        if longest:
            bar = f'<td style="width:30%"><div class="bar" style="width:{100 * (row[-1] or 0) // longest}%"></div></td>'
        yield f"<tr>{_cells(row, columns)}{bar}</tr>"
    yield "</tbody></table>"


def _heads(columns: Sequence[CollectedColumn], *, bars: bool = False) -> str:
    return "".join(f"<th>{escape(column.label)}</th>" for column in columns) + ("<th></th>" if bars else "")


def _cells(row: Sequence[Any], columns: Sequence[CollectedColumn]) -> str:
    return "".join(
        f"<td{' class=n' if column.type in _NUMBERS else ''}>{escape(_said(value, column.type))}</td>"
        for value, column in zip(row, columns, strict=True)
    )


def _said(value: Any, kind: str) -> str:
    if value is None:
        return ""
    if kind == "yes_no":
        return "✓" if value else ""
    return format_baht(value) if kind == "satang" else str(value)


def _collected(draft: Draft, name: str) -> Iterator[str]:
    table = draft.pack.collected[name]
    rows = draft.query(table.sql, where=name)
    if not rows:
        return
    names = [name for name, column in table.columns.items() if not column.key]
    columns = [table.columns[name] for name in names]
    find = _("Find in this table")
    yield f'<h2>{escape(table.label)} (<span id="{name}-count">{len(rows)}</span>/{len(rows)})</h2>'
    yield f'<input type="search" data-of="{name}" placeholder="{escape(find)}" aria-label="{escape(find)}">'
    yield f'<table id="{name}"><thead><tr>{_heads(columns)}</tr></thead><tbody>'
    yield from (f"<tr>{_cells([row[name] for name in names], columns)}</tr>" for row in rows)
    yield "</tbody></table>"


def _problems(report: Mapping[str, Any]) -> Iterator[str]:
    for title, of in ((_("Problems"), report["problems"]), (_("Accepted"), report["accepted"])):
        if of:
            yield f"<h2>{escape(title)} ({len(of)})</h2><ul>"
            for problem in of:
                reason = f" — {problem['reason']}" if "reason" in problem else ""
                yield f'<li class="{problem["severity"]}">{escape(problem["message"] + reason)}</li>'
            yield "</ul>"
