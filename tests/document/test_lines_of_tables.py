"""A table's own lines: the rows that a form pack itself says, before those of a query."""

from pathlib import Path

import pytest

from planner_desktop.document.fill import fill
from planner_desktop.document.outline import Table, plain
from planner_desktop.document.preview import template
from planner_desktop.draft import Draft
from planner_desktop.errors import FormPackError
from planner_desktop.formpack import FormPack
from tests.small_pack import small_pack

SECTION = """
title: โครงการ
screen:
  - table: project
document:
  - each: project
    blocks:
      - table:
          rows: SELECT 'ท้าย' AS said
          lines:
            - [ชื่อ, "{name}", ""]
            - [ด้าน, "{theme}", ""]
            - [ด้านหรือไม่มี, "{theme|dash}", ""]
          columns:
            - {title: รายการ, cell: "{said}"}
            - {title: รายละเอียด, cell: "-"}
            - {title: หมายเหตุ, cell: "-", when: cover.district}
"""


@pytest.fixture
def pack(tmp_path: Path) -> FormPack:
    return small_pack(tmp_path / "pack", SECTION)


def printed(blocks: list[object]) -> list[list[str]]:
    (table,) = (block for block in blocks if isinstance(block, Table))
    return [[plain(cell.text) for cell in row.cells] for row in table.rows]


def test_lines_stand_before_the_rows_and_one_that_says_nothing_is_left_out(pack: FormPack, tmp_path: Path) -> None:
    with Draft.create(tmp_path / "plan.bmaplan", pack) as draft:
        project = draft.add("project")
        draft.set("project", project, "name", "ปลูกต้นไม้")
        assert printed(list(fill(draft).blocks)) == [["ชื่อ", "ปลูกต้นไม้"], ["ด้านหรือไม่มี", "-"], ["ท้าย", "-"]]
        draft.set("project", project, "theme", "เขียว")
        draft.set("cover", 1, "district", 1)
        assert printed(list(fill(draft).blocks))[1] == ["ด้าน", "เขียว", ""]


def test_the_empty_template_has_every_line(pack: FormPack) -> None:
    assert [row[0] for row in printed(list(template(pack).blocks))] == ["ชื่อ", "ด้าน", "ด้านหรือไม่มี", "ท้าย"]


def test_lint_looks_at_the_cells_of_lines(tmp_path: Path) -> None:
    with pytest.raises(FormPackError, match="nmae"):
        small_pack(tmp_path / "wrong", SECTION.replace('"{name}", ""', '"{nmae}", ""'))
    with pytest.raises(FormPackError, match=r"2 .* 3|3 .* 2"):
        small_pack(tmp_path / "short", SECTION.replace('"{name}", ""', '"{name}"'))
