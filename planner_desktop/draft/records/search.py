"""Finding text in every field of a draft, as an officer reads it: without regard to case, Thai or Arabic digits,
double spaces and what cannot be seen.

`places` reads a draft once, which may be a snapshot in a thread; `find` then looks as often as something is typed.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from planner_desktop.draft.records.in_use import InUse, in_use
from planner_desktop.draft.records.records import Record, Records
from planner_desktop.formpack import rich_text
from planner_desktop.formpack.rich_text import NOTE
from planner_desktop.formpack.screen_parts import FormPart, Screen
from planner_desktop.regex import regex
from planner_desktop.thai.dictionary import word_ends
from planner_desktop.thai.digits import to_arabic
from planner_desktop.thai.repair import repair
from planner_desktop.thai.shifted_vowels import to_offer

TextPath = tuple[int | str, ...]
"""Where in a rich text a text stands: the number of its block, the block's word, and the number in it; () elsewhere."""

_SKIPPED = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\u00ad\ufeff" + NOTE))
_SPACES = regex(r"\s+")
_THOUSANDS = regex(r"(?<=\d),(?=\d{3}(?!\d))")
_MARK = regex("[\u0e31\u0e33-\u0e3a\u0e45\u0e47-\u0e4e]")
"""What stands above, below or behind a consonant and not alone."""


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for in a draft, and how closely it must match."""

    text: str
    whole_words: bool = False
    exactly: bool = False
    """Case, digits and spaces as they are typed."""
    torn: bool = False
    """Not the text, but words that a space tore before a mark."""

    @property
    def asks(self) -> bool:
        """Whether anything is looked for."""
        return bool(self.text) or self.torn


@dataclass(frozen=True, slots=True)
class SearchText:
    """One text of a draft: a field as it is shown, or in a rich text one paragraph, item, cell, caption or footnote."""

    section: str
    kind: str
    id: int
    field: str
    way: TextPath
    text: str
    title: str
    """Of the record; empty where there is but one."""
    label: str
    """Of the field."""
    typed: bool
    """Whether it may be replaced: codes, choices and the names of what a link leads to may not."""
    number: bool = False
    """Whether it is no words that officers write: an amount, a date."""
    skips: str = ""
    """Letters that are passed over, as the dashes of a telephone number."""


@dataclass(frozen=True, slots=True)
class Match:
    """What was found: text[start:end] of a place."""

    place: SearchText
    start: int
    end: int
    meant: str = ""
    """What is to stand there, where that is known."""

    @property
    def found(self) -> str:
        """The text that was found, as it stands there."""
        return self.place.text[self.start : self.end]

    @property
    def replaceable(self) -> bool:
        """Whether it may be replaced; not where a letter would be torn from its vowel or tone mark."""
        text = self.place.text
        torn = _MARK.match(text, self.start) or _MARK.match(text, self.end)
        return self.place.typed and not torn

    @property
    def where(self) -> str:
        """The record and field in words."""
        return " › ".join(filter(None, (self.place.title, self.place.label)))

    def around(self, most: int) -> tuple[str, str, str]:
        """The text before it, at most so many letters, what was found, and the text behind it, on one line."""
        text = self.place.text
        before, after = text[max(0, self.start - most) : self.start], text[self.end : self.end + most]
        return _one_line(before), _one_line(self.found), _one_line(after)


def _one_line(text: str) -> str:
    return text.replace(NOTE, "").replace("\n", " ").replace("\u200b", "")


# ---------------------------------------------------------------- reading a draft


def places(draft: Records, cancelled: Callable[[], bool] = lambda: False) -> list[SearchText]:
    """Every text of a draft's records that a screen shows, in the order of the screens."""
    use, titles = in_use(draft), Titles(draft)
    found: list[SearchText] = []
    for kind in use.kinds():
        for record in draft.records(kind):
            if cancelled():
                return []
            found.extend(_places_of(draft, use, titles, record))
    order = {section.id: n for n, section in enumerate(draft.pack.sections)}
    found.sort(key=lambda place: order[place.section])  # it keeps the order within a section
    return found


class Titles:
    """The titles of a draft's records, each made once."""

    def __init__(self, draft: Records) -> None:
        self.draft = draft
        self._made: dict[tuple[str, int], str] = {}

    def of(self, kind: str, id: int) -> str:
        """The title of a record; titles of a kind are read once. Raises KeyError where there is no such record."""
        if (kind, id) not in self._made:
            for record in self.draft.records(kind):
                self._made[kind, record.id] = self.draft.title_of(record)
        return self._made[kind, id]


def _places_of(draft: Records, use: InUse, titles: Titles, record: Record) -> Iterator[SearchText]:
    spec = draft.spec(record.kind)
    title = "" if spec.single else titles.of(record.kind, record.id)
    for name, field in spec.fields.items():
        texts: Iterable[tuple[TextPath, str]]
        type = field.field_type
        if not type.searched or (name not in record.links and record.values[name] is None):
            continue
        if type.formatted:
            texts = rich_texts(rich_text.load(str(record.values[name])))
        elif field.to is not None:
            ids = record.links[name] if name in record.links else (int(record.values[name] or 0),)
            texts = [((), titles.of(field.to, id)) for id in ids]
        else:
            texts = [((), draft.shown(record, name))]
        typed = type.replaceable and name != spec.key
        section = _section(use, record, name)
        for way, text in texts:
            if text:
                kind, number = record.kind, not type.free_text
                yield SearchText(
                    section, kind, record.id, name, way, text, title, field.label, typed, number, type.skips
                )


_NO_TEXT = frozenset(("figure", "levels", "signs", "bold", "italic"))
"""What a rich text says besides its texts: names of attachments, how lists count, how letters look."""


def rich_texts(blocks: Sequence[rich_text.RichPart]) -> Iterator[tuple[TextPath, str]]:
    """Every text in the blocks of a rich text with its place there."""
    for n, block in enumerate(blocks):
        for word, value in vars(block).items():
            if word in _NO_TEXT:
                continue
            if isinstance(value, str):
                yield (n, word), value
            elif isinstance(value, tuple):
                for at, one in enumerate(value):
                    if isinstance(one, str):
                        yield (n, word, at), one
                    else:
                        yield from (((n, word, at, column), cell) for column, cell in enumerate(one) if cell)


def _section(use: InUse, record: Record, field: str) -> str:
    """The section on whose screen the record's field is entered, or else the record."""
    able = [(section.id, part) for section, part in use.screens() if record.kind in part.edits(use.pack)]
    able.sort(key=lambda one: not _shows(one[1], record, field))
    return able[0][0]


def _shows(part: Screen, record: Record, field: str) -> bool:
    if part.record != record.kind:
        return True  # it stands below one in a tree
    if any(record.values[name] != value for name, value in part.where.items()):
        return False
    return not (isinstance(part, FormPart) and part.fields) or field in part.field_names


# ---------------------------------------------------------------- finding


def find(among: Iterable[SearchText], query: Query, cancelled: Callable[[], bool] = lambda: False) -> list[Match]:
    """Every match of the query, in the order of the places; none for an empty query."""
    if query.torn:
        return _torn(among, cancelled)
    wanted = repair(query.text) if query.exactly else folded(repair(query.text))
    found: list[Match] = []
    if not wanted if query.exactly else not wanted.strip():
        return found
    for place in among:
        if cancelled():
            return []
        text, sought = place.text, wanted
        if place.skips and not query.exactly:
            sought = folded(wanted, place.skips)
        if not sought or sought not in (text if query.exactly else folded(text, place.skips)):
            continue
        spans = _spans(text, sought) if query.exactly else _folded_spans(text, sought, place.skips)
        for start, end in spans:
            if not query.whole_words or (_is_word_end(text, start) and _is_word_end(text, end)):
                found.append(Match(place, start, end))
    return found


def _torn(among: Iterable[SearchText], cancelled: Callable[[], bool]) -> list[Match]:
    found: list[Match] = []
    for place in among:
        if cancelled():
            return []
        if place.typed and not place.number:
            found += [Match(place, one.start, one.end, one.meant) for one in to_offer(place.text)]
    return found


def folded(text: str, skips: str = "") -> str:
    """The text as it is compared: without case, marks that cannot be seen, commas in numbers, and extra spaces.

    The letters of `skips` are left out too.
    """
    text = to_arabic(text.translate(_skipped(skips))).casefold()
    return _SPACES.sub(" ", _THOUSANDS.sub("", text))


def _spans(text: str, wanted: str) -> Iterator[tuple[int, int]]:
    at = text.find(wanted)
    while at >= 0:
        yield at, at + len(wanted)
        at = text.find(wanted, at + len(wanted))


@lru_cache(maxsize=8)
def _skipped(skips: str) -> dict[int, None]:
    return _SKIPPED | dict.fromkeys(map(ord, skips))


def _folded_spans(text: str, wanted: str, skips: str) -> Iterator[tuple[int, int]]:
    letters, starts, ends = _unfolding(text, skips)
    for first, behind in _spans(letters, wanted):
        yield starts[first], ends[behind - 1]


def _unfolding(text: str, skips: str = "") -> tuple[str, list[int], list[int]]:
    """`folded(text, skips)`, and for each of its letters where in the text what it stands for starts and ends."""
    skipped = _skipped(skips)
    kept = [at for at, letter in enumerate(text) if ord(letter) not in skipped]
    plain = "".join(text[at] for at in kept)
    commas = {found.start() for found in _THOUSANDS.finditer(plain)}
    letters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for n, at in enumerate(kept):
        if n in commas:
            continue
        if text[at].isspace():
            if letters and letters[-1] == " ":
                ends[-1] = at + 1
                continue
            letters.append(" ")
        else:
            letters.extend(to_arabic(text[at]).casefold())
        new = len(letters) - len(starts)
        starts.extend([at] * new)
        ends.extend([at + 1] * new)
    return "".join(letters), starts, ends


def _is_word_end(text: str, at: int) -> bool:
    """Whether a word ends or begins before text[at]: in Thai where the dictionary says so."""
    if at in (0, len(text)):
        return True
    before, after = text[at - 1], text[at]
    if not (_in_word(before) and _in_word(after)):
        return True
    if _is_thai(before) != _is_thai(after):
        return True
    return _is_thai(before) and at in _word_ends(text)


@lru_cache(maxsize=8)  # a long text in which much is found is parted once
def _word_ends(text: str) -> set[int]:
    return word_ends(text)


def _in_word(letter: str) -> bool:
    return letter.isalnum() or _is_thai(letter)


def _is_thai(letter: str) -> bool:
    return "\u0e01" <= letter <= "\u0e4e"
