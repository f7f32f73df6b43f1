"""The words for a section's part of the document: blocks, in the order in which they are printed."""

from collections.abc import Iterator
from functools import partial
from typing import Annotated, Literal

from planner_desktop.formpack import short_forms, template
from planner_desktop.formpack.strict import (
    ByWord,
    Condition,
    Field,
    FixedValues,
    Limits,
    Name,
    Short,
    Sql,
    Strict,
    Tag,
    Template,
)
from planner_desktop.i18n import _

WHEN = "an SQL expression over the row around it, {what} only where it is true"


class Block(Strict):
    """A part of the document: what all kinds of blocks may say."""

    when: Condition | None = Field(default=None, description=WHEN.format(what="printed"))


def asked(when: str) -> str:
    """The query that yields a row where a condition is true."""
    return f"SELECT 1 WHERE (\n{when}\n)"


class HeadingBlock(Block):
    """A heading, level 1 for a part of the plan. Short with its level: `heading2: TEXT`."""

    heading: Template
    level: Annotated[int, Limits(ge=1, le=4)] = 1
    contents: bool = Field(default=True, description="stands in the contents")
    align: Literal["left", "center", "right"] = "left"


class ParagraphBlock(Block):
    """One paragraph; left out where all its columns are empty. Short with its style: `plain: TEXT`, `center: TEXT`."""

    paragraph: Template
    style: Literal["body", "plain", "center", "right", "note", "title", "subtitle"] = "body"
    keep_empty: bool = Field(default=False, description="stands even if its columns are all empty")


class ListBlock(Block):
    """A paragraph for each row of a query, numbered or with dashes."""

    list: Sql
    item: Template
    numbered: bool = True


class RichBlock(Block):
    """The rich text that a column of the row holds."""

    rich: Name


def _no_content() -> str:
    return _("a column has one of `cell`, `number: true`, `months`, `bar` and `columns`")


class ColumnSpec(Strict):
    """A table column, or a head over several. Short: `[title, content, look]`.

    Content is the cell's text, `"#"` the row's number, `{months: …}`, or a list: the columns under a head. Look is, in
    any order, a width as `1.5cm`, a share as `2.4`, what it holds, `amounts`, `codes` or `quantities`, and `merge`. By
    what it holds its cells stand on the right or in the middle, else on the left; `left`, `center` and `right` say
    otherwise. A mapping at the end says the rest.
    """

    title: Template
    cell: Template | None = None
    number: bool = Field(default=False, description="prints the row's number in its table")
    months: "MonthsSpec | None" = Field(
        default=None, description="a column for every month, with bars for the row's months"
    )
    columns: tuple["ShortColumn", ...] = ()
    bar: Name | None = Field(
        default=None,
        description="draws a bar as long as this column's number is beside the largest one",
    )
    share: float = Field(default=1.0, gt=0, description="its part of the width left over")
    width: float | None = Field(default=None, gt=0, description="its width in centimetres")
    align: Literal["left", "center", "right"] | None = Field(
        default=None, description="where its cells stand, if not where those of what it holds do"
    )
    amounts: bool = Field(default=False, description="holds amounts, or words in their place: on the right")
    codes: bool = Field(
        default=False, description="holds codes, whose digits are printed as they are written: in the middle"
    )
    quantities: bool = Field(default=False, description="holds numbers, levels, units or targets: in the middle")
    bold: Name | None = Field(default=None, description="its cells are bold in rows where this column is true")
    shaded: Name | None = Field(default=None, description="its cells are shaded in rows where this column is true")
    merge: bool = Field(default=False, description="equal neighbours below each other become one cell")
    merge_if: Name | None = Field(default=None, description="only rows where this column is true are merged")
    when: Condition | None = Field(
        default=None,
        description="an SQL expression over the row around the table; without it the column is left out, and its cells "
        "in totals, groups and empty with it",
    )

    def __post_init__(self) -> None:
        if self.contents > 1:
            raise ValueError(_no_content())
        if self.merge_if and not self.merge:
            raise ValueError(_("`merge_if` belongs to `merge: true`"))

    @property
    def contents(self) -> int:
        """How many of the words it has that say what stands in it."""
        return sum((self.cell is not None, self.number, bool(self.columns), self.months is not None, bool(self.bar)))

    @property
    def place(self) -> Literal["left", "center", "right"]:
        """Where its cells stand: the one rule for every table of every edition, but for what `align` says."""
        if self.align:
            return self.align
        if self.amounts or _is_amount(self.cell or ""):
            return "right"
        return "center" if self.codes or self.quantities or self.number else "left"

    def leaves(self) -> Iterator["ColumnSpec"]:
        """The columns at the bottom of this head, left to right."""
        if not self.columns:
            yield self
        for column in self.columns:
            yield from column.leaves()


def _is_amount(cell: str) -> bool:
    """Whether a cell prints satang as baht, and nothing else."""
    printed = template.pieces(cell)
    return bool(printed) and all(not _AMOUNTS.isdisjoint(piece.formats) for piece in printed)


_AMOUNTS = frozenset({"baht", "closed"})

ShortColumn = Annotated[ColumnSpec, Short(short_forms.column, partial(short_forms.column_schema, ColumnSpec.names()))]


class MonthsSpec(Strict):
    """The months of a fiscal year, or of two, as narrow columns under their calendar years."""

    of: Name = Field(description="the column that holds the row's months, a field of type months")
    label: Name | None = Field(default=None, description="the column whose text stands on the bar")
    years: Literal[1, 2] = 1
    together: Literal[1, 2] = Field(default=1, description="months that share a column")


class GroupSpec(Strict):
    """A row put in where the value of column `by` changes. A null cell joins the one before it."""

    by: Name
    cells: tuple[Template | None, ...]
    when: Condition | None = Field(default=None, description=WHEN.format(what="put in"))


class TotalSpec(Strict):
    """A row that adds up: the last one, or with `by` one under the rows of each value. A null cell joins its left one.

    Its cells name the sums by their columns, and `{count}` is the number of rows. Or `sql` yields one row for them.
    """

    sum: tuple[Name, ...] = Field(default=(), description="the columns whose sums the cells name")
    of: Name | None = Field(default=None, description="only rows where this column is true are summed and counted")
    by: Name | None = Field(
        default=None, description="a sub-total under each run of rows with the same value here; inner ones stand first"
    )
    sql: Sql | None = Field(default=None, description="instead of `sum`: a query of one row, whose columns cells name")
    cells: tuple[Template | None, ...]
    when: Condition | None = Field(
        default=None, description=WHEN.format(what="printed") + "; the sums and :count may be used"
    )

    def __post_init__(self) -> None:
        if self.sql and (self.sum or self.of or self.by):
            raise ValueError(_("a total has `sql`, or any of `sum`, `of` and `by`, not both"))


KEEP = "stays on one page if one page holds it"


class TableSpec(Strict):
    """What a table shows: a query's rows under these columns."""

    rows: Sql | None = None
    columns: tuple[ShortColumn, ...]
    groups: tuple[GroupSpec, ...] = ()
    totals: tuple[TotalSpec, ...] = ()
    empty: tuple[Template, ...] | None = Field(
        default=None,
        description="the cells of the one row printed where the query yields none; without it no table is printed",
    )
    lines: tuple[tuple[Template, ...], ...] = Field(
        default=(),
        description="the cells of rows before those of the query; "
        "one whose cells but the first print nothing is left out",
    )
    bold: Name | None = Field(default=None, description="rows where this column is true are bold")
    shaded: Name | None = Field(default=None, description="rows where this column is true are shaded")
    keep: bool = Field(default=False, description=KEEP)

    def __post_init__(self) -> None:
        if not self.rows and not self.lines:
            raise ValueError(_("a table has `rows`, `lines` or both"))
        if self.rows and not all(leaf.contents for column in self.columns for leaf in column.leaves()):
            raise ValueError(_no_content())


class TableBlock(Block):
    """A bordered table. Short: `table: QUERY`, with the words of `TableSpec` but `rows` beside it."""

    table: TableSpec


class EachBlock(Block):
    """The blocks once for every row; inner queries see its columns as `:column`."""

    each: Sql
    by: Name | None = Field(
        default=None, description="once for every value of this column instead, with the first such row's columns"
    )
    blocks: tuple["DocumentBlock", ...]
    keep: bool = Field(default=False, description="what each row prints " + KEEP)
    empty: tuple["DocumentBlock", ...] = Field(default=(), description="printed instead where the query yields no row")


class PageBlock(Block):
    """A new page."""

    page: Literal["portrait", "landscape"]
    numbered: bool | Literal["letters", "roman"] = Field(
        default=True,
        description="false: not counted, as the cover; letters, roman: front matter counted ก ข ค or i ii iii",
    )
    room: Annotated[float, Limits(gt=0, lt=1)] | None = Field(
        default=None,
        description="no new page where this share of the present one is still free, as 0.4, "
        "and it is turned and counted alike",
    )
    top: Name | None = Field(
        default=None, description="a part that stands at the top of the new page, and is left out where none begins"
    )


class ContentsBlock(Block):
    """The table of contents, down to this level."""

    table_of_contents: Annotated[int, Limits(ge=1, le=4)]


class SpaceBlock(Block):
    """Empty height in points."""

    space: Annotated[float, Limits(gt=0, le=800)]


class QrBlock(Block):
    """A link as a QR code; left out where the link is empty."""

    qr: Template


class SignaturesBlock(Block):
    """A line to sign on for every row of a query, which a PDF has as an empty signature field."""

    signatures: Sql
    before: Template = Field(default="", description="stands before the line: ลงชื่อ")
    after: Template = Field(default="", description="stands behind the line: {role}")
    below: tuple[Template, ...] = Field(default=(), description="stands below it, line by line: ({name})")
    columns: Literal[1, 2] = Field(default=1, description="how many stand beside each other")
    fields: bool = Field(default=True, description="false: a line to sign on paper alone")


class PartBlock(Block):
    """The blocks that the section, or `records.yaml` for all, keeps under this name in `parts`, here."""

    part: Name
    given: FixedValues = Field(
        default_factory=dict,
        alias="with",
        description="what its blocks may use besides, as {name} and :name: a constant, or {sql: an SQL expression}",
    )


KINDS = (
    "heading",
    "paragraph",
    "list",
    "rich",
    "table",
    "each",
    "page",
    "table_of_contents",
    "space",
    "qr",
    "signatures",
    "part",
)
DocumentBlock = Annotated[
    Annotated[HeadingBlock, Tag("heading")]
    | Annotated[ParagraphBlock, Tag("paragraph")]
    | Annotated[ListBlock, Tag("list")]
    | Annotated[RichBlock, Tag("rich")]
    | Annotated[TableBlock, Tag("table")]
    | Annotated[EachBlock, Tag("each")]
    | Annotated[PageBlock, Tag("page")]
    | Annotated[ContentsBlock, Tag("table_of_contents")]
    | Annotated[SpaceBlock, Tag("space")]
    | Annotated[QrBlock, Tag("qr")]
    | Annotated[SignaturesBlock, Tag("signatures")]
    | Annotated[PartBlock, Tag("part")],
    ByWord(*KINDS, also=short_forms.BLOCKS),
    Short(partial(short_forms.block, KINDS, TableSpec.names()), words=short_forms.block_words),
]
