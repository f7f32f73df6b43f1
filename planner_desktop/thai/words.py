"""Where a line of Thai may end. The screen and the PDF share these places, so that both break alike.

Thai puts no spaces between words: `dictionary` finds them. On top of it stand rules a dictionary does not know: what
may not begin or end a line, and what stays together ("OKR 7402", "500 คน", "1 ตุลาคม 2567", "ก.พ.").
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate

from planner_desktop.regex import regex
from planner_desktop.thai import known_ends
from planner_desktop.thai.dates import MONTHS, SHORT_MONTHS
from planner_desktop.thai.dictionary import joints, look_up_word_ends, syllable_ends, word_ends

_LINES, _FORCED = "\0lines ", "\0forced "
"""Before a text: where its lines may end, or must if it is too wide for one, is kept, not its words."""
ZERO_WIDTH_SPACE = "\u200b"
_KEPT_SPACE = "\u2060\u00a0"  # word joiner, no-break space

_LEADING = "เแโใไ"
_FOLLOWING = "\u0e30-\u0e3a\u0e45\u0e47-\u0e4e\u0300-\u036f\u200d\ufe0f"
_CLUSTER = regex(f"[{_LEADING}]*[^{_FOLLOWING}]?[{_FOLLOWING}]*", re.DOTALL)
_STAYS_BEHIND = regex(f"[{_FOLLOWING}]")
_SPACE = regex(r"\s(?=.)", re.DOTALL)
_PHRASE = regex(r"\S*\s+|\S+")
_DIGIT = regex(r"[\d๐-๙]")
_LEADERS = ("...", "…", "…..")
_DASHES = frozenset("-–")

_NEVER_FIRST = frozenset("ๆฯ)]}”’»,.…;:!?%/⁰¹²³⁴⁵⁶⁷⁸⁹")  # raised figures: the marks of footnotes
_NEVER_LAST = frozenset("([{“‘«฿$")
_IN_CODE = regex(r"[A-Za-z\d๐-๙](?=[A-Za-z\d๐-๙])|[\d๐-๙](?=[.,][\d๐-๙])|[.,](?=[\d๐-๙])")
_URL_JOINT = regex(r"[/_?&=:@+](?=[A-Za-z\d])|(?<=[A-Za-z\d])(?=-)|(?<=[A-Za-z])[.](?=[A-Za-z])")
# Chrome takes a hyphen between letters at a line's end for one that the breaking put there, and does not copy it.
_HYPHEN = regex(r"(?<=[A-Za-z\u0e01-\u0e4e])-\s*(?=\w)")

_MONTH = "|".join(re.escape(name) for name in MONTHS + SHORT_MONTHS)
_UNIT = (
    "คน|ราย|ครั้ง|บาท|ล้าน|หมื่น|แสน|พัน|ปี|วัน|เดือน|ชั่วโมง|นาที|แห่ง|ฉบับ|เรื่อง|โครงการ|กิจกรรม|หน่วยงาน|เขต|ชุมชน|ตัว|"
    "คะแนน|ระบบ|หลักสูตร|รุ่น|เมตร|ตร|ตาราง|กิโลเมตร|กม|ไร่|หลัง|ชุด|เครื่อง|คัน|ต้น|เล่ม|ด้าน|ข้อ|ระดับ|ขั้นตอน|%"
)
_BLANK = "[ \u00a0]"
_WITH_NUMBER = tuple(
    regex(rule)
    for rule in (
        rf"(?:ร้อยละ|ระดับ|ศ\.|ที่|ข้อ|หน้า|ปี|รหัส|จำนวน|ไตรมาส|มาตรา|ระยะ|[A-Z][A-Za-z]{{0,7}}\.?){_BLANK}+(?=[\d๐-๙])",
        rf"[\d๐-๙]{_BLANK}+(?={_UNIT}|{_MONTH})",
        rf"(?:{_MONTH}){_BLANK}+(?=[\d๐-๙])",
        rf"[\d๐-๙]{_BLANK}+(?=[-–]{_BLANK}*[\d๐-๙])",
        rf"(?<=[\d๐-๙]{_BLANK})[-–]{_BLANK}+(?=[\d๐-๙])",
    )
)
# what begins an item of a list: "- ", "1.2) ", "(ก) "
_BEGINS_ITEM = regex(rf"(?<!\S)(?:[-–•*]|\(?(?:[\d๐-๙]{{1,2}}(?:\.[\d๐-๙]{{1,2}})*|[ก-ฮ])[.)]){_BLANK}+(?=\S)")
# "ของสนค." cannot be told from a word, unless the dictionary has it.
_TERM = regex(r"จำนวน(?=เงิน)")  # the words of an amount, which say something else alone
_LEADER = regex(r"(?:\.{3,}|…\.*)(?=[\d๐-๙N])")  # a row of dots before the number that was filled in behind it
_ABBREVIATION = regex(r"(?<![\u0e01-\u0e4e.])(?:[ก-ฮ]{1,5}|มี|มิ|เม)\.(?:[ก-ฮ]{1,5}\.)*|[ก-ฮ]\.(?:[ก-ฮ]{1,5}\.)+")


def _splits_cluster(text: str, at: int) -> bool:
    return text[at - 1] in _LEADING or bool(_STAYS_BEHIND.match(text[at]))


def _may_end(text: str, at: int, quotes: Sequence[int]) -> bool:
    """Whether a line may end before text[at], where a word or a space ends; `quotes` are where straight ones stand."""
    before, after = text[at - 1], text[at]
    if after.isspace() or after in _NEVER_FIRST or _splits_cluster(text, at):
        return False
    if before.isspace():
        last = at - 1
        while last > 0 and text[last].isspace():
            last -= 1
        return text[last] not in _NEVER_LAST
    if before in _NEVER_LAST or before == ".":
        return text.endswith(_LEADERS, 0, at) and (after.isdecimal() or after == "N")
    if '"' in (before, after) and not _quotes_agree(quotes, at):
        return False
    thai_before, thai_after = _is_thai(before), _is_thai(after)
    if thai_before and thai_after:
        return True
    if before.isdecimal() or after.isdecimal() or after in "-–":
        return False
    return thai_before or thai_after


def _is_thai(letter: str) -> bool:
    return "\u0e01" <= letter <= "\u0e4e"


def _quotes_agree(quotes: Sequence[int], at: int) -> bool:
    """Straight quotes look alike: every other one opens. A line may end before an opening and after a closing one."""
    return bisect_left(quotes, at) % 2 == 0


@lru_cache(maxsize=8192)
def breaks(text: str) -> tuple[int, ...]:
    """The places where a line of `text` may end: before text[i] for each i, ascending. Spaces before i are dropped.

    Never inside a cluster, before ๆ ฯ ) or after ( and the like; Latin words, numbers and addresses stay whole.
    """
    phrases = _PHRASE.findall(text) if '"' not in text else [text]  # which quote opens is known from the text before
    places: list[int] = []
    start = 0
    for n, phrase in enumerate(phrases):
        if n and _may_part(*_beside(phrases, n)):
            places.append(start)
        places += [start + at for at in _inside_phrase(phrase)]
        start += len(phrase)
    return tuple(places)


def _beside(phrases: Sequence[str], n: int) -> tuple[str, str]:
    """What stands on both sides of a phrase's beginning: two phrases, and of "2566 - 2570" what is behind the dash."""
    before, behind = phrases[n - 1], phrases[n]
    if before[0] in _DASHES and n > 1 and before.rstrip() in _DASHES:
        before = phrases[n - 2] + before
    if behind[0] in _DASHES and behind.rstrip() in _DASHES:
        behind = "".join(phrases[n : n + 2])
    return before, behind


@lru_cache(maxsize=16_384)
def _may_part(before: str, behind: str) -> bool:
    """Whether a line may end between two phrases."""
    text, at = before + behind, len(before)
    return at not in _kept_together(text) and _may_end(text, at, ())


@lru_cache(maxsize=16_384)  # a plan says the same phrases again and again: of 500 pages' letters, four in five
def _inside_phrase(text: str) -> tuple[int, ...]:
    """The places in what stands between spaces. They are the same wherever it stands."""
    if not text.strip():
        return ()
    places = known_ends.recall(_LINES + text)
    if places is None:
        places = _breaks(text)
        known_ends.note(_LINES + text, places)
    return tuple(sorted(places))


def _breaks(text: str) -> set[int]:
    """The places, looked up in the whole text."""
    places = {*look_up_word_ends(text), *_ends(_SPACE, text), *_ends(_LEADER, text)}
    places -= _kept_together(text) | _inside_abbreviations(text) | _inside_terms(text)
    quotes = [at for at, letter in enumerate(text) if letter == '"']
    return {at for at in places if _may_end(text, at, quotes)}


def _kept_together(text: str) -> set[int]:
    """The places behind spaces and hyphens where no line ends, for what stands there belongs together."""
    together = _ends(_HYPHEN, text) if "-" in text else set()
    if _SPACE.search(text):
        for rule in (_BEGINS_ITEM, *(_WITH_NUMBER if _DIGIT.search(text) else ())):
            together |= _ends(rule, text)
    return together


def _ends(rule: re.Pattern[str], text: str) -> set[int]:
    return {found.end() for found in rule.finditer(text)}


def _inside_abbreviations(text: str) -> set[int]:
    if "." not in text:
        return set()
    return {at for found in _ABBREVIATION.finditer(text) for at in range(found.start() + 1, found.end())}


def _inside_terms(text: str) -> set[int]:
    return _ends(_TERM, text) if "เงิน" in text else set()


@lru_cache(maxsize=4096)
def forced_breaks(text: str) -> tuple[int, ...]:
    """Where to break a piece too wide for its line: at spaces that `breaks` kept shut, words, joints of an address.

    Where there is none of these, where two words are put together to one (กรุงเทพ|มหานคร), then syllables; as
    the last resort, and nowhere else inside an abbreviation or a number, `clusters`.
    """
    ends = tuple(accumulate(map(len, clusters(text))))[:-1]
    bearable = _readable_breaks(text) or _bearable(text, {*ends} - _ends(_HYPHEN, text))
    return bearable or tuple(at for at in ends if not text[at].isspace()) or ends  # such as a row of dots


def joint_breaks(text: str) -> tuple[int, ...]:
    """Where to break a piece for want of which a line is too loose: joints of an address, and of compounds."""
    whole = _inside_abbreviations(text) | _ends(_IN_CODE, text) | _ends(_HYPHEN, text)
    return _bearable(text, (_ends(_URL_JOINT, text) | joints(text)) - whole)


def smallest_pieces(text: str) -> list[str]:
    """The text in the smallest pieces that can still be read: syllables, whole abbreviations, numbers, Latin words."""
    places = _readable_breaks(text)
    return [small for piece in pieces(text, places) for small in smallest_pieces(piece)] if places else [text]


def _readable_breaks(text: str) -> tuple[int, ...]:
    """The best places of `forced_breaks` that leave what can be read."""
    if len(text) < 2:
        return ()
    known = known_ends.recall(_FORCED + text)
    if known is None:
        known = {*_look_up_readable_breaks(text)}
        known_ends.note(_FORCED + text, known)
    return tuple(sorted(known))


def _look_up_readable_breaks(text: str) -> tuple[int, ...]:
    whole = _inside_abbreviations(text) | _ends(_IN_CODE, text) | _ends(_HYPHEN, text)
    words = {at for at in word_ends(text) if text[at - 1] != "."}
    good = _bearable(text, (_ends(_SPACE, text) | _ends(_URL_JOINT, text) | words) - whole)
    good = good or _bearable(text, joints(text) - whole)
    return good or _bearable(text, syllable_ends(text) - whole)


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
