"""A table in a file, as a spreadsheet or a word processor saves it: HTML, CSV, or tab-separated text."""

import codecs
import csv
import io
import re

from planner_desktop.errors import PlannerError
from planner_desktop.exchange import tab_separated, tables
from planner_desktop.exchange.grid import Grid, squared
from planner_desktop.i18n import _
from planner_desktop.regex import regex

MOST_BYTES = 50_000_000
"""A larger file is no table that people read."""
_HTML = regex(r"\s*(?:<!doctype html|<html|<table|<meta|<!--|<\?xml)", re.IGNORECASE)
_OF_BINARIES = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF")
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_LOOKED_AT = 20
"""So many lines tell what parts the cells."""


def grid_of(content: bytes) -> Grid:
    """The cells in a file's content. Raises PlannerError where it holds no table that can be read."""
    if len(content) > MOST_BYTES or content.startswith(_OF_BINARIES):
        raise PlannerError(
            _("This is no table that can be read"),
            _("Save it from the spreadsheet as CSV (UTF-8) or as a web page, and give that file."),
        )
    text = _decoded(content)
    if _HTML.match(text):
        found = tables.grid_of(text)
        if found is not None:
            return found
    if "\t" in text:
        return tab_separated.read(text)
    return _of_csv(text)


def _decoded(content: bytes) -> str:
    """The text. What is not UTF-8 is in the code page of Thai Windows, in which its Excel writes CSV."""
    encoding = next((name for mark, name in _MARKS if content.startswith(mark)), "utf-8")
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return content.decode("cp874", errors="replace")


def _of_csv(text: str) -> Grid:
    lines = text.splitlines()[:_LOOKED_AT]
    mark = max(",;", key=lambda mark: sum(mark in line for line in lines))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    try:
        rows = [[cell.strip().replace("\r\n", "\n") for cell in row] for row in reader]
    except csv.Error as error:
        raise PlannerError(
            _("This is no table that can be read"),
            _("Save it from the spreadsheet as CSV (UTF-8) or as a web page, and give that file."),
        ) from error
    while rows and not any(rows[-1]):
        rows.pop()
    return Grid(squared(rows))
