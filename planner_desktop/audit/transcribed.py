"""A plan transcribed into JSON: its `blocks` in order, and lists of records, which tell the lines of what they name."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from planner_desktop.audit.blocks import Block, Gantt, Heading, Items, Line, Paragraph, Plan, Row, Step, Table
from planner_desktop.errors import PlanJsonError
from planner_desktop.i18n import _
from planner_desktop.thai.compared import compared

MAX_CELLS = 100_000
"""The largest published plan has 3,000."""
MAX_LETTERS, MAX_TEXT = 2_000_000, 50_000
"""Of a plan, and of one text: of the published ones 85,000 and 3,600."""

Mapping = dict[str, Any]


class _MalformedError(ValueError):
    """A block that is not as blocks are; says in a few words what it is."""


def is_transcribed(data: object) -> bool:
    """Whether read JSON is a transcribed plan, right or wrong."""
    return isinstance(data, dict) and "blocks" in data


def plan_of(data: Mapping, source: str) -> Plan:
    """The plan in transcribed JSON. Raises PlanJsonError, saying how much of it was recognised."""
    blocks: list[Block] = []
    skipped: dict[str, int] = {}
    given = data["blocks"]
    if not isinstance(given, list):
        raise PlanJsonError(_("{path}: “blocks” is not a list").format(path=source), _advice())
    lines = _Lines(data)
    cells = letters = 0
    for at, block in enumerate(given):
        try:
            kind = _text(block["kind"])
            made = _READERS[kind](block, lines) if kind in _READERS else None
        except (_MalformedError, KeyError, TypeError) as error:
            what = str(error) if isinstance(error, _MalformedError) else _("a part is missing or of another kind")
            raise PlanJsonError(
                _("{path}: block {number} (line {line}): {problem}").format(
                    path=source, number=at + 1, line=_place(block), problem=what
                ),
                _recognised(blocks),
            ) from error
        if made is None:
            skipped[kind] = skipped.get(kind, 0) + 1
            continue
        blocks.append(made)
        cells += sum(len(row.cells) for row in made.rows) if isinstance(made, Table) else 0
        lengths = _letters(made)
        letters += sum(lengths)
        if cells > MAX_CELLS or letters > MAX_LETTERS or max(lengths, default=0) > MAX_TEXT:
            raise PlanJsonError(_("{path} is too large for a plan").format(path=source), _recognised(blocks))
    if not blocks:
        raise PlanJsonError(_("{path} holds no plan: it has no blocks").format(path=source), _advice())
    year = data.get("fiscal_year")
    told = [_("{count} blocks of the kind “{kind}”").format(count=count, kind=kind) for kind, count in skipped.items()]
    agency = data.get("agency")
    return Plan(
        agency=agency if isinstance(agency, str) else "",
        fiscal_year=year if isinstance(year, int) and not isinstance(year, bool) else 0,
        blocks=tuple(blocks),
        source=source,
        skipped=tuple(told),
    )


def _advice() -> str:
    return _("Give a plan transcribed into blocks, or a plan exported by this program as JSON.")


def _recognised(blocks: list[Block]) -> str:
    counts = [sum(isinstance(block, kind) for block in blocks) for kind in (Heading, Table)]
    return _("Recognised before it: {blocks} blocks, {headings} headings and {tables} tables.").format(
        blocks=len(blocks), headings=counts[0], tables=counts[1]
    )


def _letters(block: Block) -> list[int]:
    """How long the texts of a block are."""
    match block:
        case Table():
            cells = [cell for row in block.rows for cell in row.cells]
            texts = [block.caption, *(cell for row in block.head for cell in row), *cells]
        case Items():
            texts = [item.text for item in block.items]
        case Heading() | Paragraph():
            texts = [block.text]
        case Gantt():
            texts = [block.kpi, block.project, block.activity, *(step.text for step in block.steps)]
    return list(map(len, texts))


def _place(block: object) -> str:
    line = block.get("line") if isinstance(block, dict) else None
    return str(line) if isinstance(line, int) else "–"


class _Lines:
    """Where records of the lists say that a name stands."""

    def __init__(self, data: Mapping) -> None:
        self._of: dict[str, list[int]] = {}
        for records in data.values():
            for record in records if isinstance(records, list) else ():
                if isinstance(record, dict) and isinstance(record.get("name"), str) and _is_line(record.get("line")):
                    self._of.setdefault(compared(record["name"]), []).append(record["line"])

    def within(self, texts: list[str], first: int, last: int) -> int:
        """The line between these two where a record says that one of the texts stands; 0 where none does."""
        for text in sorted(texts, key=len, reverse=True):
            for line in self._of.get(compared(text), ()):
                if first <= line <= last:
                    return line
        return 0


def _is_line(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 < value < 10_000_000


def _line(block: Mapping, name: str = "line") -> int:
    value = block.get(name)
    if value is None:
        return 0
    if not _is_line(value):
        raise _MalformedError(_("“{name}” is no number of a line").format(name=name))
    assert isinstance(value, int)
    return value


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    raise _MalformedError(_("a text is no text"))


def _rows(value: object) -> list[list[str]]:
    if not isinstance(value, list) or not all(isinstance(row, list) for row in value):
        raise _MalformedError(_("the rows are not lists of cells"))
    return [[_text(cell) for cell in row] for row in value]


def _heading(block: Mapping, _lines: _Lines) -> Block:
    level = block.get("level")
    return Heading(level if isinstance(level, int) and 1 <= level <= 9 else 2, _text(block["text"]), _line(block))


def _paragraph(block: Mapping, _lines: _Lines) -> Block:
    return Paragraph(_text(block["text"]), _line(block), _text(block.get("mark")), _text(block.get("expected_mark")))


def _items(block: Mapping, lines: _Lines) -> Block:
    items = block["items"]
    if not isinstance(items, list):
        raise _MalformedError(_("the items are no list"))
    texts = [_text(item) for item in items]
    first, last = _line(block), _line(block, "line_end")
    end = last or first + 3 * len(texts)
    found = [lines.within([text, _bare(text)], first, end) for text in texts]
    likely = _likely(texts, first, last)
    return Items(tuple(Line(text, found[at] or likely[at]) for at, text in enumerate(texts)), first)


def _likely(texts: list[str], first: int, last: int) -> list[int]:
    """The lines of a list's items: each its own, or as many as its letters take of those to the last."""
    if not first or last - first < len(texts):
        return [first and first + at for at in range(len(texts))]
    letters, before, found = sum(map(len, texts)) or 1, 0, []
    for text in texts:
        found.append(first + round(before / letters * (last - first + 1)))
        before += len(text)
    return found


def _bare(item: str) -> str:
    return item.lstrip("-•*0123456789.) ").partition(" (OKR")[0]


def _table(block: Mapping, lines: _Lines) -> Block:
    head, rows = _rows(block.get("header") or []), _rows(block["rows"])
    widths = {len(row) for row in (*head, *rows)}
    if len(widths) > 1:
        raise _MalformedError(
            _("a table with ragged rows of {least} to {most} cells").format(least=min(widths), most=max(widths))
        )
    given = block.get("row_lines")
    told = given if isinstance(given, list) and len(given) == len(rows) else [None] * len(rows)
    first, last = _line(block), _line(block, "line_end")
    numbers = [line if _is_line(line) else lines.within(rows[at], first, last) for at, line in enumerate(told)]
    return Table(
        caption=_text(block.get("caption")),
        head=tuple(tuple(row) for row in head),
        rows=tuple(Row(tuple(row), line) for row, line in zip(rows, _between(numbers, first), strict=True)),
        line=first,
    )


def _between(numbers: list[int], first: int) -> Iterator[int]:
    """The lines of rows; one that nobody tells stands behind the one before."""
    for before, line in pairwise([first, *numbers]):
        if line:
            first = line
        elif before or first:
            first += 1
        yield first


def _gantt(block: Mapping, _lines: _Lines) -> Block:
    total = block.get("stated_total")
    columns = block.get("columns") or []
    rows = columns if columns and isinstance(columns[0], list) else [columns]
    titles = [[_text(cell) for cell in row] for row in rows]
    years = " ".join(cell for row in titles for cell in row if "25" in cell)
    steps = block["steps"]
    if not isinstance(steps, list):
        raise _MalformedError(_("the steps are no list"))
    return Gantt(
        kpi=_text(block.get("kpi")),
        project=_text(block.get("project")),
        activity=_text(block.get("activity")),
        steps=tuple(_step(step) for step in steps),
        total=_step(total) if isinstance(total, dict) else None,
        years=_text(block.get("year_header")) or years,
        columns=tuple(cell for row in titles for cell in row if cell),
        line=_line(block),
    )


def _step(step: object) -> Step:
    if not isinstance(step, dict):
        raise _MalformedError(_("a step is no object"))
    months = step.get("months")
    return Step(
        number=_text(step.get("no")),
        text=_text(step.get("text")),
        weight=_number(step.get("weight")),
        cumulative=_number(step.get("cumulative")),
        months=tuple(map(_text, months)) if isinstance(months, list) else None,
        line=_line(step),
    )


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


_READERS = {
    "heading": _heading,
    "paragraph": _paragraph,
    "footnote": _paragraph,
    "list": _items,
    "table": _table,
    "gantt": _gantt,
}
