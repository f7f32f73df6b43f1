"""Mending Thai text that was typed or pasted, so that it can be searched, compared and shaped.

Unicode's own normal forms do not help: NFC leaves ํ + า apart and NFKC takes ำ apart. The rules are those of PyThaiNLP
(issues 363 and 372) for what a PDF, an old font or a hurried hand leaves behind. A space before a mark is left alone:
nobody can tell whether the space or a letter is at fault.
"""

import re

from planner_desktop.thai.debris import put_right

_VOWELS = "\u0e31\u0e34-\u0e3a\u0e47"  # ั ิ ี ึ ื ุ ู ฺ ็: they stand before a tone mark
_TONES = "\u0e48-\u0e4c"  # ่ ้ ๊ ๋ ์

# Before OpenType, fonts kept shifted copies of marks in the private use area: one list for Windows, one for the Mac.
_REAL = "\u0e10\u0e34\u0e35\u0e36\u0e37" + "\u0e48\u0e49\u0e4a\u0e4b\u0e4c" * 2 + "\u0e0d\u0e31\u0e4d\u0e47"
_REAL += "\u0e48\u0e49\u0e4a\u0e4b\u0e4c" + "\u0e38\u0e39\u0e3a"
_WINDOWS = dict(zip(range(0xF700, 0xF71B), _REAL, strict=True))
_MAC_REAL = "\u0e31\u0e34\u0e35\u0e36\u0e37\u0e47" + "".join(tone * 3 for tone in "\u0e48\u0e49\u0e4a\u0e4b\u0e4c")
_MAC = dict(zip(range(0xF884, 0xF899), _MAC_REAL, strict=True))
_MAC |= dict(zip(range(0xF89A, 0xF8A0), "\u0e4d\u0e38\u0e39\u0e3a\u0e0d\u0e10", strict=True))

_INVISIBLE = re.compile("[\u200b\u00ad\ue000-\uf8ff\U000f0000-\U0010ffff]")
_LINE_END = re.compile("\r\n?")
_MARKS = re.compile(f"[{_VOWELS}{_TONES}]{{2,}}")
_TAKEN_APART = re.compile(f"\u0e4d([{_TONES}]*)\u0e32")
_DOUBLED = re.compile("\u0e33\u0e32+")
_TONE_LAST = re.compile(f"\u0e33([{_TONES}])")


def _in_order(marks: re.Match[str]) -> str:
    run = marks.group()
    tones = [mark for mark in run if "\u0e48" <= mark <= "\u0e4c"]
    return "".join([mark for mark in run if mark not in tones] + tones)


def repair(text: str) -> str:
    """Mend `text`: ำ put together again, เเ as แ, vowels before tone marks, nothing invisible, LF line ends, and
    Thai that was read in another character set as it was meant.

    Safe to apply to anything and any number of times; what is not named in the rules stays as it is.
    """
    text = _LINE_END.sub("\n", text.translate(_WINDOWS).translate(_MAC))
    before = None
    while text != before:  # what one rule puts in order may be what another looks for
        before = text
        text = _INVISIBLE.sub("", put_right(text)).replace("\u0e40\u0e40", "\u0e41")
        text = _MARKS.sub(_in_order, text)
        text = _TAKEN_APART.sub("\\1\u0e33", text)
        text = _DOUBLED.sub("\u0e33", text)
        text = _TONE_LAST.sub("\\1\u0e33", text)
    return text
