"""A file may add fields to a record of another, so that an edition need not copy what it inherits to add to it."""

from pathlib import Path

import pytest

from planner_desktop import formpack
from planner_desktop.draft import Draft
from planner_desktop.errors import FormPackError
from planner_desktop.formpack.stored import read_stored
from tests.conftest import EDITION
from tests.small_pack import small_pack

SECTION = """
title: ทั้งหมด
screen:
  - form: cover
  - table: project
"""
MORE = """
more_fields:
  project:
    risk: [ความเสี่ยง, long_text required]
    owner: [ผู้รับผิดชอบ, text after name]
    phone: [โทรศัพท์, text after name]
    doubled: [สองเท่า, "= budget * 2", {format: baht, number: true}]
"""


def test_fields_stand_behind_the_records_own_or_behind_the_one_they_name(tmp_path: Path) -> None:
    pack = small_pack(tmp_path, SECTION + MORE)
    assert list(pack.records["project"].fields) == ["name", "owner", "phone", "theme", "budget", "risk"]
    assert list(pack.computed["project"]) == ["doubled"]
    again = read_stored("ร่าง", dict(pack.files))
    assert again.seen("project") == pack.seen("project")


def test_an_edition_adds_a_field_to_a_record_that_it_inherits(tmp_path: Path) -> None:
    folder = tmp_path / "bma-2569"
    (folder / "records").mkdir(parents=True)
    (folder / "edition.yaml").write_text(f"from: {EDITION}\nid: bma-2569\nyear: 2569\n", encoding="utf-8")
    text = "more_fields: {project: {risk: [ความเสี่ยง, long_text after name]}}\n"
    (folder / "records" / "risk.yaml").write_text(text, encoding="utf-8")
    pack = formpack.read(folder)
    inherited = formpack.read(formpack.installed()[EDITION]).records["project"].fields
    assert list(pack.records["project"].fields)[:2] == ["name", "risk"]
    assert (
        list(pack.records["project"].fields).count("risk") == len(pack.records["project"].fields) - len(inherited) == 1
    )
    with Draft.create(tmp_path / "ร่าง.bmaplan", pack) as draft:
        id = draft.add("project", {"name": "ถนน", "risk": "ฝนตก"})
        assert draft.record("project", id).values["risk"] == "ฝนตก"


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ("projekt: {risk: ความเสี่ยง}", "3: there is no record “projekt” — Did you mean “project”?"),
        ("project: {name: ชื่อ}", "3: “project” has a field “name” already — Give it another name."),
        ("project: {risk: [ความเสี่ยง, after nmae]}", "3: “project” has no field “nmae” — Did you mean “name”?"),
        ("project: {risk: [ความเสี่ยง, requird]}", "3: more_fields.project.risk.1: “requird” is no word of a field"),
        ("project: {id: ความเสี่ยง}", "3: “id” is a column that every such record has"),
        ("project: {order: ความเสี่ยง}", "3: SQL keeps the word “order” for itself"),
        ("project: {risk: [ความเสี่ยง, link projekt]}", "3: there is no record “projekt”"),
        ("project: {risk: = budgett}", "3: the SQL does not prepare: there is no column “budgett”"),
    ],
)
def test_a_slip_is_told_where_the_field_is_added(tmp_path: Path, more: str, says: str) -> None:
    with pytest.raises(FormPackError) as error:
        small_pack(tmp_path, "title: ทั้งหมด\nmore_fields:\n  " + more + "\nscreen: [form: cover, table: project]\n")
    assert f"10-all.yaml:{says}" in str(error.value)


def test_two_files_may_add_different_fields_but_not_one_twice(tmp_path: Path) -> None:
    first = SECTION + "more_fields: {project: {risk: ความเสี่ยง}}\n"
    pack = small_pack(tmp_path / "ต่าง", first, later="title: ท้าย\nmore_fields: {project: {place: [ที่ใด, after risk]}}\n")
    assert list(pack.records["project"].fields)[-2:] == ["risk", "place"]
    with pytest.raises(FormPackError, match=r"20-later\.yaml:2: “project” has a field “risk” already"):
        small_pack(tmp_path / "ซ้ำ", first, later="title: ท้าย\nmore_fields: {project: {risk: ซ้ำ}}\n")


def test_a_records_own_field_stands_where_it_is_written(tmp_path: Path) -> None:
    section = (
        SECTION + "  - table: thing\nrecords: {thing: {label: ของ, fields: {name: ชื่อ, code: [รหัส, after name]}}}\n"
    )
    with pytest.raises(FormPackError, match="`after` belongs to `more_fields`"):
        small_pack(tmp_path, section)
