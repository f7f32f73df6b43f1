"""The start page: what to go on with, and a new plan.

Its modules import the draft and the form packs only inside the work they do aside, so that the page is there at once.
"""

from planner_desktop.ui.start.page import StartPage

__all__ = ["StartPage"]
