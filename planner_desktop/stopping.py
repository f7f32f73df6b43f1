"""Long work that may be stopped at any time: its innermost loops look whether it shall go on.

Whoever runs long work in a thread says once how it is asked to stop (`when`); what does the work calls `look` wherever
one hostile paragraph, table or query could else keep it for minutes. Nothing is handed through, for what may take long
lies deep: words, lines, rows, SQLite's own steps.
"""

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from time import monotonic
from typing import TypeVar

from planner_desktop.errors import StoppedError
from planner_desktop.i18n import _

T = TypeVar("T")
Result = TypeVar("Result")
"""What a work brings."""
Cancelled = Callable[[], bool]
"""Whether a work is asked to stop."""
Progress = Callable[[float], None]
"""Told how far a work is, from 0 to 1; what it raises stops the work."""
Job = Callable[[Progress, Cancelled], object]
"""A work for a thread."""


class _OfThread(threading.local):
    asked: Cancelled | None = None


_this = _OfThread()


@contextmanager
def when(asked: Cancelled) -> Iterator[None]:
    """While it lasts, what this thread does stops at its next `look` once `asked` says so."""
    before, _this.asked = _this.asked, asked
    try:
        yield
    except Exception as error:
        import sqlite3  # the start page needs none

        if isinstance(error, sqlite3.OperationalError) and asked():  # SQLite's own way to tell that it was stopped
            raise StoppedError(_("Stopped.")) from error
        raise
    finally:
        _this.asked = before


def never() -> bool:
    """Work that is done whatever was said of what it is a part of."""
    return False


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Stop what takes longer, with StoppedError."""
    end = monotonic() + seconds
    with when(lambda: monotonic() > end):
        yield


def is_asked() -> bool:
    """Whether the work of this thread shall stop."""
    return _this.asked is not None and _this.asked()


def look() -> None:
    """Go on, or raise StoppedError where the work of this thread shall stop."""
    if is_asked():
        raise StoppedError(_("Stopped."))


def watched(things: Iterable[T]) -> Iterator[T]:
    """The things one after another, with a look before each."""
    for thing in things:
        look()
        yield thing


def counted(things: Sequence[T], progress: Progress | None) -> Iterator[T]:
    """The things one after another; `progress` is told before each what share of them is done."""
    for n, thing in enumerate(things):
        if progress is not None:
            progress(n / len(things))
        yield thing
