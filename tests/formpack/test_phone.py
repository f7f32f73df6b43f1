"""A telephone number is kept as it is printed, and found however it is written."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from planner_desktop.draft import Draft
from planner_desktop.draft.records.search import Query, find, places
from planner_desktop.errors import ValueRefused
from planner_desktop.formpack import FieldSpec, fields
from tests.small_pack import RECORDS, small_pack

PHONE = FieldSpec(type="phone", label="โทรศัพท์")
OFFICERS = (
    RECORDS
    + """
  officer:
    label: ผู้ประสานงาน
    fields:
      name: {label: ชื่อ}
      telephone: {type: phone, label: โทรศัพท์}
"""
)
SECTION = """
    title: ทั้งหมด
    screen: [form: cover, table: officer]
    """


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("0 2224 2958", "02-224-2958"),
        ("๐๒๒๒๔๒๙๕๘", "02-224-2958"),
        ("โทร. (02) 224–2958", "02-224-2958"),
        ("+66 2 224 2958", "02-224-2958"),
        ("+66 (0) 81 234 5678", "081-234-5678"),
        ("053 112233", "053-112-233"),
        ("081.234.5678", "081-234-5678"),
        ("1555", "1555"),
        ("1800 123 456", "1800-123-456"),
        ("02-221-2141-69", "02-221-2141-69"),
        ("0 2221 2141 - 9", "02-221-2141-9"),
        ("022212141 ต่อ 1234", "02-221-2141 ต่อ 1234"),
        ("022212141, 0812345678", "02-221-2141, 081-234-5678"),
        ("", None),
        (" ", None),
    ],
)
def test_a_number_is_kept_as_it_is_printed(typed: str, kept: str | None) -> None:
    assert fields.parse(typed, PHONE) == kept
    assert fields.parse(fields.show(kept, PHONE), PHONE) == kept
    assert fields.refused(kept, PHONE) == ""


@pytest.mark.parametrize("typed", ["02-224-295", "0812345678901234", "2567", "ไม่มี", "02-224-2958 ต่อ", "0 2224 2958, x"])
def test_what_is_no_number_is_refused(typed: str) -> None:
    with pytest.raises(ValueRefused, match="is no telephone number"):
        fields.parse(typed, PHONE)
    assert "is no telephone number" in fields.refused(typed, PHONE)


def test_a_text_becomes_a_number_where_it_is_one_and_a_number_a_text() -> None:
    text = FieldSpec(label="โทรศัพท์")
    assert PHONE.field_type.takes_from(text.field_type)
    assert PHONE.field_type.converted("0 2224 2958", PHONE, text) == "02-224-2958"
    assert text.field_type.converted("02-224-2958", text, PHONE) == "02-224-2958"


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[Draft]:
    with Draft.create(tmp_path / "ร่าง.bmaplan", small_pack(tmp_path / "แม่แบบ", SECTION, OFFICERS)) as draft:
        draft.add("officer", {"name": "ข้อ 02-224", "telephone": "02-224-2958 ต่อ 12"})
        yield draft


@pytest.mark.parametrize("typed", ["022242958", "02 224 2958", "02-224-2958", "0 2224-29", "๒๒๔๒๙", "2958ต่อ12"])
def test_it_is_found_without_its_dashes_and_spaces(plan: Draft, typed: str) -> None:
    found = [match for match in find(places(plan), Query(typed)) if match.place.field == "telephone"]
    assert len(found) == 1
    assert found[0].found.replace("-", "").replace(" ", "") in ("022242958", "0222429", "22429", "2958ต่อ12")


def test_dashes_alone_are_found_in_texts_only(plan: Draft) -> None:
    assert {match.place.field for match in find(places(plan), Query("-"))} == {"name"}
    assert len(find(places(plan), Query("02-224", exactly=True))) == 2


def test_a_text_that_is_far_too_long_is_refused_at_once() -> None:
    with pytest.raises(ValueRefused):
        fields.parse("0" + " -" * 100_000, PHONE)
