"""How far a long edit is: who does it tells before each of its parts, and may be stopped by an exception."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

Step = Callable[[float], None]
T = TypeVar("T")


def counted(things: Sequence[T], step: Step | None) -> Iterator[T]:
    """The things one after another; `step` is told before each what share of them is done."""
    for n, thing in enumerate(things):
        if step is not None:
            step(n / len(things))
        yield thing
