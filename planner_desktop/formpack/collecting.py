"""The words by which an edition says what the strategy office holds of every plan, and asks of all plans together.

A collected table has a row for each record that its query finds in a plan; `across` are queries on these tables over
the plans of all agencies, as checks are on one plan.
"""

from typing import Annotated, Literal

from planner_desktop.formpack.strict import Field, Limits, Name, Sql, Strict, Template

CollectedType = Literal["text", "number", "satang", "yes_no"]
"""What a column holds: text, a whole number, an amount in satang, or 1 and 0."""


class CollectedColumn(Strict):
    """A column of a collected table."""

    label: str
    type: CollectedType = "text"


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


class CrossReport(Strict):
    """A table that is worked out of the collected tables: what its columns are called, and how they are read."""

    id: Annotated[str, Limits(pattern=r"^[a-z][a-z0-9-]*$")]
    title: str
    columns: dict[Name, CollectedColumn]
    sql: Sql
    chart: Literal["", "bars"] = Field(default="", description="bars: the last column as bars beside the first")


class Across(Strict):
    """What is asked of all plans together."""

    checks: tuple[CrossCheck, ...] = ()
    reports: tuple[CrossReport, ...] = ()
