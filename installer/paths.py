"""Where the parts of an installer come from and go to."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HERE = ROOT / "installer"
BUILD = ROOT / "build" / "installer"
"""What is made on the way; `make clean` takes it away."""
CACHE = ROOT / "build" / "cache"
"""What was fetched, by the checksum of what asked for it."""
DIST = ROOT / "dist"
"""The setup file, packages and archives that are given to users."""
WINDOWS = BUILD / "windows" / "planner-desktop"
"""The program for Windows, unpacked."""
LINUX = BUILD / "linux" / "planner-desktop"
"""The program for Linux, unpacked."""
COMMON_LICENCES = Path("/usr/share/common-licenses")
