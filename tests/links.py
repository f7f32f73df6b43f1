"""What lies in a folder and is no file, as a user of this system can make it: links, and pipes."""

import os
import sys
from pathlib import Path

import pytest

from planner_desktop import whole_file

PIPES = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes in folders here")


def lead(path: Path, to: Path) -> None:
    """Have `path` lead to `to`. The test is skipped, saying why, where that cannot be."""
    try:
        if sys.platform == "win32" and to.is_dir():
            import _winapi

            _winapi.CreateJunction(str(to), str(path))  # needs no rights, as a link would
        else:
            path.symlink_to(to, target_is_directory=to.is_dir())
    except OSError as error:
        pytest.skip(f"nothing can lead elsewhere here: {whole_file.told(error)}")
    if not whole_file.is_link(path):
        pytest.skip("this system says that it makes links, and makes none (wine)")
