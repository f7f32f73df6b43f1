"""The words by which an edition says what the strategy office holds of every plan, and asks of all plans together.

A collected table has a row for each record that its query finds in a plan; `across` are queries on these tables over
the plans of all agencies, as checks are on one plan.
"""

from typing import Annotated, Literal

from planner_desktop.formpack.blocks import DocumentBlock
from planner_desktop.formpack.strict import Field, Limits, Name, Sql, Strict, Template

CollectedType = Literal["text", "number", "satang", "yes_no"]
"""What a column holds: text, a whole number, an amount in satang, or 1 and 0."""


class CollectedColumn(Strict):
    """A column of a collected table."""

    label: str
    type: CollectedType = "text"
    key: bool = Field(default=False, description="by it rows of several plans are found to be of one thing; not shown")


class CollectedTable(Strict):
    """What is collected of each plan. Its query is asked of the plan, and yields `record`, `kind` and the columns.

    `kind` is the kind of record that `record` is the id of; a query of one kind says it once, here.
    """

    label: str
    help: str = ""
    kind: Name = Field(default="", description="the kind of record that the rows are of, if their query does not say")
    columns: dict[Name, CollectedColumn]
    sql: Sql


class CrossCheck(Strict):
    """A query on the collected tables, whose every row is a problem that no agency can see alone.

    Its columns `bundle`, `kind` and `record` tell of which plan and record; the others may stand in the texts.
    """

    id: Annotated[str, Limits(pattern=r"^[a-z][a-z0-9-]*$")]
    severity: Literal["error", "warning", "note"] = "warning"
    sql: Sql
    message: Template
    fix: Template = ""
    why: Template = ""


class Spread(Strict):
    """A column whose values become columns of their own; in them stands the last of the report's columns."""

    by: Name = Field(description="the column whose values are their heads, in the order of `order`")
    order: Name = Field(default="", description="the column by which they are in order; by themselves if not said")


class CrossReport(Strict):
    """A table that is worked out of the collected tables: what its columns are called, and how they are read.

    Where its rows have `bundle`, and `kind` and `record`, they lead to a plan and a record of it.
    """

    id: Annotated[str, Limits(pattern=r"^[a-z][a-z0-9-]*$")]
    title: str
    columns: dict[Name, CollectedColumn]
    sql: Sql
    chart: Literal["", "bars"] = Field(default="", description="bars: the last column as bars beside the first")
    spread: Spread | None = None
    detail: Sql = Field(
        default="",
        description="what stands behind a row, whose columns it may use: `bundle`, `kind`, `record`, `name`, `budget`",
    )


class Across(Strict):
    """What is asked of all plans together."""

    views: dict[Name, Sql] = Field(default_factory=dict, description="named queries on the collected tables")
    checks: tuple[CrossCheck, ...] = ()
    reports: tuple[CrossReport, ...] = ()
    national: tuple[CrossReport, ...] = Field(
        default=(),
        description="of the tables of many collections and years, which have `collection` and `year` besides; SQL that "
        "SQLite, DuckDB, PostgreSQL and ClickHouse understand alike",
    )
    title: Template = Field(default="", description="what the plan made of all plans is called")
    author: str = Field(default="", description="whose plan that is")
    place: int = Field(default=0, description="where this file's `document` stands among those of others in that plan")
    document: tuple[DocumentBlock, ...] = Field(
        default=(), description="what that plan prints: blocks whose queries read the collected tables"
    )

    @property
    def says(self) -> bool:
        """Whether it asks for anything."""
        return bool(self.views or self.checks or self.reports or self.national or self.document)
