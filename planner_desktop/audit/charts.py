"""Charts of steps in documents of word processors: a table whose columns are months, its bars cells with a colour."""

import re
from collections.abc import Sequence

from planner_desktop.audit.blocks import Gantt, Step
from planner_desktop.exchange.grid import Grid
from planner_desktop.exchange.written import WrittenPart
from planner_desktop.regex import regex
from planner_desktop.thai.dates import MONTHS, SHORT_MONTHS
from planner_desktop.thai.digits import to_arabic

_MONTHS = frozenset(re.sub(r"[.\s]", "", name) for names in (MONTHS, SHORT_MONTHS) for name in names)
_LEAST_MONTHS = 6
_MOST_HEADS = 5
_STEP = regex(r"ขั้นตอน|กิจกรรม|รายการ|งาน")
_WEIGHT = regex(r"เนื้องาน|น้ำหนัก|ร้อยละของงาน")
_CUMULATIVE = regex(r"ความก้าวหน้า|สะสม")
_COUNTED = regex(r"\s*([0-9๐-๙]+(?:\.[0-9๐-๙]+)*)[.)]?\s+(\S.*)", re.DOTALL)
_NUMBER = regex(r"\(?([0-9]+(?:\.[0-9]+)?)\)?\s*%?")
_TOTAL = regex(r"รวม")
_KPI, _PROJECT, _ACTIVITY = (
    regex(r"(?:ชื่อ)?(?:ตัวชี้วัด|KPI)"),
    regex(r"(?:ชื่อ)?โครงการ(?!/กิจกรรมที่)"),
    regex(r"(?:ชื่อ)?กิจกรรม"),
)
_ABOVE = 4


def chart_of(part: WrittenPart, above: Sequence[str], line: int, lines: Sequence[int]) -> Gantt | None:
    """The chart that a table is; None where it is none. `above` are the texts above it, `lines` those of its rows."""
    grid = part.grid
    if grid is None:
        return None
    head = next((n for n in range(min(_MOST_HEADS, len(grid.rows))) if len(_months(grid, n)) >= _LEAST_MONTHS), None)
    if head is None:
        return None
    months = _months(grid, head)
    titles = [" ".join(dict.fromkeys(filter(None, column))) for column in zip(*grid.rows[: head + 1], strict=True)]
    others = [at for at in range(grid.width) if at not in months and at < min(months)]
    weight = next((at for at in others if _WEIGHT.search(titles[at])), None)
    cumulative = next((at for at in others if _CUMULATIVE.search(titles[at]) and at != weight), None)
    named = [at for at in others if at not in (weight, cumulative)]
    text = next((at for at in named if _STEP.search(titles[at])), named[-1] if named else None)
    if text is None:
        return None
    number = next((at for at in named if at < text), None)
    steps: list[Step] = []
    total: Step | None = None
    for n in range(head + 1, len(grid.rows)):
        step = _step(part, grid, n, lines[n], (number, text, weight, cumulative), months)
        if _TOTAL.match(step.text):
            total = step
        elif step.text or step.weight is not None:
            steps.append(step)
    said = above[-_ABOVE:]
    columns = tuple(cell for row in grid.rows[: head + 1] for cell in row if cell)
    return Gantt(
        kpi=_said(said, _KPI),
        project=_said(said, _PROJECT),
        activity=_said(said, _ACTIVITY),
        steps=tuple(steps),
        total=total,
        years=" ".join(dict.fromkeys(cell for cell in columns if "25" in to_arabic(cell))),
        columns=tuple(dict.fromkeys(columns)),
        line=line,
    )


def _months(grid: Grid, row: int) -> dict[int, str]:
    """The columns over which a row names months."""
    cells = enumerate(grid.rows[row])
    return {at: cell for at, cell in cells if _is_months(cell)}


def _is_months(cell: str) -> bool:
    """Whether a cell names a month, or two of them."""
    words = re.split(r"[\s/–-]+", re.sub(r"[.0-9๐-๙]", "", cell).strip())
    return bool(cell) and len(words) <= 3 and all(word in _MONTHS for word in words)


def _step(
    part: WrittenPart,
    grid: Grid,
    row: int,
    line: int,
    columns: tuple[int | None, int, int | None, int | None],
    months: dict[int, str],
) -> Step:
    number, text, weight, cumulative = columns
    cells = grid.rows[row]
    told = grid.rows[row][number] if number is not None else ""
    said = cells[text]
    if not told and (found := _COUNTED.match(said)):
        told, said = found[1], found[2]
    return Step(
        number=told.strip(" .)"),
        text=said,
        weight=_number(cells[weight]) if weight is not None else None,
        cumulative=_number(cells[cumulative]) if cumulative is not None else None,
        months=tuple(name for at, name in months.items() if cells[at] or (row, at) in part.shaded),
        line=line,
    )


def _number(cell: str) -> float | None:
    found = _NUMBER.fullmatch(to_arabic(cell).strip())
    return float(found[1]) if found else None


def _said(texts: Sequence[str], pattern: re.Pattern[str]) -> str:
    return next((text for text in reversed(texts) if pattern.match(text)), "")
