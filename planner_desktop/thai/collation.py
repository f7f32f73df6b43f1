"""The order of a Thai dictionary (Royal Institute): by consonants, then vowels; tone marks decide only between equals.

A vowel written before its consonant is read after it (เก before ขา). Numbers inside a text go by their value, so that
ข้อ 10 comes after ข้อ 9; Thai and Arabic digits are the same, and so are capital and small letters.
"""

from planner_desktop.regex import regex
from planner_desktop.thai.digits import to_arabic

SortKey = tuple[tuple[tuple[int, int, str], ...], tuple[tuple[int, int], ...], str]

_LEADING = regex("([เแโใไ])([ก-ฮ])")
_MARKS = regex("[\u0e47-\u0e4e]")  # ็ ่ ้ ๊ ๋ ์ ํ ๎
_PIECE = regex(r"\d+|\D")


def collation_key(text: str) -> SortKey:
    """The key by which Thai texts sort as in the Royal Institute's dictionary: letters first, then marks."""
    read = _LEADING.sub(r"\2\1", to_arabic(text).casefold())
    marks: list[tuple[int, int]] = []
    letters: list[tuple[int, int, str]] = []
    for found in _MARKS.finditer(read):
        marks.append((-(found.start() - len(marks)), ord(found[0])))  # a mark further on weighs less
    for piece in _PIECE.findall(_MARKS.sub("", read)):
        letters.append((1, int(piece), "") if piece.isdecimal() else (_rank(piece), 0, piece))
    return tuple(letters), tuple(marks), text


def _rank(letter: str) -> int:
    """Spaces and signs first, then numbers, then letters."""
    return 2 if (letter.isalpha() or "\u0e01" <= letter <= "\u0e4e") and letter not in "ฯๆ" else 0
