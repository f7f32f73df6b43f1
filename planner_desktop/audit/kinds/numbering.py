"""Numbering typed by hand: gaps, repeats and two styles, in columns, lists, steps and headings."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from planner_desktop.audit.audited import Audited, Placed
from planner_desktop.audit.blocks import Gantt, Heading, Items, Line, Paragraph, Table
from planner_desktop.audit.finding import Finding, at_lines
from planner_desktop.i18n import _
from planner_desktop.regex import regex
from planner_desktop.thai.digits import to_arabic

_CELL = regex(r"^\s*(\d{1,3})(\.?)\s*$")
_BEGINS = regex(r"^\s*-?\s*(\d{1,3})(\.|\))?\s+(?=[^\d\s(])")
_WITHIN = regex(r"^\s*\d{1,2}\.\d")
_LABEL = regex(r"(?:^|\s)(องค์ประกอบที่|ประเด็นการพัฒนาที่|ภารกิจที่|(?:ชื่อ)?ตัวชี้วัดที่|ส่วนที่)\s*(\d{1,2})(?![\d.])")
_FROM_ONE = ("ตัวชี้วัดที่", "ชื่อตัวชี้วัดที่")
_FEWEST = 3
_MANY_MORE = 6


def find(plan: Audited) -> Iterator[Finding]:
    """Numbers that do not follow each other."""
    yield from _columns(plan)
    yield from _labels(plan)
    yield from _names(plan)
    yield from _unnumbered(plan)
    for placed in plan.blocks:
        block = placed.block
        if isinstance(block, Items) and placed.place.part != "contents":
            yield from _items(placed, [Line(item.text, item.line) for item in block.items])
        elif isinstance(block, Gantt):
            tops = [Line(f"{step.number.rstrip('.')} x", step.line) for step in block.steps if _is_whole(step.number)]
            yield from _sequence(placed, _numbers(tops), starts_anew=False)


def _is_whole(number: str) -> bool:
    return bool(re.fullmatch(r"\s*\d{1,3}\.?\s*", to_arabic(number)))


Numbers = list[tuple[int, str, int]]
"""Numbers with the sign behind each and the line it stands on."""


def _numbers(lines: Sequence[Line], rule: re.Pattern[str] = _BEGINS) -> Numbers:
    return [(int(found[1]), found[2] or "", line.line) for line in lines if (found := rule.match(to_arabic(line.text)))]


def _columns(plan: Audited) -> Iterator[Finding]:
    """The columns of numbers, over all tables with the same heads under the same heading; other columns in a table."""
    series: dict[tuple[str, str], list[tuple[Placed, Line]]] = defaultdict(list)
    for placed, table in plan.tables:
        if placed.place.part == "contents":
            continue
        number = placed.columns.get("number")
        for at in range(table.width):
            lines = [Line(row.cells[at], row.line) for row in table.rows if row.cells[at].strip()]
            if at == number:
                heading = placed.place.headings[-1] if placed.place.headings else ""
                series[heading, "|".join(table.titles)] += [(placed, line) for line in lines if _CELL.match(line.text)]
            elif len(found := _numbers(lines)) >= _FEWEST and len(found) == len(lines):
                yield from _sequence(placed, found, starts_anew=True)
            elif len(found) >= _FEWEST and len(found) + sum(
                bool(_WITHIN.match(to_arabic(line.text))) for line in lines
            ) == len(lines):
                signs = [sign for _number, sign, _line in found]
                if signs.count("") == 1:  # among parts that are numbered 1.1
                    yield _of_two_styles(placed, found)
    for rows in series.values():
        if len(rows) > 1:
            yield from _sequence(rows[0][0], _numbers([line for _placed, line in rows], _CELL), starts_anew=True)


def _items(placed: Placed, lines: list[Line]) -> Iterator[Finding]:
    found = _numbers(lines)
    if len(found) >= _FEWEST and len(found) >= len(lines) - 2:  # which may go on from the list before
        yield from _sequence(placed, found, starts_anew=False, first=found[0][0])


def _sequence(placed: Placed, numbers: Numbers, *, starts_anew: bool, first: int = 1) -> Iterator[Finding]:
    """Each number is the one before and one more, or begins again with 1."""
    wrong = []
    for at, (number, _sign, line) in enumerate(numbers):
        before = numbers[at - 1][0] if at else first - 1
        if number != before + 1 and not (starts_anew and number == 1):
            wrong += [line] if not at else [numbers[at - 1][2], line]
    if wrong:
        yield _finding(placed, wrong, ", ".join(str(number) for number, _sign, _line in numbers))
    elif len({sign for _number, sign, _line in numbers}) > 1:
        yield _of_two_styles(placed, numbers)


def _of_two_styles(placed: Placed, numbers: Numbers) -> Finding:
    signs = [sign for _number, sign, _line in numbers]
    odd = min(dict.fromkeys(signs), key=signs.count)
    return Finding(
        "numbering-style",
        "note",
        at_lines(*(line for _number, sign, line in numbers if sign == odd)),
        placed.place.said,
        ", ".join(f"{number}{sign}" for number, sign, _line in numbers),
        "",
        _("Numbers are written in two styles: {numbers}").format(
            numbers=", ".join(f"{number}{sign}" for number, sign, _line in numbers)[:60]
        ),
        _("Write all numbers in one style."),
    )


def _finding(placed: Placed, lines: list[int], said: str) -> Finding:
    return Finding(
        "numbering-gap",
        "warning",
        at_lines(*lines),
        placed.place.said,
        said,
        "",
        _("The numbers do not follow each other: {numbers}").format(numbers=said[:60]),
        _("Number them through without a gap or a repeat."),
    )


def _labels(plan: Audited) -> Iterator[Finding]:
    """Headings and charts that are numbered by a word: องค์ประกอบที่ 1, ตัวชี้วัดที่ 2."""
    series: dict[tuple[str, str, tuple[str, ...]], list[tuple[int, str, int, Placed]]] = defaultdict(list)
    for placed in plan.blocks:
        block = placed.block
        text = block.text if isinstance(block, Heading | Paragraph) else block.kpi if isinstance(block, Gantt) else ""
        line = block.line
        found = _LABEL.match(" ".join(to_arabic(text).split()))
        if not found or placed.place.part == "contents" or isinstance(block, Table):
            continue
        level = f"{block.level}" if isinstance(block, Heading) else ""
        under = placed.place.headings[: int(level) - 1] if level else ()
        series[found[1], level + placed.place.part, under].append((int(found[2]), text, line, placed))
    for (label, _level, _under), all_of_it in series.items():
        rows = [row for at, row in enumerate(all_of_it) if not at or row[1] != all_of_it[at - 1][1]]
        numbers = [row[0] for row in rows]
        if len(rows) < 2:
            continue
        wrong = [
            at
            for at, number in enumerate(numbers)
            if number != (numbers[at - 1] if at else 0 if label in _FROM_ONE else number - 1) + 1
            and (number != 1 or not at)
        ]
        if wrong:
            said = ", ".join(map(str, numbers))
            yield Finding(
                "numbering-gap",
                "warning",
                at_lines(*(row[2] for row in rows)),
                rows[0][3].place.said,
                f"{label} {said}",
                "",
                _("{label} is numbered {numbers}").format(label=label, numbers=said),
                _("Number them through without a gap or a repeat."),
            )


def _names(plan: Audited) -> Iterator[Finding]:
    """Numbers before the names of indicators: “1. …” in most tables, “1 …” in some."""
    numbered = [(one, found) for one in plan.results if (found := re.match(r"(\d{1,2})(\.?) ", to_arabic(one.printed)))]
    for level in ("goal", "city", "agency"):
        rows = [(one, found[2]) for one, found in numbered if one.level == level]
        odd = [one for one, sign in rows if not sign]
        if odd and len(odd) * 3 < len(rows):
            yield Finding(
                "numbering-style",
                "note",
                at_lines(*(one.line for one in odd)),
                plan.place_of(odd[0].block),
                odd[0].printed[:40],
                "",
                _("Numbers are written in two styles: {numbers}").format(numbers=odd[0].printed[:40]),
                _("Write all numbers in one style."),
            )


def _unnumbered(plan: Audited) -> Iterator[Finding]:
    """Projects without a number in a part whose tables number theirs by hand, even one that is alone in its table."""
    for part in ("city", "agency", "routine"):
        rows = [one for one in plan.projects if one.in_part and one.part == part and one.alone and not one.is_sub]
        in_table = Counter(one.table for one in rows)
        numbered = [one for one in rows if one.number or re.match(r"\s*\d", to_arabic(one.name))]
        lacking = [one for one in rows if one not in numbered]
        alone = sum(in_table[one.table] == 1 for one in numbered)
        if lacking and alone >= len(lacking) and len(lacking) * _MANY_MORE < len(rows):
            yield Finding(
                "numbering-missing",
                "note",
                at_lines(*(one.line for one in lacking)),
                plan.place_of(lacking[0].table),
                lacking[0].name[:80],
                f"1. {lacking[0].name[:40]}",
                _("{count} projects have no number, the others have").format(count=len(lacking)),
                _("Number all rows."),
            )
