"""Lists in pasted text: which paragraphs are items, and which numbers have to stay because no list can count so."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from planner_desktop.exchange.markup import Element
from planner_desktop.formpack import emphasis
from planner_desktop.formpack.emphasis import BOLD, ITALIC, Looks
from planner_desktop.formpack.rich_text import (
    DEEPEST,
    RichHeading,
    RichParagraph,
    RichPart,
    Sign,
    label,
    list_of,
    spelled_out,
    usual_sign,
)
from planner_desktop.regex import regex
from planner_desktop.thai.digits import to_arabic

TYPED = "typed"
"""The list of paragraphs that begin with a number or a dash somebody typed."""
_BULLET = regex(r"[-–—•·●▪◦*§o☐☑✓➢■□◆❖]\Z")
_COUNTED = regex(r"\(?(\d{1,3})[.)]?\Z")
_LETTERED = regex(r"\(?([a-z])[.)]\Z")
_ROMAN = regex(r"\(?([ivx]{1,5})[.)]\Z")
_LEVEL = regex(r"\s*\blevel(\d)\b")
_TYPED = regex(r"(?P<mark>[-–—•·●▪◦*](?=\s)|\(?[0-9๐-๙]{1,2}[.)](?![0-9๐-๙.]))\s*(?P<rest>\S.*)", re.DOTALL)
_ANY_MARK = regex(r"(?P<mark>[-–—•·●▪◦*§o]|\(?[0-9๐-๙ก-ฮa-z]{1,3}[.)])\s+(?P<rest>\S.*)", re.DOTALL | re.IGNORECASE)


@dataclass(slots=True)
class PastedLine:
    """A paragraph as it was pasted. `marker` is what stood before it, `of` tells the list it is in."""

    text: str
    notes: list[str] = field(default_factory=list)
    level: int = 0
    """Of a heading; 0 for running text."""
    marker: str = ""
    of: str = ""
    caption: bool = False
    looks: Looks = b""
    depth: int = 1
    """The level of an item in its list, 1 for the outermost."""

    @property
    def number(self) -> int | None:
        """What the marker counts in figures; None for a bullet, and for what no list of ours writes: ก., 1.1, IV)."""
        found = _COUNTED.match(to_arabic(self.marker))
        return int(found[1]) if found else None

    @property
    def ways(self) -> dict[Sign, int]:
        """How the marker may be meant, and what it counts then: i. is the first or, of letters, the ninth."""
        ways: dict[Sign, int] = {}
        if self.bullet and self.marker:
            ways["-"] = 0
        if self.number is not None:
            ways["1"] = self.number
        if found := _LETTERED.match(self.marker):
            ways["a"] = ord(found[1]) - ord("a") + 1
        if found := _ROMAN.match(self.marker):
            number = next((n for n in range(1, 40) if label("i", n) == f"{found[1]}."), None)
            ways |= {"i": number} if number else {}
        return ways

    @property
    def bullet(self) -> bool:
        """Whether the marker is a bullet, whatever it looks like."""
        return bool(_BULLET.match(self.marker))

    def whole(self) -> "RichPart":
        """As a heading or a paragraph, with its marker as text."""
        text = f"{self.marker} {self.text}".strip()
        if self.level:
            return RichHeading(heading=spelled_out(text, self.notes), level=self.level)
        of_text = (bytes(len(text) - len(self.text)) + (self.looks or bytes(len(self.text))),)
        bold, italic = emphasis.ranges(of_text, BOLD), emphasis.ranges(of_text, ITALIC)
        return RichParagraph(paragraph=text, notes=tuple(self.notes), bold=bold, italic=italic)


def typed(line: PastedLine, *, any_mark: bool = False) -> PastedLine:
    """The line with the number or dash it begins with as its marker, if it does; `any_mark`: it is known to be one."""
    found = (_ANY_MARK if any_mark else _TYPED).match(line.text)
    if line.marker or line.level or not found:
        return line
    rest = line.looks[found.start("rest") :]
    return PastedLine(
        found["rest"], line.notes, marker=found["mark"], of=line.of or TYPED, looks=rest, depth=line.depth
    )


def level_of(of: str) -> int | None:
    """The level that Word tells of an item: 2 in "l0 level2 lfo1"."""
    found = _LEVEL.search(of)
    return int(found[1]) if found else None


def marker(of: Element, item: Element, number: int, depth: int) -> str:
    """What stands before an item of a list in HTML."""
    if of.tag != "ol":
        return "-"
    told = item.style.get("list-style-type", "") or of.style.get("list-style-type", "") or of.attributes.get("type", "")
    sign = _STYLES.get(told) or ("1" if depth == 1 else usual_sign(depth, numbered=True))
    if told in ("A", "I", "upper-alpha", "upper-latin", "upper-roman"):
        sign = "i" if "I" in told or "roman" in told else "a"
        return label(sign, number).upper()
    return label(sign, number)


_STYLES: dict[str, Sign] = {
    "1": "1", "decimal": "1", "thai": "1", "decimal-leading-zero": "1",
    "a": "a", "lower-alpha": "a", "lower-latin": "a", "i": "i", "lower-roman": "i",
}  # fmt: skip


def begins_item(text: str) -> bool:
    """Whether a text begins as an item that somebody typed."""
    return bool(_TYPED.match(text))


def parted(text: str, of_text: Looks) -> list[tuple[str, Looks]]:
    """What line breaks part: an empty line does, and one before a typed item; others only kept a line short."""
    parts: list[tuple[list[str], bytearray]] = []
    at = 0
    goes_on = False
    for line in text.split("\n"):
        of_line = of_text[at : at + len(line)]
        at += len(line) + 1
        if goes_on and line and not begins_item(line):
            lines, of_lines = parts[-1]
            lines.append(line)
            of_lines += bytes([of_lines[-1] & of_line[0]]) + of_line
        elif line:
            parts.append(([line], bytearray(of_line)))
        goes_on = bool(line)
    return [(" ".join(lines), bytes(of_lines)) for lines, of_lines in parts]


def blocks_of(lines: Sequence[PastedLine]) -> list[RichPart]:
    """Paragraphs, headings and lists.

    A list of ours counts 1, 2, 3 and is not interrupted. Numbers that do otherwise stay as text: the plan says "ข้อ 3".
    """
    runs = _runs(lines)
    counts = [run.counts for run in runs]
    ends: dict[tuple[str, int], int] = {}
    for at, run in enumerate(runs):
        first, last = run.lines[0], run.last_top
        if first.of and first.number and first.number > 1:
            interrupted = ends.get((first.of, first.number - 1))
            if interrupted is not None:  # it goes on here: what was before keeps its numbers as text too
                counts[interrupted] = False
        if last.number is not None:
            ends[last.of, last.number] = at
    found: list[RichPart] = []
    for run, counted in zip(runs, counts, strict=True):
        if counted or run.signs[:1] == ["-"]:
            found.append(run.as_list())
        else:
            found += _released(run)
    return found


@dataclass(slots=True)
class _Run:
    """Lines that are items of one list, one behind the other; any other line by itself."""

    lines: list[PastedLine]
    levels: list[int] = field(default_factory=list)
    signs: list[Sign] = field(default_factory=list)
    reached: dict[int, tuple[Sign, int, str]] = field(default_factory=dict)
    """Of each level that is open: how it is counted, how far, and in which list."""

    @classmethod
    def begun(cls, line: PastedLine) -> "_Run":
        run = cls([line])
        ways = {} if line.level else line.ways
        if ways:
            usual = usual_sign(line.depth, numbered=True)
            sign: Sign = usual if usual in ways and "1" not in ways else next(iter(ways))
            run._note(line, 1, sign, ways[sign])
        return run

    def takes(self, line: PastedLine) -> bool:
        """Take the line in as the next item, if it is; whether it is."""
        ways = line.ways
        level = line.depth - self.lines[0].depth + 1
        if not self.signs or line.level or not ways or level < 1:
            return False
        level = min(level, self.levels[-1] + 1, DEEPEST)
        if level in self.reached:
            sign, number, of = self.reached[level]
            if sign == "-" and sign in ways:
                self._note(line, level, sign, 0)
            elif ways.get(sign) == number + 1 and (of == line.of or level > 1):
                self._note(line, level, sign, number + 1)
            else:
                return level > 1 and self._begins(line, level, ways)
            return True
        return self._begins(line, level, ways)

    def _begins(self, line: PastedLine, level: int, ways: dict[Sign, int]) -> bool:
        usual = usual_sign(level, numbered=True)
        for sign in (usual, "1", "a", "i", "-"):
            if ways.get(sign) == (sign != "-"):
                self._note(line, level, sign, ways[sign])
                return True
        return False

    def _note(self, line: PastedLine, level: int, sign: Sign, number: int) -> None:
        if self.signs:
            self.lines.append(line)
        self.levels.append(level)
        self.signs.append(sign)
        self.reached = {deep: told for deep, told in self.reached.items() if deep < level}
        self.reached[level] = sign, number, line.of

    @property
    def counts(self) -> bool:
        """Whether it is a list that counts from 1; what was only typed has to count to 2."""
        first, tops = self.lines[0], self.levels.count(1)
        ways = {} if first.level else first.ways
        return bool(self.signs) and self.signs[0] != "-" and 1 in ways.values() and (tops > 1 or first.of != TYPED)

    def as_list(self) -> RichPart:
        texts = [line.text for line in self.lines]
        of_looks = [line.looks or bytes(len(line.text)) for line in self.lines]
        notes = [note for line in self.lines for note in line.notes]
        return list_of(texts, self.levels, self.signs, notes=notes, of_looks=of_looks)

    @property
    def last_top(self) -> PastedLine:
        """The last of the outermost items."""
        tops = [line for line, level in zip(self.lines, self.levels, strict=False) if level == 1]
        return (tops or self.lines)[-1]


def _released(run: _Run) -> list[RichPart]:
    """A list that no list of ours can count: its outermost items as text, what stands under them as lists."""
    if not run.signs:
        return [line.whole() for line in run.lines]
    found: list[RichPart] = []
    under: list[PastedLine] = []
    for line, level in zip(run.lines, run.levels, strict=True):
        if level > 1:
            under.append(line)
            continue
        found += blocks_of(under) if under else []
        under = []
        found.append(line.whole())
    return found + (blocks_of(under) if under else [])


def _runs(lines: Sequence[PastedLine]) -> list[_Run]:
    runs: list[_Run] = []
    for line in lines:
        if not (runs and runs[-1].takes(line)):
            runs.append(_Run.begun(line))
    return runs
