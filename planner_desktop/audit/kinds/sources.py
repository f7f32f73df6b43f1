"""Tables and figures of the front part: their source, its year, and their number."""

import re
from collections.abc import Iterator

from planner_desktop.audit.audited import Audited
from planner_desktop.audit.blocks import Items, Paragraph, Table
from planner_desktop.audit.finding import Finding, at_lines, short
from planner_desktop.audit.kinds.number_tables import is_judged
from planner_desktop.i18n import _
from planner_desktop.regex import regex
from planner_desktop.thai.digits import to_arabic

_SOURCE = regex(r"\s*[(*]*ที่มา\s*[:：]?")
_NUMBERED = regex(r"\s*(?:ตาราง|ภาพ|แผนภูมิ|รูป|แผนภาพ|กราฟ)(?:ที่)?\s*\d")
_YEAR = regex(r"25\d\d")
_FIGURE = regex(r"\s*[\d๐-๙][\d๐-๙,.]*\s*(?:\(|%|$)")
_BEHIND = 4


def find(plan: Audited) -> Iterator[Finding]:
    """Tables without a source, sources of one year under tables of several, and sources of what has no number."""
    numbered = any(_NUMBERED.match(to_arabic(said.text)) for said in plan.texts if said.place.part == "front")
    for placed, table in plan.tables:
        if placed.place.part != "front" or placed.known or not _has_figures(table) or len(table.rows) < 3:
            continue
        source = _source_of(plan, placed.at)
        if source is None:
            yield _finding(
                "figure-without-source",
                placed.place.said,
                (table.line,),
                short(table.caption, 80),
                "ที่มา : …",
                _("The table “{caption}” says no source").format(caption=short(table.caption, 50)),
                _("Write ที่มา and the year of the data below the table."),
            )
            continue
        told = set(_YEAR.findall(to_arabic(source.text)))
        years = set(_YEAR.findall(to_arabic(" ".join((table.caption, *table.titles)))))
        if told and len(years) > 1 and told < years:
            yield _finding(
                "source-year",
                placed.place.said,
                (table.line, source.line),
                ", ".join(sorted(told)),
                ", ".join(sorted(years)),
                _("The source is of {told}, the table of {years}").format(
                    told=", ".join(sorted(told)), years=", ".join(sorted(years))
                ),
                _("Name the source of every year that the table shows."),
            )
    if numbered:
        yield from _of_nothing(plan)


def _has_figures(table: Table) -> bool:
    """Whether most cells behind the first column are figures, with a percentage behind them or without."""
    cells = [cell for row in table.rows for cell in row.cells[1:] if cell.strip()]
    return is_judged(table) or sum(bool(_FIGURE.match(cell)) for cell in cells) > len(cells) / 2


def _source_of(plan: Audited, at: int) -> Paragraph | None:
    """The source that is named behind a table, before the next one."""
    for placed in plan.blocks[at + 1 : at + _BEHIND]:
        block = placed.block
        if isinstance(block, Table):
            return None
        if isinstance(block, Paragraph) and _SOURCE.match(block.text):
            return block
    return None


def _of_nothing(plan: Audited) -> Iterator[Finding]:
    """Sources with no table and no numbered figure before them, in a plan that numbers others."""
    for placed in plan.blocks[1:]:
        block, before = placed.block, plan.blocks[placed.at - 1].block
        if placed.place.part != "front" or not isinstance(block, Paragraph) or not _SOURCE.match(block.text):
            continue
        if isinstance(before, Table) or (isinstance(before, Paragraph) and _SOURCE.match(before.text)):
            continue
        texts = [one.text for one in before.items] if isinstance(before, Items) else [getattr(before, "text", "")]
        if not any(re.match(r"\s*หน่วย\s*:", text) or _NUMBERED.match(to_arabic(text)) for text in texts):
            yield _finding(
                "figure-without-number",
                placed.place.said,
                (block.line,),
                short(block.text, 80),
                "",
                _("A source is named, but no numbered table or figure stands before it"),
                _("Give the figure a number, a name and the year of its data."),
            )


def _finding(kind: str, place: str, lines: tuple[int, ...], stated: str, found: str, message: str, fix: str) -> Finding:
    return Finding(kind, "note", at_lines(*lines), place, stated, found, message, fix)
