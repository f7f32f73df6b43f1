"""The draft: one SQLite file (`*.bmaplan`) that holds a plan, the form pack it was made with, and its history."""

from planner_desktop.draft.draft import Draft
from planner_desktop.draft.file.file import PART_SUFFIX, SUFFIX
from planner_desktop.draft.records.records import Record

__all__ = ["PART_SUFFIX", "SUFFIX", "Draft", "Record"]
