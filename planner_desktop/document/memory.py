"""What texts came to when a section was last set, so that after an edit only the changed ones are set again."""

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

T = TypeVar("T")


class Memory:
    """Results by what they were made from. Those of `before` that are not asked for again are forgotten with it."""

    def __init__(self, before: "Memory | None" = None) -> None:
        self._kept: dict[Hashable, Any] = {}
        self._before = before._kept if before else {}

    def recall(self, key: Hashable, make: Callable[[], T]) -> T:
        """The result for a key: the one that is known, else a new one."""
        if key not in self._kept:
            self._kept[key] = self._before[key] if key in self._before else make()
        result: T = self._kept[key]
        return result

    def settle(self) -> None:
        """Forget what was not asked for again."""
        self._before = {}


class NoMemory(Memory):
    """Keeps nothing, for a document that is set once."""

    def recall(self, key: Hashable, make: Callable[[], T]) -> T:
        """A new result."""
        return make()
