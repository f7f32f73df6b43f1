"""The tables inside running text: typed or pasted by an officer, with as many columns as they like."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from planner_desktop.document.outline import Align, Cell, Column, Row, Run, Table
from planner_desktop.document.style import LEFT, PAPER, RIGHT
from planner_desktop.document.table import readable_width, word_width
from planner_desktop.formpack.rich_text import FEW_COLUMNS, RichTable
from planner_desktop.i18n import _

_TOTALS = ("รวม", "ยอดรวม", "total", "grand total")  # how the first cell of a row of totals begins
_DASHES = {"-", "–", "—"}


def rich_table(block: RichTable) -> Table:
    """The table of a rich text, its columns as wide as the length of their texts asks for.

    One that no page is wide enough for has a problem, which says what can be done.
    """
    rows = _rows(block)
    longest = [max(len(cell or "") for cell in column) for column in zip(*block.table, strict=True)]
    columns = [Column(share=max(4, length) ** 0.5) for length in longest]
    made = Table(columns, rows[: block.head], rows[block.head :])
    return made if _has_room(made) else replace(made, problem=" ".join(_too_wide(block)))


@lru_cache(maxsize=8)  # checks ask again after each edit of the same text
def _has_room(table: Table) -> bool:
    return len(table.columns) <= FEW_COLUMNS or readable_width(table) <= PAPER["landscape"][0] - LEFT - RIGHT


def too_wide(block: RichTable) -> tuple[str, str] | None:
    """What keeps a table from being printed, and what can be done; None where a page is wide enough for it."""
    return _too_wide(block) if rich_table(block).problem else None


def wants_to_lie(block: RichTable, table: Table) -> bool:
    """Whether the officer wants it so, or words would be broken in its smallest letters on a page that stands."""
    if block.page:
        return block.page == "landscape"
    return len(table.columns) > FEW_COLUMNS and word_width(table) > PAPER["portrait"][0] - LEFT - RIGHT


def _too_wide(block: RichTable) -> tuple[str, str]:
    name = block.caption or next((cell for row in block.table for cell in row if cell), "")
    problem = _("The table “{name}” is not printed: no page has room for its {count} columns.")
    fix = _("Part it into several tables, leave columns out, or attach it as a file.")
    return problem.format(name=" ".join(name.split()), count=len(block.table[0])), fix


def _rows(block: RichTable) -> list[Row]:
    last = len(block.table) - 1
    has_totals = last >= block.head and _adds_up(block.table[last])
    body = enumerate(zip(*block.table[block.head :], strict=True))
    with_figures = {n for n, texts in body if n and any(map(_is_figure, texts))}
    rows: list[list[Cell]] = [[] for _row in block.table]
    for cell in block.cells():
        is_head = cell.row < block.head
        place = "center" if is_head else _place(cell.text, with_figures=cell.column in with_figures)
        bold = is_head or (has_totals and cell.row == last)
        rows[cell.row].append(Cell((Run(cell.text, bold),), place, cell.columns, cell.rows))
    return list(map(Row, rows))


def _adds_up(texts: Sequence[str | None]) -> bool:
    """Whether a last row has the totals, as one of the edition's tables: it is bold, too."""
    first, *others = texts
    return (first or "").strip().casefold().startswith(_TOTALS) and any(map(_is_figure, others))


def _place(text: str, *, with_figures: bool) -> Align:
    """Figures stand at the right, words at the left, and a dash where the figures of its column stand."""
    return "right" if with_figures and (_is_figure(text) or text.strip() in _DASHES) else "left"


def _is_figure(text: str | None) -> bool:
    letters = text or ""
    return any(map(str.isdigit, letters)) and not any(map(str.isalpha, letters))
