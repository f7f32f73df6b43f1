"""Work in threads that may be left behind: one that waits for a drive that is away must hold up neither page nor exit.

Unlike `background.Work`, whose end a window waits for, such a thread touches nothing of Qt: it leaves its result for
the page to fetch, and what nobody fetches any more is put away.
"""

from collections.abc import Callable
from itertools import count
from threading import Lock, Thread
from typing import Any

from PySide6.QtCore import QObject, QTimer

FETCH_MS = 20


class _Left:
    """Where the threads leave their results, by the number of the work."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.wanted: set[int] = set()
        self.at_work = 0
        self.results: list[tuple[int, object, Exception | None]] = []

    def work(self, number: int, job: Callable[[], Any], put_away: Callable[[Any], object]) -> None:
        result, error = None, None
        try:
            result = job()
        except Exception as raised:  # told on the page, whatever it is
            error = raised
        with self.lock:
            if wanted := number in self.wanted:
                self.results.append((number, result, error))
        if not wanted and error is None:
            put_away(result)
        with self.lock:
            self.at_work -= 1

    def take(self) -> tuple[int, object, Exception | None] | None:
        """The next result; what follows it may make others unwanted, so they are taken one by one."""
        with self.lock:
            if not self.results:
                return None
            self.wanted.discard(self.results[0][0])
            return self.results.pop(0)


class Detached(QObject):
    """Does the page's work. Jobs must not touch what is Qt's; what follows them is done on the page's thread."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._left = _Left()
        self._numbers = count(1)
        self._then: dict[int, tuple[Callable[[Any], object], Callable[[Exception], object]]] = {}
        self._put_away: dict[int, Callable[[Any], object]] = {}
        self._timer = QTimer(self)
        self._timer.setInterval(FETCH_MS)
        self._timer.timeout.connect(self._fetch)

    def run(
        self,
        job: Callable[[], Any],
        then: Callable[[Any], object],
        failed: Callable[[Exception], object],
        put_away: Callable[[Any], object] = lambda _result: None,
    ) -> int:
        """Start a job, and go on with its result; `put_away` gets one that is wanted no more. The job's number."""
        number = next(self._numbers)
        self._then[number] = (then, failed)
        self._put_away[number] = put_away
        with self._left.lock:
            self._left.wanted.add(number)
            self._left.at_work += 1
        Thread(target=self._left.work, args=(number, job, put_away), name="detached", daemon=True).start()
        self._timer.start()
        return number

    def busy(self) -> bool:
        """Whether something is still to come."""
        return bool(self._then)

    def at_work(self) -> bool:
        """Whether any thread is still at it, also one whose result is wanted no more."""
        return self._left.at_work > 0

    def forget(self, number: int) -> None:
        """Want the result of a job no more."""
        with self._left.lock:
            self._left.wanted.discard(number)
            over = [result for n, result, error in self._left.results if n == number and error is None]
            self._left.results = [each for each in self._left.results if each[0] != number]
        self._then.pop(number, None)
        put_away = self._put_away.pop(number, None)
        for result in over if put_away else ():
            assert put_away is not None
            put_away(result)

    def stop(self) -> None:
        """Want nothing any more (the page closes)."""
        self._timer.stop()
        for number in list(self._then):
            self.forget(number)

    def _fetch(self) -> None:
        while (taken := self._left.take()) is not None:
            number, result, error = taken
            then, failed = self._then.pop(number)
            self._put_away.pop(number)
            if error is not None:
                failed(error)
            else:
                then(result)
        if not self._then:
            self._timer.stop()
