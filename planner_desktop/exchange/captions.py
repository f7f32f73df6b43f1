"""Which paragraphs are captions: of the table below or the picture above them, or a table's source."""

import re

from planner_desktop.exchange.lists import PastedLine
from planner_desktop.regex import regex
from planner_desktop.thai.digits import to_arabic

_TABLE = regex(r"ตาราง(?:ที่)?\s*[\d.]")
_FIGURE = regex(r"(?:ภาพ|รูป|รูปภาพ|แผนภูมิ|แผนภาพ|แผนที่)(?:ที่)?\s*[\d.]")
_SOURCE = regex(r"(?:ที่มา|แหล่งที่มา|แหล่งข้อมูล)\s*:?")
_LONGEST = 300


def is_of_table(line: PastedLine) -> bool:
    """Whether a paragraph above a table is its caption."""
    return _is_caption(line, _TABLE)


def is_of_figure(line: PastedLine) -> bool:
    """Whether a paragraph below a picture is its caption."""
    return _is_caption(line, _FIGURE)


def is_source(line: PastedLine) -> bool:
    """Whether a paragraph below a table tells its source."""
    return bool(_SOURCE.match(line.text))


def _is_caption(line: PastedLine, head: re.Pattern[str]) -> bool:
    return not line.marker and (line.caption or bool(head.match(to_arabic(line.text)))) and len(line.text) < _LONGEST
