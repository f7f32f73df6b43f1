"""Where a collection lies: its file, and beside it the folder with its bundles and decisions."""

import hashlib
from pathlib import Path

from planner_desktop import whole_file

SUFFIX = ".bmacollect"
RECEIVED = ".received"
DECISIONS = "decisions.jsonl"


def folder_of(path: Path) -> Path:
    """Where a collection's bundles and decisions lie."""
    return path.with_suffix(RECEIVED)


def sha256_of(path: Path) -> str:
    """The checksum of a file, in hexadecimal digits. Raises OSError."""
    with whole_file.opened(path) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
