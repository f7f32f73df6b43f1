"""What a workbook that comes back would change in a draft, told before it does: each change with its cell."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from planner_desktop.formpack.fields import Value

Taken = Callable[[], int]
"""Gives the id of the record that a cell names; it is made from the catalogue or is a new row by then."""


@dataclass(frozen=True, slots=True)
class Meant:
    """What a cell becomes: the values of fields, and the records that links lead to."""

    values: Mapping[str, Value] = field(default_factory=dict)
    links: tuple[Taken, ...] | None = None


@dataclass(frozen=True, slots=True)
class CellChange:
    """A cell that says something else than the draft."""

    place: str
    kind: str
    id: int
    field: str
    label: str
    title: str
    old: str
    new: str
    meant: Meant


@dataclass(slots=True)
class NewRow:
    """A row without a uid: a record that is not there yet. `id` is that of the record once it is made."""

    place: str
    kind: str
    title: str
    texts: Mapping[str, str]
    meant: dict[str, Meant] = field(default_factory=dict)
    parent: Taken | None = None
    row: Mapping[str, str] | None = None
    """The row of the catalogue whose key it has."""
    id: int = 0
    dropped: bool = False
    """Whether it cannot be a record after all."""


@dataclass(frozen=True, slots=True)
class Refused:
    """What is not taken: where it stands, what it says, why not, and what to do. Where a field refused a text that
    goes beside it to be mended in the program, `kind`, `field` and `of` say where: a record's id, or a new row."""

    place: str
    text: str
    why: str
    fix: str = ""
    kind: str = ""
    field: str = ""
    of: "int | NewRow | None" = None


@dataclass(frozen=True, slots=True)
class Missing:
    """A record that was written into the workbook and has no row there any more. It stays in the draft."""

    sheet: str
    kind: str
    id: int
    title: str


@dataclass(slots=True)
class Preview:
    """All that a workbook would do to a draft, and all that it would not."""

    changed: list[CellChange] = field(default_factory=list)
    new: list[NewRow] = field(default_factory=list)
    missing: list[Missing] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    @property
    def changes_nothing(self) -> bool:
        """Whether taking it would leave the draft as it is."""
        return not (self.changed or self.new or any(each.of for each in self.refused))
