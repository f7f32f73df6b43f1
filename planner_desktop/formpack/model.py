"""The words of a form pack's files: what may be written in its YAML, and what it means; of records in `record_spec`.

A form pack is a folder: `edition.yaml`, `records.yaml` (what several sections share; more of it may stand in
`records/NAME.yaml`), one `NN-name.yaml` per section of the template in document order, and `catalogues/*.csv`. `folder`
adds what it inherits, `read` turns it into a `FormPack`, `lint` checks what the parts say of each other. Unknown words
are refused.
"""

from typing import Annotated, Literal

from planner_desktop.formpack import short_forms
from planner_desktop.formpack.blocks import DocumentBlock
from planner_desktop.formpack.collecting import Across, CollectedTable, CrossReport
from planner_desktop.formpack.record_spec import FieldEntry, RecordEntry
from planner_desktop.formpack.screen_parts import Screen
from planner_desktop.formpack.strict import Condition, Field, FixedValues, Limits, Name, Short, Sql, Strict, Template


class CatalogueSpec(Strict):
    """A CSV file beside the YAML, whose header row names its columns."""

    file: str = Field(default="", description="catalogues/NAME.csv if not said")
    label: str


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
    collected: dict[Name, CollectedTable] = Field(
        default_factory=dict, description="what the strategy office holds of every plan, a table each"
    )
    overview: tuple[CrossReport, ...] = Field(
        default=(), description="what a reviewer of one plan sees first: queries on the plan itself"
    )
    across: Across = Field(
        default_factory=Across, description="what it asks of the plans of all agencies together, on these tables"
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


class PublisherKey(Strict):
    """A public key of those who publish for an edition; who holds the private one keeps it off every office's PC."""

    key: Annotated[str, Limits(pattern=r"^[A-Za-z0-9+/]{43}=$")] = Field(
        description="the public key of Ed25519 (RFC 8032), 32 bytes in base64, as `keys new` prints it"
    )
    holder: Annotated[str, Limits(min_length=1, max_length=200)] = Field(description="who holds the private key")
    signs: Literal["catalogues", "keys"] = Field(
        default="catalogues", description="what is published with it: catalogues, or the next list of keys"
    )
    state: Literal["valid", "retired", "revoked"] = Field(
        default="valid", description="a retired key signs nothing new; what a revoked one signed is taken away"
    )
    why: Annotated[str, Limits(max_length=500)] = Field(default="", description="why it is retired or revoked")


class Publisher(Strict):
    """Who publishes catalogues for an edition after it is installed. A draft's own copy of it is never believed."""

    name: Annotated[str, Limits(min_length=1, max_length=200)]
    version: Annotated[int, Limits(ge=1)] = Field(default=1, description="of the list of keys; higher with every other")
    keys: tuple[PublisherKey, ...] = Field(min_length=1, max_length=50)


class EditionFile(Strict):
    """Which edition of the template this is."""

    id: Annotated[str, Limits(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=40)]
    title: str
    year: Annotated[int, Limits(ge=2500, le=2700)] = Field(description="the fiscal year, Buddhist era")
    version: Annotated[int, Limits(ge=0)] = Field(
        default=1, description="higher with every correction; 0 is one that was made ahead of the year before"
    )
    agency: str = Field(description="record.field that holds the agency's full name")
    abbreviation: str = Field(description="record.field that holds the agency's abbreviation")
    divisions: Name | None = Field(
        default=None,
        description="the record that parts of a plan are handed out to: a division, with all whose link or links lead "
        "to it",
    )
    agencies: Name = Field(
        description="the catalogue of agencies, with columns name, abbreviation, parent and kind; those with something "
        "in a column submits make plans, the others are named in them; all if it has no such column"
    )
    contact: str = Field(
        default="",
        description="whom officers may ask about the plan and its template; the menu Help tells it",
    )
    publisher: Publisher | None = Field(
        default=None, description="whose signed catalogues are taken; without it none are"
    )
    published: Annotated[int, Limits(ge=0)] = Field(
        default=0, description="the number of what was published last that its catalogues hold"
    )
    published_key: Annotated[str, Limits(pattern=r"^([A-Za-z0-9+/]{43}=)?$")] = Field(
        default="", description="the public key that signed what was published last; the program writes it into drafts"
    )
    document_title: Template = Field(description="the printed plan's title, in its PDF's properties")
    document: PrintedPages = Field(default_factory=PrintedPages)
    values: FixedValues = Field(default_factory=dict, description=_VALUES)

    @property
    def numbered(self) -> str:
        """Its version, and behind a point the number of the catalogues that were published for it, if there are."""
        return f"{self.version}.{self.published}" if self.published else str(self.version)


class Section(SectionFile):
    """A section with its place in the form pack."""

    id: str
    file: str
