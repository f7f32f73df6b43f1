"""Starts the program from the folder that an installer laid, on the system's Python and none of its packages."""

import sys
from pathlib import Path

here = Path(__file__).resolve().parent
sys.path[:0] = [str(here / "lib"), str(here / "app")]
sys.argv[0] = "planner-desktop"  # by which the desktop knows its windows

from planner_desktop.cli import main  # noqa: E402 - found only now

sys.exit(main())
