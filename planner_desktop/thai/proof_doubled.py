"""Words typed twice: “หมายถึง หมายถึง”, “ได้ได้รับ”, “โครงการโครงการ”."""

from itertools import accumulate

from planner_desktop.regex import regex
from planner_desktop.thai.dictionary import is_word, words_of
from planner_desktop.thai.proof import Flaw

_TWICE = regex(r"([ก-ฮเ-ไ][ก-๎]{1,40}?)(\s?)\1(?![ะ-ฺ็-๎ๆ])")
_ONE_BY_RIGHT = regex(
    r"(?:ต่าง|เรื่อย|บ่อย|ใหม่|อื่น|เล็ก|เด็ก|จริง|ทั่ว|เท่า|ง่าย|ใกล้|เบื้อง|ซ้ำ|ช้า|ดี|มาก|น้อย|วัน|ปี|ครั้ง|นา|ระ|กา|อา|ปะ|มะ|ราย)"
)
_ENDS_IN_IT = regex(r"(?:โครง|กิจ|หลัก|ราช|บริ|วิชา|อาจ|จัด|คณะกรรม|บูรณา|วิทยา|นโยบาย)$")
"""“โครงการการเงิน”: what stands before its own ending makes a word that ends as the next begins."""
_LABEL = regex(r"ชื่อ$")
_DEFINED = regex(r"\s*(?:หมายถึง|คือ)\s")
_TAIL = 5
"""So many letters at the end of a word said again are no chance: “ขับเคลื่อนเคลื่อน”."""


def doubled_words(text: str) -> list[Flaw]:
    """Words that stand twice in a row, with a space between them or without.

    Both must be whole words by the dictionary, so that no word that is made of one syllable twice is taken for one. A
    label before what bears its name, and a term that is defined, are said twice by right.
    """
    flaws = []
    ends: set[int] | None = None
    for found in _TWICE.finditer(text):
        word, space = found[1], found[2]
        begin, middle, end = found.start(), found.start() + len(word), found.end()
        before = text[max(0, begin - 8) : begin]
        if _ONE_BY_RIGHT.fullmatch(word) or (word == "การ" and _ENDS_IN_IT.search(before)):
            continue
        if space and (_LABEL.search(before) or (word != "หมายถึง" and _DEFINED.match(text, end))):
            continue
        if ends is None:
            ends = {0, *accumulate(map(len, words_of(text)))}
        begins = begin in ends or (len(word) >= _TAIL and is_word(word))
        if not (begins and (middle in ends or space) and (is_word(word) or len(words_of(word)) > 1)):
            continue
        if len(word) > 2 or space:
            closes = end in ends or any(at in ends for at in range(end + 1, min(end + 12, len(text) + 1)))
        else:  # of two letters only before a longer word that begins so: รถรถยนต์
            closes = any(is_word(text[middle:at]) for at in sorted(ends) if end < at < end + 8)
        if closes:
            flaws.append(Flaw(begin, end, word))
    return flaws
