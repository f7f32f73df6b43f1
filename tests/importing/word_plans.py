"""Word files of the published plans, made of their transcribed blocks as an officer's Word has them.

Run as a script it writes them: `python -m tests.importing.word_plans FOLDER`.
"""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import docx
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.table import Table

from planner_desktop.thai.compared import compared

SHARED = Path(__file__).resolve().parents[3] / "shared"
NUMBERS = ("000", "001", "002", "003", "004")
SHADE = "BFBFBF"
_NAMES = ("kpi", "project", "activity")


def write(number: str, path: Path, *, bar: str = "◄►") -> None:
    """Write a published plan as a Word file; `bar` stands in the shaded months of its charts of steps."""
    plan = json.loads((SHARED / "plans" / f"{number}.json").read_text(encoding="utf-8"))
    save(plan["blocks"], path, bar=bar)


def save(blocks: Sequence[dict[str, Any]], path: Path, *, bar: str = "◄►") -> None:
    """Write blocks as a Word file. What a chart of steps repeats of the lines above it stands there once."""
    document = docx.Document()
    above = ""
    for block in blocks:
        if block["kind"] == "heading":
            above = ""
        if block["kind"] == "gantt":
            names = {name: None if compared(block[name] or "") in above else block[name] for name in _NAMES}
            above += "".join(compared(name) for name in names.values() if name)
            _gantt(document, {**block, **names}, bar)
        else:
            above += compared(block.get("text") or "")
            _WRITERS[block["kind"]](document, block)
    document.save(str(path))


def _heading(document: Document, block: dict[str, Any]) -> None:
    document.add_heading(block["text"], min(block["level"], 9))


def _paragraph(document: Document, block: dict[str, Any]) -> None:
    document.add_paragraph(block["text"])


def _list(document: Document, block: dict[str, Any]) -> None:
    for item in block["items"]:
        document.add_paragraph(item)


def _table(document: Document, block: dict[str, Any]) -> None:
    caption = block.get("caption") or ""
    if caption.startswith("เกณฑ์การให้คะแนน"):  # the other captions are the headings above, and stand there already
        document.add_paragraph(caption)
    head = [_texts(row) for row in block.get("header") or []]
    _add_table(document, head, [_texts(row) for row in block["rows"]])


def _gantt(document: Document, block: dict[str, Any], bar: str) -> None:
    for name in _NAMES:
        if block.get(name):
            document.add_paragraph(block[name])
    columns = block["columns"]
    rows = columns if isinstance(columns[0], list) else [columns]
    width = max(map(len, rows))
    head = [_texts(row) + [""] * (width - len(row)) for row in rows]
    lowest = [next(filter(None, (row[at] for row in reversed(head))), "") for at in range(width)]
    body, bars = [], []
    weighted = any("เนื้องาน" in title for title in lowest)
    for n, step in enumerate(block["steps"]):
        cells = [f"{step.get('no') or ''} {step['text']}".strip()]
        cells += [_number(step.get("weight")), _number(step.get("cumulative"))] if weighted else []
        months = set(step.get("months") or ())
        bars += [(n, at) for at in range(len(cells), width) if months & set(lowest[at].split())]
        body.append(cells + [""] * (width - len(cells)))
    if total := block.get("stated_total"):
        cells = [total["text"], _number(total.get("weight")), _number(total.get("cumulative"))]
        body.append(cells + [""] * (width - len(cells)))
    table = _add_table(document, head, body)
    for row, column in bars:
        cell = table.cell(len(head) + row, column)
        cell.text = bar
        shade = OxmlElement("w:shd")
        shade.set(qn("w:val"), "clear")
        shade.set(qn("w:fill"), SHADE)
        cell._tc.get_or_add_tcPr().append(shade)


def _add_table(document: Document, head: Sequence[Sequence[str]], rows: Sequence[Sequence[str]]) -> Table:
    """A table with its head marked, heads over several columns merged, and cells of lines."""
    texts = [*head, *rows]
    width = max(map(len, texts), default=1)
    table: Table = document.add_table(len(texts), width)
    table.style = "Table Grid"
    for r, row in enumerate(texts):
        for c, text in enumerate(row):
            if text:
                table.cell(r, c).text = text
    for r in range(len(head)):
        properties = table.rows[r]._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:tblHeader"))
        c = 0
        while c < width:
            end = c + 1
            while end < width and not head[r][end] and any(lower[end] for lower in head[r + 1 :]) and head[r][c]:
                end += 1
            if end > c + 1:
                table.cell(r, c).merge(table.cell(r, end - 1))
            c = end
    return table


def _texts(row: Sequence[Any]) -> list[str]:
    return ["" if cell is None else str(cell) for cell in row]


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:g}"


_WRITERS = {
    "heading": _heading,
    "paragraph": _paragraph,
    "footnote": _paragraph,
    "list": _list,
    "table": _table,
}


if __name__ == "__main__":
    for each in NUMBERS:
        write(each, Path(sys.argv[1]) / f"plan-{each}.docx")
