"""What a section's screen is made of, and all that is asked of such a part: a new kind of screen is a class here.

What draws a part is `planner_desktop.ui.screens.WORD`, by the word that the part begins with.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

from planner_desktop.formpack.strict import ByWord, Condition, Field, Limits, Name, Strict, Tag
from planner_desktop.i18n import _

if TYPE_CHECKING:
    from planner_desktop.formpack.form_pack import FormPack
    from planner_desktop.formpack.lint_screens import ScreenLooking
    from planner_desktop.formpack.located_yaml import Path
    from planner_desktop.formpack.record_spec import RecordSpec


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

    word = ""
    """The word that a part of this kind begins with; its value is the record shown."""
    of_one = False
    """Whether it shows a record of which there is one only."""
    lists = True
    """Whether it is a list, which may lack all its records."""
    has_columns = False
    """Whether all its records show the same fields, each in its place."""
    told_in = ""
    """The page of the manual that tells how such a part is worked with."""

    @property
    def field_names(self) -> tuple[str, ...]:
        """The fields shown, one after the other."""
        return tuple(name for one in self.fields for name in ([one] if isinstance(one, str) else one))

    @property
    def record(self) -> str:
        """The name of the kind of record that the part shows."""
        return str(getattr(self, self.word))

    @property
    def listed(self) -> str:
        """The record without which nothing is listed."""
        return self.record

    def edits(self, pack: "FormPack") -> list[str]:
        """The kinds of record that are edited on it."""
        return [self.record]

    def shows(self, record: str, field: str) -> bool:
        """Whether a part that edits a kind of record lets this field of it be seen."""
        return not self.only_fields(record) or field in self.field_names

    def only_fields(self, record: str) -> tuple[str, ...]:
        """The fields of a kind of record besides which it lets none be seen; none where all are."""
        return ()

    def beginnings(self, pack: "FormPack") -> Iterable[dict[str, str | int | bool]]:
        """What new rows that are typed into it begin with, for each of its lists; none where no rows are typed."""
        return ()

    def look(self, at: "ScreenLooking", spec: "RecordSpec", path: "Path") -> None:
        """Note what does not fit in what only this kind of part says; `spec` is that of its record."""


class FormPart(ScreenPart):
    """The fields of a single record, one under another."""

    word, of_one, lists, told_in = "form", True, False, "fields"
    form: Name

    def only_fields(self, record: str) -> tuple[str, ...]:
        """Those it names, if it does."""
        return self.field_names if record == self.record else ()


class TablePart(ScreenPart):
    """Records as rows of an editable table. `detail` opens the chosen one as a form beside it."""

    word, told_in, has_columns = "table", "tables", True
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

    def edits(self, pack: "FormPack") -> list[str]:
        """The rows, and what stands below the chosen one."""
        return [self.table, *self.below]

    def only_fields(self, record: str) -> tuple[str, ...]:
        """The columns; the form beside it has all fields."""
        return self.field_names if record == self.record and not self.detail else ()

    def beginnings(self, pack: "FormPack") -> Iterable[dict[str, str | int | bool]]:
        """Rows have the values by which they are shown."""
        return [dict(self.where)]

    def look(self, at: "ScreenLooking", spec: "RecordSpec", path: "Path") -> None:
        """What stands below must be under the rows; totals are of numbers."""
        if self.below and not self.detail:
            at.say((*path, "below"), _("`below` stands in the form beside the table: write `detail: true` too"))
        at.has_fields("sort", [name.removeprefix("-") for name in self.sort], self.record, path)
        under = at.pack.children(self.table)
        for name in self.below:
            if name not in under:
                said = _("“{name}” does not stand under “{record}”").format(name=name, record=self.table)
                at.say((*path, "below"), said, at.offer(under))
        for name in self.totals:
            at.of_type(spec, name, lambda type: type.is_weight, (*path, "totals"))


class BoardPart(ScreenPart):
    """Records as cards, one box for each choice of field `by` (SWOT). `fields` besides the text stand on the card."""

    word, told_in, has_columns = "board", "boards", True
    board: Name
    by: Name
    group: Name | None = Field(default=None, description="a choice field by whose words the cards of a box are grouped")
    fits: dict[Name, tuple[Name, ...]] = Field(
        default_factory=dict, description="with group: the words of `group` that fit each word of `by`"
    )
    codes: Name | None = Field(default=None, description="a view whose columns id and code name each card, as S1, S2")

    def beginnings(self, pack: "FormPack") -> Iterable[dict[str, str | int | bool]]:
        """Cards of each box."""
        return [{self.by: word} for word in pack.records[self.board].fields[self.by].choices]

    def look(self, at: "ScreenLooking", spec: "RecordSpec", path: "Path") -> None:
        """Boxes and groups are choices."""
        at.of_type(spec, self.by, lambda type: type.chosen, (*path, "by"))
        at.of_type(spec, self.group, lambda type: type.chosen, (*path, "group"))
        at.are_choices(spec, self.by, tuple(self.fits), (*path, "fits"))
        for fitting in self.fits.values():
            at.are_choices(spec, self.group, fitting, (*path, "fits"))
        if self.codes is not None and self.codes not in at.pack.views:
            there_is_none = _("there is no view “{name}”").format(name=self.codes)
            at.say((*path, "codes"), there_is_none, at.offer(at.pack.views))


class TreePart(ScreenPart):
    """Records with those that stand under them as a tree; the chosen one is a form beside it."""

    word, told_in = "tree", "trees"
    tree: Name

    def edits(self, pack: "FormPack") -> list[str]:
        """All that stands below."""
        names = [self.tree]
        for name in names:
            names.extend(pack.children(name))
        return names


class GanttPart(ScreenPart):
    """Steps with bars over the months of a fiscal year, of one record at a time. `fields` are those of this record.

    Without `steps` the records of `gantt` themselves bear the bars, all in one chart.
    """

    word, told_in = "gantt", "gantt"
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

    @property
    def listed(self) -> str:
        """The steps: without them nothing is drawn."""
        return self.step

    def edits(self, pack: "FormPack") -> list[str]:
        """The steps, and what they stand under."""
        return [*pack.above(self.gantt), self.gantt, *filter(None, [self.steps, self.sub_steps])]

    def look(self, at: "ScreenLooking", spec: "RecordSpec", path: "Path") -> None:
        """Steps stand under what has them, and have months."""
        at.of_type(spec, self.years, lambda type: type.chosen, (*path, "years"))
        at.are_choices(spec, self.years, tuple(filter(None, [self.two_years])), (*path, "two_years"))
        if self.steps is None and self.years is not None:
            at.say((*path, "years"), _("`years` belongs to a gantt with `steps`"))
        if self.steps is None and spec.parent:
            said = _("“{name}” stands under “{record}”").format(name=self.gantt, record=spec.parent)
            advice = _("Write: {text}").format(text=f"gantt: {spec.parent}, steps: {self.gantt}")
            at.say((*path, "gantt"), said, advice)
        above = self.gantt
        for word, name in (("steps", self.step), ("sub_steps", self.sub_steps)):
            step = at.known(name, (*path, word)) if name else None
            if step is None:
                continue
            if name != self.gantt and step.parent != above:
                said = _("“{name}” does not stand under “{record}”").format(name=name, record=above)
                at.say((*path, word), said, at.offer(at.pack.children(above)))
            above = name or above
            at.of_type(step, self.text, lambda type: type.plain_text, (*path, "text"))
            at.of_type(step, self.months, lambda type: type.months, (*path, "months"))
            at.of_type(step, self.weight, lambda type: type.is_weight, (*path, "weight"))
            at.of_type(step, self.bar, lambda type: type.plain_text and not type.multiline, (*path, "bar"))


class MatrixPart(ScreenPart):
    """Links as a table to tick: a row for each record of `matrix`, a column for each record at the links' other end."""

    word, lists, told_in = "matrix", False, "matrix"
    matrix: Name
    links: Annotated[str, Limits(pattern=r"^[a-z0-9_]+\.[a-z0-9_]+$")] = Field(
        description="record.field of type links, whose record or whose `to` is the one of the rows"
    )

    @property
    def owner(self) -> tuple[str, str]:
        """The kind of record that has the links, and their field."""
        kind, field = self.links.split(".")
        return kind, field

    def edits(self, pack: "FormPack") -> list[str]:
        """No record, but what links two of them."""
        return []

    def look(self, at: "ScreenLooking", spec: "RecordSpec", path: "Path") -> None:
        """The links are those of the rows, or lead to them."""
        kind, field = self.owner
        owner = at.known(kind, (*path, "links"))
        if owner is None:
            return
        links = owner.fields.get(field)
        if links is None or not links.field_type.to_many:
            able = [f"{kind}.{name}" for name, other in owner.fields.items() if other.field_type.to_many]
            at.say((*path, "links"), _("“{name}” is no field of type links").format(name=self.links), at.offer(able))
        elif self.matrix not in (kind, links.to):
            said = _("“{links}” does not link “{record}”").format(links=self.links, record=self.matrix)
            at.say((*path, "matrix"), said, at.offer([kind, links.to or ""]))
        if self.fields:
            at.say((*path, "fields"), _("a matrix shows no fields"))


Screen = Annotated[
    Annotated[FormPart, Tag("form")]
    | Annotated[TablePart, Tag("table")]
    | Annotated[BoardPart, Tag("board")]
    | Annotated[TreePart, Tag("tree")]
    | Annotated[MatrixPart, Tag("matrix")]
    | Annotated[GanttPart, Tag("gantt")],
    ByWord("form", "table", "board", "tree", "matrix", "gantt"),
]
