"""The words of a form pack: what may be written in its YAML, and what it means.

A form pack is a folder: `edition.yaml`, `records.yaml` (what several sections share; more of it may stand in
`records/NAME.yaml`), one `NN-name.yaml` per section of the template in document order, and `catalogues/*.csv`. `folder`
adds what it inherits, `read` turns it into a `FormPack`, `lint` checks what the parts say of each other. Unknown words
are refused.
"""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Annotated, Any, Literal

from planner_desktop.formpack import short_fields, short_forms
from planner_desktop.formpack.blocks import DocumentBlock
from planner_desktop.formpack.fields import TYPES, FieldType, TypeName
from planner_desktop.formpack.screen_parts import Screen
from planner_desktop.formpack.strict import (
    Condition,
    Constant,
    Expression,
    Field,
    FixedValues,
    Formula,
    Limits,
    Name,
    Short,
    Sql,
    Strict,
    Template,
)
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
        if self.unless is not None and not self.required:
            raise ValueError(_("`unless` belongs to `required: true`"))
        self._look_at_bounds()

    @property
    def field_type(self) -> FieldType:
        """What its type says of it."""
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


class CatalogueSpec(Strict):
    """A CSV file beside the YAML, whose header row names its columns."""

    file: str = Field(default="", description="catalogues/NAME.csv if not said")
    label: str


# ---------------------------------------------------------------- screens


_MORE_FIELDS = "fields that a record of another file has besides, by the record's name"
_VALUES = "what texts and SQL may use as {name} and :name: a constant, or {sql: EXPRESSION}; in labels only constants"


class CheckSpec(Strict):
    """A query whose every row is a problem. Its column `record`, or one called as the record, is the id of that.

    A query that begins with a record's name is of that record. One that finds records of several kinds has a column
    `kind` with the record's name instead, and may have one `field`.
    """

    id: Annotated[str, Limits(pattern=r"^[a-z][a-z0-9-]*$")]
    severity: Literal["error", "warning", "note"] = "warning"
    record: Name = Field(
        default="", description="the record at fault; that whose name the query begins with if not said"
    )
    field: Name | None = Field(default=None, description="its field; as record.field it says the record too")
    sql: Sql
    message: Template
    when: Condition | None = Field(default=None, description="an SQL expression; without it the check is not made")
    why: Template = Field(default="", description="what rule of the template asks for it, or what happens otherwise")
    fix: Template = ""


Check = Annotated[CheckSpec, Short(short_forms.check, words=short_forms.check_words)]


# ---------------------------------------------------------------- files


class SectionFile(Strict):
    """One section of the template: its records, its screen, its part of the document, its checks."""

    title: str
    help: str = ""
    optional: bool = Field(default=False, description="an agency may leave it out")
    when: Condition | None = Field(
        default=None,
        description="an SQL expression; without it the section is neither entered nor printed nor checked",
    )
    values: FixedValues = Field(default_factory=dict, description=_VALUES)
    records: dict[Name, RecordEntry] = Field(default_factory=dict)
    more_fields: dict[Name, dict[Name, FieldEntry]] = Field(default_factory=dict, description=_MORE_FIELDS)
    views: dict[Name, Sql] = Field(default_factory=dict)
    screen: tuple[Screen, ...] = ()
    parts: dict[Name, tuple[DocumentBlock, ...]] = Field(
        default_factory=dict, description="blocks that the document prints in more than one place"
    )
    document: tuple[DocumentBlock, ...] = ()
    checks: tuple[Check, ...] = ()


class RecordsFile(Strict):
    """What several sections share: records, named queries, parts of the document, catalogues."""

    catalogues: dict[Name, CatalogueSpec] = Field(default_factory=dict)
    values: FixedValues = Field(default_factory=dict, description=_VALUES)
    records: dict[Name, RecordEntry] = Field(default_factory=dict)
    more_fields: dict[Name, dict[Name, FieldEntry]] = Field(default_factory=dict, description=_MORE_FIELDS)
    views: dict[Name, Sql] = Field(
        default_factory=dict, description="named queries that later queries may read like tables"
    )
    parts: dict[Name, tuple[DocumentBlock, ...]] = Field(
        default_factory=dict, description="blocks that several sections print; a section's own part comes first"
    )
    checks: tuple[Check, ...] = Field(
        default=(), description="checks of the whole plan; each problem stands in the section that shows its record"
    )


class PrintedPages(Strict):
    """What holds for every page of the printed plan."""

    digits: str | None = Field(
        default=None,
        description="record.field of type choice whose choices `arabic` and `thai` decide on the digits printed",
    )
    final: str | None = Field(
        default=None, description="record.field of type yes_no; until it is yes, `watermark` stands across every page"
    )
    watermark: str = Field(default="ร่าง", min_length=1, max_length=20)
    page_number: Annotated[str, Limits(pattern=r"^[^{}]*\{n\}[^{}]*(\{total\}[^{}]*)?$", max_length=40)] = Field(
        default="- {n} -", description="what is printed for a page's number {n}, of {total} pages"
    )
    page_number_at: Literal["bottom", "bottom-right", "top", "top-right"] = "bottom"


AGENCY_COLUMNS = {"name", "abbreviation", "parent", "kind", "code", "submits"}
"""What the catalogue of agencies may say of them, besides the fields of a record that is picked from it."""


class EditionFile(Strict):
    """Which edition of the template this is."""

    id: Annotated[str, Limits(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=40)]
    title: str
    year: Annotated[int, Limits(ge=2500, le=2700)] = Field(description="the fiscal year, Buddhist era")
    version: Annotated[int, Limits(ge=1)] = 1
    agency: str = Field(description="record.field that holds the agency's full name")
    abbreviation: str = Field(description="record.field that holds the agency's abbreviation")
    agencies: Name = Field(
        description="the catalogue of agencies, with columns name, abbreviation, parent and kind; those with something "
        "in a column submits make plans, the others are named in them; all if it has no such column"
    )
    contact: str = Field(
        default="",
        description="whom officers may ask about the plan and its template; the menu Help tells it",
    )
    document_title: Template = Field(description="the printed plan's title, in its PDF's properties")
    document: PrintedPages = Field(default_factory=PrintedPages)
    values: FixedValues = Field(default_factory=dict, description=_VALUES)


class Section(SectionFile):
    """A section with its place in the form pack."""

    id: str
    file: str


@dataclass(frozen=True, kw_only=True)
class FormPack:
    """A whole edition, read and checked."""

    edition: EditionFile
    sections: tuple[Section, ...]
    records: dict[str, RecordSpec]
    views: dict[str, str]
    parts: dict[str, tuple[DocumentBlock, ...]] = field(default_factory=dict)
    catalogues: dict[str, tuple[dict[str, str], ...]]
    computed: dict[str, dict[str, FieldSpec]] = field(default_factory=dict)
    """The fields of records that are worked out and not stored; `records` has only those that are."""
    constants: dict[str, Constant] = field(default_factory=dict)
    """The constants among the `values` of all files."""
    expressions: dict[str, str] = field(default_factory=dict)
    """Those that are worked out, with their SQL."""
    checks: dict[str, tuple[CheckSpec, ...]] = field(default_factory=dict)
    """The checks of the whole plan, by the file that says them; those of a section stand there."""
    homes: dict[str, str] = field(default_factory=dict)
    """The file of every record, view and value, and of every field that another file adds, as record.field."""
    part_homes: dict[str, str] = field(default_factory=dict)
    """The file of every part that several sections print."""
    files: dict[str, bytes] = field(repr=False)

    def __repr__(self) -> str:
        return f"FormPack({self.edition.id}, version {self.edition.version})"  # a report of a fault shows it whole

    def seen(self, record: str) -> RecordSpec:
        """A kind of record with the computed fields among its own, as screens show it."""
        return self._seen[record]

    @cached_property  # screens ask for it with every cell
    def _seen(self) -> dict[str, RecordSpec]:
        computed = self.computed
        return {
            name: spec.with_values(fields=spec.fields | computed[name]) if name in computed else spec
            for name, spec in self.records.items()
        }

    def on_screens(self, record: str) -> list[str]:
        """The fields of a kind of record that a screen shows where it does not say which: those with a label."""
        return [name for name, field in self.seen(record).fields.items() if field.label]

    def children(self, record: str) -> list[str]:
        """The kinds of record that stand under `record`."""
        return self._children.get(record, [])

    @cached_property  # asked for each part of each screen
    def _children(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for name, spec in self.records.items():
            if spec.parent:
                found.setdefault(spec.parent, []).append(name)
        return found

    def section(self, section_id: str) -> Section:
        """The section of that id. Raises KeyError."""
        return next(s for s in self.sections if s.id == section_id)

    def sections_showing(self, record: str, field: str = "") -> list[Section]:
        """The sections on whose screen the record is entered, itself or under a tree, in wizard order.

        With a `field`, only those where that is to be seen.
        """
        return [
            s
            for s in self.sections
            if any(record in part.edits(self) and (not field or part.shows(record, field)) for part in s.screen)
            or f"{record}.{field}" in {part.absent for part in s.screen}
        ]

    def above(self, record: str) -> list[str]:
        """The kinds of record that `record` stands under, the uppermost first."""
        parent = self.records[record].parent
        return [*self.above(parent), parent] if parent else []

    def values(self) -> dict[str, Any]:
        """What every query and text may use by name: the fiscal year, the one before it (Buddhist era), constants."""
        return {"fiscal_year": self.edition.year, "previous_year": self.edition.year - 1} | self.constants
