"""What a template left in a text: dots to be filled, signs for what is not known, instructions to be followed."""

import re

from planner_desktop.regex import regex
from planner_desktop.thai.proof import Flaw

_DOTS = regex(r"[.…](?:\s?[.…]){3,}|[.…]*…[.…]*|(?<=พ\.ศ\.)\s?\.{3,}|(?<=พ\.ศ\. )\.{3,}")
_FILLED = regex(r"[0-9๐-๙]")
_NOT_KNOWN = regex(r"(?<![A-Za-z])(?:N/A|n/a|TBD|xxx+|XXX+)(?![A-Za-z])|\?{3,}|_{4,}")
_OPEN_END = regex(r"^\s*(?:[-•\d.]*\s*)?ฯลฯ\s*$")
_INSTRUCTION = regex(r"\((?:เนื้อหาส่วนนี|หน่วยงานสามารถ)|ให้ทำเครื่องหมาย|ให้หน่วยงาน(?:ระบุ|กรอก)|(?:โปรด|กรุณา)(?:ระบุ|กรอก)")
_LAW = regex(r"ระเบียบ|ข้อบัญญัติ|พระราช|ว่าด้วย|กฎหมาย")
_QUOTED = regex(r"\s?[”\"]")
_CUT = regex(r"[ก-๙]{4,}(?:\.{3}|…)\s*$")
_NEAR, _FAR = 12, 120


def leftover_dots(text: str) -> list[Flaw]:
    """Rows of dots where something should have been filled in.

    Dots on both sides of a number fill a line of a form, three dots end a sentence, and those of a bill's year and
    before a closing quote belong there.
    """
    flaws = []
    for found in _DOTS.finditer(text):
        dots = sum(letter == "." for letter in found[0]) + 3 * found[0].count("…")
        before, behind = text[max(0, found.start() - _NEAR) : found.start()], text[found.end() : found.end() + _NEAR]
        filled = _FILLED.search(before[-3:]) or _FILLED.match(behind.lstrip())
        of_a_year = re.search(r"พ\.\s?ศ\s?$", before + ".", re.DOTALL) or before.rstrip().endswith("พ.ศ")
        if of_a_year and _LAW.search(text[max(0, found.start() - _FAR) : found.start()]):
            continue  # a law that is still to be made is named so
        if _QUOTED.match(behind) or filled:
            continue
        if dots >= 4 or (dots >= 3 and of_a_year):
            flaws.append(Flaw(found.start(), found.end()))
    return flaws


def cut_short(text: str) -> list[Flaw]:
    """Words cut off with three dots, as spreadsheets show what their cells have no room for."""
    return [Flaw(found.start(), found.end()) for found in _CUT.finditer(text)]


def leftover_signs(text: str) -> list[Flaw]:
    """N/A, rows of x, question marks or underlines, and an “etc.” that is all an item says."""
    return [Flaw(found.start(), found.end()) for rule in (_NOT_KNOWN, _OPEN_END) for found in rule.finditer(text)]


def leftover_instructions(text: str) -> list[Flaw]:
    """Words that tell whoever fills in the template what to do."""
    return [Flaw(found.start(), found.end()) for found in _INSTRUCTION.finditer(text)]
