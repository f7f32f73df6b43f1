"""The shape of a printed text: its fixed words, and the fields between them; and what a written text of it says."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from planner_desktop.regex import regex
from planner_desktop.thai.digits import to_arabic

Spot = tuple[str, str]
"""A kind of record and a field of it."""
Part = str | Spot

ANY = r"\S.*?"
"""Any words, as few as may be."""
WILD: Spot = ("", "")
"""A number that the program works out: its place in a text, which no field takes."""
_DIGITS = regex(r"[0-9๐-๙]+")
_OUTLINE = regex(r"\s*[0-9]+(?:\.[0-9]+)+\.?\s*")
"""A number such as 2.1, which stands before a name with or without a stop behind it."""
_SPACES = regex(r"\s+")
_IN_BRACKETS = regex(r"\([^()]*\)")
_BARE = regex(r"[^ก-๙A-Za-z]")
LEAST_LOOSE = 4
"""So many fixed letters tell a shape though its marks and line ends are missing."""
FUZZY = 0.8
"""So much alike are the first words of a line and those of a shape, where one of them is misspelt."""
_LEAST_FUZZY = 8


def bare(text: str) -> str:
    """A text's letters alone, as they are compared: no spaces, digits, marks and stops."""
    return _BARE.sub("", text).casefold()


@dataclass(frozen=True, slots=True)
class Shape:
    """Fixed words and spots in turn. In fixed words a number stands for any number."""

    parts: tuple[Part, ...]

    @property
    def spots(self) -> tuple[Spot, ...]:
        """The fields that it prints."""
        return tuple(part for part in self.parts if not isinstance(part, str) and part != WILD)

    def without_brackets(self) -> "Shape":
        """The shape without its first field that stands in brackets; itself where none does."""
        for n in range(1, len(self.parts) - 1):
            before, spot, behind = self.parts[n - 1 : n + 2]
            if isinstance(before, str) and isinstance(behind, str) and not isinstance(spot, str):
                opens, closes = before.rfind("("), behind.find(")")
                if opens >= 0 <= closes and ")" not in before[opens:] and "(" not in behind[:closes]:
                    rest = f"{before[:opens].rstrip()} {behind[closes + 1 :].lstrip()}"
                    middle = (rest,) if rest.strip() else ()
                    return Shape((*self.parts[: n - 1], *middle, *self.parts[n + 2 :]))
        return self

    @property
    def words(self) -> str:
        """Its fixed words, compared."""
        return bare("".join(part for part in self.parts if isinstance(part, str)))

    @property
    def literal(self) -> str:
        """All that is fixed in it, as it is written."""
        return "".join(part for part in self.parts if isinstance(part, str))

    @property
    def marks(self) -> int:
        """How many letters, numbers and marks are fixed."""
        return len(_SPACES.sub("", self.literal))

    @property
    def core(self) -> str:
        """Its fixed words without what stands in brackets, compared."""
        return bare(_IN_BRACKETS.sub("", "".join(part for part in self.parts if isinstance(part, str))))

    @property
    def lead(self) -> str:
        """The fixed words that it begins with."""
        return self.parts[0] if self.parts and isinstance(self.parts[0], str) else ""


class Reader:
    """Reads written texts by shapes. `pattern_of` tells by which expression the text of a spot is known."""

    def __init__(self, pattern_of: Callable[[Spot], str], names: frozenset[Spot] = frozenset()) -> None:
        self._pattern_of = pattern_of
        self.names = names
        """The fields by which records are known: a text of which nothing else is known is one of these."""
        self._compiled: dict[tuple[bool, tuple[Part, ...]], re.Pattern[str]] = {}
        self._matchers: dict[str, SequenceMatcher[str]] = {}

    def read(self, text: str, shape: Shape) -> dict[Spot, str] | None:
        """What stands in the spots of a shape; None where the text is not of it."""
        plain = to_arabic(text).strip()
        loosely = len(shape.words) >= LEAST_LOOSE
        found = self._regex(shape.parts, strict=True).fullmatch(plain)
        if found is None and loosely:
            found = self._regex(shape.parts).fullmatch(plain)
        if found is None and (rest := self._behind_lead(plain, shape.lead)) is not None:
            parts = shape.parts[1:]
            found = self._regex(parts, strict=True).fullmatch(rest.strip()) or self._regex(parts).fullmatch(
                rest.strip()
            )
        return None if found is None else self._taken(found)

    def part_of(self, text: str, spot: Spot) -> str:
        """What of a text a field takes that no shape tells: of one that holds a code or number, that."""
        pattern = self._pattern_of(spot)
        if pattern == ANY or "," in pattern or not (found := re.search(pattern, to_arabic(text))):
            return text.strip()
        return found[0]

    def begins(self, text: str, shape: Shape) -> tuple[dict[Spot, str], str] | None:
        """What stands in the spots of a shape at a text's beginning, and what follows; None where it is not of it."""
        plain = to_arabic(text).strip()
        found = self._regex(shape.parts).match(plain)
        return None if found is None else (self._taken(found), plain[found.end() :].strip())

    def each(self, text: str, shape: Shape) -> tuple[str, list[dict[Spot, str]]]:
        """What stands in the spots of a shape that a text has several times, and what stands before the first.

        What is in the last spot of each goes on until the next begins.
        """
        plain = to_arabic(text).strip()
        *lead, last = shape.parts
        if isinstance(last, str):
            return plain, []
        begins = list(self._regex(tuple(lead), strict=True).finditer(plain))
        ends = [found.start() for found in begins[1:]] + [len(plain)]
        told = [
            {**self._taken(found), last: plain[found.end() : end].strip()}
            for found, end in zip(begins, ends, strict=True)
        ]
        return plain[: begins[0].start()].strip() if begins else plain, told

    def _taken(self, found: re.Match[str]) -> dict[Spot, str]:
        taken = {}
        for name, said in found.groupdict().items():
            spot = self._names[name]
            if spot != WILD and said is not None:
                taken[spot] = said.strip().removeprefix(")").strip()  # typed twice: “(Key Result : KR) ) …”
        return taken

    def _behind_lead(self, text: str, lead: str) -> str | None:
        """What follows the first words, where these are nearly those of the shape; None where they are not."""
        said = bare(lead)
        if len(said) < _LEAST_FUZZY or len(bare(text)) < len(said) - 2:
            return None
        matcher = self._matcher(said)
        best = (FUZZY, 0)
        near = range(max(len(lead) - len(lead) // 4 - 4, 1), min(len(lead) + 8, len(text)) + 1)
        ends = [end for end in near if end == len(text) or _is_gap(text, end)]
        for end in ends or near:
            matcher.set_seq1(bare(text[:end]))
            if matcher.real_quick_ratio() >= best[0] and matcher.quick_ratio() >= best[0]:
                best = max(best, (matcher.ratio(), end))
        return text[best[1] :] if best[1] else None

    def _matcher(self, said: str) -> SequenceMatcher[str]:
        """What compares texts with first words, which many texts are compared with."""
        if said not in self._matchers:
            self._matchers[said] = SequenceMatcher(None, "", said, autojunk=False)
        return self._matchers[said]

    _names: dict[str, Spot]

    def _regex(self, parts: tuple[Part, ...], *, strict: bool = False) -> re.Pattern[str]:
        """The expression of a shape; in a `strict` one no mark between fields may be missing."""
        key = (strict, parts)
        if key not in self._compiled:
            self._compiled[key] = re.compile(self._written(parts, strict=strict), re.DOTALL | re.IGNORECASE)
        return self._compiled[key]

    def _written(self, parts: Iterable[Part], *, strict: bool) -> str:
        if not hasattr(self, "_names"):
            self._names = {}
        written, seen = [r"\s*"], set()
        for part in parts:
            if isinstance(part, str):
                written.append(_fixed(part, strict=strict))
                continue
            name = f"s{len(self._names)}"
            if part in seen:
                written.append(r".*?")
                continue
            seen.add(part)
            self._names[name] = part
            written.append(f"(?P<{name}>{self._pattern_of(part)})")
        return "".join(written) + r"\s*"


def _is_gap(text: str, end: int) -> bool:
    """Whether a word ends there: a space, a bracket, or a number that begins."""
    before, behind = text[end - 1], text[end]
    return before.isspace() or behind.isspace() or before in ")]:”" or (behind.isdecimal() and not before.isdecimal())


def _fixed(words: str, *, strict: bool) -> str:
    """Fixed words as an expression: spaces anywhere, any numbers, marks that may be left away."""
    if not words.strip():
        return r"\s*\n\s*" if strict and "\n" in words else r"\s+"
    if strict and _OUTLINE.fullmatch(words):
        return r"[0-9]+(?:\.[0-9]+)+\.?\s*"
    written = []
    for piece in re.split(r"([0-9๐-๙]+|¹|\s+|[.:*“”\"–-]+)", words):
        if not piece:
            continue
        if piece == "¹":
            written.append(r"[⁰¹²³⁴-⁹0-9]{1,3}")
        elif _DIGITS.fullmatch(piece):
            written.append(r"[0-9]+")
        elif _SPACES.fullmatch(piece):
            written.append(r"\s*\n\s*" if strict and "\n" in piece else r"\s*")
        elif not bare(piece) and piece[0] in '.:*“”"–-':
            written.append(re.escape(piece) if strict else r"[\s.:*“”\"–-]*")
        else:
            written.append(r"\s*".join(map(re.escape, piece)))
    return r"\s*".join(written)
