"""What is typed into a field is read the Thai way, and shown again as it was meant."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner_desktop.errors import ValueRefused
from planner_desktop.formpack import FieldSpec, fields
from planner_desktop.formpack.strict import checker
from planner_desktop.thai.amounts import LARGEST


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
        ("baht", "–", None, ""),
        ("baht", "฿ -  ", None, ""),
        ("baht", "1.2 ล้าน", 120_000_000, "1,200,000"),
        ("number", "1,234.00", 1234, "1234"),
        ("number", "\u202d−５\u202c", -5, "-5"),
        ("number", "-", None, ""),
        ("percent", "\u200e10 %", 10, "10"),
    ],
)
def test_typed_text_is_stored_and_shown(type: str, typed: str, stored: object, shown: str) -> None:
    assert fields.parse(typed, spec(type)) == stored
    assert fields.show(fields.parse(typed, spec(type)), spec(type)) == shown


@pytest.mark.parametrize(
    ("type", "typed"),
    [
        ("number", "สิบ"),
        ("number", "1,2,3"),
        ("number", "12,50"),
        ("number", "1 2"),
        ("number", "9" * 13),
        ("baht", "(5)"),
        ("baht", "ประมาณ 5 ล้าน"),
        ("percent", "101"),
        ("year", "2024"),
        ("date", "31 กุมภาพันธ์ 2567"),
    ],
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


@pytest.mark.parametrize(
    "typed", ["(ไม่ใช้\nงบประมาณ)", "ไม่ใช้ งบประมาณ", "( ไม่ใช้งบประมาณ )", "none", "ไม่ใช้งบ\u200bประมาณ"]
)
def test_a_choice_is_known_whatever_a_table_made_of_its_spaces_and_brackets(typed: str) -> None:
    choice = spec("choice", choices={"none": "ไม่ใช้งบประมาณ", "dash": "-", "within": "(ใช้งบประมาณภายใต้โครงการ)"})
    assert fields.parse(typed, choice) == "none"
    assert fields.parse("ใช้งบประมาณ\nภายใต้โครงการ", choice) == "within"
    assert fields.parse("–", choice) == "dash"
    with pytest.raises(ValueRefused):
        fields.parse("()", choice)


@pytest.mark.parametrize(
    ("typed", "before", "after"),
    [
        ("500", (None, None), (50_000, "amount")),
        ("500", (100, "refused"), (50_000, "refused")),
        ("500", (None, "none"), (50_000, "amount")),
        ("–", (100, "amount"), (None, "dash")),
        ("฿ -", (100, "amount"), (None, "dash")),
        ("ไม่ได้รับงบประมาณ", (100, "amount"), (100, "refused")),
        ("", (100, "amount"), (None, None)),
    ],
)
def test_what_is_typed_for_an_amount_may_be_its_state(
    typed: str, before: tuple[Any, Any], after: tuple[Any, Any]
) -> None:
    states = spec("choice", choices={"amount": "ได้รับ", "refused": "ไม่ได้รับงบประมาณ", "none": "ไม่ใช้", "dash": "-"})
    budget = spec("baht", states="funding", with_amount=("amount", "refused"))
    assert fields.parse_with_state(typed, budget, states, before) == after


def test_a_dash_is_no_amount_where_the_template_has_no_state_for_it() -> None:
    states, budget = spec("choice", choices={"amount": "มี"}), spec("baht", states="funding", with_amount=("amount",))
    assert fields.parse_with_state("-", budget, states, (100, "amount")) == (None, None)


@given(st.integers(min_value=0, max_value=LARGEST))
def test_every_amount_shown_is_read_back(satang: int) -> None:
    baht = spec("baht")
    assert fields.parse(fields.show(satang, baht), baht) == satang


@given(st.text())
def test_any_text_is_stored_once_and_for_all(typed: str) -> None:
    """What is shown again and left unchanged stores the same."""
    for type in ("text", "long_text"):
        stored = fields.parse(typed, spec(type))
        assert fields.parse(fields.show(stored, spec(type)), spec(type)) == stored


@pytest.mark.parametrize(
    ("field", "takes", "refuses", "says"),
    [
        (spec("number", min=1, max=5), "5", "๖", "6 is not between 1 and 5"),
        (spec("percent", max=40), "0", "41", "41 is not between 0 and 40"),
        (spec("year", min=2566), "2566", "2565", "2565 is not between 2566 and 2700"),
        (spec("baht", min=1_000, max=500_000), "500,000", "999.50", "999.50 is not between 1,000 and 500,000"),
        (spec("baht", whole=True), "12.00", "12.50", "12.50 is not in whole baht"),
        (spec("date", min="2024-10-01", max="2025-09-30"), "30 ก.ย. 2568", "30 ก.ย. 2567", "is not between 1 ตุลาคม 2567 and"),
        (spec("date", max="2025-09-30"), "1 ม.ค. 2500", "1 ต.ค. 2568", "is not between … and 30 กันยายน 2568"),
    ],
)  # fmt: skip
def test_a_field_takes_what_lies_between_its_bounds(field: FieldSpec, takes: str, refuses: str, says: str) -> None:
    stored = fields.parse(takes, field)
    assert fields.refused(stored, field) == ""
    with pytest.raises(ValueRefused, match=says):
        fields.parse(refuses, field)
    beyond = fields.parse(refuses, spec(field.type))
    assert fields.is_bounded(field)
    assert says in fields.refused(beyond, field)
    with pytest.raises(ValueRefused, match=says):
        fields.accept(beyond, field)


def test_the_bounds_stand_in_the_schema_of_json() -> None:
    assert (
        fields.TYPES["baht"].json_schema(spec("baht", max=5, whole=True)).items()
        >= {
            "minimum": 0,
            "maximum": 500,
            "multipleOf": 100,
        }.items()
    )


def test_a_choice_of_numbers_is_stored_and_compares_as_numbers() -> None:
    chance = spec("choice", choices={"1": "น้อย", "2": "ปานกลาง", "10": "มาก"}, default="2")
    assert [fields.parse(typed, chance) for typed in ("น้อย", "10", "๒")] == [1, 10, 2]
    assert fields.show(10, chance) == "มาก"
    assert fields.default(chance) == 2
    assert [fields.accept(value, chance) for value in (10, "10", None)] == [10, 10, None]
    for odd in (3, True, "x"):
        with pytest.raises(ValueRefused):
            fields.accept(odd, chance)
    assert fields.TYPES["choice"].json_schema(chance)["enum"] == [1, 2, 10, None]
    assert not fields.is_stored("2", chance)
    assert not spec("choice", choices={"1": "หนึ่ง", "01": "ศูนย์หนึ่ง"}).is_numbered


@pytest.mark.parametrize(
    ("type", "more"),
    [
        ("text", {"min": 1}),
        ("number", {"min": "2024-10-01"}),
        ("date", {"min": 2567}),
        ("date", {"max": "1 ต.ค. 2567"}),
        ("number", {"min": 5, "max": 1}),
        ("number", {"whole": True}),
    ],
)
def test_bounds_that_mean_nothing_are_refused(type: str, more: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"`min`|`whole`"):
        spec(type, **more)
