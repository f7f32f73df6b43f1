"""Cells left empty where the column's others say something, or say “-”."""

from collections import defaultdict
from collections.abc import Iterator

from planner_desktop.audit.audited import Audited, Placed
from planner_desktop.audit.blocks import Row, Table
from planner_desktop.audit.finding import Finding, at_lines, short
from planner_desktop.audit.projects import is_total
from planner_desktop.i18n import _
from planner_desktop.regex import regex

_TOLD_EACH = regex(r"ตัวชี้วัด|ค่าเป้าหมาย|หน่วยนับ|ผู้รับผิดชอบ")
_DASH = regex(r"\s*[-–]\s*")
_LEAST, _DASHES = 3, 3


def find(plan: Audited) -> Iterator[Finding]:
    """One finding for each column of all tables with the same heads."""
    columns: dict[tuple[str, ...], list[tuple[Placed, int, list[Row]]]] = defaultdict(list)
    for placed, table in plan.tables:
        name = next((placed.columns[meaning] for meaning in ("projects", "name") if meaning in placed.columns), None)
        if name is None or placed.place.part in ("contents", "front"):
            continue
        rows = [row for row in table.rows if row.cells[name].strip() and not is_total(row) and len(set(row.cells)) > 2]
        yield from _without_output(placed, table)
        for at, title in enumerate(table.titles):
            if at > name and title.strip():
                columns[(placed.place.part, *table.titles, title)].append((placed, at, rows))
    for (*_titles, title), parts in columns.items():
        cells = [(row.line, row.cells[at]) for _placed, at, rows in parts for row in rows]
        empty = [line for line, cell in cells if not cell.strip()]
        dashes = sum(bool(_DASH.fullmatch(cell)) for _line, cell in cells)
        filled = len(cells) - len(empty) - dashes
        few_of_dashes = dashes >= _DASHES > len(empty)
        most_of_told = len(empty) >= _LEAST and filled and _TOLD_EACH.search(title)
        if empty and (few_of_dashes or most_of_told):
            yield _finding(parts[0][0].place.said, title, empty)


def _without_output(placed: Placed, table: Table) -> Iterator[Finding]:
    """Routine work under a dash where the others' work plan and output stand."""
    at = placed.columns.get("output")
    if at is None:
        return
    under_dash: list[int] = []
    under_output: list[int] = []
    under = under_output
    for row in table.rows:
        if is_total(row):
            continue
        if row.cells[at].strip():  # else the cell above goes over this row, too
            under = under_dash if _DASH.fullmatch(row.cells[at]) else under_output
        under.append(row.line)
    if under_dash and under_output:
        yield _finding(placed.place.said, table.titles[at], under_dash)


def _finding(place: str, title: str, lines: list[int]) -> Finding:
    return Finding(
        "empty-cell",
        "note",
        at_lines(*lines),
        place,
        "",
        short(title, 80),
        _("“{title}” is left empty in {count} rows").format(title=short(title, 40), count=len(lines)),
        _("Fill it in, or write “-” where there is nothing."),
    )
