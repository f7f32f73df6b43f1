"""The figures of tables in running text: totals against their rows, percentages against the figures beside them."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from planner_desktop.formpack.rich_text import RichTable
from planner_desktop.frozen import Frozen
from planner_desktop.i18n import _
from planner_desktop.regex import regex
from planner_desktop.thai.digits import to_arabic

SUMS, ROUNDED, PERCENT, DECIMALS = "total-in-text", "rounding-in-text", "percent-in-text", "decimals-in-text"
NOTES = (ROUNDED, DECIMALS)
"""What is only worth a look."""
_NUMBER = regex(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d+(?:\.\d+)?")
_TOTAL = regex(r"^(?:ยอด|ผล)?รวม(?:ทั้งสิ้น|ทั้งหมด|สุทธิ)?(?:\s|$)")
_PERCENT = regex(r"ร้อยละ|%")
_NO_SUMS = regex(r"ระดับ|คะแนน|น้ำหนัก|ค่าเป้าหมาย|ร้อยละ|%|เฉลี่ย|สัดส่วน|อัตรา")
_YEAR = regex(r"^2[45]\d\d$")
_LONGEST = 30
_NEAR = Decimal("0.5")
"""What is further from the sum than half of it is no sum of these rows."""
_LITTLE = Decimal("0.0051")
_MOST_RIGHT = Decimal("0.6")
"""A column holds percentages of another where so many of its rows do."""

Column = Sequence[Decimal | None]


class Wrong(Frozen):
    """A figure that does not agree with others of its table: what is wrong, and what of the table that rests on."""

    check: str
    message: str
    fix: str
    rests_on: tuple[str, ...]


def wrong_figures(table: RichTable, name: str) -> Iterator[Wrong]:
    """What does not agree in a table; `name` is how it is called in messages."""
    heads = [
        " ".join(filter(None, (row[at] for row in table.table[: table.head]))) for at in range(len(table.table[0]))
    ]
    body = table.table[table.head :]
    rows = [row for row in body if not _TOTAL.match((row[0] or "").strip())]
    totals = [row for row in body if _TOTAL.match((row[0] or "").strip())]
    columns = [[_number(row[at]) for row in rows] for at in range(len(heads))]
    if len(totals) == 1 and totals[0] is body[-1]:
        yield from _sums(heads, columns, [_number(cell) for cell in totals[0]], name)
    yield from _percentages(heads, [[_number(row[at]) for row in body] for at in range(len(heads))], body, name)
    yield from _decimals(heads, columns, name)


def _number(cell: str | None) -> Decimal | None:
    """A cell that is one number; None for anything else."""
    plain = to_arabic(cell or "").strip().strip("()%").strip()
    return Decimal(plain.replace(",", "")) if len(plain) < _LONGEST and _NUMBER.fullmatch(plain) else None


def _sums(heads: Sequence[str], columns: Sequence[Column], totals: Column, name: str) -> Iterator[Wrong]:
    """Totals that are not the sum of their rows, unless no total of the table is."""
    wrong, right = [], 0
    for head, column, stated in zip(heads, columns, totals, strict=True):
        values = [value for value in column if value is not None]
        if stated is None or len(values) < 2 or _NO_SUMS.search(head):
            continue
        made = sum(values, Decimal(0))
        if made == stated:
            right += 1
        elif stated and abs(made / stated - 1) <= _NEAR:
            rounded = abs(made - stated) <= len(values) * _half(stated) and stated != int(stated)
            wrong.append((ROUNDED if rounded else SUMS, head, stated, made))
    for check, head, stated, made in wrong if right or len(wrong) == 1 else ():
        message = _("{table}: the total {total} under “{head}” is not the sum of the rows, {sum}")
        message = message.format(table=name, total=f"{stated:,}", head=head, sum=f"{made:,}")
        fix = _("Add the rows up again, and correct the total or the row that is wrong.")
        yield Wrong(check, message, fix, (head, str(stated), str(made)))


def _percentages(
    heads: Sequence[str], columns: Sequence[Column], rows: Sequence[Sequence[str | None]], name: str
) -> Iterator[Wrong]:
    """Percentages of one column in another, where most rows are right."""
    for at, head in enumerate(heads):
        if not _PERCENT.search(head):
            continue
        of = [n for n, other in enumerate(heads) if n != at and not _PERCENT.search(other)]
        pairs = [(part, whole) for part in of for whole in of if part != whole]
        for part, whole in pairs:
            judged = list(_judged(columns[at], columns[part], columns[whole]))
            bad = [(n, true) for n, stated, true in judged if abs(stated - true) > _half(stated) + _LITTLE]
            if len(judged) > 2 and bad and len(judged) - len(bad) >= _MOST_RIGHT * len(judged):
                for n, true in bad:
                    stated = rows[n][at] or ""
                    message = _("{table}: {row}: {stated} percent is stated, {found} is right")
                    row = " ".join((rows[n][0] or "").split())[:40]
                    message = message.format(table=name, row=f"“{row}”", stated=stated, found=round(true, 2))
                    fix = _("Work out the percentage again from the figures beside it.")
                    yield Wrong(PERCENT, message, fix, (head, rows[n][0] or "", stated))
                break


def _judged(stated: Column, part: Column, whole: Column) -> Iterator[tuple[int, Decimal, Decimal]]:
    for n, (said, one, all_of_it) in enumerate(zip(stated, part, whole, strict=True)):
        if said is not None and one is not None and all_of_it:
            yield n, said, one / all_of_it * 100


def _half(stated: Decimal) -> Decimal:
    """Half of the last decimal of a number: so far rounding may take it."""
    return Decimal(10) ** int(stated.as_tuple().exponent) / 2


def _decimals(heads: Sequence[str], columns: Sequence[Column], name: str) -> Iterator[Wrong]:
    """A column in which some numbers have decimals and others have none; one for a table."""
    for head, column in zip(heads, columns, strict=True):
        values = [value for value in column if value]
        counts = {-int(value.as_tuple().exponent) for value in values}
        if len(values) > 2 and len(counts) > 1 and not all(_YEAR.match(str(value)) for value in values):
            message = _("{table}: the numbers under “{head}” have different decimals").format(table=name, head=head)
            yield Wrong(DECIMALS, message, _("Give all numbers of a column as many decimals."), (head,))
            return
