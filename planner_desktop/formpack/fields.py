"""What each type of field takes, keeps and shows: one object per type, for the screen, the file and JSON alike.

`parse` turns what an officer typed into what is stored, or raises ValueRefused; `show` turns it back for the screen;
`accept` checks a value that comes from JSON; `json_schema` describes it there.
"""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from planner_desktop.errors import ValueRefused
from planner_desktop.formpack import rich_text
from planner_desktop.formpack.field_type import FieldType, Value, no_text, without_prefix
from planner_desktop.formpack.model import FieldSpec
from planner_desktop.formpack.number_fields import Baht, Link, Number, Percent, Year
from planner_desktop.i18n import _
from planner_desktop.thai.amounts import is_no_amount
from planner_desktop.thai.dates import format_date, parse_date
from planner_desktop.thai.digits import plain_number, to_arabic
from planner_desktop.thai.months import format_months, load_months, parse_months, store_months
from planner_desktop.thai.repair import repair

__all__ = [
    "TYPES",
    "FieldType",
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


class LongText(FieldType):
    """Text of several lines."""

    def parse(self, text: str, spec: FieldSpec) -> Value:
        lines = [line.rstrip() for line in repair(text).split("\n")]
        return "\n".join(lines).strip("\n") or None


class RichText(FieldType):
    """Blocks of text as JSON; what is typed as plain text becomes paragraphs."""

    description = "a JSON list of blocks: paragraph, heading, list"

    def is_stored(self, value: Value) -> bool:
        return isinstance(value, str) and rich_text.is_stored(value)

    def parse(self, text: str, spec: FieldSpec) -> Value:
        return (
            rich_text.dump(rich_text.load(text)) if text.startswith("[") else rich_text.dump(rich_text.from_plain(text))
        )

    def show(self, value: Value, spec: FieldSpec) -> str:
        return rich_text.to_plain(rich_text.load(str(value))) if value else ""

    def accept(self, value: Any, spec: FieldSpec) -> Value:
        if value is None:
            return None
        if not isinstance(value, str) or not value:
            raise no_text(spec)
        return rich_text.dump(rich_text.mended(rich_text.load(value)))


class Date(FieldType):
    """A day; shown in the Buddhist era, stored as ISO 8601."""

    description = "ISO 8601, Common Era"

    def is_stored(self, value: Value) -> bool:
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


class Months(FieldType):
    """Spans of months; shown in the Buddhist era, stored in the common era."""

    description = "spans of months as 2024-10/2024-12 2025-03, Common Era"

    def is_stored(self, value: Value) -> bool:
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


def _reads(read: Callable[[str], object], value: Value) -> bool:
    """Whether a stored value is read without an error."""
    try:
        read(str(value))
    except (ValueError, ValueRefused):
        return False
    return isinstance(value, str)


class YesNo(FieldType):
    """Yes or no, stored as 1 and 0."""

    json_type = "integer"
    description = "1 for yes, 0 for no"

    def is_stored(self, value: Value) -> bool:
        return isinstance(value, int)

    def parse(self, text: str, spec: FieldSpec) -> Value:
        return int(to_arabic(text).strip() in ("1", "ใช่", "yes", "true", "✓", "/"))

    def show(self, value: Value, spec: FieldSpec) -> str:
        return "✓" if value else ""

    def accept(self, value: Any, spec: FieldSpec) -> Value:
        if value in (0, 1, None):
            return None if value is None else int(value)
        raise ValueRefused(_("{label}: 1 or 0 is expected").format(label=spec.label))


def _said(words: str) -> str:
    """Words as they are compared: cells of tables break them anywhere, and plans print some of them in brackets."""
    return re.sub(r"\s", "", plain_number(words)).removeprefix("(").removesuffix(")").casefold()


class Choice(FieldType):
    """One of a few words; what is read for it may be typed."""

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

    def json_schema(self, spec: FieldSpec) -> dict[str, Any]:
        return {"title": spec.label, "enum": [*map(spec.stored, spec.choices), None]}


class File(FieldType):
    """The name of an attachment that the draft holds."""

    description = "name of an attachment"

    def accept(self, value: Any, spec: FieldSpec) -> Value:
        if value is None or (isinstance(value, str) and value):
            return value  # as the attachment is called, mended or not
        raise no_text(spec)


TYPES: dict[str, FieldType] = {
    "text": FieldType(), "long_text": LongText(), "rich_text": RichText(), "number": Number(), "baht": Baht(),
    "percent": Percent(), "year": Year(), "date": Date(), "months": Months(), "yes_no": YesNo(), "choice": Choice(),
    "link": Link(), "file": File(),
}  # fmt: skip
"""Every type that is a column of its own; `links` is a table of pairs and belongs to the draft."""


def is_stored(value: Value, spec: FieldSpec) -> bool:
    """Whether a value of a draft from anywhere is one that the field can hold; a wrong one it can show and mend."""
    if spec.is_numbered:
        return value is None or isinstance(value, int)
    return value is None or TYPES[spec.type].is_stored(value)


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
    return spec.type in ("text", "number", "baht", "percent", "year") or not (spec.min is None and spec.max is None)


def default(spec: FieldSpec) -> Value:
    """What a new record holds in this field."""
    if isinstance(spec.default, bool):
        return int(spec.default)
    return spec.stored(str(spec.default)) if spec.is_numbered and spec.default is not None else spec.default
