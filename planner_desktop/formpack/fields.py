"""The types of fields, one object for each, for the screen, the file and JSON alike; and what is asked of a field.

`parse` turns what an officer typed into what is stored, or raises ValueRefused; `show` turns it back for the screen;
`accept` checks a value that comes from JSON.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from planner_desktop.errors import ValueRefused
from planner_desktop.formpack.choice_fields import ChoiceField, FileField
from planner_desktop.formpack.date_fields import DateField, MonthsField
from planner_desktop.formpack.field_type import FieldType, Order, Value
from planner_desktop.formpack.linked_fields import ComputedField, LinkField, LinksField
from planner_desktop.formpack.number_fields import BahtField, NumberField, PercentField, YearField, YesNoField
from planner_desktop.formpack.phone_fields import PhoneField
from planner_desktop.formpack.text_fields import LongTextField, RichTextField, TextField, without_prefix
from planner_desktop.thai.amounts import is_no_amount

if TYPE_CHECKING:
    from planner_desktop.formpack.record_spec import FieldSpec

__all__ = [
    "TYPES",
    "FieldType",
    "Order",
    "TypeName",
    "Value",
    "accept",
    "default",
    "is_bounded",
    "is_stored",
    "parse",
    "parse_with_state",
    "refused",
    "show",
    "without_prefix",
]

TypeName = Literal[
    "text", "long_text", "rich_text", "number", "baht", "percent", "year", "date",
    "months", "phone", "yes_no", "choice", "link", "links", "file", "computed",
]  # fmt: skip
"""What a form pack calls the types."""

TYPES: dict[str, FieldType] = {
    type.name: type
    for type in (
        TextField(), LongTextField(), RichTextField(), NumberField(), BahtField(), PercentField(), YearField(),
        DateField(), MonthsField(), PhoneField(), YesNoField(), ChoiceField(), LinkField(), LinksField(), FileField(),
        ComputedField(),
    )
}  # fmt: skip


def is_stored(value: Value, spec: FieldSpec) -> bool:
    """Whether a value of a draft from anywhere is one that the field can hold; a wrong one it can show and mend."""
    return value is None or TYPES[spec.type].is_stored(value, spec)


def parse(text: str, spec: FieldSpec) -> Value:
    """What is stored for a text typed into this field. Raises ValueRefused."""
    return TYPES[spec.type].parse(text, spec)


def parse_with_state(text: str, spec: FieldSpec, states: FieldSpec, before: tuple[Value, Value]) -> tuple[Value, Value]:
    """An amount and its state for what was typed into the amount, which may be the state's words.

    `before` is what the two fields hold. Raises ValueRefused.
    """
    if is_no_amount(text) and text.strip():
        text = "-"
    try:
        state = parse(text, states)
        return before[0] if str(state) in spec.with_amount else None, state
    except ValueRefused:
        amount = parse(text, spec)  # its message is about amounts, which is what most people mean to type
    if amount is None:  # a dash where the template has no state of that name
        return None, None
    return amount, before[1] if str(before[1]) in spec.with_amount else states.stored(spec.with_amount[0])


def show(value: Value, spec: FieldSpec) -> str:
    """A stored value as the officer reads and edits it."""
    return TYPES[spec.type].show(value, spec)


def accept(value: Any, spec: FieldSpec) -> Value:
    """A value from JSON, checked and as it is stored. Raises ValueRefused."""
    return TYPES[spec.type].accept(value, spec)


def refused(value: Value, spec: FieldSpec) -> str:
    """Why a field would not take the value stored in it; empty where it would, and where that is not looked into."""
    return TYPES[spec.type].refused(value, spec)


def is_bounded(spec: FieldSpec) -> bool:
    """Whether `refused` looks into what this field holds."""
    return TYPES[spec.type].is_bounded(spec)


def default(spec: FieldSpec) -> Value:
    """What a new record holds in this field."""
    return TYPES[spec.type].default(spec)
