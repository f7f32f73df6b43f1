"""What is taken of many bundles that were received before, read on all cores while the tables follow in their order.

Where the system can divide a process (`fork`), its parts have the edition already. Elsewhere, in a window's thread and
for a few bundles it would take longer to start them than they save.
"""

import os
import pickle
import signal
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, Self

from planner_desktop.bundle.separate_process import may_divide
from planner_desktop.bundle.taken import Taken
from planner_desktop.collect.verified import Verified
from planner_desktop.errors import CollectionError

FEW = 24
_Kept = tuple[Path, Mapping[str, Any]]


@contextmanager
def ahead(verified: Verified, bundles: Sequence[_Kept]) -> Iterator[Iterator[Taken | None]]:
    """What is taken of these bundles, whose receipts say this, in their order; None of one that cannot be read so."""
    if len(bundles) < FEW or not may_divide():
        yield (None for _bundle in bundles)
        return
    cores = os.cpu_count() or 1
    with ExitStack() as open_parts:
        parts = [open_parts.enter_context(_Part(verified, bundles[n::cores])) for n in range(cores)]
        yield (parts[n % cores].next() for n in range(len(bundles)))


class _Part:
    """This process once more, which reads some of the bundles.

    What it wrote into its pipe waits there, and it with the next: memory does not grow with how many there are.
    """

    def __init__(self, verified: Verified, bundles: Sequence[_Kept]) -> None:
        reads, writes = os.pipe()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of threads: the command line has none but its own
            self._process = os.fork()
        if self._process == 0:
            try:
                os.close(reads)
                with os.fdopen(writes, "wb") as out:
                    for bundle in bundles:
                        pickle.dump(_read(verified, *bundle), out)
                        out.flush()
            finally:
                os._exit(0)
        os.close(writes)
        self._pipe = os.fdopen(reads, "rb")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._pipe.close()
        os.kill(self._process, signal.SIGKILL)  # it is over, or shall be
        os.waitpid(self._process, 0)

    def next(self) -> Taken | None:
        """What is taken of its next bundle; None where the system ended it: what it had not read is read here."""
        try:
            taken: Taken | None = pickle.load(self._pipe)
        except (EOFError, pickle.UnpicklingError):
            return None
        return taken


def _read(verified: Verified, path: Path, says: Mapping[str, Any]) -> Taken | None:
    try:
        return verified.take(path, says)
    except CollectionError:  # whoever asks tries it again, and tells it
        return None
