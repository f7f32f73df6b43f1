"""Where a line of Thai may end. The screen and the PDF share these places, so that both break alike.

Thai puts no spaces between words: a dictionary finds them (nlpo3's newmm: the same words as PyThaiNLP's in a fifth of
the time and memory). The dictionary is PyThaiNLP's with the words of `resources/thai/words.txt`, read on first use.
On top of it stand rules a dictionary does not know: what may not begin or end a line, and what stays together
("OKR 7402", "500 คน", "1 ตุลาคม 2567").
"""

import re
import tempfile
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from importlib.util import find_spec
from itertools import accumulate
from pathlib import Path

from planner_desktop.places import RESOURCES
from planner_desktop.thai.dates import MONTHS, SHORT_MONTHS

ZERO_WIDTH_SPACE = "\u200b"
_KEPT_SPACE = "\u2060\u00a0"  # word joiner, no-break space

_LEADING = "เแโใไ"
_FOLLOWING = "\u0e30-\u0e3a\u0e45\u0e47-\u0e4e\u0300-\u036f\u200d\ufe0f"
_CLUSTER = re.compile(f"[{_LEADING}]*[^{_FOLLOWING}]?[{_FOLLOWING}]*", re.DOTALL)
_STAYS_BEHIND = re.compile(f"[{_FOLLOWING}]")
_SURROGATE = re.compile("[\ud800-\udfff]")  # half a character, which nlpo3 cannot take
_THAI = re.compile("[\u0e01-\u0e4e]")
_LONE_CONSONANT = re.compile("[กขฃคฅฆงจฉชซฌญฎฏฐฑฒดตถทนบปผฝพฟภมยรลวศษสหฬอฮ]")  # ณ and ธ are words

_NEVER_FIRST = frozenset("ๆฯ)]}”’»,.;:!?%/")
_NEVER_LAST = frozenset("([{“‘«฿$")
_URL_JOINT = re.compile(r"[/_?&=:@+-](?=[A-Za-z\d])|(?<=[A-Za-z])[.](?=[A-Za-z])")

_MONTH = "|".join(re.escape(name) for name in MONTHS + SHORT_MONTHS)
_UNIT = (
    "คน|ราย|ครั้ง|บาท|ล้าน|หมื่น|แสน|พัน|ปี|วัน|เดือน|ชั่วโมง|นาที|แห่ง|ฉบับ|เรื่อง|โครงการ|กิจกรรม|หน่วยงาน|เขต|ชุมชน|ตัว|"
    "คะแนน|ระบบ|หลักสูตร|รุ่น|เมตร|ตร|ตาราง|กิโลเมตร|กม|ไร่|หลัง|ชุด|เครื่อง|คัน|ต้น|เล่ม|ด้าน|ข้อ|ระดับ|ขั้นตอน|%"
)
_TOGETHER = tuple(
    re.compile(rule)
    for rule in (
        r"(?:ร้อยละ|ระดับ|ศ\.|ที่|ข้อ|หน้า|ปี|รหัส|จำนวน|[A-Z]{1,6}\.?)[  ]+(?=[\d๐-๙])",
        rf"[\d๐-๙][  ]+(?={_UNIT}|{_MONTH})",
        rf"(?:{_MONTH})[  ]+(?=[\d๐-๙])",
        r"[\d๐-๙][  ]+(?=[-–][  ]*[\d๐-๙])",
        r"(?<=[\d๐-๙][  ])[-–][  ]+(?=[\d๐-๙])",
    )
)


def _corpus(name: str) -> Path:
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


@cache
def _dictionary() -> str:
    """Load the words; the name by which nlpo3 knows them."""
    words = _corpus("words_th.txt").read_text("utf-8")
    own = "\n".join(word.lstrip("!") for word in _own_words())
    with tempfile.TemporaryDirectory() as folder:  # nlpo3 reads words from a file only
        merged = Path(folder) / "words.txt"
        merged.write_text(f"{words}\n{own}", "utf-8", newline="\n")
        return _loaded(merged, "planner-words")


@cache
def _syllables() -> str:
    """Load the syllables; the name by which nlpo3 knows them."""
    return _loaded(_corpus("syllables_th.txt"), "planner-syllables")


def _loaded(path: Path, name: str) -> str:
    import nlpo3

    nlpo3.load_dict(str(path), name)
    return name


def _segments(text: str, dictionary: str) -> list[str]:
    import nlpo3

    return nlpo3.segment(_SURROGATE.sub("?", text), dictionary)


def _word_ends(text: str) -> set[int]:
    """The ends of the dictionary's words. A consonant left alone is part of an unknown word, not a word."""
    words = _segments(text, _dictionary())
    ends = list(accumulate(map(len, words)))
    lone = [len(word) == 1 and bool(_LONE_CONSONANT.match(word)) for word in words]
    found = {end for n, end in enumerate(ends[:-1]) if not (lone[n] or lone[n + 1])}
    for firm in _firm_words().finditer(text):
        found -= set(range(firm.start() + 1, firm.end()))
        found |= {firm.start(), firm.end()} - {0, len(text)}
    return found


def _splits_cluster(text: str, at: int) -> bool:
    return text[at - 1] in _LEADING or bool(_STAYS_BEHIND.match(text[at]))


def _may_end(text: str, at: int) -> bool:
    """Whether a line may end before text[at], where a word or a space ends."""
    before, after = text[at - 1], text[at]
    if after.isspace() or after in _NEVER_FIRST or _splits_cluster(text, at):
        return False
    if before.isspace():
        return text[:at].rstrip()[-1:] not in _NEVER_LAST
    if before in _NEVER_LAST or before == ".":
        return False
    if '"' in (before, after) and not _quotes_agree(text, at):
        return False
    thai_before, thai_after = bool(_THAI.match(before)), bool(_THAI.match(after))
    if thai_before and thai_after:
        return True
    if before.isdecimal() or after.isdecimal() or after in "-–":
        return False
    return thai_before or thai_after


def _quotes_agree(text: str, at: int) -> bool:
    """Straight quotes look alike: every other one opens. A line may end before an opening and after a closing one."""
    opened = text.count('"', 0, at) % 2 == 1
    return not opened


@lru_cache(maxsize=8192)
def breaks(text: str) -> tuple[int, ...]:
    """The places where a line of `text` may end: before text[i] for each i, ascending. Spaces before i are dropped.

    Never inside a cluster, before ๆ ฯ ) or after ( and the like; Latin words, numbers and addresses stay whole.
    """
    if not text:
        return ()
    together = {found.end() for rule in _TOGETHER for found in rule.finditer(text)}
    spaces = {at for at in range(1, len(text)) if text[at - 1].isspace()}
    return tuple(at for at in sorted({*_word_ends(text), *spaces} - together) if _may_end(text, at))


def forced_breaks(text: str) -> tuple[int, ...]:
    """Where to break a piece too wide for its line: at spaces that `breaks` kept shut, words, joints of an address.

    Where there is none of these, syllables, and as the last resort `clusters`.
    """
    if not text:
        return ()
    spaces = {at for at in range(1, len(text)) if text[at - 1].isspace()}
    joints = {found.end() for found in _URL_JOINT.finditer(text)}
    good = _bearable(text, {*spaces, *joints, *(at for at in _word_ends(text) if text[at - 1] != ".")})
    if not good:
        good = _bearable(text, accumulate(map(len, _segments(text, _syllables()))))
    if not good:
        good = _bearable(text, accumulate(map(len, clusters(text))))
    return good or tuple(accumulate(map(len, clusters(text)[:-1])))  # a row of dots


def _bearable(text: str, places: Iterable[int]) -> tuple[int, ...]:
    """Those of the places where a line may end if it must."""
    return tuple(
        at
        for at in sorted(places)
        if at < len(text)
        and not (text[at].isspace() or text[at] in _NEVER_FIRST or text[at - 1] in _NEVER_LAST)
        and not _splits_cluster(text, at)
    )


def clusters(text: str) -> list[str]:
    """The text in pieces that are never broken: a base with its marks and following vowel, leading vowels with it."""
    return [piece for piece in _CLUSTER.findall(text) if piece]


def pieces(text: str, places: Iterable[int]) -> Iterator[str]:
    """The text cut at the places, such as those of `breaks`."""
    start = 0
    for place in (*places, len(text)):
        yield text[start:place]
        start = place


def with_break_marks(text: str) -> str:
    """The text for the screen, where Qt finds no Thai words: a zero-width space wherever a line may end.

    A space where a line must not end becomes a no-break space, marked so that `without_break_marks` can undo it
    (Qt heeds a word joiner alone only where libthai is absent). Made for text that `repair` has seen.
    """
    allowed = set(breaks(text))
    marked = []
    for at, letter in enumerate(text):
        if at in allowed and not text[at - 1].isspace():
            marked.append(ZERO_WIDTH_SPACE)
        kept = letter == " " and text[at + 1 : at + 2].strip() and at and at + 1 not in allowed
        marked.append(_KEPT_SPACE if kept else letter)
    return "".join(marked)


def without_break_marks(text: str) -> str:
    """The text as it was before `with_break_marks`."""
    return text.replace(ZERO_WIDTH_SPACE, "").replace(_KEPT_SPACE, " ")
