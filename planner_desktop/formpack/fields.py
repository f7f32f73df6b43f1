"""What each type of field takes, keeps and shows: one object per type, for the screen, the file and JSON alike.

`parse` turns what an officer typed into what is stored, or raises ValueRefused; `show` turns it back for the screen;
`accept` checks a value that comes from JSON; `json_schema` describes it there.
"""

import re
from datetime import date
from typing import Any

from planner_desktop.errors import ValueRefused
from planner_desktop.formpack import rich_text
from planner_desktop.formpack.model import FieldSpec
from planner_desktop.i18n import _
from planner_desktop.thai.amounts import format_baht, parse_baht
from planner_desktop.thai.dates import format_date, parse_date
from planner_desktop.thai.digits import to_arabic
from planner_desktop.thai.months import format_months, load_months, parse_months, store_months
from planner_desktop.thai.repair import repair

Value = str | int | None


def without_prefix(text: str, spec: FieldSpec) -> str:
    """The text without what people write before it: 113 for P113."""
    if not spec.prefix or not text.casefold().startswith(spec.prefix.casefold()):
        return text
    return text[len(spec.prefix) :].lstrip(" .-")


class FieldType:
    """Text on one line, and what the other types differ in. An empty field is stored as None."""

    json_type: str = "string"
    description: str = ""

    def parse(self, text: str, spec: FieldSpec) -> Value:
        """What is stored for a typed text. Raises ValueRefused."""
        text = " ".join(repair(text).split())
        text = without_prefix(text, spec)
        if spec.pattern and re.fullmatch(spec.pattern, to_arabic(text)):
            text = to_arabic(text)
        if text and spec.pattern and not re.fullmatch(spec.pattern, text):
            raise ValueRefused(
                _("{label}: “{text}” is not written as it should be").format(label=spec.label, text=text), spec.help
            )
        return text or None

    def show(self, value: Value, spec: FieldSpec) -> str:
        """The stored value as the officer reads and edits it."""
        return "" if value is None else str(value)

    def accept(self, value: Any, spec: FieldSpec) -> Value:
        """A value from JSON, as it is stored. Raises ValueRefused."""
        if value is None or (isinstance(value, str) and value):
            return value
        raise ValueRefused(_("{label}: text is expected").format(label=spec.label))

    def json_schema(self, spec: FieldSpec) -> dict[str, Any]:
        """The JSON Schema of a stored value."""
        schema: dict[str, Any] = {"title": spec.label, "type": [self.json_type, "null"]}
        if self.description:
            schema["description"] = self.description
        return schema


class LongText(FieldType):
    """Text of several lines."""

    def parse(self, text: str, spec: FieldSpec) -> Value:
        lines = [line.rstrip() for line in repair(text).split("\n")]
        return "\n".join(lines).strip("\n") or None


class RichText(FieldType):
    """Blocks of text as JSON; what is typed as plain text becomes paragraphs."""

    description = "a JSON list of blocks: paragraph, heading, list"

    def parse(self, text: str, spec: FieldSpec) -> Value:
        return (
            rich_text.dump(rich_text.load(text)) if text.startswith("[") else rich_text.dump(rich_text.from_plain(text))
        )

    def show(self, value: Value, spec: FieldSpec) -> str:
        return rich_text.to_plain(rich_text.load(str(value))) if value else ""

    def accept(self, value: Any, spec: FieldSpec) -> Value:
        text = super().accept(value, spec)
        return None if text is None else rich_text.dump(rich_text.load(str(text)))


class Number(FieldType):
    """A whole number; Thai digits and commas are read as well."""

    json_type = "integer"
    least, most = -(2**62), 2**62

    def parse(self, text: str, spec: FieldSpec) -> Value:
        text = re.sub(r"[,\s]", "", to_arabic(text))
        if not text:
            return None
        if not re.fullmatch(r"-?\d{1,18}", text):
            raise ValueRefused(
                _("{label}: “{text}” is not a whole number").format(label=spec.label, text=text), _("Type digits only.")
            )
        return self.accept(int(text), spec)

    def accept(self, value: Any, spec: FieldSpec) -> Value:
        if value is None:
            return None
        if not isinstance(value, int) or isinstance(value, bool):
            raise ValueRefused(_("{label}: a whole number is expected").format(label=spec.label))
        if not self.least <= value <= self.most:
            raise ValueRefused(
                _("{label}: {value} is not between {least} and {most}").format(
                    label=spec.label, value=value, least=self.least, most=self.most
                )
            )
        return value


class Percent(Number):
    """A whole number of percent."""

    description = "percent"
    least, most = 0, 100

    def parse(self, text: str, spec: FieldSpec) -> Value:
        return super().parse(text.replace("ร้อยละ", "").replace("%", ""), spec)


class Year(Number):
    """A year of the Buddhist era."""

    description = "a year of the Buddhist era (Common Era + 543)"
    least, most = 2400, 2700

    def parse(self, text: str, spec: FieldSpec) -> Value:
        return super().parse(text.replace("พ.ศ.", ""), spec)

    def show(self, value: Value, spec: FieldSpec) -> str:
        return "" if value is None else str(value)


class Baht(Number):
    """An amount of money, kept in satang."""

    description = "satang (1 baht = 100 satang)"

    def parse(self, text: str, spec: FieldSpec) -> Value:
        return parse_baht(text) if text.strip() else None

    def show(self, value: Value, spec: FieldSpec) -> str:
        return "" if value is None else format_baht(int(value))


class Date(FieldType):
    """A day; shown in the Buddhist era, stored as ISO 8601."""

    description = "ISO 8601, Common Era"

    def parse(self, text: str, spec: FieldSpec) -> Value:
        return parse_date(text).isoformat() if text.strip() else None

    def show(self, value: Value, spec: FieldSpec) -> str:
        return "" if value is None else format_date(date.fromisoformat(str(value)))

    def accept(self, value: Any, spec: FieldSpec) -> Value:
        try:
            return None if value is None else date.fromisoformat(value).isoformat()
        except (TypeError, ValueError) as error:
            raise ValueRefused(_("{label}: a date as 2024-10-01 is expected").format(label=spec.label)) from error


class Months(FieldType):
    """Spans of months; shown in the Buddhist era, stored in the common era."""

    description = "spans of months as 2024-10/2024-12 2025-03, Common Era"

    def parse(self, text: str, spec: FieldSpec) -> Value:
        return parse_months(text) or None

    def show(self, value: Value, spec: FieldSpec) -> str:
        return "" if value is None else format_months(str(value))

    def accept(self, value: Any, spec: FieldSpec) -> Value:
        text = super().accept(value, spec)
        return None if text is None else store_months(load_months(str(text)))


class YesNo(FieldType):
    """Yes or no, stored as 1 and 0."""

    json_type = "integer"
    description = "1 for yes, 0 for no"

    def parse(self, text: str, spec: FieldSpec) -> Value:
        return int(to_arabic(text).strip() in ("1", "ใช่", "yes", "true", "✓", "/"))

    def show(self, value: Value, spec: FieldSpec) -> str:
        return "✓" if value else ""

    def accept(self, value: Any, spec: FieldSpec) -> Value:
        if value in (0, 1, None):
            return None if value is None else int(value)
        raise ValueRefused(_("{label}: 1 or 0 is expected").format(label=spec.label))


class Choice(FieldType):
    """One of a few words; what is read for it may be typed."""

    def parse(self, text: str, spec: FieldSpec) -> Value:
        typed = " ".join(repair(text).split())
        if not typed:
            return None
        for word, label in spec.choices.items():
            if typed in (word, label):
                return word
        raise ValueRefused(
            _("{label}: “{text}” is none of the choices").format(label=spec.label, text=typed),
            _("Choose one of: {choices}").format(choices=", ".join(spec.choices.values())),
        )

    def show(self, value: Value, spec: FieldSpec) -> str:
        return spec.choices.get(str(value), str(value)) if value is not None else ""

    def accept(self, value: Any, spec: FieldSpec) -> Value:
        if value is None or value in spec.choices:
            return None if value is None else str(value)
        raise ValueRefused(
            _("{label}: “{text}” is none of the choices").format(label=spec.label, text=value),
            _("Choose one of: {choices}").format(choices=", ".join(spec.choices)),
        )

    def json_schema(self, spec: FieldSpec) -> dict[str, Any]:
        return {"title": spec.label, "enum": [*spec.choices, None]}


class Link(Number):
    """The id of another record."""

    def json_schema(self, spec: FieldSpec) -> dict[str, Any]:
        return {"title": spec.label, "type": ["integer", "null"], "description": f"id of a {spec.to}"}


class File(FieldType):
    """The name of an attachment that the draft holds."""

    description = "name of an attachment"


TYPES: dict[str, FieldType] = {
    "text": FieldType(), "long_text": LongText(), "rich_text": RichText(), "number": Number(), "baht": Baht(),
    "percent": Percent(), "year": Year(), "date": Date(), "months": Months(), "yes_no": YesNo(), "choice": Choice(),
    "link": Link(), "file": File(),
}  # fmt: skip
"""Every type that is a column of its own; `links` is a table of pairs and belongs to the draft."""


def parse(text: str, spec: FieldSpec) -> Value:
    """What is stored for a text typed into this field. Raises ValueRefused."""
    return TYPES[spec.type].parse(text, spec)


def show(value: Value, spec: FieldSpec) -> str:
    """A stored value as the officer reads and edits it."""
    return TYPES[spec.type].show(value, spec)


def accept(value: Any, spec: FieldSpec) -> Value:
    """A value from JSON, checked and as it is stored. Raises ValueRefused."""
    return TYPES[spec.type].accept(value, spec)


def default(spec: FieldSpec) -> Value:
    """What a new record holds in this field."""
    return int(spec.default) if isinstance(spec.default, bool) else spec.default
