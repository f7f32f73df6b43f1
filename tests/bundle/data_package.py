"""What a reader of data packages finds wrong in one."""

import csv
from pathlib import Path
from typing import Any


def problems(description: Path) -> list[Any]:
    """Each as title, row, field and message; none in one that is valid."""
    limit = csv.field_size_limit()  # which the library lifts for the whole process
    import frictionless

    try:
        report = frictionless.validate(str(description))
        return [] if report.valid else [*report.flatten(["title", "rowNumber", "fieldNumber", "message"]), "not valid"]
    finally:
        csv.field_size_limit(limit)
