"""Agencies that texts name, and what follows from them: whether the agency is host of a key result or supports it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from planner_desktop.draft import Draft
from planner_desktop.draft.plan import new_plan
from planner_desktop.draft.records import naming
from planner_desktop.errors import DraftError
from planner_desktop.formpack import FormPack


def named(draft: Draft, text: str) -> tuple[list[str], bool]:
    found, says_all = naming.Named(draft, "agency").find(text)
    return [each["abbreviation"] or each["name"] for each in found if not isinstance(each, int)], says_all


@pytest.mark.parametrize(
    ("text", "agencies", "says_all"),
    [
        ("สนค.", ["สนค."], True),
        ("สนพ. สนอ.", ["สนพ.", "สนอ."], True),
        ("สนพ. และ สนอ.", ["สนพ.", "สนอ."], False),
        ("สกก.", ["ส.กก."], False),
        ("สำนักงาน ก.ก.", ["ส.กก."], False),
        ("สนค. (สศค.)", ["สนค."], False),
        ("สวพ. และทุกหน่วยงาน", ["สวพ.", "ทุกหน่วยงาน"], False),
        ("สำนักงานเขต", ["สนข."], False),
        ("ทุกหน่วยงาน", ["ทุกหน่วยงาน"], True),
        ("สำนักงานเขตพระนคร, สำนักงานเขตดุสิต", ["สำนักงานเขตพระนคร", "สำนักงานเขตดุสิต"], False),
        ("สำนักการจราจรและขนส่ง, สำนักการแพทย์", ["สจส.", "สนพ."], False),
        ("สนค. และสำนักการจราจรและขนส่ง", ["สนค.", "สจส."], False),
        ("หน่วยงานที่เกี่ยวข้อง", [], False),
        ("", [], False),
    ],
)
def test_agencies_are_known_by_every_spelling(draft: Draft, text: str, agencies: list[str], says_all: bool) -> None:
    assert named(draft, text) == (agencies, says_all)


def test_what_was_taken_over_is_not_taken_over_again(draft: Draft) -> None:
    for _twice in range(2):
        found, _says_all = naming.Named(draft, "agency").find("สนค. สนพ.")
        ids = naming.taken(draft, "agency", found)
    assert ids == draft.ids("agency")


@pytest.fixture
def district(pack: FormPack, tmp_path: Path) -> Iterator[Draft]:
    agency = new_plan.find_agency(pack, "สำนักงานเขตพระนคร")
    with new_plan.new_plan(pack, agency, tmp_path / "เขต.bmaplan") as draft:
        yield draft


def role(draft: Draft, hosts: str, **values: str) -> tuple[str | None, str | None]:
    ids = naming.taken(draft, "agency", naming.Named(draft, "agency").find(hosts)[0])
    kr = draft.add("key_result", {"name": "ก", "target": "1", "hosts": ids, **values})
    (found,) = draft.query("SELECT own_role, host_text FROM key_result_row WHERE key_result = :kr", {"kr": kr})
    return found["own_role"], found["host_text"]


def test_a_district_is_host_by_its_name_or_by_its_group(district: Draft) -> None:
    assert role(district, "สำนักงานเขตพระนคร") == ("H", "สำนักงานเขตพระนคร")
    assert role(district, "สนข.") == ("H", "สนข.")
    assert role(district, "ทุกหน่วยงาน") == ("H", "ทุกหน่วยงาน")
    assert role(district, "สำนักงานเขตดุสิต") == ("R", "สำนักงานเขตดุสิต")
    assert role(district, "") == (None, None)
    assert role(district, "", host="ใครก็ได้") == ("R", "ใครก็ได้")


def test_the_second_of_two_hosts_is_host_too(pack: FormPack, tmp_path: Path) -> None:
    with new_plan.new_plan(pack, new_plan.find_agency(pack, "สกก."), tmp_path / "ก.bmaplan") as draft:
        assert role(draft, "สนค. สกก.") == ("H", "สนค. ส.กก.")
        assert role(draft, "สนค.") == ("R", "สนค.")


def test_seventy_seven_agencies_make_plans(pack: FormPack) -> None:
    assert len(new_plan.agencies(pack)) == 77
    assert "สำนักปลัดกรุงเทพมหานคร" not in {agency.name for agency in new_plan.agencies(pack)}


@pytest.mark.parametrize(
    ("asked", "offered"),
    [("สนข.", "สำนักงานเขตพระนคร"), ("สำนักปลัดกรุงเทพมหานคร", "สลป."), ("ทุกหน่วยงาน", "สลส.")],
)
def test_groups_and_the_office_above_others_are_told_apart_from_agencies(
    pack: FormPack, asked: str, offered: str
) -> None:
    with pytest.raises(DraftError, match="makes no plan of its own") as refused:
        new_plan.find_agency(pack, asked)
    assert offered in refused.value.fix
