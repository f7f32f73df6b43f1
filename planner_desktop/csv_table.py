"""Tables as CSV that Excel opens in Thai, and in which no text becomes a formula.

A spreadsheet works out what begins with an equals sign, a plus, a minus or an @, also in a file that somebody was sent.
Such a text is written behind an apostrophe, and without it when it is read again; so is one that begins with the
apostrophe and the sign, so that every text comes back as it was. A number, and a dash alone, are no formulas.
"""

import io
from collections.abc import Sequence
from pathlib import Path

from planner_desktop import whole_file
from planner_desktop.errors import DraftError
from planner_desktop.regex import regex

_HARMFUL = regex(r"'*[=+\-@\t\r\n]")
_HARMLESS = regex(r"-|[+-]?[0-9][0-9,]*(?:\.[0-9]+)?%?")
_WRITTEN_SO = regex(r"'+[=+\-@\t\r\n]")


def neutralised(text: str) -> str:
    """A text as it is written, so that no spreadsheet takes it for a formula."""
    return f"'{text}" if _HARMFUL.match(text) and not _HARMLESS.fullmatch(text) else text


def restored(text: str) -> str:
    """The text that was written so."""
    return text[1:] if _WRITTEN_SO.match(text) else text


def as_bytes(table: Sequence[Sequence[str]]) -> bytes:
    """A table as the bytes of a file."""
    import csv  # a start needs none

    text = io.StringIO(newline="")
    csv.writer(text).writerows([neutralised(cell) for cell in row] for row in table)
    return text.getvalue().encode("utf-8-sig")  # Excel knows by the mark that it is UTF-8


def write(path: Path, table: Sequence[Sequence[str]]) -> None:
    """Write a table. Raises DraftError."""
    try:
        whole_file.write(path, as_bytes(table))
    except OSError as error:
        raise DraftError(*whole_file.cannot_be_written(path, error)) from error
