"""Moments as the officer reads them."""

from datetime import datetime

from planner_desktop.thai.dates import format_date


def when(at: datetime) -> str:
    """A moment by this PC's clock: "1 ต.ค. 2567 14:05"."""
    here = at.astimezone()
    return f"{format_date(here.date(), short=True)} {here:%H:%M}"
