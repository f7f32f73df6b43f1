"""What an edition prints, as its parts: lines, tables and columns, each with the fields that stand in them."""

from dataclasses import dataclass, field

from planner_desktop.formpack.fields import Value
from planner_desktop.importing.model_plan import Node
from planner_desktop.importing.shapes import Shape, Spot


@dataclass(slots=True)
class Words:
    """A printed text: its shape, and the nodes whose fields stand in each spot, over all places that print it."""

    shape: Shape
    nodes: dict[Spot, set[Node]] = field(default_factory=dict)


@dataclass(slots=True)
class ModelLine:
    """A heading, paragraph or item. `place` is the fixed heading that it stands under."""

    section: str
    place: int
    words: Words
    level: int = 0
    item: bool = False
    rich: bool = False
    number: int = 0
    """Its place among all lines and tables."""


@dataclass(slots=True)
class ModelColumn:
    """A column: what stands above it, and the shapes of its cells' lines."""

    title: str
    cells: dict[Shape, Words] = field(default_factory=dict)
    whole: dict[Shape, Words] = field(default_factory=dict)
    """Cells whose lines are of several shapes, as they are from top to bottom."""
    month: bool = False


@dataclass(slots=True)
class ModelTable:
    """A table. `lines` are the rows that begin with fixed words, by these: labels of a form."""

    section: str
    place: int
    columns: list[ModelColumn]
    groups: list[Words] = field(default_factory=list)
    lines: dict[str, list[Words]] = field(default_factory=dict)
    keyed: dict[str, list[Words]] = field(default_factory=dict)
    """The rows whose first cell is a number that tells which fields the others print, by that number."""
    implied: dict[tuple[str, str], Value] = field(default_factory=dict)
    """The yes-or-no fields ("kind", "field") without which the table would not print a record."""
    number: int = 0

    @property
    def spots(self) -> set[Spot]:
        """All fields that it prints."""
        said = [words for column in self.columns for words in column.cells.values()]
        said += [*self.groups, *(words for line in self.lines.values() for words in line)]
        return {spot for words in said for spot in words.shape.spots}
