"""The text of a paragraph as a plan has it: single spaces, mended Thai, and how its letters look."""

from collections.abc import Sequence

from planner_desktop.formpack import emphasis
from planner_desktop.formpack.emphasis import Looks, Mend
from planner_desktop.regex import regex
from planner_desktop.thai.repair import repair

_WORD = regex(r"\S+")
_MOST_MENDED = 2_000_000
"""Letters times changes of their look: a text of more is mended as if all of it looked alike."""


def single_spaced(text: str) -> str:
    """A line with single spaces."""
    return " ".join(text.split())


def mended(text: str) -> str:
    """A line with single spaces, its Thai mended."""
    return " ".join(repair(text).split())


def lines_of(pieces: Sequence[tuple[str, int]]) -> tuple[str, Looks]:
    """Pieces that each look alike as one text with single spaces, a line where they break it, and its looks."""
    text = "".join(piece for piece, _look in pieces)
    if not any(look for _piece, look in pieces):
        plain = "\n".join(" ".join(line.split()) for line in text.split("\n"))
        return plain, bytes(len(plain))
    looks = b"".join(bytes([look]) * len(piece) for piece, look in pieces)
    lines: list[str] = []
    of_lines: list[bytes] = []
    at = 0
    for line in text.split("\n"):
        words: list[str] = []
        of_words = bytearray()
        for word in _WORD.finditer(line):
            of_word = looks[at + word.start() : at + word.end()]
            if words:
                of_words.append(of_words[-1] & of_word[0])
            words.append(word[0])
            of_words += of_word
        lines.append(" ".join(words))
        of_lines.append(bytes(of_words))
        at += len(line) + 1
    return "\n".join(lines), b"\0".join(of_lines)


def mended_with_looks(text: str, looks: Looks, mend: Mend) -> tuple[str, Looks]:
    """A line mended, its letters looking as they did."""
    after = mend(text)
    if after == text:
        return text, looks
    if not any(looks):
        return after, bytes(len(after))
    changes = sum(1 for _part in emphasis.parts(text, looks))
    if changes * len(text) > _MOST_MENDED:
        return after, bytes(len(after))
    return emphasis.mended(text, looks, mend)
