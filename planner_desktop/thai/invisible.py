"""Letters that no one sees or that only one font knows: taken out of a text, or turned into what was meant by them."""

import json
import re

from planner_desktop.regex import regex
from planner_desktop.thai.dictionary import known_words

# Numbers 80 to 9F are no letters in Unicode. Where they stand in a text, Windows-1252 (and cp874) was meant: the HTML
# standard reads &#150; so too.
_WINDOWS_SIGNS = {n: bytes([n]).decode("cp1252", "ignore") for n in range(0x80, 0xA0)}
_WORD_SIGNS = {0x0B: "\n", 0x0C: "\n", 0x1E: "-", 0x2028: "\n", 0x2029: "\n"}
"""Word's line break, page break and hard hyphen, and Unicode's line and paragraph ends."""

WINGDINGS = {
    0x6C: "●", 0x6D: "○", 0x6E: "■", 0x6F: "☐", 0x70: "☐", 0x71: "☐", 0x72: "☐", 0x73: "•", 0x74: "•", 0x75: "◆",
    0x76: "❖", 0x77: "◆", 0x78: "☒", 0x9F: "•", 0xA0: "▪", 0xA1: "○", 0xA6: "○", 0xA7: "▪", 0xA8: "☐", 0xAB: "★",
    0xD8: "➢", 0xE0: "→", 0xE8: "→", 0xF0: "→", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
"""What the letters of the font Wingdings look like; those with no look-alike in a plan are left out."""
WINGDINGS_2 = {0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x97: "•", 0xA3: "☐", 0x2A: "☐"}
SYMBOL = {
    0xB7: "•", 0xA8: "◆", 0xB0: "°", 0xB1: "±", 0xB4: "×", 0xB8: "÷", 0xA3: "≤", 0xB3: "≥", 0xB9: "≠", 0xBB: "≈",
    0xAE: "→", 0xAC: "←", 0xDE: "⇒", 0x2D: "−", 0x61: "α", 0x62: "β", 0x6D: "µ", 0x70: "π", 0x73: "σ", 0x53: "∑",
    0x44: "∆", 0xA5: "∞", 0xD6: "√",
}  # fmt: skip
"""What letters of the font Symbol look like."""
# In a text alone a letter of such a font stands at F000 and its number, and the font's name is lost. The ones below
# are met in offices' texts, and mean the same in whatever font has them there.
_PRIVATE = {0xF000 + number: sign for number, sign in WINGDINGS.items()}
_PRIVATE |= {0xF000 + number: WINGDINGS_2[number] for number in (0x4F, 0x50, 0x52)}
_PRIVATE |= {0xF000 + number: SYMBOL[number] for number in (0xB7, 0xB0, 0xB1, 0xB3, 0xB4, 0xB8)}

# Before OpenType, fonts kept shifted copies of marks in the private use area: one list for Windows, one for the Mac.
_REAL = "\u0e10\u0e34\u0e35\u0e36\u0e37" + "\u0e48\u0e49\u0e4a\u0e4b\u0e4c" * 2 + "\u0e0d\u0e31\u0e4d\u0e47"
_REAL += "\u0e48\u0e49\u0e4a\u0e4b\u0e4c" + "\u0e38\u0e39\u0e3a"
_OF_WINDOWS = dict(zip(range(0xF700, 0xF71B), _REAL, strict=True))
_MAC_REAL = "\u0e31\u0e34\u0e35\u0e36\u0e37\u0e47" + "".join(tone * 3 for tone in "\u0e48\u0e49\u0e4a\u0e4b\u0e4c")
_OF_MAC = dict(zip(range(0xF884, 0xF899), _MAC_REAL, strict=True))
_OF_MAC |= dict(zip(range(0xF89A, 0xF8A0), "\u0e4d\u0e38\u0e39\u0e3a\u0e0d\u0e10", strict=True))

_MEANT = _WINDOWS_SIGNS | _WORD_SIGNS | _PRIVATE | _OF_WINDOWS | _OF_MAC
_UNSEEN = regex(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u180e\u200b\u200c\u200e\u200f\u2028-\u202e"
    "\u2060-\u206f\ud800-\udfff\ue000-\uf8ff\ufeff\ufff0-\ufffb\ufffd-\uffff\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)
_JOINER = regex("(?<=[\u0e00-\u0e7f])\u200d|\u200d(?=[\u0e00-\u0e7f])")  # others hold emoji together

_LOST = regex("(?<![\u0e01-\u0e4e])([\u0e01-\u0e4e]*)[\x00\ufffd]+([\u0e01-\u0e4e]*)")
_TONED = [vowel + tone for vowel in "\u0e31\u0e34\u0e35\u0e36\u0e37\u0e38\u0e39" for tone in "\u0e48\u0e49"]
_MARKS = [*map(chr, (0xE31, 0xE33, *range(0xE34, 0xE3A), *range(0xE47, 0xE4D))), *_TONED]
_LETTERS = [*map(chr, (*range(0xE01, 0xE2F), 0xE30, 0xE32, *range(0xE40, 0xE45)))]
_LEAST, _LONG = 4, 6
"""Letters: shorter words are too much alike; in long ones a mark tells more than a letter, which PDFs rarely lose."""


_STEERING = regex(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200e\u200f\u2028-\u202e\u2061-\u206f"
    "\u3164\ufeff\uffa0\ufff0-\ufffb\ud800-\udfff\U000e0000-\U000e0fff]"
)
"""Letters that steer a terminal, write over what stands there, turn the order of what is read, or take no place. What
parts words and joins emoji (U+200B to U+200D, U+2060), and the hyphen at a line's end, mislead nobody."""


def harmless(text: str) -> str:
    """A text from anyone to be shown: every letter that steers stands as its code; lines and tabs stay."""
    return _STEERING.sub(lambda letter: _code(ord(letter[0])), text)


def harmless_json(text: str) -> str:
    """JSON to be shown: every letter that steers stands as JSON's own escape."""
    return _STEERING.sub(lambda letter: json.dumps(letter[0])[1:-1], text)


def _code(letter: int) -> str:
    return f"\\u{letter:04x}" if letter < 0x10000 else f"\\U{letter:08x}"


def without_unseen(text: str) -> str:
    """The text without control letters, marks of direction, private letters and the like, with what they stood for."""
    if "\x00" in text or "\ufffd" in text:
        text = _LOST.sub(_found_again, text)
    text = _UNSEEN.sub(_meant, text)
    return _JOINER.sub("", text) if "\u200d" in text else text


def _meant(found: re.Match[str]) -> str:
    return _MEANT.get(ord(found[0]), "")


def _found_again(lost: re.Match[str]) -> str:
    """What a PDF's font had no name for, if just one mark or letter makes words of what is around it."""
    before, after = lost[1], lost[2]
    if before and len(before) + len(after) + 1 >= _LEAST:
        marks = _readings(before, _MARKS, after)
        fewest = min(map(len, marks), default=0)
        best = [words for words in marks if len(words) == fewest]
        if len(best) == 1 and (
            max(map(len, best[0])) >= _LONG
            or not any(len(words) <= fewest for words in _readings(before, _LETTERS, after))
        ):
            return "".join(best[0])
    return before + after


def _readings(before: str, letters: list[str], after: str) -> list[list[str]]:
    """What are words throughout with one of the letters between: each in its words."""
    found = (known_words(before + letter + after) for letter in letters)
    return [words for words in found if words and min(map(len, words)) > 1]
