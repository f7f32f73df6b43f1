"""What lets those who are given a file trust it: a signature by the office's own command, and the list of checksums."""

import hashlib
import os
import shlex
from pathlib import Path

from installer.tools import run_tool

SIGN = "PLANNER_SIGN"
"""The environment variable with the command that signs a program; the program's path is put behind it."""
SUMS = "SHA256SUMS"


def sign(program: Path) -> None:
    """Have a program for Windows signed in its place, if there is a command for it. Raises BuildError."""
    if command := shlex.split(os.environ.get(SIGN, "")):
        run_tool(*command, str(program))


def write_sums(folder: Path) -> Path:
    """Write the SHA-256 of every file of a folder into a list, as sha256sum and certutil tell them."""
    out = folder / SUMS
    files = sorted(file for file in folder.iterdir() if file.is_file() and file != out)
    lines = (f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n" for file in files)
    out.write_text("".join(lines), "utf-8")
    return out
