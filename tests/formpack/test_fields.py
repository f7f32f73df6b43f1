"""What is typed into a field is read the Thai way, and shown again as it was meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner_desktop.errors import ValueRefused
from planner_desktop.formpack import FieldSpec, fields
from planner_desktop.formpack.strict import checker


def spec(type: str, **more: object) -> FieldSpec:
    spec: FieldSpec = checker(FieldSpec).validate_python({"type": type, "label": "ช่อง"} | more)
    return spec


@pytest.mark.parametrize(
    ("type", "typed", "stored", "shown"),
    [
        ("text", "  ส่วนแผนงานฯ ", "ส่วนแผนงานฯ", "ส่วนแผนงานฯ"),
        ("text", "น\u0e4d้า\u200b", "น้ำ", "น้ำ"),
        ("long_text", "ก\r\nข\n", "ก\nข", "ก\nข"),
        ("number", "๑,๒๓๔", 1234, "1234"),
        ("baht", "๓,๕๘๔,๐๐๐", 358_400_000, "3,584,000"),
        ("baht", "88,732,487,710", 8_873_248_771_000, "88,732,487,710"),
        ("baht", "850,000,000.50", 85_000_000_050, "850,000,000.50"),
        ("percent", "ร้อยละ ๑๐", 10, "10"),
        ("year", "พ.ศ. ๒๕๖๘", 2568, "2568"),
        ("date", "1 ตุลาคม 2567", "2024-10-01", "1 ตุลาคม 2567"),
        ("date", "๑/๑๐/๒๕๖๗", "2024-10-01", "1 ตุลาคม 2567"),
        ("yes_no", "ใช่", 1, "✓"),
        ("text", "", None, ""),
        ("baht", " ", None, ""),
    ],
)
def test_typed_text_is_stored_and_shown(type: str, typed: str, stored: object, shown: str) -> None:
    assert fields.parse(typed, spec(type)) == stored
    assert fields.show(fields.parse(typed, spec(type)), spec(type)) == shown


@pytest.mark.parametrize(
    ("type", "typed"),
    [("number", "สิบ"), ("baht", "ประมาณ 5 ล้าน"), ("percent", "101"), ("year", "2024"), ("date", "31 กุมภาพันธ์ 2567")],
)
def test_what_does_not_fit_is_refused(type: str, typed: str) -> None:
    with pytest.raises(ValueRefused):
        fields.parse(typed, spec(type))


def test_a_code_must_follow_its_pattern() -> None:
    code = spec("text", pattern="[0-9]{4}", help="4 หลัก")
    assert fields.parse("7402", code) == "7402"
    with pytest.raises(ValueRefused, match="740"):
        fields.parse("740", code)


@pytest.mark.parametrize("typed", ["054", "P054", "p 054", "P.054", "๐๕๔", "P๐๕๔"])
def test_a_code_is_known_by_its_digits_however_it_is_written(typed: str) -> None:
    spec = FieldSpec(type="text", label="รหัส", pattern="[0-9]{3}", prefix="P")
    assert fields.parse(typed, spec) == "054"


def test_a_choice_is_typed_by_what_is_read_or_stored() -> None:
    choice = spec("choice", choices={"none": "ไม่ใช้งบประมาณ", "dash": "-"})
    assert fields.parse("ไม่ใช้งบประมาณ", choice) == fields.parse("none", choice) == "none"
    with pytest.raises(ValueRefused, match="none of the choices"):
        fields.parse("ไม่ทราบ", choice)


@given(st.integers(min_value=0, max_value=10**15))
def test_every_amount_shown_is_read_back(satang: int) -> None:
    baht = spec("baht")
    assert fields.parse(fields.show(satang, baht), baht) == satang


@given(st.text())
def test_any_text_is_stored_once_and_for_all(typed: str) -> None:
    """What is shown again and left unchanged stores the same."""
    for type in ("text", "long_text"):
        stored = fields.parse(typed, spec(type))
        assert fields.parse(fields.show(stored, spec(type)), spec(type)) == stored
