"""Values whose classes cost a start next to nothing: frozen dataclasses whose methods stand here, once for all kinds.

`dataclass` has Python write and compile methods of each class. For those that a start imports or makes values of this
takes a tenth of its time.
"""

import dataclasses
from collections.abc import Mapping, Sequence
from threading import Lock
from typing import Any, ClassVar, dataclass_transform

_learning = Lock()


@dataclass_transform(frozen_default=True, field_specifiers=(dataclasses.field,))
class Frozen:
    """As `@dataclass(frozen=True)`, for a class that stands on no other; equal is what has equal fields."""

    __dataclass_fields__: ClassVar[dict[str, dataclasses.Field[Any]]]
    _names: ClassVar[tuple[str, ...]]
    _defaults: ClassVar[dict[str, Any]]
    """Of a kind's fields, known when the first value of it is made."""

    def __init__(self, *values: Any, **named: Any) -> None:
        kind = type(self)
        names = kind.__dict__.get("_names") or _learn(kind)
        if named or len(values) != len(names):
            values = _in_order(kind, values, named)
        self.__dict__.update(zip(names, values, strict=True))

    def __setattr__(self, name: str, _value: object) -> None:
        raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")

    def __delattr__(self, name: str) -> None:
        raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")

    def __eq__(self, other: object) -> bool:
        return vars(other) == vars(self) if type(other) is type(self) else NotImplemented

    def __hash__(self) -> int:
        return hash(tuple(vars(self).values()))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in vars(self).items())})"


def _learn(kind: type[Frozen]) -> tuple[str, ...]:
    """The names of a kind's fields, which is a dataclass from now on."""
    with _learning:
        if "_names" not in vars(kind):
            dataclasses.dataclass(init=False, repr=False, eq=False, match_args=False)(kind)
            fields = dataclasses.fields(kind)
            kind._defaults = {each.name: each.default for each in fields if each.default is not dataclasses.MISSING}
            kind._names = tuple(each.name for each in fields)
    return kind._names


def _in_order(kind: type[Frozen], values: Sequence[Any], named: Mapping[str, Any]) -> tuple[Any, ...]:
    """The values of all fields. Raises TypeError where one is missing, told twice or unknown."""
    names = kind._names
    told = dict(zip(names, values, strict=False))
    told.update(named)
    if len(told) < len(values) + len(named):
        raise TypeError(f"{kind.__name__} does not take so much: {values}, {named}")
    if len(told) < len(names):
        told = kind._defaults | told
    if len(told) < len(names):
        told = _made(kind) | told
    if told.keys() != kind.__dataclass_fields__.keys():
        differ = told.keys() ^ set(names)
        raise TypeError(f"{kind.__name__} needs or does not know {', '.join(map(repr, sorted(differ)))}")
    return tuple([told[name] for name in names])


def _made(kind: type[Frozen]) -> dict[str, Any]:
    """The values that are made anew for each value of a kind."""
    found = {name: field.default_factory for name, field in kind.__dataclass_fields__.items()}
    return {name: make() for name, make in found.items() if make is not dataclasses.MISSING}
