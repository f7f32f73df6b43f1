"""Where the cells of a column stand: one rule for all editions, by what the column holds."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from planner_desktop.app_paths import FORMS
from planner_desktop.formpack import read
from planner_desktop.formpack.blocks import ColumnSpec, TableSpec


@pytest.mark.parametrize(
    ("column", "place"),
    [
        (ColumnSpec(title="งบประมาณ", cell="{budget|baht|dash}"), "right"),
        (ColumnSpec(title="งบประมาณ", cell="**{budget|baht}**"), "right"),
        (ColumnSpec(title="งบประมาณ", cell="{budget_text}", amounts=True), "right"),
        (ColumnSpec(title="โครงการ", cell="{name} ({budget|baht} บาท)"), "left"),
        (ColumnSpec(title="ที่", number=True), "center"),
        (ColumnSpec(title="รหัส", cell="{code}", codes=True), "center"),
        (ColumnSpec(title="หน่วยนับ", cell="{unit}", quantities=True), "center"),
        (ColumnSpec(title="ส่วนราชการ", cell="{divisions.name}"), "left"),
        (ColumnSpec(title="รหัส", cell="{code}", codes=True, align="left"), "left"),
    ],
)
def test_what_a_column_holds_says_where_its_cells_stand(column: ColumnSpec, place: str) -> None:
    assert column.place == place


def tables(part: object) -> Iterator[TableSpec]:
    """All tables in a part of a form pack."""
    if isinstance(part, TableSpec):
        yield part
    elif isinstance(part, dict):
        yield from tables([*part.values()])
    elif isinstance(part, list | tuple):
        for each in part:
            yield from tables(each)
    elif is_dataclass(part):
        yield from tables([getattr(part, field.name) for field in fields(part)])


@pytest.mark.parametrize("edition", sorted(FORMS.glob("bma-25*")), ids=lambda folder: folder.name)
def test_every_edition_has_amounts_on_the_right_and_codes_in_the_middle(edition: Path) -> None:
    pack = read(edition)
    parts = [pack.parts, *((section.document, section.parts) for section in pack.sections)]
    columns = [leaf for table in tables(parts) for column in table.columns for leaf in column.leaves()]
    amounts = [leaf for leaf in columns if leaf.title == "งบประมาณ"]
    assert len(amounts) > 3
    assert {leaf.place for leaf in amounts} == {"right"}
    assert {leaf.place for leaf in columns if leaf.codes or leaf.number or leaf.title == "หน่วยนับ"} <= {"center"}
    assert {leaf.place for leaf in columns if leaf.title.startswith("ส่วนราชการ")} == {"left"}
