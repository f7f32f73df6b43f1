"""A printed plan as the audit sees it: its blocks in order, each text with the line of the source where it stands.

Every reader (of a transcribed plan, of our own JSON) makes these blocks; no kind of finding knows another form.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from planner_desktop.document.table_texts import titles
from planner_desktop.i18n import _


@dataclass(frozen=True, slots=True)
class Line:
    """A text and the source line it begins on; 0 where the source has no lines."""

    text: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is a part of the plan."""

    level: int
    text: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of running text, or a footnote with its printed mark (and the one that its place asks for)."""

    text: str
    line: int = 0
    mark: str = ""
    expected_mark: str = ""


@dataclass(frozen=True, slots=True)
class Items:
    """A list: one line for each item, as it is printed, with its number or dash."""

    items: tuple[Line, ...]
    line: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: its cells, and the line of the source that it begins on."""

    cells: tuple[str, ...]
    line: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its head rows and its rows, all of one width. `caption` is what stands above it."""

    caption: str
    head: tuple[tuple[str, ...], ...]
    rows: tuple[Row, ...]
    line: int = 0

    @property
    def titles(self) -> tuple[str, ...]:
        """What stands above each column, its heads from the uppermost to the lowest."""
        return titles(self.head, self.width)

    @property
    def width(self) -> int:
        """How many columns the table has; all its rows are filled up to that."""
        return len((*self.head, *(row.cells for row in self.rows), ())[0])


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a Gantt chart. Weights are in percent; None where none is printed."""

    number: str
    text: str
    weight: float | None
    cumulative: float | None
    months: tuple[str, ...] | None
    line: int = 0


@dataclass(frozen=True, slots=True)
class Gantt:
    """A Gantt chart: the steps of one activity, and the total that is printed below them."""

    kpi: str
    project: str
    activity: str
    steps: tuple[Step, ...]
    total: Step | None = None
    years: str = ""
    columns: tuple[str, ...] = ()
    line: int = 0

    @property
    def name(self) -> str:
        """What the chart is of: the activity, else the project, else the indicator."""
        return self.activity or self.project or self.kpi


Block = Heading | Paragraph | Items | Table | Gantt


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan as printed. `fiscal_year` is of the Buddhist era, 0 where the source does not say it."""

    agency: str
    fiscal_year: int
    blocks: tuple[Block, ...]
    source: str = ""
    skipped: tuple[str, ...] = field(default=())
    """What the source holds and the audit does not know, in the user's words."""
    places: Mapping[int, str] = field(default_factory=dict)
    """Where each line stands, of a source that has no lines to count: "ตารางที่ 3 แถวที่ 5"."""

    def where(self, lines: Iterable[int]) -> str:
        """Where lines stand, in words; empty where the source has none."""
        numbers = list(lines)
        if self.places:
            return ", ".join(dict.fromkeys(self.places[line] for line in numbers if line in self.places))
        return _("line {lines}").format(lines=", ".join(map(str, numbers))) if numbers else ""


def texts(block: Block) -> Iterator[Line]:
    """Every text of a block, heads and captions left out."""
    match block:
        case Heading() | Paragraph():
            yield Line(block.text, block.line)
        case Items():
            yield from block.items
        case Table():
            yield from (Line(cell, row.line or block.line) for row in block.rows for cell in row.cells if cell)
        case Gantt():
            yield from (Line(f"{step.number} {step.text}".strip(), step.line or block.line) for step in block.steps)
