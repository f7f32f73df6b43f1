"""The tables of a section: those under the same head, with no new page asked for between them, have equal columns."""

from collections.abc import Sequence
from functools import partial

from planner_desktop.document.band import Band
from planner_desktop.document.memory import Memory
from planner_desktop.document.outline import Lying, NewPage, Orientation, OutlineBlock, Table
from planner_desktop.document.style import LEFT, PAPER, RIGHT
from planner_desktop.document.table import alike_slabs


class TableSetter:
    """Sets the tables of a section, whose first page is so turned, with those alike when the first of them is met."""

    def __init__(self, blocks: Sequence[OutlineBlock], orientation: Orientation, memory: Memory) -> None:
        self._memory = memory
        self._set: dict[int, list[Band]] = {}
        self._alike: dict[int, tuple[float, list[int], list[Table]]] = {}
        stood: list[Orientation] = []  # how pages were before those that lie
        groups: dict[object, tuple[float, list[int], list[Table]]] = {}
        for n, block in enumerate(blocks):
            match block:
                case NewPage():
                    orientation = block.orientation
                    groups.clear()
                case Lying():
                    if block.begins:
                        stood.append(orientation)
                    orientation = "landscape" if block.begins else stood.pop()
                    groups.clear()
                case Table():
                    width = PAPER[orientation][0] - LEFT - RIGHT
                    key = block.columns, block.head
                    self._alike[n] = group = groups.setdefault(key, (width, [], []))
                    group[1].append(n)
                    group[2].append(block)

    def slabs(self, number: int) -> list[Band]:
        """The bands of the table that is the section's block of this number, from 0. Raises DocumentError."""
        if number not in self._set:
            width, numbers, tables = self._alike[number]
            made = partial(self._memory.recall, (*tables, width), partial(alike_slabs, tables, width, self._memory))
            self._set |= zip(numbers, self._memory.recall_of(tables, width, made), strict=True)
        return self._set[number]
