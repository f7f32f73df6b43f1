"""The draft: one SQLite file (`*.bmaplan`) that holds a plan, the form pack it was made with, and its history."""

from planner_desktop.draft.draft import Draft, Record
from planner_desktop.draft.file import SUFFIX

__all__ = ["SUFFIX", "Draft", "Record"]
