"""What a section's screen is made of: forms, tables, boards, trees, Gantt charts, matrices."""

from typing import Annotated

from planner_desktop.formpack.strict import (
    ByWord,
    Condition,
    Field,
    Limits,
    Name,
    Strict,
    Tag,
)


class ScreenPart(Strict):
    """What every part of a screen has. `where` shows, and gives new records, only these field values."""

    title: str = ""
    guide: str = Field(default="", description="guidance shown with this part")
    fields: tuple[Name | tuple[Name, ...], ...] = Field(
        default=(),
        description="the fields shown; all if not said. Those in [one, other] stand side by side in a form, also in "
        "that beside a table",
    )
    where: dict[Name, str | int | bool] = Field(default_factory=dict)
    when: Condition | None = Field(default=None, description="an SQL expression; without it the part is not shown")
    absent: Annotated[str, Limits(pattern=r"^[a-z0-9_]+\.[a-z0-9_]+$")] | None = Field(
        default=None, description="record.field, yes or no: by which the officer says that the agency has none of these"
    )

    @property
    def field_names(self) -> tuple[str, ...]:
        """The fields shown, one after the other."""
        return tuple(name for one in self.fields for name in ([one] if isinstance(one, str) else one))


class FormPart(ScreenPart):
    """The fields of a single record, one under another."""

    form: Name


class TablePart(ScreenPart):
    """Records as rows of an editable table. `detail` opens the chosen one as a form beside it."""

    table: Name
    detail: bool = False
    below: tuple[Name, ...] = Field(
        default=(), description="with detail: the records under the chosen one, each kind as a small table in its form"
    )
    sort: tuple[Annotated[str, Limits(pattern=r"^-?[a-z][a-z0-9_]*$")], ...] = Field(
        default=(), description="the fields that the rows are in the order of on the screen; -field from large to small"
    )
    totals: dict[Name, int] = Field(
        default_factory=dict,
        description="number and percent fields shown: what the column adds up to; its foot says what is missing",
    )


class BoardPart(ScreenPart):
    """Records as cards, one box for each choice of field `by` (SWOT). `fields` besides the text stand on the card."""

    board: Name
    by: Name
    group: Name | None = Field(default=None, description="a choice field by whose words the cards of a box are grouped")
    fits: dict[Name, tuple[Name, ...]] = Field(
        default_factory=dict, description="with group: the words of `group` that fit each word of `by`"
    )
    codes: Name | None = Field(default=None, description="a view whose columns id and code name each card, as S1, S2")


class TreePart(ScreenPart):
    """Records with those that stand under them as a tree; the chosen one is a form beside it."""

    tree: Name


class GanttPart(ScreenPart):
    """Steps with bars over the months of a fiscal year, of one record at a time. `fields` are those of this record.

    Without `steps` the records of `gantt` themselves bear the bars, all in one chart.
    """

    gantt: Name = Field(description="the record that the steps stand under, or that is itself a row")
    steps: Name | None = Field(default=None, description="the record under it that has the bars")
    sub_steps: Name | None = Field(
        default=None, description="the record under a step; its fields are called as the step's"
    )
    text: Name = Field(description="the step's field that says what is done")
    months: Name = Field(description="the step's field of type months")
    weight: Name | None = Field(default=None, description="the step's field of its share of the work; all make 100")
    bar: Name | None = Field(default=None, description="the step's field of what stands on its bars")
    years: Name | None = Field(default=None, description="the choice field of `gantt` that says over how many years")
    two_years: Name | None = Field(default=None, description="with years: the word for two; any other means one")

    @property
    def step(self) -> str:
        """The record that bears the bars."""
        return self.steps or self.gantt


class MatrixPart(ScreenPart):
    """Links as a table to tick: a row for each record of `matrix`, a column for each record at the links' other end."""

    matrix: Name
    links: Annotated[str, Limits(pattern=r"^[a-z0-9_]+\.[a-z0-9_]+$")] = Field(
        description="record.field of type links, whose record or whose `to` is the one of the rows"
    )

    @property
    def owner(self) -> tuple[str, str]:
        """The kind of record that has the links, and their field."""
        kind, _dot, field = self.links.partition(".")
        return kind, field


Screen = Annotated[
    Annotated[FormPart, Tag("form")]
    | Annotated[TablePart, Tag("table")]
    | Annotated[BoardPart, Tag("board")]
    | Annotated[TreePart, Tag("tree")]
    | Annotated[MatrixPart, Tag("matrix")]
    | Annotated[GanttPart, Tag("gantt")],
    ByWord("form", "table", "board", "tree", "matrix", "gantt"),
]


def shows(part: Screen, record: str, field: str) -> bool:
    """Whether a part of a screen that edits a kind of record lets this field of it be seen."""
    only_some = isinstance(part, FormPart) or (isinstance(part, TablePart) and not part.detail)
    return not (only_some and part.fields and shown(part) == record) or field in part.field_names


def shown(part: Screen) -> str:
    """The record that a part of a screen shows."""
    if isinstance(part, FormPart):
        return part.form
    if isinstance(part, TablePart):
        return part.table
    if isinstance(part, MatrixPart):
        return part.matrix
    if isinstance(part, GanttPart):
        return part.gantt
    return part.board if isinstance(part, BoardPart) else part.tree
