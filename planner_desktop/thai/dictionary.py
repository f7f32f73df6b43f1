"""Thai words and syllables: nlpo3's newmm, the same words as PyThaiNLP's in a fifth of the time and memory.

The words are PyThaiNLP's with those of `resources/thai/words.txt`, read on first use.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.util import find_spec
from itertools import accumulate
from pathlib import Path
from threading import Lock

from planner_desktop import leftovers, stopping
from planner_desktop.app_paths import RESOURCES
from planner_desktop.regex import regex
from planner_desktop.thai import known_ends

# To nlpo3 "(ก" is a word, and the dots of "จำนวน....." belong to one, so it sees only letters, digits and single dots,
# and of letters that all have dots no more than an abbreviation has.
_NO_WORD = regex(r"\.{2,}|(?:[ก-ฮ]\.){20,}|[^\w\s.\u0e01-\u0e4e]|[\ud800-\udfff]")
_IN_OTHER = regex("[\u0e01-\u0e4e]|[^\u0e01-\u0e4e\\s]*")  # a letter, or what is left of a word in others
_THAI_WORD = regex("[\u0e01-\u0e2e\u0e30-\u0e45\u0e47-\u0e4e]+")
_SHORTEST_COMPOUND, _LONGEST_COMPOUND = 4, 200  # letters
_AT_ONCE = 200  # letters given to nlpo3: letters that may be parted in many ways ("สสส…") take the third power of time
_SURE = 120  # of them: words that end before are not others because of what comes behind
_BEFORE_DOT = regex(r"(?<=[\u0e01-\u0e4e])[ก-ฮ]{1,5}\.")
_reading = Lock()
_LONE_CONSONANT = regex("[กขฃคฅฆงจฉชซฌญฎฏฐฑฒดตถทนบปผฝพฟภมยรลวศษสหฬอฮ]")  # ณ and ธ are words


def word_ends(text: str) -> set[int]:
    """The ends of the text's words but the last. A consonant left alone is part of an unknown word, not a word."""
    found = known_ends.recall(text)
    if found is None:
        found = look_up_word_ends(text)
        known_ends.note(text, found)
    return found


def look_up_word_ends(text: str) -> set[int]:
    """As `word_ends`, by the dictionary even if they are known from before."""
    words = _segments(text, _words())
    ends = list(accumulate(map(len, words)))
    lone = [len(word) == 1 and bool(_LONE_CONSONANT.match(word)) for word in words]
    found = {end for n, end in enumerate(ends[:-1]) if not (lone[n] or lone[n + 1])}
    for start, end in _dotted(text, words):
        found -= set(range(start + 1, end))
        found |= {start} - {0}
    for firm in _firm_words().finditer(text):
        found -= set(range(firm.start() + 1, firm.end()))
        found |= {firm.start(), firm.end()} - {0, len(text)}
    return found


def _dotted(text: str, words: list[str]) -> Iterator[tuple[int, int]]:
    """Where what stands before a dot and right behind other letters begins and ends: an abbreviation, or a word.

    To nlpo3 "และกบช." is และ, กบ and ช., "กรรมการกบช." กรรมการก and บช., and "งาน." งา and น.
    """
    ends = list(accumulate(map(len, words)))
    for letters in _BEFORE_DOT.finditer(text):
        n = bisect_left(ends, letters.start())
        word, start, last = words[n], ends[n], letters.end() - 1
        if start >= last:
            continue
        spare = range(start - letters.start() + 1)  # how much of the word may belong to what follows
        start -= next((count for count in spare if word[: len(word) - count] in word_set()), 0)
        if last - start > 1:
            yield start, letters.end()
        elif word + text[start:last] in word_set():
            yield start - len(word), letters.end()


def joints(text: str) -> set[int]:
    """Where its words are put together of others, as few as can be: กรุงเทพ|มหานคร, ผู้|เข้ารับ|การอบรม."""
    return {found.start() + at for found in _THAI_WORD.finditer(text) for at in _joints(found[0])}


@lru_cache(maxsize=1024)
def _joints(text: str) -> tuple[int, ...]:
    if not _SHORTEST_COMPOUND <= len(text) <= _LONGEST_COMPOUND:
        return ()
    fewest: list[tuple[int, tuple[int, ...]]] = [(0, ())]  # for each end: how many words reach it, and where they begin
    for end in range(1, len(text) + 1):
        first = max(0, end - _longest_word())
        starts = [at for at in range(first, end - 1) if text[at:end] in word_set() and end - at < len(text)]
        fewest.append(min(((fewest[at][0] + 1, (*fewest[at][1], at)) for at in starts), default=(len(text), ())))
    return fewest[-1][1][1:]


def known_share(text: str) -> float:
    """How much of the text, from 0 to 1, is words of the dictionary; numbers and single letters count as nothing."""
    words = [word for word in _segments(text, _words()) if len(word) > 1 and word.strip() and not word.isdecimal()]
    return sum(len(word) for word in words if word in word_set()) / (sum(map(len, words)) or 1)


def words_of(text: str) -> list[str]:
    """The text in its words; what is no word is cut as the dictionary cuts it."""
    return _segments(text, _words())


def is_word(text: str) -> bool:
    """Whether the dictionary has this word."""
    return text in word_set()


def known_words(text: str) -> list[str]:
    """The text in its words if the dictionary has all of them, else nothing."""
    words = words_of(text)
    return words if all(word in word_set() for word in words) else []


def syllable_ends(text: str) -> set[int]:
    """The ends of the text's syllables."""
    return set(accumulate(map(len, _segments(text, _syllables()))))


def _segments(text: str, dictionary: str) -> list[str]:
    plain = _NO_WORD.sub(lambda found: " " * len(found[0]), text)
    words: list[str] = []
    start = 0
    while start < len(plain):
        stopping.look()
        end = _end_of_part(plain, start)
        found = _part_segments(plain[start:end], dictionary)
        if not any(letter.isspace() for letter in plain[end - 1 : end + 1]) and end < len(plain):
            # It ends in the midst of words: the last ones are looked at again with what is behind them.
            ends = list(accumulate(map(len, found)))
            found = found[: max(1, bisect_right(ends, _SURE))]
            end = start + sum(map(len, found))
        words += found
        start = end
    return words


@lru_cache(maxsize=512)  # a text that says one word again and again, which is what takes long, has few such parts
def _part_segments(text: str, dictionary: str) -> list[str]:
    import nlpo3

    return list(nlpo3.segment(text, dictionary))


def _end_of_part(text: str, start: int) -> int:
    """Where to end what is given to nlpo3 at once: at the last spaces if there are any, and inside no Latin word."""
    end = start + _AT_ONCE
    if end >= len(text):
        return len(text)
    if text[end].isspace():
        return start + (len(text[start:end].rstrip()) or _AT_ONCE)
    return text.rfind(" ", start, end) + 1 or next(_IN_OTHER.finditer(text, end - 1)).end()


def corpus(name: str) -> Path:
    """One of PyThaiNLP's word lists. The library is found, not imported, which would take longer than reading it."""
    library = find_spec("pythainlp")
    assert library is not None
    assert library.origin is not None
    return Path(library.origin).parent / "corpus" / name


def _own_words() -> list[str]:
    lines = (RESOURCES / "thai" / "words.txt").read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


@cache
def _firm_words() -> re.Pattern[str]:
    """Those of our own words that hold wherever they stand."""
    return re.compile("|".join(re.escape(word[1:]) for word in _own_words() if word.startswith("!")))


def _word_list() -> str:
    """All words, one a line."""
    own = "\n".join(word.lstrip("!") for word in _own_words())
    return f"{corpus('words_th.txt').read_text('utf-8').strip()}\n{own}"


@cache
def word_set() -> frozenset[str]:
    """All words of the dictionary."""
    return frozenset(_word_list().split("\n"))


@cache
def _longest_word() -> int:
    return max(map(len, word_set()))


def get_ready() -> None:
    """Load the words, in a thread: a text that comes meanwhile waits for them, one that comes later does not."""
    _words()


def _words() -> str:
    with _reading:
        return _loaded_words()


@cache
def _loaded_words() -> str:
    """Load the words; the name by which nlpo3 knows them."""
    with leftovers.temporary_folder() as folder:  # nlpo3 reads words from a file only
        merged = folder / "words.txt"
        merged.write_text(_word_list(), "utf-8", newline="\n")
        return _loaded(merged, "planner-words")


@cache
def _syllables() -> str:
    """Load the syllables; the name by which nlpo3 knows them."""
    return _loaded(corpus("syllables_th.txt"), "planner-syllables")


def _loaded(path: Path, name: str) -> str:
    import nlpo3

    nlpo3.load_dict(str(path), name)
    return name
