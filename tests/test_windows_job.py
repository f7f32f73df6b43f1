"""The job that bounds a program on Windows says of its limits what Windows reads there; elsewhere there is none."""

import ctypes
import sys

import pytest

from planner_desktop import windows_job
from planner_desktop.windows_job import Limits


def test_its_limits_lie_where_windows_looks_for_them() -> None:
    """As MinGW-w64's winnt.h has JOBOBJECT_EXTENDED_LIMIT_INFORMATION on 64 bits."""
    assert ctypes.sizeof(Limits) == 144
    places = {"flags": 16, "processes": 40, "transferred": 64, "process_memory": 112, "peak_job_memory": 136}
    assert {name: getattr(Limits, name).offset for name in places} == places


def test_it_bounds_memory_and_processes_and_ends_with_its_handle() -> None:
    limits = windows_job.limits(300_000_000, 1.5)
    assert (limits.flags, limits.process_memory, limits.process_time) == (
        0x2 | 0x8 | 0x100 | 0x400 | 0x2000,
        300_000_000,
        15_000_000,
    )
    assert limits.processes == windows_job.PROCESSES


@pytest.mark.skipif(sys.platform == "win32", reason="there it bounds this process")
def test_elsewhere_a_process_stays_as_it_is() -> None:
    with windows_job.around(0, memory=1, seconds=1):
        pass
