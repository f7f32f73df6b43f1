"""What texts came to when they were last set, so that after an edit only the changed ones are set again."""

from collections.abc import Callable, Hashable, Sequence
from typing import Any, TypeVar

T = TypeVar("T")

_MOST = 30_000  # results; a plan of 130 pages has about 10,000


class Memory:
    """Results by what they were made from. Those that were not asked for in a long time are forgotten."""

    def __init__(self) -> None:
        self._young: dict[Hashable, Any] = {}
        self._old: dict[Hashable, Any] = {}

    def recall(self, key: Hashable, make: Callable[[], T]) -> T:
        """The result for a key: the one that is known, else a new one."""
        if key not in self._young:
            result = self._old.pop(key) if key in self._old else make()
            if len(self._young) >= _MOST:
                self._old, self._young = self._young, {}
            self._young[key] = result
        known: T = self._young[key]
        return known

    def recall_of(self, things: Sequence[object], key: Hashable, make: Callable[[], T]) -> T:
        """The result for a key that was made of these very objects, without a look at what is in them."""
        _things, result = self.recall((key, *map(id, things)), lambda: (things, make()))
        return result


class NoMemory(Memory):
    """Keeps nothing, for a document that is set once."""

    def recall(self, key: Hashable, make: Callable[[], T]) -> T:
        """What `make` makes, each time anew: nothing is kept."""
        return make()

    def recall_of(self, things: Sequence[object], key: Hashable, make: Callable[[], T]) -> T:
        """As `recall`."""
        return make()
