"""The types of fields that hold text: on one line, on several, with looks."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from planner_desktop.errors import ValueRefused
from planner_desktop.formpack import patterns, rich_text
from planner_desktop.formpack.field_type import FieldType, Order, Value
from planner_desktop.formpack.rich_text_schema import SCHEMA
from planner_desktop.i18n import _
from planner_desktop.thai.collation import collation_key
from planner_desktop.thai.dates import impossible_date
from planner_desktop.thai.digits import to_arabic
from planner_desktop.thai.repair import repair

if TYPE_CHECKING:
    from planner_desktop.formpack.record_spec import FieldSpec

_TYPED = ("1", "12", "123", "1234", "12345", "1.1", "0 2221 2141", "A1", "1001", "a@b.th", "https://bangkok.go.th")
"""What is tried for an example where a text has a pattern."""


def without_prefix(text: str, spec: FieldSpec) -> str:
    """The text without what people write before it: 113 for P113."""
    if not spec.prefix or not text.casefold().startswith(spec.prefix.casefold()):
        return text
    return text[len(spec.prefix) :].lstrip(" .-")


def no_text(spec: FieldSpec) -> ValueRefused:
    """The refusal of what is no text, where JSON shall have one."""
    return ValueRefused(_("{label}: text is expected").format(label=spec.label))


class TextField(FieldType):
    """Text on one line."""

    name = "text"
    meaning = "one line"
    words: frozenset[str] = frozenset({"suggest", "prefix", "quantity"})
    sql_type: type[int] | type[str] | None = str
    json_type = "string"
    plain_text, free_text, formatted, multiline = True, True, False, False
    ticked, attached, own_words = False, False, True
    adds_up, money, parts = False, False, 1
    bounded, coded = True, True
    sorts_by: Order = Order.WORDS
    telling: float | None = 0.25
    searched, replaceable, in_summary = True, True, True

    def parse(self, text: str, spec: FieldSpec) -> Value:
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
        return "" if value is None else str(value)

    def accept(self, value: Any, spec: FieldSpec) -> Value:
        if value is None or (isinstance(value, str) and value):
            return None if value is None else self.parse(value, spec)
        raise no_text(spec)

    def refused(self, value: Value, spec: FieldSpec) -> str:
        if value is None:
            return ""
        if not spec.pattern or (isinstance(value, str) and patterns.fits(spec.pattern, value)):
            problem = impossible_date(str(value))
            return f"{spec.label}: {problem}" if problem else ""
        return _("{label}: “{text}” is not written as it should be").format(label=spec.label, text=value)

    def is_stored(self, value: Value, spec: FieldSpec) -> bool:
        return isinstance(value, str) and "\0" not in value

    def sort_key(self, value: Value, spec: FieldSpec) -> Any:
        return collation_key(str(value))

    def tells(self, spec: FieldSpec) -> float | None:
        return self.telling if spec.pattern else None

    def called(self) -> str:
        return _("text")

    def guide(self, spec: FieldSpec, to: str) -> str:
        return "" if spec.help or spec.required else _("Text.")

    def example(self, spec: FieldSpec, n: int, year: int) -> Value:
        label = " ".join(spec.label.split())
        for text in (f"{label} {n + 1}", label, *_TYPED):
            try:
                value = self.parse(text, spec)
            except ValueRefused:
                continue
            if value is not None:
                return value
        return None

    def converted(self, value: Value, spec: FieldSpec, other: FieldSpec) -> Value:
        if other.field_type is not self:
            return self._from_words(_plain_words(value, other))
        begins_with = self.default(spec)
        if not self.multiline and begins_with is not None and value == self.default(other):
            return begins_with  # nobody typed it: a title that names the edition's own year
        return self.accept(value, spec)

    def _from_words(self, text: str) -> Value:
        if "\n" in text:
            raise ValueRefused(_("the edition takes only one line here"))
        return text


def _plain_words(value: Value, spec: FieldSpec) -> str:
    """What another field shows. Raises ValueRefused where looks of it would be lost."""
    if spec.field_type.formatted and not all(
        isinstance(block, rich_text.RichParagraph) for block in rich_text.load(str(value))
    ):
        raise ValueRefused(_("the edition takes only plain text here"))
    return spec.field_type.show(value, spec)


class LongTextField(TextField):
    """Text of several lines."""

    name = "long_text"
    meaning = "several lines"
    words = frozenset({"quantity"})
    multiline = True
    bounded, coded, telling = False, False, None

    def parse(self, text: str, spec: FieldSpec) -> Value:
        lines = [line.rstrip() for line in repair(text).split("\n")]
        return "\n".join(lines).strip("\n") or None

    def called(self) -> str:
        return _("text of several lines")

    def _from_words(self, text: str) -> Value:
        return text


class RichTextField(LongTextField):
    """Blocks of text as JSON; what is typed as plain text becomes paragraphs."""

    name = "rich_text"
    meaning = "running text with headings, lists, tables, figures and footnotes"
    words = frozenset()
    plain_text, formatted, has_syntax = False, True, True
    in_summary = False

    def is_stored(self, value: Value, spec: FieldSpec) -> bool:
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

    def json_schema(self, spec: FieldSpec) -> dict[str, Any]:
        return {"title": spec.label} | SCHEMA

    def to_json(self, value: Value) -> Any:
        return None if value is None else json.loads(str(value))

    def from_json(self, given: Any) -> Any:
        return None if given is None else json.dumps(given, ensure_ascii=False)

    def files(self, value: Value) -> tuple[str, ...]:
        return tuple(block["figure"] for block in json.loads(str(value or "[]")) if "figure" in block)

    def with_files(self, value: Value, renamed: Callable[[str], str]) -> Value:
        names = {name: renamed(name) for name in dict.fromkeys(self.files(value))}
        if all(name == new for name, new in names.items()):
            return value
        blocks = json.loads(str(value))
        named = [block | {"figure": names[block["figure"]]} if "figure" in block else block for block in blocks]
        return json.dumps(named, ensure_ascii=False)

    def called(self) -> str:
        return _("text with layout")

    def guide(self, spec: FieldSpec, to: str) -> str:
        return _("Text with headings, lists, tables and pictures.")

    def _from_words(self, text: str) -> Value:
        return rich_text.dump(rich_text.from_plain(text))


class CodedTextField(TextField):
    """What is stored as text, but is none: it has a syntax, or is picked from a list."""

    words: frozenset[str] = frozenset()
    plain_text = free_text = bounded = coded = False

    def tells(self, spec: FieldSpec) -> float | None:
        return self.telling

    def converted(self, value: Value, spec: FieldSpec, other: FieldSpec) -> Value:
        return self.accept(value, spec)
