"""Running text of a document on its way into the fields that hold such: where it belongs, and what was read so far."""

from dataclasses import dataclass

from planner_desktop.formpack.rich_text import RichPart
from planner_desktop.importing.reading import Reading
from planner_desktop.importing.shapes import Spot

NEXT = 2
"""So many sections ahead running text may belong to."""


@dataclass(slots=True)
class Story:
    """The running text of a field, as it was read so far."""

    kind: str
    field: str
    blocks: list[RichPart]


class Stories:
    """All that was read, by the fields that hold it, and the one that is being read now, if one is."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.of_fields: dict[Spot, Story] = {}
        self.now: Story | None = None

    @property
    def is_open(self) -> bool:
        """Whether running text is being read."""
        return self.now is not None

    def here(self) -> Story | None:
        """The one that goes on here, or begins here; None where the edition has no running text."""
        if self.now is None:
            self.now = self.of_place() or self._next()
        return self.now

    def of_place(self) -> Story | None:
        """The running text that the edition prints in this place."""
        for line in self.reading.lines_here():
            kind, name = line.words.shape.spots[0] if line.rich else ("", "")
            if kind and self.reading.printed.pack.records[kind].single:
                return self.of_fields.setdefault((kind, name), Story(kind, name, []))
        return None

    def _next(self) -> Story | None:
        """The running text with which one of the next sections begins, without a heading of its own."""
        order = [section.id for section in self.reading.printed.pack.sections]
        for section in order[order.index(self.reading.section) + 1 :][:NEXT]:
            lines = [line for line in self.reading.printed.lines if line.section == section]
            if lines and lines[0].rich:
                kind, name = lines[0].words.shape.spots[0]
                self.reading.last = lines[0]
                self.reading.enter(section, lines[0].place)
                return self.of_fields.setdefault((kind, name), Story(kind, name, []))
            if any(not line.words.shape.spots for line in lines):
                break
        return None
