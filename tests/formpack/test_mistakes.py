"""Ordinary mistakes of who writes an edition: each is one finding, on its line, that says what to write instead."""

from pathlib import Path

import pytest

from planner_desktop.formpack.reading import look
from tests.small_pack import EDITION, RECORDS, small_files

SECTION = """\
title: โครงการ
more_fields:
  project:
    method: [วิธี, text, {help: วิธีจัดหา}]
screen:
  - table: project
    fields:
      - name
      - theme
      - method
      - budget
    sort: [-budget]
  - form: cover
document:
  - heading2: โครงการ
    when: district
  - table: project WHERE name IS NOT NULL ORDER BY position
    columns:
      - [ชื่อ, "{name}", 3]
      - [วิธี, "{method}", 2]
checks:
  - id: without-budget
    field: project.budget
    sql: project WHERE budget IS NULL
    message: โครงการ {name}
    fix: กรอก
"""
VALUES = "values:\n  district: = :cover.district\n"
PAGES = 'document:\n  page_number: "{n}"\n'


def found(folder: Path, section: str = SECTION, records: str = RECORDS, edition: str = EDITION) -> list[str]:
    """What is told of an edition of these files."""
    for name, content in small_files(section, records, edition + VALUES + PAGES).items():
        (folder / name).write_bytes(content)
    return [str(finding) for finding in look(folder)[1]]


def test_the_edition_without_a_mistake_has_no_finding(tmp_path: Path) -> None:
    assert found(tmp_path) == []


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("message: โครงการ", "mesage: โครงการ", 25, "unknown key “mesage” — Did you mean “message”?"),
        (
            "      - theme\n",
            "      - theme\n      - methdo\n",
            10,
            "“project” has no field “methdo” — Did you mean “method”?",
        ),
        ("sort: [-budget]", "sort: [-budgte]", 12, "“project” has no field “budgte” — Did you mean “budget”?"),
        ("project WHERE budget", "project WHER budget", 24, "“budget” cannot stand here — Did you mean “WHERE”?"),
        ("ORDER BY position", "SORT BY position", 17, "“SORT” cannot stand here — Write: ORDER BY"),
        ("budget IS NULL", "budget IS NULL)", 24, "“)” cannot stand here — Look at the word before it"),
        ("when: district", "when: district = 1", 16, "there is no column “district” — Write: :district"),
        ("when: district", "when: cover.agency LIKE 'ส%'", 16, "no column “cover.agency” — Write: :cover.agency"),
        ("when: district", "when: districts", 16, "nothing around it yields — Did you mean “:district”?"),
        ("{help: วิธีจัดหา}]", "{help: วิธีจัดหา}", 4, "a bracket that opens in this line does not close"),
        ("heading2: โครงการ", "heading2 โครงการ", 15, "a key without “:”, or without a space behind it"),
        ("heading2: โครงการ", "heading2:โครงการ", 15, "a key without “:”, or without a space behind it"),
        ("    sort: [", "\tsort: [", 12, "a tab stands before the text: indent with spaces"),
        (
            '"{method}", 2]',
            '"{method}", 2 bold]',
            20,
            "“bold” is said in the braces that stand last — Write: […, {bold: …}]",
        ),
        ('"{method}", 2]', "{month: {of: name}}, 2]", 20, "“month” is no content of a column — Did you mean “months”?"),
        ("วิธี, text,", "วิธี, choices,", 4, "“choices” is said in the braces that stand last — Write: […, {choices: …}]"),
        ("text, {help: วิธีจัดหา}", "text was: way", 4, "have no colon: “text was” — Write: […, text was way]"),
    ],
)
def test_a_mistake_in_a_section(tmp_path: Path, old: str, new: str, line: int, says: str) -> None:
    changed = SECTION.replace(old, new, 1)
    assert changed != SECTION
    (one,) = found(tmp_path, changed)
    assert one.startswith(f"10-all.yaml:{line}: ")
    assert says in one


def test_a_quotation_mark_that_is_missing_in_sql_is_told_without_what_the_program_puts_around(tmp_path: Path) -> None:
    (one,) = found(tmp_path, SECTION.replace("budget IS NULL", "name = 'ก"))
    assert "“'ก” is no word of SQL, or a quotation mark is missing" in one


def test_a_page_number_without_the_page_is_told_what_it_needs(tmp_path: Path) -> None:
    for name, content in small_files(SECTION, RECORDS, EDITION + VALUES + PAGES.replace("{n}", "{page}")).items():
        (tmp_path / name).write_bytes(content)
    (one,) = [str(finding) for finding in look(tmp_path)[1]]
    assert "{n} stands for the page's number and is needed" in one
    assert "^" not in one


def test_a_value_that_lost_its_sign_is_no_constant(tmp_path: Path) -> None:
    (one,) = found(
        tmp_path, edition=EDITION + "contact: ก\n", section=SECTION + "values:\n  old: :cover.agency = 'ก'\n"
    )
    assert one == (
        "10-all.yaml:28: “old” is this text itself: without “=” it is not worked out — Write: \"= :cover.agency = 'ก'\""
    )


def test_a_cell_of_a_catalogue_that_is_no_number_is_found_before_a_draft_is_made(tmp_path: Path) -> None:
    records = RECORDS.replace("  project:\n", "  project:\n    catalogue: agencies\n    key: name\n").replace(
        "      budget: {", "      abbreviation: {type: number, label: ย่อ}\n      parent: {label: สังกัด}\n      budget: {"
    )
    (one,) = found(tmp_path, records=records)
    assert "line 2 of the catalogue “agencies”, column “abbreviation”" in one


def test_a_field_that_is_added_may_not_make_a_query_ambiguous(tmp_path: Path) -> None:
    views = "  pair: SELECT method FROM project JOIN (SELECT 1 AS method)\n"
    (one,) = found(tmp_path, records=RECORDS + "views:\n" + views)
    assert one == (
        "10-all.yaml:4: a query in records.yaml has a column “method” already, besides this field of “project” — "
        "Give it another name."
    )


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ("text from_previous budgte", "has no field “budgte” in “project” — Did you mean “budget”?"),
        ("text was budgte", "has no field “budgte” in “project” — Did you mean “budget”?"),
        ("text was budget", ""),
    ],
)
def test_what_a_field_was_in_the_edition_before_is_a_field_there(tmp_path: Path, more: str, says: str) -> None:
    old, new = tmp_path / "small", tmp_path / "next"
    old.mkdir()
    assert found(old) == []
    new.mkdir()
    (new / "edition.yaml").write_text("from: small\nid: next\nyear: 2569\n", "utf-8")
    (new / "20-more.yaml").write_text(
        f"title: ก\nmore_fields:\n  project:\n    cost: [ราคา, {more}]\nscreen:\n  - table: project\n", "utf-8"
    )
    told = [str(finding) for finding in look(new)[1]]
    assert len(told) == bool(says)
    assert all(each.startswith("20-more.yaml:4: ") and says in each for each in told)
