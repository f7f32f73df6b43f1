"""A form pack that says something wrong is refused, with the file, the line and what to write instead."""

from collections.abc import Callable
from pathlib import Path

import pytest

from planner_desktop.errors import FormPackError
from planner_desktop.formpack import installed, read
from tests.links import lead

FILES = {
    "edition.yaml": """\
id: small
title: เล็ก
year: 2568
agency: cover.agency
abbreviation: cover.agency
agencies: agencies
document_title: "{agency}"
""",
    "records.yaml": """\
catalogues:
  agencies: {file: agencies.csv, label: หน่วยงาน}
records:
  division:
    label: ส่วนราชการ
    fields:
      name: {type: text, label: ชื่อ}
  project:
    label: โครงการ
    fields:
      name: {type: text, label: ชื่อ}
      budget: {type: baht, label: งบประมาณ}
      divisions: {type: links, to: division, label: ส่วนราชการ}
""",
    "agencies.csv": "abbreviation,name,parent\nสกต.,สำนักงานการต่างประเทศ,\n",
    "10-cover.yaml": """\
title: ปก
records:
  cover:
    label: ปก
    single: true
    fields:
      agency: {type: text, label: หน่วยงาน}
screen:
  - form: cover
document:
  - table:
      rows: SELECT name, budget FROM project
      columns:
        - {title: ชื่อ, cell: "{name}"}
        - {title: งบประมาณ, cell: "{budget|baht}"}
checks:
  - id: no-project
    severity: error
    record: project
    sql: SELECT NULL AS record WHERE NOT EXISTS (SELECT 1 FROM project)
    message: ยังไม่มีโครงการ
""",
}

Refused = Callable[..., str]


@pytest.fixture
def refused(tmp_path: Path) -> Refused:
    """Write the small form pack with one thing changed, and return what reading it is refused with."""

    def refusal(file: str, old: str, new: str) -> str:
        for name, content in FILES.items():
            (tmp_path / name).write_text(content, encoding="utf-8")
        changed = FILES.get(file, "").replace(old, new) if old else new
        assert changed != FILES.get(file)
        (tmp_path / file).parent.mkdir(exist_ok=True)
        (tmp_path / file).write_text(changed, encoding="utf-8")
        with pytest.raises(FormPackError) as error:
            read(tmp_path)
        return str(error.value)

    return refusal


@pytest.mark.parametrize("folder", installed().values(), ids=installed())
def test_every_edition_that_comes_with_the_program_is_fine(folder: Path) -> None:
    assert read(folder).edition.id == folder.name


def test_the_small_form_pack_itself_is_fine(tmp_path: Path) -> None:
    for name, content in FILES.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    assert read(tmp_path).edition.id == "small"


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        ("records.yaml", "label: ส่วนราชการ\n    f", "lable: ส่วนราชการ\n    f", "records.yaml:5: unknown key “lable” — Did you mean “label”?"),
        ("records.yaml", "    label: โครงการ\n", "", "records.yaml:8: the key “label” is missing"),
        ("records.yaml", "to: division", "to: divisoin", "records.yaml:13: there is no record “divisoin” — Did you mean “division”?"),
        ("records.yaml", "to: division, ", "", "needs `to`"),
        ("records.yaml", "type: baht", "type: money", "records.yaml:12"),
        ("records.yaml", "agencies.csv", "agency.csv", "records.yaml:2: the catalogue agency.csv is missing"),
        ("records.yaml", "  project:", "  division:", "records.yaml:8: “division” stands here twice"),
        ("records.yaml", "  project:", "  change:", "records.yaml:8: “change” is a table that the draft has already"),
        *(("10-cover.yaml", "screen:", f"views: {{{name}: SELECT 1 AS x}}\nscreen:", f"10-cover.yaml:8: “{name}” is a table that the draft has already") for name in ("setting", "session", "typing", "uid", "sqlite_master", "seal")),
        ("records.yaml", "  project:", "  new:", "records.yaml:8: “new” is a table that the draft has already"),
        ("records.yaml", "      budget:", "      uid:", "records.yaml:12: “uid” is a column that every such record has"),
        ("records.yaml", "      budget:", "      rowid:", "records.yaml:12: “rowid” is a column that every such record has"),
        ("records.yaml", "  project:", "  order:", "records.yaml:8: SQL keeps the word “order” for itself — Give it another name."),
        ("records.yaml", "      budget:", "      group:", "records.yaml:12: SQL keeps the word “group” for itself"),
        ("records.yaml", "type: baht, label: งบประมาณ", 'type: text, label: ก, pattern: "(a+)+"', "records.yaml:12: a group that repeats may not repeat inside"),
        ("records.yaml", "type: baht, label: งบประมาณ", 'type: text, label: ก, pattern: "(?=a)b"', "records.yaml:12: not a regular expression: regex parse error"),
        ("records.yaml", "type: baht", "type: number, default: 99999999999999999999", "records.yaml:12: the number is too large"),
        ("records.yaml", "งบประมาณ", '"ง\\0"', "records.yaml:12: a control character stands in the text"),
        ("records.yaml", "งบประมาณ", "ง\x01", "records.yaml:1: not well-formed YAML: "),
        ("records.yaml", "งบประมาณ", "*nobody", "records.yaml:12: not well-formed YAML: "),
        ("records.yaml", "งบประมาณ", "[" * 100_000, "records.yaml:12: nested too deeply"),
        ("records.yaml", "งบประมาณ", "{a: " * 100_000, "records.yaml:12: nested too deeply"),
        ("records.yaml", "records:\n", "records:\n" + "".join(f"  r{n}:\n    label: ก\n    fields: {{a: {{type: text, label: ก}}}}\n" for n in range(301)), "records.yaml:1: too many records and views (over 300)"),
        ("records.yaml", "    fields:\n      name:", "    fields:\n" + "".join(f"      f{n}: {{type: text, label: ก}}\n" for n in range(51)) + "      name:", "too many fields (over 50)"),
        ("records.yaml", "label: โครงการ\n", "label: โครงการ\n" + "".join(f"    unknown{n}: 1\n" for n in range(20_000)), "unknown key “unknown99”"),
        ("agencies.csv", ",\n", ",\n" + "a,b,c\n" * 20_001, "agencies.csv:20001: too many rows (over 20000)"),
        ("agencies.csv", ",\n", ",,\n", "agencies.csv:2: the row has not as many cells as the head"),
        ("10-cover.yaml", "form: cover", "form: project", "10-cover.yaml:9: `form` is for a record with `single: true`"),
        ("10-cover.yaml", "- form: cover", "- form: cover\n    guied: x", "10-cover.yaml:10: unknown key “guied” — Did you mean “guide”?"),
        ("10-cover.yaml", "- form: cover", "- from: cover", "10-cover.yaml:9: screen.0: one of these words is needed: form, table, board, tree, matrix, gantt"),
        ("10-cover.yaml", "- form: cover", "- matrix: project\n    links: project.division", "10-cover.yaml:10: “project.division” is no field of type links — Write one of: project.divisions"),
        ("10-cover.yaml", "- form: cover", "- matrix: cover\n    links: project.divisions", "10-cover.yaml:9: “project.divisions” does not link “cover” — Write one of: project, division"),
        ("10-cover.yaml", "- form: cover", "- matrix: project\n    links: projekt.divisions", "10-cover.yaml:10: there is no record “projekt”"),
        ("10-cover.yaml", "- form: cover", "- gantt: project\n    steps: division\n    text: name\n    months: name", "10-cover.yaml:10: “division” does not stand under “project” — Write one of: –"),
        ("10-cover.yaml", "- form: cover", "- gantt: project\n    text: name\n    months: name", "10-cover.yaml:11: “name” is no field of type months — Write one of: –"),
        ("10-cover.yaml", "- form: cover", "- table: project\n    sort: [-nmae]", "10-cover.yaml:10: “project” has no field “nmae” — Did you mean “name”?"),
        ("10-cover.yaml", "- form: cover", "- table: project\n    when: cover.agencie", "10-cover.yaml:10: “cover.agencie” is no field of a single record"),
        ("10-cover.yaml", "title: ปก\n", "title: ปก\nwhen: nothing\n", "10-cover.yaml:2: the query uses :nothing"),
        ("10-cover.yaml", "- form: cover", "- table: project\n    totals: {name: 100}", "10-cover.yaml:10: “name” is no field of type number, percent"),
        ("10-cover.yaml", "- form: cover", "- board: project\n    by: name", "10-cover.yaml:10: “name” is no field of type choice"),
        ("records.yaml", "label: โครงการ\n", "label: โครงการ\n    scoring: {levels: [name, divisions]}\n", "`scoring`: divisions is no field of type text"),
        ("10-cover.yaml", "- form: cover", "- table: project\n    below: [division]", "10-cover.yaml:10: `below` stands in the form beside the table: write `detail: true` too"),
        ("10-cover.yaml", "- form: cover", "- table: project\n    detail: true\n    below: [division]", "10-cover.yaml:11: “division” does not stand under “project”"),
        ("10-cover.yaml", "name, budget FROM project", "name FROM projekt", "10-cover.yaml:12: the SQL does not prepare: there is no record or view “projekt” — Did you mean “project”?"),
        ("10-cover.yaml", "SELECT name, budget", "SELECT name", "10-cover.yaml:15: no query yields a column “budget”"),
        ("10-cover.yaml", "cell: \"{budget|baht}\"", "cell: x, when: not wide", "10-cover.yaml:15: the query uses :wide, which nothing around it yields"),
        ("10-cover.yaml", "  - table:\n      rows", "  - heading: ก\n    when: count(projects) > 1\n  - table:\n      rows", "10-cover.yaml:12: the SQL does not prepare"),
        ("10-cover.yaml", "      rows: SELECT name, budget FROM project\n", "", "a table has `rows`, `lines` or both"),
        ("10-cover.yaml", ", cell: \"{name}\"", "", "a column has one of `cell`"),
        ("10-cover.yaml", "      columns:", "      bold: counted\n      columns:", "10-cover.yaml:13: no query yields a column “counted” — Write one of: budget, name"),
        ("10-cover.yaml", "      columns:", "      totals: [{sum: [budgets], cells: ['', '']}]\n      columns:", "10-cover.yaml:13: no query yields a column “budgets” — Did you mean “budget”?"),
        ("10-cover.yaml", "      columns:", "      totals: [{sum: [budget], sql: SELECT 1, cells: ['', '']}]\n      columns:", "a total has `sql`, or any of `sum`, `of` and `by`"),
        ("10-cover.yaml", "      columns:", "      groups: [{by: name, cells: ['', ''], when: nam}]\n      columns:", "10-cover.yaml:13: the query uses :nam, which nothing around it yields — Did you mean “:name”?"),
        ("10-cover.yaml", "severity: error", "severity: error\n    when: :agency = 'x'", "10-cover.yaml:19: the query uses :agency"),
        ("10-cover.yaml", "document:\n", "parts: {all: [{paragraph: '{name}'}]}\ndocument:\n  - part: all\n    with: {nam: x}\n", "10-cover.yaml:10: no query yields a column “name” (printed from 10-cover.yaml:12) — Did you mean “nam”?"),
        ("10-cover.yaml", "document:\n", "parts: {all: [{paragraph: '{name}'}]}\ndocument:\n  - part: all\n    with: {name: {sql: SELECT x}}\n", "10-cover.yaml:13: the SQL does not prepare"),
        ("10-cover.yaml", "cell: \"{budget|baht}\"", "cell: x, merge_if: name", "`merge_if` belongs to `merge: true`"),
        ("10-cover.yaml", "  - table:\n      rows", "  - part: all\n  - table:\n      rows", "10-cover.yaml:11: the section has no part “all”"),
        ("10-cover.yaml", "budget|baht", "budget|bath", "there is no format “bath” — Did you mean “baht”?"),
        ("10-cover.yaml", "FROM project\n", "FROM project WHERE id = :project\n", "the query uses :project, which nothing around it yields"),
        ("10-cover.yaml", "SELECT NULL AS record", "SELECT NULL AS id", "10-cover.yaml:20: no query yields a column “record”"),
        ("10-cover.yaml", "SELECT NULL AS record WHERE", "DELETE FROM project WHERE", "the SQL does not prepare"),
        ("10-cover.yaml", "title: ปก\n", "title: ปก\n  x: 1\n", "10-cover.yaml:2: not well-formed YAML"),
        ("10-cover.yaml", "label: ปก", "label: !!python/name:os.system ปก", "10-cover.yaml:4: the tag tag:yaml.org,2002:python/name:os.system is not allowed"),
        ("edition.yaml", "cover.agency\nab", "cover.name\nab", "edition.yaml:4: “cover.name” is no field of a single record"),
        ("edition.yaml", "title: เล็ก\n", "title: เล็ก\ndocument: {digits: cover.digit}\n", "edition.yaml:3: “cover.digit” is no field of a single record"),
        ("edition.yaml", "title: เล็ก\n", "title: เล็ก\ndocument: {digits: cover.agency}\n", "edition.yaml:3: “cover.agency” is no choice field with the choices arabic and thai"),
        ("edition.yaml", "title: เล็ก\n", "title: เล็ก\ndocument: {final: cover.agency}\n", "edition.yaml:3: “cover.agency” is no field of type yes_no"),
        ("edition.yaml", "title: เล็ก\n", "title: เล็ก\ndocument: {page_number: หน้า}\n", "edition.yaml:3: document.page_number"),
        ("10-cover.yaml", "  - table:\n      rows", "  - signatures: SELECT name FROM project\n    below: ['{role}']\n  - table:\n      rows", "10-cover.yaml:12: no query yields a column “role”"),
        ("10-cover.yaml", "  - table:\n      rows", "  - page: portrait\n    numbered: thai\n  - table:\n      rows", "10-cover.yaml:11: document.0: write one of: letters, roman"),
        ("records.yaml", "label: ส่วนราชการ\n    f", "label: {name}\n    f", 'records.yaml:5: records.division.label: text is expected — A text that begins with a bracket needs quotation marks: "{name}"'),
        ("records.yaml", "label: ส่วนราชการ\n    f", "label: 2568\n    f", 'text is expected — Put it in quotation marks: "2568"'),
        ("10-cover.yaml", "title: ปก", "title: ปก: หน้า", "10-cover.yaml:1: not well-formed YAML: a text with “: ” in it needs quotation marks"),
        ("10-cover.yaml", "title: ปก", 'title: "ปก', "10-cover.yaml:1: not well-formed YAML: a comma, a bracket or a quotation mark is missing"),
        ("10-cover.yaml", 'cell: "{budget|baht}"', 'cell: "{budget|baht}', "10-cover.yaml:15: not well-formed YAML: a quotation mark or a bracket does not close"),
        ("10-cover.yaml", 'cell: "{budget|baht}"', "cell: {budget|baht} บาท", "10-cover.yaml:15: not well-formed YAML: a text with {…} needs quotation marks"),
        ("records/more.yaml", "", "records: {project: {label: ก, fields: {name: {label: ก}}}}", "records.yaml:8: “project” is defined twice, also in records/more.yaml — Give it another name; an inherited record gets more fields by `more_fields`"),
        ("10-cover.yaml", "SELECT name, budget FROM", "SELECT name, bugdet FROM", "there is no column “bugdet” — Did you mean “budget”?"),
        ("10-cover.yaml", "SELECT name, budget FROM", "SELECT name, upcase(budget) AS budget FROM", "SQL has no function “upcase”"),
        ("10-cover.yaml", "SELECT name, budget FROM", "SELECT name budget FORM", "10-cover.yaml:12: the SQL does not prepare: “FORM” cannot stand here"),
        ("10-cover.yaml", "SELECT name, budget FROM project", "SELECT name, (budget FROM project", "“FROM” cannot stand here"),
        ("10-cover.yaml", "FROM project\n", "FROM project WHERE name > 5\n", "“name” holds text, which is compared and added up as text"),
        ("10-cover.yaml", "SELECT name, budget FROM", "SELECT sum(name) AS name, budget FROM", "“name” holds text"),
        ("10-cover.yaml", "cell: \"{budget|baht}\"", "months: {of: budget}", "“budget” is no field of type months"),
        ("10-cover.yaml", "checks:\n", "checks:\n  - {id: no-project, severity: note, record: project, sql: SELECT NULL AS record, message: x}\n", "10-cover.yaml:18: another check is called “no-project” too (10-cover.yaml:17)"),
        ("10-cover.yaml", "- form: cover", "- form: cover\n    fields: []\n  - {table: project, fields: [name, divisions]}", "records.yaml:12: “project.budget” stands on no screen"),
        ("10-cover.yaml", "    record: project\n    sql: SELECT NULL AS record WHERE", "    sql: SELECT NULL AS record WHERE", "10-cover.yaml:17: the check does not say of which record it is"),
        ("extra.yaml", "", "title: x", "extra.yaml:1: not a section: its name must be like 40-part-one.yaml"),
    ],
)  # fmt: skip
def test_a_mistake_is_refused_where_it_stands(refused: Refused, file: str, old: str, new: str, says: str) -> None:
    assert says in refused(file, old, new)


def test_an_alias_is_refused_because_a_few_can_stand_for_billions(refused: Refused) -> None:
    bomb = "title: &a [x, x]\nhelp: [*a, *a]\n"
    assert "10-cover.yaml:1: aliases" in refused("10-cover.yaml", "", bomb)


def test_a_record_that_stands_under_itself_is_refused(refused: Refused) -> None:
    assert "stands under itself" in refused(
        "records.yaml", "    label: โครงการ\n", "    label: โครงการ\n    parent: project\n"
    )


def test_a_table_whose_total_has_too_few_cells_is_refused(refused: Refused) -> None:
    total = '        - {title: งบประมาณ, cell: "{budget|baht}"}\n      totals:\n        - {sql: SELECT 1 AS one, cells: ["{one}"]}\n'
    says = refused("10-cover.yaml", '        - {title: งบประมาณ, cell: "{budget|baht}"}\n', total)
    assert "1 cells stand under 2 columns" in says


def test_a_part_that_sections_share_is_found_and_its_mistakes_are_its_own(refused: Refused, tmp_path: Path) -> None:
    refused("10-cover.yaml", "document:\n", "document:\n  - part: all\n")
    shared = FILES["records.yaml"] + "parts:\n  all:\n    - paragraph: '{name}'\n"
    (tmp_path / "records.yaml").write_text(shared, encoding="utf-8")
    with pytest.raises(FormPackError, match=r"records\.yaml:16: no query yields a column “name”"):
        read(tmp_path)


def test_a_folder_that_is_no_form_pack_says_so(tmp_path: Path) -> None:
    with pytest.raises(FormPackError, match=r"edition\.yaml"):
        read(tmp_path)


def test_a_file_that_leads_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    inside = tmp_path / "pack"
    inside.mkdir()
    for name, content in FILES.items():
        (inside / name).write_text(content, encoding="utf-8")
    (tmp_path / "secret.csv").write_text("a\n", encoding="utf-8")
    lead(inside / "secret.csv", tmp_path / "secret.csv")
    with pytest.raises(FormPackError, match="leads out"):
        read(inside)
