"""The types of fields that hold days and months: shown in the Buddhist era, kept in the common era."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from planner_desktop.errors import ValueRefused
from planner_desktop.formpack.field_type import Order, Value
from planner_desktop.formpack.text_fields import CodedTextField, no_text
from planner_desktop.i18n import _
from planner_desktop.thai.dates import common_year, format_date, parse_date
from planner_desktop.thai.months import format_months, load_months, parse_months, store_months

if TYPE_CHECKING:
    from planner_desktop.formpack.record_spec import FieldSpec


class DateField(CodedTextField):
    """A day; shown in the Buddhist era, stored as ISO 8601."""

    name = "date"
    meaning = "a day, as 2024-10-01"
    words = frozenset({"min", "max"})
    description = "ISO 8601, Common Era"
    has_syntax, in_summary = True, False
    sorts_by, telling = Order.TIME, 0.4

    def is_stored(self, value: Value, spec: FieldSpec) -> bool:
        return _reads(date.fromisoformat, value)

    def parse(self, text: str, spec: FieldSpec) -> Value:
        return self.accept(parse_date(text).isoformat(), spec) if text.strip() else None

    def show(self, value: Value, spec: FieldSpec) -> str:
        return "" if value is None else format_date(date.fromisoformat(str(value)))

    def accept(self, value: Any, spec: FieldSpec) -> Value:
        try:
            day = None if value is None else date.fromisoformat(value).isoformat()
        except (TypeError, ValueError) as error:
            raise ValueRefused(_("{label}: a date as 2024-10-01 is expected").format(label=spec.label)) from error
        if problem := self.refused(day, spec):
            raise ValueRefused(problem)
        return day

    def refused(self, value: Value, spec: FieldSpec) -> str:
        if value is None or str(spec.min or "") <= str(value) <= str(spec.max or "9999"):
            return ""
        first, last = (self.show(bound, spec) if bound else "…" for bound in (spec.min, spec.max))
        return _("{label}: {value} is not between {least} and {most}").format(
            label=spec.label, value=self.show(value, spec), least=first, most=last
        )

    def is_bounded(self, spec: FieldSpec) -> bool:
        return not (spec.min is None and spec.max is None)

    def sort_key(self, value: Value, spec: FieldSpec) -> Any:
        return value

    def called(self) -> str:
        return _("a date")

    def guide(self, spec: FieldSpec, to: str) -> str:
        return _("A day, as 1 ต.ค. 2567 or 1/10/2567.")

    def example(self, spec: FieldSpec, n: int, year: int) -> Value:
        return f"{common_year(year)}-{n % 9 + 1:02}-15"


class MonthsField(CodedTextField):
    """Spans of months; shown in the Buddhist era, stored in the common era."""

    name = "months"
    meaning = "months, as 2024-10/2024-12 2025-03"
    description = "spans of months as 2024-10/2024-12 2025-03, Common Era"
    months, has_syntax, in_summary = True, True, False
    sorts_by, telling = Order.TIME, 0.5

    def is_stored(self, value: Value, spec: FieldSpec) -> bool:
        return _reads(load_months, value)

    def parse(self, text: str, spec: FieldSpec) -> Value:
        return parse_months(text) or None

    def show(self, value: Value, spec: FieldSpec) -> str:
        return "" if value is None else format_months(str(value))

    def accept(self, value: Any, spec: FieldSpec) -> Value:
        if value is None:
            return None
        if not isinstance(value, str):
            raise no_text(spec)
        return store_months(load_months(value))

    def sort_key(self, value: Value, spec: FieldSpec) -> Any:
        return value

    def called(self) -> str:
        return _("months")

    def guide(self, spec: FieldSpec, to: str) -> str:
        return _("Months, as bars.")

    def example(self, spec: FieldSpec, n: int, year: int) -> Value:
        return f"{common_year(year)}-{n % 6 + 1:02}/{common_year(year)}-{n % 6 + 3:02}"


def _reads(read: Callable[[str], object], value: Value) -> bool:
    """Whether a stored value is read without an error."""
    try:
        read(str(value))
    except (ValueError, ValueRefused):
        return False
    return isinstance(value, str)
