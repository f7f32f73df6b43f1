"""Mending Thai text that was typed or pasted, so that it can be searched, compared and shaped.

Unicode's own normal forms do not help: NFC leaves ํ + า apart and NFKC takes ำ apart. The rules are those of PyThaiNLP
(issues 363 and 372) for what a PDF, an old font or a hurried hand leaves behind. A space before a mark goes only where
the dictionary knows no other reading; `torn` finds the others, to be offered.
"""

import re

from planner_desktop.regex import regex
from planner_desktop.thai.invisible import without_unseen
from planner_desktop.thai.mojibake import put_right
from planner_desktop.thai.torn_words import join_certain

_VOWELS = "\u0e31\u0e34-\u0e3a\u0e47"  # ั ิ ี ึ ื ุ ู ฺ ็: they stand before a tone mark
_TONES = "\u0e48-\u0e4c"  # ่ ้ ๊ ๋ ์

_LINE_END = regex("\r\n?")
_MARKS = regex(f"(?<![{_VOWELS}{_TONES}])[{_VOWELS}{_TONES}]*[{_TONES}][{_VOWELS}][{_VOWELS}{_TONES}]*")
_TAKEN_APART = regex(f"\u0e4d([{_TONES}]*)[ \u00a0]*\u0e32")
_TURNED_ROUND = regex(f"\u0e32([{_TONES}]*)\u0e4d([{_TONES}]*)")  # ํ belongs to a consonant, never to า
_DOUBLED = regex("\u0e33\u0e32+")
_TONE_LAST = regex(f"(?<![\u0e32\u0e33{_TONES}])(?:\u0e33([{_TONES}])|\u0e32([\u0e48-\u0e4b]))")


def _in_order(marks: re.Match[str]) -> str:
    run = marks.group()
    tones = [mark for mark in run if "\u0e48" <= mark <= "\u0e4c"]
    return "".join([mark for mark in run if mark not in tones] + tones)


def _tone_first(found: re.Match[str]) -> str:
    return found[0][1] + found[0][0]


def repair(text: str) -> str:
    """Mend `text`: ำ put together again, เเ as แ, vowels before tone marks, nothing invisible, LF line ends, and
    Thai that was read in another character set as it was meant.

    Safe to apply to anything and any number of times; what is not named in the rules stays as it is.
    """
    text = _LINE_END.sub("\n", text)
    before = None
    while text != before:  # what one rule puts in order may be what another looks for
        before = text
        text = without_unseen(put_right(text)).replace("\u0e40\u0e40", "\u0e41")
        text = _MARKS.sub(_in_order, text)
        text = _TURNED_ROUND.sub("\\1\\2\u0e33", text)
        text = _TAKEN_APART.sub("\\1\u0e33", text)
        text = _DOUBLED.sub("\u0e33", text)
        text = _TONE_LAST.sub(_tone_first, text)
        text = join_certain(text)
    return text
