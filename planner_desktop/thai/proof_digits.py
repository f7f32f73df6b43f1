"""Thai digits among Arabic ones: within a number, and in a text whose plan prints Arabic ones."""

from planner_desktop.regex import regex
from planner_desktop.thai.digits import to_arabic
from planner_desktop.thai.proof import Flaw

_BOTH = regex(r"(?=[0-9๐-๙.,]*[0-9])(?=[0-9๐-๙.,]*[๐-๙])[0-9๐-๙](?:[0-9๐-๙.,]*[0-9๐-๙])?")
_THAI = regex(r"[๐-๙](?:[๐-๙.,]*[๐-๙])?")


def mixed_numbers(text: str) -> list[Flaw]:
    """Numbers of Thai and Arabic digits: “256๕”."""
    return [Flaw(found.start(), found.end(), to_arabic(found[0])) for found in _BOTH.finditer(text)]


def thai_numbers(text: str) -> list[Flaw]:
    """Numbers in Thai digits alone."""
    mixed = mixed_numbers(text)
    return [
        Flaw(found.start(), found.end(), to_arabic(found[0]))
        for found in _THAI.finditer(text)
        if not any(flaw.start <= found.start() < flaw.end for flaw in mixed)
    ]
