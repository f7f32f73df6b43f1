"""The published plans as other officers would have typed them: tables broken over pages, other digits, merged cells.

Each variation changes the blocks of a plan, or the Word file that is made of them; what the plan says stays the same.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from planner_desktop.thai.digits import to_thai
from tests.conftest import published
from tests.importing import word_plans

Block = dict[str, Any]
Blocks = list[Block]
ROWS_ON_A_PAGE = 4
RUN = 3
"""So many letters stand in one run: less than a Thai syllable."""


def write(number: str, variation: str, path: Path) -> None:
    """Write a published plan as a Word file of a variation."""
    blocks: Blocks = published(number)["blocks"]
    if change := OF_BLOCKS.get(variation):
        blocks = change(blocks)
    word_plans.save(blocks, path)
    if work := OF_FILES.get(variation):
        document = docx.Document(str(path))
        for table in document.tables:
            work(table)
        document.save(str(path))


def _thai_digits(blocks: Blocks) -> Blocks:
    def changed(value: Any) -> Any:
        if isinstance(value, str):
            return to_thai(value)
        if isinstance(value, list):
            return [changed(one) for one in value]
        return value

    told = ("text", "items", "caption", "header", "rows", "kpi", "project", "activity")
    return [{**block, **{name: changed(block[name]) for name in told if name in block}} for block in blocks]


def _broken(blocks: Blocks, *, heads_again: bool) -> Blocks:
    """Every table is one for each page that it stands on."""
    made: Blocks = []
    for block in blocks:
        rows = block.get("rows") or []
        if block["kind"] != "table" or len(rows) <= ROWS_ON_A_PAGE or not block.get("header"):
            made.append(block)
            continue
        for at in range(0, len(rows), ROWS_ON_A_PAGE):
            head = block["header"] if heads_again or not at else []
            caption = block.get("caption") if not at else ""
            made.append({**block, "header": head, "rows": rows[at : at + ROWS_ON_A_PAGE], "caption": caption})
    return made


def _last_column_first(blocks: Blocks) -> Blocks:
    """Tables of projects tell first who is responsible."""
    return [
        {**block, **{part: [[row[-1], *row[:-1]] for row in block[part]] for part in ("header", "rows")}}
        if block["kind"] == "table" and _is_of_projects(block)
        else block
        for block in blocks
    ]


def _is_of_projects(block: Block) -> bool:
    head = block.get("header") or []
    width = {len(row) for row in [*head, *block["rows"]]}
    return len(head) == 1 and len(width) == 1 and any("งบประมาณ" in str(cell) for cell in head[0])


def _amounts(change: Callable[[str], str], unit: str) -> Callable[[Blocks], Blocks]:
    """Amounts are written otherwise in the columns that say so in their heads."""

    def changed(blocks: Blocks) -> Blocks:
        made: Blocks = []
        for block in blocks:
            if block["kind"] == "table" and _is_of_projects(block):
                columns = {at for at, cell in enumerate(block["header"][0]) if str(cell).strip().startswith("งบประมาณ")}
                head = [[f"{cell}{unit}" if at in columns else cell for at, cell in enumerate(block["header"][0])]]
                rows = [
                    [change(str(cell)) if at in columns and _is_amount(cell) else cell for at, cell in enumerate(row)]
                    for row in block["rows"]
                ]
                block = {**block, "header": head, "rows": rows}
            made.append(block)
        return made

    return changed


def _is_amount(cell: Any) -> bool:
    plain = _plain(str(cell))
    return plain.isdecimal() and plain.isascii()


def _plain(amount: str) -> str:
    return amount.strip().removesuffix(".-").replace(",", "")


def _in_millions(amount: str) -> str:
    whole, rest = divmod(int(_plain(amount)), 1_000_000)
    return f"{whole}.{rest:06}".rstrip("0").rstrip(".")


def _runs(table: Table) -> None:
    for cell in _cells(table):
        for paragraph in cell.paragraphs:
            _in_runs(paragraph)


def _in_runs(paragraph: Paragraph) -> None:
    text = paragraph.text
    if "\n" not in text:
        paragraph.text = ""
        for at in range(0, len(text), RUN):
            paragraph.add_run(text[at : at + RUN])


def _merged_down(table: Table) -> None:
    """A cell of the first column with empty ones below it, beside which there is something, is one with them."""
    rows = [row._tr.tc_lst for row in table.rows]
    texts = [[_text(cell) for cell in row] for row in rows]
    for at in range(1, len(rows)):
        below = len(rows[at]) == len(rows[at - 1]) > 2 and not texts[at][0] and any(texts[at][1:])
        if below and not table.rows[at]._tr.xpath("./w:trPr/w:tblHeader"):
            for row, value in ((at - 1, "restart"), (at, "continue")):
                properties = rows[row][0].get_or_add_tcPr()
                if not properties.xpath("./w:vMerge"):
                    merge = OxmlElement("w:vMerge")
                    merge.set(qn("w:val"), value)
                    properties.append(merge)


def _unmarked_heads(table: Table) -> None:
    for row in table.rows:
        for mark in row._tr.xpath("./w:trPr/w:tblHeader"):
            mark.getparent().remove(mark)


def _cells(table: Table) -> Sequence[_Cell]:
    return [_Cell(tc, table) for row in table.rows for tc in row._tr.tc_lst]


def _text(tc: Any) -> str:
    return "".join(tc.xpath(".//w:t/text()"))


OF_BLOCKS: dict[str, Callable[[Blocks], Blocks]] = {
    "Thai digits": _thai_digits,
    "tables broken, heads again": lambda blocks: _broken(blocks, heads_again=True),
    "tables broken, heads lost": lambda blocks: _broken(blocks, heads_again=False),
    "last column first": _last_column_first,
    "amounts with .-": _amounts(lambda amount: f"{amount.removesuffix('.-')}.-", ""),
    "amounts in millions": _amounts(_in_millions, " (ล้านบาท)"),
}
OF_FILES: dict[str, Callable[[Table], None]] = {
    "split runs": _runs,
    "merged cells": _merged_down,
    "heads not marked": _unmarked_heads,
}
VARIATIONS = (*OF_BLOCKS, *OF_FILES)
