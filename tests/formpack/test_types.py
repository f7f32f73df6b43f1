"""Every type of field answers all that any room asks of it."""

import inspect
from contextlib import suppress
from typing import Any, get_args, get_type_hints

import jsonschema
import pytest

from planner_desktop.errors import ValueRefused
from planner_desktop.formpack import FieldSpec
from planner_desktop.formpack.fields import TYPES, FieldType, Order, TypeName

NEEDS: dict[str, dict[str, Any]] = {
    "choice": {"choices": {"a": "ก", "b": "ข"}},
    "link": {"to": "project"},
    "links": {"to": "project"},
    "computed": {"sql": "1"},
}
YEAR = 2568


def a_field(name: TypeName) -> FieldSpec:
    return FieldSpec(type=name, label="ช่อง", **NEEDS.get(name, {}))


@pytest.fixture(params=get_args(TypeName))
def spec(request: pytest.FixtureRequest) -> FieldSpec:
    return a_field(request.param)


def test_every_type_that_a_form_pack_may_name_is_there() -> None:
    assert tuple(TYPES) == get_args(TypeName)


def test_every_question_has_an_answer(spec: FieldSpec) -> None:
    type = spec.field_type
    asked = {name: kind for name, kind in get_type_hints(FieldType).items() if not name.startswith("_")}
    assert {name for name in asked if not hasattr(type, name)} == set()
    assert all(isinstance(getattr(type, name), kind) for name, kind in asked.items() if kind in (bool, int, str))
    assert not inspect.isabstract(type.__class__)
    assert type.meaning
    assert isinstance(type.order(spec), Order)
    assert type.guide(spec, "โครงการ")
    assert type.called() not in {other.called() for name, other in TYPES.items() if name != type.name}


def test_answers_fit_together(spec: FieldSpec) -> None:
    type = spec.field_type
    assert (type.to_one or type.to_many) == (spec.to is not None)
    assert type.computed == (spec.sql is not None)
    assert type.is_column == (not type.to_many and not type.computed)
    assert not type.adds_up or type.sql_type is int
    assert not type.money or type.adds_up
    assert not type.plain_text or (type.free_text and not type.formatted)
    assert not type.free_text or (type.own_words and type.replaceable)
    assert not type.replaceable or type.searched
    assert (type.order(spec) is Order.WORDS) or type.column_type(spec) is int or type.json_type == "string"


def test_an_example_is_kept_and_read_again(spec: FieldSpec) -> None:
    type = spec.field_type
    for n in range(3):
        value = type.example(spec, n, YEAR)
        if value is None:
            assert type.to_one or type.to_many or type.computed or type.attached
            return
        assert type.is_stored(value, spec)
        assert type.refused(value, spec) == ""
        assert type.parse(type.show(value, spec), spec) == value
        in_json = type.to_json(value)
        assert type.accept(type.from_json(in_json), spec) == value
        if not type.formatted:
            jsonschema.validate(in_json, type.json_schema(spec))
        assert type.converted(value, spec, spec) == value
        assert type.with_files(value, str.upper) == value
        assert type.sort_key(value, spec) is not None


def test_what_a_type_takes_from_another_it_can_hold(spec: FieldSpec) -> None:
    for name in get_args(TypeName):
        other = a_field(name)
        value = other.field_type.example(other, 1, YEAR)
        if value is not None and spec.field_type.takes_from(other.field_type):
            with suppress(ValueRefused):  # a year is no percent
                assert spec.field_type.is_stored(spec.field_type.converted(value, spec, other), spec)
    assert spec.field_type.takes_from(spec.field_type) or spec.field_type.computed
