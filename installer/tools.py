"""The system's tools that an installer is made with; `scripts/installer.sh` installs their packages."""

import os
import shutil
import subprocess

from installer.commit import BuildError, moment


def run_tool(tool: str, *words: str) -> str:
    """Run a tool and return what it printed; it takes the moment of the commit for now. Raises BuildError."""
    if shutil.which(tool) is None:
        raise BuildError(f"{tool} is missing; `make installer` installs its package, or says which that is")
    surroundings = os.environ | {"SOURCE_DATE_EPOCH": str(moment()), "LC_ALL": "C.UTF-8"}
    done = subprocess.run([tool, *words], capture_output=True, check=False, env=surroundings)
    said = done.stdout.decode(errors="replace")
    if done.returncode:
        raise BuildError(f"{tool}: {(said + done.stderr.decode(errors='replace')).strip()[-2000:]}")
    return said
