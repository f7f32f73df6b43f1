"""What is written short in a form pack means what the long form says, and a slip in it is told where it stands."""

from pathlib import Path
from textwrap import dedent, indent

import jsonschema
import pytest

from planner_desktop.errors import FormPackError
from planner_desktop.formpack import located_yaml, store
from planner_desktop.formpack.blocks import TableBlock
from tests.small_pack import RECORDS, small_pack

TABLE = """
title: ตาราง
screen:
  - form: cover
  - table: project
document:
  - table:
      rows: project
      columns:
"""


def with_columns(columns: str) -> str:
    return TABLE + indent(dedent(columns), "        ")


def refusal(folder: Path, section: str) -> str:
    with pytest.raises(FormPackError) as error:
        small_pack(folder, section)
    return str(error.value)


SHORT = """
- [ที่, "#", 1.2cm center]
- [ชื่อ, "{name}", 3 merge]
- [งบประมาณ, [
    [บาท, "{budget|baht}", 2.5 amounts, {bold: theme, when: cover.district}],
    [ด้าน, "{theme}", {width: 3, codes: true}]]]
- [ระยะเวลา, {months: {of: period}}, 8]
- [หมายเหตุ, "-", 1.5cm, center, codes]
"""
LONG = """
- {title: ที่, number: true, width: 1.2, align: center}
- {title: ชื่อ, cell: "{name}", share: 3, merge: true}
- title: งบประมาณ
  columns:
    - {title: บาท, cell: "{budget|baht}", share: 2.5, amounts: true, bold: theme, when: cover.district}
    - {title: ด้าน, cell: "{theme}", width: 3, codes: true}
- {title: ระยะเวลา, months: {of: period}, share: 8}
- {title: หมายเหตุ, cell: "-", width: 1.5, align: center, codes: true}
"""


def test_a_column_may_be_a_list_of_title_content_and_look(tmp_path: Path) -> None:
    records = RECORDS + "      period: {type: months, label: ระยะเวลา}\n"
    short, long = (
        small_pack(tmp_path / name, with_columns(text), records) for name, text in (("short", SHORT), ("long", LONG))
    )
    assert short.sections[0].document == long.sections[0].document
    table = short.sections[0].document[0]
    assert isinstance(table, TableBlock)
    assert [leaf.title for column in table.table.columns for leaf in column.leaves()] == [
        "ที่", "ชื่อ", "บาท", "ด้าน", "ระยะเวลา", "หมายเหตุ",
    ]  # fmt: skip


@pytest.mark.parametrize("columns", [SHORT, LONG])
def test_an_editor_takes_what_the_program_takes(columns: str) -> None:
    data = located_yaml.read(with_columns(columns), "x").data
    jsonschema.validate(data, store.schemas()["section"])


@pytest.mark.parametrize(
    "column", ['[ชื่อ, "{name}", 3 centre]', "[3]", '[ชื่อ, "{name}", {witdh: 3}]', "[]", "[ชื่อ, [[3]]]"]
)
def test_an_editor_refuses_what_the_program_refuses(column: str) -> None:
    data = located_yaml.read(with_columns(f"- {column}"), "x").data
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(data, store.schemas()["section"])


@pytest.mark.parametrize(
    ("columns", "says"),
    [
        ('- [ชื่อ, "{name}", 3 centre]', "10-all.yaml:10: document.0.table.columns.0.2: “centre” says nothing of how a column looks — Did you mean “center”?"),
        ('- [ที่, "#"]\n- [ชื่อ,\n   "{name}",\n   2cm rigth]', "10-all.yaml:13: document.0.table.columns.1.2: “rigth” says nothing"),
        ('- [ชื่อ, "{name}", wide]', "Write one of: left, center, right, amounts, codes, quantities, merge, 1.5cm, 2.4"),
        ('- [ชื่อ, "{name}", left right]', "“right” says again what is said already"),
        ('- [ชื่อ, "{name}", 3cm, {width: 3}]', "“width” says again what is said already"),
        ('- [ชื่อ, "{name}", {cell: ก}]', "“cell” says again what is said already"),
        ("- []", "10-all.yaml:10: document.0.table.columns.0: a column is [title, what stands in it, how it looks]"),
        ('- [ชื่อ, "{name}", true]', "how a column looks is words, such as: 1.5cm center"),
        ("- [ชื่อ, {name}, 3]", "10-all.yaml:10: document.0.table.columns.0: text is expected"),
        ('- [งบ, [\n    [ก, "{name}"],\n    [ข, "{name}", 3 rigth]]]', "10-all.yaml:12: document.0.table.columns.0.1.1.2: “rigth”"),
        ('- [งบ, [\n    [ก, "{name}"],\n    [ข, "{nmae}"]]]', "10-all.yaml:12: no query yields a column “nmae” — Did you mean “name”?"),
        ('- [งบ, [\n    [ก, "{name}"],\n    [ข, "{name}", {widht: 3}]]]', "10-all.yaml:12: unknown key “widht” — Did you mean “width”?"),
        ('- title: งบ\n  columns:\n    - {title: ก, cell: "{name}"}\n    - {title: ข, cell: "{nmae}"}', "10-all.yaml:13: no query yields a column “nmae”"),
    ],
)  # fmt: skip
def test_a_slip_in_a_short_column_is_told_at_its_line(tmp_path: Path, columns: str, says: str) -> None:
    assert says in refusal(tmp_path, with_columns(columns))


SHORT_BLOCKS = """
document:
  - heading2: โครงการ
    contents: false
  - center: "{cover.agency}"
    when: cover.district
  - note: หมายเหตุ
  - table: project WHERE theme IS NOT NULL
    when: cover.district
    columns:
      - [ชื่อ, "{name}"]
      - [งบ, "{budget|baht}"]
    empty: ["-", "-"]
    totals:
      - {sum: [budget], cells: [รวม, "{budget|baht}"]}
    keep: true
  - each: project
    blocks:
      - heading4: "{name}"
parts:
  shared:
    - plain: ท้าย
checks:
  - id: cheap
    field: project.budget
    sql: SELECT id AS record FROM project WHERE budget < 1
    message: ถูก
"""
LONG_BLOCKS = """
document:
  - {heading: โครงการ, level: 2, contents: false}
  - {paragraph: "{cover.agency}", style: center, when: cover.district}
  - {paragraph: หมายเหตุ, style: note}
  - table:
      rows: project WHERE theme IS NOT NULL
      columns:
        - {title: ชื่อ, cell: "{name}"}
        - {title: งบ, cell: "{budget|baht}"}
      empty: ["-", "-"]
      totals:
        - {sum: [budget], cells: [รวม, "{budget|baht}"]}
      keep: true
    when: cover.district
  - each: project
    blocks:
      - {heading: "{name}", level: 4}
parts:
  shared:
    - {paragraph: ท้าย, style: plain}
checks:
  - id: cheap
    record: project
    field: budget
    sql: SELECT id AS record FROM project WHERE budget < 1
    message: ถูก
"""
SECTION = """
title: ตาราง
screen:
  - form: cover
  - table: project
"""


def test_blocks_and_checks_may_be_said_by_one_word(tmp_path: Path) -> None:
    short, long = (
        small_pack(tmp_path / name, SECTION + text).sections[0]
        for name, text in (("short", SHORT_BLOCKS), ("long", LONG_BLOCKS))
    )
    assert short == long


@pytest.mark.parametrize("text", [SHORT_BLOCKS, LONG_BLOCKS])
def test_an_editor_takes_blocks_and_checks_of_both_forms(text: str) -> None:
    jsonschema.validate(located_yaml.read(SECTION + text, "x").data, store.schemas()["section"])


@pytest.mark.parametrize(
    ("section", "says"),
    [
        ("document:\n  - heading2: ก\n    level: 3", "10-all.yaml:8: document.0.level: “level” says again what is said already"),
        ("document:\n  - centre: ก", "plain, center, right, note, title, subtitle — Did you mean “center”?"),
        ("document:\n  - heading2: ก\n    contens: true", "10-all.yaml:8: unknown key “contens” — Did you mean “contents”?"),
        ('document:\n  - center: "{nmae}"', "10-all.yaml:7: no query yields a column “nmae”"),
        ('document:\n  - table: >\n      SELECT name\n      FROM projekt\n    columns:\n      - [ก, "{name}"]', "10-all.yaml:9: the SQL does not prepare: there is no record or view “projekt”"),
        ('document:\n  - table: project\n    columns:\n      - [ก, "{name}"]\n      - [ข, "{nmae}"]', "10-all.yaml:10: no query yields a column “nmae” — Did you mean “name”?"),
        ('document:\n  - table: project\n    columns:\n      - [ก, "{name}"]\n    empty: [ก, ข]', "10-all.yaml:10: 2 cells stand under 1 columns"),
        ('document:\n  - table: project\n    columns:\n      - [ก, "{name}", wide]', "10-all.yaml:9: document.0.columns.0.2: “wide” says nothing"),
        ('document:\n  - table: {rows: project}\n    columns:\n      - [ก, "{name}"]', "10-all.yaml:8: document.0.columns: “columns” stands under `table:`, or beside it"),
        ("checks:\n  - id: a\n    message: ก\n    sql: SELECT 1 AS record\n    field: projekt.name", "10-all.yaml:10: there is no record “projekt” — Did you mean “project”?"),
        ("checks:\n  - id: a\n    message: ก\n    sql: SELECT 1 AS record\n    field: project.nmae", "10-all.yaml:10: “project” has no field “nmae” — Did you mean “name”?"),
        ("checks:\n  - id: a\n    record: project\n    message: ก\n    sql: SELECT 1 AS record\n    field: project.name", "10-all.yaml:8: checks.0.record: “record” says again"),
    ],
)  # fmt: skip
def test_a_slip_in_a_short_block_or_check_is_told_at_its_line(tmp_path: Path, section: str, says: str) -> None:
    told = refusal(tmp_path, SECTION + section)
    assert says in told
    assert told.count("10-all.yaml:") == 1
