"""How much a zip from anyone may hold before a byte of it is unpacked: what it says itself is added up and refused.

Whoever reads one still reads no more of each file than it said, and finds by its checksum that it lied.
"""

import zipfile
from collections.abc import Sequence

MOST_PACKED = 300
"""So many times smaller than its content is nothing that people made, above the first megabytes."""
ALWAYS = 30_000_000
"""Bytes that may be packed as tightly as they will."""


def holds_too_much(entries: Sequence[zipfile.ZipInfo], most_files: int, most_bytes: int) -> bool:
    """Whether these files are too many, too large, or packed more tightly than anything that people made."""
    whole = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    return len(entries) > most_files or whole > most_bytes or whole > ALWAYS + MOST_PACKED * packed
