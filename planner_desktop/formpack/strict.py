"""What every part of a form pack's model has in common: unknown words are refused, names are plain.

A part is a frozen dataclass. Pydantic checks what was read against it, and is not imported before that, for it takes
longer than all else that opening a draft needs: what it is told of a field stands here as plain data.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from types import UnionType
from typing import (
    TYPE_CHECKING,
    Annotated,
    Any,
    ClassVar,
    Literal,
    Self,
    Union,
    cast,
    dataclass_transform,
    get_args,
    get_origin,
    get_type_hints,
)

from planner_desktop.formpack import short_forms
from planner_desktop.formpack.short_forms import Json

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, TypeAdapter
    from pydantic_core import CoreSchema


def Field(  # noqa: N802 - written as pydantic writes it
    *,
    default: Any = dataclasses.MISSING,
    default_factory: Callable[[], Any] | Any = dataclasses.MISSING,
    **says: object,
) -> Any:
    """A field's default, and what pydantic is told of it: `description`, `gt`, `min_length`."""
    return dataclasses.field(default=default, default_factory=default_factory, metadata=says)


class Limits:
    """What a value of a field must be, in pydantic's words: `pattern`, `max_length`, `ge`."""

    __is_annotated_types_grouped_metadata__ = True

    def __init__(self, **limits: object) -> None:
        self.limits = limits

    def __iter__(self) -> Iterator[object]:
        from pydantic import Field, StringConstraints

        of_text = self.limits.keys() <= StringConstraints.__dataclass_fields__.keys()
        yield from StringConstraints(**self.limits) if of_text else Field(**self.limits).metadata  # type: ignore[arg-type,call-overload]


Name = Annotated[str, Limits(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)]
Sql = Annotated[str, Limits(strip_whitespace=True, min_length=1, max_length=20_000)]
"""A query; it may be written short, see `short_queries`."""
Expression = Annotated[str, Limits(strip_whitespace=True, min_length=1, max_length=10_000)]
"""An SQL expression: a value, a condition."""
Condition = Annotated[str, Limits(strip_whitespace=True, min_length=1, max_length=5_000)]
"""An SQL expression that is true or not; one that is a name alone needs no colon, see `short_queries.condition`."""
Formula = Annotated[str, Limits(min_length=1, max_length=2_000)]
"""A text with `{column}` in it that is made SQL, see `text_sql`."""
Template = Annotated[str, Limits(max_length=5_000)]
"""Text with `{column}`, `{column|format}` and `**bold**` in it; see `template`."""


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(Field,))
class Strict:
    """A part of a form pack. A word it does not know is an error, never ignored.

    The dataclasses' own methods would be written anew for every part, which takes longer than to read a draft.
    """

    __pydantic_config__: ClassVar = {"extra": "forbid"}
    __dataclass_fields__: ClassVar[dict[str, dataclasses.Field[Any]]]

    def __init_subclass__(cls) -> None:
        dataclasses.dataclass(init=False, repr=False, eq=False, match_args=False, kw_only=True)(cls)

    def __init__(self, **values: Any) -> None:
        fields = self.__dataclass_fields__
        if not values.keys() <= fields.keys():
            raise TypeError(f"{type(self).__name__} knows no {', '.join(values.keys() - fields.keys())}")
        vars(self).update({name: values[name] if name in values else _default(fields[name]) for name in fields})
        self.__post_init__()

    def __post_init__(self) -> None:
        """Raise ValueError where what is said does not fit together."""

    def __setattr__(self, name: str, _value: object) -> None:
        raise dataclasses.FrozenInstanceError(name)

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and vars(other) == vars(self)

    def __hash__(self) -> int:
        return hash(tuple(vars(self).values()))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in vars(self).items())})"

    @classmethod
    def names(cls) -> list[str]:
        """The words that may be written in such a part, as YAML spells them."""
        return [field.metadata.get("alias", name) for name, field in cls.__dataclass_fields__.items()]

    def with_values(self, **values: Any) -> Self:
        """The same with other values for some words."""
        return type(self)(**vars(self) | values)


class SqlValue(Strict):
    """A value that is worked out of the draft."""

    sql: Expression

    def query(self) -> str:
        """The query of one row whose column `value` is what the expression yields."""
        return f"SELECT (\n{self.sql}\n) AS value"


Constant = str | int | float


def _default(field: dataclasses.Field[Any]) -> Any:
    if field.default_factory is not dataclasses.MISSING:
        return field.default_factory()
    if field.default is dataclasses.MISSING:
        raise TypeError(f"{field.name} is not said")
    return field.default


def fits(value: Any, kind: Any) -> bool:
    """Whether plain data has the shape of a kind of a part, roughly and quickly: without pydantic, and its limits."""
    if isinstance(kind, type) and issubclass(kind, Strict):
        hints = _hints(cast(Any, kind))
        named = isinstance(value, dict) and value.keys() <= hints.keys()
        return named and all(
            fits(value[name], hints[name]) if name in value else _has_default(field)
            for name, field in kind.__dataclass_fields__.items()
        )
    origin, inner = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return fits(value, inner[0])
    if origin in (Union, UnionType):
        return any(fits(value, each) for each in inner)
    if origin is Literal:
        return value in inner
    if origin is tuple:
        if not isinstance(value, list):
            return False
        if inner[-1] is Ellipsis:
            return all(fits(each, inner[0]) for each in value)
        return len(value) == len(inner) and all(map(fits, value, inner))
    if kind is float:
        return isinstance(value, int | float) and not isinstance(value, bool)
    return type(value) is (type(None) if kind is None else kind)


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)  # takes longer than the rest of looking at a value


def _has_default(field: dataclasses.Field[Any]) -> bool:
    return field.default is not dataclasses.MISSING or field.default_factory is not dataclasses.MISSING


def checker(model: Any) -> TypeAdapter[Any]:
    """What checks plain data against a model, and describes it as JSON Schema."""
    return _checker(model)


@cache
def _checker(model: Any) -> TypeAdapter[Any]:
    from pydantic import TypeAdapter

    return TypeAdapter(model)


class Tag:
    """Marks a kind of a union with the word that it alone has."""

    def __init__(self, word: str) -> None:
        self.word = word

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        from pydantic import Tag

        return Tag(self.word).__get_pydantic_core_schema__(source, handler)


class ByWord:
    """Tell the kinds of a union apart by the one word that each kind alone has; `also` are what is short for one."""

    def __init__(self, *words: str, also: Iterable[str] = ()) -> None:
        self.words = words
        self.known = (*words, *also)

    def word_of(self, value: object) -> str | None:
        """The word by which a value is told."""
        has = value if isinstance(value, dict) else getattr(value, "__dict__", {})
        return next((word for word in self.words if word in has), None)

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        from pydantic import Discriminator

        return Discriminator(
            self.word_of,
            custom_error_type="no_such_part",
            custom_error_message="one of these words is needed: " + ", ".join(self.known),
        ).__get_pydantic_core_schema__(source, handler)


class Short:
    """Marks a part that may be written short: `long` makes the long form of it, and leaves that alone.

    In JSON Schema `schema` makes the description of both out of that of the long form; or `words` adds to the
    definitions that this refers to, which it is given the means to look up.
    """

    def __init__(
        self,
        long: Callable[[Any], Any],
        schema: Callable[[Json], Json] | None = None,
        words: Callable[[Json, Callable[[Json], Json]], None] | None = None,
    ) -> None:
        self.long = long
        self.schema = schema
        self.words = words

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        from pydantic_core import core_schema

        return core_schema.no_info_before_validator_function(self.long, handler(source))

    def __get_pydantic_json_schema__(self, part: CoreSchema, handler: GetJsonSchemaHandler) -> Json:
        described = handler(part)

        def definition(reference: Json) -> Json:
            try:
                return handler.resolve_ref_schema(reference)
            except LookupError:  # a part that holds such parts, in the midst of being described itself
                return {}

        if self.words:
            self.words(described, definition)
        return self.schema(described) if self.schema else described


FixedValues = dict[Name, Annotated[Constant | SqlValue, Short(short_forms.value)]]
"""What texts and SQL may use by name: `{name}`, `:name`."""
