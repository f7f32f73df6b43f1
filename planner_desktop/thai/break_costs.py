"""What it costs a reader that a line ends where it may: nothing between two phrases, much after ที่ และ ของ.

Where a line may end at all is said by `words.breaks`. Costs are squares of a length in letters' sizes (em): to be
spared a cost of 25, a line of a table's cell may well end 5 em earlier.
"""

from functools import lru_cache

from planner_desktop.regex import regex

AFTER_WORD = 36.0
"""A line that ends in a word which says nothing without the one that follows."""
AFTER_NUMBER = 36.0
"""A line between a number, or a code, and what it counts or names."""
IN_NAME = 16.0
"""A line that ends in the kind of a place or an office whose own name follows."""
BEFORE_WORD = 9.0
"""A line that begins with a word which belongs to the one before."""

BELONG_TO_WHAT_FOLLOWS = frozenset(
    (
        # conjunctions and pronouns that begin a clause
        "ที่", "ซึ่ง", "อัน", "และ", "หรือ", "แต่", "ว่า", "ถ้า", "หาก", "เมื่อ", "เพราะ", "รวมทั้ง", "ตลอดจน",
        # prepositions
        "ของ", "แห่ง", "ใน", "บน", "ณ", "จาก", "ถึง", "โดย", "ด้วย", "เพื่อ", "ต่อ", "กับ", "แก่", "แด่", "สู่", "ตาม", "แบบ",
        "ให้", "เป็น", "สำหรับ", "ระหว่าง", "ภายใต้", "ด้าน",
        # what makes a noun of a verb, and what stands before a verb
        "การ", "ความ", "ผู้", "นัก", "ไม่", "จะ", "ต้อง", "ควร", "กำลัง", "ทุก", "แต่ละ",
        # titles
        "นาย", "นาง", "นางสาว", "ดร.",
    )
)  # fmt: skip
_BEGIN_A_NAME = frozenset(
    (
        "สำนักงานเขต",
        "เขต",
        "แขวง",
        "สำนัก",
        "กอง",
        "ฝ่าย",
        "กลุ่มงาน",
        "โรงเรียน",
        "โรงพยาบาล",
        "ถนน",
        "คลอง",
        "จังหวัด",
        "วัด",
        "ตลาด",
    )
)
_BELONG_TO_WHAT_IS_BEFORE = frozenset(("นี้", "นั้น", "เหล่านี้", "เหล่านั้น", "ละ", "กัน"))
_OPENING = '([{“‘«"'
_NUMBER = regex(r"[\d๐-๙]$")
_YEAR = regex(r"(?<![\d๐-๙.,])(?:25|๒๕)[\d๐-๙]{2}$")  # counts nothing


@lru_cache(maxsize=16_384)  # a plan says the same words again and again
def cost(before: str, behind: str) -> float:
    """What it costs that a line ends between two pieces of a text that `words.breaks` parts."""
    parted = before[-1:].isspace()
    before, behind = before.strip().lstrip(_OPENING), behind.strip()
    if before in BELONG_TO_WHAT_FOLLOWS:
        return AFTER_WORD
    if _NUMBER.search(before) and not _YEAR.search(before):
        names = "\u0e01" <= behind[:1] <= "\u0e4e" and behind not in BELONG_TO_WHAT_FOLLOWS
        return AFTER_NUMBER if names else 0.0
    if before in _BEGIN_A_NAME and not parted:
        return IN_NAME
    return BEFORE_WORD if behind in _BELONG_TO_WHAT_IS_BEFORE else 0.0
