"""The types of fields that lead to other records, or are worked out of others: only the draft can show them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from planner_desktop.formpack.field_type import FieldType, Order, Value
from planner_desktop.formpack.number_fields import NumberField
from planner_desktop.formpack.text_fields import CodedTextField
from planner_desktop.i18n import _

if TYPE_CHECKING:
    from planner_desktop.formpack.record_spec import FieldSpec


class LinkField(NumberField):
    """The id of another record; what it shows, the record's name, only the draft can tell."""

    name = "link"
    meaning = "the id of another record"
    words, needs = frozenset({"to"}), "to"
    to_one = True
    own_words, adds_up, replaceable, bounded = False, False, False, False
    sorts_by, telling = Order.WORDS, 0.3
    least, most = 1, 2**62

    def refused(self, value: Value, spec: FieldSpec) -> str:
        return ""  # the draft's own tables see to it that the record is there

    def json_schema(self, spec: FieldSpec) -> dict[str, Any]:
        return {"title": spec.label, "type": ["integer", "null"], "description": f"id of a {spec.to}"}

    def called(self) -> str:
        return _("one record, picked")

    def guide(self, spec: FieldSpec, to: str) -> str:
        return _("Pick one: {what}").format(what=to)

    def example(self, spec: FieldSpec, n: int, year: int) -> Value:
        return None

    def takes_from(self, other: FieldType) -> bool:
        return other.to_one or other.to_many


class _NoColumn(CodedTextField):
    """What is no column of its record: only the draft can read it, and nobody types it as a text."""

    sql_type = None
    replaceable = False
    telling: float | None = None

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


class LinksField(_NoColumn):
    """Other records, any number of them in their order: pairs in a table of their own."""

    name = "links"
    meaning = "pairs in the table RECORD_FIELD: columns RECORD, the other record, and position"
    words, needs = frozenset({"to", "read_from"}), "to"
    to_many, multiline = True, True
    own_words, telling = False, 0.3

    def json_schema(self, spec: FieldSpec) -> dict[str, Any]:
        items = {"type": "integer", "minimum": 1}
        said = f"ids of {spec.to} records, in order"
        return {"title": spec.label, "type": "array", "items": items, "description": said}

    def called(self) -> str:
        return _("records, picked")

    def guide(self, spec: FieldSpec, to: str) -> str:
        return _("Pick any number: {what}").format(what=to)

    def takes_from(self, other: FieldType) -> bool:
        return other.to_one or other.to_many


class ComputedField(_NoColumn):
    """What the form pack's SQL works out of the record's other fields; its `format` says how it is shown."""

    name = "computed"
    meaning = "nothing: it is worked out whenever it is asked for, in the view RECORD_row"
    words = frozenset({"format", "number"})
    computed = True
    searched, in_summary = False, False

    def order(self, spec: FieldSpec) -> Order:
        return Order.SIZE if spec.number else self.sorts_by

    def sort_key(self, value: Value, spec: FieldSpec) -> Any:
        return value if spec.number else super().sort_key(value, spec)

    def called(self) -> str:
        return _("worked out by the program")

    def guide(self, spec: FieldSpec, to: str) -> str:
        return _("Worked out by the program.")

    def takes_from(self, other: FieldType) -> bool:
        return False
