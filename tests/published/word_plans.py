"""The published plans as documents of Word, as an officer would have written them: headings, lists, tables, notes."""

from collections.abc import Mapping
from typing import Any

from tests.exchange.word.building import STYLES, docx, p, r, span, tbl, tc, tr
from tests.exchange.word.torture import CONTINUES, RESTARTS

Block = dict[str, Any]
_HEADINGS = "".join(
    f'<w:style w:type="paragraph" w:styleId="H{n}"><w:name w:val="heading {n}"/></w:style>' for n in range(1, 10)
)
_SHADED = '<w:shd w:val="clear" w:color="auto" w:fill="4472C4"/>'


def word_of(plan: Mapping[str, Any]) -> bytes:
    """A published plan, transcribed into blocks, as a document of Word."""
    body: list[str] = [p(plan["agency"] or ""), p(f"แผนปฏิบัติราชการประจำปี พ.ศ. {plan['fiscal_year']}")]
    notes: dict[int, str] = {}
    above = ""
    for block in plan["blocks"]:
        if block["kind"] == "footnote" and body[-1].endswith("</w:p>"):
            notes[len(notes) + 1] = p(block["text"])
            mark = f'<w:r><w:footnoteReference w:id="{len(notes)}"/></w:r>'
            body[-1] = body[-1].removesuffix("</w:p>") + mark + "</w:p>"
            continue
        body += _written(block, above)
        above = block.get("text") or ""
    return docx("".join(body), styles=STYLES + _HEADINGS, footnotes=notes)


def _written(block: Block, above: str) -> list[str]:
    match block["kind"]:
        case "heading":
            return [p(block["text"], style=f"H{min(max(block['level'], 1), 9)}")]
        case "paragraph" | "footnote":
            return [_lines(block["text"])]
        case "list":
            return [_lines(item) for item in block["items"]]
        case "table":
            caption = block.get("caption") or ""
            return [*([p(caption)] if caption and caption != above else []), _table(block)]
        case "gantt":
            told = [block.get(name) for name in ("kpi", "project", "activity")]
            return [*(_lines(text) for text in told if text), _chart(block)]
    return []


def _lines(text: str) -> str:
    """A text in runs, as Word parts them."""
    half = len(text) // 2
    return p(r(text[:half]), r(text[half:])) if half else p(text)


def _cells(row: list[Any]) -> list[str]:
    return ["" if cell is None else str(cell) for cell in row]


def _table(block: Block) -> str:
    head, rows = [_cells(row) for row in block.get("header") or []], [_cells(row) for row in block["rows"]]
    return tbl(*_head(head), *(tr(*map(_cell, row)) for row in rows))


def _cell(text: str, properties: str = "") -> str:
    return tc(*(text.split("\n") if text else ()), properties=properties)


def _head(head: list[list[str]]) -> list[str]:
    """The rows of a head, a gap under a title merged with it, and a title with the gaps beside it that have titles below."""
    rows = []
    for n, row in enumerate(head):
        cells, at = [], 0
        while at < len(row):
            wide = 1
            below = head[n + 1] if n + 1 < len(head) else []
            while (
                row[at]
                and at + wide < len(row)
                and not row[at + wide]
                and below[at + wide : at + wide + 1] not in ([], [""])
            ):
                wide += 1
            covered = n > 0 and not row[at] and wide == 1 and not any(upper[at : at + 1] == [""] for upper in head[:n])
            properties = span(wide) * (wide > 1)
            if covered:
                properties += CONTINUES
            elif wide == 1 and row[at] and below[at : at + 1] == [""]:
                properties += RESTARTS
            cells.append(_cell("" if covered else row[at], properties))
            at += wide
        rows.append(tr(*cells, properties="<w:tblHeader/>"))
    return rows


def _chart(block: Block) -> str:
    columns = block.get("columns") or []
    rows = columns if columns and isinstance(columns[0], list) else [columns]
    titles = [_cells(row) for row in rows]
    width = max(map(len, titles))
    titles = [row + [""] * (width - len(row)) for row in titles]
    months = titles[-1]
    first = next((n for n, name in enumerate(months) if name.rstrip(".").count(".") == 1), 1)
    steps = [*block["steps"], *([block["stated_total"]] if isinstance(block.get("stated_total"), dict) else [])]
    made = []
    if years := block.get("year_header"):
        made.append(
            tr(tc(properties=span(first)), tc(years, properties=span(width - first)), properties="<w:tblHeader/>")
        )
    made += [tr(*map(_cell, row), properties="<w:tblHeader/>") for row in titles]
    for step in steps:
        numbers = [step.get("weight"), step.get("cumulative")][: first - 1]
        told = [
            f"{step.get('no') or ''} {step.get('text') or ''}".strip(),
            *("" if n is None else f"{n:g}" for n in numbers),
        ]
        told += [""] * (first - len(told))
        bars = [tc(properties=_SHADED) if name in (step.get("months") or []) else tc() for name in months[first:]]
        made.append(tr(*map(_cell, told), *bars))
    return tbl(*made)
