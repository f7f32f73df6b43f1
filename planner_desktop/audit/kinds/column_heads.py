"""Columns that are headed otherwise in tables of the same kind, and totals in another language."""

from collections import defaultdict
from collections.abc import Hashable, Iterator

from planner_desktop.audit.audited import Audited, Placed
from planner_desktop.audit.blocks import Gantt, Table
from planner_desktop.audit.finding import Finding, at_lines, short
from planner_desktop.audit.template import plain_title
from planner_desktop.i18n import _
from planner_desktop.regex import regex
from planner_desktop.thai.compared import compared

_ENGLISH = regex(r"(?i)^\s*(?:grand\s+)?total\b")
_THAI = regex("[ก-๙]")
_ASIDE = regex(r"25\d\d|\(\s*ถ้ามี\s*\)|ชื่อ|ตามภารกิจของหน่วยงาน")
"""What a head may say besides, without being another."""
_OF_STEPS = regex(r"ก้าวหน้า")
_PARTS = ("city", "agency", "routine")
_MEANINGS = ("number", "name", "amount", "division", "policy", "codes", "output")


def find(plan: Audited) -> Iterator[Finding]:
    """One finding for each head that is seldom so, and for each total row in English."""
    heads: dict[Hashable, dict[str, list[tuple[Placed, Table | Gantt, str]]]] = defaultdict(lambda: defaultdict(list))
    for placed, table in plan.tables:
        if placed.known is not None and placed.place.part in _PARTS and len(table.head) == 1:
            for meaning, title in zip(placed.known.meanings, table.titles, strict=True):
                if meaning in _MEANINGS:
                    plain = compared(_ASIDE.sub("", plain_title(title)))
                    heads[placed.place.summary, placed.known.meanings, meaning][plain].append((placed, table, title))
        yield from _in_english(placed, table)
    for placed, chart in plan.charts:
        for title in dict.fromkeys(title for title in chart.columns if _OF_STEPS.search(title)):
            heads["steps"][compared(title)].append((placed, chart, title))
    for ways in heads.values():
        usual = max(ways, key=lambda way: len(ways[way]))
        for way, tables in ways.items():
            if way != usual and len(tables) < len(ways[usual]):
                yield _finding(tables, ways[usual][0][2])


def _finding(tables: list[tuple[Placed, Table | Gantt, str]], usual: str) -> Finding:
    placed, _table, title = tables[0]
    return Finding(
        "column-head-variant",
        "note",
        at_lines(*(table.line for _placed, table, _title in tables)),
        placed.place.said,
        short(title, 120),
        short(plain_title(usual), 120),
        _("The column “{title}” is “{usual}” in other tables").format(
            title=short(title, 40), usual=short(plain_title(usual), 40)
        ),
        _("Head the same column in the same words."),
    )


def _in_english(placed: Placed, table: Table) -> Iterator[Finding]:
    if not any(_THAI.search(title) for title in table.titles):
        return
    for row in table.rows:
        if row.cells and (word := next((cell for cell in row.cells[:2] if _ENGLISH.match(cell)), "")):
            yield Finding(
                "foreign-word",
                "note",
                at_lines(row.line),
                placed.place.said,
                word.strip(),
                "รวม",
                _("The total row says “{word}” in a Thai table").format(word=word.strip()),
                _("Write รวมทั้งสิ้น."),
            )
