"""The types of fields that are neither text nor numbers: days and months, choices, links, files, what is computed."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from planner_desktop.errors import ValueRefused
from planner_desktop.formpack.field_type import FieldType, Order, Value
from planner_desktop.formpack.number_fields import Number
from planner_desktop.formpack.text_fields import Text, no_text
from planner_desktop.i18n import _
from planner_desktop.thai.dates import common_year, format_date, parse_date
from planner_desktop.thai.digits import plain_number
from planner_desktop.thai.months import format_months, load_months, parse_months, store_months
from planner_desktop.thai.repair import repair

if TYPE_CHECKING:
    from planner_desktop.formpack.model import FieldSpec


class _NoText(Text):
    """What is stored as text, but is none: it has a syntax, or is picked from a list."""

    words: frozenset[str] = frozenset()
    plain_text = free_text = False

    def is_bounded(self, spec: FieldSpec) -> bool:
        return False

    def is_code(self, spec: FieldSpec, *, is_key: bool) -> bool:
        return False

    def converted(self, value: Value, spec: FieldSpec, other: FieldSpec) -> Value:
        return self.accept(value, spec)


class Date(_NoText):
    """A day; shown in the Buddhist era, stored as ISO 8601."""

    name = "date"
    meaning = "a day, as 2024-10-01"
    words = frozenset({"min", "max"})
    description = "ISO 8601, Common Era"
    has_syntax, in_summary = True, False

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

    def order(self, spec: FieldSpec) -> Order:
        return Order.TIME

    def sort_key(self, value: Value, spec: FieldSpec) -> Any:
        return value

    def tells(self, spec: FieldSpec) -> float | None:
        return 0.4

    def called(self) -> str:
        return _("a date")

    def guide(self, spec: FieldSpec, to: str) -> str:
        return _("A day, as 1 ต.ค. 2567 or 1/10/2567.")

    def example(self, spec: FieldSpec, n: int, year: int) -> Value:
        return f"{common_year(year)}-{n % 9 + 1:02}-15"


class Months(_NoText):
    """Spans of months; shown in the Buddhist era, stored in the common era."""

    name = "months"
    meaning = "months, as 2024-10/2024-12 2025-03"
    description = "spans of months as 2024-10/2024-12 2025-03, Common Era"
    months, has_syntax, in_summary = True, True, False

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

    def order(self, spec: FieldSpec) -> Order:
        return Order.TIME

    def sort_key(self, value: Value, spec: FieldSpec) -> Any:
        return value

    def tells(self, spec: FieldSpec) -> float | None:
        return 0.5

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


def _said(words: str) -> str:
    """Words as they are compared: cells of tables break them anywhere, and plans print some of them in brackets."""
    return re.sub(r"\s", "", plain_number(words)).removeprefix("(").removesuffix(")").casefold()


class Choice(_NoText):
    """One of a few words; what is read for it may be typed. Words that are numbers are stored as numbers."""

    name = "choice"
    meaning = "the word of the choice; a whole number where all words are whole numbers"
    words, needs = frozenset({"choices"}), "choices"
    chosen, replaceable = True, False

    def column_type(self, spec: FieldSpec) -> type[int] | type[str] | None:
        return int if spec.is_numbered else str

    def parse(self, text: str, spec: FieldSpec) -> Value:
        typed = " ".join(repair(text).split())
        if not typed:
            return None
        said = _said(typed)
        for word, label in spec.choices.items():
            if typed in (word, label) or said in (_said(word), _said(label)):
                return spec.stored(word)
        raise ValueRefused(
            _("{label}: “{text}” is none of the choices").format(label=spec.label, text=typed),
            _("Choose one of: {choices}").format(choices=", ".join(spec.choices.values())),
        )

    def show(self, value: Value, spec: FieldSpec) -> str:
        return spec.choices.get(str(value), str(value)) if value is not None else ""

    def accept(self, value: Any, spec: FieldSpec) -> Value:
        if value is None:
            return None
        if isinstance(value, str | int) and str(value) in spec.choices and not isinstance(value, bool):
            return spec.stored(str(value))
        raise ValueRefused(
            _("{label}: “{text}” is none of the choices").format(label=spec.label, text=value),
            _("Choose one of: {choices}").format(choices=", ".join(spec.choices)),
        )

    def is_stored(self, value: Value, spec: FieldSpec) -> bool:
        return isinstance(value, int) if spec.is_numbered else super().is_stored(value, spec)

    def default(self, spec: FieldSpec) -> Value:
        value = super().default(spec)
        return value if value is None or isinstance(spec.default, bool) else spec.stored(str(value))

    def json_schema(self, spec: FieldSpec) -> dict[str, Any]:
        return {"title": spec.label, "enum": [*map(spec.stored, spec.choices), None]}

    def order(self, spec: FieldSpec) -> Order:
        return Order.SIZE if spec.is_numbered else Order.WORDS

    def sort_key(self, value: Value, spec: FieldSpec) -> Any:
        if spec.is_numbered:
            return value
        words = list(spec.choices)  # few; the place of a word among them
        return words.index(str(value)) if value in words else len(words)

    def tells(self, spec: FieldSpec) -> float | None:
        return 0.4

    def called(self) -> str:
        return _("one of a few words")

    def guide(self, spec: FieldSpec, to: str) -> str:
        return _("One of: {choices}").format(choices=", ".join(spec.choices.values()))

    def example(self, spec: FieldSpec, n: int, year: int) -> Value:
        return spec.stored(list(spec.choices)[n % len(spec.choices)])


class File(_NoText):
    """The name of an attachment that the draft holds."""

    name = "file"
    meaning = "the name of an attached file"
    description = "name of an attachment"
    attached, own_words = True, False
    replaceable, in_summary = False, False

    def accept(self, value: Any, spec: FieldSpec) -> Value:
        if value is None or (isinstance(value, str) and value):
            return value  # as the attachment is called, mended or not
        raise no_text(spec)

    def files(self, value: Value) -> tuple[str, ...]:
        return (str(value),) if value else ()

    def with_files(self, value: Value, renamed: Callable[[str], str]) -> Value:
        return renamed(str(value)) if value else value

    def tells(self, spec: FieldSpec) -> float | None:
        return None

    def called(self) -> str:
        return _("a file")

    def guide(self, spec: FieldSpec, to: str) -> str:
        return _("A file that is sent with the plan.")

    def example(self, spec: FieldSpec, n: int, year: int) -> Value:
        return None


class Link(Number):
    """The id of another record; what it shows, the record's name, only the draft can tell."""

    name = "link"
    meaning = "the id of another record"
    words, needs = frozenset({"to"}), "to"
    to_one = True
    own_words, adds_up, replaceable = False, False, False
    least, most = 1, 2**62

    def is_bounded(self, spec: FieldSpec) -> bool:
        return False

    def refused(self, value: Value, spec: FieldSpec) -> str:
        return ""  # the draft's own tables see to it that the record is there

    def json_schema(self, spec: FieldSpec) -> dict[str, Any]:
        return {"title": spec.label, "type": ["integer", "null"], "description": f"id of a {spec.to}"}

    def order(self, spec: FieldSpec) -> Order:
        return Order.WORDS

    def tells(self, spec: FieldSpec) -> float | None:
        return 0.3

    def called(self) -> str:
        return _("one record, picked")

    def guide(self, spec: FieldSpec, to: str) -> str:
        return _("Pick one: {what}").format(what=to)

    def example(self, spec: FieldSpec, n: int, year: int) -> Value:
        return None

    def takes_from(self, other: FieldType) -> bool:
        return other.to_one or other.to_many


class _NoColumn(_NoText):
    """What is no column of its record: only the draft can read it, and nobody types it as a text."""

    sql_type = None
    replaceable = False

    def parse(self, text: str, spec: FieldSpec) -> Value:
        raise TypeError(f"no text is stored in a field of type {self.name}")

    def accept(self, value: Any, spec: FieldSpec) -> Value:
        return self.parse(value, spec)

    def is_stored(self, value: Value, spec: FieldSpec) -> bool:
        return False

    def refused(self, value: Value, spec: FieldSpec) -> str:
        return ""

    def example(self, spec: FieldSpec, n: int, year: int) -> Value:
        return None


class Links(_NoColumn):
    """Other records, any number of them in their order: pairs in a table of their own."""

    name = "links"
    meaning = "pairs in the table RECORD_FIELD: columns RECORD, the other record, and position"
    words, needs = frozenset({"to", "read_from"}), "to"
    to_many, multiline = True, True
    own_words = False

    def json_schema(self, spec: FieldSpec) -> dict[str, Any]:
        items = {"type": "integer", "minimum": 1}
        said = f"ids of {spec.to} records, in order"
        return {"title": spec.label, "type": "array", "items": items, "description": said}

    def tells(self, spec: FieldSpec) -> float | None:
        return 0.3

    def called(self) -> str:
        return _("records, picked")

    def guide(self, spec: FieldSpec, to: str) -> str:
        return _("Pick any number: {what}").format(what=to)

    def takes_from(self, other: FieldType) -> bool:
        return other.to_one or other.to_many


class Computed(_NoColumn):
    """What the form pack's SQL works out of the record's other fields; its `format` says how it is shown."""

    name = "computed"
    meaning = "nothing: it is worked out whenever it is asked for, in the view RECORD_row"
    words = frozenset({"format", "number"})
    computed = True
    searched, in_summary = False, False

    def order(self, spec: FieldSpec) -> Order:
        return Order.SIZE if spec.number else Order.WORDS

    def sort_key(self, value: Value, spec: FieldSpec) -> Any:
        return value if spec.number else super().sort_key(value, spec)

    def called(self) -> str:
        return _("worked out by the program")

    def guide(self, spec: FieldSpec, to: str) -> str:
        return _("Worked out by the program.")

    def takes_from(self, other: FieldType) -> bool:
        return False
