"""The types of fields that are picked: choices of the form pack, attached files."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from planner_desktop.errors import ValueRefused
from planner_desktop.formpack.field_type import Order, Value
from planner_desktop.formpack.text_fields import CodedTextField, no_text
from planner_desktop.i18n import _
from planner_desktop.thai.digits import plain_number
from planner_desktop.thai.repair import repair

if TYPE_CHECKING:
    from planner_desktop.formpack.record_spec import FieldSpec


def _said(words: str) -> str:
    """Words as they are compared: cells of tables break them anywhere, and plans print some of them in brackets."""
    return re.sub(r"\s", "", plain_number(words)).removeprefix("(").removesuffix(")").casefold()


class ChoiceField(CodedTextField):
    """One of a few words; what is read for it may be typed. Words that are numbers are stored as numbers."""

    name = "choice"
    meaning = "the word of the choice; a whole number where all words are whole numbers"
    words, needs = frozenset({"choices", "outdated"}), "choices"
    chosen, replaceable, telling = True, False, 0.4

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
        return Order.SIZE if spec.is_numbered else self.sorts_by

    def sort_key(self, value: Value, spec: FieldSpec) -> Any:
        if spec.is_numbered:
            return value
        words = list(spec.choices)  # few; the place of a word among them
        return words.index(str(value)) if value in words else len(words)

    def called(self) -> str:
        return _("one of a few words")

    def guide(self, spec: FieldSpec, to: str) -> str:
        return _("One of: {choices}").format(choices=", ".join(spec.choices.values()))

    def example(self, spec: FieldSpec, n: int, year: int) -> Value:
        return spec.stored(list(spec.choices)[n % len(spec.choices)])


class FileField(CodedTextField):
    """The name of an attachment that the draft holds."""

    name = "file"
    meaning = "the name of an attached file"
    description = "name of an attachment"
    attached, own_words = True, False
    replaceable, in_summary, telling = False, False, None

    def accept(self, value: Any, spec: FieldSpec) -> Value:
        if value is None or (isinstance(value, str) and value):
            return value  # as the attachment is called, mended or not
        raise no_text(spec)

    def files(self, value: Value) -> tuple[str, ...]:
        return (str(value),) if value else ()

    def with_files(self, value: Value, renamed: Callable[[str], str]) -> Value:
        return renamed(str(value)) if value else value

    def called(self) -> str:
        return _("a file")

    def guide(self, spec: FieldSpec, to: str) -> str:
        return _("A file that is sent with the plan.")

    def example(self, spec: FieldSpec, n: int, year: int) -> Value:
        return None
