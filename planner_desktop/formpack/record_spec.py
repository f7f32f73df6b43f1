"""The words of records and their fields in a form pack's YAML, and what they mean. Unknown words are refused."""

from datetime import date
from typing import Annotated

from planner_desktop.formpack import short_fields
from planner_desktop.formpack.fields import TYPES, FieldType, TypeName
from planner_desktop.formpack.strict import Condition, Expression, Field, Formula, Limits, Name, Short, Strict, Template
from planner_desktop.i18n import _
from planner_desktop.regex import regex

_OF_SOME_TYPES = sorted({word for type in TYPES.values() for word in type.words})
"""The words of a field that not all types know."""
_WHOLE = regex("0|-?[1-9][0-9]{0,8}")


def _is_bound(bound: int | str) -> bool:
    try:
        return isinstance(bound, int) or bool(date.fromisoformat(bound))
    except ValueError:
        return False


class FieldSpec(Strict):
    """One field of a record: what it is called, holds, and takes.

    Short: its label alone; `[label, words, help]`, with words in any order, as `long_text required`, `link theme` or
    `default arabic`, and a mapping of all else as the last place; or `= EXPRESSION` for `{sql: EXPRESSION}`.
    """

    type: TypeName = Field(
        default="text", description="text if not said; computed where there is `sql`, choice where there are `choices`"
    )
    label: str = Field(
        default="", description="what the officer reads beside it; a computed field without one is on no screen"
    )
    help: str = Field(default="", description="guidance from the template's own instructions")
    required: bool = Field(default=False, description="a draft may lack it, a finished plan may not")
    when: Condition | None = Field(
        default=None,
        description="an SQL expression, the same for all such records; without it the field is neither shown nor asked "
        "for, and keeps what it holds",
    )
    unless: Name | None = Field(
        default=None, description="required: the field of the same record that says why this one may stay empty"
    )
    unit: str = Field(default="", description="printed behind the input: บาท, ร้อยละ")
    pattern: Annotated[str, Limits(max_length=500)] = Field(
        default="", description="a regular expression that the whole text must match"
    )
    prefix: str = Field(default="", description="text: what people write before it and is left away: P of P113")
    default: str | int | bool | None = Field(
        default=None, description="what a new record starts with; that of yes_no is false if not said"
    )
    choices: dict[str, str] = Field(
        default_factory=dict, description="choice, which then goes without saying: stored word -> what is read"
    )
    to: Name | None = Field(default=None, description="link and links: the record linked to")
    read_from: Name | None = Field(
        default=None,
        description="links: the text field of the same record whose names are looked up once, where a catalogue or an "
        "older plan brings it; the text stays where it says more than these names",
    )
    quantity: bool = Field(
        default=False,
        description="text and long_text: a target; what number, unit and year it asks for is read beside the text",
    )
    suggest: str = Field(default="", description="text: catalogue.column whose words are offered while typing")
    min: int | str | None = Field(
        default=None, description="number, percent, year, baht (whole baht) and date (2024-10-01): the least taken"
    )
    max: int | str | None = Field(default=None, description="the most that is taken")
    whole: bool = Field(default=False, description="baht: no satang")
    states: Name | None = Field(
        default=None, description="baht: the choice field whose words may be typed in place of an amount"
    )
    was: Annotated[str, Limits(pattern=r"^[a-z0-9_]+(\.[a-z0-9_]+)?$")] | None = Field(
        default=None,
        description="moving: what the field was called before; record.field where it stood in a single or upper record",
    )
    from_previous: Name | None = Field(
        default=None, description="moving to a later year: the field whose value becomes that of last year here"
    )
    reset: bool = Field(
        default=False,
        description="moving to a later year: the field begins anew, a preset record's with what the catalogue says",
    )
    outdated: tuple[str, ...] = Field(
        default=(),
        description="choice: the words that tell of one year only; moving to a later year such a field begins anew",
    )
    review: bool = Field(
        default=False, description="moving to a later year: what it holds goes along and is marked to be reviewed"
    )
    after: Name | None = Field(
        default=None, description="more_fields: the field of the record that it stands behind; the last if not said"
    )
    with_amount: tuple[str, ...] = Field(
        default=(),
        description="baht with states: the choices that an amount may stand with; typing one means the first",
    )

    sql: Expression | None = Field(
        default=None,
        description="computed: an SQL expression over the record's other fields, as project.budget inside a subquery",
    )
    text: Formula | None = Field(
        default=None,
        description="computed: a text of the record's fields and paths instead of SQL, as `{name}[ ({budget|baht})]`",
    )
    format: Annotated[str, Limits(pattern=r"^([a-z]+(\|[a-z]+)*)?$")] = Field(
        default="", description="computed: the formats it is shown with on screens, as baht or date"
    )
    number: bool = Field(default=False, description="computed: whole numbers, which are added up and sorted as such")

    def __post_init__(self) -> None:
        if self.sql is not None and self.text is not None:
            raise ValueError(_("a computed field has `sql` or `text`, not both"))
        is_computed = self.sql is not None or self.text is not None
        if is_computed and self.type == "text":
            vars(self)["type"] = "computed"
        own = self.field_type
        if not self.label and not own.computed:
            raise ValueError(_("the key “{key}” is missing").format(key="label"))
        if own.computed != is_computed:
            raise ValueError(_("`sql` or `text`, and `type: computed`, belong together"))
        if own.computed and (self.required or self.default is not None or self.pattern):
            raise ValueError(_("a computed field is not entered: it has no `required`, `default` and `pattern`"))
        if own.needs and not getattr(self, own.needs):
            raise ValueError(_("a field of type {type} needs `{word}`").format(type=self.type, word=own.needs))
        for word in _OF_SOME_TYPES:
            value = getattr(self, word)
            if word not in own.words and value is not False and value not in (None, "", (), {}):
                types = ", ".join(type.name for type in TYPES.values() if word in type.words)
                raise ValueError(_("`{word}` belongs to {types}").format(word=word, types=types))
        if bool(self.with_amount) != (self.states is not None):
            raise ValueError(_("`states` and `with_amount` belong together"))
        for word in self.outdated:
            if word not in self.choices:
                raise ValueError(_("`outdated`: “{word}” is none of the choices").format(word=word))
        if self.unless is not None and not self.required:
            raise ValueError(_("`unless` belongs to `required: true`"))
        self._look_at_bounds()

    @property
    def field_type(self) -> FieldType:
        """The type's object, which answers all that rooms ask of such a field."""
        return TYPES[self.type]

    @property
    def held_as(self) -> FieldType:
        """The type by whose rules a screen adds up: its own, of a computed number that of its format."""
        if not self.number:
            return TYPES[self.type]
        return TYPES["baht" if "baht" in self.format.split("|") else "number"]

    def _look_at_bounds(self) -> None:
        bounds = [bound for bound in (self.min, self.max) if bound is not None]
        if any(isinstance(bound, int) != (self.field_type.sql_type is int) or not _is_bound(bound) for bound in bounds):
            raise ValueError(_("`min` and `max` are whole numbers, of a date days as 2024-10-01"))
        if len(bounds) == 2 and bounds[0] > bounds[1]:  # type: ignore[operator] # both are of one type
            raise ValueError(_("`min` is more than `max`"))

    @property
    def is_numbered(self) -> bool:
        """Whether it is a choice of whole numbers, which is stored as a number and compares as one."""
        return bool(self.choices) and all(_WHOLE.fullmatch(word) for word in self.choices)

    def stored(self, word: str) -> str | int:
        """A choice's word as it is stored."""
        return int(word) if self.is_numbered else word


FieldEntry = Annotated[FieldSpec, Short(short_fields.field, short_fields.field_schema)]


class ScoringSpec(Strict):
    """Fields that are entered side by side: what earns an indicator level 1, 2, ... of its scores."""

    levels: tuple[Name, ...] = Field(min_length=2, description="the fields of the levels, the lowest first")
    total: int | None = Field(default=None, description="percent fields: what the levels add up to; thresholds do not")


class RecordSpec(Strict):
    """A kind of record: a table of the draft, with its fields in the order of the screen."""

    label: str
    help: str = ""
    single: bool = Field(default=False, description="there is exactly one, as of the cover")
    parent: Name | None = Field(default=None, description="the record that this one stands under")
    title: Template = Field(
        default="", description="how one is named in lists and messages; the first text field if not said"
    )
    catalogue: Name | None = Field(default=None, description="the CSV whose rows may be taken over instead of typed")
    key: Name | None = Field(
        default=None,
        description="the field that tells one catalogue row from another; `code` if not said and there is such a field",
    )
    preset: bool = Field(default=False, description="a new draft holds every row of the catalogue")
    was: Name | None = Field(default=None, description="moving: what the record was called before")
    reset: bool = Field(
        default=False, description="moving to a later year: none of them goes along, for they are of that year alone"
    )
    review: bool = Field(
        default=False, description="moving to a later year: each that goes along is marked to be reviewed"
    )
    scoring: ScoringSpec | None = Field(default=None, description="the fields of scoring levels, shown as one editor")
    fields: dict[Name, FieldEntry]

    @property
    def columns(self) -> dict[str, FieldSpec]:
        """The fields that are columns of its table."""
        return {name: field for name, field in self.fields.items() if field.field_type.is_column}

    @property
    def pairs(self) -> dict[str, FieldSpec]:
        """The fields that are tables of pairs: those that lead to any number of records."""
        return {name: field for name, field in self.fields.items() if field.field_type.to_many}

    @property
    def plain_texts(self) -> list[str]:
        """The fields with words that it may be named by."""
        return [name for name, field in self.fields.items() if field.field_type.plain_text]

    @property
    def named_by(self) -> str:
        """Its title, a text with columns; where it has none, its first column."""
        return self.title or "{" + next(name for name, field in self.fields.items() if field.field_type.is_column) + "}"

    def __post_init__(self) -> None:
        if self.single and (self.parent or self.catalogue):
            raise ValueError(_("a single record has neither parent nor catalogue"))
        if self.reset and (self.single or self.review):
            raise ValueError(_("a record with `reset` is neither single nor to be reviewed"))
        if self.preset and not self.catalogue:
            raise ValueError(_("`preset` needs `catalogue`"))
        if self.fields and all(field.field_type.computed for field in self.fields.values()):
            raise ValueError(_("a record has fields that are entered, beside the computed ones"))
        if self.key is not None and (self.key not in self.fields or self.fields[self.key].field_type.computed):
            raise ValueError(_("`key: {name}` is none of its fields").format(name=self.key))
        for name in self.scoring.levels if self.scoring else ():
            level = self.fields[name].field_type if name in self.fields else None
            if level is None or not (level.plain_text or level.is_weight):
                problem = _("`scoring`: {name} is no field of type text, long_text, number or percent")
                raise ValueError(problem.format(name=name))


RecordEntry = Annotated[RecordSpec, Short(short_fields.record)]
