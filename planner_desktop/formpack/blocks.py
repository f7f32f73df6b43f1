"""The words for a section's part of the document: blocks, in the order in which they are printed."""

from collections.abc import Iterator
from typing import Annotated, Literal

from planner_desktop.formpack.strict import ByWord, Field, Limits, Name, Sql, Strict, Tag, Template


class HeadingBlock(Strict):
    """A heading, level 1 for a part of the plan."""

    heading: Template
    level: Annotated[int, Limits(ge=1, le=4)] = 1
    contents: bool = Field(default=True, description="stands in the contents")
    align: Literal["left", "center", "right"] = "left"


class ParagraphBlock(Strict):
    """One paragraph; left out where all its columns are empty."""

    paragraph: Template
    style: Literal["body", "plain", "center", "right", "note", "title", "subtitle"] = "body"
    keep_empty: bool = Field(default=False, description="stands even if its columns are all empty")


class ListBlock(Strict):
    """A paragraph for each row of a query, numbered or with dashes."""

    list: Sql
    item: Template
    numbered: bool = True


class RichBlock(Strict):
    """The rich text that a column of the row holds."""

    rich: Name


class ColumnSpec(Strict):
    """A table column, or a head over several."""

    title: Template
    cell: Template | None = None
    number: bool = Field(default=False, description="prints the row's number in its table")
    number_if: Name | None = Field(
        default=None, description="only rows where this column is true are counted and numbered"
    )
    months: "MonthsSpec | None" = Field(
        default=None, description="a column for every month, with bars for the row's months"
    )
    columns: tuple["ColumnSpec", ...] = ()
    share: float = Field(default=1.0, gt=0, description="its part of the width left over")
    width: float | None = Field(default=None, gt=0, description="its width in centimetres")
    align: Literal["left", "center", "right"] = "left"
    codes: bool = Field(default=False, description="holds codes, whose digits are printed as they are written")
    merge: bool = Field(default=False, description="equal neighbours below each other become one cell")
    merge_if: Name | None = Field(default=None, description="only rows where this column is true are merged")
    shown_if: Name | None = Field(
        default=None, description="the column is left out unless this column of the row around the table is true"
    )

    def __post_init__(self) -> None:
        if sum((self.cell is not None, self.number, bool(self.columns), self.months is not None)) != 1:
            raise ValueError("a column has one of `cell`, `number: true`, `months` and `columns`")
        if self.number_if and not self.number:
            raise ValueError("`number_if` belongs to `number: true`")
        if self.merge_if and not self.merge:
            raise ValueError("`merge_if` belongs to `merge: true`")
        if self.shown_if and self.columns:
            raise ValueError("`shown_if` belongs to a column without columns of its own")

    def leaves(self) -> Iterator["ColumnSpec"]:
        """The columns at the bottom of this head, left to right."""
        if not self.columns:
            yield self
        for column in self.columns:
            yield from column.leaves()


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
    restart: bool = Field(default=False, description="numbering starts again under it")


class TotalSpec(Strict):
    """A last row, from the one row that `sql` yields. A null cell joins the one before it."""

    sql: Sql
    cells: tuple[Template | None, ...]


class TableSpec(Strict):
    """What a table shows: a query's rows under these columns."""

    rows: Sql
    columns: tuple[ColumnSpec, ...]
    groups: tuple[GroupSpec, ...] = ()
    totals: tuple[TotalSpec, ...] = ()
    empty: tuple[Template, ...] | None = Field(
        default=None,
        description="the cells of the one row printed where the query yields none; without it no table is printed",
    )


class TableBlock(Strict):
    """A bordered table."""

    table: TableSpec


class EachBlock(Strict):
    """The blocks once for every row; inner queries see its columns as `:column`."""

    each: Sql
    by: Name | None = Field(
        default=None, description="once for every value of this column instead, with the first such row's columns"
    )
    blocks: tuple["DocumentBlock", ...]
    empty: tuple["DocumentBlock", ...] = Field(default=(), description="printed instead where the query yields no row")


class PageBlock(Strict):
    """A new page."""

    page: Literal["portrait", "landscape"]
    numbered: bool | Literal["letters", "roman"] = Field(
        default=True,
        description="false: not counted, as the cover; letters, roman: front matter counted ก ข ค or i ii iii",
    )


class ContentsBlock(Strict):
    """The table of contents, down to this level."""

    table_of_contents: Annotated[int, Limits(ge=1, le=4)]


class SpaceBlock(Strict):
    """Empty height in points."""

    space: Annotated[float, Limits(gt=0, le=800)]


class QrBlock(Strict):
    """A link as a QR code; left out where the link is empty."""

    qr: Template


class SignaturesBlock(Strict):
    """A line to sign on for every row of a query, which a PDF has as an empty signature field."""

    signatures: Sql
    before: Template = Field(default="", description="stands before the line: ลงชื่อ")
    after: Template = Field(default="", description="stands behind the line: {role}")
    below: tuple[Template, ...] = Field(default=(), description="stands below it, line by line: ({name})")
    columns: Literal[1, 2] = Field(default=1, description="how many stand beside each other")
    fields: bool = Field(default=True, description="false: a line to sign on paper alone")


class PartBlock(Strict):
    """The blocks that the section, or `records.yaml` for all, keeps under this name in `parts`, here."""

    part: Name


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
    ByWord(
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
    ),
]
