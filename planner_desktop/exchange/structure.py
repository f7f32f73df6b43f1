"""Which rows of a copied table are no records: titles, heads, numbers of columns, groups and totals.

The rules are those of the budget tables that Thai agencies publish: a head of up to four rows with merged cells, a row
(1) (2) (3) below it, the head again on the next page, a row for each dimension, strategy or work plan, and sums.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from planner_desktop.errors import ValueRefused
from planner_desktop.exchange.grid import Grid
from planner_desktop.exchange.likeness import SIMILAR, likeness, word
from planner_desktop.exchange.units import unit_of_head, unit_of_line
from planner_desktop.regex import regex
from planner_desktop.thai.amounts import is_no_amount, parse_baht
from planner_desktop.thai.digits import plain_number
from planner_desktop.thai.repair import repair
from planner_desktop.thai.torn_words import join

Reason = Literal["title", "head", "numbers", "head again", "group", "total", "note", "no name", "empty"]

MOST_ABOVE = 6
"""So many rows of a title may stand above a head."""
MOST_HEADS = 4
LONGEST_READ = 500
"""So many letters of a cell are looked at."""
LONGEST_HEAD = 60
LONGEST_LABEL = 30
"""So long may a total's words be where nothing stands beside them."""

_HEADS = (
    "ที่", "ลำดับ", "ลำดับที่", "no", "ชื่อโครงการ", "โครงการ", "กิจกรรม", "รายการ", "งบประมาณ", "จำนวนเงิน", "ได้รับ", "ขอเพิ่ม",
    "ขอรับ", "ได้รับจัดสรร", "แหล่งงบประมาณ", "หน่วยงาน", "ผู้รับผิดชอบ", "หน่วยงานที่รับผิดชอบ", "ส่วนราชการ", "หมายเหตุ", "ตัวชี้วัด",
    "เป้าหมาย", "ค่าเป้าหมาย", "ผลผลิต", "ระยะเวลา", "ระยะเวลาดำเนินการ", "วัตถุประสงค์", "รหัสนโยบาย", "รหัสokr", "รวม",
    "หน่วยนับ", "กลุ่มเป้าหมาย", "ไตรมาส", "ร้อยละ", "น้ำหนัก", "สถานที่", "ปีงบประมาณ", "okr", "kr", "รหัส",
)  # fmt: skip
_TOTAL = regex(
    r"(?:รวม(?:ทั้งสิ้น|ทั้งหมด|ทั้งปี|ยอด|เงิน|เป็นเงิน|เป็น|ย่อย|งบประมาณ|จำนวน|โครงการ|มิติ|ด้าน|ส่วน|ยุทธศาสตร์|ประเด็น|เป้าประสงค์|กลยุทธ์"
    r"|แผนงาน|ผลผลิต|ฝ่าย|กอง|สำนัก|หน้า|หมวด|กลุ่ม|ภารกิจ|องค์ประกอบ|รายจ่าย|ทุก|ตาม|\s*[0-9:(]|\s*$)"
    r"|(?:ยอด|ผล|จำนวน)รวม|ยอด(?:ยกมา|ยกไป)|งบประมาณรวม|(?:คิดเป็น|(?:ค่า)?เฉลี่ย)(?:\s*ร้อยละ|\s*ต่อ|\s*$)"
    r"|(?:grand |sub-?\s?)?total\b)",
    re.IGNORECASE,
)
_SURE_TOTAL = regex(r"(?:รวม|(?:ยอด)?รวม(?:เป็น)?(?:งบประมาณ|เงิน|จำนวนเงิน)?(?:ทั้งสิ้น|ทั้งหมด)|ยอดรวม)\s*(?:\([^)]*\))?\s*$")
_MAYBE_TOTAL = regex(r"รวม")
_GROUPED = (
    r"(?:มิติ|ด้าน|ยุทธศาสตร์ย่อย|ยุทธศาสตร์|ประเด็น\S*|เป้าประสงค์|กลยุทธ์|แผนงาน|ผลผลิต|ส่วน|หมวด|องค์ประกอบ|วัตถุประสงค์"
    r"|นโยบาย|เป้าหมาย|ตอน)"
)
_GROUP = regex(rf"(?:[0-9.]+[.)]?\s*|[ก-ฮ]\.\s*)?{_GROUPED}(?:หลัก)?ที่\s*[0-9]")
_MAYBE_GROUP = regex(
    rf"(?:[0-9.]+[.)]?\s*|[ก-ฮ]\.\s*)?(?:{_GROUPED}|ภารกิจ|รายจ่าย|กลุ่มงาน|objective|okr|kr\s*[0-9])", re.IGNORECASE
)
_NOTE = regex(r"\(?(?:หมายเหตุ|ที่มา|ตัวอักษร|แหล่งข้อมูล)\s*[:(：]|\(?[ก-๙\s]{4,}(?:บาทถ้วน|สตางค์)\)?$")
_BEGINS_NUMBER = frozenset("0123456789.-(฿Tบ")
_COLUMN_NUMBER = regex(r"\(?([0-9]{1,2})\)?\.?(?:\s*=.*)?")
_RUNNING = regex(r"\(?([0-9]{1,4})[.)]?")
_NUMBER = regex(r"[-(]?[0-9][0-9,.\s]*\)?\s*(?:%|บาท|ล้านบาท)?")
_COUNTED = regex(r"\(?[0-9,]+\s*(?:โครงการ|กิจกรรม|รายการ|โครงการ/กิจกรรม)\)?")


@dataclass(frozen=True, slots=True)
class Structure:
    """The rows that are no records, each with the reason, and the head of each column; none where there is no head.

    `units` tells for each column in which unit its amounts are, where the table says so ("ล้านบาท").
    """

    left: dict[int, Reason] = field(default_factory=dict)
    heads: tuple[str, ...] = ()
    units: tuple[str, ...] = ()


def structure_of(grid: Grid, labels: Iterable[str], *, head: bool | None = None) -> Structure:
    """What in a grid is no record. `labels` are those of the fields that it may go to.

    `head` says whether there is a head; where it is not said, the rows tell it.
    """
    return _StructureReader(grid, tuple(labels)).read(head)


def without_names(structure: Structure, grid: Grid, at: int) -> Structure:
    """The structure, with what has nothing in column `at`, where the names of the records are, left out too."""
    left: dict[int, Reason] = {row: reason for row, reason in structure.left.items() if reason != "no name"}
    nameless = [row for row, cells in enumerate(grid.rows) if row not in left and not cells[at]]
    left |= dict.fromkeys(nameless, "no name")
    return Structure(dict(sorted(left.items())), structure.heads, structure.units)


def counts_up(column: Iterable[str]) -> bool:
    """Whether these are running numbers: each the next one, or beginning anew with 1, as under each group."""
    found = [_RUNNING.fullmatch(plain_number(text)) for text in column]
    numbers = [int(match[1]) for match in found if match]
    return len(found) == len(numbers) > 1 and all(after in (before + 1, 1) for before, after in pairwise(numbers))


class _StructureReader:
    def __init__(self, grid: Grid, labels: tuple[str, ...]) -> None:
        self.grid, self.labels = grid, labels
        top = MOST_ABOVE + MOST_HEADS  # where heads are; what follows is told by its first letters, torn or not
        self.texts = [
            [plain_number(join(repair(cell)) if n < top else cell) if cell else "" for cell in cells]
            for n, cells in enumerate(tuple(cell[:LONGEST_READ] for cell in row) for row in grid.rows)
        ]
        self.left: dict[int, Reason] = {}

    def read(self, head: bool | None) -> Structure:
        first = self._first_head() if head is not False else None
        if first is None and head:
            first = 0
        heads: list[int] = []
        if first is not None:
            self.left |= dict.fromkeys(range(first), "title")
            heads = self._heads(first)
            self.left |= dict.fromkeys(heads, "head")
        below = heads[-1] + 1 if heads else 0
        again = {self._key(row) for row in heads}
        for row in range(below, len(self.texts)):
            if self._is_numbers(row, just_below=row == below and bool(heads)):
                self.left[row] = "numbers"
            elif again and (self._key(row) in again or self._repeats(row, heads)):
                self.left[row] = "head again"
            elif not any(self.texts[row]):
                self.left[row] = "empty"
        self._groups_and_totals([row for row in range(below, len(self.texts)) if row not in self.left])
        labels = self._labels(heads)
        return Structure(dict(sorted(self.left.items())), labels, self._units(labels))

    def _units(self, labels: tuple[str, ...]) -> tuple[str, ...]:
        """The unit of each column: its head's, else that of a line above the table."""
        lines = [
            cell for row, why in self.left.items() if why in ("title", "group") for cell in self.texts[row] if cell
        ]
        usual = next(filter(None, map(unit_of_line, lines)), "")
        return tuple(unit_of_head(label) or usual for label in labels or [""] * self.grid.width)

    # ------------------------------------------------------------ heads

    def _first_head(self) -> int | None:
        if len(self.texts) < 2:
            return None
        if self.grid.head:
            marked = range(min(self.grid.head, len(self.texts) - 1))
            return next((row for row in marked if self._filled(row) > 1), 0)
        for row in range(min(MOST_ABOVE + 1, len(self.texts) - 1)):
            if self._is_head(row) or self._names_numbers(row):
                return row
            if self._filled(row) > 1:
                return None
        return None

    def _heads(self, first: int) -> list[int]:
        """The rows of the head: those that belong to it by their tags, by merged cells, by words or by their gaps."""
        heads = [first]
        for row in range(first + 1, min(first + MOST_HEADS, len(self.texts) - 1)):
            merged = any((row, at) in self.grid.repeated for at in range(self.grid.width))
            if row < self.grid.head or merged or self._is_below_head(row):
                heads.append(row)
            else:
                break
        return heads

    def _is_head(self, row: int) -> bool:
        """Whether the row says what the columns are: two of its words are known as heads and half of them at least."""
        words = [cell for at, cell in enumerate(self.texts[row]) if cell and (row, at) not in self.grid.repeated]
        if not words or any(_is_amount(cell) for cell in words):
            return False
        told = sum(self._is_label(cell) for cell in words)
        named = sum(self._is_label(cell, own=True) for cell in words)
        return told >= min(2, self.grid.width) and 2 * told >= len(words) and (named > 0 or told > 2)

    def _names_numbers(self, row: int) -> bool:
        """Whether one of its words is a field's, and another stands over a column of nothing but numbers."""
        cells = self.texts[row]
        if any(_is_number(cell) for cell in cells if cell) or not any(self._is_label(cell, own=True) for cell in cells):
            return False
        below = [[other[at] for other in self.texts[row + 1 :] if other[at]] for at, cell in enumerate(cells) if cell]
        return len(below) > 1 and any(column and all(map(_is_number, column)) for column in below)

    def _is_label(self, cell: str, *, own: bool = False) -> bool:
        if not cell or len(cell) > LONGEST_HEAD:
            return False
        if any(likeness(cell, label) >= SIMILAR for label in self.labels):
            return True
        said = word(cell)
        return not own and any(said == head or (len(head) > 3 and said.startswith(head)) for head in _HEADS)

    def _is_below_head(self, row: int) -> bool:
        """Whether it divides the columns of the row above: words only, under cells that were merged over several."""
        words = {at for at, cell in enumerate(self.texts[row]) if cell}
        above = self.texts[row - 1]
        if any(_MAYBE_GROUP.match(self.texts[row][at]) or _TOTAL.match(self.texts[row][at]) for at in words):
            return False
        if not words or any(_is_amount(self.texts[row][at]) or len(self.texts[row][at]) > 40 for at in words):
            return False
        if self._is_head(row):
            return True
        under_gap = {
            at
            for at in words
            if (not above[at] and any(above[:at])) or (above[at] and at + 1 < len(above) and not above[at + 1])
        }
        left_of_it = any(cell and at not in words for at, cell in enumerate(above))
        return words == under_gap and left_of_it and bool({at for at in words if not above[at]})

    def _labels(self, heads: list[int]) -> tuple[str, ...]:
        """Each column's words from the top down; a merged cell's go for all that it covers."""
        if not heads:
            return ()
        found: list[list[str]] = [[] for _column in range(self.grid.width)]
        for row in heads:
            last = ""
            for at, cell in enumerate(self.grid.rows[row]):
                wide = self.grid.wide.get((row, at), 0)
                last = cell or last
                below = row != heads[-1] and any(self.texts[later][at] for later in heads if later > row)
                said = cell or (last if below or self._is_covered(row, at) else "")
                if said and said not in found[at]:
                    found[at].append(said)
                if cell and not wide and row == heads[-1]:
                    last = ""
        return tuple(" ".join(" ".join(words).split()) for words in found)

    def _is_covered(self, row: int, at: int) -> bool:
        return any(first < at < first + wide for (r, first), wide in self.grid.wide.items() if r == row)

    def _key(self, row: int) -> str:
        return "\t".join(re.sub(r"\s|\(ต่อ\)", "", cell) for cell in self.texts[row])

    def _repeats(self, row: int, heads: list[int]) -> bool:
        """Whether most of the row's cells, and two at least, say what stands above them in the head."""
        filled = [at for at, cell in enumerate(self.texts[row]) if cell]
        same = sum(any(self.texts[head][at] == self.texts[row][at] for head in heads) for at in filled)
        return same >= 2 and 2 * same > len(filled)

    def _filled(self, row: int) -> int:
        return sum(bool(cell) for cell in self.texts[row])

    # ------------------------------------------------------------ below the head

    def _is_numbers(self, row: int, *, just_below: bool) -> bool:
        """The row (1) (2) (3) that numbers the columns."""
        cells = [cell for cell in self.texts[row] if cell]
        found = [_COLUMN_NUMBER.fullmatch(cell) for cell in cells]
        numbers = [int(match[1]) for match in found if match]
        if len(numbers) != len(cells) or numbers != list(range(1, len(numbers) + 1)):
            return False
        in_brackets = all(cell.startswith("(") for cell in cells)
        return len(cells) >= 2 and (in_brackets or (just_below and len(cells) >= min(3, self.grid.width)))

    def _groups_and_totals(self, rows: list[int]) -> None:
        if len(rows) < 2 or self.grid.width < 2:
            for row in rows if len(rows) > 1 else ():
                if len(self.texts[row][0]) <= LONGEST_LABEL and _TOTAL.match(self.texts[row][0]):
                    self.left[row] = "total"
            return
        numbered = self._numbered(rows)
        found = {row: reason for row in rows if (reason := self._reason(row, numbered))}
        last = {self._bare(row).removeprefix("รวม"): row for row in found if found[row] == "total"}
        for row in rows:  # a name alone that a total below repeats is its group's
            if row not in found and self._filled(row) == 1 and row < last.get(self._bare(row), row):
                found[row] = "group"
        groups = [row for row in found if found[row] == "group"]
        if 2 * len(groups) > len(rows) + 1 and not numbered:
            for row in groups:  # then these are the records: themes, work plans
                del found[row]
        self.left |= found
        self._sums([row for row in rows if row not in found])

    def _bare(self, row: int) -> str:
        """A row's first words, without spaces."""
        return re.sub(r"\s", "", next(filter(None, self.texts[row]), ""))

    def _numbered(self, rows: list[int]) -> int | None:
        """The column of running numbers."""
        for at in range(self.grid.width):
            numbers = [self.texts[row][at] for row in rows if _RUNNING.fullmatch(self.texts[row][at])]
            others = [row for row in rows if not _RUNNING.fullmatch(self.texts[row][at])]
            odd = [row for row in others if self.texts[row][at] and not self._may_be_no_record(row, at)]
            if counts_up(numbers) and 2 * len(numbers) >= len(rows) - len(others) and not odd:
                return at
        return None

    def _may_be_no_record(self, row: int, at: int) -> bool:
        cell = self.texts[row][at]
        return self._filled(row) == 1 or bool(_MAYBE_GROUP.match(cell) or _MAYBE_TOTAL.match(cell))

    def _reason(self, row: int, numbered: int | None) -> Reason | None:
        cells = self.texts[row]
        if numbered is not None and _RUNNING.fullmatch(cells[numbered]):
            return None  # it has a number: a record, whatever it is called
        filled = [(at, cell) for at, cell in enumerate(cells) if cell and (row, at) not in self.grid.repeated]
        words = [(at, cell) for at, cell in filled if not _is_number(cell)]
        if words and len(words) < 4 and _SURE_TOTAL.match(words[0][1]):
            return "total"  # also where it bears the division that it is of
        if len(words) != 1:
            return None
        at, said = words[0]
        known = numbered is not None
        if len(filled) == 1 and (unit_of_line(said) or _NOTE.match(said)):
            return "title" if unit_of_line(said) else "note"
        if _TOTAL.match(said) or (known and _MAYBE_TOTAL.match(said)):
            return "total"
        alone = len(filled) == 1
        over_all = alone and self.grid.wide.get((row, at), 1) >= max(2, self.grid.width - at - 1)
        if over_all or _GROUP.match(said) or (alone and self.grid.width > 2 and _MAYBE_GROUP.match(said)):
            return "group"
        return "group" if alone and known and at <= (numbered or 0) else None

    def _sums(self, rows: list[int]) -> None:
        """Rows of nothing but amounts that are the sum of those above."""
        for row in rows:
            filled = [(at, cell) for at, cell in enumerate(self.texts[row]) if cell and not is_no_amount(cell)]
            if not filled or not all(_is_number(cell) for _at, cell in filled):
                continue
            above = [other for other in rows if other < row and other not in self.left]
            named = all(any(cell and not _is_number(cell) for cell in self.texts[other]) for other in above)
            if len(above) > 1 and named and any(self._adds_up(at, row, above) for at, _cell in filled):
                self.left[row] = "total"

    def _adds_up(self, at: int, row: int, above: list[int]) -> bool:
        amounts = [_amount(self.texts[other][at]) for other in above]
        return sum(amounts) == _amount(self.texts[row][at]) > 0 and sum(amount > 0 for amount in amounts) > 1


@lru_cache(maxsize=50_000)
def _amount(cell: str) -> int:
    try:
        return parse_baht(cell)
    except ValueRefused:
        return 0


def _is_amount(cell: str) -> bool:
    """Whether a cell is an amount as a record has it; a year or a number of a column may stand in a head."""
    return _amount(cell) >= 10_000_00 or bool(re.fullmatch(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?", cell))


def _is_number(cell: str) -> bool:
    """Whether a cell of a total's row says a number: an amount, a dash, a count, a share."""
    if cell[:1] not in _BEGINS_NUMBER:
        return False
    if (
        is_no_amount(cell)
        or _COUNTED.fullmatch(cell)
        or re.fullmatch(r"[-(]?[0-9][0-9,.\s]*\)?\s*(?:%|บาท|ล้านบาท)?", cell)
    ):
        return True
    return _amount(cell) > 0
