"""Bold and italic letters: stored as ranges of a text, worked with as one byte a letter, which is cut as the text is.

Of a list's items the letters are counted as if each item were a line of one text.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

Ranges = tuple[tuple[int, int], ...]
"""Where letters look so: from the first letter to the one behind the last, in order."""
Looks = bytes
"""How each letter of a text looks: PLAIN, or BOLD and ITALIC added up."""
PLAIN, BOLD, ITALIC = 0, 1, 2
Mend = Callable[[str], str]


def check(ranges: Ranges, length: int) -> None:
    """Raises ValueError where ranges are not in order, or reach out of a text of this length."""
    at = 0
    for start, end in ranges:
        if not at <= start < end <= length:
            raise ValueError("bold and italic are ranges of the text: [[first, behind the last], …] in order")
        at = end


def looks_of(length: int, bold: Ranges, italic: Ranges) -> Looks:
    """How the letters of a text of this length look."""
    looks = bytearray(length)
    for ranges, look in ((bold, BOLD), (italic, ITALIC)):
        for start, end in ranges:
            for at in range(start, min(end, length)):
                looks[at] |= look
    return bytes(looks)


def shared(texts: Sequence[str], bold: Ranges, italic: Ranges) -> list[Looks]:
    """The looks of each of a list's texts."""
    whole, found, at = looks_of(sum(map(len, texts)) + len(texts), bold, italic), [], 0
    for text in texts:
        found.append(whole[at : at + len(text)])
        at += len(text) + 1
    return found


def ranges(looks: Sequence[Looks], look: int) -> Ranges:
    """Where the letters of a text, or of a list's texts, look so."""
    found: list[tuple[int, int]] = []
    at = 0
    for text in looks:
        for so, letters in groupby(text, lambda letter: bool(letter & look)):
            end = at + len(list(letters))
            if so:
                found.append((at, end))
            at = end
        at += 1
    return tuple(found)


def parts(text: str, looks: Looks) -> Iterator[tuple[str, int]]:
    """The text in parts that look alike."""
    at = 0
    for look, letters in groupby(looks):
        end = at + len(list(letters))
        yield text[at:end], look
        at = end
    if at < len(text):
        yield text[at:], PLAIN


def mended(text: str, looks: Looks, mend: Mend) -> tuple[str, Looks]:
    """A text mended, its letters looking as they did."""
    after = mend(text)
    if after == text:
        return text, looks
    if not any(looks):
        return after, bytes(len(after))
    found, at = bytearray(), 0
    for part, look in parts(text, looks):
        at += len(part)
        end = len(after) if at == len(text) else len(mend(text[:at]))
        end += text[at - 1].isspace() and after[end : end + 1] == " "  # a mended text ends with no space
        found += bytes([look]) * max(0, min(end, len(after)) - len(found))
    return after, bytes(found)


def marked(text: str, looks: Looks) -> str:
    """The text with **bold** and _italic_ told by signs, for where letters look all alike."""
    told = []
    for part, look in parts(text, looks):
        sign = "**" * bool(look & BOLD) + "_" * bool(look & ITALIC)
        inner = part.strip()
        told.append(part.replace(inner, f"{sign}{inner}{sign[::-1]}", 1) if inner and sign else part)
    return "".join(told)
