"""What every room asks of a type of field: how it is read, kept, shown, sorted, searched, added up and moved.

`fields.TYPES` has one object for each type. `FieldSpec.field_type` is that of a field.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from enum import Enum, auto
from typing import TYPE_CHECKING, Any

from planner_desktop.errors import ValueRefused

if TYPE_CHECKING:
    from planner_desktop.formpack.record_spec import FieldSpec

Value = str | int | None


class Order(Enum):
    """What the values of a type are in the order of."""

    WORDS = auto()
    """As they are read, as a dictionary has them."""
    SIZE = auto()
    TIME = auto()


class FieldType(ABC):
    """The answers of a type. An empty field is stored as None.

    What stands here without a value every type says, itself or as the type that it is made of.
    """

    name: str
    meaning: str
    """What is stored, as the reference of form packs tells it."""

    words: frozenset[str]
    """The words of a form pack for its fields that not all types know."""
    needs: str = ""
    """The one of them that its fields cannot do without."""

    # ------------------------------------------------------------ what it is kept as

    sql_type: type[int] | type[str] | None
    """Of its column in the table of its record; None where it has none. `column_type` is that of a field."""
    json_type: str
    description: str = ""
    """Of a stored value, in the JSON Schema."""
    has_syntax: bool = False
    """Not every text may be stored in it: `is_stored` tells."""
    computed: bool = False
    """Worked out by the form pack, and not entered."""
    to_one: bool = False
    """Leads to another record."""
    to_many: bool = False
    """Leads to any number of other records, by pairs in a table of its own."""

    # ------------------------------------------------------------ what it holds

    plain_text: bool
    """Words without looks: what a record may be named by."""
    free_text: bool
    """Words that officers write, with looks or without: torn ones are offered to be mended; it may take other types."""
    formatted: bool
    """A JSON list of blocks, see `rich_text`."""
    multiline: bool
    """It may have several lines."""
    chosen: bool = False
    """One of the choices that the form pack gives."""
    months: bool = False
    """Spans of months, which a chart shows as bars."""
    ticked: bool
    """Yes or no, without words."""
    attached: bool
    """It names a file."""
    own_words: bool
    """What it shows are words of its own, which a text can hold: no tick, and not the name of something else."""

    # ------------------------------------------------------------ what is done with it

    adds_up: bool
    """A sum of it says something; it stands on the right of a table's column."""
    money: bool
    """An amount of baht, kept in satang."""
    bounded: bool
    """There is what it would not take though it may be stored in it."""
    coded: bool
    """What it holds may be short codes."""
    sorts_by: Order
    telling: float | None
    """See `tells`."""
    parts: int
    """So many are stored for one of what is shown and of what the form pack's bounds are written in."""
    searched: bool
    skips: str = ""
    """Letters that a search passes over, in what is looked for and where it is."""
    replaceable: bool
    """What was found in it may be replaced: what is picked from a list may not."""
    in_summary: bool
    """It is told beside a record's name where one picks the record."""

    @property
    def is_weight(self) -> bool:
        """Whether it is a number without a unit: a weight, a share, a count."""
        return self.adds_up and not self.money

    @property
    def is_column(self) -> bool:
        """Whether it is a column of its record's table."""
        return self.sql_type is not None

    def column_type(self, spec: FieldSpec) -> type[int] | type[str] | None:
        """What a field's column holds."""
        return self.sql_type

    # ------------------------------------------------------------ reading and showing

    @abstractmethod
    def parse(self, text: str, spec: FieldSpec) -> Value:
        """What is stored for a typed text. Raises ValueRefused."""

    @abstractmethod
    def show(self, value: Value, spec: FieldSpec) -> str:
        """The stored value as the officer reads and edits it."""

    @abstractmethod
    def accept(self, value: Any, spec: FieldSpec) -> Value:
        """A value from JSON, as `from_json` gives it, as it is stored. Raises ValueRefused."""

    @abstractmethod
    def refused(self, value: Value, spec: FieldSpec) -> str:
        """Why the field would not take what is stored in it, in a draft from anywhere; empty where it would."""

    def is_bounded(self, spec: FieldSpec) -> bool:
        """Whether `refused` looks into what a field holds."""
        return self.bounded

    @abstractmethod
    def is_stored(self, value: Value, spec: FieldSpec) -> bool:
        """Whether a value may stand in a draft at all: in one from anywhere it may be anything."""

    def default(self, spec: FieldSpec) -> Value:
        """The value that a new record's field starts with, as it is stored."""
        return int(spec.default) if isinstance(spec.default, bool) else spec.default

    # ------------------------------------------------------------ JSON

    def json_schema(self, spec: FieldSpec) -> dict[str, Any]:
        """The JSON Schema of a stored value."""
        schema: dict[str, Any] = {"title": spec.label, "type": [self.json_type, "null"]}
        if self.description:
            schema["description"] = self.description
        return schema

    def to_json(self, value: Value) -> Any:
        """A stored value as JSON has it."""
        return value

    def from_json(self, given: Any) -> Any:
        """What JSON has, as `accept` takes it."""
        return given

    # ------------------------------------------------------------ files

    def files(self, value: Value) -> tuple[str, ...]:
        """The names of the attachments that a stored value has."""
        return ()

    def with_files(self, value: Value, renamed: Callable[[str], str]) -> Value:
        """A stored value in which attachments are called otherwise."""
        return value

    # ------------------------------------------------------------ order and sums

    def order(self, spec: FieldSpec) -> Order:
        """What a table's rows are in the order of where they are sorted by a field."""
        return self.sorts_by

    @abstractmethod
    def sort_key(self, value: Value, spec: FieldSpec) -> Any:
        """What stored values that are not empty are sorted by."""

    def said(self, number: int) -> str:
        """A sum of stored values as it is read."""
        return f"{number:,}"

    # ------------------------------------------------------------ what else is told of it

    def is_code(self, spec: FieldSpec, *, is_key: bool) -> bool:
        """Whether a field holds short codes; `is_key`, it tells the record from others of its catalogue."""
        return self.coded and (bool(spec.pattern) or is_key)

    def tells(self, spec: FieldSpec) -> float | None:
        """How much it says of a pasted column that a field takes its texts; None where any text would be taken."""
        return self.telling

    def takes_cell(self, text: str, spec: FieldSpec) -> bool:
        """Whether a pasted text may be meant for it."""
        try:
            return self.parse(text, spec) is not None
        except ValueRefused:
            return False

    @abstractmethod
    def called(self) -> str:
        """What officers call this type of field, in the user's language."""

    @abstractmethod
    def guide(self, spec: FieldSpec, to: str) -> str:
        """What the manual says is to be written into it; `to` is what the records are called that it leads to."""

    @abstractmethod
    def example(self, spec: FieldSpec, n: int, year: int) -> Value:
        """What the record number `n` of a made-up plan of a year (Buddhist era) holds; None where that takes more."""

    # ------------------------------------------------------------ moving to another edition

    def takes_from(self, other: FieldType) -> bool:
        """Whether it may take what a field of another type held."""
        return self is other or (self.free_text and other.own_words)

    def converted(self, value: Value, spec: FieldSpec, other: FieldSpec) -> Value:
        """What an `other` field stored, which it takes from, as stored here. Raises ValueRefused where some is lost."""
        return self.accept(value, spec)
