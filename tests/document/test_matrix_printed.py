"""A risk matrix of five by five, and merged cells, printed from what is entered: choices of numbers, computed fields."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from planner_desktop.document.fill import fill
from planner_desktop.document.outline import Table, plain
from planner_desktop.draft import Draft
from tests.small_pack import RECORDS, small_pack

LEVELS = "{1: น้อยมาก, 2: น้อย, 3: ปานกลาง, 4: มาก, 5: มากที่สุด}"
RISKS = (
    RECORDS
    + f"""
  risk:
    label: ความเสี่ยง
    fields:
      name: {{type: text, label: ความเสี่ยง}}
      chance: {{type: choice, label: โอกาส, choices: {LEVELS}}}
      effect: {{type: choice, label: ผลกระทบ, choices: {LEVELS}}}
      score: {{type: computed, label: คะแนน, number: true, sql: chance * effect}}
      high: {{type: computed, label: สูง, sql: score >= 15}}
      level: {{type: computed, label: ระดับ, sql: "CASE WHEN score >= 15 THEN 'สูง' WHEN score >= 5 THEN 'ปานกลาง' ELSE 'ต่ำ' END"}}
"""
)
COLUMNS = "\n".join(
    f"""
                - {{title: "{n}", cell: "{{effect_{n}}}", align: center, shaded: high_{n}, bold: high_{n}}}"""
    for n in range(1, 6)
)
CELLS = ",\n".join(
    f"""
              (SELECT group_concat(name, char(10)) FROM risk WHERE risk.chance = c.chance AND effect = {n}) AS effect_{n},
              c.chance * {n} >= 15 AS high_{n}"""
    for n in range(1, 6)
)
SECTION = f"""
    title: ความเสี่ยง
    screen: [form: cover, table: risk]
    document:
      - table:
          rows: >
            WITH RECURSIVE c(chance) AS (SELECT 5 UNION ALL SELECT chance - 1 FROM c WHERE chance > 1)
            SELECT c.chance, label('risk.chance', c.chance) AS words,
            {CELLS}
            FROM c
          columns:
            - {{title: โอกาส, cell: "{{chance}} {{words}}"}}
            - title: ผลกระทบ
              columns:
                {COLUMNS}
      - table:
          rows: risk ORDER BY score DESC, position
          shaded: high
          columns:
            - {{title: ระดับ, cell: "{{risk.level}}", merge: true}}
            - {{title: ความเสี่ยง, cell: "{{name}}"}}
            - {{title: คะแนน, cell: "{{score}} = {{chance|label}} x {{effect|label}}"}}
    """


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[Draft]:
    with Draft.new_in_memory(small_pack(tmp_path, SECTION, RISKS)) as draft:
        for name, chance, effect in (("น้ำท่วม", 5, 4), ("ไฟไหม้", 2, 4), ("ฝุ่น", 5, 4), ("ข้อมูลหาย", 3, 2)):
            draft.add("risk", {"name": name, "chance": chance, "effect": effect})
        yield draft


def tables(draft: Draft) -> list[Table]:
    return [block for block in fill(draft).blocks if isinstance(block, Table)]


def test_a_matrix_of_five_by_five_has_what_was_entered_and_its_high_corner_is_shaded(plan: Draft) -> None:
    matrix, _list = tables(plan)
    said = [[plain(cell.text) for cell in row.cells] for row in matrix.rows]
    assert said == [
        ["5 มากที่สุด", "", "", "", "น้ำท่วม\nฝุ่น", ""],
        ["4 มาก", "", "", "", "", ""],
        ["3 ปานกลาง", "", "ข้อมูลหาย", "", "", ""],
        ["2 น้อย", "", "", "", "ไฟไหม้", ""],
        ["1 น้อยมาก", "", "", "", "", ""],
    ]
    shaded = [[n for n, cell in enumerate(row.cells) if cell.shaded] for row in matrix.rows]
    assert shaded == [[3, 4, 5], [4, 5], [5], [], []]
    assert all(run.bold for run in matrix.rows[0].cells[4].text)


def test_equal_computed_cells_are_merged(plan: Draft) -> None:
    _matrix, listed = tables(plan)
    assert [[(plain(cell.text), cell.rows) for cell in row.cells] for row in listed.rows] == [
        [("สูง", 2), ("น้ำท่วม", 1), ("20 = มากที่สุด x มาก", 1)],
        [("ฝุ่น", 1), ("20 = มากที่สุด x มาก", 1)],
        [("ปานกลาง", 2), ("ไฟไหม้", 1), ("8 = น้อย x มาก", 1)],
        [("ข้อมูลหาย", 1), ("6 = ปานกลาง x น้อย", 1)],
    ]
    assert [row.shaded for row in listed.rows] == [True, True, False, False]
