"""`python -m planner_desktop` is `planner-desktop`."""

import sys

from planner_desktop.cli import main

sys.exit(main())
