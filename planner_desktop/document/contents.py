"""The table of contents: headings with dots and page numbers.

Its height does not depend on the numbers, which stand in a column of their own, so one layout is enough: the
numbers are known when the pages are made, and written when they are drawn.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from planner_desktop.document.flow import Said, Whole
from planner_desktop.document.ink import Ink
from planner_desktop.document.lines import Line, Spread, break_lines
from planner_desktop.document.outline import Heading, Run, plain
from planner_desktop.document.style import LEFT, SHAPES, STEP, Shape

_NUMBER_WIDTH = 1.4 * STEP
ENTRY_ABOVE = 3.0  # points above an entry of the first level
HANG = STEP / 2  # of an entry's further lines, so that they are not taken for entries
_SHAPE: Shape = SHAPES["plain"]


@dataclass(slots=True, kw_only=True)
class EntryLine(Whole):
    """A line of an entry; the last one has the dots and the number. `numbers` is filled once the pages are made."""

    line: Line
    heading: Heading
    key: str
    left: float
    right: float
    numbers: Mapping[str, str]
    begins: bool
    last: bool

    def draw(self, ink: Ink, top: float) -> None:
        """Draw the line, the dots and the number, all one link. A page without a number has neither dots nor number."""
        size = _SHAPE.size
        link = ink.structure.entry(begins=self.begins)
        with ink.of(link):
            ink.line(self.line, self.left, top, 0.0, size, "left", Spread())
        number = self.numbers.get(self.key)
        if self.last and number is not None:
            ink.leaders(self.left + self.line.width + size / 2, self.right - _NUMBER_WIDTH, top, size)
            with ink.of(link):
                ink.text((Run(number),), self.right - _NUMBER_WIDTH, top, _NUMBER_WIDTH, size, "right")
        place = self.left, top, self.right - self.left, self.height
        ink.link(place, link, " ".join(plain(self.heading.text).split()), to=self.key)

    def said(self, x: float, y: float) -> Said:
        """The heading that the entry leads to."""
        return Said(self.heading.text)


def contents_slabs(
    headings: Sequence[tuple[str, Heading]], levels: int, numbers: Mapping[str, str], width: float
) -> list[EntryLine]:
    """The contents' lines for headings (with their keys) down to the level, between margins `width` points apart."""
    slabs = []
    for key, heading in headings:
        if not heading.contents or heading.level > levels:
            continue
        left = (heading.level - 1) * STEP
        text = (Run(" ".join(plain(heading.text).split()), bold=heading.level == 1),)
        lines = break_lines(text, _SHAPE.size, width - left - HANG - _NUMBER_WIDTH - STEP, indent=-HANG)
        for n, line in enumerate(lines):
            last = n == len(lines) - 1
            slab = EntryLine(
                height=_SHAPE.pitch,
                above=ENTRY_ABOVE if heading.level == 1 and n == 0 else 0.0,
                glued=not last,  # an entry stays whole
                line=line,
                heading=heading,
                key=key,
                left=LEFT + left + (HANG if n else 0.0),
                right=LEFT + width,
                numbers=numbers,
                begins=n == 0,
                last=last,
            )
            slabs.append(slab)
    return slabs
