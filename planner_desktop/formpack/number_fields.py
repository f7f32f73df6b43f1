"""The types of fields that hold numbers: what is read as one, and between what bounds."""

import re
from typing import Any

from planner_desktop.errors import ValueRefused
from planner_desktop.formpack.field_type import FieldType, Value
from planner_desktop.formpack.model import FieldSpec
from planner_desktop.i18n import _
from planner_desktop.thai.amounts import LARGEST, format_baht, is_no_amount, parse_baht
from planner_desktop.thai.digits import plain_number

_WHOLE = re.compile(r"(?P<number>-?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,18}))(?:\.0+)?")


class Number(FieldType):
    """A whole number; Thai digits and commas are read as well, and a dash alone as nothing.

    The bounds are such that sums do not overflow.
    """

    json_type = "integer"
    least, most = -999_999_999_999, 999_999_999_999
    stored = 1
    """How much is stored for one of what the form pack's bounds are written in."""

    def bounds(self, spec: FieldSpec) -> tuple[int, int]:
        """The least and the most that are taken, as stored."""
        least = self.least if spec.min is None else max(self.least, int(spec.min) * self.stored)
        most = self.most if spec.max is None else min(self.most, int(spec.max) * self.stored)
        return least, most

    def is_stored(self, value: Value) -> bool:
        return isinstance(value, int)

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


class Percent(Number):
    """A whole number of percent."""

    description = "percent"
    least, most = 0, 100

    def parse(self, text: str, spec: FieldSpec) -> Value:
        return super().parse(plain_number(text).replace("ร้อยละ", "").replace("%", ""), spec)


class Year(Number):
    """A year of the Buddhist era."""

    description = "a year of the Buddhist era (Common Era + 543)"
    least, most = 2400, 2700

    def parse(self, text: str, spec: FieldSpec) -> Value:
        return super().parse(text.replace("พ.ศ.", ""), spec)

    def show(self, value: Value, spec: FieldSpec) -> str:
        return "" if value is None else str(value)


class Baht(Number):
    """An amount of money, kept in satang; a dash alone, as spreadsheets show zero, is no amount."""

    description = "satang (1 baht = 100 satang)"
    least, most = 0, LARGEST
    stored = 100

    def parse(self, text: str, spec: FieldSpec) -> Value:
        return None if is_no_amount(text) else self.accept(parse_baht(text), spec)

    def refused(self, value: Value, spec: FieldSpec) -> str:
        if spec.whole and isinstance(value, int) and value % self.stored:
            shown = self.show(value, spec)
            return _("{label}: {value} is not in whole baht").format(label=spec.label, value=shown)
        return super().refused(value, spec)

    def json_schema(self, spec: FieldSpec) -> dict[str, Any]:
        return super().json_schema(spec) | ({"multipleOf": self.stored} if spec.whole else {})

    def show(self, value: Value, spec: FieldSpec) -> str:
        return "" if value is None else format_baht(int(value))


class Link(Number):
    """The id of another record."""

    least, most = 1, 2**62

    def refused(self, value: Value, spec: FieldSpec) -> str:
        return ""  # the draft's own tables see to it that the record is there

    def json_schema(self, spec: FieldSpec) -> dict[str, Any]:
        return {"title": spec.label, "type": ["integer", "null"], "description": f"id of a {spec.to}"}
