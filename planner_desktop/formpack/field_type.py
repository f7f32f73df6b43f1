"""What all types of fields have in common: text on one line, and what the other types differ in."""

from typing import Any

from planner_desktop.errors import ValueRefused
from planner_desktop.formpack import patterns
from planner_desktop.formpack.model import FieldSpec
from planner_desktop.i18n import _
from planner_desktop.thai.dates import impossible_date
from planner_desktop.thai.digits import to_arabic
from planner_desktop.thai.repair import repair

Value = str | int | None


def without_prefix(text: str, spec: FieldSpec) -> str:
    """The text without what people write before it: 113 for P113."""
    if not spec.prefix or not text.casefold().startswith(spec.prefix.casefold()):
        return text
    return text[len(spec.prefix) :].lstrip(" .-")


def no_text(spec: FieldSpec) -> ValueRefused:
    """The refusal of what is no text, where JSON shall have one."""
    return ValueRefused(_("{label}: text is expected").format(label=spec.label))


class FieldType:
    """Text on one line, and what the other types differ in. An empty field is stored as None."""

    json_type: str = "string"
    description: str = ""

    def parse(self, text: str, spec: FieldSpec) -> Value:
        """What is stored for a typed text. Raises ValueRefused."""
        return self._checked(" ".join(repair(text).split()), spec)

    def _checked(self, text: str, spec: FieldSpec) -> Value:
        text = without_prefix(text, spec)
        if spec.pattern and patterns.fits(spec.pattern, to_arabic(text)):
            text = to_arabic(text)
        if text and spec.pattern and not patterns.fits(spec.pattern, text):
            raise ValueRefused(
                _("{label}: “{text}” is not written as it should be").format(label=spec.label, text=text), spec.help
            )
        if problem := impossible_date(text):
            raise ValueRefused(
                f"{spec.label}: {problem}", _("Type day, month and Buddhist year, such as 1 ตุลาคม 2567 or 1/10/2567.")
            )
        return text or None

    def show(self, value: Value, spec: FieldSpec) -> str:
        """The stored value as the officer reads and edits it."""
        return "" if value is None else str(value)

    def accept(self, value: Any, spec: FieldSpec) -> Value:
        """A value from JSON, read as if it were typed, as it is stored. Raises ValueRefused."""
        if value is None or (isinstance(value, str) and value):
            return None if value is None else self.parse(value, spec)
        raise no_text(spec)

    def refused(self, value: Value, spec: FieldSpec) -> str:
        """Why the field would not take what is stored in it, in a draft from anywhere; empty where it would."""
        if value is None:
            return ""
        if not spec.pattern or (isinstance(value, str) and patterns.fits(spec.pattern, value)):
            problem = impossible_date(str(value))
            return f"{spec.label}: {problem}" if problem else ""
        return _("{label}: “{text}” is not written as it should be").format(label=spec.label, text=value)

    def is_stored(self, value: Value) -> bool:
        """Whether a value may stand in a draft at all: in one from anywhere it may be anything."""
        return isinstance(value, str) and "\0" not in value

    def json_schema(self, spec: FieldSpec) -> dict[str, Any]:
        """The JSON Schema of a stored value."""
        schema: dict[str, Any] = {"title": spec.label, "type": [self.json_type, "null"]}
        if self.description:
            schema["description"] = self.description
        return schema
