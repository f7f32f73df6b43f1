"""What is taken of many bundles that were received before, read on all cores while the tables follow in their order.

Where the system can divide a process (`fork`), its halves have the edition already. Elsewhere, in a window's thread and
for a few bundles it would take longer to start them than they save.
"""

import os
import warnings
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from planner_desktop.bundle.separate_process import may_divide
from planner_desktop.bundle.taken import Taken
from planner_desktop.collect.verified import Verified
from planner_desktop.errors import CollectionError

FEW = 24
AHEAD = 4
"""So many bundles for each core are read before they are asked for: memory does not grow with how many there are."""
_verified: Verified | None = None


@contextmanager
def ahead(verified: Verified, bundles: Sequence[tuple[Path, Mapping[str, Any]]]) -> Iterator[Iterator[Taken | None]]:
    """What is taken of these bundles, whose receipts say this, in their order; None of one that cannot be read so."""
    if len(bundles) < FEW or not may_divide():
        yield (None for _bundle in bundles)
        return
    global _verified
    _verified = verified
    pool = ProcessPoolExecutor(mp_context=get_context("fork"))
    try:
        yield _in_order(pool, bundles)
    finally:
        pool.shutdown(cancel_futures=True)
        _verified = None


def _in_order(pool: ProcessPoolExecutor, bundles: Sequence[tuple[Path, Mapping[str, Any]]]) -> Iterator[Taken | None]:
    under_way: deque[Future[Taken | None]] = deque()
    left = deque(bundles)
    try:
        while left or under_way:
            while left and len(under_way) < AHEAD * (os.cpu_count() or 1):
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore")  # of threads: the command line has none but its own
                    under_way.append(pool.submit(_read, *left.popleft()))
            yield under_way.popleft().result()
    except BrokenProcessPool:  # the system ended one; what it had not read is read here
        yield from (None for _bundle in (*under_way, *left, None))


def _read(path: Path, says: Mapping[str, Any]) -> Taken | None:
    assert _verified is not None
    try:
        return _verified.take(path, says)
    except CollectionError:  # whoever asks tries it again, and tells it
        return None
