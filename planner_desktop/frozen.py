"""Values whose classes cost a start next to nothing: frozen dataclasses, written when the first of a kind is made.

`dataclass` has Python write and compile a class's methods where the class stands. All those of the modules that a start
imports take a tenth of its time, and it makes values of few of them.
"""

import dataclasses
from threading import Lock
from typing import Any, ClassVar, dataclass_transform

_writing = Lock()


@dataclass_transform(frozen_default=True, field_specifiers=(dataclasses.field,))
class Frozen:
    """As `@dataclass(frozen=True)`, for a class that stands on no other; equal is what has equal fields."""

    __dataclass_fields__: ClassVar[dict[str, dataclasses.Field[Any]]]

    def __init__(self, *values: Any, **named: Any) -> None:
        """Only the first of a kind comes here: then the kind has its own."""
        kind = type(self)
        with _writing:
            if "__init__" not in vars(kind):
                dataclasses.dataclass(frozen=True, eq=False, repr=False)(kind)
        kind.__init__(self, *values, **named)

    def __eq__(self, other: object) -> bool:
        return vars(other) == vars(self) if type(other) is type(self) else NotImplemented

    def __hash__(self) -> int:
        return hash(tuple(vars(self).values()))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in vars(self).items())})"
