"""A sum that stands under another column than what it adds up, or that vanishes with one column of two, is found."""

from pathlib import Path

import pytest

from planner_desktop.formpack.reading import look
from tests.small_pack import RECORDS, small_files

SECTION = """
    title: ปก
    screen:
      - form: cover
      - table: project
    document:
      - table: project
        columns:
          - [ชื่อ, "{{name}}"]
          - {{title: ด้าน, cell: "{{theme|dash}}", when: cover.district}}
          - {{title: งบแบบหนึ่ง, cell: "{{budget|baht}}"{first}}}
          - {{title: งบแบบสอง, cell: "{second}", when: not cover.district}}
        totals: [{{{what}, cells: [{cells}]{when}}}]
    """
SUM = "sum: [budget]"
QUERY = "sql: SELECT sum(budget) AS budget FROM project"
AMOUNT = '"{budget|baht}"'


def findings(
    folder: Path, cells: str, what: str = SUM, when: str = "", first: str = "", second: str = "{theme|dash}"
) -> list[str]:
    section = SECTION.format(cells=cells, what=what, when=when, first=first, second=second)
    for name, content in small_files(section).items():
        (folder / name).write_bytes(content)
    return [finding.message.partition(": ")[2] or finding.message for finding in look(folder)[1]]


@pytest.mark.parametrize("what", [SUM, QUERY])
@pytest.mark.parametrize("cells", ["รวม, {amount}, null, ''", "รวม, '', {amount}, ''", "{amount}, null, null, null"])
def test_a_sum_under_what_it_adds_up_is_right(tmp_path: Path, cells: str, what: str) -> None:
    assert findings(tmp_path, cells.format(amount=AMOUNT), what) == []


@pytest.mark.parametrize("what", [SUM, QUERY])
@pytest.mark.parametrize("cells", ["รวม, {amount}, '', ''", "รวม, null, '', {amount}"])
def test_a_sum_under_another_column_is_found(tmp_path: Path, cells: str, what: str) -> None:
    (one,) = findings(tmp_path, cells.format(amount=AMOUNT), what)
    assert "“budget” stands under" in one
    assert "“งบแบบหนึ่ง”" in one


def test_a_sum_that_vanishes_with_one_of_two_columns_is_found(tmp_path: Path) -> None:
    two = {"first": ", when: cover.district", "second": "{budget|baht}"}
    (one,) = findings(tmp_path, f"รวม, null, {AMOUNT}, ''", **two)
    assert "not printed where its column “งบแบบสอง” is" in one
    assert findings(tmp_path, f"รวม, null, {AMOUNT}, {AMOUNT}", **two) == []
    assert findings(tmp_path, f"รวม, null, {AMOUNT}, ''", when=", when: cover.district", **two) == []


def test_what_is_worked_out_of_a_column_shows_it_too(tmp_path: Path) -> None:
    records = RECORDS.replace("      theme:", "      said: = coalesce(baht(budget), 'ไม่มี')\n      theme:")
    section = SECTION.format(cells=f"รวม, {AMOUNT}, '', ''", what=SUM, when="", first="", second="{{theme|dash}}")
    for name, content in small_files(section.replace("{budget|baht}", "{said}", 1), records).items():
        (tmp_path / name).write_bytes(content)
    (one,) = look(tmp_path)[1]
    assert "“budget” stands under “ด้าน”, and what it adds up under “งบแบบหนึ่ง”" in one.message
    assert one.fix == "Make it cell number 3 of 4."


def test_a_number_that_no_query_yields_is_offered_as_a_column(tmp_path: Path) -> None:
    section = SECTION.format(cells="รวม, null, null, null", what=SUM, when="", first="", second="{{number}}")
    rows = section.replace("table: project\n        columns", "table: project WHERE budget > 0\n        columns")
    for name, content in small_files(rows.replace("{{number}}", "{number}")).items():
        (tmp_path / name).write_bytes(content)
    (one,) = look(tmp_path)[1]
    assert '[title, "#"]' in one.fix
