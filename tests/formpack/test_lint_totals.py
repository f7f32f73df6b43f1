"""A sum that stands under another column than what it adds up, or that vanishes with one column of two, is found."""

from pathlib import Path

import pytest

from planner_desktop.formpack.read import look
from tests.small_pack import small_files

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
