"""The types of fields that hold numbers: what is read as one, and between what bounds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from planner_desktop.errors import ValueRefused
from planner_desktop.formpack.field_type import FieldType, Order, Value
from planner_desktop.i18n import _
from planner_desktop.regex import regex
from planner_desktop.thai.amounts import LARGEST, format_baht, is_no_amount, parse_baht
from planner_desktop.thai.digits import plain_number, to_arabic

if TYPE_CHECKING:
    from planner_desktop.formpack.record_spec import FieldSpec

_WHOLE = regex(r"(?P<number>-?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,18}))(?:\.0+)?")


class NumberField(FieldType):
    """A whole number; Thai digits and commas are read as well, and a dash alone as nothing.

    The bounds are such that sums do not overflow.
    """

    name = "number"
    meaning = "a whole number"
    words: frozenset[str] = frozenset({"min", "max"})
    sql_type = int
    json_type = "integer"
    plain_text, free_text, formatted, multiline = False, False, False, False
    ticked, attached, own_words = False, False, True
    adds_up, money, parts = True, False, 1
    bounded, coded = True, False
    sorts_by: Order = Order.SIZE
    telling: float | None = 0.0
    searched, replaceable, in_summary = True, True, True
    least, most = -999_999_999_999, 999_999_999_999

    def bounds(self, spec: FieldSpec) -> tuple[int, int]:
        """The least and the most that are taken, as stored."""
        least = self.least if spec.min is None else max(self.least, int(spec.min) * self.parts)
        most = self.most if spec.max is None else min(self.most, int(spec.max) * self.parts)
        return least, most

    def is_stored(self, value: Value, spec: FieldSpec) -> bool:
        return isinstance(value, int)

    def sort_key(self, value: Value, spec: FieldSpec) -> Any:
        return value

    def show(self, value: Value, spec: FieldSpec) -> str:
        return "" if value is None else str(value)

    def parse(self, text: str, spec: FieldSpec) -> Value:
        plain = plain_number(text)
        if plain in ("", "-"):
            return None
        found = _WHOLE.fullmatch(plain)
        if found is None:
            raise ValueRefused(
                _("{label}: “{text}” is not a whole number").format(label=spec.label, text=text.strip()),
                _("Type digits only."),
            )
        return self.accept(int(found["number"].replace(",", "")), spec)

    def accept(self, value: Any, spec: FieldSpec) -> Value:
        if value is None:
            return None
        if not isinstance(value, int) or isinstance(value, bool):
            raise ValueRefused(_("{label}: a whole number is expected").format(label=spec.label))
        if problem := self.refused(value, spec):
            raise ValueRefused(problem)
        return value

    def refused(self, value: Value, spec: FieldSpec) -> str:
        bounds = self.bounds(spec)
        if value is None or (isinstance(value, int) and bounds[0] <= value <= bounds[1]):
            return ""
        least, most = (self.show(bound, spec) for bound in bounds)
        shown = self.show(value, spec) if isinstance(value, int) else value
        return _("{label}: {value} is not between {least} and {most}").format(
            label=spec.label, value=shown, least=least, most=most
        )

    def json_schema(self, spec: FieldSpec) -> dict[str, Any]:
        least, most = self.bounds(spec)
        return super().json_schema(spec) | {"minimum": least, "maximum": most}

    def called(self) -> str:
        return _("a number")

    def guide(self, spec: FieldSpec, to: str) -> str:
        return _("A number, in {unit}.").format(unit=spec.unit) if spec.unit else _("A number.")

    def example(self, spec: FieldSpec, n: int, year: int) -> Value:
        return self._first_taken(spec, n + 1, 1, 100, 1000, 0)

    def _first_taken(self, spec: FieldSpec, *values: int) -> Value:
        return next((value for value in values if not self.refused(value, spec)), None)

    def takes_from(self, other: FieldType) -> bool:
        return isinstance(other, NumberField) and self.parts == other.parts


class PercentField(NumberField):
    """A whole number of percent."""

    name = "percent"
    meaning = "a whole number of percent"
    description = "percent"
    least, most = 0, 100

    def called(self) -> str:
        return _("a percentage")

    def parse(self, text: str, spec: FieldSpec) -> Value:
        return super().parse(plain_number(text).replace("ร้อยละ", "").replace("%", ""), spec)


class YearField(NumberField):
    """A year of the Buddhist era."""

    name = "year"
    meaning = "a year of the Buddhist era"
    description = "a year of the Buddhist era (Common Era + 543)"
    adds_up = False
    sorts_by, telling = Order.TIME, 0.2
    least, most = 2400, 2700

    def parse(self, text: str, spec: FieldSpec) -> Value:
        return super().parse(text.replace("พ.ศ.", ""), spec)

    def called(self) -> str:
        return _("a year")

    def guide(self, spec: FieldSpec, to: str) -> str:
        return _("A Buddhist year.")

    def example(self, spec: FieldSpec, n: int, year: int) -> Value:
        return self._first_taken(spec, year, year - 1)


class BahtField(NumberField):
    """An amount of money, kept in satang; a dash alone, as spreadsheets show zero, is no amount."""

    name = "baht"
    meaning = "an amount, in whole satang: 100 satang are one baht"
    words = frozenset({"min", "max", "whole", "states", "with_amount"})
    description = "satang (1 baht = 100 satang)"
    money, parts, telling = True, 100, 0.1
    least, most = 0, LARGEST

    def parse(self, text: str, spec: FieldSpec) -> Value:
        return None if is_no_amount(text) else self.accept(parse_baht(text), spec)

    def refused(self, value: Value, spec: FieldSpec) -> str:
        if spec.whole and isinstance(value, int) and value % self.parts:
            shown = self.show(value, spec)
            return _("{label}: {value} is not in whole baht").format(label=spec.label, value=shown)
        return super().refused(value, spec)

    def json_schema(self, spec: FieldSpec) -> dict[str, Any]:
        return super().json_schema(spec) | ({"multipleOf": self.parts} if spec.whole else {})

    def show(self, value: Value, spec: FieldSpec) -> str:
        return "" if value is None else format_baht(int(value))

    def said(self, number: int) -> str:
        return format_baht(number)

    def takes_cell(self, text: str, spec: FieldSpec) -> bool:
        if len(re.sub(r"\D", "", to_arabic(text))) < 3 and "." not in text:
            return False  # a rank, a count, a share: amounts are larger
        return super().takes_cell(text, spec)

    def called(self) -> str:
        return _("an amount of baht")

    def guide(self, spec: FieldSpec, to: str) -> str:
        return _("An amount in baht, or “-” where there is none.") if spec.states else _("An amount in baht.")

    def example(self, spec: FieldSpec, n: int, year: int) -> Value:
        return self._first_taken(spec, (n + 1) * 1_000_000_00, 1, 100, 1000, 0)


class YesNoField(NumberField):
    """Yes or no, stored as 1 and 0."""

    name = "yes_no"
    meaning = "1 for yes, 0 for no"
    words = frozenset()
    description = "1 for yes, 0 for no"
    ticked, own_words = True, False
    adds_up, searched, replaceable, in_summary = False, False, False, False
    bounded, telling = False, None
    least, most = 0, 1

    def parse(self, text: str, spec: FieldSpec) -> Value:
        return int(to_arabic(text).strip() in ("1", "ใช่", "yes", "true", "✓", "/"))

    def show(self, value: Value, spec: FieldSpec) -> str:
        return "✓" if value else ""

    def accept(self, value: Any, spec: FieldSpec) -> Value:
        if value in (0, 1, None):
            return None if value is None else int(value)
        raise ValueRefused(_("{label}: 1 or 0 is expected").format(label=spec.label))

    def json_schema(self, spec: FieldSpec) -> dict[str, Any]:
        return FieldType.json_schema(self, spec)

    def called(self) -> str:
        return _("yes or no")

    def guide(self, spec: FieldSpec, to: str) -> str:
        return _("A tick.")

    def example(self, spec: FieldSpec, n: int, year: int) -> Value:
        return n % 2

    def takes_from(self, other: FieldType) -> bool:
        return self is other
