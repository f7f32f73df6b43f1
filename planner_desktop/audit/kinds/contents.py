"""The table of contents against the headings of the plan."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import pairwise

from planner_desktop.audit.audited import Audited
from planner_desktop.audit.blocks import Heading, Items, Line, Paragraph, Table
from planner_desktop.audit.finding import Finding, at_lines, short
from planner_desktop.i18n import _
from planner_desktop.regex import regex
from planner_desktop.thai.compared import compared
from planner_desktop.thai.digits import to_arabic

_PAGE = regex(r"\s(\d{1,3}(?:\s*[-–]\s*\d{1,3})?)\s*$")
_MARK = regex(r"^[\s\-•–*]+")
_PART = regex(r"ส่วนที่ ?\d")
_ENGLISH = regex(r"\([A-Za-z ]+\)")
_LIKE = 0.62
_LONG = 25
_CLEAN = regex(r"[\s\-–/.()]+")
_FRONT = ("หน้า", "รายการ", "คำนำ", "สารบัญ")


def find(plan: Audited) -> Iterator[Finding]:
    """Lines of the contents that are no heading as they stand, lines without a page, and parts that are not in it."""
    entries = list(_entries(plan))
    if len(entries) < 4:
        return
    headings = [
        (block.level, " ".join(block.text.split()), block.line)
        for placed in plan.blocks
        if isinstance(block := placed.block, Heading) and placed.place.part != "contents"
    ]
    last = max(entry.line for entry, _page in entries)
    headings = [(level, text, line) for level, text, line in headings if line > last or not line]
    joined = [*headings, *_with_number(headings)]
    known: set[int] = set()
    for entry, _page in entries:
        yield from _compared(plan, entry, joined, known)
    yield from _without_page(plan, entries)
    yield from _not_in_it(plan, entries, headings, known)


def _entries(plan: Audited) -> Iterator[tuple[Line, str]]:
    for placed in plan.blocks:
        if placed.place.part != "contents":
            continue
        block = placed.block
        lines: list[tuple[Line, str]] = []
        if isinstance(block, Table):
            lines = [(Line(" ".join(row.cells[:-1]), row.line), row.cells[-1].strip()) for row in block.rows]
        elif isinstance(block, Items):
            lines = [_parted(item) for item in block.items]
        elif isinstance(block, Paragraph):
            lines = [_parted(Line(block.text, block.line))]
        for line, page in lines:
            text = _MARK.sub("", " ".join(line.text.split()))
            if len(text) > 3 and text not in _FRONT[:2]:
                yield Line(text, line.line), page


def _parted(line: Line) -> tuple[Line, str]:
    found = _PAGE.search(to_arabic(line.text))
    return (Line(line.text[: found.start()], line.line), found[1]) if found else (line, "")


def _with_number(headings: list[tuple[int, str, int]]) -> Iterator[tuple[int, str, int]]:
    """“ส่วนที่ 1” and the heading below it as one, as the contents print them."""
    for (level, text, _line), (_level, below, line) in pairwise(headings):
        if _PART.fullmatch(text):
            yield level, f"{text} {below}", line


def _known(text: str) -> str:
    return compared(_CLEAN.sub("", text))


def _compared(plan: Audited, entry: Line, headings: list[tuple[int, str, int]], known: set[int]) -> Iterator[Finding]:
    own = _known(entry.text)
    scored = [
        (SequenceMatcher(None, own, _known(text), autojunk=False).ratio(), text, line) for _l, text, line in headings
    ]
    score, text, line = max(scored, default=(0.0, "", 0), key=lambda one: one[0])
    if score >= _LIKE:
        known.add(line)
    plain = _known(_ENGLISH.sub("", text))
    if score == 1.0 or entry.text in _FRONT or plain == own or (len(own) > _LONG and _known(text).startswith(own)):
        return
    if score >= _LIKE:
        yield Finding(
            "contents-vs-heading",
            "note",
            at_lines(entry.line, line),
            plan.blocks[0].place.said if not entry.line else _("Contents"),
            short(entry.text, 120),
            short(text, 120),
            _("The contents say “{entry}”, the heading “{heading}”").format(
                entry=short(entry.text, 50), heading=short(text, 50)
            ),
            _("Write the heading in the contents as it stands in the plan."),
        )
    else:
        yield Finding(
            "contents-without-heading",
            "warning",
            at_lines(entry.line),
            _("Contents"),
            short(entry.text, 120),
            "",
            _("No heading is “{entry}” of the contents").format(entry=short(entry.text, 60)),
            _("Correct the contents, or give the part this heading."),
        )


def _without_page(plan: Audited, entries: list[tuple[Line, str]]) -> Iterator[Finding]:
    silent = [entry for entry, page in entries if not re.search(r"\d|^[ก-ฮ]$", to_arabic(page))]
    if silent and len(silent) < len(entries):
        yield Finding(
            "contents-page-missing",
            "note",
            at_lines(*(entry.line for entry in silent)),
            _("Contents"),
            "",
            "",
            _("{count} lines of the contents have no page").format(count=len(silent)),
            _("Write the page behind each line."),
        )


def _not_in_it(
    plan: Audited, entries: list[tuple[Line, str]], headings: list[tuple[int, str, int]], known: set[int]
) -> Iterator[Finding]:
    """The plan's great headings that no line of the contents names."""
    yield from _below(headings, known)
    everything = "".join(_known(entry.text) for entry, _page in entries)
    missing = [
        (text, line)
        for level, text, line in headings
        if level == 1
        and line not in known
        and not _PART.fullmatch(text)
        and _known(_PART.sub("", text)) not in everything
        and not text.startswith(("แผนปฏิบัติ", *_FRONT))
    ]
    if missing:
        yield Finding(
            "contents-missing",
            "warning",
            at_lines(max(entry.line for entry, _page in entries), *(line for _text, line in missing)),
            _("Contents"),
            "",
            short(", ".join(text for text, _line in missing), 120),
            _("The contents do not have “{heading}”").format(heading=short(missing[0][0], 60)),
            _("Add the heading to the contents."),
        )


def _below(headings: list[tuple[int, str, int]], known: set[int]) -> Iterator[Finding]:
    """Headings of the second level that the contents lack, of parts of which they name others."""
    parts: list[list[tuple[str, int]]] = [[]]
    for level, text, line in headings:
        if level == 1:
            parts.append([])
        elif level == 2:
            parts[-1].append((text, line))
    for part in parts:
        named = [line for _text, line in part if line in known]
        missing = [(text, line) for text, line in part if line not in known and not _PART.match(text)]
        if len(named) > 1 and missing:
            yield Finding(
                "contents-missing",
                "note",
                at_lines(*(line for _text, line in missing)),
                _("Contents"),
                "",
                short(", ".join(text for text, _line in missing), 120),
                _("The contents do not have “{heading}”").format(heading=short(missing[0][0], 60)),
                _("Add the heading to the contents."),
            )
