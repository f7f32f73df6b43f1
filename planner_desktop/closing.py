"""Closing what nobody will get: a file left open cannot be moved or deleted on Windows, and keeps its memory."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol, TypeVar


class _Closable(Protocol):
    def close(self) -> object: ...


C = TypeVar("C", bound=_Closable)


@contextmanager
def closed_on_error(opened: C) -> Iterator[C]:
    """Close what was opened where what is done with it fails; otherwise it stays open, for whoever gets it."""
    try:
        yield opened
    except BaseException:
        opened.close()
        raise
