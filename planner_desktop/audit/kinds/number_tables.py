"""Tables of figures in running text: totals against their rows, percentages against the figures beside them."""

from collections.abc import Iterator
from decimal import Decimal

from planner_desktop.audit.audited import Audited
from planner_desktop.audit.blocks import Row, Table
from planner_desktop.audit.finding import Finding, at_lines
from planner_desktop.audit.projects import is_total
from planner_desktop.i18n import _
from planner_desktop.regex import regex
from planner_desktop.thai.digits import to_arabic

_NUMBER = regex(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d+(?:\.\d+)?")
_PERCENT = regex(r"ร้อยละ|%|สัดส่วน")
_NO_SUMS = regex(r"ระดับ|คะแนน|น้ำหนัก|ค่าเป้าหมาย")
ROUNDING = Decimal("0.0051")


def find(plan: Audited) -> Iterator[Finding]:
    """Totals and percentages of the front part's tables that do not agree with their rows."""
    for placed, table in plan.tables:
        if placed.place.part == "front" and placed.known is None and len(table.rows) > 2:
            yield from _of_table(table, placed.place.said)


def is_judged(table: Table) -> bool:
    """Whether a table of the front part holds enough figures to be added up."""
    return sum(number(cell) is not None for row in table.rows for cell in row.cells[1:]) >= len(table.rows)


def number(cell: str) -> Decimal | None:
    """A cell that is one number; None for anything else."""
    plain = to_arabic(cell).strip().strip("()%").strip()
    return Decimal(plain.replace(",", "")) if _NUMBER.fullmatch(plain) and len(plain) < 30 else None


def _of_table(table: Table, place: str) -> Iterator[Finding]:
    rows = [row for row in table.rows if not is_total(row)]
    totals = [row for row in table.rows if is_total(row)]
    columns = [[number(row.cells[at]) for row in rows] for at in range(table.width)]
    of_percent = [bool(_PERCENT.search(title.split()[-1] if title.split() else "")) for title in table.titles]
    swapped: list[int] = []
    if len(totals) == 1:
        for at, column in enumerate(columns):
            if sum(value is not None for value in column) < 2 or _NO_SUMS.search(table.titles[at]):
                continue
            of_which = _percent_of(columns, at, [number(cell) for cell in totals[0].cells])
            if of_which is not None:
                yield from _percentages(table, rows, totals[0], at, of_which, place)
                if not of_percent[at] and of_percent[of_which]:
                    swapped.append(at)
            else:
                yield from _sum(table, rows, totals[0], at, place)
    if swapped:
        yield _swapped(table, totals[0], swapped, place)
    yield from _across(table, place)


def _sum(table: Table, rows: list[Row], total: Row, at: int, place: str) -> Iterator[Finding]:
    stated = number(total.cells[at])
    values = [(row, value) for row in rows if (value := number(row.cells[at])) is not None]
    made = sum((value for _row, value in values), Decimal(0))
    if stated is None or stated == made or (stated and abs(made / stated - 1) > Decimal("0.5")):
        return
    yield Finding(
        "total-vs-rows",
        "warning",
        at_lines(total.line, *(row.line for row, _value in values)),
        place,
        f"{table.titles[at]}: {total.cells[at]}",
        f"{made:,}",
        _("{column}: the total {total} is not the sum of the rows, {sum}").format(
            column=table.titles[at], total=total.cells[at], sum=f"{made:,}"
        ),
        _("Add the rows up again, and correct the total or the row that is wrong."),
    )


def _percent_of(columns: list[list[Decimal | None]], at: int, totals: list[Decimal | None]) -> int | None:
    """The column beside this one whose percentages it holds; None where it holds no percentages."""
    for other in (at - 1, at + 1):
        if not 0 <= other < len(columns) or not (whole := totals[other]):
            continue
        pairs = [(part, of) for part, of in zip(columns[at], columns[other], strict=True) if part is not None and of]
        near = sum(abs(part - of / whole * 100) < Decimal("0.02") for part, of in pairs)
        if len(pairs) > 1 and near >= len(pairs) * 0.7:
            return other
    return None


def _percentages(table: Table, rows: list[Row], total: Row, at: int, of: int, place: str) -> Iterator[Finding]:
    whole = number(total.cells[of]) or Decimal(1)
    for row in rows:
        part, value = number(row.cells[at]), number(row.cells[of])
        if part is None or value is None:
            continue
        true = value / whole * 100
        if abs(part - true) < ROUNDING:
            continue
        made = round(true, max(-int(part.as_tuple().exponent), 0))
        yield Finding(
            "percent-rounding",
            "note" if abs(part - made) < Decimal("0.05") else "warning",
            at_lines(row.line, total.line),
            place,
            row.cells[at],
            str(made),
            _("{row}: {stated} percent is stated, {found} is right").format(
                row=row.cells[0][:40], stated=row.cells[at], found=made
            ),
            _("Work out the percentage again from the figure and the total."),
        )


def _swapped(table: Table, total: Row, columns: list[int], place: str) -> Finding:
    heads = ", ".join(table.titles[at] for at in columns)
    return Finding(
        "column-heads-swapped",
        "warning",
        at_lines(table.line + len(table.head) - 1 if table.line else 0, total.line),
        place,
        heads,
        _("percentages"),
        _("Under “{heads}” stand percentages").format(heads=heads),
        _("Exchange the head with that of the figures beside it."),
    )


def _across(table: Table, place: str) -> Iterator[Finding]:
    """The last column as the sum of those before it, where most rows say so."""
    if table.width < 4:
        return
    sums = []
    for row in table.rows:
        values = [number(cell) for cell in row.cells[1:]]
        if all(value is not None for value in values):
            *parts, stated = [value for value in values if value is not None]
            sums.append((row, sum(parts, Decimal(0)), stated))
    right = sum(made == stated for _row, made, stated in sums)
    if len(sums) < 4 or right < len(sums) * 0.7:
        return
    for row, made, stated in sums:
        if made != stated:
            yield Finding(
                "total-vs-rows",
                "warning",
                at_lines(row.line),
                place,
                row.cells[-1],
                f"{made:,}",
                _("{row}: the sum {total} should be {sum}").format(
                    row=row.cells[0][:40], total=row.cells[-1], sum=f"{made:,}"
                ),
                _("Add the row up again."),
            )
