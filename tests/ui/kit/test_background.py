"""Long work in threads: its result in the Qt thread, stopping it, and leaving it behind."""

import threading
from collections.abc import Callable, Iterator
from typing import NoReturn

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from planner_desktop import stopping
from planner_desktop.stopping import Cancelled, Progress
from planner_desktop.ui.kit.background import Worker
from planner_desktop.ui.kit.progress_row import ProgressRow


@pytest.fixture
def worker(qapp: object) -> Iterator[Worker]:
    parent = QObject()
    yield Worker(parent)
    delete(parent)


@pytest.fixture
def hangs() -> Iterator[Callable[[object, object], str]]:
    """A job that looks at nothing until the test is over, as one that asks a drive that does not answer."""
    over = threading.Event()
    yield lambda _progress, _cancelled: "late" if over.wait() else ""
    over.set()


def endless(_progress: Progress, _cancelled: Cancelled) -> NoReturn:
    while True:
        stopping.look()


def never(result: object) -> NoReturn:
    pytest.fail(f"nobody wants {result!r}")


def test_a_job_is_done_in_a_thread_and_told_in_the_qt_thread(qtbot: QtBot, worker: Worker) -> None:
    threads: list[threading.Thread] = []
    shares: list[float] = []

    def job(progress: Progress, _cancelled: Cancelled) -> threading.Thread:
        progress(0.5)
        return threading.current_thread()

    with qtbot.waitSignal(worker.over):
        worker.start(job, lambda done: threads.extend([done, threading.current_thread()]), progress=shares.append)
        assert worker.is_busy
    assert threads[0] is not threading.main_thread()
    assert threads[1] is threading.main_thread()
    assert shares == [0.5]
    assert not worker.is_busy


def test_what_a_job_raises_is_told(qtbot: QtBot, worker: Worker) -> None:
    failed: list[Exception] = []
    with qtbot.waitSignal(worker.over):
        worker.start(lambda _progress, _cancelled: 1 // 0, never, failed.append)
    assert isinstance(failed[0], ZeroDivisionError)


def test_a_failure_that_nobody_takes_up_is_a_fault_of_the_program(qtbot: QtBot, worker: Worker) -> None:
    with qtbot.captureExceptions() as faults, qtbot.waitSignal(worker.over):
        worker.start(lambda _progress, _cancelled: 1 // 0)
    assert [fault[0] for fault in faults] == [ZeroDivisionError]


def test_a_job_that_is_cancelled_ends_by_itself_and_is_no_fault(qtbot: QtBot, worker: Worker) -> None:
    stopped: list[Exception] = []
    with qtbot.waitSignal(worker.over):
        worker.start(endless, never, never, stopped=stopped.append)
        worker.cancel()
    assert [str(error) for error in stopped] == ["Stopped."]


def test_a_worker_that_stops_waits_and_tells_nothing(qtbot: QtBot, worker: Worker) -> None:
    worker.start(endless, never, never, stopped=never)
    worker.start(lambda _progress, cancelled: cancelled(), never, never)
    worker.stop()
    assert not [thread for thread in threading.enumerate() if thread.name == "work"]
    assert not worker.is_busy


def test_what_comes_too_late_is_closed_once(qtbot: QtBot, worker: Worker) -> None:
    closed: list[str] = []
    goes_on, there = threading.Event(), threading.Event()

    def slow(_progress: Progress, _cancelled: Cancelled) -> str:
        goes_on.wait()
        return "in its thread"

    worker.start(slow, never, late=closed.append)
    worker.leave()
    goes_on.set()
    qtbot.waitUntil(lambda: closed == ["in its thread"])
    worker.start(lambda _progress, _cancelled: "already there", never, late=closed.append)
    worker.start(lambda _progress, _cancelled: there.set(), never)
    there.wait()
    worker.stop()
    assert sorted(closed) == ["already there", "in its thread"]


def test_a_worker_whose_parent_is_gone_tells_nothing(qtbot: QtBot) -> None:
    parent, closed, goes_on = QObject(), list[str](), threading.Event()
    worker = Worker(parent)
    worker.start(lambda _progress, _cancelled: "x" if goes_on.wait() else "", never, late=closed.append)
    delete(parent)
    goes_on.set()
    qtbot.waitUntil(lambda: closed == ["x"])


def test_the_row_shows_what_is_done_and_stops_it(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    row, failed = ProgressRow(window, escape=True), list[str]()
    window.show()
    row.run("Counting…", endless, never, lambda error: failed.append(str(error)))
    row.run("Another…", endless, never, never)
    assert row.isVisible()
    assert row.text.said() == row.bar.accessibleName() == "Counting…"
    assert row.bar.maximum() == 0  # nothing is known yet
    row.show_share(0.25)
    assert row.bar.value() / row.bar.maximum() == 0.25
    qtbot.waitExposed(window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(window, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: failed == ["Stopped."])
    assert not row.isVisible()


def test_a_row_leaves_a_drive_that_does_not_answer_at_once(
    qtbot: QtBot, hangs: Callable[[object, object], str]
) -> None:
    row = ProgressRow(may_hang=True)
    qtbot.addWidget(row)
    row.run("Opening…", hangs, never, never)
    row.stop_button.click()
    assert row.isHidden()
    assert not row.is_busy
    assert all(thread.daemon for thread in threading.enumerate() if thread.name == "work")
