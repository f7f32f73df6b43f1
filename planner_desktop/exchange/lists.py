"""Lists in pasted text: which paragraphs are items, and which numbers have to stay because no list can count so."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from planner_desktop.formpack.rich_text import Block, Heading, ListOf, Paragraph, spelled_out
from planner_desktop.thai.digits import to_arabic

TYPED = "typed"
"""The list of paragraphs that begin with a number or a dash somebody typed."""
_BULLET = re.compile(r"[-–—•·●▪◦*§o]\Z")
_COUNTED = re.compile(r"\(?(\d{1,3})[.)]?\Z")
_TYPED = re.compile(r"(?P<mark>[-–—•·●▪◦*](?=\s)|\(?[0-9๐-๙]{1,2}[.)](?![0-9๐-๙.]))\s*(?P<rest>\S.*)", re.DOTALL)
_ANY_MARK = re.compile(
    r"(?P<mark>[-–—•·●▪◦*§o]|\(?[0-9๐-๙ก-ฮa-z]{1,3}[.)])\s+(?P<rest>\S.*)", re.DOTALL | re.IGNORECASE
)


@dataclass(slots=True)
class Line:
    """A paragraph as it was pasted. `marker` is what stood before it, `of` tells the list it is in."""

    text: str
    notes: list[str] = field(default_factory=list)
    level: int = 0
    """Of a heading; 0 for running text."""
    marker: str = ""
    of: str = ""
    caption: bool = False

    @property
    def number(self) -> int | None:
        """What the marker counts; None for a bullet, and for what no list of ours writes: ก., 1.1, iv)."""
        found = _COUNTED.match(to_arabic(self.marker))
        return int(found[1]) if found else None

    @property
    def bullet(self) -> bool:
        """Whether the marker is a bullet, whatever it looks like."""
        return bool(_BULLET.match(self.marker))

    def whole(self) -> "Block":
        """As a heading or a paragraph, with its marker as text."""
        text = f"{self.marker} {self.text}".strip()
        if self.level:
            return Heading(heading=spelled_out(text, self.notes), level=self.level)
        return Paragraph(paragraph=text, notes=tuple(self.notes))


def typed(line: Line, *, any_mark: bool = False) -> Line:
    """The line with the number or dash it begins with as its marker, if it does; `any_mark`: it is known to be one."""
    found = (_ANY_MARK if any_mark else _TYPED).match(line.text)
    if line.marker or line.level or not found:
        return line
    return Line(found["rest"], line.notes, marker=found["mark"], of=line.of or TYPED)


def begins_item(text: str) -> bool:
    """Whether a text begins as an item that somebody typed."""
    return bool(_TYPED.match(text))


def blocks_of(lines: Sequence[Line]) -> list[Block]:
    """Paragraphs, headings and lists.

    A list of ours counts 1, 2, 3 and is not interrupted. Numbers that do otherwise stay as text: the plan says "ข้อ 3".
    """
    runs = _runs(lines)
    counts = [_counts(run) for run in runs]
    for at, run in enumerate(runs):
        first = run[0].number
        if first and first > 1 and run[0].of:
            _release(runs, counts, at, first)
    found: list[Block] = []
    for run, counted in zip(runs, counts, strict=True):
        if counted or (run[0].bullet and not run[0].level):
            notes = [note for line in run for note in line.notes]
            found.append(ListOf(list=tuple(line.text for line in run), numbered=counted, notes=tuple(notes)))
        else:
            found += [line.whole() for line in run]
    return found


def _runs(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines that are items of one list, one behind the other; any other line by itself."""
    runs: list[list[Line]] = []
    for line in lines:
        before = runs[-1][-1] if runs else None
        number = line.number
        if before and not line.level and not before.level and line.marker and before.marker:
            both_bullets = line.bullet and before.bullet
            goes_on = number is not None and before.number == number - 1 and line.of == before.of
            if both_bullets or goes_on:
                runs[-1].append(line)
                continue
        runs.append([line])
    return runs


def _counts(run: Sequence[Line]) -> bool:
    """Whether a run is a list that counts from 1; what was only typed has to count to 2."""
    return not run[0].level and run[0].number == 1 and (len(run) > 1 or run[0].of != TYPED)


def _release(runs: list[list[Line]], counts: list[bool], at: int, first: int) -> None:
    """A list that was interrupted goes on at `first`: what was before it keeps its numbers as text too."""
    for before in range(at - 1, -1, -1):
        last = runs[before][-1]
        if last.of == runs[at][0].of and last.number == first - 1:
            counts[before] = False
            if (begin := runs[before][0].number) and begin > 1:
                _release(runs, counts, before, begin)
            return
