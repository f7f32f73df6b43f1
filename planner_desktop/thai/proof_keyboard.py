"""Thai typed while the keyboard was set to English: “c]h;” is แล้ว."""

import re

from planner_desktop.regex import regex
from planner_desktop.thai.dictionary import is_word, words_of
from planner_desktop.thai.proof import Flaw

_KEYS = (
    "1234567890-=qwertyuiop[]\\asdfghjkl;'zxcvbnm,./!@#$%^&*()_+QWERTYUIOP{}|ASDFGHJKL:\"ZXCVBNM<>?",
    'ๅ/-ภถุึคตจขชๆไำพะัีรนยบลฃฟหกดเ้่าสวงผปแอิืทมใฝ+๑๒๓๔ู฿๕๖๗๘๙๐"ฎฑธํ๊ณฯญฐ,ฅฤฆฏโฌ็๋ษศซ.()ฉฮฺ์?ฒฬฦ',
)
_TO_THAI = str.maketrans(*_KEYS)
_RUN = regex(r"(?<![A-Za-z0-9@/_.:-])[A-Za-z\[\]\\;',./{}|:\"<>?0-9=-]{3,40}(?![A-Za-z0-9@/_])")
_ODD = regex(r"[\[\]\\;{}|<>]|[a-z][A-Z]|[A-Za-z],[A-Za-z]|[a-z]['\"][a-z]")
_PLAIN = regex(r"[A-Za-z]+(?:[-'/&.,:][A-Za-z0-9]+)*|[0-9.,/:-]+|https?:.*", re.IGNORECASE)


def wrong_keyboard(text: str) -> list[Flaw]:
    """Runs of Latin letters and signs that are Thai words on the Thai keyboard, and look like none in English."""
    flaws = []
    for found in _RUN.finditer(text):
        run = found[0]
        if not _ODD.search(run) or _PLAIN.fullmatch(run):
            continue
        meant = run.translate(_TO_THAI)
        if all(is_word(word) for word in words_of(meant)) and re.search("[ก-ฮ]", meant):
            flaws.append(Flaw(found.start(), found.end(), meant))
    return flaws
