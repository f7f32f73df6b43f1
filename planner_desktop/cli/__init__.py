"""The command line: everything the window does, without a display."""

from planner_desktop.cli.main import main

__all__ = ["main"]
