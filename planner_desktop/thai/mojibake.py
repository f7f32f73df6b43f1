"""Thai that some program read in the wrong character set, put right again where that is certain.

Two kinds are met in old files and web pages: UTF-8 read as Windows-1252 (“à¸ªà¸³...”), and Thai Windows text (cp874,
TIS-620) read as Windows-1252 (“ÊÓ¹Ñ¡§Ò¹”). No European text has their rows of accents; what is not certain stays.
"""

import re

from planner_desktop.regex import regex
from planner_desktop.thai.dictionary import is_word, words_of

# How Windows-1252 shows the bytes 80 to BF; it has no letters for five of them, which programs keep as they are.
_SHOWN = {bytes([byte]).decode("cp1252", "ignore") or chr(byte): byte for byte in range(0x80, 0xC0)}
_SHOWN |= {chr(byte): byte for byte in range(0x80, 0xC0)}
_TAIL = re.escape("".join(_SHOWN)).replace("-", "\\-")
_UTF8 = regex(f"(?:à[¸¹][{_TAIL}])+")
_PAIR = 6  # letters that show two; one may be anything

_CP874 = regex("[\xa1-\xda\xdf-\xfb]+")
_LETTER = regex("[A-Za-z]")
_CONSONANT = "[\u0e01-\u0e2e]"
_SYLLABLES = regex(f"(?:[เ-ไ]?{_CONSONANT}[\u0e31\u0e34-\u0e3a\u0e47]?[\u0e48-\u0e4c]?[\u0e30\u0e32\u0e33]?|[ๆฯ๐-๙])+")
_VOWEL = regex("[\u0e30-\u0e3a\u0e40-\u0e44]")
_CERTAIN = 0.8  # of the letters stand in words of the dictionary
_LEAST = 5  # different letters; fewer may be anything
_QUOTES = frozenset("«»")


def put_right(text: str) -> str:
    """The text with Thai that was read in the wrong character set as it was meant.

    A run that is certain vouches for the text's other ones of its kind, which may be names or single letters.
    """
    if text.isascii():
        return text
    if any(len(run[0]) >= _PAIR for run in _UTF8.finditer(text)):
        text = _UTF8.sub(_as_utf8, text)
    return _CP874.sub(_as_cp874, text) if any(map(_is_certain, _CP874.finditer(text))) else text


def _as_utf8(found: re.Match[str]) -> str:
    shown = found[0]
    meant = bytes(byte for at in range(0, len(shown), 3) for byte in (0xE0, ord(shown[at + 1]), _SHOWN[shown[at + 2]]))
    return meant.decode("utf-8")


def _as_cp874(run: re.Match[str]) -> str:
    meant = run[0].encode("latin-1").decode("cp874")
    return meant if _SYLLABLES.fullmatch(meant) and not _beside_letters(run) else run[0]


def _is_certain(run: re.Match[str]) -> bool:
    if len(set(run[0]) - _QUOTES) < _LEAST:
        return False
    meant = _as_cp874(run)
    known = sum(len(word) for word in words_of(meant) if len(word) > 1 and is_word(word))
    return bool(_VOWEL.search(meant)) and known >= _CERTAIN * len(meant)


def _beside_letters(run: re.Match[str]) -> bool:
    """Whether it is part of a European word."""
    neighbours = run.string[max(0, run.start() - 1) : run.start()] + run.string[run.end() : run.end() + 1]
    return bool(_LETTER.search(neighbours))
