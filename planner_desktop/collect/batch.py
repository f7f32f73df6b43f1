"""Receiving many bundles: each gets its receipt, and one that cannot be read keeps none of the others waiting.

What is to be received is written down beside the collection before the first is, and gone after the last: a program
that was killed in between goes on where it was. To receive a bundle twice changes nothing.
"""

import json
import os
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path

from planner_desktop import stopping, whole_file
from planner_desktop.bundle import ready
from planner_desktop.bundle.machine import NotLookedAtError
from planner_desktop.bundle.separate_process import may_divide
from planner_desktop.collect.collection import Collection
from planner_desktop.collect.places import folder_of
from planner_desktop.collect.receiving import Coming, Receipt, bundles_in
from planner_desktop.errors import CollectionError, ServerAwayError
from planner_desktop.frozen import Frozen

WAITING = "waiting.json"
MOST_BYTES = 10_000_000
FEW = 2
"""For more it pays to have ready what each of them needs."""
FEWER = 32
"""What is still to be received is noted anew when it is fewer by one part of so many."""


class Arrival(Frozen):
    """A bundle that came: its receipt, or why it has none; `again` where it stays in line for that."""

    path: Path
    receipt: Receipt | None = None
    trouble: str = ""
    again: bool = False


def receive_all(
    collection: Collection,
    paths: Iterable[Path],
    by: str,
    told: Callable[[Arrival], object] = lambda _arrival: None,
    progress: stopping.Progress = lambda _share: None,
    *,
    cores: int = 0,
    print_again: bool = False,
) -> list[Arrival]:
    """Receive the bundles among files and folders; `told` is called after each.

    While one is taken in the next are verified, on as many cores (0: all); `print_again` also what is drawn in the PDF.
    What could not be looked at, for something that is not in it, or while the server is away, stays in line
    (`waiting`). What is stopped (StoppedError) is not waited for any more, and what was received stays. Raises
    CollectionError where nothing can be added to the collection.
    """
    bundles = bundles_in(paths)
    among = set(bundles)
    others = [path for path in waiting(collection) if path not in among]
    arrivals: list[Arrival] = []
    noted = 0
    left, ahead = deque(bundles), deque[Coming | Arrival]()
    many = len(bundles) > FEW and may_divide()
    try:
        with ExitStack() as held:
            for _path in stopping.counted(bundles, progress):
                if len(arrivals) >= noted:  # not after each: of thousands that would be most of the work
                    _note(collection, [*others, *bundles[len(arrivals) :]])
                    noted = len(arrivals) + 1 + (len(bundles) - len(arrivals)) // FEWER
                collection.refuse_if_only_read()
                stopping.look()
                if many and not arrivals:
                    held.enter_context(ready.for_many(collection.pack))
                while left and len(ahead) < (cores or os.cpu_count() or 1):
                    ahead.append(_coming(collection, left.popleft(), print_again))
                try:
                    arrivals.append(_arrival(collection, ahead[0], by))
                except ServerAwayError as error:
                    for path in bundles[len(arrivals) :]:
                        arrivals.append(Arrival(path, trouble=str(error), again=True))
                        told(arrivals[-1])
                    break
                ahead.popleft()
                told(arrivals[-1])
    finally:
        for each in ahead:
            if isinstance(each, Coming):
                each.close()
        if (left_over := [*others, *(each.path for each in arrivals if each.again)]) != waiting(collection):
            _note(collection, left_over)
    return arrivals


def _coming(collection: Collection, path: Path, print_again: bool) -> Coming | Arrival:
    try:
        return Coming(collection, path, print_again=print_again)
    except (CollectionError, NotLookedAtError) as error:
        return Arrival(path, trouble=str(error), again=isinstance(error, NotLookedAtError))


def _arrival(collection: Collection, coming: Coming | Arrival, by: str) -> Arrival:
    if isinstance(coming, Arrival):
        collection.refuse_if_only_read()
        return coming
    try:
        with coming:
            return Arrival(coming.path, coming.take_in(by))
    except ServerAwayError:
        raise
    except (CollectionError, NotLookedAtError) as error:
        collection.refuse_if_only_read()
        return Arrival(coming.path, trouble=str(error), again=isinstance(error, NotLookedAtError))


def waiting(collection: Collection) -> list[Path]:
    """What was to be received when the program was cut off, or could not be looked at."""
    with suppress(OSError, ValueError, TypeError):
        return [Path(name) for name in json.loads(whole_file.read(_waiting_file(collection), MOST_BYTES))]
    return []


def _note(collection: Collection, bundles: Sequence[Path]) -> None:
    """Write down what is to be received. Raises CollectionError."""
    collection.refuse_if_only_read()
    file = _waiting_file(collection)
    try:
        if bundles:
            names = dict.fromkeys(str(path.absolute()) for path in bundles)
            whole_file.write(file, json.dumps(list(names), ensure_ascii=False).encode())
        elif file.exists():
            whole_file.remove(file)
    except OSError as error:
        raise CollectionError(*whole_file.cannot_be_written(file, error)) from error


def _waiting_file(collection: Collection) -> Path:
    return folder_of(collection.path) / WAITING
